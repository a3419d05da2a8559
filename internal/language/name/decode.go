package name

import (
	"math"

	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// A decoder holds a text while its names are found.
type decoder struct {
	sentences []model.Sentence // those with tokens, clipped to the tokens there are
	words     []word
	context   context
	sports    uint64 // how much of the text is of sports
	marks     []uint8
	sure      []float64
	keys      []uint64
	scores    [markCount]int32
	partial   bool // in training: names of the kind other are not known
}

// run marks all tokens with one pass's weights.
func (d *decoder) run(weights perceptron.Scorer) {
	for _, s := range d.sentences {
		back1, back2 := uint8(startMark), uint8(startMark)
		for i := s.First; i < s.Last; i++ {
			m := d.decide(weights, s, i, back1, back2)
			d.marks[i] = m
			back2, back1 = back1, m
		}
	}
}

// decide is the best mark of token i that may follow the mark before it. A
// token that cannot be part of a name costs nothing; then keys is empty.
func (d *decoder) decide(weights perceptron.Scorer, s model.Sentence, i int, back1, back2 uint8) uint8 {
	d.keys = d.keys[:0]
	d.sure[i] = 1
	if !open(back1) && !d.words[i].candidate {
		return nothing
	}
	d.features(s, i, back1, back2)
	clear(d.scores[:])
	weights.Score(d.scores[:], d.keys)
	best, margin := d.best(back1, i+1 == s.Last)
	d.sure[i] = confidence(margin)
	return best
}

// best is the highest mark allowed after back1 and its lead over the next.
func (d *decoder) best(back1 uint8, end bool) (best uint8, margin int32) {
	top, second := int32(math.MinInt32), int32(math.MinInt32)
	for m := range uint8(markCount) {
		if !d.may(back1, m, end) {
			continue
		}
		switch sc := d.scores[m]; {
		case sc > top:
			best, top, second = m, sc, top
		case sc > second:
			second = sc
		}
	}
	if second == math.MinInt32 {
		return best, math.MaxInt16
	}
	return best, top - second
}

// may says whether mark m may follow back in this text.
func (d *decoder) may(back, m uint8, end bool) bool {
	return allowed(back, m, end) && !(d.partial && m != nothing && kindOf(m) == other)
}

// allowed says whether mark m may follow back; at the end of a sentence a
// name must close.
func allowed(back, m uint8, end bool) bool {
	if end && open(m) {
		return false
	}
	if open(back) {
		return m != nothing && kindOf(m) == kindOf(back) && (position(m) == inside || position(m) == last)
	}
	return m == nothing || position(m) == begin || position(m) == only
}

// confidence turns a lead of scores into a probability. A scale of 144 fits how
// often names are right in CoNLL 2003 val, which is like much of what was
// trained on, and one of 211 in Worldwide Newswire dev, which is not.
func confidence(lead int32) float64 {
	return min(mostSure, 1/(1+math.Exp(leadShift-float64(lead)/leadScale)))
}

const (
	leadScale = 180.0
	leadShift = 0.4
	mostSure  = 0.97
)
