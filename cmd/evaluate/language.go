package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/language"
	"synoptic/internal/language/corpus"
	"synoptic/internal/language/identify"
	"synoptic/internal/language/measure"
	"synoptic/internal/language/name"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/refer"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
)

// languageTask measures each part of package language.
var languageTask = task{
	name: "language",
	about: `Sentences and tokens (exact spans, from text with its paragraphs as blocks, and with a whole document as one block), parts
of speech (share right) and dependency trees with our own tags (share of words with the right head: UAS; and the right relation
too: LAS), tokens given: language/ud_english_*/*-ud-{dev,test}.conllu; of the development parts also the errors by kind, and sentences of
GUM's news documents (training and development part, as nothing is trained). Names (exact spans and types), tokens given:
language/conll2003/{val,test}.conllu, language/gum_ne/{dev,test}.iob2, and the files of language/worldwide_newswire whose name's FNV-32a
hash is 1 modulo 10. Dates, from text: expressions that share a character with a
gold one, those of them with its TIMEX3 value, and days claimed that are right: time/tbaq/*/*.tml, time/wikiwars/whole-tml/tml/*.tml (long narratives of wars); phrases alone, for sanity:
time/timenorm/en/*.tsv. Pronouns, from text alone: pairs of a
pronoun and a name said to be one entity: language/gap/*.tsv; and pronouns said to be an entity that their chain names, tokens given, of those whose chain has a name:
language/ud_english_gum/*-ud-{dev,test}.conllu. Language of the first 60 and 30 characters of sentences (share right):
language/wikineural_en/val.conllu, and sentences in 53 languages that stand in internal/language/measure/sentences.txt.`,
	run: evaluateLanguage,
}

func evaluateLanguage(in input) ([]figure, error) {
	return collect(in, eachFile(segments, treebankFiles...), eachFile(trees, treebankFiles...), newsSentences,
		eachFile(grammarErrors, devFiles), eachFile(quantising, devFiles), eachFile(names, nameFiles...), worldwideNames,
		dates, eachFile(phrases, "time/timenorm/en/*.tsv"), eachFile(pronouns, "language/gap/*.tsv"),
		eachFile(chains, "language/ud_english_gum/*-ud-dev.conllu", "language/ud_english_gum/*-ud-test.conllu"), languages)
}

const devFiles = "language/ud_english_*/*-ud-dev.conllu"

var (
	treebankFiles = []string{devFiles, "language/ud_english_*/*-ud-test.conllu"}
	nameFiles     = []string{"language/conll2003/val.conllu", "language/conll2003/test.conllu", "language/gum_ne/dev.iob2", "language/gum_ne/test.iob2"}
)

