package read

import (
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/piece"
)

// assemble joins pieces into the text of a, with its blocks and its map of
// lines.
func assemble(a *model.Article, src *piece.Source, pieces []piece.Piece) {
	var text strings.Builder
	last := 0
	for _, p := range pieces {
		if p.Text == "" {
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(p.Text)
		kind := p.Kind
		if kind == "" {
			kind = model.BlockParagraph
		}
		a.Blocks = append(a.Blocks, model.Block{
			Kind: kind, Start: start, End: text.Len(), Line: src.FirstLine + src.Line(p.Source.Start),
			Source: model.Span{Start: src.Offset + p.Source.Start, End: src.Offset + p.Source.End},
		})
		if p.By.Len() > 0 {
			a.Blocks[len(a.Blocks)-1].By = &model.Span{Start: start + p.By.Start, End: start + p.By.End}
		}
		for _, r := range p.Runs {
			if line := src.FirstLine + src.Line(r.At); line > last {
				a.Lines = append(a.Lines, model.LineStart{Offset: start + r.Offset, Line: line})
				last = line
			}
		}
	}
	a.Text = text.String()
}
