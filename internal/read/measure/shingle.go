package measure

import (
	"regexp"
	"strings"
)

var word = regexp.MustCompile(`[\pL\pN_]+`)

func words(s string) []string { return word.FindAllString(s, -1) }

// shingles counts the runs of four words of s, as the script of the scrapinghub
// article extraction benchmark does.
func shingles(s string) map[string]int {
	w := words(s)
	out := map[string]int{}
	for i := range max(1, len(w)-3) {
		out[strings.Join(w[i:min(len(w), i+4)], " ")]++
	}
	return out
}

// A Tally adds up the benchmark's shares of right, wrong and missed runs of
// words: each page weighs the same, however long it is.
type Tally struct {
	Right, Wrong, Missed float64
	Pages                int
}

// Add counts a page whose gold text was read as got.
func (t *Tally) Add(gold, got string) {
	a, b := shingles(gold), shingles(got)
	var r, w, m float64
	for k, n := range a {
		r += float64(min(n, b[k]))
		m += float64(max(0, n-b[k]))
	}
	for k, n := range b {
		w += float64(max(0, n-a[k]))
	}
	if sum := r + w + m; sum > 0 {
		t.Right, t.Wrong, t.Missed = t.Right+r/sum, t.Wrong+w/sum, t.Missed+m/sum
	}
	t.Pages++
}

// Precision, in percent.
func (t Tally) Precision() float64 { return percent(t.Right, t.Right+t.Wrong) }

// Recall, in percent.
func (t Tally) Recall() float64 { return percent(t.Right, t.Right+t.Missed) }

// F1 is the harmonic mean of both, in percent.
func (t Tally) F1() float64 { return percent(2*t.Right, 2*t.Right+t.Wrong+t.Missed) }

func percent(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * part / whole
}
