package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"synoptic/internal/model"
	"synoptic/internal/read"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/measure"
)

// readTask measures article texts and days of publication of web pages.
var readTask = task{
	name: "read",
	about: `Article texts of web pages, on pages/*/ground-truth.json in the measure of the scrapinghub article extraction benchmark
(runs of four words; precision and recall averaged over pages; F1 of the averages; the figures of its stored outputs are
reproduced to three decimals): as read, and as read from the page flattened to one line a block. "As shipped", the second
pass of the line model was trained on these very pages; "five folds" is the whole reading, and the line model alone, with a
second pass trained on other hosts and a first pass that has seen none of the pages. Clean texts are the set's gold texts, read
as plain text. Day of publication, on pages/*/eval_*.json: right among found, of all pages; as shipped, and by a model trained on
other hosts. Metadata, on 100 pages of pages/ labelled for this (internal/read/measure/testdata/GUIDE.md): rules were made by
looking at one half of them, the other half was only measured.`,
	run: evaluateRead,
}

func evaluateRead(in input) ([]figure, error) {
	return collect(in, articleTexts, days, metadata)
}

// articleTexts measures the texts of pages, and writes them if asked, all sets
// as one: {id: {"articleBody"}}.
func articleTexts(in input) ([]figure, error) {
	var out []figure
	predicted := map[string]map[string]string{}
	for _, file := range matching(in.data, "pages/*/ground-truth.json") {
		pages, err := measure.Pages(filepath.Dir(file))
		if err != nil {
			return nil, err
		}
		figures, texts := textsOf(filepath.Base(filepath.Dir(file)), pages)
		out = append(out, figures...)
		others, err := stored(filepath.Base(filepath.Dir(file)), filepath.Dir(file), pages)
		if err != nil {
			return nil, err
		}
		out = append(out, others...)
		for id, text := range texts {
			predicted[id] = map[string]string{"articleBody": text}
		}
	}
	if in.predictions != nil {
		return out, json.NewEncoder(in.predictions).Encode(predicted)
	}
	return out, nil
}

// days measures days of publication, as shipped and by cross-validation.
func days(in input) ([]figure, error) {
	var out []figure
	var all []measure.DatedPage
	files := matching(in.data, "pages/*/eval_*.json")
	for _, file := range files {
		d, err := measure.PublicationDays(file, read.Read)
		if err != nil {
			return nil, err
		}
		out = append(out, dayFigures(file, d, "as shipped, trained on these pages")...)
		pages, err := measure.DatedPages(file)
		if err != nil {
			return nil, err
		}
		all = append(all, pages...)
	}
	apart := measure.CrossValidateDays(all)
	for _, file := range files {
		out = append(out, dayFigures(file, apart[file], "ten folds, hosts kept apart")...)
	}
	return out, nil
}

func dayFigures(file string, d measure.Days, note string) []figure {
	set := filepath.Base(filepath.Dir(file)) + "/" + filepath.Base(file)
	f := counted("day of publication", set, d.Right, d.Found, d.Pages)
	other := valued("day of publication, F1 as htmldate counts", set, d.F1(), "%", d.Pages)
	f.Note, other.Note = note, note+"; a wrong day counts against precision alone"
	return []figure{f, other}
}

// textsOf measures a set of pages, and gives what was read, by page.
func textsOf(set string, pages []measure.Page) ([]figure, map[string]string) {
	asRead, texts := measure.Extraction(pages, read.Read, false)
	flattened, _ := measure.Extraction(pages, read.Read, true)
	figures := []figure{
		shared("article text of pages", set, asRead, "as shipped"),
		shared("article text of flattened pages", set, flattened, "as shipped"),
	}
	for _, flat := range []measure.Flat{false, true} {
		name := map[measure.Flat]string{false: "pages", true: "flattened pages"}[flat]
		c := measure.CrossValidate(pages, flat, lines.Default())
		figures = append(figures, shared("article text of "+name, set, c.Whole, "five folds, hosts kept apart"),
			shared("the same with the note \"uncertain text\"", set, c.Uncertain, "five folds, hosts kept apart"),
			shared("the same without it", set, c.Sure, "five folds, hosts kept apart"),
			shared("the same without lines that recur on a host", set, c.Remembered, "five folds, hosts kept apart"),
			shared("line model alone, "+name, set, c.Alone, "five folds, hosts kept apart"))
	}
	lost, all := measure.CleanTexts(pages, read.Read)
	return append(figures, valued("words lost of clean texts", set, ratio(lost, all), "%", all)), texts
}

// stored measures what other programs read of the pages, as stored beside them.
func stored(set, dir string, pages []measure.Page) ([]figure, error) {
	outputs, err := measure.Outputs(dir, pages)
	if err != nil {
		return nil, err
	}
	var out []figure
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		t := outputs[name]
		f := valued("stored output: "+name, set, t.F1(), "% F1", t.Pages)
		f.Note = fmt.Sprintf("F1 %.3f, P %.3f, R %.3f, as the set's own script prints them", t.F1()/100, t.Precision()/100, t.Recall()/100)
		out = append(out, f)
	}
	return out, nil
}

// shared is a figure of a tally that weighs each page the same.
func shared(what, set string, t measure.Tally, note string) figure {
	f := valued(what, set, t.F1(), "% F1", t.Pages)
	f.Note = fmt.Sprintf("F1 %.2f, %.2f P, %.2f R; %s", t.F1(), t.Precision(), t.Recall(), note)
	return f
}

// metadata measures the values that pages state of their articles.
func metadata(in input) ([]figure, error) {
	var out []figure
	for _, part := range []string{"tune", "held"} {
		labels, err := measure.Labels(part)
		if err != nil {
			return nil, err
		}
		f, err := measure.Metadata(filepath.Join(in.data, "pages"), labels, read.Read)
		if err != nil {
			return nil, err
		}
		if f.Pages > 0 {
			out = append(out, metadataFigures("labels, "+part, f)...)
		}
	}
	return out, nil
}

func metadataFigures(set string, f measure.Facts) []figure {
	out := []figure{
		valued("title", set, ratio(f.Title, f.Pages), "%", f.Pages),
		valued("byline, all names of a page", set, ratio(f.Byline, f.Pages), "%", f.Pages),
		valued("outlet", set, ratio(f.Outlet, f.Pages), "%", f.Pages),
		valued("time and zone of publication", set, ratio(f.Time, f.Clocks), "%", f.Clocks),
		counted("credits, of texts and pictures", set, f.Credits.Right, f.Credits.Found, f.Credits.Gold),
		counted("credits, of reports in running text", set, f.Reports.Right, f.Reports.Found, f.Reports.Gold),
	}
	for _, field := range model.Fields() {
		if list := f.Sure[field]; len(list) > 0 {
			out = append(out, valued("calibration error of "+string(field), set, measure.Off(list), "points", len(list)))
		}
	}
	return out
}
