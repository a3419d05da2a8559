package html

import (
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// How sure a byline is, by how it was found: the share that was right on the
// pages labelled for it, smoothed.
const (
	sureBothBylines   = 0.97
	sureShownByline   = 0.9
	sureStatedByline  = 0.87
	sureMarkedByline  = 0.8
	maxAuthors        = 12
	headReach         = 15 // blocks above the body in which lines about it stand
	aboutWords        = 15 // words of a line about the article
	authorMarkupReach = 400
)

// byline fills the persons who wrote the article, from metadata and from the
// lines around the title, credits the agencies that are named there as authors,
// and marks these lines as not part of the text.
func byline(a *model.Article, o outlined, src *piece.Source) {
	stated, orgs := statedAuthors(a, o)
	shown := aboutLines(a, o, src)
	told := model.Found{From: "text", How: shown.how, Confidence: shown.confidence, Line: shown.line}
	switch {
	case len(shown.names) == 0 && len(stated) == 0:
	case len(shown.names) == 0 || len(stated) > 0 && shown.confidence < sureStatedByline ||
		shares(shown.names, stated) && len(stated) >= len(shown.names):
		a.Byline = stated
		told = model.Found{From: "metadata", How: "the author in the metadata", Confidence: sureStatedByline}
		if shares(shown.names, stated) {
			told.Confidence = sureBothBylines
		}
	default:
		a.Byline = shown.names
	}
	if len(a.Byline) > 0 {
		a.Tell(model.FieldByline, told)
	}
	for _, f := range append(shown.orgs, orgs...) {
		if !meta.SameName(f.Agency, a.Outlet.Name) && !creditedText(a, f.Agency) {
			a.Credits = append(a.Credits, f)
		}
	}
}

func shares(a, b []string) bool {
	for _, s := range a {
		if has(b, s) {
			return true
		}
	}
	return false
}

func creditedText(a *model.Article, agency string) bool {
	for _, c := range a.Credits {
		if c.Agency == agency && !c.Photo {
			return true
		}
	}
	return false
}

// statedAuthors are the persons whom the metadata name as authors, and the
// agencies there.
func statedAuthors(a *model.Article, o outlined) (names []string, orgs []model.Credit) {
	add := func(s string) {
		s = clean(s)
		if strings.Contains(s, "://") || strings.EqualFold(s, a.Outlet.Name) {
			return
		}
		names = addPersons(names, s, a.Outlet.Name)
		orgs = append(orgs, authorAgencies(s, 0)...)
	}
	for _, s := range o.ld.authors {
		add(s)
	}
	for _, s := range o.ld.organisations {
		orgs = append(orgs, authorAgencies(clean(s), 0)...)
	}
	for _, n := range authorNames {
		if len(names) == 0 {
			add(o.page.Meta[n])
		}
	}
	return names, orgs
}

func addPersons(names []string, text, outlet string) []string {
	for _, n := range meta.Persons(text) {
		if len(names) < maxAuthors && !has(names, n) && !strings.EqualFold(n, outlet) {
			names = append(names, n)
		}
	}
	return names
}

// sureAuthorAgency is the share of agencies named as authors that are credits.
const sureAuthorAgency = 0.95

// authorAgencies are the credits in the name of an author, such as "Reuters" or
// "Jane Roe, Associated Press": agencies that are all of a part of it.
func authorAgencies(s string, line int) []model.Credit {
	var out []model.Credit
	if len(s) > 200 {
		return nil
	}
	for _, f := range meta.AuthorAgencies(s) {
		out = append(out, model.Credit{Agency: f.Name, Text: s, Line: line, Photo: meta.PhotoOnly(f.Name), Confidence: sureAuthorAgency})
	}
	return out
}

// A shownByline is what the lines around the title say of the authors.
type shownByline struct {
	names      []string
	orgs       []model.Credit
	how        string
	line       int
	confidence float64
}

// aboutLines reads the lines around the title for the byline, and marks them
// and the lines that only tell a date as not part of the text.
func aboutLines(a *model.Article, o outlined, src *piece.Source) shownByline {
	var out shownByline
	blocks := o.page.Blocks
	body := firstLong(blocks, o.keep)
	from := max(0, body-headReach)
	if o.title >= 0 {
		from = max(0, o.title-2)
	}
	language := meta.LocaleOf(o.page.Lang, "").Language
	for i := from; i < len(blocks) && i <= body+2; i++ {
		b := blocks[i]
		if len(b.Text) > 200 || b.Hidden || b.Region == "menu" || i == body || i == o.title {
			continue
		}
		rest, by := meta.BylineOf(b.Text, language)
		_, start, end, dated := meta.Date(b.Text)
		words := len(strings.Fields(b.Text))
		dated = dated && len(strings.Fields(b.Text[:start]))+len(strings.Fields(b.Text[end:])) <= 6
		line := src.Line(b.Source.Start)
		switch {
		case words > aboutWords:
		case by && i > o.title:
			out.take(a, rest, line, "the byline", sureShownByline)
		case !by && authorLine(o, src, i):
			out.take(a, b.Text, line, "a line marked as the author's", sureMarkedByline)
			by = len(out.names) > 0 && out.line == line
		}
		if (by || dated) && words <= aboutWords && i > o.title {
			o.keep[i] = false
		}
	}
	return out
}

// take adds what a line says; a byline goes before what is only marked as one.
func (s *shownByline) take(a *model.Article, text string, line int, how string, confidence float64) {
	s.orgs = append(s.orgs, authorAgencies(text, line)...)
	if len(s.names) > 0 && (confidence != s.confidence || line > s.line+bylineLines) {
		return
	}
	names := addPersons(s.names, text, a.Outlet.Name)
	if len(names) > len(s.names) {
		s.names, s.how, s.line, s.confidence = names, how, line, confidence
	}
}

// bylineLines is how many lines of the source after one author another stands
// at most.
const bylineLines = 60

// authorLine says whether the markup of a short line between title and body
// says that it names an author.
func authorLine(o outlined, src *piece.Source, i int) bool {
	blocks := o.page.Blocks
	b := blocks[i]
	if len(strings.Fields(b.Text)) > 10 || b.Region != "" || o.title < 0 || i > o.title+12 {
		return false
	}
	from := max(0, b.Source.Start-authorMarkupReach)
	if i > 0 {
		from = max(from, min(blocks[i-1].Source.End, b.Source.Start))
	}
	markup := strings.ToLower(src.Text[from:b.Source.End])
	for _, w := range authorMarks {
		if strings.Contains(markup, w) {
			return true
		}
	}
	return false
}

// authorMarks are the parts of tags around the names of authors.
var authorMarks = []string{"author", "byline", "by-line", "/people/", "/staff/", "/profile", "contributor", "journalist", "reporter"}
