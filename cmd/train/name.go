package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/measure"
	"synoptic/internal/language/name"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
)

// nameSets are the sets whose names may be learnt, by file. Sets without
// documents are cut into pieces of so many sentences.
var nameSets = []struct {
	file    string
	columns corpus.Columns
	size    int
	partial bool // only persons, organisations and places are marked
}{
	{"conll2003/train.conllu", corpus.Numbered, 0, false},
	{"gum_ne/train.iob2", corpus.Numbered, 0, true},
	{"uner_ewt/dev.iob2", corpus.Numbered, 0, true},
	{"wikigold/wikigold.conll.txt", corpus.Bare, 12, false},
	{"wikineural_en/val.conllu", corpus.Numbered, 4, false},
}

// errMeasuredOnly says that a model was made only to measure it.
var errMeasuredOnly = errors.New("trained with Worldwide Newswire, which may only be measured with: the model is not written")

func trainName(o options) ([]byte, error) {
	tagger, err := openTagger(o)
	if err != nil {
		return nil, err
	}
	docs, err := namedDocuments(o)
	if err != nil {
		return nil, err
	}
	if o.Worldwide {
		more, err := measure.Worldwide(o.Data, func(part uint32) bool { return part > measure.WorldwideDev })
		if err != nil {
			return nil, err
		}
		for _, d := range more {
			docs = append(docs, corpus.SplitDashes(d))
		}
	}
	for _, d := range docs {
		tagger.Tag(d.Text, d.Sentences, d.Tokens)
	}
	settings := name.Defaults
	settings.Seed = o.Seed
	lists, err := nameLists()
	if err != nil {
		return nil, err
	}
	data, exact := name.Train(docs, lists, settings)
	f, err := name.Open(data)
	if err != nil {
		return nil, err
	}
	if err := measureNames(o, tagger, f, exact); err != nil {
		return nil, err
	}
	if o.Worldwide {
		return nil, errMeasuredOnly
	}
	return data, nil
}

// namedDocuments reads the sets whose names may be learnt.
func namedDocuments(o options) ([]*corpus.Document, error) {
	var docs []*corpus.Document
	for _, s := range nameSets {
		raw, err := os.ReadFile(filepath.Join(o.Data, "language", s.file))
		if err != nil {
			return nil, err
		}
		read, err := corpus.Marked(raw, s.columns, s.size)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.file, err)
		}
		for _, d := range read {
			d.Partial = s.partial
			docs = append(docs, corpus.SplitDashes(d))
		}
	}
	return docs, nil
}

// openTagger reads the tagger that lies in the output folder.
func openTagger(o options) (*tag.Tagger, error) {
	raw, err := os.ReadFile(filepath.Join(o.Out, "language", "tag", "tag.model"))
	if err != nil {
		return nil, err
	}
	return tag.Open(raw)
}

// measureNames prints how well names are found in the sets kept for that, with
// the weights as bytes and as they were learnt.
func measureNames(o options, tagger *tag.Tagger, f, exact *name.Finder) error {
	folder := filepath.Join(o.Data, "language")
	conll, err := markedFile(filepath.Join(folder, "conll2003", "val.conllu"), corpus.Numbered)
	if err != nil {
		return err
	}
	gum, err := markedFile(filepath.Join(folder, "gum_ne", "dev.iob2"), corpus.Numbered)
	if err != nil {
		return err
	}
	wide, err := measure.Worldwide(o.Data, func(part uint32) bool { return part == measure.WorldwideDev })
	if err != nil {
		return err
	}
	for _, set := range []struct {
		name string
		docs []*corpus.Document
	}{{"conll2003 val", conll}, {"gum dev", gum}, {"worldwide dev", wide}} {
		printNames(set.name, measure.Names(set.docs, tagger.Tag, f.Find))
		fmt.Printf("names %s all, weights as learnt: F %.2f\n", set.name, measure.Names(set.docs, tagger.Tag, exact.Find)["all"].F1())
	}
	for i, d := range wide {
		wide[i] = corpus.Rejoin(d)
	}
	printNames("worldwide dev, own tokens", measure.NamesInText(wide, segment.Split, tagger.Tag, f.Find))
	return nil
}

func printNames(set string, found map[string]measure.Found) {
	for _, k := range []string{"all", "PER", "ORG", "LOC"} {
		n := found[k]
		fmt.Printf("names %s %s: P %.2f R %.2f F %.2f (%d gold)\n", set, k, n.Precision(), n.Recall(), n.F1(), n.Gold)
	}
}

func markedFile(path string, c corpus.Columns) ([]*corpus.Document, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return corpus.Marked(raw, c, 0)
}
