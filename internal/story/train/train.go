package train

import (
	"fmt"
	"math"
	"strings"

	"synoptic/internal/story"
	"synoptic/internal/story/measure"
)

const nf = len(story.FeatureNames)

// A pair is a labelled pair of articles.
type pair struct {
	f      [nf]float64
	same   bool
	weight float64
}

// minCosine is the similarity below which a pair of different stories teaches
// nothing: a Stream would never look at it.
const minCosine = 0.03

// Weights fits the model's weights on the sets, each set counting alike.
func Weights(sets []measure.Set) story.Model {
	var all []pair
	for _, set := range sets {
		all = append(all, pairsOf(set)...)
	}
	var m story.Model
	m.Weights = fit(all)
	return m
}

// pairsOf lists the pairs of a set: every pair of one story, and those of
// different stories that are at all alike. Both halves weigh alike, and every
// story by the root of its pairs, so that large stories do not decide alone.
func pairsOf(set measure.Set) []pair {
	samples := story.Samples(set.Analyses, set.Story)
	size := make(map[string]int)
	for _, s := range set.Story {
		size[s]++
	}
	var out []pair
	var positive, negative float64
	for i := range samples {
		si := set.Story[set.Analyses[i].Article.ID]
		for j := i + 1; j < len(samples); j++ {
			same := si == set.Story[set.Analyses[j].Article.ID]
			p := pair{f: story.Features(samples[i], samples[j]), same: same, weight: 1}
			if !same && p.f[1] < minCosine {
				continue
			}
			if same {
				p.weight = 1 / float64(size[si])
				positive += p.weight
			} else {
				negative += p.weight
			}
			out = append(out, p)
		}
	}
	for i := range out {
		if out[i].same {
			out[i].weight /= positive
		} else {
			out[i].weight /= negative
		}
	}
	return out
}

// fit is weighted logistic regression with a small ridge, by Newton's method.
func fit(pairs []pair) [nf]float64 {
	var w [nf]float64
	for range 30 {
		var grad [nf]float64
		var hess [nf][nf]float64
		for i := range w {
			grad[i] = -ridge * w[i]
			hess[i][i] = ridge
		}
		for k := range pairs {
			p := &pairs[k]
			z := 0.0
			for i, x := range p.f {
				z += w[i] * x
			}
			q := 1 / (1 + math.Exp(-z))
			y := 0.0
			if p.same {
				y = 1
			}
			for i, x := range p.f {
				grad[i] += p.weight * (y - q) * x
				for j := 0; j <= i; j++ {
					hess[i][j] += p.weight * q * (1 - q) * x * p.f[j]
				}
			}
		}
		step := solve(hess, grad)
		largest := 0.0
		for i := range w {
			w[i] += step[i]
			largest = max(largest, math.Abs(step[i]))
		}
		if largest < 1e-8 {
			break
		}
	}
	return w
}

const ridge = 0.003

// solve solves the symmetric system whose lower half is given, by Cholesky.
func solve(a [nf][nf]float64, b [nf]float64) [nf]float64 {
	for i := range nf {
		for j := 0; j <= i; j++ {
			sum := a[i][j]
			for k := range j {
				sum -= a[i][k] * a[j][k]
			}
			if i == j {
				a[i][i] = math.Sqrt(max(sum, 1e-12))
			} else {
				a[i][j] = sum / a[j][j]
			}
		}
	}
	for i := range nf {
		for k := range i {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	for i := nf - 1; i >= 0; i-- {
		for k := i + 1; k < nf; k++ {
			b[i] -= a[k][i] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b
}

// Bound sets the score from which on groups join: the one, of steps of a
// quarter, with the best mean BCubed F1 over the sets.
func Bound(sets []measure.Set, m story.Model) story.Model {
	best, bestF1 := m, -1.0
	for b := -1.5; b <= 3; b += 0.25 {
		m.Join, m.Related = b, b-2
		sum := 0.0
		line := ""
		for _, set := range sets {
			r := measure.Run(set, &m)
			sum += r.F1()
			line += fmt.Sprintf(" %s %.3f(%d/%d)", r.Set, r.F1(), r.TwinsMerged, r.Twins)
		}
		Log(fmt.Sprintf("join %5.2f mean %.4f%s", b, sum/float64(len(sets)), line))
		if sum > bestF1 {
			best, bestF1 = m, sum
		}
	}
	return best
}

// Log is told how training goes.
var Log = func(string) {}

// Format writes a model as weights.txt has it.
func Format(m story.Model) string {
	var b strings.Builder
	b.WriteString("# Weights of the model that says whether two articles tell one story.\n")
	b.WriteString("# Made by internal/story/train from Giveme5W1H (curated), ECB+ (topics 1-35)\n# and AllSides (2021); a name and a number a line.\n")
	for i, n := range story.FeatureNames {
		fmt.Fprintf(&b, "%s %.4f\n", n, m.Weights[i])
	}
	fmt.Fprintf(&b, "join %.4f\nrelated %.4f\n", m.Join, m.Related)
	return b.String()
}
