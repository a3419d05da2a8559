package day

import (
	_ "embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"synoptic/internal/read/meta"
)

//go:embed data/day.weights
var weightList string

// Weights are a model: what each feature adds to the score of a day.
type Weights map[string]float64

// Shipped are the weights in this program.
var Shipped = sync.OnceValue(func() Weights { return ParseWeights(weightList) })

// ParseWeights reads weights as String writes them.
func ParseWeights(text string) Weights {
	w := Weights{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		number, name, _ := strings.Cut(line, " ")
		w[name], _ = strconv.ParseFloat(number, 64)
	}
	return w
}

// String is the weights as text, one feature a line, in order.
func (w Weights) String() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(w)) {
		fmt.Fprintf(&b, "%.3f %s\n", w[name], name)
	}
	return b.String()
}

// bias is the feature that every day has.
const bias = "(every day)"

// probability is how probable it is that a day with these features is the day
// of publication.
func (w Weights) probability(features []string) float64 {
	sum := w[bias]
	for _, f := range features {
		sum += w[f]
	}
	return 1 / (1 + math.Exp(-sum))
}

// A Choice is the day found.
type Choice struct {
	Day        string
	Confidence float64
	Mentions   []*Mention // of that day
}

// Least is the least confidence with which a day is told that is not stated as
// that of the publication; one that is stated is told with at least sureStated.
const (
	Least      = 0.2
	sureStated = 0.5
)

// Best is the most probable day of publication; ok is false where no day is
// probable enough.
func (w Weights) Best(mentions []Mention) (best Choice, ok bool) {
	var stated, other Choice
	for _, c := range candidates(mentions) {
		p := w.probability(c.features)
		if p > best.Confidence {
			best = Choice{c.day, p, c.mentions}
		}
		if p > other.Confidence && !onlyChanged(c.mentions) {
			other = Choice{c.day, p, c.mentions}
		}
		if p > stated.Confidence && c.stated() {
			stated = Choice{c.day, p, c.mentions}
		}
	}
	if onlyChanged(best.Mentions) && other.Day < best.Day && other.Confidence >= max(Least, best.Confidence/2) {
		best = other
	}
	if best.Confidence < Least && stated.Day != "" {
		stated.Confidence = sureStated
		return stated, true
	}
	return best, best.Confidence >= Least
}

// onlyChanged says whether mentions tell only of a change, which is not the
// publication where another day may be that.
func onlyChanged(mentions []*Mention) bool {
	for _, m := range mentions {
		if m.Sense != meta.Updated {
			return false
		}
	}
	return true
}

// stated says whether the metadata state a candidate as the publication of the
// article.
func (c *candidate) stated() bool {
	for _, m := range c.mentions {
		if m.group() == "stated" && m.Main {
			return true
		}
	}
	return false
}
