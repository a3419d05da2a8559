package name

import (
	"math"

	"synoptic/internal/language/perceptron"
)

// A logistic learns weights by gradients of a logistic loss (AdaGrad). It is
// deterministic: the same updates in the same order give the same weights.
type logistic struct {
	rate     float32
	minCount uint8
	counts   []uint8 // how often features with such a hash were met
	slots    []int32 // row+1 by hash of key, 0 where free
	keys     []uint64
	weights  []float32 // [row*markCount+mark]
	squares  []float32
	sums     []float32 // of the weights at several times
	times    int
	scores   [markCount]float32
	found    []int32
}

const countBits = 25

func newLogistic(rate float64, minCount int) *logistic {
	return &logistic{rate: float32(rate), minCount: uint8(minCount), counts: make([]uint8, 1<<countBits), slots: make([]int32, 1<<16)}
}

// meet counts features; those met too seldom get no weights.
func (l *logistic) meet(keys []uint64) {
	for _, k := range keys {
		c := &l.counts[k>>(64-countBits)]
		*c = grow(*c)
	}
}

// score sums up the weights of the keys in scores.
func (l *logistic) score(keys []uint64) {
	clear(l.scores[:])
	l.found = l.found[:0]
	for _, k := range keys {
		r := l.row(k)
		if r < 0 {
			continue
		}
		l.found = append(l.found, r)
		for m, w := range l.weights[int(r)*markCount : (int(r)+1)*markCount] {
			l.scores[m] += w
		}
	}
}

// best is the allowed mark of the highest score.
func (l *logistic) best(allowed func(m uint8) bool) uint8 {
	best, top := uint8(nothing), float32(math.Inf(-1))
	for m := range uint8(markCount) {
		if l.scores[m] > top && allowed(m) {
			best, top = m, l.scores[m]
		}
	}
	return best
}

// learn moves the weights of the keys last scored towards the gold mark,
// against the other marks that are allowed.
func (l *logistic) learn(gold uint8, allowed func(m uint8) bool) {
	best := float32(math.Inf(-1))
	var ok [markCount]bool
	for m := range uint8(markCount) {
		if ok[m] = allowed(m); ok[m] {
			best = max(best, l.scores[m])
		}
	}
	var p [markCount]float32
	sum := float32(0)
	for m := range p {
		if ok[m] {
			p[m] = float32(math.Exp(float64(l.scores[m] - best)))
			sum += p[m]
		}
	}
	for m := range p {
		p[m] /= sum
	}
	p[gold]--
	if -p[gold] < learnt {
		return
	}
	for _, r := range l.found {
		w, q := l.weights[int(r)*markCount:(int(r)+1)*markCount], l.squares[int(r)*markCount:(int(r)+1)*markCount]
		for m, g := range p {
			if g == 0 {
				continue
			}
			q[m] += g * g
			w[m] -= l.rate * g / float32(math.Sqrt(float64(q[m])+1))
		}
	}
}

// learnt is the probability of an error from which on a decision is left as
// it is.
const learnt = 0.002

// find is the row of k, or -1.
func (l *logistic) find(k uint64) int32 {
	mask := len(l.slots) - 1
	for i := int(k>>20) & mask; l.slots[i] != 0; i = (i + 1) & mask {
		if s := l.slots[i]; l.keys[s-1] == k {
			return s - 1
		}
	}
	return -1
}

// row finds the row of k or makes one; -1 for a feature met too seldom.
func (l *logistic) row(k uint64) int32 {
	if r := l.find(k); r >= 0 {
		return r
	}
	if l.counts[k>>(64-countBits)] < l.minCount {
		return -1
	}
	l.keys = append(l.keys, k)
	l.weights = append(l.weights, make([]float32, markCount)...)
	l.squares = append(l.squares, make([]float32, markCount)...)
	if 2*len(l.keys) > len(l.slots) {
		l.slots = make([]int32, 2*len(l.slots))
		for i := range l.keys {
			l.place(i)
		}
	} else {
		l.place(len(l.keys) - 1)
	}
	return int32(len(l.keys) - 1)
}

func (l *logistic) place(row int) {
	mask := len(l.slots) - 1
	i := int(l.keys[row]>>20) & mask
	for l.slots[i] != 0 {
		i = (i + 1) & mask
	}
	l.slots[i] = int32(row + 1)
}

// note adds the present weights to those whose mean is the result, which does
// better on new text than the last ones.
func (l *logistic) note() {
	l.sums = append(l.sums, make([]float32, len(l.weights)-len(l.sums))...)
	for i, w := range l.weights {
		l.sums[i] += w
	}
	l.times++
}

// finish ends learning: the weights are the mean of those noted.
func (l *logistic) finish() {
	for i, sum := range l.sums {
		l.weights[i] = sum / float32(l.times)
	}
	l.sums, l.squares, l.counts = nil, nil, nil
}

// pack lays the weights out for a model file.
func (l *logistic) pack(q perceptron.Quantise) []byte {
	rows := make([]perceptron.Row, len(l.keys))
	for i, k := range l.keys {
		rows[i] = perceptron.Row{Key: k, Weights: l.weights[i*markCount : (i+1)*markCount]}
	}
	return perceptron.Pack(rows, q)
}

// exact scores with weights as they were learnt, in the units of a model file.
type exact struct {
	*logistic
	unit float64
}

func (e exact) Score(scores []int32, keys []uint64) {
	var sums [markCount]float64
	for _, k := range keys {
		if r := e.find(k); r >= 0 {
			for m, w := range e.weights[int(r)*markCount : (int(r)+1)*markCount] {
				sums[m] += float64(w)
			}
		}
	}
	for m, s := range sums {
		scores[m] += int32(math.Round(s * e.unit))
	}
}
