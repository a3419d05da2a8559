package render

import (
	"io"
	"strconv"
	"testing"

	"synoptic/internal/model"
	"synoptic/internal/render/rendertest"
)

// many is the fixture n times over, as n pairs of stories.
func many(n int) *model.Document {
	doc := &model.Document{Format: model.Format}
	for i := range n {
		d := rendertest.Document()
		number := strconv.Itoa(i)
		for _, a := range d.Articles {
			a.ID += number
			doc.Articles = append(doc.Articles, a)
		}
		for _, s := range d.Stories {
			s.ID += number
			for j := range s.Articles {
				s.Articles[j] += number
			}
			for j := range s.Statements {
				s.Statements[j].Article += number
			}
			doc.Stories = append(doc.Stories, s)
		}
	}
	return doc
}

func BenchmarkRender(b *testing.B) {
	doc := many(100)
	for name, f := range map[string]func(io.Writer, *model.Document) error{
		"html": HTML, "markdown": Markdown, "csv": CSV, "jsonld": JSONLD, "json": JSON,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f(io.Discard, doc); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
