package read

import (
	"sort"

	"synoptic/internal/model"
	"synoptic/internal/read/piece"
)

// A Form says what the part of a file is that an article was read from.
type Form string

// Forms.
const (
	FormHTML Form = "html" // a page
	FormText Form = "text" // a plain text
	FormData Form = "data" // a feed, an agency's file or objects, which may hold others too
)

// A Trace is an article with the source it was read from, and where in it each
// byte of the text stands.
type Trace struct {
	Article *model.Article
	Form    Form
	Source  string // decoded; of a container or of JSON Lines, the part that holds the article
	Line    int    // of the file, that Source begins with, from 1
	runs    []piece.Run
}

// trace tells whoever wants to know where a stands.
func (r *run) trace(a *model.Article, form Form, src *piece.Source, pieces []piece.Piece) {
	if r.traced == nil {
		return
	}
	t := &Trace{Article: a, Form: form, Source: src.Text, Line: src.FirstLine + 1}
	block := 0
	for _, piece := range pieces {
		if piece.Text == "" {
			continue
		}
		for _, own := range piece.Runs {
			own.Offset += a.Blocks[block].Start
			t.runs = append(t.runs, own)
		}
		block++
	}
	r.traced(t)
}

// Ranges are the ranges of bytes of the source that stand for a span of the
// article's text, in order; tags between them stand for nothing.
func (t *Trace) Ranges(s model.Span) []model.Span { return piece.Ranges(t.runs, s, t.Source) }

// Kept are the ranges of the source that stand for the article's blocks, in
// the order of the source.
func (t *Trace) Kept() []model.Span {
	var out []model.Span
	for _, b := range t.Article.Blocks {
		out = append(out, t.Ranges(b.Span())...)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}
