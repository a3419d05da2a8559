package lines

import (
	_ "embed"
	"fmt"
	"sync"

	"synoptic/internal/read/forest"
)

// A Model tells the lines of the article in two passes: the second sees what the
// first says of a line's neighbours and of the lines with like markup.
type Model struct {
	First, Second *forest.Forest
}

// Models are the model for lines without markup and that for a page's blocks.
type Models struct {
	Text, Page *Model
}

// Made by cmd/train; doc.go names the data and the accuracy.
var (
	//go:embed data/text.forest
	textForest []byte
	//go:embed data/page.forest
	pageForest []byte
)

// Default are the models that this package carries. Models that do not parse
// are empty, which a test refuses.
var Default = sync.OnceValue(func() *Models {
	return &Models{Text: orEmpty(ParseModel(textForest)), Page: orEmpty(ParseModel(pageForest))}
})

func orEmpty(m *Model, err error) *Model {
	if err != nil {
		return &Model{First: &forest.Forest{}, Second: &forest.Forest{}}
	}
	return m
}

// ParseModel reads a model as Bytes writes it.
func ParseModel(data []byte) (*Model, error) {
	first, rest, err := forest.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("first pass: %w", err)
	}
	second, _, err := forest.Parse(rest)
	if err != nil {
		return nil, fmt.Errorf("second pass: %w", err)
	}
	return &Model{First: first, Second: second}, nil
}

// Bytes are m as a file.
func (m *Model) Bytes() ([]byte, error) {
	data, err := m.First.AppendTo(nil)
	if err != nil {
		return nil, err
	}
	return m.Second.AppendTo(data)
}

// Scores are the logarithms of the odds of each line to be the article's.
func (m *Model) Scores(all []Line) []float32 { return m.scores(newContext(all, shapes(all))) }

func (m *Model) scores(c *context) []float32 {
	rows := c.rows()
	return scoresOf(m.Second, c.second(rows, scoresOf(m.First, rows)))
}

func scoresOf(f *forest.Forest, rows []row) []float32 {
	out := make([]float32, len(rows))
	for i, r := range rows {
		out[i] = f.Score(r)
	}
	return out
}

// How scores become a choice: what is added to each, and what it costs to begin
// or end a stretch of the article.
const (
	bias       = 0.3
	switchCost = 0.3
)

// bestRuns is the choice of lines with the highest sum of scores, less the cost
// of each change between kept and dropped lines (Viterbi).
func bestRuns(scores []float32) []bool {
	n := len(scores)
	keep := make([]bool, n)
	if n == 0 {
		return keep
	}
	back := make([][2]bool, n) // whether the line before was kept, by whether this one is
	var drop, kept float32
	for i, s := range scores {
		s = max(-maxScore, min(maxScore, s+bias))
		if i == 0 {
			kept = s
			continue
		}
		d, k := drop, kept+s
		back[i] = [2]bool{false, true}
		if kept-switchCost > drop {
			d, back[i][0] = kept-switchCost, true
		}
		if drop-switchCost > kept {
			k, back[i][1] = drop-switchCost+s, false
		}
		drop, kept = d, k
	}
	in := kept > drop
	for i := n - 1; i >= 0; i-- {
		keep[i] = in
		in = back[i][flag(in)]
	}
	return keep
}
