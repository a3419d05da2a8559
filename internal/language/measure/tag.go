package measure

import (
	"slices"

	"synoptic/internal/language/corpus"
	"synoptic/internal/model"
)

// Ratio is so many right of so many.
type Ratio struct{ Right, All int }

// Percent is the share that is right, in percent; 0 of none.
func (r Ratio) Percent() float64 {
	if r.All == 0 {
		return 0
	}
	return 100 * float64(r.Right) / float64(r.All)
}

// Tagging is a function that fills Tag in place.
type Tagging func(text string, sentences []model.Sentence, tokens []model.Token)

// Tags counts the gold tokens that get their gold tag.
func Tags(docs []*corpus.Document, tag Tagging) Ratio {
	var r Ratio
	for _, d := range docs {
		tokens := slices.Clone(d.Tokens)
		for i := range tokens {
			tokens[i].Tag = 0
		}
		tag(d.Text, d.Sentences, tokens)
		for i, t := range tokens {
			if d.Tokens[i].Tag == 0 {
				continue
			}
			r.All++
			if t.Tag == d.Tokens[i].Tag {
				r.Right++
			}
		}
	}
	return r
}
