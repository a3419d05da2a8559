package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/internal/language/measure"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
)

// newsSentences measures sentences on GUM's news documents of the training and
// the development part together: nothing of package segment is trained, but
// its rules were written while reading errors in them.
func newsSentences(in input) ([]figure, error) {
	var docs []*measure.Text
	for _, file := range matching(in.data, "language/ud_english_gum/*-ud-train.conllu", "language/ud_english_gum/*-ud-dev.conllu") {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		read, err := measure.Texts(documentsOf(raw, "GUM_news"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		docs = append(docs, read...)
	}
	if len(docs) == 0 {
		return nil, nil
	}
	_, sentences := measure.Spans(docs, true, segment.Split)
	f := spanned("sentences", "GUM news, train and dev", sentences)
	f.Note = "paragraphs given"
	return []figure{f}, nil
}

// documentsOf cuts out the documents of a treebank whose id begins so.
func documentsOf(treebank []byte, prefix string) []byte {
	head := []byte("# newdoc id = ")
	var out []byte
	for _, d := range bytes.Split(treebank, head) {
		if bytes.HasPrefix(d, []byte(prefix)) {
			out = append(append(out, head...), d...)
		}
	}
	return out
}

// grammarErrors counts the errors in tags and trees by kind, the largest kinds
// first.
func grammarErrors(_ input, file string) ([]figure, error) {
	docs, err := treebank(file)
	if err != nil {
		return nil, err
	}
	set := filepath.Base(file)
	kinds, all, tagged := measure.TreeErrors(docs, tag.Tag, parse.Parse)
	out := shares("parse errors", set, kinds, all, len(kinds))
	out = append(out, valued("parse errors, words wrongly tagged too", set, ratio(tagged, all), "%", all))
	wrong := measure.TagErrors(docs, tag.Tag)
	sum := 0
	for _, n := range wrong {
		sum += n
	}
	return append(out, shares("tag errors", set, wrong, sum, 6)...), nil
}

// shares are the largest kinds, each as its share of all.
func shares(what, set string, kinds map[string]int, all, most int) []figure {
	names := sortedKeys(kinds)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(kinds[b], kinds[a]) })
	var out []figure
	for _, k := range names[:min(most, len(names))] {
		out = append(out, valued(what+", "+k, set, ratio(kinds[k], all), "%", kinds[k]))
	}
	return out
}

// quantising tells what the models lost on a development part when their
// weights became bytes, as cmd/train measured it.
func quantising(_ input, file string) ([]figure, error) {
	var out []figure
	for _, l := range measure.QuantisingLosses() {
		set := "en_" + strings.ReplaceAll(l.Set, " ", "-ud-") + ".conllu"
		if set != filepath.Base(file) {
			continue
		}
		f := valued("lost by quantising, "+l.Measure, set, l.Exact-l.Shipped, "points", l.Cases)
		f.Note = fmt.Sprintf("%.2f before, %.2f as shipped; measured when the model was made", l.Exact, l.Shipped)
		out = append(out, f)
	}
	return out, nil
}
