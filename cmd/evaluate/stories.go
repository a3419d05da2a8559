package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"synoptic/internal/lineage/measure"
	"synoptic/internal/model"
	"synoptic/internal/story"
	storymeasure "synoptic/internal/story/measure"
)

// storiesTask measures which articles are put together.
var storiesTask = task{
	name: "stories",
	about: `Articles put into stories, with one model for all sets: BCubed F1 (pairwise beside it) on every stories/SET/*.jsonl that
names a story for its articles. Twins are pairs of similar but different events (NAME, NAMEplus). The weights were trained
on parts of these sets.`,
	run: evaluateStories,
}

func evaluateStories(in input) ([]figure, error) {
	sets, err := storymeasure.Sets(in.data)
	if err != nil {
		return nil, err
	}
	var out []figure
	for _, set := range sets {
		if in.predictions != nil {
			if err := writeStories(in.predictions, set.Name, story.Group(set.Analyses)); err != nil {
				return nil, err
			}
		}
		r := storymeasure.Run(set, nil)
		f := valued("BCubed F1", r.Set, 100*r.F1(), "%", r.Articles)
		f.Note = fmt.Sprintf("P %.1f, R %.1f; %d stories, gold %d", 100*r.Precision, 100*r.Recall, r.Found, r.Wanted)
		out = append(out, f, valued("pairwise F1", r.Set, 100*r.PairF1(), "%", r.PairWant))
		if r.Twins > 0 {
			out = append(out, counted("twins kept apart", r.Set, r.Twins-r.TwinsMerged, r.Twins, r.Twins))
		}
	}
	if len(out) == 0 {
		return nil, errNoData
	}
	return out, nil
}

// writeStories writes a row for each article, in the layout of the sets: the
// story it was put into.
func writeStories(w io.Writer, set string, stories []model.Story) error {
	type row struct {
		Set   string `json:"set"`
		ID    string `json:"id"`
		Story string `json:"story"`
	}
	var rows []row
	for _, s := range stories {
		for _, id := range s.Articles {
			rows = append(rows, row{set, id, s.ID})
		}
	}
	return writeRows(w, rows)
}

// writeRows writes one JSON object a line.
func writeRows[T any](w io.Writer, rows []T) error {
	enc := json.NewEncoder(w)
	for _, r := range rows {
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// lineagesTask measures copies and independent accounts.
var lineagesTask = task{
	name: "lineages",
	about: `Copies between two articles and independent accounts of a story, on gold/*pairs*.jsonl and gold/*lineages*.jsonl:
copy or not (verbatim, edited and partial count as copies); its kind; bytes of the passages; who took from whom, where that
is known; the reports an account relies on; agreement of the partition (adjusted Rand index); stories whose number of
independent accounts is exactly right.`,
	run: evaluateLineages,
}

func evaluateLineages(in input) ([]figure, error) {
	r, err := measure.Run(in.data)
	if err != nil {
		return nil, err
	}
	if r.Pairs == 0 && r.Stories == 0 {
		return nil, errNoData
	}
	of := func(name, set string, c measure.Counts) figure { return counted(name, set, c.Right, c.Found, c.Wanted) }
	if in.predictions != nil {
		if err := errors.Join(writeRows(in.predictions, r.FoundPairs), writeRows(in.predictions, r.FoundStories)); err != nil {
			return nil, err
		}
	}
	return []figure{
		of("copy or not", "pairs", r.Copies), of("kind", "pairs", r.Kinds), of("passages, bytes", "pairs", r.Characters),
		of("direction", "pairs", r.Directions), valued("page furniture called a copy", "pairs", float64(r.ChromeCopied), "", r.Pairs),
		of("relies on", "lineages", r.RestsOn), valued("partition, adjusted Rand", "lineages", 100*r.Adjusted, "%", r.Stories),
		of("number of accounts right", "lineages", r.Accounts),
	}, nil
}
