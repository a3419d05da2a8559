package html

import (
	"strings"

	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// Read finds the pieces of the article in a page, and its metadata.
func Read(a *model.Article, src *piece.Source) []piece.Piece {
	p := Scan(src)
	keep, sure := chosen(p)
	if p.Truncated {
		keepCutEnd(p.Blocks, keep)
	}
	ld, site := readJSONLD(p.JSONLD)
	facts(a, p, ld, site)
	title := headline(a, p, ld, keep)
	if a.Outlet.Name == "" || a.Outlet.From == "url" {
		if name := titleTail(clean(p.Title), a.Title); name != "" {
			a.Outlet.Name, a.Outlet.From = name, "metadata"
		}
	}
	aboutLines(a, p, title, keep)
	if a.Published == nil {
		a.Published = searchDate(a, p, keep)
	}
	furniture(p.Blocks, keep)
	kinds(a, p, title, keep)
	setApart(p.Blocks, keep)
	if p.Truncated {
		a.Notes = append(a.Notes, "truncated page: it ends before its end tags")
	}
	if !sure {
		a.Notes = append(a.Notes, "uncertain text: the page has little running text")
	}
	var out []piece.Piece
	for i, b := range p.Blocks {
		if keep[i] {
			out = append(out, b.Piece)
		}
	}
	asides(a, p, src, keep)
	return out
}

// keepCutEnd keeps the block in which a truncated page ends, where it goes on
// the article: no model expects half a sentence.
func keepCutEnd(blocks []Block, keep []bool) {
	n := len(blocks)
	if n < 2 || keep[n-1] || !keep[n-2] {
		return
	}
	last, before := blocks[n-1], blocks[n-2]
	keep[n-1] = last.Tag == before.Tag && last.Near == before.Near && last.Link == 0 && !last.Hidden
}

// furniture drops kept blocks that are furniture by their words.
func furniture(blocks []Block, keep []bool) {
	for i := range blocks {
		if !keep[i] {
			continue
		}
		switch lines.Furniture(blocks[i].Text) {
		case lines.Comments, lines.Share, lines.Subscribe, lines.Advert, lines.Footer, lines.Player, lines.Related, lines.Link, lines.Rule:
			keep[i] = false
		}
	}
}

// kinds decides what each kept block is, and keeps title, subtitle and captions
// that the choice of body blocks left out.
func kinds(a *model.Article, p *Page, title int, keep []bool) {
	blocks := p.Blocks
	first, last := firstLong(blocks, keep), -1
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == model.BlockTitle {
			b.Kind = model.BlockHeading
		}
		if keep[i] {
			last = i
		}
		if b.Kind == model.BlockTable && b.Tag != atom.Td && b.Tag != atom.Th && b.Tag != atom.Tr {
			b.Kind = model.BlockParagraph
		}
	}
	for i := range blocks {
		b := &blocks[i]
		caption := b.Kind == model.BlockCaption || strings.Contains(b.Near, "caption") && len(b.Text) < 500
		switch {
		case i == title:
			b.Kind, keep[i] = model.BlockTitle, true
		case keep[i] && title >= 0 && sameWords(b.Text, a.Title):
			keep[i] = false
		case caption && i > title && i <= last && !b.Hidden && b.Region == "" && (keep[i] || i >= first-8) && len(b.Text) < 700 && len(wordsOf(b.Text)) > 2:
			b.Kind, keep[i] = model.BlockCaption, true
		case keep[i] && caption:
			b.Kind = model.BlockCaption
		}
	}
	subtitle(a, p, title, first, keep)
	for i := range blocks {
		if c := meta.LineCredits(blocks[i].Text); keep[i] && blocks[i].Kind != model.BlockTitle && blocks[i].Kind != model.BlockCaption && len(c) > 0 && c[0].Whole {
			blocks[i].Kind = model.BlockCredit
		}
	}
}

func sameWords(a, b string) bool { return letters(a) == letters(b) }

// subtitle finds the block under the title that its class, or the page's
// description, makes one.
func subtitle(a *model.Article, p *Page, title, first int, keep []bool) {
	if title < 0 {
		return
	}
	description := p.meta(subtitleNames)
	for i := title + 1; i < len(p.Blocks) && i <= title+8 && i <= first; i++ {
		b := &p.Blocks[i]
		words := len(wordsOf(b.Text))
		if b.Hidden || b.Region != "" || words < 4 || words > 70 || b.Kind == model.BlockCaption || b.Link*2 > len(b.Text) {
			continue
		}
		named := false
		for _, w := range []string{"subtitle", "sub-title", "subhead", "sub-head", "standfirst", "dek", "deck", "strapline", "article-summary", "article__summary", "kicker", "excerpt"} {
			named = named || strings.Contains(b.Near, w)
		}
		heading := b.Tag == atom.H2 && i <= title+3
		if _, _, _, dated := meta.Date(b.Text); dated && words < 20 {
			continue
		}
		if named || (heading || !keep[i] || i+1 < first) && overlap(b.Text, description) > 0.8 {
			b.Kind, keep[i] = model.BlockSubtitle, true
			a.Subtitle = b.Text
			return
		}
	}
}

// asides keeps what was left out, and the credits that stand there.
func asides(a *model.Article, p *Page, src *piece.Source, keep []bool) {
	first, last := firstLong(p.Blocks, keep), -1
	for i, k := range keep {
		if k {
			last = i
		}
	}
	for i, b := range p.Blocks {
		if keep[i] || b.Hidden {
			continue
		}
		line := src.Line(b.Source.Start)
		kind := b.Region
		if apart := apartKind(b.Kind); apart != "" {
			kind = apart
		} else if kind == "" {
			kind = asideKind(b)
		}
		if i >= first-10 && i <= last+6 && b.Region == "" {
			for _, c := range meta.LineCredits(b.Text) {
				if meta.SameName(c.Agency, a.Outlet.Name) || credited(a, c) {
					continue
				}
				c.Photo = c.Photo || strings.HasPrefix(b.Text, "©") || strings.Contains(b.Near, "caption") || strings.Contains(b.Near, "image") || strings.Contains(b.Near, "photo")
				kind = "credit"
				a.Credits = append(a.Credits, model.Credit{Agency: c.Agency, Text: b.Text[c.Start:c.End], Line: line, Photo: c.Photo})
			}
		}
		a.Aside = append(a.Aside, model.Aside{Kind: kind, Text: b.Text, Line: line, By: b.By.In(b.Text)})
	}
}

// apartKind is what a block that was set apart is as an aside.
func apartKind(k model.BlockKind) string {
	switch k {
	case model.BlockTicker:
		return "ticker"
	case model.BlockEmbed:
		return string(k)
	}
	return ""
}

func asideKind(b Block) string {
	switch lines.Furniture(b.Text) {
	case lines.Related, lines.Link:
		return "related"
	case lines.Comments:
		return "comments"
	case lines.Share:
		return "share"
	case lines.Footer:
		return "footer"
	case lines.Nav:
		return "menu"
	case lines.Tags:
		return "tags"
	}
	switch {
	case b.Kind == model.BlockCaption:
		return "caption"
	case b.Link*2 > len(b.Text) && len(b.Text) > 30:
		return "related"
	case b.Link*2 > len(b.Text):
		return "menu"
	}
	return "other"
}

func credited(a *model.Article, m meta.Mention) bool {
	for _, c := range a.Credits {
		if c.Agency == m.Agency && c.Span == nil {
			return true
		}
	}
	return false
}
