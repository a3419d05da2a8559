package name

import (
	_ "embed"
	"sync"

	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

//go:embed name.model
var embedded []byte

var english = sync.OnceValue(func() *Finder {
	f, err := Open(embedded)
	if err != nil {
		return nil
	}
	return f
})

// A Name is a run of tokens that names something. Tokens[First:Last] are its
// tokens; Confidence is the estimated probability that its span and type are
// both right.
type Name struct {
	model.Span
	Type        model.EntityType
	First, Last int
	Confidence  float64
}

// Find returns the names of a text in order, none overlapping another. The
// tokens must be tagged.
func Find(text string, sentences []model.Sentence, tokens []model.Token) []Name {
	return english().Find(text, sentences, tokens)
}

// A Finder is a trained model. It is safe for use by many goroutines.
type Finder struct {
	lists         perceptron.Lexicon
	first, second perceptron.Scorer // weights of the two passes
}

// Open uses the bytes of a model file as a finder.
func Open(data []byte) (*Finder, error) {
	parts, err := perceptron.ReadFile(data)
	if err != nil {
		return nil, err
	}
	first, err := perceptron.OpenWeights(parts["first"])
	if err != nil {
		return nil, err
	}
	second, err := perceptron.OpenWeights(parts["second"])
	if err != nil {
		return nil, err
	}
	lists, err := perceptron.OpenLexicon(parts["lists"])
	if err != nil {
		return nil, err
	}
	return &Finder{lists, first, second}, nil
}

// Find returns the names of a text in order. A nil finder finds none.
func (f *Finder) Find(text string, sentences []model.Sentence, tokens []model.Token) []Name {
	if f == nil {
		return nil
	}
	var d decoder
	return tellKinds(text, tokens, f.find(&d, text, sentences, tokens))
}

// find takes all names that are neither persons, bodies nor places as of
// unknown type.
func (f *Finder) find(d *decoder, text string, sentences []model.Sentence, tokens []model.Token) []Name {
	d.prepare(f.lists, text, sentences, tokens)
	d.run(f.first)
	d.vote()
	d.run(f.second)
	return d.mend(text, tokens, d.names(text, tokens))
}

// The marks: nothing, then for each kind the beginning, inside, last and only
// token of a name.
const (
	nothing   = 0
	begin     = 1
	inside    = 2
	last      = 3
	only      = 4
	kinds     = 4
	markCount = 1 + 4*kinds
	other     = 3  // the kind of names that are neither person nor body nor place
	startMark = 31 // stands before a sentence
)

// mark is the mark of that position for a kind from 0.
func mark(kind, position int) uint8 { return uint8(4*kind + position) }

// kindOf and position take a mark apart; nothing has position 0.
func kindOf(m uint8) int   { return int(m-1) / 4 }
func position(m uint8) int { return int(m-1)%4 + 1 }

// open says whether a name goes on after mark m.
func open(m uint8) bool {
	return m != nothing && m < markCount && (position(m) == begin || position(m) == inside)
}

// types of the kinds, in the order of the marks.
var types = [kinds]model.EntityType{model.Person, model.Organisation, model.Place, model.Unknown}

// names reads the names off the marks.
func (d *decoder) names(text string, tokens []model.Token) []Name {
	var out []Name
	for _, s := range d.sentences {
		first, sure := s.First, 1.0
		for i := s.First; i < s.Last; i++ {
			m := d.marks[i]
			if m == nothing {
				continue
			}
			if p := position(m); p == begin || p == only {
				first, sure = i, 1
			}
			sure = min(sure, d.sure[i])
			if p := position(m); p == last || p == only {
				out = append(out, newName(text, tokens, first, i+1, kindOf(m), sure))
			}
		}
	}
	return out
}

func newName(text string, tokens []model.Token, first, last, kind int, sure float64) Name {
	return nameCountry(text, Name{
		Span: model.Span{Start: int(tokens[first].Start), End: int(tokens[last-1].End)},
		Type: types[kind], First: first, Last: last, Confidence: sure,
	})
}
