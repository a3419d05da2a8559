package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"synoptic/internal/model"
)

// JSON writes doc in the format "synoptic/1". Lists without entries are
// written as [], never as null. Articles and stories are written one by one,
// so that a large document is not held twice.
func JSON(w io.Writer, doc *model.Document) error {
	out := &jsonWriter{w: bufio.NewWriterSize(w, 1<<16)}
	out.text("{\n  \"format\": ")
	out.value(doc.Format, "  ")
	out.text(",\n  \"articles\": ")
	writeList(out, doc.Articles, articleWithoutNulls)
	out.text(",\n  \"stories\": ")
	writeList(out, doc.Stories, synopsisWithoutNulls)
	out.text(",\n  \"skipped\": ")
	writeList(out, doc.Skipped, func(s model.Skipped) model.Skipped { return s })
	out.text("\n}\n")
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

// A jsonWriter writes pieces of JSON and remembers the first error.
type jsonWriter struct {
	w      *bufio.Writer
	buffer bytes.Buffer
	err    error
}

func (j *jsonWriter) text(s string) {
	if j.err == nil {
		_, j.err = j.w.WriteString(s)
	}
}

// value writes v with its lines after the first indented by indent.
func (j *jsonWriter) value(v any, indent string) {
	if j.err != nil {
		return
	}
	j.buffer.Reset()
	enc := json.NewEncoder(&j.buffer)
	enc.SetEscapeHTML(false)
	enc.SetIndent(indent, "  ")
	if j.err = enc.Encode(v); j.err == nil {
		_, j.err = j.w.Write(bytes.TrimRight(j.buffer.Bytes(), "\n"))
	}
}

func writeList[T, J any](j *jsonWriter, items []T, clean func(T) J) {
	if len(items) == 0 {
		j.text("[]")
		return
	}
	for i, item := range items {
		if i == 0 {
			j.text("[\n    ")
		} else {
			j.text(",\n    ")
		}
		j.value(clean(item), "    ")
	}
	j.text("\n  ]")
}

func articleWithoutNulls(a *model.Article) *model.Article {
	article := *a
	article.Byline = list(a.Byline)
	article.Credits = list(a.Credits)
	article.Blocks = list(a.Blocks)
	return &article
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
