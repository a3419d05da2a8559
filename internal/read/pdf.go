package read

import (
	"bytes"
	"errors"
)

func isPDF(data []byte) bool { return bytes.HasPrefix(data, []byte("%PDF-")) }

func (j job) readPDF(source string, data []byte, _ int) error { return errors.New("a PDF file") }
