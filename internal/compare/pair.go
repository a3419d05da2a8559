package compare

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// featureNames names the evidence that two statements report one utterance,
// in the order of a feature vector. "whole" values are of all sentences of
// both statements, the others of the two sentences set side by side.
var featureNames = []string{
	"bias",
	"containment",       // share of the shorter one's weighted words that the other has
	"overlap",           // weighted Jaccard of words
	"containment like",  // as containment, with words of like meaning
	"evidence",          // ln(1 + weight of shared words)
	"evidence plain",    // ln(1 + weight of shared words that are no names)
	"evidence like",     // ln(1 + weight of words of like meaning)
	"pairs of words",    // share of the shorter one's neighbouring words that are neighbours in the other
	"longest run",       // words in the longest run both have, up to 6, of 6
	"in order",          // share of the shorter one's words that match in the same order
	"whole containment", //
	"whole overlap",     //
	"size",              // ln of content words in the shorter
	"ratio",             // weight of the shorter to that of the longer
	"same number",
	"other number",
	"same name",
	"other name",
	"both quoted",
	"both quoted overlap", // overlap where both are quoted
	"quoted and reported",
	"same account",
	"same account next", // neighbours in one account
	"headline",          // one of one account stands in its headline
	"polarity",          // one denies, the other does not
	"other cue",         // cues of different classes, neither plain saying
	"quoted words",      // the words that a report quotes stand in the other
	"quoted words not",  // they do not, though the other is a quotation
	"same cue",
	"around",       // ln(1 + weight of words beside the content that both have)
	"around share", // their share
	"neighbours",   // how well the statements before or after them match
	"best",         // each is the other's best match in its account
	"second",       // score of the best other match of either in the account of the other
}

// firstPass is the number of features that are known before all pairs have
// been scored once.
const firstPass = 31

//go:embed data/weights.txt
var weightsText string

// A scorer holds the weights of both passes.
type scorer struct{ first, second []float64 }

// weights are those fitted by package measure.
var weights = sync.OnceValue(func() scorer {
	s := scorer{make([]float64, len(featureNames)), make([]float64, len(featureNames))}
	for _, line := range lines(weightsText) {
		name, rest, _ := strings.Cut(line, "=")
		k := slices.Index(featureNames, strings.TrimSpace(name))
		f := strings.Fields(rest)
		if k < 0 || len(f) != 2 {
			continue
		}
		s.first[k], _ = strconv.ParseFloat(f[0], 64)
		s.second[k], _ = strconv.ParseFloat(f[1], 64)
	}
	return s
})

// probability is the logistic of the weighted features.
func probability(weights, features []float64) float64 {
	sum := 0.0
	for i, f := range features {
		sum += weights[i] * f
	}
	return 1 / (1 + math.Exp(-sum))
}

// An agreement is what two wordings have in common.
type agreement struct {
	shared, like float64 // weight of shared stems; of words of like meaning
	pairs        float64
	inOrder      float64
	plain        float64 // weight of shared stems that are no names
	run          int
	number, name int // 1 agree, -1 differ, 0 nothing to compare
	size         int
	contain      float64
	overlap      float64
	containLike  float64
}

// agree compares two wordings.
func (c *context) agree(a, b *wording) agreement {
	var g agreement
	var restA, restB []weighed
	i, j := 0, 0
	for i < len(a.terms) || j < len(b.terms) {
		switch {
		case j == len(b.terms) || i < len(a.terms) && a.terms[i].stem < b.terms[j].stem:
			restA = append(restA, a.terms[i])
			i++
		case i == len(a.terms) || b.terms[j].stem < a.terms[i].stem:
			restB = append(restB, b.terms[j])
			j++
		default:
			g.shared += a.terms[i].weight
			if !inSet(a.names, a.terms[i].stem) && !inSet(b.names, a.terms[i].stem) {
				g.plain += a.terms[i].weight
			}
			i++
			j++
		}
	}
	g.like = c.likeWeight(restA, restB)
	least := math.Max(0.05, math.Min(a.weight, b.weight))
	g.contain = math.Min(1, g.shared/least)
	g.containLike = math.Min(1, (g.shared+g.like)/least)
	g.overlap = g.shared / math.Max(0.05, a.weight+b.weight-g.shared)
	g.size = min(len(a.terms), len(b.terms))
	g.number = meet(a.numbers, b.numbers)
	g.name = meet(a.names, b.names)
	g.pairs, g.run = c.runs(a, b)
	g.inOrder = c.inOrder(a, b)
	return g
}

// inSet says whether a sorted set holds stem.
func inSet(set []int32, stem int32) bool {
	_, ok := slices.BinarySearch(set, stem)
	return ok
}

// likeWeight is the weight of the words of the one that have a word of like
// meaning in the other, each used once.
func (c *context) likeWeight(a, b []weighed) float64 {
	sum := 0.0
	used := make([]bool, len(b))
	for _, t := range a {
		for j, u := range b {
			if !used[j] && c.like(t.stem, u.stem) {
				used[j] = true
				sum += 0.6 * (t.weight + u.weight) / 2
				break
			}
		}
	}
	return sum
}

// like says whether two stems may stand for each other: words of like meaning
// or forms of one word.
func (c *context) like(a, b int32) bool {
	return intersects(c.vocab.senses[a], c.vocab.senses[b]) || derived(c.vocab.stems[a], c.vocab.stems[b])
}

func intersects(a, b []int32) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// meet compares two sorted sets: 1 where they share something, -1 where they
// do not, 0 where one is empty.
func meet(a, b []int32) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	if intersects(a, b) {
		return 1
	}
	return -1
}

