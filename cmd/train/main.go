// Command train makes the statistical models from a folder of data sets. The same data and seed give the same bytes.
//
//	go run ./cmd/train word|frequency|cluster|tag|parse|name|pronoun|roles|identify|lines|day|story|utterance|all --data DIR [--packages DIR] [--out DIR]
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/alecthomas/kong"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/measure"
	"synoptic/internal/language/tag"
)

type options struct {
	Model     string `arg:"" enum:"word,frequency,cluster,tag,parse,name,pronoun,roles,identify,lines,day,story,utterance,all" help:"Which model to make, or all."`
	Data      string `required:"" help:"Folder that holds the data sets (with language/, pages/, stories/ and gold/ in it)."`
	Packages  string `help:"Folder that holds the packages the model of languages is made from; without it that model stays as it is."`
	Worldwide bool   `help:"Train names on Worldwide Newswire too, print how well, and write nothing."`
	Out       string `default:"internal" help:"Folder of the packages, into which the models go."`
	Seed      uint64 `default:"1" help:"Seed of the order of training."`
}

func main() {
	var o options
	kong.Parse(&o, kong.Description("Makes the statistical models from a folder of data sets."))
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// A step makes one model file.
type step struct {
	model string
	file  string // below the folder of the packages
	make  func(options) ([]byte, error)
	after []string // models it uses as they are built into this program
}

// steps are in the order in which they build on each other.
var steps = []step{
	{"word", "language/word/table.txt", trainWord, nil},
	{"frequency", "compare/data/frequency.txt", trainFrequency, nil},
	{"cluster", "language/cluster/cluster.model", trainCluster, nil},
	{"tag", "language/tag/tag.model", trainTag, []string{"cluster"}},
	{"parse", "language/parse/parse.model", trainParse, []string{"cluster"}},
	{"name", "language/name/name.model", trainName, []string{"cluster"}},
	{"pronoun", "language/refer/pronoun.model", trainPronoun, []string{"cluster", "tag", "parse", "name"}},
	{"identify", "language/identify/identify.model", trainIdentify, nil},
	{"lines", "read/lines/data/text.forest", trainFlatLines, nil},
	{"lines", "read/lines/data/page.forest", trainPageLines, nil},
	{"day", "read/day/data/day.weights", trainDay, []string{"lines"}},
	{"story", "story/weights.txt", trainStory, []string{"word"}},
	{"utterance", "compare/data/weights.txt", trainUtterance, []string{"frequency", "cluster", "tag", "parse", "name", "pronoun"}},
}

// tried are models that are made and measured, but not kept: that of roles
// would make the models larger than their bound.
var tried = map[string]func(options) error{"roles": tryRoles}

// run makes the model asked for, or all.
func run(o options) error {
	if try := tried[o.Model]; try != nil {
		return try(o)
	}
	var changed []string
	for _, s := range steps {
		if o.Model != s.model && o.Model != "all" {
			continue
		}
		for _, m := range s.after {
			if slices.Contains(changed, m) {
				return fmt.Errorf("%s has changed: run again, so that %s is made with it", m, s.model)
			}
		}
		anew, err := s.run(o)
		if errors.Is(err, errNoPackages) && o.Model == "all" {
			fmt.Printf("%s stays as it is: %v\n", s.model, err)
			continue
		}
		if errors.Is(err, errMeasuredOnly) {
			fmt.Printf("%s: %v\n", s.model, err)
			continue
		}
		if err != nil {
			return fmt.Errorf("make %s: %w", s.model, err)
		}
		if anew {
			changed = append(changed, s.model)
		}
	}
	return nil
}

// run writes the step's file and says whether it has changed.
func (s step) run(o options) (changed bool, err error) {
	start := time.Now()
	data, err := s.make(o)
	if err != nil {
		return false, err
	}
	path := filepath.Join(o.Out, filepath.FromSlash(s.file))
	before, _ := os.ReadFile(path) // none at first
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return false, err
	}
	fmt.Printf("%s: %d bytes in %.0f s\n", path, len(data), time.Since(start).Seconds())
	return !bytes.Equal(before, data), nil
}

func trainTag(o options) ([]byte, error) {
	docs, err := treebanks(o.Data, "train")
	if err != nil {
		return nil, err
	}
	settings := tag.Defaults
	settings.Seed = o.Seed
	data, exact := tag.Train(docs, settings)
	t, err := tag.Open(data)
	if err != nil {
		return nil, err
	}
	return data, eachDev(o, func(set string, dev []*corpus.Document) []measure.Loss {
		before, r := measure.Tags(dev, exact.Tag), measure.Tags(dev, t.Tag)
		fmt.Printf("tags %s dev: %.2f (%d of %d)\n", set, r.Percent(), r.Right, r.All)
		return []measure.Loss{{Measure: "tags", Set: set + " dev", Exact: before.Percent(), Shipped: r.Percent(), Cases: r.All}}
	})
}

// eachDev measures on the development part of each treebank and keeps what
// quantising lost.
func eachDev(o options, losses func(set string, dev []*corpus.Document) []measure.Loss) error {
	var all []measure.Loss
	for _, set := range []string{"ewt", "gum"} {
		dev, err := treebank(o.Data, set, "dev")
		if err != nil {
			return err
		}
		all = append(all, losses(set, dev)...)
	}
	path := filepath.Join(o.Out, "language", "measure", "quantising.txt")
	before, _ := os.ReadFile(path) // none at first
	text, err := measure.AddLosses(string(before), all...)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
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
