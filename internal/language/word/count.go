package word

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Count counts in how many of the texts each word stands, and lists those of
// at least least texts in the form of the table, commonest first. Numbers are
// left out: Rarity knows how common they are by their length.
func Count(texts []string, least int) string {
	counts := make(map[string]int)
	last := make(map[string]int) // the text, from 1, that a word was last seen in
	for i, text := range texts {
		Scan(text, func(_, _ int, folded []byte) {
			if last[string(folded)] != i+1 {
				w := string(folded)
				last[w] = i + 1
				counts[w]++
			}
		})
	}
	words := make([]string, 0, len(counts))
	for w, n := range counts {
		if n >= least && !strings.ContainsAny(w[:1], "0123456789") {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	var b strings.Builder
	fmt.Fprintf(&b, "= %d\n", len(texts))
	for _, w := range words {
		fmt.Fprintf(&b, "%s %d\n", w, counts[w])
	}
	return b.String()
}
