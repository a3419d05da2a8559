package wire

import (
	"strconv"

	"synoptic/internal/model"
	"synoptic/internal/read/jsontree"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// exported is an article of this program's own export, with its blocks as they
// were. Credits and datelines in the text are found anew.
func (r *reading) exported(v *jsontree.Value) (piece.Entry, bool) {
	text := jsontree.Decode(r.src.Text, v.Get("text"))
	pieces := r.exportedBlocks(v, text.Text())
	if len(pieces) == 0 {
		return piece.Entry{}, false
	}
	text.Place(pieces)
	a := &model.Article{Source: r.name(v), Credits: []model.Credit{}, Blocks: []model.Block{}}
	outlet := v.Get("outlet")
	a.Outlet = model.Outlet{Name: r.plain(outlet, "name"), Domain: r.plain(outlet, "domain"), From: r.plain(outlet, "from")}
	a.Title, a.Subtitle = r.plain(v, "title"), r.plain(v, "subtitle")
	for _, p := range list(v.Get("byline")) {
		a.Byline = append(a.Byline, piece.Clean(jsontree.Decode(r.src.Text, p).Text()))
	}
	a.Published, a.Updated = r.exportedTime(v.Get("published")), r.exportedTime(v.Get("updated"))
	a.Dateline, a.Section, a.URL = r.plain(v, "dateline"), r.plain(v, "section"), r.plain(v, "url")
	a.Language = primary(r.plain(v, "language"))
	for _, c := range list(v.Get("credits")) {
		if c.Get("span") == nil && r.plain(c, "text") != "" {
			a.Credits = append(a.Credits, model.Credit{Agency: r.plain(c, "agency"), Text: r.plain(c, "text"), Photo: r.plain(c, "photo") == "true",
				Confidence: r.number(c, "confidence")})
		}
	}
	r.exportedFound(a, v.Get("found"))
	for _, s := range list(v.Get("aside")) {
		a.Aside = append(a.Aside, model.Aside{Kind: r.plain(s, "kind"), Text: r.plain(s, "text")})
	}
	for _, n := range list(v.Get("notes")) {
		a.Notes = append(a.Notes, piece.Clean(jsontree.Decode(r.src.Text, n).Text()))
	}
	return piece.Entry{Article: a, Pieces: pieces}, true
}

// plain is a field's text as it is, without the invisible.
func (r *reading) plain(v *jsontree.Value, name string) string {
	return piece.Clean(jsontree.Decode(r.src.Text, v.Get(name)).Text())
}

func (r *reading) exportedTime(v *jsontree.Value) *model.Published {
	value, ok := meta.Stamp(r.plain(v, "value"))
	if !ok {
		return nil
	}
	return &model.Published{Value: value, From: r.plain(v, "from")}
}

// exportedFound takes over how values were found, but for those that are found
// anew in the text.
func (r *reading) exportedFound(a *model.Article, v *jsontree.Value) {
	for _, field := range model.Fields() {
		f := v.Get(string(field))
		if f == nil || field == model.FieldDateline || field == model.FieldLanguage {
			continue
		}
		a.Tell(field, model.Found{From: r.plain(f, "from"), How: r.plain(f, "how"), Confidence: r.number(f, "confidence")})
	}
}

func (r *reading) number(v *jsontree.Value, name string) float64 {
	n, err := strconv.ParseFloat(r.plain(v, name), 64)
	if err != nil || n < 0 || n > 1 {
		return 0
	}
	return n
}

// exportedBlocks are the blocks of text, in order; what no block covers is left
// out, and without blocks the text's own paragraphs are taken.
func (r *reading) exportedBlocks(v *jsontree.Value, text string) []piece.Piece {
	var out []piece.Piece
	end := 0
	for _, b := range list(v.Get("blocks")) {
		from, err := strconv.Atoi(r.plain(b, "start"))
		to, err2 := strconv.Atoi(r.plain(b, "end"))
		if err != nil || err2 != nil || from < end || to <= from || to > len(text) {
			continue
		}
		var p piece.Builder
		p.Add(text[from:to], from)
		if made, ok := p.Piece(blockKind(r.plain(b, "kind"))); ok {
			out = append(out, made)
			end = to
		}
	}
	if out == nil {
		return piece.Paragraphs(piece.NewSource(text))
	}
	return out
}

func blockKind(name string) model.BlockKind {
	switch k := model.BlockKind(name); k {
	case model.BlockTitle, model.BlockSubtitle, model.BlockHeading, model.BlockListItem, model.BlockQuotation,
		model.BlockCaption, model.BlockTable, model.BlockEmbed, model.BlockCredit:
		return k
	}
	return model.BlockParagraph
}
