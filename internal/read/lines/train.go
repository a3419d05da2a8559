package lines

import (
	"synoptic/internal/read/forest"
)

// An Example is a page and which of its lines are the article. Trust, where not
// nil, is how far the label of each line is to be believed, from 0 to 1.
type Example struct {
	Lines []Line
	Keep  []bool
	Trust []float64
}

// Settings of both passes. The first learns from many pages labelled by
// machine, the second from few labelled by hand.
var (
	firstPass  = forest.Settings{Trees: 300, Leaves: 15, LeastRows: 20, Rate: 0.05, L2: 5, Features: 0.3, Rows: 0.7, Seeds: []uint64{1}}
	secondPass = forest.Settings{Trees: 200, Leaves: 7, LeastRows: 20, Rate: 0.05, L2: 5, Features: 0.2, Rows: 0.7, Seeds: []uint64{1, 2, 3, 4}}
)

// TrainFirst makes the first pass of a model.
func TrainFirst(examples []Example) *forest.Forest {
	return train(examples, firstPass, func(e Example) []row { return newContext(e.Lines, shapes(e.Lines)).rows() })
}

// TrainSecond makes a model whose first pass is given. The examples must not be
// those that the first pass was trained on.
func TrainSecond(first *forest.Forest, examples []Example) *Model {
	second := train(examples, secondPass, func(e Example) []row {
		c := newContext(e.Lines, shapes(e.Lines))
		rows := c.rows()
		return c.second(rows, scoresOf(first, rows))
	})
	return &Model{First: first, Second: second}
}

func train(examples []Example, s forest.Settings, rowsOf func(Example) []row) *forest.Forest {
	var rows [][]float32
	var keep []bool
	var weights []float64
	for _, e := range examples {
		for _, r := range rowsOf(e) {
			rows = append(rows, r)
		}
		keep = append(keep, e.Keep...)
		weights = append(weights, weightsOf(e)...)
	}
	return forest.NewTable(rows, keep, weights).Train(s)
}

// weightsOf weighs lines by their words, and pages by the length of their
// article, so that each counts about the same.
func weightsOf(e Example) []float64 {
	out := make([]float64, len(e.Lines))
	article := 0
	for i, s := range shapes(e.Lines) {
		if e.Keep[i] {
			article += s.words
		}
		out[i] = float64(s.words) + 0.5
	}
	for i := range out {
		out[i] *= 300 / float64(article+50)
		if e.Trust != nil {
			out[i] *= e.Trust[i]
		}
	}
	return out
}
