package measure

import (
	"slices"

	"synoptic/internal/language/corpus"
	"synoptic/internal/model"
)

// Parsing is a function such as parse.Parse.
type Parsing func(text string, sentences []model.Sentence, tokens []model.Token)

// Trees counts the tokens that get their gold head (unlabelled attachment)
// and those that get their gold relation too (labelled attachment, with
// subtypes), punctuation included, with tags from tag.
func Trees(docs []*corpus.Document, tag Tagging, parse Parsing) (unlabelled, labelled Ratio) {
	for _, d := range docs {
		tokens := slices.Clone(d.Tokens)
		for i := range tokens {
			tokens[i].Tag, tokens[i].Head, tokens[i].Rel = 0, -1, 0
		}
		tag(d.Text, d.Sentences, tokens)
		parse(d.Text, d.Sentences, tokens)
		for i, t := range tokens {
			g := d.Tokens[i]
			if g.Rel == 0 {
				continue
			}
			unlabelled.All++
			labelled.All++
			if t.Head == g.Head {
				unlabelled.Right++
				if t.Rel == g.Rel {
					labelled.Right++
				}
			}
		}
	}
	return unlabelled, labelled
}
