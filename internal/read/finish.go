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
	tellRest(a)
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
		if d.Place != "" {
			span := model.Span{Start: b.Start + d.Start, End: b.Start + d.End}
			a.Tell(model.FieldDateline, model.Found{From: "text", How: "before the first sentence", Confidence: sureDateline,
				Span: &span, Line: a.Line(span.Start)})
		}
		if d.Agency.Name != "" {
			for _, name := range strings.Split(d.Agency.Name, "/") {
				addCredit(a, model.Credit{Agency: name}, b.Start+d.Agency.Start, b.Start+d.Agency.End)
			}
		}
		return
	}
}

// How sure a credit is, by its kind: the share that was right on the pages
// labelled for it, smoothed.
const (
	sureCredit = 0.95
	surePhoto  = 0.93
	sureReport = 0.85
)

// credits finds the credits that stand in the text.
func credits(a *model.Article) {
	lastBody := -1
	for i, b := range a.Blocks {
		if b.Kind.Body() {
			lastBody = i
		}
	}
	for i := range a.Blocks {
		b := &a.Blocks[i]
		for _, m := range blockCredits(b.Kind, b.Span().In(a.Text), i == lastBody) {
			addCredit(a, model.Credit{Agency: m.Agency, Photo: m.Photo}, b.Start+m.Start, b.Start+m.End)
		}
	}
	reports(a)
	for i := range a.Credits {
		switch c := &a.Credits[i]; {
		case c.Confidence > 0:
		case c.Report:
			c.Confidence = sureReport
		case c.Photo:
			c.Confidence = surePhoto
		default:
			c.Confidence = sureCredit
		}
	}
}

// shortBlock is the length in bytes below which a paragraph may be a caption.
const shortBlock = 250

// blockCredits are the credits in one block.
func blockCredits(kind model.BlockKind, text string, last bool) []meta.Mention {
	switch {
	case kind == model.BlockCaption:
		return meta.PhotoCredits(text)
	case kind == model.BlockCredit:
		if found := meta.LineCredits(text); found != nil {
			return found
		}
		return meta.PhotoCredits(text)
	case last:
		return meta.EndCredits(text)
	case kind == model.BlockParagraph && len(text) < shortBlock:
		// A short paragraph inside an article that ends with a credit is a caption.
		// One name alone in brackets is that of a linked source.
		return slices.DeleteFunc(meta.PhotoCredits(text), func(m meta.Mention) bool {
			return m.End < len(text)-1 || text[m.Start] == '[' && !strings.ContainsAny(text[m.Start:m.End], ":/")
		})
	}
	return nil
}

// reports finds the reports of others that the text names, those of agencies
// left out that are credited with the text itself.
func reports(a *model.Article) {
	seen := map[string]bool{}
	for _, c := range a.Credits {
		seen[c.Agency] = seen[c.Agency] || !c.Photo
	}
	for _, b := range a.Blocks {
		if !b.Kind.Body() {
			continue
		}
		for _, m := range meta.Reports(b.Span().In(a.Text)) {
			if !seen[m.Agency] {
				seen[m.Agency] = true
				addCredit(a, model.Credit{Agency: m.Agency, Report: true}, b.Start+m.Start, b.Start+m.End)
			}
		}
	}
}

// dropOwnCredits takes out credits of the text, and reports, to the outlet
// itself.
func dropOwnCredits(a *model.Article) {
	a.Credits = slices.DeleteFunc(a.Credits, func(c model.Credit) bool {
		return a.Outlet.Name != "" && meta.SameName(c.Agency, a.Outlet.Name)
	})
}

func addCredit(a *model.Article, c model.Credit, start, end int) {
	c.Span = &model.Span{Start: start, End: end}
	c.Text = a.Text[start:end]
	c.Line = a.Line(start)
	a.Credits = append(a.Credits, c)
}
