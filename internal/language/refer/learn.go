package refer

import (
	"math"
	"slices"

	"synoptic/internal/language/name"
	"synoptic/internal/model"
)

// A Lesson is a text some of whose pronouns are known to stand for something.
type Lesson struct {
	Analysis *model.Analysis
	Names    []name.Name
	Pronouns []Known // in the order of the text
	Weight   float64 // of its pronouns, against 1
}

// A Known pronoun starts at a byte of the text. It stands for whom the spans
// of Same name; where Same is empty, for none that those of Not name; where
// Nobody is set, for nobody that has a mention.
type Known struct {
	At     int
	Same   []model.Span
	Not    []model.Span
	Nobody bool
}

// LearnOptions say how to learn.
type LearnOptions struct {
	Rounds int     // how often the texts are resolved anew with what was learnt
	Epochs int     // passes over the examples in each round
	Rate   float64 // of learning
	Decay  float64 // of weights
	Keep   func(lesson int) bool
}

// LearnDefaults are those of the model that is built in.
var LearnDefaults = LearnOptions{Rounds: 2, Epochs: 12, Rate: 0.02, Decay: 1e-3}

// An example is a pronoun with the features of what it may stand for.
type example struct {
	keys    []uint32
	ends    []int
	good    []bool
	weight  float64
	classes int
}

// weightTable are the weights while they are learnt.
type weightTable []float64

func (w weightTable) weight(key uint32) float64 { return w[slot(key)] }

// Learn makes the model file of the ranker from lessons: the log-likelihood of
// what pronouns stand for is climbed by AdaGrad (Duchi et al. 2011), what
// earlier pronouns stand for being what the model of the round before finds.
// The same lessons give the same bytes.
func Learn(lessons []Lesson, o LearnOptions) []byte {
	weights := make(weightTable, 1<<tableBits)
	for range o.Rounds {
		var examples []example
		for k := range lessons {
			if o.Keep == nil || o.Keep(k) {
				examples = lessons[k].examples(examples, weights)
			}
		}
		weights = climb(examples, o)
	}
	return writeRanker(weights)
}

// examples appends those of a lesson, its pronouns resolved with by.
func (l *Lesson) examples(out []example, by scorer) []example {
	r := newResolver(l.Analysis, l.Names)
	r.entitiesOfNames()
	next := 0
	r.watch = func(i int, s *search) {
		at := int(r.tokens[i].Start)
		for next < len(l.Pronouns) && l.Pronouns[next].At < at {
			next++
		}
		if next < len(l.Pronouns) && l.Pronouns[next].At == at {
			if x, ok := s.example(&l.Pronouns[next]); ok {
				x.weight = l.Weight
				out = append(out, x)
			}
		}
	}
	r.pronouns(by)
	return out
}

// example is the search's state as an example of what is known.
func (s *search) example(k *Known) (example, bool) {
	x := example{keys: slices.Clone(s.keys), good: make([]bool, len(s.found))}
	same, not := s.named(k.Same), s.named(k.Not)
	any := false
	for i, o := range s.found {
		x.ends = append(x.ends, o.from, o.to)
		if i == 0 {
			continue
		}
		is := same[o.entity] && o.entity != nil || s.over(o.stand, k.Same)
		if len(k.Same) == 0 && !k.Nobody {
			is = o.entity == nil || !not[o.entity]
		}
		x.good[i] = is
		any = any || is
	}
	x.good[0] = len(k.Same) == 0 || !any
	return x, len(s.found) > 1 && slices.Contains(x.good, false)
}

// named are the entities whose names or titles lie over one of spans.
func (s *search) named(spans []model.Span) map[*entity]bool {
	out := map[*entity]bool{}
	for _, n := range spans {
		for i := range s.given {
			if m := &s.given[i]; m.entity != nil && m.Kind == model.MentionName && m.Overlaps(n) {
				out[m.entity] = true
			}
		}
	}
	return out
}

// over says whether a stand lies over one of spans.
func (s *search) over(n *stand, spans []model.Span) bool {
	if n.entity != nil && n.kind == model.MentionPronoun {
		return false // it is as good as its entity
	}
	at := s.r.span(n.first, n.last)
	return slices.ContainsFunc(spans, at.Overlaps)
}

// strides put the examples into different orders.
var strides = [...]int{7919, 6007, 104729}

// climb finds the weights that make the good options of examples likeliest:
// the mean of those that different orders of the examples lead to.
func climb(examples []example, o LearnOptions) weightTable {
	mean := make(weightTable, 1<<tableBits)
	for _, stride := range strides {
		for k, w := range climbIn(stride, examples, o) {
			mean[k] += w / float64(len(strides))
		}
	}
	return mean
}

// climbIn is climb with the examples in one order. The weights are the mean of
// those after each of the later passes.
func climbIn(stride int, examples []example, o LearnOptions) weightTable {
	w, square, mean := make(weightTable, 1<<tableBits), make([]float64, 1<<tableBits), make(weightTable, 1<<tableBits)
	var p []float64
	for epoch := range o.Epochs {
		for n := range examples {
			x := &examples[(n*stride+epoch*15485863)%len(examples)]
			p = x.slopes(w, p[:0])
			for i, slope := range p {
				if math.Abs(slope) > 1e-4 {
					w.step(square, x.keys[x.ends[2*i]:x.ends[2*i+1]], slope*x.weight, o)
				}
			}
		}
		if 2*epoch >= o.Epochs {
			for k := range w {
				mean[k] += w[k] / float64(o.Epochs-(o.Epochs+1)/2)
			}
		}
	}
	return mean
}

// step moves the weights of keys along a slope.
func (w weightTable) step(square []float64, keys []uint32, along float64, o LearnOptions) {
	for _, key := range keys {
		k := slot(key)
		slope := along - float64(o.Decay*w[k])
		square[k] += float64(slope * slope)
		w[k] += float64(o.Rate * slope / math.Sqrt(square[k]+1e-2))
	}
}

// slopes are, for each option, how much the likelihood of the good ones rises
// with its score.
func (x *example) slopes(w weightTable, p []float64) []float64 {
	most := math.Inf(-1)
	for i := range x.good {
		score := 0.0
		for _, key := range x.keys[x.ends[2*i]:x.ends[2*i+1]] {
			score += w.weight(key)
		}
		p = append(p, score)
		most = max(most, score)
	}
	sum, good := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - most)
		sum += p[i]
		if x.good[i] {
			good += p[i]
		}
	}
	for i := range p {
		share := p[i] / sum
		p[i] = -share
		if x.good[i] {
			p[i] += share * sum / max(good, 1e-300)
		}
	}
	return p
}
