package read

import (
	"slices"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
)

// DropRecurring takes out of articles the blocks that stand on several pages of
// the same outlet among them: what other pages have too is the site's. They
// become asides. Titles and subtitles stay, and an article all of whose blocks
// recur is left as it is.
func DropRecurring(articles []*model.Article) {
	var memory lines.Memory
	// In an order of their own, so that the order of reading makes no difference.
	for _, a := range slices.SortedFunc(slices.Values(articles), func(a, b *model.Article) int { return strings.Compare(a.ID, b.ID) }) {
		memory.Add(a.OutletName(), linesOf(a))
	}
	for _, a := range articles {
		drop := make([]bool, len(a.Blocks))
		dropped, body := 0, 0
		for i, b := range a.Blocks {
			if b.Kind == model.BlockTitle || b.Kind == model.BlockSubtitle {
				continue
			}
			body++
			if drop[i] = memory.Recurs(a.OutletName(), b.Span().In(a.Text)); drop[i] {
				dropped++
			}
		}
		if dropped > 0 && dropped < body {
			dropBlocks(a, drop)
		}
	}
}

func linesOf(a *model.Article) []string {
	var out []string
	for _, b := range a.Blocks {
		out = append(out, b.Span().In(a.Text))
	}
	for _, s := range a.Aside {
		out = append(out, s.Text)
	}
	return out
}

// dropBlocks makes asides of blocks, and moves all places in the text that come
// after them.
func dropBlocks(a *model.Article, drop []bool) {
	var text strings.Builder
	var blocks []model.Block
	var starts []model.LineStart
	moved := make([]int, len(a.Blocks)) // by how much a block has moved down, where it is kept
	for i, b := range a.Blocks {
		if drop[i] {
			a.Aside = append(a.Aside, model.Aside{Kind: "other", Text: b.Span().In(a.Text), Line: b.Line})
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		moved[i] = text.Len() - b.Start
		for _, l := range a.Lines {
			if b.Start <= l.Offset && l.Offset < b.End {
				starts = append(starts, model.LineStart{Offset: l.Offset + moved[i], Line: l.Line})
			}
		}
		text.WriteString(b.Span().In(a.Text))
		if b.By != nil {
			b.By = &model.Span{Start: b.By.Start + moved[i], End: b.By.End + moved[i]}
		}
		b.Start, b.End = b.Start+moved[i], b.End+moved[i]
		blocks = append(blocks, b)
	}
	place := func(s *model.Span) *model.Span {
		if s == nil {
			return nil
		}
		if i := a.BlockAt(s.Start); i >= 0 && !drop[i] {
			return &model.Span{Start: s.Start + moved[i], End: s.End + moved[i]}
		}
		return nil
	}
	for i := range a.Credits {
		a.Credits[i].Span = place(a.Credits[i].Span)
	}
	for _, p := range []*model.Published{a.Published, a.Updated} {
		if p != nil {
			p.Span = place(p.Span)
		}
	}
	for field, f := range a.Found {
		f.Span = place(f.Span)
		a.Found[field] = f
	}
	a.Text, a.Blocks, a.Lines = text.String(), blocks, starts
	a.Seal()
}
