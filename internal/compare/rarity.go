package compare

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/clipperhouse/uax29/v2/words"
)

//go:embed data/frequency.txt
var frequencyText string

// rarest is the class of a stem that is not in the table.
const rarest = 12

// frequencies is, by stem, its class of rarity in English news: twice the
// natural logarithm of documents per document that uses it, rounded.
var frequencies = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for _, line := range lines(frequencyText) {
		stem, class, ok := strings.Cut(line, " ")
		n, err := strconv.Atoi(class)
		if ok && err == nil {
			out[stem] = n
		}
	}
	return out
})

// rarity is how rare a stem is in English news at large, from 0.05 for the
// commonest to 1.
func rarity(stem string) float64 {
	if strings.Contains(stem, " ") {
		return 0.5 // a country of two words
	}
	class, ok := frequencies()[stem]
	if !ok {
		return 1
	}
	return max(0.05, min(1, float64(class)/rarest))
}

// WriteFrequencies counts in how many of the texts each stem stands and writes
// the table that rarity reads: stems used by at least least texts, commonest
// first, each with its class.
func WriteFrequencies(w io.Writer, texts []string, least int) error {
	count := map[string]int{}
	for _, text := range texts {
		seen := map[string]bool{}
		for it := words.FromString(text); it.Next(); {
			st := stemOf(lower(it.Value()))
			if st != "" && !seen[st] {
				seen[st] = true
				count[st]++
			}
		}
	}
	var stems []string
	for st, n := range count {
		if n >= least {
			stems = append(stems, st)
		}
	}
	slices.SortFunc(stems, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b))
	})
	for _, st := range stems {
		class := int(math.Round(2 * math.Log(float64(len(texts))/float64(count[st]))))
		if _, err := fmt.Fprintln(w, st, class); err != nil {
			return fmt.Errorf("write frequencies: %w", err)
		}
	}
	return nil
}

// lines splits an embedded list into its entries: one a line, without
// comments (# to the end of the line) and blank lines.
func lines(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
