package html

import (
	"strings"

	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// Fragment reads the body of one article, as feeds and agency files carry it:
// all its blocks are the article's, but for hidden ones and the lines that
// publishing programs put behind a text, which are asides. Positions are in
// src; a title is not looked for.
func Fragment(src *piece.Source) (pieces []piece.Piece, asides []model.Aside) {
	blocks := Scan(src).Blocks
	keep := make([]bool, len(blocks))
	for i, b := range blocks {
		keep[i] = !b.Hidden && !trailer(b)
	}
	setApart(blocks, keep)
	for i, b := range blocks {
		if b.Hidden {
			continue
		}
		if kind := apartKind(b.Kind); kind != "" && !keep[i] {
			asides = append(asides, model.Aside{Kind: kind, Text: b.Text, Line: src.Line(b.Source.Start), By: b.By.In(b.Text)})
			continue
		}
		if !keep[i] {
			asides = append(asides, model.Aside{Kind: asideKind(b), Text: b.Text, Line: src.Line(b.Source.Start)})
			continue
		}
		p := b.Piece
		switch credits := meta.LineCredits(b.Text); {
		case b.Kind.Apart():
		case b.Kind == model.BlockCaption || strings.Contains(b.Near, "caption") && len(b.Text) < 500:
			p.Kind = model.BlockCaption
		case len(credits) > 0 && credits[0].Whole:
			p.Kind = model.BlockCredit
		case b.Kind == model.BlockTitle:
			p.Kind = model.BlockHeading
		case b.Kind == model.BlockTable && b.Tag != atom.Td && b.Tag != atom.Th && b.Tag != atom.Tr, b.Kind == "":
			p.Kind = model.BlockParagraph
		}
		pieces = append(pieces, p)
	}
	return pieces, asides
}

// trailer says whether a block is a line such as "The post ... appeared first
// on ..." or a lone link to read on.
func trailer(b Block) bool {
	if strings.HasPrefix(b.Text, "The post ") && b.Link > 0 && len(b.Text) < 500 &&
		(strings.Contains(b.Text, " appeared first on ") || strings.Contains(b.Text, " first appeared on ")) {
		return true
	}
	if b.Link*2 < len(b.Text) {
		return false
	}
	switch lines.Furniture(b.Text) {
	case lines.Comments, lines.Share, lines.Subscribe, lines.Advert, lines.Related, lines.Link:
		return true
	}
	return false
}

// Markup says whether text is markup rather than plain text.
func Markup(text string) bool {
	for i := 0; ; i++ {
		j := strings.IndexByte(text[i:], '<')
		if j < 0 || i+j+2 >= len(text) {
			return false
		}
		i += j
		name := strings.TrimPrefix(text[i+1:min(len(text), i+16)], "/")
		end := strings.IndexAny(name, " />\t\r\n")
		if end > 0 && atom.Lookup([]byte(strings.ToLower(name[:end]))) != 0 {
			return true
		}
	}
}

// Value is a value that may hold references or markup, as text.
func Value(s string) string {
	if Markup(s) {
		var words []string
		for _, b := range Scan(piece.NewSource(s)).Blocks {
			words = append(words, b.Text)
		}
		s = strings.Join(words, " ")
	}
	return clean(s)
}

// Title is an extract that may hold references or markup, of which Value made
// text, as one piece.
func Title(e *piece.Extract, text string) (piece.Piece, bool) {
	var p piece.Piece
	for i, b := range Scan(e.Source()).Blocks {
		if i > 0 {
			p.Text += " "
		}
		for _, r := range b.Runs {
			r.Offset += len(p.Text)
			p.Runs = append(p.Runs, r)
		}
		p.Text += b.Text
	}
	if p.Text != text || text == "" {
		return e.Whole(model.BlockTitle, text)
	}
	p.Kind = model.BlockTitle
	p.Source = model.Span{Start: p.Runs[0].At, End: p.Runs[len(p.Runs)-1].End}
	all := []piece.Piece{p}
	e.Place(all)
	return all[0], true
}

// SiteName is the name of an outlet that the title of its page or feed tells:
// the part that has the letters of its domain, else what stands before the
// slogan.
func SiteName(title, domain string) string {
	return first(titleSite(title, domain), siteName(title))
}
