package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/pipeline"
	"synoptic/internal/read"
	"synoptic/internal/render"
)

// spansTask checks exactness: that every span of a result slices to its text.
var spansTask = task{
	name: "spans",
	about: `Every file below DIR (below DIR/seeds where there is such a folder) is read and compared, written as JSON, read
back, and each span of the result is checked against the text it belongs to: in range, on whole characters, and equal
to the words shown for it. Anything under 100 % is a bug.`,
	run: spans,
}

func spans(in input) ([]figure, error) {
	root := in.data
	if _, err := os.Stat(filepath.Join(root, "seeds")); err == nil {
		root = filepath.Join(root, "seeds")
	}
	articles, err := readFolder(root)
	if err != nil {
		return nil, err
	}
	if len(articles) == 0 {
		return nil, errNoData
	}
	doc, err := pipeline.Run(context.Background(), articles, pipeline.Options{})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := render.JSON(&b, doc); err != nil {
		return nil, err
	}
	if in.predictions != nil {
		if _, err := in.predictions.Write(b.Bytes()); err != nil {
			return nil, err
		}
	}
	var back model.Document
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		return nil, err
	}
	checked, wrong := render.CheckSpans(&back)
	for _, w := range wrong {
		fmt.Fprintln(in.progress, "evaluate: spans:", w)
	}
	return []figure{
		counted("spans that slice to their text", filepath.Base(root), checked-len(wrong), checked, checked),
		valued("articles", filepath.Base(root), float64(len(doc.Articles)), "", len(doc.Articles)),
	}, nil
}

// readFolder reads all articles below root; files that are not articles are
// passed over.
func readFolder(root string) ([]*model.Article, error) {
	var articles []*model.Article
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found, err := read.Read(filepath.ToSlash(path), data)
		if err == nil {
			articles = append(articles, found...)
		}
		return nil
	})
	return articles, err
}