// segments measures sentences and tokens.
func segments(_ input, file string) ([]figure, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	docs, err := measure.Texts(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []figure
	for _, paragraphs := range []bool{true, false} {
		tokens, sentences := measure.Spans(docs, paragraphs, segment.Split)
		note := map[bool]string{true: "paragraphs given", false: "a document as one block"}[paragraphs]
		for _, f := range []figure{spanned("tokens", filepath.Base(file), tokens), spanned("sentences", filepath.Base(file), sentences)} {
			f.Note = note
			out = append(out, f)
		}
	}
	return out, nil
}

func spanned(what, set string, n measure.Found) figure {
	return counted(what, set, n.Right, n.Found, n.Gold)
}

// trees measures tags and trees.
func trees(_ input, file string) ([]figure, error) {
	docs, err := treebank(file)
	if err != nil {
		return nil, err
	}
	set := filepath.Base(file)
	tags := measure.Tags(docs, tag.Tag)
	unlabelled, labelled := measure.Trees(docs, tag.Tag, parse.Parse)
	return []figure{counted("tags", set, tags.Right, tags.All, tags.All),
		counted("parse, UAS", set, unlabelled.Right, unlabelled.All, unlabelled.All),
		counted("parse, LAS", set, labelled.Right, labelled.All, labelled.All)}, nil
}

func names(_ input, file string) ([]figure, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	docs, err := corpus.Marked(raw, corpus.Numbered, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []figure
	found := measure.Names(docs, tag.Tag, name.Find)
	for _, kind := range []string{"all", "PER", "ORG", "LOC"} {
		out = append(out, spanned("names, "+kind, filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), found[kind]))
	}
	return out, nil
}

// worldwideNames measures names in news from many countries: tokens given, and
// from text alone.
func worldwideNames(in input) ([]figure, error) {
	docs, err := measure.Worldwide(in.data, func(part uint32) bool { return part == measure.WorldwideDev })
	if err != nil || len(docs) == 0 {
		return nil, err
	}
	const set = "worldwide_newswire/dev"
	var out []figure
	found := measure.Names(docs, tag.Tag, name.Find)
	for _, kind := range []string{"all", "PER", "ORG", "LOC"} {
		out = append(out, spanned("names, "+kind, set, found[kind]))
	}
	for i, d := range docs {
		docs[i] = corpus.Rejoin(d)
	}
	all := spanned("names, all", set, measure.NamesInText(docs, segment.Split, tag.Tag, name.Find)["all"])
	all.Note = "from text"
	return append(out, all), nil
}

// dates measures expressions of time, a folder of documents at a time.
func dates(in input) ([]figure, error) {
	sets := map[string][]measure.TimedArticle{}
	for _, file := range append(matching(in.data, "time/tbaq/*/*.tml"), matching(in.data, "time/wikiwars/whole-tml/tml/*.tml")...) {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		doc, err := measure.TimeML(filepath.Base(file), raw)
		if err != nil {
			return nil, err
		}
		set := "tbaq/" + filepath.Base(filepath.Dir(file))
		if strings.Contains(filepath.ToSlash(file), "/wikiwars/") {
			set = "wikiwars"
		}
		sets[set] = append(sets[set], doc)
	}
	var out []figure
	for _, set := range sortedKeys(sets) {
		n := measure.Dates(sets[set], language.Annotate)
		out = append(out, spanned("dates, span", set, n.Relaxed), spanned("dates, value", set, n.Value),
			valued("dates, days claimed that are right", set, n.Days.Percent(), "%", n.Days.All))
	}
	return out, nil
}

// phrases measures expressions of time that stand alone.
func phrases(_ input, file string) ([]figure, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	r := measure.PhraseValues(measure.Phrases(raw), language.Annotate)
	return []figure{valued("dates, value of phrases alone", "timenorm/"+filepath.Base(file), r.Percent(), "%", r.All)}, nil
}

func pronouns(_ input, file string) ([]figure, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	gold, err := measure.Pronouns(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return []figure{spanned("pronouns", filepath.Base(file), measure.References(gold, language.Annotate))}, nil
}

// chains measures pronouns in documents with coreference.
func chains(_ input, file string) ([]figure, error) {
	docs, err := treebank(file)
	if err != nil {
		return nil, err
	}
	found := measure.Chains(docs, tag.Tag, parse.Parse, name.Find, refer.Resolve)
	var out []figure
	for _, kind := range sortedKeys(found) {
		out = append(out, spanned("pronouns, "+kind, filepath.Base(file), found[kind]))
	}
	return out, nil
}

// languages measures the telling of languages.
func languages(in input) ([]figure, error) {
	type set struct {
		name    string
		samples []measure.Sample
	}
	files := matching(in.data, "language/wikineural_*/val.conllu")
	if len(files) == 0 {
		return nil, nil // our own sentences stand beside the set
	}
	sets := []set{{"sentences.txt", measure.Sentences()}}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		docs, err := corpus.Marked(raw, corpus.Numbered, 0)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		folder := filepath.Base(filepath.Dir(file))
		sets = append(sets, set{folder + "/val.conllu", measure.SentencesOf(docs, strings.TrimPrefix(folder, "wikineural_"))})
	}
	var out []figure
	for _, s := range sets {
		for _, length := range []int{60, 30} {
			r, _ := measure.Languages(s.samples, length, identify.Language)
			out = append(out, valued(fmt.Sprintf("language, %d characters", length), s.name, r.Percent(), "%", r.All))
		}
	}
	return out, nil
}

func treebank(file string) ([]*corpus.Document, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	docs, err := corpus.Treebank(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return docs, nil
}
