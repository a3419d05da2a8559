package story

import "synoptic/internal/model"

// A Sample is what the model sees of an article; training compares samples.
type Sample struct{ doc *doc }

// Samples reads articles as a Stream with that model does that has seen them
// all.
func Samples(analyses []*model.Analysis, m *Model) []Sample {
	s := New(Options{Model: m})
	for _, an := range analyses {
		s.Add(an)
	}
	s.Repair()
	s.weigh()
	out := make([]Sample, 0, len(s.docs))
	for _, d := range s.docs {
		out = append(out, Sample{d})
	}
	return out
}

// Features are those of two samples read together.
func Features(a, b Sample) (f [featureCount]float64) {
	features(a.doc, b.doc, &f)
	return f
}

// ScoreBound is the largest score of one pair.
const ScoreBound = scoreBound

// Linkage is the average linkage of a repair over any matrix of n by n scores,
// which it uses up: for each member the first of its group.
func Linkage(scores []float64, n int, bound, contrast float64) []int {
	return linkage(scores, n, bound, contrast)
}
