package render

import (
	"net/url"
	"strings"

	"synoptic/internal/model"
)

// An accountView is an article in full.
type accountView struct {
	ID, Name   string
	Level      int
	Elsewhere  bool   // it is shown in full in a story before
	Title      string // where the text itself does not hold it
	Lang       string
	Meta       []string
	Link       string // an http address, or ""
	Source     string
	Notes      []string
	Credits    []creditView
	Paragraphs []paragraphView
	Aside      []model.Aside
}

// A creditView is what an account says it took from where.
type creditView struct {
	Text string
	Refs []refView
}

// accounts fills in the full texts, once all findings have named their spans.
// An article of two stories is shown in the first.
func (b *htmlBuilder) accounts(doc *model.Document, page *pageView, level int) {
	credits := map[string][]creditView{}
	for _, a := range doc.Articles {
		if a != nil && credits[a.ID] == nil {
			credits[a.ID] = b.credits(a)
		}
	}
	shown := map[string]bool{}
	for i := range doc.Stories {
		articles := pick(b.articles, doc.Stories[i].Articles)
		named := names(articles)
		for _, a := range articles {
			v := b.account(a, named[a.ID], level, shown[a.ID])
			if !shown[a.ID] {
				v.Credits = credits[a.ID]
			}
			shown[a.ID] = true
			page.Stories[i].Accounts = append(page.Stories[i].Accounts, v)
		}
	}
	for _, a := range doc.Articles {
		if a != nil && !shown[a.ID] {
			v := b.account(a, outlet(a), 3, false)
			v.Credits = credits[a.ID]
			shown[a.ID] = true
			page.Loose = append(page.Loose, v)
		}
	}
}

func (b *htmlBuilder) account(a *model.Article, name string, level int, elsewhere bool) accountView {
	v := accountView{ID: b.anchors.account(a.ID), Name: name, Level: level, Elsewhere: elsewhere, Lang: language(a)}
	if elsewhere {
		return v
	}
	v.Meta, v.Source, v.Link, v.Notes, v.Aside = meta(a), a.Source, address(a), notes(a), a.Aside
	if !holdsTitle(a) {
		v.Title = a.Title
	}
	v.Paragraphs = b.anchors.paragraphs(a)
	return v
}

// holdsTitle says whether the title stands in the text as a block.
func holdsTitle(a *model.Article) bool {
	for _, block := range a.Blocks {
		if block.Kind == model.BlockTitle {
			return true
		}
	}
	return a.Title == ""
}

// meta is what is known about an article: time, byline, place.
func meta(a *model.Article) []string {
	var out []string
	if a.Published != nil && a.Published.Value != "" {
		line := when(a.Published.Value)
		if from := publishedWords(a.Published.From); from != "" {
			line += ", " + from
		}
		out = append(out, line)
	} else {
		out = append(out, "Not dated")
	}
	if a.Updated != nil && a.Updated.Value != "" {
		out = append(out, "changed "+when(a.Updated.Value))
	}
	if len(a.Byline) > 0 {
		out = append(out, "by "+join(a.Byline))
	}
	if a.Dateline != "" {
		out = append(out, a.Dateline)
	}
	if a.Section != "" {
		out = append(out, a.Section)
	}
	return out
}

// address is the article's address on the web, "" where it has none that a
// page may link to.
func address(a *model.Article) string {
	for _, s := range []string{a.URL, a.Source} {
		if u, err := url.Parse(s); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return s
		}
	}
	return ""
}

// credits is what an article credits to whom, one line an agency.
func (b *htmlBuilder) credits(a *model.Article) []creditView {
	var out []creditView
	at := map[string]int{}
	for _, c := range a.Credits {
		text := "Credits " + c.Agency
		switch {
		case c.Photo:
			text += " for a picture"
		case c.Report:
			text = "Names a report by " + c.Agency
		}
		i, ok := at[text]
		if !ok {
			i = len(out)
			at[text] = i
			out = append(out, creditView{Text: text})
		}
		ref := refView{Line: c.Line}
		if c.Span != nil {
			ref.Href = "#" + b.anchors.cite(a.ID, *c.Span, b.anchors.account(a.ID))
			ref.Line = a.Line(c.Span.Start)
		}
		out[i].Refs = append(out[i].Refs, ref)
	}
	return out
}

// LeftOut says how much of the source is not part of the account.
func (v accountView) LeftOut() string {
	lines := 0
	for _, a := range v.Aside {
		lines += 1 + strings.Count(strings.TrimSpace(a.Text), "\n")
	}
	return "Left out of the page: " + count(lines, "line", "lines")
}
