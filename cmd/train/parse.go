package main

import (
	"fmt"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/measure"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/tag"
)

// tagFolds is into how many parts the treebanks are cut, so that the parser
// learns from tags made by a tagger that has not seen the sentence.
const tagFolds = 5

func trainParse(o options) ([]byte, error) {
	docs, err := treebanks(o.Data, "train")
	if err != nil {
		return nil, err
	}
	if err := retag(docs, o.Seed); err != nil {
		return nil, err
	}
	settings := parse.Defaults
	settings.Seed = o.Seed
	data, exact := parse.Train(docs, settings)
	p, err := parse.Open(data)
	if err != nil {
		return nil, err
	}
	return data, measureParse(o, p, exact)
}

// retag gives each fold of the documents the tags of a tagger trained on the
// others.
func retag(docs []*corpus.Document, seed uint64) error {
	settings := tag.Defaults
	settings.Seed, settings.Epochs, settings.Folds = seed, 5, 0 // one pass is quicker and hardly worse
	var taggers []*tag.Tagger
	for fold := range tagFolds {
		var others []*corpus.Document
		for i, d := range docs {
			if i%tagFolds != fold {
				others = append(others, d)
			}
		}
		data, _ := tag.Train(others, settings)
		t, err := tag.Open(data)
		if err != nil {
			return err
		}
		taggers = append(taggers, t)
	}
	for i, d := range docs {
		taggers[i%tagFolds].Tag(d.Text, d.Sentences, d.Tokens)
	}
	return nil
}

// measureParse prints the accuracy on the development parts.
func measureParse(o options, p, exact *parse.Parser) error {
	tagger, err := openTagger(o)
	if err != nil {
		return err
	}
	return eachDev(o, func(set string, dev []*corpus.Document) []measure.Loss {
		_, before := measure.Trees(dev, tagger.Tag, exact.Parse)
		heads, trees := measure.Trees(dev, tagger.Tag, p.Parse)
		fmt.Printf("trees %s dev: LAS %.2f UAS %.2f (%d tokens)\n", set, trees.Percent(), heads.Percent(), heads.All)
		return []measure.Loss{{Measure: "parse, LAS", Set: set + " dev", Exact: before.Percent(), Shipped: trees.Percent(), Cases: trees.All}}
	})
}
