package html

import (
	"synoptic/internal/model"
	"synoptic/internal/read/piece"
)

// Read finds the pieces of the article in a page, and its metadata.
func Read(a *model.Article, src *piece.Source) []piece.Piece {
	p := Scan(src)
	var out []piece.Piece
	for _, b := range p.Blocks {
		out = append(out, b.Piece)
	}
	return out
}
