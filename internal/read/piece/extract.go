package piece

import (
	"sort"
	"strings"

	"synoptic/internal/model"
)

// An Extract is text taken out of a source in which it stands in another
// writing: with character references, with escapes, or without some of its
// markup. It knows where in the source each byte of it came from.
type Extract struct {
	text strings.Builder
	runs []run
}

// A run is a part of an extract: from byte off on it comes from the bytes
// [at,end) of the source, byte for byte where same is true.
type run struct {
	off, at, end int
	same         bool
}

// Same appends s, which stands at byte offset at of the source as it is.
func (e *Extract) Same(s string, at int) {
	if s != "" {
		e.runs = append(e.runs, run{e.text.Len(), at, at + len(s), true})
		e.text.WriteString(s)
	}
}

// Decoded appends s, for which the bytes [at,end) of the source stand.
func (e *Extract) Decoded(s string, at, end int) {
	if s != "" {
		e.runs = append(e.runs, run{e.text.Len(), at, end, false})
		e.text.WriteString(s)
	}
}

// Text is the extracted text.
func (e *Extract) Text() string { return e.text.String() }

// Source is the extract as a source of its own.
func (e *Extract) Source() *Source { return NewSource(e.text.String()) }

// Span is the range of the source that the extract comes from.
func (e *Extract) Span() model.Span {
	if len(e.runs) == 0 {
		return model.Span{}
	}
	return model.Span{Start: e.runs[0].at, End: e.runs[len(e.runs)-1].end}
}

// at is where in the source the byte at offset of the extract came from: the
// first byte that stands for it, and the end of those that do.
func (e *Extract) at(offset int) (start, end int) {
	i := sort.Search(len(e.runs), func(i int) bool { return e.runs[i].off > offset }) - 1
	if i < 0 {
		return 0, 0
	}
	r := e.runs[i]
	if r.same {
		return r.at + offset - r.off, r.at + offset - r.off + 1
	}
	return r.at, r.end
}

// Place turns the positions of pieces, made from e.Source, into positions in
// the source that e was taken from.
func (e *Extract) Place(pieces []Piece) {
	for i := range pieces {
		p := &pieces[i]
		start, _ := e.at(p.Source.Start)
		_, end := e.at(p.Source.End - 1)
		p.Source = model.Span{Start: start, End: end}
		var runs []Run
		for _, r := range p.Runs {
			runs = e.through(r, runs)
		}
		p.Runs = runs
	}
}

// Whole is all of e as one piece, with text in place of its own where text is
// not "". Where text is more than e with its references decoded, the whole of
// e stands for it.
func (e *Extract) Whole(kind model.BlockKind, text string) (Piece, bool) {
	var b Builder
	for _, add := range []func(string, int){b.Add, b.AddEscaped} {
		add(e.Text(), 0)
		if p, ok := b.Piece(kind); ok && (text == "" || text == p.Text) {
			all := []Piece{p}
			e.Place(all)
			return all[0], true
		}
	}
	s := e.Span()
	return Piece{Kind: kind, Text: text, Source: s, Runs: []Run{{0, len(text), s.Start, s.End, false}}}, text != "" && s.End > s.Start
}

// Paragraphs are the paragraphs of a plain text: runs of lines between blank
// lines, or lines where there is no blank one.
func Paragraphs(src *Source) []Piece {
	blank := false
	for i := 2; i < src.Lines() && !blank; i++ {
		blank = isBlank(src, i)
	}
	var out []Piece
	var b Builder
	flush := func() {
		if p, ok := b.Piece(model.BlockParagraph); ok {
			out = append(out, p)
		}
	}
	for i := 1; i <= src.Lines(); i++ {
		if !blank || isBlank(src, i) {
			flush()
		}
		span := src.LineSpan(i)
		b.Add(src.Text[span.Start:min(span.End+1, len(src.Text))], span.Start)
	}
	flush()
	return out
}

func isBlank(src *Source, line int) bool {
	s := src.LineSpan(line)
	return strings.TrimSpace(src.Text[s.Start:s.End]) == ""
}

// An Entry is one article of a source that holds several, with the pieces its
// text is made of. Source of the article is the entry's name inside the source.
type Entry struct {
	Article *model.Article
	Pieces  []Piece
}
