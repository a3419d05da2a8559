package html

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
	"synoptic/internal/read/day"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// Read finds the pieces of the article in a page by the models given, and its
// metadata.
func Read(a *model.Article, src *piece.Source, m *lines.Models) []piece.Piece {
	o := outline(a, src, m)
	p, title, keep := o.page, o.title, o.keep
	times(a, src, mentions(a, o, src))
	byline(a, o, src)
	furniture(p.Blocks, keep)
	kinds(a, p, title, keep)
	setApart(p.Blocks, keep)
	if p.Truncated {
		a.Notes = append(a.Notes, "truncated page: it ends before its end tags")
	}
	if o.doubt != "" {
		a.Notes = append(a.Notes, o.doubt)
	}
	var out []piece.Piece
	for i, b := range p.Blocks {
		if keep[i] {
			out = append(out, b.Piece)
		}
	}
	asides(a, p, src, title, keep)
	return out
}

// An outlined page is a page of which body blocks, title and outlet are known.
type outlined struct {
	page    *Page
	objects []any // of JSON-LD
	ld      ldArticle
	title   int // index of the block that is the title, or -1
	keep    []bool
	doubt   string // why the choice of blocks may be wrong, "" where nothing speaks against it
}

// outline finds the body blocks of a page, fills a with what its metadata
// state, and finds its title.
func outline(a *model.Article, src *piece.Source, m *lines.Models) outlined {
	o := outlined{page: Scan(src)}
	p := o.page
	o.keep, o.doubt = chosen(p, m)
	if p.Truncated {
		keepCutEnd(p.Blocks, o.keep)
	}
	o.objects = parseJSONLD(p.JSONLD)
	ld, site := readJSONLD(o.objects)
	o.ld = ld
	facts(a, p, ld, site)
	o.title = headline(a, p, ld, src, o.keep)
	name := first(titleTail(clean(p.Title), a.Title), titleRest(clean(p.Title), a.Title))
	if told := a.Found[model.FieldOutlet]; name != "" {
		longer := told.From == "text" && strings.HasPrefix(letters(name), letters(a.Outlet.Name))
		if longer || told.Confidence < sureTitleTail {
			a.Outlet.Name, a.Outlet.From = name, "metadata"
			a.Tell(model.FieldOutlet, model.Found{From: "metadata", How: "the page's title", Confidence: sureTitleTail})
		}
	}
	return o
}

// Mentions are the dates that a page mentions, as the model of its day of
// publication sees them. Source is the page's address, if known.
func Mentions(source string, src *piece.Source) []day.Mention {
	a := &model.Article{Source: source}
	return mentions(a, outline(a, src, lines.Default()), src)
}

// times fills the times of publication and of the last change.
func times(a *model.Article, src *piece.Source, all []day.Mention) {
	choice, ok := day.Shipped().Best(all)
	if !ok {
		return
	}
	value, from := choice.Moment(all)
	a.Published = &model.Published{Value: value, From: fromOf(from)}
	a.Tell(model.FieldPublished, found(from, src, choice.Confidence))
	if m := day.Changed(all, value); m != nil {
		a.Updated = &model.Published{Value: m.Value, From: fromOf(m)}
		a.Tell(model.FieldUpdated, found(m, src, choice.Confidence))
	}
}

// fromOf is in what part of a source a mention stands.
func fromOf(m *day.Mention) string {
	switch m.Kind {
	case day.Text:
		return "text"
	case day.URL, day.Image:
		return "url"
	}
	return "metadata"
}

func found(m *day.Mention, src *piece.Source, confidence float64) model.Found {
	f := model.Found{From: fromOf(m), How: m.How, Confidence: sure(confidence)}
	if m.Source.End > 0 {
		f.Line = src.Line(m.Source.Start)
	}
	return f
}

// sure is a confidence to two digits.
func sure(confidence float64) float64 { return math.Round(confidence*100) / 100 }

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
		if !keep[i] || blocks[i].Kind == model.BlockTitle || blocks[i].Kind == model.BlockCaption {
			continue
		}
		switch c := meta.LineCredits(blocks[i].Text); {
		case meta.PhotoLine(blocks[i].Text):
			keep[i] = false // a picture's; it stands among the asides
		case len(c) > 0 && c[0].Whole:
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
func asides(a *model.Article, p *Page, src *piece.Source, title int, keep []bool) {
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
		inside := b.Region == "" || b.Region == "related" && i > first && i < last && (b.Kind == "" || b.Kind == model.BlockCaption)
		if i >= min(first-10, title-6) && i <= last+6 && inside && creditsOf(a, b, line) {
			kind = "credit"
		}
		a.Aside = append(a.Aside, model.Aside{Kind: kind, Text: b.Text, Line: line, By: b.By.In(b.Text)})
	}
}

// creditsOf takes the credits of a block that is left out, and says whether it
// has any.
func creditsOf(a *model.Article, b Block, line int) bool {
	found := meta.LineCredits(b.Text)
	picture := false
	for _, w := range []string{"caption", "image", "photo", "credit", "figure", "picture", "media"} {
		picture = picture || strings.Contains(b.Near, w)
	}
	provided := strings.Contains(b.Text, "rovided by")
	for i := range found {
		found[i].Photo = found[i].Photo || !provided && (picture || strings.HasPrefix(b.Text, "©"))
	}
	if (found == nil || provided) && (picture || b.Kind == model.BlockCaption || provided || meta.PhotoLine(b.Text)) && len(b.Text) < 700 {
		for _, m := range meta.PhotoCredits(b.Text) {
			if !slices.ContainsFunc(found, func(f meta.Mention) bool { return meta.SameName(f.Agency, m.Agency) }) {
				found = append(found, m)
			}
		}
	}
	any := false
	for _, c := range found {
		if meta.SameName(c.Agency, a.Outlet.Name) || credited(a, c) {
			continue
		}
		any = true
		a.Credits = append(a.Credits, model.Credit{Agency: c.Agency, Text: b.Text[c.Start:c.End], Line: line, Photo: c.Photo})
	}
	return any
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
		if c.Agency == m.Agency && c.Photo == m.Photo && c.Span == nil {
			return true
		}
	}
	return false
}
