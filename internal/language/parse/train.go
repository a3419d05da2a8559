package parse

import (
	"math/rand/v2"
	"slices"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/perceptron"
)

// Options for training.
type Options struct {
	Epochs     int
	MinUpdates int
	Explore    float64 // share of steps after which its own mistakes are followed
	Quantise   perceptron.Quantise
	Seed       uint64
}

// Defaults are the options that the embedded model was trained with.
var Defaults = Options{Epochs: 12, MinUpdates: 4, Explore: 0.9, Quantise: perceptron.Quantise{Clip: 40, Least: 5}, Seed: 1}

// Train makes the bytes of a model file from documents with gold heads and
// relations, and tags such as the tagger gives new text. The same documents
// and options give the same bytes. exact is the parser before its weights were
// quantised.
func Train(docs []*corpus.Document, o Options) (file []byte, exact *Parser) {
	samples := newSamples(docs)
	random := rand.New(rand.NewPCG(o.Seed, 21))
	t := perceptron.NewTrainer(o.MinUpdates)
	var st state
	for epoch := range o.Epochs {
		random.Shuffle(len(samples), func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
		for _, s := range samples {
			explore := o.Explore
			if epoch == 0 {
				explore = 0
			}
			st.learn(t, s, explore, random)
		}
	}
	return perceptron.WriteFile([]perceptron.Section{{Name: "weights", Data: t.Weights(o.Quantise)}}), &Parser{t.Exact()}
}

// A sample is a sentence with its right tree.
type sample struct {
	nodes  []node
	oracle oracle
}

// newSamples lists the sentences that are wholly annotated, their trees made
// projective.
func newSamples(docs []*corpus.Document) []*sample {
	var out []*sample
	var st state
	for _, d := range docs {
		for _, s := range d.Sentences {
			m := &sample{}
			whole := s.Last-s.First <= maxRun
			for _, t := range d.Tokens[s.First:s.Last] {
				h := int32(s.Last - s.First)
				if t.Head >= 0 {
					h = t.Head - int32(s.First)
				}
				m.oracle.heads = append(m.oracle.heads, h)
				m.oracle.rels = append(m.oracle.rels, uint64(t.Rel))
				whole = whole && t.Rel != 0
			}
			if whole {
				projectivise(m.oracle.heads)
				st.reset(d.Text, d.Tokens[s.First:s.Last])
				m.nodes = slices.Clone(st.nodes)
				out = append(out, m)
			}
		}
	}
	return out
}

// projectivise lifts the heads of arcs that cross others to the head's head,
// the shortest such arc first, until none crosses.
func projectivise(heads []int32) {
	for {
		worst, length := -1, int32(1<<30)
		for d, h := range heads {
			if n := max(h, int32(d)) - min(h, int32(d)); n < length && crosses(heads, int32(d)) {
				worst, length = d, n
			}
		}
		if worst < 0 {
			return
		}
		heads[worst] = heads[heads[worst]]
	}
}

// crosses says whether a word between d and its head hangs on neither the
// head nor on anything below it.
func crosses(heads []int32, d int32) bool {
	h, n := heads[d], int32(len(heads))
	if h == n {
		return false
	}
	for k := min(h, d) + 1; k < max(h, d); k++ {
		a := k
		for steps := 0; a != h && a != n && steps < len(heads); steps++ {
			a = heads[a]
		}
		if a != h {
			return true
		}
	}
	return false
}

// learn parses a sentence and corrects each step that loses more than it must.
func (st *state) learn(t *perceptron.Trainer, s *sample, explore float64, random *rand.Rand) {
	st.nodes, st.stack, st.next = append(st.nodes[:0], s.nodes...), st.stack[:0], 0
	for !st.done() {
		st.score(t)
		step := st.best()
		right := s.oracle.right(st)
		t.Tick()
		if !right(step) {
			best := st.bestOf(right)
			t.Update(st.keys, best, step)
			if random.Float64() >= explore {
				step = best
			}
		}
		st.apply(step)
	}
}
