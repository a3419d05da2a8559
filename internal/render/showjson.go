package render

import (
	"bufio"
	"io"

	"synoptic/internal/model"
)

// ShowFormat is the name of the form that ShowJSON writes.
const ShowFormat = "synoptic-article/1"

// A shownJSON is one article in the format synoptic-article/1.
type shownJSON struct {
	*model.Article
	Statements []statementJSON `json:"statements"`
	Entities   []model.Entity  `json:"entities"`
	Dates      []dateJSON      `json:"dates"`
	Read       *readJSON       `json:"read,omitempty"`
}

type statementJSON struct {
	model.Statement
	InSource [][]model.Span `json:"in_source,omitempty"` // of each part of content
}

type dateJSON struct {
	model.Span
	Text      string          `json:"text"`
	From      string          `json:"from,omitempty"`
	Until     string          `json:"until,omitempty"`
	Precision model.Precision `json:"precision,omitempty"`
	How       model.Anchor    `json:"how"`
}

// A readJSON says what the article was read from. Spans of the source are byte
// ranges of Text.
type readJSON struct {
	Form   string         `json:"form,omitempty"`
	Line   int            `json:"line,omitempty"`
	Text   string         `json:"text,omitempty"`
	Reason string         `json:"reason,omitempty"`
	Blocks [][]model.Span `json:"blocks,omitempty"` // where each block stands
	Focus  [][]model.Span `json:"focus,omitempty"`  // where what was asked for stands
}

// ShowJSON writes articles with what was found in each, and, where the source
// is asked for, with the byte ranges of it that they stand at.
func ShowJSON(w io.Writer, shown []Shown, skipped []model.Skipped, o ShowOptions) error {
	out := &jsonWriter{w: bufio.NewWriterSize(w, 1<<16)}
	out.text("{\n  \"format\": ")
	out.value(ShowFormat, "  ")
	out.text(",\n  \"articles\": ")
	writeList(out, shown, func(s Shown) shownJSON { return s.json(o) })
	out.text(",\n  \"skipped\": ")
	writeList(out, skipped, func(s model.Skipped) model.Skipped { return s })
	out.text("\n}\n")
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

func (s Shown) json(o ShowOptions) shownJSON {
	article := articleWithoutNulls(s.Analysis.Article)
	if !o.Aside {
		article.Aside = nil
	}
	out := shownJSON{Article: article, Statements: []statementJSON{}, Entities: each(s.Analysis.Entities, func(e *model.Entity) { e.Mentions = list(e.Mentions) }), Dates: []dateJSON{}}
	for _, st := range s.Analysis.Statements {
		v := statementJSON{Statement: st}
		v.Content = list(v.Content)
		if s.Source != nil && s.Source.Ranges != nil {
			for _, c := range st.Content {
				v.InSource = append(v.InSource, s.Source.Ranges(c))
			}
		}
		out.Statements = append(out.Statements, v)
	}
	for _, d := range s.Analysis.Dates {
		out.Dates = append(out.Dates, dateJSON{d.Span, d.Span.In(article.Text), d.From, d.To, d.Precision, d.Anchor})
	}
	out.Read = s.readJSON()
	return out
}

func (s Shown) readJSON() *readJSON {
	if s.Source == nil {
		return nil
	}
	out := &readJSON{Form: s.Source.Form, Line: s.Source.Line, Text: s.Source.Text, Reason: s.Source.Reason}
	if s.Source.Ranges == nil {
		return out
	}
	for _, b := range s.Analysis.Article.Blocks {
		out.Blocks = append(out.Blocks, s.Source.Ranges(b.Span()))
	}
	for _, m := range s.Focus {
		out.Focus = append(out.Focus, s.Source.Ranges(m.Span))
	}
	return out
}
