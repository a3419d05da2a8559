package main

import (
	"path/filepath"

	"synoptic/internal/read/measure"
)

const linesHead = "# Weights of the line model of package lines, trained on the 181 pages of the\n" +
	"# scrapinghub article extraction benchmark. Made by: go run ./cmd/train lines --data DIR\n"

// trainFlatLines makes the weights for lines without markup.
func trainFlatLines(o options) ([]byte, error) { return trainLines(o, true) }

// trainPageLines makes the weights for the blocks of web pages.
func trainPageLines(o options) ([]byte, error) { return trainLines(o, false) }

func trainLines(o options, flat measure.Flat) ([]byte, error) {
	pages, err := measure.Pages(filepath.Join(o.Data, "pages", "article-extraction-benchmark"))
	if err != nil {
		return nil, err
	}
	return []byte(linesHead + measure.Train(pages, flat).String()), nil
}
