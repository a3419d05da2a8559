// Command train makes the statistical models of package language from a
// folder of data sets. The same data and seed give the same bytes.
//
//	go run ./cmd/train cluster|tag|parse|name|all --data DIR [--out DIR]
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/alecthomas/kong"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/measure"
	"synoptic/internal/language/tag"
)

type options struct {
	Model string `arg:"" enum:"cluster,tag,parse,name,all" help:"Which model to make: cluster, tag, parse, name or all."`
	Data  string `required:"" help:"Folder that holds the data sets (with language/ in it)."`
	Out   string `default:"internal/language" help:"Folder of package language, into which the models go."`
	Seed  uint64 `default:"1" help:"Seed of the order of training."`
}

func main() {
	var o options
	kong.Parse(&o, kong.Description("Makes the statistical models from a folder of data sets."))
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// run makes the models in the order in which they build on each other.
func run(o options) error {
	steps := []struct {
		name string
		make func(options) ([]byte, error)
	}{{"cluster", trainCluster}, {"tag", trainTag}, {"parse", trainParse}, {"name", trainName}}
	for _, s := range steps {
		if o.Model != s.name && o.Model != "all" {
			continue
		}
		start := time.Now()
		data, err := s.make(o)
		if err != nil {
			return fmt.Errorf("make %s: %w", s.name, err)
		}
		path := filepath.Join(o.Out, s.name, s.name+".model")
		before, _ := os.ReadFile(path) // none at first
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %d bytes in %.0f s\n", path, len(data), time.Since(start).Seconds())
		if s.name == "cluster" && o.Model == "all" && !bytes.Equal(before, data) {
			return errors.New("the word classes have changed: run again, so that the other models are built with them")
		}
	}
	return nil
}

func trainTag(o options) ([]byte, error) {
	docs, err := treebanks(o.Data, "train")
	if err != nil {
		return nil, err
	}
	settings := tag.Defaults
	settings.Seed = o.Seed
	data := tag.Train(docs, settings)
	t, err := tag.Open(data)
	if err != nil {
		return nil, err
	}
	for _, set := range []string{"ewt", "gum"} {
		dev, err := treebank(o.Data, set, "dev")
		if err != nil {
			return nil, err
		}
		r := measure.Tags(dev, t.Tag)
		fmt.Printf("tags %s dev: %.2f (%d of %d)\n", set, r.Percent(), r.Right, r.All)
	}
	return data, nil
}

// treebanks reads both treebanks' documents of a part, EWT first.
func treebanks(data, part string) ([]*corpus.Document, error) {
	ewt, err := treebank(data, "ewt", part)
	if err != nil {
		return nil, err
	}
	gum, err := treebank(data, "gum", part)
	return append(ewt, gum...), err
}

func treebank(data, set, part string) ([]*corpus.Document, error) {
	path := filepath.Join(data, "language", "ud_english_"+set, "en_"+set+"-ud-"+part+".conllu")
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return corpus.Treebank(raw)
}
