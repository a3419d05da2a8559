package lines

import (
	"strings"

	"github.com/zeebo/xxh3"
)

// A Memory knows which lines recur on the pages of each outlet: what stands on
// several different pages is the site's, not the article's. It holds hashes and
// counts only, of a bounded number of lines, and is fed by its caller with whole
// pages, in any order. The zero Memory is empty and ready.
type Memory struct {
	outlets map[string]*outletLines
	lines   int
}

// outletLines are the lines of an outlet's pages.
type outletLines struct {
	pages int
	on    map[uint64]uint16 // on how many of them each line stands
}

// Bounds of a memory.
const (
	maxRemembered = 1 << 20 // lines in all; beyond them no new ones are taken in
	leastPages    = 2       // pages on which a short line must stand
	leastLong     = 4       // pages on which running text must stand, which later news of a story repeats
	leastShare    = 0.6     // and the share of the outlet's pages
	runningWords  = 12      // from how many words a line is running text here
	knownCopy     = 0.5     // share of known words from which a page is a copy of one seen
)

// Add takes in the lines of a page, what is kept and what is not. A page most of
// whose words are known already is another version of one seen before, and says
// nothing of what the outlet's pages share.
func (m *Memory) Add(outlet string, page []string) {
	if outlet == "" {
		return
	}
	if m.outlets == nil {
		m.outlets = map[string]*outletLines{}
	}
	seen := m.outlets[outlet]
	if seen == nil {
		seen = &outletLines{on: map[uint64]uint16{}}
		m.outlets[outlet] = seen
	}
	known, words := 0, 0
	own := map[uint64]bool{}
	for _, l := range page {
		h, n := hashLine(l), strings.Count(l, " ")+1
		own[h] = true
		words += n
		if seen.on[h] > 0 {
			known += n
		}
	}
	if float64(known) > knownCopy*float64(words) {
		return
	}
	seen.pages++
	for h := range own {
		switch n := seen.on[h]; {
		case n == 0 && m.lines >= maxRemembered || n == 1<<16-1:
		case n == 0:
			m.lines++
			seen.on[h] = 1
		default:
			seen.on[h] = n + 1
		}
	}
}

// Recurs says whether a line is the outlet's rather than an article's: a short
// one stands on several pages, running text on most of many.
func (m *Memory) Recurs(outlet, line string) bool {
	seen := m.outlets[outlet]
	if seen == nil {
		return false
	}
	n := int(seen.on[hashLine(line)])
	if strings.Count(line, " ")+1 < runningWords && !EndsSentence(line) {
		return n >= leastPages
	}
	return n >= leastLong && float64(n) >= leastShare*float64(seen.pages)
}

// hashLine is the hash of a line's words, whatever their case and the numbers
// in it.
func hashLine(line string) uint64 { return xxh3.HashString(normal(line)) }
