package main

import (
	"os"
	"path/filepath"
	"slices"

	"synoptic/internal/compare"
	"synoptic/internal/compare/measure"
	"synoptic/internal/lineage"
	"synoptic/internal/model"
	"synoptic/internal/pipeline"
)

// compareTask measures what is found across accounts.
var compareTask = task{
	name: "compare",
	about: `Across accounts, on gold/utterances*.jsonl and gold/differences*.jsonl. Utterances, statements given: pairs of statements of
two accounts that report one utterance, and of pairs that look alike and are not (hard negatives) how many were joined. The
same end to end, from text: pairs that the apparatus sets under each other, of the labelled statements.
Differences end to end, from text: labelled ones found, hard negatives shown, and how many are shown in all (what is shown
and not labelled is judged by reading). Fact rows: of labelled facts, account by account.`,
	run: evaluateCompare,
}

func evaluateCompare(in input) ([]figure, error) {
	return collect(in, eachFile(utterances, "gold/utterances*.jsonl"), eachFile(differences, "gold/differences*.jsonl"))
}

func utterances(in input, file string) ([]figure, error) {
	gold, articles, err := measure.Open(in.data, file)
	if err != nil {
		return nil, err
	}
	var sum, apart measure.Score
	for _, s := range measure.Utterances(gold, articles, pipeline.Analyze, nil, nil) {
		sum.Add(s)
	}
	fitted := func(story string) *compare.Weights { return measure.Fit(gold, articles, pipeline.Analyze, story) }
	for _, s := range measure.Utterances(gold, articles, pipeline.Analyze, fitted, nil) {
		apart.Add(s)
	}
	var whole measure.Score
	for _, s := range measure.EndToEnd(gold, articles, pipeline.Analyze) {
		whole.Add(s)
	}
	set := "gold/" + filepath.Base(file)
	var figures []figure
	for _, r := range []struct {
		how   string
		score measure.Score
	}{{"as shipped (fitted on this set)", sum}, {"fitted without the story measured", apart}, {"end to end, from text", whole}} {
		pairs := counted("utterances, pairs across accounts", set, r.score.AcrossRight, r.score.AcrossShown, r.score.AcrossGold)
		hard := valued("hard negatives joined", set, ratio(r.score.Joined, r.score.Hard), "%", r.score.Hard)
		pairs.Note, hard.Note = r.how, r.how
		figures = append(figures, pairs, hard)
	}
	return figures, nil
}

func differences(in input, file string) ([]figure, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := measure.ReadDifferences(f)
	if err != nil {
		return nil, err
	}
	labelled := map[string]bool{}
	for _, r := range rows {
		for _, s := range slices.Concat(r.Sides, r.Articles) {
			labelled[s.Article] = true
		}
		for _, id := range r.Absent {
			labelled[id] = true
		}
	}
	synopses, articles := map[string]model.Synopsis{}, map[string]*model.Article{}
	for _, path := range matching(in.data, "stories/*/*.jsonl") {
		if err := addSynopses(synopses, articles, path, labelled); err != nil {
			return nil, err
		}
	}
	if in.predictions != nil {
		for _, name := range sortedKeys(synopses) {
			if err := writeRows(in.predictions, foundRows(name, synopses[name], articles)); err != nil {
				return nil, err
			}
		}
	}
	set := "gold/" + filepath.Base(file)
	d, facts := measure.Differences(rows, synopses, articles), measure.Facts(rows, synopses, articles)
	shown := valued("differences shown", set, float64(d.Shown), "", d.Stories)
	shown.Note = "in all stories"
	return []figure{
		counted("labelled differences found, of high confidence", set, d.Found, d.Gold, d.Gold),
		valued("hard negatives shown", set, ratio(d.HardShown, d.Hard), "%", d.Hard), shown,
		counted("labelled facts found, account by account", set, facts.Right, facts.Named, facts.States),
	}, nil
}

// addSynopses compares the labelled articles of each story in a file.
func addSynopses(synopses map[string]model.Synopsis, articles map[string]*model.Article, path string, labelled map[string]bool) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	stories, err := measure.ReadStories(f, func(_, id string, _ bool) bool { return labelled[id] })
	if err != nil {
		return err
	}
	for name, accounts := range stories {
		var analyses []*model.Analysis
		for _, a := range accounts {
			articles[a.ID] = a
			analyses = append(analyses, pipeline.Analyze(a))
		}
		var s model.Story
		for _, a := range accounts {
			s.Articles = append(s.Articles, a.ID)
		}
		s.Copies, s.Lineages = lineage.Find(analyses)
		synopses[name] = compare.Compare(s, analyses)
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
