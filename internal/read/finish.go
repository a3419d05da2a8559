package read

import (
	"path"
	"slices"
	"strings"

	"synoptic/internal/language/identify"
	"synoptic/internal/model"
	"synoptic/internal/read/meta"
)

// finish fills what is told by the text itself: dateline, credits, language,
// and the outlet's name as a last resort.
func finish(a *model.Article) {
	dateline(a)
	credits(a)
	if told := identify.Language(a.Text); told != "und" || a.Language == "" {
		a.Language = told
	}
	if a.Outlet.Name == "" && a.Outlet.Domain == "" {
		a.Outlet = sourceOutlet(a.Source)
	}
	dropOwnCredits(a)
	a.Seal()
}

// sourceOutlet is what path or address of the source tell of the outlet.
func sourceOutlet(source string) model.Outlet {
	if d := meta.Domain(source); d != "" {
		return model.Outlet{Name: d, Domain: d, From: "url"}
	}
	base := path.Base(strings.ReplaceAll(source, `\`, "/"))
	if ext := path.Ext(base); len(ext) > 1 && len(ext) <= 6 && len(ext) < len(base) {
		base = strings.TrimSuffix(base, ext)
	}
	if base == "." || base == "/" || base == "-" {
		return model.Outlet{}
	}
	return model.Outlet{Name: base, From: "file"}
}

// dateline reads place and agency before the first sentence of the body.
func dateline(a *model.Article) {
	seen := 0
	for _, b := range a.Blocks {
		if b.Kind != model.BlockParagraph {
			continue
		}
		if seen++; seen > 2 {
			return
		}
		d, ok := meta.FindDateline(b.Span().In(a.Text))
		if !ok {
			continue
		}
		a.Dateline = d.Place
		if d.Agency.Name != "" {
			for _, name := range strings.Split(d.Agency.Name, "/") {
				addCredit(a, model.Credit{Agency: name}, b.Start+d.Agency.Start, b.Start+d.Agency.End)
			}
		}
		return
	}
}

// credits finds the credits that stand in the text.
func credits(a *model.Article) {
	lastBody := -1
	for i, b := range a.Blocks {
		if b.Kind.Body() {
			lastBody = i
		}
	}
	for i, b := range a.Blocks {
		text := b.Span().In(a.Text)
		var found []meta.Mention
		switch {
		case b.Kind == model.BlockCaption:
			if m, ok := meta.PhotoCredit(text); ok {
				found = append(found, m)
			}
		case b.Kind == model.BlockCredit:
			found = meta.LineCredits(text)
		case i == lastBody:
			found = meta.EndCredits(text)
		}
		for _, m := range found {
			if meta.SameName(m.Agency, a.Outlet.Name) {
				continue
			}
			addCredit(a, model.Credit{Agency: m.Agency, Photo: m.Photo}, b.Start+m.Start, b.Start+m.End)
		}
	}
}

// dropOwnCredits takes out credits to the outlet itself.
func dropOwnCredits(a *model.Article) {
	a.Credits = slices.DeleteFunc(a.Credits, func(c model.Credit) bool {
		return !c.Photo && a.Outlet.Name != "" && meta.SameName(c.Agency, a.Outlet.Name)
	})
}

func addCredit(a *model.Article, c model.Credit, start, end int) {
	c.Span = &model.Span{Start: start, End: end}
	c.Text = a.Text[start:end]
	c.Line = a.Line(start)
	a.Credits = append(a.Credits, c)
}