// longestCompared bounds the words of a wording that are compared in order.
const longestCompared = 120

// runs is the share of neighbouring words of the shorter wording that are
// neighbours in the other, and the length of the longest run of words both
// have. Function words count, single ones do not make a run.
func (c *context) runs(a, b *wording) (pairs float64, longest int) {
	x, y := a.tokens[:min(len(a.tokens), longestCompared)], b.tokens[:min(len(b.tokens), longestCompared)]
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 2 {
		return 0, 0
	}
	matched := 0
	before := make([]int, len(y)+1)
	for i := range x {
		diagonal, found := 0, false
		for j := range y {
			old := before[j+1]
			before[j+1] = 0
			if c.vocab.words[x[i]].stem == c.vocab.words[y[j]].stem {
				before[j+1] = diagonal + 1
				longest = max(longest, before[j+1])
				found = found || diagonal > 0
			}
			diagonal = old
		}
		if found {
			matched++
		}
	}
	return float64(matched) / float64(len(x)-1), longest
}

// inOrder is the share of the shorter wording's words that have a match in the
// other, all matches in the same order; words of like meaning count less than
// the same words, function words less than others.
func (c *context) inOrder(a, b *wording) float64 {
	x, y := a.tokens[:min(len(a.tokens), longestCompared)], b.tokens[:min(len(b.tokens), longestCompared)]
	if len(x) > len(y) {
		x, y = y, x
	}
	total := 0.0
	above := make([]float64, len(y)+1)
	for _, t := range x {
		w := &c.vocab.words[t]
		worth := 1.0
		if !w.content {
			worth = 0.25
		}
		total += worth
		diagonal := 0.0
		for j, u := range y {
			old := above[j+1]
			best := max(old, above[j])
			v := &c.vocab.words[u]
			switch {
			case w.stem == v.stem:
				best = max(best, diagonal+worth)
			case w.content && v.content && c.like(w.stem, v.stem):
				best = max(best, diagonal+0.7*worth)
			}
			above[j+1] = best
			diagonal = old
		}
	}
	return above[len(y)] / max(total, 1)
}

// features fills f with the evidence that part p of report a and part q of
// report b tell of one utterance.
func (c *context) features(f []float64, a, b *report, part, whole, beside agreement, wa, wb *wording) {
	flag := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	quotedA, quotedB := a.kind == "direct", b.kind == "direct"
	clear(f)
	values := []float64{
		1, part.contain, part.overlap, part.containLike,
		math.Log1p(part.shared), math.Log1p(part.plain), math.Log1p(part.like), part.pairs, float64(min(part.run, 6)) / 6, part.inOrder,
		whole.contain, whole.overlap,
		math.Log1p(float64(part.size)), math.Min(wa.weight, wb.weight) / math.Max(0.05, math.Max(wa.weight, wb.weight)),
		flag(part.number > 0), flag(part.number < 0), flag(part.name > 0), flag(part.name < 0),
		flag(quotedA && quotedB), flag(quotedA && quotedB) * part.overlap,
		flag((quotedA && b.kind == "indirect") || (quotedB && a.kind == "indirect")),
		flag(a.account == b.account),
		flag(a.account == b.account && max(a.place-b.place, b.place-a.place) == 1),
		flag(a.account == b.account && (a.headline || b.headline)),
		flag(a.negated != b.negated),
		flag(otherClass(a.class, b.class)),
		c.quotedIn(a, b), c.quotedNotIn(a, b),
		flag(a.cue != 0 && a.cue == b.cue), math.Log1p(beside.shared), beside.contain,
	}
	copy(f, values)
}

// otherClass says whether two cues are of classes that do not go together.
func otherClass(a, b string) bool {
	plain := func(s string) bool { return s == "" || s == "says" }
	return a != b && !plain(a) && !plain(b)
}

// quotedIn is the greatest share of the meaning of a report's quoted words
// that stands, in a row, in the other.
func (c *context) quotedIn(a, b *report) float64 {
	return max(c.found(a.whole.quoted, b), c.found(b.whole.quoted, a))
}

// quotedNotIn says, with 1, that words that the one quotes do not stand in
// the other, which is a quotation.
func (c *context) quotedNotIn(a, b *report) float64 {
	if len(a.whole.quoted) > 0 && b.kind == "direct" && c.found(a.whole.quoted, b) == 0 ||
		len(b.whole.quoted) > 0 && a.kind == "direct" && c.found(b.whole.quoted, a) == 0 {
		return 1
	}
	return 0
}

// found is the greatest weight, up to 1, of the pieces that stand in a row
// in r.
func (c *context) found(pieces [][]int32, r *report) float64 {
	best := 0.0
	words := r.whole.tokens[:min(len(r.whole.tokens), longestCompared)]
	for _, p := range pieces {
		if len(p) > longestCompared || !c.inRow(p, words) {
			continue
		}
		sum := 0.0
		for _, st := range p {
			sum += rarity(c.vocab.stems[st])
		}
		best = max(best, min(1, sum/1.5))
	}
	return best
}

// inRow says whether the stems stand in a row among words.
func (c *context) inRow(stems, words []int32) bool {
	for i := 0; i+len(stems) <= len(words); i++ {
		k := 0
		for k < len(stems) && c.vocab.words[words[i+k]].stem == stems[k] {
			k++
		}
		if k == len(stems) && k > 0 {
			return true
		}
	}
	return false
}
