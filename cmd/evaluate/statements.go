package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"synoptic/internal/model"
	"synoptic/internal/pipeline"
	"synoptic/internal/statement/measure"
)

// statementsTask measures attributions and their speakers, from raw text.
var statementsTask = task{
	name: "statements",
	about: `Attributions from raw text. On quotes/polnear/{dev,test}: characters of content, and the share of labelled
attributions that a statement matches. On gold/speakers*.jsonl: direct quotations whose span is right, and whose span and
speaker both are; the speaker of matched statements of all kinds; how many of those stay unknown; how many named with 0.8
or more are wrong. Expected calibration error of the statement's own confidence.`,
	run: evaluateStatements,
}

func evaluateStatements(in input) ([]figure, error) {
	return collect(in, attributions, eachFile(speakers, "gold/speakers*.jsonl"))
}

// attributions measures what is found of PolNeAR's.
func attributions(in input) ([]figure, error) {
	var out []figure
	for _, part := range []string{"dev", "test"} {
		dir := filepath.Join(in.data, "quotes", "polnear", part)
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		examples, err := measure.PolNeAR(os.DirFS(dir))
		if err != nil {
			return nil, err
		}
		c := measure.Count(examples, analyzer(in))
		set := "polnear/" + part
		out = append(out, counted("content, characters", set, c.Characters.Right, c.Characters.Found, c.Characters.Gold),
			counted("attributions matched", set, c.Found.Right, c.Found.Right+c.Unmatched, c.Found.Of),
			valued("calibration error of statements", set, 100*measure.Calibration(c.Bins[:]), "points", c.Found.Of))
	}
	return out, nil
}

// speakers measures resolved speakers on a file of labels.
func speakers(in input, file string) ([]figure, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	gold, err := measure.ReadGold(data)
	if err != nil {
		return nil, err
	}
	examples := measure.Labelled(gold, func(article string) (string, bool) {
		for _, path := range matching(in.data, "quotes/polnear/*/text/"+article+".txt") {
			if text, err := os.ReadFile(path); err == nil {
				return string(text), true
			}
		}
		return "", false
	})
	c := measure.Count(examples, analyzer(in))
	set := "gold/" + filepath.Base(file)
	return []figure{
		counted("direct quotations, span", set, c.DirectSpan.Right, c.DirectSpan.Found, c.DirectSpan.Gold),
		counted("direct quotations, span and speaker", set, c.Direct.Right, c.Direct.Found, c.Direct.Gold),
		counted("speaker of matched statements", set, c.Speaker.Right, c.Speaker.Of, c.Speaker.Of),
		valued("speaker unknown", set, c.Unknown.Percent(), "%", c.Unknown.Of),
		valued("speaker wrong, of those named at 0.8", set, c.SureWrong.Percent(), "%", c.SureWrong.Of),
		valued("calibration error of speakers", set, 100*measure.Calibration(c.SpeakerBins[:]), "points", c.Speaker.Of),
	}, nil
}

// analyzer is pipeline.Analyze that also writes predictions, in the layout of
// gold/speakers.jsonl, where they are asked for.
func analyzer(in input) func(*model.Article) *model.Analysis {
	if in.predictions == nil {
		return pipeline.Analyze
	}
	enc := json.NewEncoder(in.predictions)
	return func(a *model.Article) *model.Analysis {
		an := pipeline.Analyze(a)
		for i := range an.Statements {
			if err := enc.Encode(prediction(a, &an.Statements[i])); err != nil {
				break // the file is gone; the figures still stand
			}
		}
		return an
	}
}

// A predicted is a statement in the layout of gold/speakers.jsonl.
type predicted struct {
	Article     string   `json:"article"`
	Attribution string   `json:"attribution"`
	SourceText  string   `json:"source_text"`
	SourceStart *int     `json:"source_start"`
	SourceEnd   *int     `json:"source_end"`
	Content     [][2]int `json:"content_spans"`
	Cue         *[2]int  `json:"cue_span"`
	Speaker     string   `json:"speaker"`
	Kind        string   `json:"kind"`
	Text        string   `json:"text"`
	Confidence  float64  `json:"confidence"`
	Sure        float64  `json:"speaker_confidence"`
}

func prediction(a *model.Article, s *model.Statement) predicted {
	p := predicted{Article: a.ID, Attribution: s.ID, Speaker: s.Speaker.Name, Kind: string(s.Kind), Text: s.Text,
		Confidence: s.Confidence, Sure: s.Speaker.Confidence}
	if s.Source != nil {
		p.SourceText, p.SourceStart, p.SourceEnd = s.Source.In(a.Text), &s.Source.Start, &s.Source.End
	}
	if s.Cue != nil {
		p.Cue = &[2]int{s.Cue.Span.Start, s.Cue.Span.End}
	}
	for _, c := range s.Content {
		p.Content = append(p.Content, [2]int{c.Start, c.End})
	}
	return p
}
