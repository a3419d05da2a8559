package html

import (
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
)

// asLines is the page's blocks as lines with their traits.
func asLines(blocks []Block) []lines.Line {
	words := make(map[int32]int)
	total := 0
	for _, b := range blocks {
		if b.Hidden || b.Link*2 > len(b.Text) || !lines.RealParagraph(b.Text) {
			continue
		}
		n := strings.Count(b.Text, " ") + 1
		total += n
		for _, id := range b.within {
			words[id] += n
		}
	}
	out := make([]lines.Line, len(blocks))
	for i, b := range blocks {
		t := &lines.Traits{Tag: b.Tag.String(), Region: b.Region, Hints: hints(b.Hint), Main: b.Main, Hidden: b.Hidden}
		if len(b.Text) > 0 {
			t.Link = float64(b.Link) / float64(len(b.Text))
		}
		for k := range t.Shares {
			if k < len(b.within) && total > 0 {
				t.Shares[k] = float64(words[b.within[k]]) / float64(total)
			}
		}
		out[i] = lines.Line{Text: b.Text, Bullet: b.Kind == model.BlockListItem, Blank: true, Traits: t}
	}
	return out
}

// hints are the bits of the words of lines.Hints that class names hold.
func hints(class string) uint32 {
	var bits uint32
	if class == "" {
		return 0
	}
	for i, w := range lines.Hints {
		if strings.Contains(class, w) {
			bits |= 1 << i
		}
	}
	return bits
}
