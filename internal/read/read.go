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
	return readNested(source, data, place{})
}

// maxNesting is how deep a file may stand inside others: a mail in a mailbox in
// an archive.
const maxNesting = 4

// A place is where a file stands that is read: in how many others, and who
// wants to know where its articles stand in it.
type place struct {
	depth  int
	traced func(*Trace) // may be nil
}

// deeper is the place of a part of a container that stands at p.
func (p place) deeper() place {
	p.depth++
	return p
}

// A form is a kind of file that holds articles in a shape of its own. Parts of
// a container are read by readNested one place deeper.
type form struct {
	is   func(data []byte) bool
	read func(source string, data []byte, in place) ([]*model.Article, error)
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

func readNested(source string, data []byte, in place) ([]*model.Article, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("larger than %d MB", MaxSize>>20)
	}
	if in.depth > maxNesting {
		return nil, errors.New("nested too deep")
	}
	for _, f := range forms() {
		if f.is(data) {
			return f.read(source, data, in)
		}
	}
	return readText(source, data, in)
}

// errNoText says that a page or text holds no article.
var errNoText = errors.New("no article text found")

// readText reads plain text or HTML.
func readText(source string, data []byte, in place) ([]*model.Article, error) {
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
	form := FormText
	if looksHTML(text) {
		form = FormHTML
		pieces = html.Read(a, src)
	} else {
		pieces = plain.Read(a, src)
	}
	assemble(a, src, pieces)
	if a.Text == "" {
		return nil, errNoText
	}
	finish(a)
	in.trace(a, form, src, pieces)
	return []*model.Article{a}, nil
}
