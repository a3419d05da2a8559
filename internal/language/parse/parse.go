package parse

import (
	_ "embed"
	"sync"

	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

//go:embed parse.model
var embedded []byte

var english = sync.OnceValue(func() *Parser {
	p, err := Open(embedded)
	if err != nil {
		return nil
	}
	return p
})

// Parse sets Head and Rel of each token in place. The tokens must be tagged.
func Parse(text string, sentences []model.Sentence, tokens []model.Token) {
	english().Parse(text, sentences, tokens)
}

// A Parser is a trained model. It is safe for use by many goroutines.
type Parser struct{ weights perceptron.Scorer }

// Open uses the bytes of a model file as a parser.
func Open(data []byte) (*Parser, error) {
	weights, _, err := perceptron.OpenFile(data, "weights")
	if err != nil {
		return nil, err
	}
	return &Parser{weights[0]}, nil
}

// maxRun bounds the tokens looked at together, and so the memory held; longer
// sentences are parsed piece by piece.
const maxRun = 2048

// Parse sets Head and Rel of each token in place. A nil parser does nothing.
func (p *Parser) Parse(text string, sentences []model.Sentence, tokens []model.Token) {
	if p == nil {
		return
	}
	var st state
	for _, s := range sentences {
		first, last := max(s.First, 0), min(s.Last, len(tokens))
		for ; first < last; first += maxRun {
			run := tokens[first:min(first+maxRun, last)]
			st.reset(text, run)
			for !st.done() {
				step, only := st.only()
				if !only {
					st.score(p.weights)
					step = st.best()
				}
				st.apply(step)
			}
			st.write(run, first)
		}
	}
}
