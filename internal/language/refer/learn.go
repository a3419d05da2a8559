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

// climb finds the weights that make the good options of examples likeliest.
func climb(examples []example, o LearnOptions) weightTable {
	w := make(weightTable, 1<<tableBits)
	square := make([]float64, len(w))
	mean := make(weightTable, len(w)) // of the weights after each of the later epochs
	later := 0
	var p []float64
	for epoch := range o.Epochs {
		for n := range examples {
			x := &examples[(n*7919+epoch*104729)%len(examples)]
			p = x.slopes(w, p[:0])
			for i, g := range p {
				if math.Abs(g) < 1e-4 {
					continue
				}
				for _, key := range x.keys[x.ends[2*i]:x.ends[2*i+1]] {
					k := slot(key)
					slope := float64(g*x.weight) - float64(o.Decay*w[k])
					square[k] += float64(slope * slope)
					w[k] += float64(o.Rate * slope / math.Sqrt(square[k]+1e-2))
				}
			}
		}
		if 2*epoch >= o.Epochs {
			later++
			for k := range w {
				mean[k] += w[k]
			}
		}
	}
	for k := range mean {
		mean[k] /= float64(max(later, 1))
	}
	return mean
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
