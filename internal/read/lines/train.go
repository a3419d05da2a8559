package lines

import (
	"math"
	"math/rand/v2"
)

// An Example is a page and which of its lines are the article.
type Example struct {
	Lines []Line
	Keep  []bool
}

// A page is an example as training sees it.
type page struct {
	feats  [][]uint16
	gold   []State
	margin []float32
}

// Train makes weights from examples by averaged structured perceptrons (Collins
// 2002) with the cost of a mistake added in decoding (Taskar et al. 2003): a
// wrong line costs by its length. There is one perceptron a seed, which gives
// the order of the examples in each round, and the weights are the mean of all;
// the same examples and seeds give the same weights.
func Train(examples []Example, rounds int, seeds ...uint64) *Weights {
	pages := make([]page, len(examples))
	for i, e := range examples {
		p := page{feats: featuresOf(e.Lines, shapes(e.Lines)), gold: stateOf(e.Keep), margin: make([]float32, len(e.Lines))}
		for j, l := range e.Lines {
			p.margin[j] = float32(math.Log2(1+float64(len(l.Text))/20)) * costOfWord
		}
		pages[i] = p
	}
	mean := &Weights{}
	for _, seed := range seeds {
		mean.add(trainOne(pages, rounds, seed), 1/float32(len(seeds)))
	}
	return mean
}

// add adds v to w, scaled.
func (w *Weights) add(v *Weights, scale float32) {
	for f := range w.Emit {
		for s := range w.Emit[f] {
			w.Emit[f][s] += scale * v.Emit[f][s]
		}
	}
	for a := range w.Step {
		for b := range w.Step[a] {
			w.Step[a][b] += scale * v.Step[a][b]
		}
	}
}

func trainOne(pages []page, rounds int, seed uint64) *Weights {
	w, sum := &Weights{}, &Weights{}
	step := float32(0)
	order := rand.New(rand.NewPCG(seed, 1))
	for range rounds {
		for _, i := range order.Perm(len(pages)) {
			p := pages[i]
			step++
			guess := w.decode(p.feats, p.gold, p.margin)
			update(w, sum, p.feats, p.gold, guess, step)
		}
	}
	w.add(sum, -1/step)
	return w
}

// costOfWord scales the cost of a wrong line.
const costOfWord = 5

// update moves the weights from guess to gold; sum collects what averaging has
// to take off again.
func update(w, sum *Weights, feats [][]uint16, gold, guess []State, step float32) {
	rate := float32(1)
	for i, fs := range feats {
		if g, h := gold[i], guess[i]; g != h {
			for _, f := range fs {
				w.Emit[f][g] += rate
				w.Emit[f][h] -= rate
				sum.Emit[f][g] += rate * step
				sum.Emit[f][h] -= rate * step
			}
		}
		if i == 0 {
			continue
		}
		if a, b, c, d := gold[i-1], gold[i], guess[i-1], guess[i]; a != c || b != d {
			w.Step[a][b] += rate
			w.Step[c][d] -= rate
			sum.Step[a][b] += rate * step
			sum.Step[c][d] -= rate * step
		}
	}
}

// stateOf is the sequence of states that keeps exactly the lines of keep.
func stateOf(keep []bool) []State {
	out := make([]State, len(keep))
	last := -1
	for i, k := range keep {
		if k {
			last = i
		}
	}
	seen := false
	for i, k := range keep {
		switch {
		case k:
			out[i], seen = Inside, true
		case !seen:
			out[i] = Before
		case i > last:
			out[i] = Behind
		default:
			out[i] = Inset
		}
	}
	return out
}
