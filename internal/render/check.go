package render

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"synoptic/internal/model"
)

// CheckSpans checks that every span of doc is in range of its article's text,
// begins and ends on whole characters, and slices to the words shown for it.
// It returns how many spans were checked, and a line for each that is wrong.
func CheckSpans(doc *model.Document) (checked int, wrong []string) {
	c := checker{texts: map[string]string{}}
	for _, a := range doc.Articles {
		c.texts[a.ID] = a.Text
		c.article(a)
	}
	for i := range doc.Stories {
		c.synopsis(&doc.Stories[i])
	}
	return c.checked, c.wrong
}

type checker struct {
	texts   map[string]string
	checked int
	wrong   []string
}

// span checks one span; shown is "" where nothing is shown for it.
func (c *checker) span(what, article string, s model.Span, shown string) {
	c.checked++
	text, ok := c.texts[article]
	if !ok {
		c.fail("%s: no article %q", what, article)
		return
	}
	if s.Start < 0 || s.Start > s.End || s.End > len(text) {
		c.fail("%s: [%d,%d) outside the text of %s", what, s.Start, s.End, article)
		return
	}
	if !boundary(text, s.Start) || !boundary(text, s.End) {
		c.fail("%s: [%d,%d) of %s cuts a character", what, s.Start, s.End, article)
	}
	if got := text[s.Start:s.End]; shown != "" && got != shown {
		c.fail("%s: [%d,%d) of %s is %q, shown is %q", what, s.Start, s.End, article, got, shown)
	}
}

func (c *checker) fail(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
}

func boundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

func (c *checker) article(a *model.Article) {
	for _, b := range a.Blocks {
		c.span("block", a.ID, b.Span(), "")
		if b.By != nil {
			c.span("block's words by", a.ID, *b.By, "")
		}
	}
	for _, credit := range a.Credits {
		if credit.Span != nil {
			c.span("credit", a.ID, *credit.Span, credit.Text)
		}
	}
	for _, p := range []*model.Published{a.Published, a.Updated} {
		if p != nil && p.Span != nil {
			c.span("published", a.ID, *p.Span, "")
		}
	}
}

func (c *checker) synopsis(s *model.Synopsis) {
	for _, copied := range s.Copies {
		c.span("copy", copied.A.Article, copied.A.Span(), "")
		c.span("copy", copied.B.Article, copied.B.Span(), "")
	}
	for _, l := range s.Lineages {
		for _, r := range l.ReliesOn {
			if r.Span != nil {
				c.span("relies on", r.Article, *r.Span, "")
			}
		}
	}
	for _, e := range s.Entities {
		for _, m := range e.Mentions {
			c.span("mention of "+e.Name, m.Article, m.Span(), "")
		}
	}
	articleOf := map[string]string{}
	for i := range s.Statements {
		articleOf[s.Statements[i].ID] = s.Statements[i].Article
		c.statement(&s.Statements[i])
	}
	for _, u := range s.Utterances {
		for _, v := range u.Variants {
			for _, r := range v.Words {
				c.span("variant in "+u.ID, articleOf[v.Statement], model.Span{Start: r.Start, End: r.End}, r.Text)
			}
		}
	}
	c.findings(s)
}

func (c *checker) statement(s *model.Statement) {
	var pieces []string
	for _, p := range s.Content {
		c.span("content of "+s.ID, s.Article, p, "")
		pieces = append(pieces, p.In(c.texts[s.Article]))
	}
	if joined := strings.Join(pieces, " … "); joined != s.Text {
		c.fail("content of %s is %q, shown is %q", s.ID, joined, s.Text)
	}
	if s.Source != nil {
		c.span("source of "+s.ID, s.Article, *s.Source, "")
	}
	if s.Cue != nil {
		c.span("cue of "+s.ID, s.Article, s.Cue.Span, "")
	}
}

func (c *checker) findings(s *model.Synopsis) {
	for _, d := range s.Differences {
		for _, side := range d.Sides {
			c.span("difference", side.Article, model.Span{Start: side.Start, End: side.End}, side.Text)
		}
	}
	for _, h := range s.Timeline {
		for i, e := range h.Evidence {
			shown := ""
			if i == 0 {
				shown = h.Text
			}
			c.span("timeline", e.Article, model.Span{Start: e.Start, End: e.End}, shown)
			if e.Date != nil {
				c.span("timeline", e.Article, *e.Date, "")
			}
		}
	}
	for _, l := range s.Labels {
		for _, u := range l.Uses {
			for i, span := range u.Spans {
				shown := ""
				if i == 0 {
					shown = u.Text
				}
				c.span("label", u.Article, span, shown)
			}
		}
	}
	for _, f := range s.Facts {
		shown := f.Text
		for _, e := range f.Evidence {
			if text := c.texts[e.Article]; e.Start >= 0 && e.Start <= e.End && e.End <= len(text) && text[e.Start:e.End] == f.Text {
				shown = ""
			}
			c.span("fact", e.Article, model.Span{Start: e.Start, End: e.End}, "")
		}
		if shown != "" {
			c.fail("fact %q: none of its evidence has these words", f.Text)
		}
	}
}
