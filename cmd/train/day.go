package main

import (
	"path/filepath"

	"synoptic/internal/read/measure"
)

const dayHead = "# Weights of the model of package day, trained on the pages of htmldate. Made by:\n" +
	"# go run ./cmd/train day --data DIR\n"

// trainDay makes the weights of the model of a page's day of publication.
func trainDay(o options) ([]byte, error) {
	files, err := filepath.Glob(filepath.Join(o.Data, "pages", "htmldate", "eval_*.json"))
	if err != nil {
		return nil, err
	}
	var all []measure.DatedPage
	for _, file := range files {
		pages, err := measure.DatedPages(file)
		if err != nil {
			return nil, err
		}
		all = append(all, pages...)
	}
	return []byte(dayHead + measure.TrainDays(all).String()), nil
}
