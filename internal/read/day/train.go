package day

import "math"

// An Example is a page: what it mentions, and its day of publication.
type Example struct {
	Mentions []Mention
	Day      string
}

// Settings of the training; cross-validation is within half a point for
// penalties from 0.0005 to 0.008, 200 to 600 steps and rare from 1 to 3.
const (
	steps   = 200
	rate    = 0.3
	penalty = 0.002 // on the square of each weight
	rare    = 2     // features of fewer days are left out
)

// Train fits the weights of a logistic regression over the days of all
// examples by
// gradient descent with a step of its own for each weight (AdaGrad). Nothing in
// it is random.
func Train(examples []Example) Weights {
	index := map[string]int{}
	var names []string
	var rows []row
	for _, s := range examples {
		rows = append(rows, rowsOf(s, func(name string) int {
			i, ok := index[name]
			if !ok {
				i = len(names)
				index[name] = i
				names = append(names, name)
			}
			return i
		})...)
	}
	common := make([]int, len(names))
	for _, r := range rows {
		for _, f := range r.features {
			common[f]++
		}
	}
	w := descend(rows, common, float64(len(examples)))
	out := Weights{}
	for i, name := range names {
		if common[i] >= rare && math.Abs(w[i]) >= 0.0005 {
			out[name] = w[i]
		}
	}
	return out
}

// A row is one day of one page.
type row struct {
	features []int
	right    bool
}

func rowsOf(e Example, number func(string) int) []row {
	all := candidates(e.Mentions)
	out := make([]row, 0, len(all))
	for _, c := range all {
		r := row{features: []int{number(bias)}, right: c.day == e.Day}
		for _, f := range c.features {
			r.features = append(r.features, number(f))
		}
		out = append(out, r)
	}
	return out
}

func descend(rows []row, common []int, pages float64) []float64 {
	w := make([]float64, len(common))
	squares := make([]float64, len(common))
	slope := make([]float64, len(common))
	for range steps {
		for i := range slope {
			slope[i] = penalty * w[i]
		}
		for _, r := range rows {
			sum := 0.0
			for _, f := range r.features {
				sum += w[f]
			}
			d := 1 / (1 + math.Exp(-sum))
			if r.right {
				d--
			}
			for _, f := range r.features {
				slope[f] += d / pages
			}
		}
		for i, s := range slope {
			if common[i] < rare || s == 0 {
				continue
			}
			squares[i] += s * s
			w[i] -= rate * s / math.Sqrt(squares[i])
		}
	}
	return w
}
