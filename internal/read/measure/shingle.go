package measure

import (
	"regexp"
	"strings"
)

var word = regexp.MustCompile(`[\pL\pN_]+`)

func words(s string) []string { return word.FindAllString(s, -1) }

// shingles counts the runs of four words of s, as the script of the scrapinghub
// article extraction benchmark does. A text of fewer words is one run, one
// without words none.
func shingles(s string) map[string]int {
	w := words(s)
	out := map[string]int{}
	if len(w) == 0 {
		return out
	}
	for i := range max(1, len(w)-3) {
		out[strings.Join(w[i:min(len(w), i+4)], " ")]++
	}
	return out
}

// A Tally averages the precision and recall of pages as the benchmark's script
// does: each page weighs the same, however long it is; a page of which nothing
// was read has no precision, one without gold text no recall; F1 is of the two
// means.
type Tally struct {
	precision, recall float64
	found, gold       int // pages that have the one, the other
	Pages             int
}

// Add counts a page whose gold text was read as got.
func (t *Tally) Add(gold, got string) {
	a, b := shingles(gold), shingles(got)
	var right, found, all int
	for k, n := range a {
		right += min(n, b[k])
		all += n
	}
	for _, n := range b {
		found += n
	}
	if found > 0 {
		t.precision += float64(right) / float64(found)
		t.found++
	}
	if all > 0 {
		t.recall += float64(right) / float64(all)
		t.gold++
	}
	t.Pages++
}

// Precision, in percent.
func (t Tally) Precision() float64 { return percent(t.precision, float64(t.found)) }

// Recall, in percent.
func (t Tally) Recall() float64 { return percent(t.recall, float64(t.gold)) }

// F1 is the harmonic mean of both, in percent.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func percent(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * part / whole
}
