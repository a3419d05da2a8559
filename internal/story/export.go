package story

import "synoptic/internal/model"

// A Sample is what the model sees of an article; training compares samples.
type Sample struct{ doc *doc }

// Samples reads articles as a Stream does that knows the story of each.
func Samples(analyses []*model.Analysis, story map[string]string) []Sample {
	v := newVocabulary()
	out := make([]Sample, 0, len(analyses))
	stories := make(map[string]map[uint32]bool)
	for i, an := range analyses {
		d := newDoc(an, i, v)
		out = append(out, Sample{d})
		held := stories[story[d.id]]
		if held == nil {
			held = make(map[uint32]bool)
			stories[story[d.id]] = held
		}
		for _, t := range d.tallies {
			held[t.id] = true
		}
	}
	holding := make(map[uint32]int)
	for _, held := range stories {
		for id := range held {
			holding[id]++
		}
	}
	v.learn(len(stories), holding)
	for _, s := range out {
		s.doc.fill(v)
	}
	return out
}

// Features are those of two samples read together.
func Features(a, b Sample) (f [featureCount]float64) {
	features(a.doc, b.doc, &f)
	return f
}
