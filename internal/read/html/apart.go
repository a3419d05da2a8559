package html

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
)

//go:embed data/apart.txt
var apartList string

// apartWords are the class names that set a block apart, by kind.
var apartWords = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(apartList) {
		if kind, word, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && kind[0] != '#' {
			out[kind] = append(out[kind], word)
		}
	}
	return out
})

// classed says whether the class names around a block make it one of a kind.
func classed(class, kind string) bool {
	if class == "" {
		return false
	}
	for _, w := range apartWords()[kind] {
		if strings.Contains(class, w) && (strings.ContainsAny(w, "-_") || hasPart(class, w)) {
			return true
		}
	}
	return false
}

// hasPart says whether word stands between marks or spaces in class.
func hasPart(class, word string) bool {
	parts := strings.FieldsFunc(class, func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0x80 })
	for _, p := range parts {
		if p == word {
			return true
		}
	}
	return false
}

// setApart finds among the blocks of an article what is not its own running
// text: ticker items, embedded posts and pull quotes.
func setApart(blocks []Block, keep []bool) {
	first, last := firstLong(blocks, keep), -1
	ticker, all, clocks := 0, 1, 0
	for i, b := range blocks {
		if !keep[i] {
			continue
		}
		last = i
		all += len(b.Text)
		if lines.Clock(b.Text) {
			clocks++
		}
		if classed(b.Hint, "ticker") {
			ticker += len(b.Text)
		}
	}
	for i := range blocks {
		b := &blocks[i]
		if fixed(b.Kind) && keep[i] || b.Hidden {
			continue
		}
		switch {
		case classed(b.Hint, "embed"):
			b.Kind = model.BlockEmbed
			var signed bool
			b.By.Start, b.By.End, signed, _ = lines.PostLine(b.Text)
			keep[i] = keep[i] || signed && i > 0 && keep[i-1] && blocks[i-1].Kind == model.BlockEmbed
		case classed(b.Hint, "ticker") && ticker*2 < all:
			b.Kind = model.BlockTicker
			b.By.Start, b.By.End, _ = lines.TickerItem(b.Text)
			keep[i] = keep[i] && first < i && i < last
		case lines.Clock(b.Text):
			b.Kind = model.BlockHeading
			keep[i] = keep[i] || clocks > 0 && i+1 < len(blocks) && keep[i+1]
		case b.Kind != model.BlockHeading && b.Kind != model.BlockTitle:
			apartByWords(blocks, i, keep)
		}
	}
	pulled(blocks, keep)
}

// fixed says whether a block's kind is decided.
func fixed(k model.BlockKind) bool {
	return k == model.BlockTitle || k == model.BlockSubtitle || k == model.BlockCaption || k == model.BlockCredit
}

// apartByWords finds ticker items and posts that no class names.
func apartByWords(blocks []Block, i int, keep []bool) {
	b := &blocks[i]
	if start, end, ok := lines.TickerItem(b.Text); ok {
		b.Kind = model.BlockTicker
		b.By.Start, b.By.End = start, end
		return
	}
	start, end, signed, ok := lines.PostLine(b.Text)
	if !ok {
		return
	}
	b.Kind = model.BlockEmbed
	b.By.Start, b.By.End = start, end
	if signed && i > 0 && keep[i-1] && blocks[i-1].Kind == model.BlockQuotation {
		blocks[i-1].Kind = model.BlockEmbed
	}
}

// pulled finds the pull quotes.
func pulled(blocks []Block, keep []bool) {
	texts, may := make([]string, len(blocks)), make([]bool, len(blocks))
	for i, b := range blocks {
		texts[i] = b.Text
		may[i] = !fixed(b.Kind) && !b.Kind.Apart() &&
			(b.Kind == model.BlockQuotation || b.Tag == atom.Aside || b.Region != "" || classed(b.Hint, "pull"))
	}
	for i, again := range lines.Pulled(texts, may, keep) {
		if !again {
			continue
		}
		blocks[i].Kind = model.BlockPull
		if i+1 < len(blocks) && keep[i+1] && signs(blocks[i+1].Text) {
			blocks[i+1].Kind = model.BlockPull
		}
	}
}

// signs says whether a line is only a dash and who said what stands above it.
func signs(s string) bool {
	rest := strings.TrimLeft(s, "—–- ")
	return len(rest) < len(s) && len(strings.Fields(rest)) <= 8
}
