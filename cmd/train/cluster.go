package main

import (
	"fmt"
	"strings"

	"synoptic/internal/language/cluster"
	"synoptic/internal/language/corpus"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/language/segment"
	"synoptic/internal/model"
)

// trainCluster makes classes of words from the texts of the training sets.
func trainCluster(o options) ([]byte, error) {
	docs, err := treebanks(o.Data, "train")
	if err != nil {
		return nil, err
	}
	named, err := namedDocuments(o)
	if err != nil {
		return nil, err
	}
	news, err := newsTexts(o.Data)
	if err != nil {
		return nil, err
	}
	docs = append(append(docs, named...), news...)
	var sentences [][]perceptron.Word
	words := 0
	for _, d := range docs {
		for _, s := range d.Sentences {
			row := make([]perceptron.Word, 0, s.Last-s.First)
			for i := s.First; i < s.Last; i++ {
				row = append(row, perceptron.Describe(d.Word(i)))
			}
			words += len(row)
			sentences = append(sentences, row)
		}
	}
	fmt.Printf("classes of words from %d words\n", words)
	return cluster.Train(sentences, cluster.Defaults), nil
}

// newsTexts reads news articles without annotation: those of PolNeAR's
// training part and of Giveme5W.
func newsTexts(data string) ([]*corpus.Document, error) {
	texts, err := polnearTexts(data)
	if err != nil {
		return nil, err
	}
	articles, err := storyTexts(data, "giveme5w/articles.jsonl")
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		texts = append(texts, a.Body)
	}
	var docs []*corpus.Document
	for _, t := range texts {
		docs = append(docs, plain(t))
	}
	return docs, nil
}

// plain cuts a text into sentences and tokens, a block a line.
func plain(text string) *corpus.Document {
	text = strings.ToValidUTF8(text, "")
	var blocks []model.Block
	at := 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			blocks = append(blocks, model.Block{Kind: model.BlockParagraph, Start: at, End: at + len(strings.TrimRight(line, "\r\n"))})
		}
		at += len(line)
	}
	d := &corpus.Document{Text: text}
	d.Sentences, d.Tokens = segment.Split(text, blocks)
	return d
}
