package pdf

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// edge is how much of a page's height its head and its foot each may take.
const edge = 0.11

var pageNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:page|seite|p\.)?\s*[-–—|]?\s*\d{1,4}\s*(?:(?:/|of|von|de)\s*\d{1,4})?\s*[-–—|]?$`)
})

// shape is a row's text by which it is known again on other pages: its digits
// are left aside.
func shape(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return unicode.IsDigit(r) || unicode.IsSpace(r) }), " ")
}

// anyText says whether any row is not marked as an artifact: there are files
// where all are.
func anyText(pages [][]row) bool {
	for _, rows := range pages {
		for _, r := range rows {
			if !r.artifact {
				return true
			}
		}
	}
	return false
}

// A spot is a text and the height at which it stands, roughly.
type spot struct {
	shape  string
	height int
}

func spotOf(r row) spot { return spot{shape(r.text), int(r.y / 6)} }

// furniture takes the rows that are no part of the text off all pages: what
// stands at the edges of page after page, page numbers, and what is marked as
// an artifact.
func furniture(pages [][]row, boxes [][4]float64) (kept [][]row, aside []string) {
	seen := map[spot]int{}
	for i, rows := range pages {
		once := map[spot]bool{}
		for _, r := range rows {
			if s := spotOf(r); atEdge(r, boxes[i]) && !once[s] {
				once[s] = true
				seen[s]++
			}
		}
	}
	tagged := anyText(pages)
	known := map[string]bool{}
	for i, rows := range pages {
		var keep []row
		for _, r := range rows {
			if !(r.artifact && tagged) && !isFurniture(r, boxes[i], seen, len(pages)) {
				keep = append(keep, r)
			} else if s := shape(r.text); s != "" && !known[s] && len(known) < 100 {
				known[s] = true
				aside = append(aside, r.text)
			}
		}
		kept = append(kept, keep)
	}
	return kept, aside
}

func isFurniture(r row, box [4]float64, seen map[spot]int, pages int) bool {
	if !atEdge(r, box) {
		return false
	}
	return pageNumber().MatchString(r.text) || pages > 1 && seen[spotOf(r)] >= max(2, pages/3)
}

// atEdge says whether a row stands in the head or the foot of its page.
func atEdge(r row, box [4]float64) bool {
	height := box[3] - box[1]
	return r.y < box[1]+edge*height || r.y > box[3]-edge*height
}
