package read

import (
	"errors"
	"fmt"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/html"
	"synoptic/internal/read/mail"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/plain"
	"synoptic/internal/read/warc"
)

// MaxSize is the largest file that is read, in bytes. Callers should refuse
// larger ones without loading them.
const MaxSize = 64 << 20

// Read reads one file. Source is its path or address, used for the article's
// Source and as the last resort for the outlet. The error says, for people, why
// there is no article in data, or, beside articles, what of it could not be
// read. What is damaged but readable is read as far as it goes, with a note.
func Read(source string, data []byte) ([]*model.Article, error) {
	return readNested(source, data, 0)
}

// maxNesting is how deep a file may stand inside others: a mail in a mailbox in
// an archive.
const maxNesting = 4

// A form is a kind of file that holds articles in a shape of its own. Depth is
// how many files it stands in; parts of a container are read by readNested
// with depth+1.
type form struct {
	is   func(data []byte) bool
	read func(source string, data []byte, depth int) ([]*model.Article, error)
}

// forms are tried in turn, before text and HTML.
func forms() []form {
	return []form{
		{isEPUB, readEPUB},
		{isArchive, readArchive},
		{warc.Is, readWARC},
		{mail.IsBox, readBox},
		{mail.IsPage, readSavedPage},
		{mail.Is, readMail},
		feeds, agencyFiles, objects,
	}
}

func readNested(source string, data []byte, depth int) ([]*model.Article, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("larger than %d MB", MaxSize>>20)
	}
	if depth > maxNesting {
		return nil, errors.New("nested too deep")
	}
	for _, f := range forms() {
		if f.is(data) {
			return f.read(source, data, depth)
		}
	}
	return readText(source, data)
}

// errNoText says that a page or text holds no article.
var errNoText = errors.New("no article text found")

// readText reads plain text or HTML.
func readText(source string, data []byte) ([]*model.Article, error) {
	if kind := binaryKind(data); kind != "" {
		return nil, fmt.Errorf("%s; not among the kinds of file that are read", kind)
	}
	text := Decode(data)
	if strings.TrimFunc(text, func(r rune) bool { return piece.IsSpace(r) || piece.Invisible(r) }) == "" {
		return nil, errors.New("empty file")
	}
	if mostlyControl(text) {
		return nil, errors.New("a binary file; not among the kinds of file that are read")
	}
	src := piece.NewSource(text)
	a := &model.Article{Source: source, Credits: []model.Credit{}, Blocks: []model.Block{}}
	var pieces []piece.Piece
	if looksHTML(text) {
		pieces = html.Read(a, src)
	} else {
		pieces = plain.Read(a, src)
	}
	assemble(a, src, pieces)
	if a.Text == "" {
		return nil, errNoText
	}
	finish(a)
	return []*model.Article{a}, nil
}
