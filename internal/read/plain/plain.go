package plain

import (
	"slices"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// Read finds the pieces of the article in src, and fills what the lines around
// them say: title, subtitle, byline, times, outlet, asides and the credits that
// stand outside the text. The models tell the article from the page around it.
func Read(a *model.Article, src *piece.Source, m *lines.Models) []piece.Piece {
	skipped, fields := frontMatter(src)
	fromFields(a, fields)
	pars := paragraphs(src, skipped)
	if len(pars) == 0 {
		return nil
	}
	all := make([]lines.Line, len(pars))
	for i, p := range pars {
		all[i] = p.line()
	}
	r := &reading{article: a, src: src, pars: pars}
	choice := m.Article(all)
	r.marks, r.flat = choice.Marks, choice.Page
	if choice.Uncertain {
		a.Notes = append(a.Notes, choice.Doubt())
	}
	if !r.anyKept() {
		// Better a text with furniture than none.
		for i := range r.marks {
			r.marks[i].Keep = true
		}
		a.Notes = append(a.Notes, "uncertain text: all lines look like page furniture")
	}
	if a.Outlet.Name == "" {
		r.outlet()
	}
	r.kinds()
	if r.onlyUpdated && a.Published == nil {
		// A page that tells only its last change was out by then.
		a.Published = &model.Published{Value: a.Updated.Value, From: "text"}
	}
	r.asides()
	var out []piece.Piece
	for i, p := range r.pars {
		if r.marks[i].Keep {
			out = append(out, p.Piece)
		}
	}
	return out
}

// A reading is the state of reading one source.
type reading struct {
	article     *model.Article
	src         *piece.Source
	pars        []paragraph
	marks       []lines.Mark
	flat        bool
	first, last int // the body: first and last real paragraph kept
	onlyUpdated bool
}

func (r *reading) anyKept() bool {
	for _, m := range r.marks {
		if m.Keep {
			return true
		}
	}
	return false
}

// kinds decides what each kept paragraph is.
func (r *reading) kinds() {
	r.bounds()
	if r.first < 0 {
		return
	}
	r.captions()
	title := r.title()
	r.subtitle(title)
	r.about(title)
	r.headings(title)
	r.head(title)
	for i := range r.pars {
		p := &r.pars[i]
		if !r.marks[i].Keep || p.Kind != "" {
			continue
		}
		switch {
		case p.quoted:
			p.Kind = model.BlockQuotation
		case p.bullet && !opensDialogue(p.Text):
			p.Kind = model.BlockListItem
		default:
			p.Kind = model.BlockParagraph
		}
	}
	r.creditBlocks()
	r.setApart()
}

func opensDialogue(s string) bool { return strings.HasPrefix(s, "“") || strings.HasPrefix(s, "\"") }

// bounds finds the first and last paragraph of running text that is kept.
func (r *reading) bounds() {
	r.first, r.last = -1, -1
	for i, p := range r.pars {
		if r.marks[i].Keep && (lines.RealParagraph(p.Text) || !r.flat && lines.EndsSentence(p.Text) && !asksOnly(p.Text)) {
			if r.first < 0 {
				r.first = i
			}
			r.last = i
		}
	}
	if r.first >= 0 {
		return
	}
	for i := range r.pars {
		if r.marks[i].Keep {
			if r.first < 0 {
				r.first = i
			}
			r.last = i
		}
	}
}

// isMeta says whether a line is about the article: byline, source, date.
func (r *reading) isMeta(i int) bool {
	text := r.pars[i].Text
	if _, _, _, post := lines.PostLine(text); post {
		return false
	}
	if r.marks[i].Class == lines.Meta {
		return true
	}
	if len(text) > 160 {
		return false
	}
	if _, ok := meta.BylineText(text); ok && len(strings.Fields(text)) <= 14 {
		return true
	}
	if c := meta.LineCredits(text); len(c) > 0 && c[0].Whole {
		return true
	}
	return dateLine(text)
}

// dateLine says whether a line says little more than a date.
func dateLine(text string) bool {
	_, start, end, ok := meta.Date(text)
	return ok && len(strings.Fields(text[:start]))+len(strings.Fields(text[end:])) <= 5
}

// subtitle finds the paragraph under the title that something divides from the
// body: a date line, a player, a caption.
func (r *reading) subtitle(title int) {
	if title < 0 || !r.flat {
		return
	}
	for i := title + 1; i <= r.first && i < len(r.pars); i++ {
		if r.isMeta(i) || r.marks[i].Class != "" || r.pars[i].Kind != "" {
			continue
		}
		p := &r.pars[i]
		words := len(strings.Fields(p.Text))
		if words < 8 || words > 60 || p.bullet || i+1 >= len(r.pars) {
			return
		}
		if divides := r.isMeta(i+1) || r.marks[i+1].Class != "" || r.pars[i+1].Kind == model.BlockCaption; divides && r.moreBody(i) {
			p.Kind = model.BlockSubtitle
			r.marks[i].Keep = true
			r.article.Subtitle = p.Text
		}
		return
	}
}

func (r *reading) moreBody(i int) bool { return r.last > i }

// about takes the lines between title and body, and what stands near them,
// for what they say of byline, date and source, and drops them from the text.
func (r *reading) about(title int) {
	from := max(0, r.first-6)
	if title >= 0 {
		from = max(0, title-4)
	}
	for i := from; i < len(r.pars) && i <= r.first+2; i++ {
		if r.pars[i].Kind == model.BlockTitle || r.pars[i].Kind == model.BlockSubtitle || r.pars[i].Kind == model.BlockCaption {
			continue
		}
		if i >= r.first && !r.isMeta(i) {
			continue
		}
		r.takeMeta(i)
		if i < r.first && r.marks[i].Keep && (r.isMeta(i) || r.flat && i > title) {
			r.marks[i].Keep = false
		} else if i > r.first && r.isMeta(i) && len(meta.LineCredits(r.pars[i].Text)) == 0 {
			r.marks[i].Keep = false
		}
	}
}

// head drops the short lines above the title, and takes a person's name alone
// between title and body for the byline.
func (r *reading) head(title int) {
	if title < 0 {
		return
	}
	for i := range title {
		if len(strings.Fields(r.pars[i].Text)) > 5 || lines.EndsSentence(r.pars[i].Text) {
			return
		}
	}
	for i := range title {
		r.marks[i].Keep = false
	}
	for i := title + 1; i < r.first; i++ {
		p := r.pars[i]
		if p.Kind != "" || !r.marks[i].Keep || len(strings.Fields(p.Text)) > 4 {
			continue
		}
		switch {
		case meta.PersonName(p.Text):
			if len(r.article.Byline) == 0 {
				r.article.Byline = meta.Persons(p.Text)
			}
			r.marks[i].Keep = false
		case r.isOutlet(p.Text):
			r.marks[i].Keep = false
		}
	}
}

// takeMeta reads one line about the article.
func (r *reading) takeMeta(i int) {
	a, text := r.article, r.pars[i].Text
	if len(text) > 200 {
		return
	}
	if rest, ok := meta.BylineText(text); ok && !r.isOutlet(rest) {
		for _, name := range meta.Persons(rest) {
			if len(a.Byline) < 12 && !r.isOutlet(name) && !slices.Contains(a.Byline, name) {
				a.Byline = append(a.Byline, name)
				a.Tell(model.FieldByline, model.Found{From: "text", How: "the byline", Confidence: 0.9, Line: r.src.Line(r.pars[i].Source.Start)})
			}
		}
	}
	if v, start, end, ok := meta.Date(text); ok && (dateLine(text) || r.isMeta(i)) {
		r.dateCredit(i, start, end)
		low := strings.ToLower(text)
		at := &model.Published{Value: v, From: "text"}
		told := model.Found{From: "text", How: "a line near the title", Confidence: 0.9, Line: r.src.Line(r.pars[i].Source.Start)}
		switch {
		case strings.Contains(low, "updated") || strings.Contains(low, "modified"):
			if a.Updated == nil {
				a.Updated = at
				a.Tell(model.FieldUpdated, told)
			}
			r.onlyUpdated = r.onlyUpdated || a.Published == nil
		case a.Published == nil:
			a.Published = at
			a.Tell(model.FieldPublished, told)
		}
	}
}

// headings finds the short lines inside the body that head what follows.
func (r *reading) headings(title int) {
	for i := max(title+1, 0); i < r.last; i++ {
		p := &r.pars[i]
		if !r.marks[i].Keep || p.Kind != "" {
			continue
		}
		if p.head > 0 || i > r.first && headingLike(p) && r.bodyNext(i, 1) && r.bodyNext(i, -1) {
			p.Kind = model.BlockHeading
		}
	}
}

// maxHeadingWords is how long a heading inside an article gets.
const maxHeadingWords = 14

func headingLike(p *paragraph) bool {
	t := p.Text
	if len(t) > 120 || p.bullet || p.quoted || len(strings.Fields(t)) > maxHeadingWords || endsLikeText(t) {
		return false
	}
	if captionLike(t) || twoSentences(t) || speakerTurn(t) {
		return false
	}
	if _, ok := meta.FindDateline(t); ok {
		return false
	}
	if strings.HasPrefix(t, "“") || strings.HasPrefix(t, "\"") || strings.HasPrefix(t, "‘") || strings.HasPrefix(t, "—") {
		return false
	}
	return true
}

// endsLikeText says whether a line ends as headings do not, closing marks left
// aside.
func endsLikeText(t string) bool {
	t = strings.TrimRight(t, `"'”’»)]`)
	return strings.HasSuffix(t, ".") || strings.HasSuffix(t, ":") || strings.HasSuffix(t, ",") ||
		strings.HasSuffix(t, ";") || strings.HasSuffix(t, "!") || strings.HasSuffix(t, "…")
}

// bodyNext says whether the next kept line in direction step is running text.
func (r *reading) bodyNext(i, step int) bool {
	for j := i + step; j >= 0 && j < len(r.pars); j += step {
		if !r.marks[j].Keep || r.pars[j].Kind == model.BlockCaption {
			continue
		}
		return lines.EndsSentence(r.pars[j].Text) || strings.HasSuffix(r.pars[j].Text, ":") || len(r.pars[j].Text) > 160
	}
	return false
}

// nextBody moves the start of the body past a caption.
func (r *reading) nextBody() {
	for i := r.first + 1; i <= r.last; i++ {
		if r.marks[i].Keep && lines.RealParagraph(r.pars[i].Text) {
			if _, credited := meta.PhotoCredit(r.pars[i].Text); !credited || !r.pars[i].bullet && r.pars[i].Text != r.pars[r.first].Text {
				r.first = i
				return
			}
		}
	}
}

// creditBlocks marks the lines that only say where the text is from.
func (r *reading) creditBlocks() {
	for i := range r.pars {
		p := &r.pars[i]
		if r.marks[i].Keep && (p.Kind == model.BlockParagraph || p.Kind == model.BlockHeading || p.Kind == model.BlockListItem) {
			if c := meta.LineCredits(p.Text); len(c) > 0 && c[0].Whole || meta.ReportersLine(p.Text) {
				p.Kind = model.BlockCredit
			}
		}
	}
}

// asideKinds are the kinds of aside for each class of furniture.
var asideKinds = map[lines.Class]string{
	lines.Related: "related", lines.Link: "related", lines.Comments: "comments", lines.Share: "share", lines.Footer: "footer",
	lines.Nav: "menu", lines.Tags: "tags", lines.Meta: "other", captionClass: "caption",
}

// asides keeps what is left out, and the credits that stand there.
func (r *reading) asides() {
	for i, p := range r.pars {
		if r.marks[i].Keep {
			continue
		}
		line := r.src.Line(p.Source.Start)
		kind := asideKinds[r.marks[i].Class]
		if kind == "" {
			kind = r.asideKind(i)
		}
		near := i >= r.first-12 && i <= r.last+8
		if near && r.marks[i].Class != captionClass {
			for _, c := range meta.LineCredits(p.Text) {
				if !r.isOutlet(c.Agency) {
					kind = "credit"
					r.article.Credits = append(r.article.Credits, model.Credit{Agency: c.Agency, Text: p.Text[c.Start:c.End], Line: line, Photo: c.Photo})
				}
			}
		}
		if p.Kind == model.BlockTicker {
			kind = "ticker"
		} else if p.Kind == model.BlockEmbed {
			kind = string(p.Kind)
		}
		r.article.Aside = append(r.article.Aside, model.Aside{Kind: kind, Text: p.Text, Line: line, By: p.By.In(p.Text)})
	}
}

// asideKind is the kind of a line left out that has no furniture words: by its
// place and by the header above it.
func (r *reading) asideKind(i int) string {
	p := r.pars[i]
	if i < r.first {
		if p.bullet {
			return "menu"
		}
		if len(strings.Fields(p.Text)) >= 7 && !r.isMeta(i) {
			return "ticker"
		}
		return "other"
	}
	for j := i - 1; j >= 0 && j >= i-8; j-- {
		if r.marks[j].Class == lines.Related {
			return "related"
		}
		if r.marks[j].Keep {
			break
		}
	}
	switch {
	case i > r.last && p.bullet && len(p.Text) < 40:
		return "tags"
	case i > r.last:
		return "related"
	}
	return "other"
}
