package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/internal/language"
	"synoptic/internal/language/corpus"
	"synoptic/internal/language/measure"
	"synoptic/internal/language/name"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/refer"
	"synoptic/internal/language/tag"
	"synoptic/internal/model"
)

// weightOfChains is the weight of a pronoun of the treebank, against one of
// GAP: its texts are of many kinds, half of them spoken or told.
const weightOfChains = 0.5

// trainPronoun makes the ranker of antecedents from GAP's development part and
// the coreference of GUM's training part.
func trainPronoun(o options) ([]byte, error) {
	lessons, err := gapLessons(o, "development")
	if err != nil {
		return nil, err
	}
	known, err := gapPronouns(o, "development")
	if err != nil {
		return nil, err
	}
	gum, err := treebank(o.Data, "gum", "train")
	if err != nil {
		return nil, err
	}
	for _, d := range gum {
		lessons = append(lessons, chainLesson(d))
	}
	if err := crossValidate(lessons, known); err != nil {
		return nil, err
	}
	data := refer.Learn(lessons, refer.LearnDefaults)
	validation, err := gapPronouns(o, "validation")
	if err != nil {
		return nil, err
	}
	held, err := gapLessons(o, "validation")
	if err != nil {
		return nil, err
	}
	f, err := referred(data, held, validation)
	fmt.Printf("pronouns, GAP validation: precision %.1f, recall %.1f, F1 %.1f\n", f.Precision(), f.Recall(), f.F1())
	return data, err
}

// folds is into how many parts GAP is cut to see how well pronouns are
// resolved that were not learnt from.
const folds = 5

func crossValidate(lessons []refer.Lesson, known []measure.Pronoun) error {
	var sum measure.Found
	misses := map[string]int{}
	for fold := range folds {
		settings := refer.LearnDefaults
		settings.Keep = func(k int) bool { return k >= len(known) || k%folds != fold }
		data := refer.Learn(lessons, settings)
		var held []refer.Lesson
		var gold []measure.Pronoun
		for k := fold; k < len(known); k += folds {
			held, gold = append(held, lessons[k]), append(gold, known[k])
		}
		f, err := referred(data, held, gold)
		if err != nil {
			return err
		}
		annotate, err := resolving(data, held)
		if err != nil {
			return err
		}
		for kind, n := range measure.Misses(gold, annotate) {
			misses[kind] += n
		}
		sum = measure.Found{Right: sum.Right + f.Right, Found: sum.Found + f.Found, Gold: sum.Gold + f.Gold}
	}
	fmt.Printf("pronouns missed, GAP development in %d folds: %v\n", folds, misses)
	fmt.Printf("pronouns, GAP development in %d folds: precision %.1f, recall %.1f, F1 %.1f\n", folds, sum.Precision(), sum.Recall(), sum.F1())
	return nil
}

// referred measures a model on lessons of GAP.
func referred(data []byte, lessons []refer.Lesson, gold []measure.Pronoun) (measure.Found, error) {
	annotate, err := resolving(data, lessons)
	if err != nil {
		return measure.Found{}, err
	}
	return measure.References(gold, annotate), nil
}

// resolving gives the texts of lessons, one after the other, their entities by
// a model.
func resolving(data []byte, lessons []refer.Lesson) (measure.Annotating, error) {
	resolve, err := refer.With(data)
	at := 0
	return func(*model.Article) *model.Analysis {
		an := *lessons[at].Analysis
		resolve(&an, lessons[at].Names)
		at++
		return &an
	}, err
}

func gapPronouns(o options, part string) ([]measure.Pronoun, error) {
	raw, err := os.ReadFile(filepath.Join(o.Data, "language", "gap", "gap-"+part+".tsv"))
	if err != nil {
		return nil, err
	}
	return measure.Pronouns(raw)
}

// gapLessons are GAP's texts with what is known of their pronouns.
func gapLessons(o options, part string) ([]refer.Lesson, error) {
	known, err := gapPronouns(o, part)
	if err != nil {
		return nil, err
	}
	var out []refer.Lesson
	for _, p := range known {
		an := language.Annotate(measure.ArticleOf(p))
		l := refer.Lesson{Analysis: an, Names: name.Find(an.Article.Text, an.Sentences, an.Tokens), Weight: 1}
		k := refer.Known{At: p.Pronoun}
		for i, n := range p.Names {
			if p.Same[i] {
				k.Same = append(k.Same, n)
			} else {
				k.Not = append(k.Not, n)
			}
		}
		l.Pronouns = []refer.Known{k}
		out = append(out, l)
	}
	return out, nil
}

// chainLesson is a document of a treebank with its coreference, tagged and
// parsed as articles are.
func chainLesson(d *corpus.Document) refer.Lesson {
	l := refer.Lesson{Weight: weightOfChains}
	heads, pronouns := d.ChainHeads()
	for i, t := range d.Tokens {
		id, ok := pronouns[i]
		if !ok && !strings.EqualFold(d.Word(i), "it") {
			continue
		}
		l.Pronouns = append(l.Pronouns, refer.Known{At: int(t.Start), Same: heads[id], Nobody: len(heads[id]) == 0})
	}
	l.Analysis = annotated(d)
	l.Names = name.Find(d.Text, d.Sentences, l.Analysis.Tokens)
	return l
}

// annotated is a document with the tags and trees that articles get.
func annotated(d *corpus.Document) *model.Analysis {
	a := &model.Article{ID: "d", Language: "en", Text: d.Text, Blocks: []model.Block{{Kind: model.BlockParagraph, End: len(d.Text)}}}
	an := &model.Analysis{Article: a, Sentences: d.Sentences, Tokens: slices.Clone(d.Tokens)}
	tag.Tag(d.Text, d.Sentences, an.Tokens)
	parse.Parse(d.Text, d.Sentences, an.Tokens)
	return an
}
