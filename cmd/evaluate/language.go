package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/measure"
	"synoptic/internal/language/name"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/tag"
)

// languageTask measures tags, trees and names, tokens given.
var languageTask = task{
	name: "language",
	about: `Parts of speech (share right), dependency trees with our own tags (share of words with the right head: UAS; and the
right relation too: LAS) and names (exact spans and types), tokens given. Files: language/ud_english_*/*-ud-{dev,test}.conllu,
language/conll2003/{val,test}.conllu, language/gum_ne/{dev,test}.iob2.`,
	run: evaluateLanguage,
}

func evaluateLanguage(in input) ([]figure, error) {
	var out []figure
	for _, file := range matching(in.data, "language/ud_english_*/*-ud-dev.conllu", "language/ud_english_*/*-ud-test.conllu") {
		docs, err := treebank(file)
		if err != nil {
			return nil, err
		}
		set := filepath.Base(file)
		tags := measure.Tags(docs, tag.Tag)
		unlabelled, labelled := measure.Trees(docs, tag.Tag, parse.Parse)
		out = append(out, counted("tags", set, tags.Right, tags.All, tags.All),
			counted("parse, UAS", set, unlabelled.Right, unlabelled.All, unlabelled.All),
			counted("parse, LAS", set, labelled.Right, labelled.All, labelled.All))
	}
	for _, file := range matching(in.data, "language/conll2003/val.conllu", "language/conll2003/test.conllu", "language/gum_ne/dev.iob2", "language/gum_ne/test.iob2") {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		docs, err := corpus.Marked(raw, corpus.Numbered, 0)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		found := measure.Names(docs, tag.Tag, name.Find)
		for _, kind := range []string{"all", "PER", "ORG", "LOC"} {
			n := found[kind]
			out = append(out, counted("names, "+kind, filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), n.Right, n.Found, n.Gold))
		}
	}
	if len(out) == 0 {
		return nil, errNoData
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

// matching are the files below root that match any of the patterns, sorted.
func matching(root string, patterns ...string) []string {
	var out []string
	for _, p := range patterns {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(p)))
		if err == nil { // a pattern of ours is never malformed
			out = append(out, files...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
