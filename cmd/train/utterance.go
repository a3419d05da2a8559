package main

import (
	"bytes"
	"fmt"
	"path/filepath"

	"synoptic/internal/compare"
	"synoptic/internal/compare/measure"
	"synoptic/internal/pipeline"
)

const utteranceHead = "# Weights of the evidence that two statements report one utterance: name = first\n" +
	"# pass, second pass. Made by: go run ./cmd/train utterance --data DIR\n"

// trainUtterance fits the weights by which package compare joins statements
// into utterances.
func trainUtterance(o options) ([]byte, error) {
	gold, articles, err := measure.Open(o.Data, filepath.Join(o.Data, "gold", "utterances.jsonl"))
	if err != nil {
		return nil, err
	}
	weights := measure.Fit(gold, articles, pipeline.Analyze, "")
	var sum measure.Score
	for _, s := range measure.Utterances(gold, articles, pipeline.Analyze, func(string) *compare.Weights { return weights }, nil) {
		sum.Add(s)
	}
	fmt.Printf("utterances, on the set itself: %d of %d pairs across accounts, %d shown\n", sum.AcrossRight, sum.AcrossGold, sum.AcrossShown)
	var b bytes.Buffer
	b.WriteString(utteranceHead)
	err = measure.WriteWeights(&b, weights)
	return b.Bytes(), err
}
