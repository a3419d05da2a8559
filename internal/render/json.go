package render

import (
	"encoding/json"
	"io"

	"synoptic/internal/model"
)

// JSON writes doc in the format "synoptic/1". Lists without entries are
// written as [], never as null.
func JSON(w io.Writer, doc *model.Document) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(withoutNulls(doc))
}

// withoutNulls is a copy of doc in which the lists that the format promises
// are there, if only empty.
func withoutNulls(doc *model.Document) *model.Document {
	out := *doc
	out.Articles = make([]*model.Article, len(doc.Articles))
	for i, a := range doc.Articles {
		article := *a
		article.Byline = list(a.Byline)
		article.Credits = list(a.Credits)
		article.Blocks = list(a.Blocks)
		out.Articles[i] = &article
	}
	out.Stories = make([]model.Synopsis, len(doc.Stories))
	for i, s := range doc.Stories {
		out.Stories[i] = synopsisWithoutNulls(s)
	}
	out.Skipped = list(doc.Skipped)
	return &out
}

func synopsisWithoutNulls(s model.Synopsis) model.Synopsis {
	s.Articles, s.Related = list(s.Articles), list(s.Related)
	s.Lineages, s.Copies = list(s.Lineages), list(s.Copies)
	s.Entities = each(s.Entities, func(e *model.Entity) { e.Mentions = list(e.Mentions) })
	s.Statements = each(s.Statements, func(st *model.Statement) { st.Content = list(st.Content) })
	s.Utterances = each(s.Utterances, func(u *model.Utterance) {
		u.Statements = list(u.Statements)
		u.Variants = each(u.Variants, func(v *model.Variant) {
			v.Words = each(v.Words, func(r *model.Run) { r.With = list(r.With) })
		})
	})
	s.Differences = each(s.Differences, func(d *model.Difference) { d.Sides = list(d.Sides) })
	s.Timeline = each(s.Timeline, func(h *model.Happening) { h.Evidence = list(h.Evidence) })
	s.Labels = each(s.Labels, func(l *model.Label) {
		l.Uses = each(l.Uses, func(u *model.LabelUse) { u.Spans = list(u.Spans) })
	})
	s.Facts = each(s.Facts, func(f *model.Fact) { f.Evidence, f.Absent = list(f.Evidence), list(f.Absent) })
	return s
}

// list is in, or an empty list where in is nil.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

// each is a copy of in with f applied to every entry.
func each[T any](in []T, f func(*T)) []T {
	out := make([]T, len(in))
	copy(out, in)
	for i := range out {
		f(&out[i])
	}
	return out
}
