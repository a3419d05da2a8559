package identify

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
)

const (
	minWords   = 2   // with fewer, nothing is said
	minLetters = 8   // the same
	minSure    = 0.4 // probability that the best language needs
)

// eachWord gives the words of a text in small letters between two edges.
// Words with digits are left out. The slice is used again.
func eachWord(text string, use func(word []rune)) {
	word := []rune{edge}
	mixed := false
	flush := func() {
		if len(word) > 1 && !mixed {
			use(append(word, edge))
		}
		word, mixed = word[:1], false
	}
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r):
			if len(word) < longestWord {
				word = append(word, unicode.ToLower(r))
			}
		case unicode.IsDigit(r):
			mixed = true
		case r == '\u200c': // joins the parts of a Persian word
		default:
			flush()
		}
	}
	flush()
}

// language is the language of the words of a text, or Undetermined.
func (g *group) language(text string) string {
	scores := slices.Clone(g.bias)
	words, letters, known := 0, 0, 0
	eachWord(text, func(w []rune) {
		words++
		letters += len(w) - 2
		known += g.add(scores, w)
	})
	if words < minWords || letters < minLetters || known == 0 {
		return Undetermined
	}
	best, sure := top(scores)
	if sure < minSure {
		return Undetermined
	}
	if tag := g.tags[best]; !isSibling(tag) || g.script != "Latin" {
		return tag
	}
	return sibling(text, g.tags[best])
}

// top is the index of the highest score and its probability.
func top(scores []int32) (best int, sure float64) {
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(float64(s-scores[best]) / scale)
	}
	return best, 1 / sum
}

// scale is how many steps of a weight make a logarithm of one.
const scale = 24.0

// isSibling says whether the tag is of a language that siblings.txt tells
// from its like.
func isSibling(tag string) bool { return tag == "hr" || tag == "sr" || tag == "bs" }

//go:embed siblings.txt
var siblingList string

// Siblings maps words to those of Croatian, Serbian and Bosnian that use
// them.
var Siblings = sync.OnceValue(func() map[string][]string {
	out := make(map[string][]string)
	for line := range strings.Lines(siblingList) {
		tags, words, ok := strings.Cut(line, "|")
		if !ok || line[0] == '#' {
			continue
		}
		for _, w := range strings.Fields(words) {
			for _, t := range strings.Fields(tags) {
				if !slices.Contains(out[w], t) {
					out[w] = append(out[w], t)
				}
			}
		}
	}
	return out
})

// sibling tells Croatian, Serbian and Bosnian apart by words that not all of
// them use; guessed where they say nothing else.
func sibling(text, guessed string) string {
	table := Siblings()
	votes := make(map[string]float64)
	eachWord(text, func(w []rune) {
		tags := table[string(w[1:len(w)-1])]
		for _, t := range tags {
			votes[t] += 1 / float64(len(tags))
		}
	})
	best := guessed
	for _, t := range []string{"hr", "sr", "bs"} {
		if votes[t] > votes[best] {
			best = t
		}
	}
	return best
}
