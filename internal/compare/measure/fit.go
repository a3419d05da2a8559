package measure

import (
	"fmt"
	"io"
	"math"

	"synoptic/internal/compare"
	"synoptic/internal/model"
)

// An example is a scored pair and whether it is one utterance.
type example struct {
	features []float64
	same     bool
}

// Fit fits the weights of both passes on the gold statements of all stories
// but the one left out ("" leaves out none).
func Fit(g *Gold, articles map[string]*model.Article, annotate Annotate, without string) *compare.Weights {
	names, first := compare.FeatureNames()
	w := &compare.Weights{First: make([]float64, len(names)), Second: make([]float64, len(names))}
	copy(w.First, logistic(g.examples(articles, annotate, without, w), first))
	copy(w.Second, logistic(g.examples(articles, annotate, without, w), len(names)))
	return w
}

// examples are the pairs of all stories but one, scored with w.
func (g *Gold) examples(articles map[string]*model.Article, annotate Annotate, without string, w *compare.Weights) []example {
	var out []example
	for _, story := range g.Stories() {
		if story == without {
			continue
		}
		article := map[string]string{}
		for _, s := range g.Statements {
			if s.Story == story {
				article[s.SID] = s.Article
			}
		}
		gold := g.pairs(article)
		unsure := map[[2]string]bool{}
		for _, n := range g.NotSame {
			unsure[key(n.A, n.B)] = !n.Sure
		}
		pairs, _ := compare.Group(model.Story{}, g.Analyses(story, articles, annotate), w)
		for _, p := range pairs {
			k := key(local(p.A), local(p.B))
			if !unsure[k] {
				out = append(out, example{p.Features, gold[k]})
			}
		}
	}
	return out
}

// logistic fits the first n weights by gradient descent with a small penalty
// on large weights; the same examples always give the same weights.
func logistic(examples []example, n int) []float64 {
	const rounds, rate, penalty = 6000, 0.5, 0.0002
	w := make([]float64, n)
	gradient, square := make([]float64, n), make([]float64, n)
	for range rounds {
		clear(gradient)
		for _, e := range examples {
			sum := 0.0
			for i := range w {
				sum += w[i] * e.features[i]
			}
			miss := 1 / (1 + math.Exp(-sum))
			if e.same {
				miss--
			}
			for i := range w {
				gradient[i] += miss * e.features[i]
			}
		}
		for i := range w {
			d := gradient[i] / float64(len(examples))
			if i > 0 {
				d += penalty * w[i]
			}
			square[i] += d * d
			w[i] -= rate * d / (math.Sqrt(square[i]) + 1e-9)
		}
	}
	return w
}

// WriteWeights writes w in the form that package compare embeds.
func WriteWeights(out io.Writer, w *compare.Weights) error {
	names, _ := compare.FeatureNames()
	for i, n := range names {
		if _, err := fmt.Fprintf(out, "%s = %.4f %.4f\n", n, w.First[i], w.Second[i]); err != nil {
			return fmt.Errorf("write weights: %w", err)
		}
	}
	return nil
}
