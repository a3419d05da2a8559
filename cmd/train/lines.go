package main

import (
	_ "embed"
	"path/filepath"

	"synoptic/internal/read/measure"
)

// silverLabels say which blocks of pages other extractors agree to be the
// article; the head of the file says how it is made.
//
//go:embed silver.txt
var silverLabels string

// trainFlatLines makes the model for lines without markup.
func trainFlatLines(o options) ([]byte, error) { return trainLines(o, true) }

// trainPageLines makes the model for the blocks of web pages.
func trainPageLines(o options) ([]byte, error) { return trainLines(o, false) }

func trainLines(o options, flat measure.Flat) ([]byte, error) {
	folder := filepath.Join(o.Data, "pages")
	silver, err := measure.ReadSilver(silverLabels, filepath.Join(folder, "htmldate", "html"))
	if err != nil {
		return nil, err
	}
	pages, err := measure.Pages(filepath.Join(folder, "article-extraction-benchmark"))
	if err != nil {
		return nil, err
	}
	return measure.Train(silver, pages, flat).Bytes()
}
