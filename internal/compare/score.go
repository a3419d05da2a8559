package compare

import "synoptic/internal/model"

// Weights are those of the two passes that score pairs of statements; each
// has one value for every name of FeatureNames.
type Weights struct{ First, Second []float64 }

// FeatureNames names the features of a pair, and how many of them the first
// pass uses.
func FeatureNames() (names []string, first int) { return featureNames, firstPass }

// A Pair is two statements that were set side by side, with the evidence and
// the score that they report one utterance.
type Pair struct {
	A, B     string // statement IDs, unique in the story
	Features []float64
	Score    float64
}

// Group compares the statements of a story with the given weights (nil: those
// of this package) and returns all pairs that were scored and the statements
// of each utterance. It is there to measure and to fit.
func Group(s model.Story, analyses []*model.Analysis, w *Weights) (pairs []Pair, utterances [][]string) {
	c := newContext(s, analyses)
	c.joinEntities()
	c.collectStatements()
	use := weights()
	if w != nil {
		use = scorer{w.First, w.Second}
	}
	reports := c.reports()
	heads, _ := c.alike(reports)
	for _, l := range c.links(heads, reports, use) {
		pairs = append(pairs, Pair{c.statements[l.a].ID, c.statements[l.b].ID, l.features, l.score})
	}
	for _, g := range c.group(reports, use) {
		var ids []string
		for _, m := range g {
			ids = append(ids, c.statements[m.report].ID)
		}
		utterances = append(utterances, ids)
	}
	return pairs, utterances
}
