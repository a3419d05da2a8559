package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"synoptic/internal/model"
	"synoptic/internal/pipeline"
	"synoptic/internal/read"
	"synoptic/internal/read/wire"
	"synoptic/internal/render"
)

type showCommand struct {
	Inputs        []string `arg:"" name:"path" help:"Files, folders, globs and web addresses; - is standard input."`
	Source        bool     `help:"Show the source that was read, with what of it became the article."`
	Article       string   `help:"Only the article of this id, or of this name in its file."`
	Statement     string   `help:"Point at one statement: s3."`
	At            string   `help:"Point at these bytes of the text: 120:164."`
	Aside         bool     `help:"What was left out of the page, too."`
	Format        string   `values:"text,html,json" help:"text, html or json."`
	Out           string   `short:"o" help:"Write to this file or folder instead of standard output."`
	MinConfidence float64  `default:"0.5" help:"Leave out statements less sure than this (0 to 1)."`
	Map           string   `help:"Fields of articles in JSON: title=headline,text=content.body."`
	Quiet         bool     `short:"q" help:"No progress and no warnings."`
	Color         string   `enum:"auto,always,never" default:"auto" help:"Bold and underline: auto, always or never."`
	addressFlags
}

// showFormats are the renderings of an article and the ends of their names.
var showFormats = []struct{ name, ext string }{{"text", ".txt"}, {"html", ".html"}, {"json", ".json"}}

// Run reads the inputs and shows each article in them as it was read.
func (c showCommand) Run(ctx context.Context, t *terminal) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	fields, err := wire.ParseFields(c.Map)
	if err != nil {
		return usagef("--map %s: %w", c.Map, err)
	}
	if c.MinConfidence < 0 || c.MinConfidence > 1 {
		return usagef("--min-confidence %v: give a number from 0 to 1", c.MinConfidence)
	}
	at, err := c.span()
	if err != nil {
		return err
	}
	boundMemory(t.env)
	progress := newProgress(t, c.Quiet)
	defer progress.end()
	var traces traces
	options := read.Options{Fields: fields}
	if c.Source {
		options.Traced = traces.add
	}
	articles, skipped, err := compareCommand{Inputs: c.Inputs, addressFlags: c.addressFlags}.read(ctx, t, options, progress.report)
	if err != nil {
		return err
	}
	progress.end()
	quiet := compareCommand{Quiet: c.Quiet}
	wanted := c.wanted(articles)
	if len(wanted) == 0 {
		quiet.warn(t.stderr, skipped, 0)
		if len(articles) > 0 {
			return fmt.Errorf("no article %s in %s; there are %s", c.Article, strings.Join(c.Inputs, ", "), ids(articles))
		}
		return fmt.Errorf("nothing to read in %s", strings.Join(c.Inputs, ", "))
	}
	shown, err := c.shown(wanted, at, &traces)
	if err != nil {
		return err
	}
	if err := c.write(t, format, shown, skipped); err != nil {
		return err
	}
	quiet.warn(t.stderr, skipped, 0)
	if len(skipped) > 0 {
		return errSkipped
	}
	return nil
}

// traces are where the articles of a run stand in their sources.
type traces struct {
	mu sync.Mutex
	of map[*model.Article]*read.Trace
}

func (t *traces) add(tr *read.Trace) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.of == nil {
		t.of = map[*model.Article]*read.Trace{}
	}
	t.of[tr.Article] = tr
}

func (c showCommand) format() (string, error) {
	for _, f := range showFormats {
		if c.Format == f.name || c.Format == "" && c.Out != "" && filepath.Ext(c.Out) == f.ext {
			return f.name, nil
		}
	}
	if c.Format == "" {
		return "text", nil
	}
	return "", usagef("--format %s: formats are text, html and json", c.Format)
}

// span is what --at asks for, nil where it does not.
func (c showCommand) span() (*model.Span, error) {
	if c.At == "" {
		return nil, nil
	}
	var s model.Span
	if n, err := fmt.Sscanf(c.At+" .", "%d:%d .", &s.Start, &s.End); n != 2 || err != nil || s.Start < 0 || s.End <= s.Start {
		return nil, usagef("--at %s: write the first byte and the one behind the last, as 120:164", c.At)
	}
	if c.Statement != "" {
		return nil, usagef("give --at or --statement, not both")
	}
	return &s, nil
}

// wanted are the articles to show, by source. An article is asked for by its id
// or the beginning of it, by its source, or by its name inside a file.
func (c showCommand) wanted(articles []*model.Article) []*model.Article {
	asked := c.Article
	if article, _, ok := strings.Cut(c.Statement, ":"); ok && asked == "" {
		asked = article
	}
	var out []*model.Article
	for _, a := range articles {
		name := asked == a.Source || strings.HasSuffix(a.Source, "#"+asked) || strings.HasSuffix(a.Source, "/"+asked)
		if asked == "" || name || len(asked) >= 4 && strings.HasPrefix(a.ID, asked) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Article) int { return cmp.Compare(a.Source, b.Source) })
	return out
}

// ids lists the articles there are, the first few of many.
func ids(articles []*model.Article) string {
	var out []string
	for i, a := range articles {
		if i == 5 {
			return strings.Join(out, ", ") + fmt.Sprintf(" and %d more", len(articles)-i)
		}
		out = append(out, a.ID+" ("+a.Source+")")
	}
	return strings.Join(out, ", ")
}

// shown analyses articles and finds what is to be pointed at.
func (c showCommand) shown(articles []*model.Article, at *model.Span, traces *traces) ([]render.Shown, error) {
	var out []render.Shown
	for _, a := range articles {
		an, err := analysed(a)
		if err != nil {
			return nil, err
		}
		an.Statements = slices.DeleteFunc(an.Statements, func(s model.Statement) bool { return s.Confidence < c.MinConfidence })
		s := render.Shown{Analysis: an}
		if c.Source {
			s.Source = sourceOf(traces.of[a])
		}
		var found bool
		if s.Focus, found = c.focus(an, at); !found {
			continue
		}
		out = append(out, s)
	}
	switch {
	case len(out) > 0:
		return out, nil
	case at != nil:
		return nil, fmt.Errorf("--at %s: the text ends before, or a character would be cut; spans count the bytes of the text as --format json has it", c.At)
	}
	return nil, fmt.Errorf("no statement %s in %s", c.Statement, strings.Join(c.Inputs, ", "))
}

// analysed turns a fault of ours into an error that names the article.
func analysed(a *model.Article) (an *model.Analysis, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: a fault in Synoptic itself, please report it: %v", a.Source, r)
		}
	}()
	return pipeline.Analyze(a), nil
}

// focus is what to point at in an article; found is false where it does not
// hold what was asked for.
func (c showCommand) focus(an *model.Analysis, at *model.Span) (focus []render.Marked, found bool) {
	if at != nil {
		if !render.Whole(an.Article.Text, *at) {
			return nil, false
		}
		return []render.Marked{{Span: *at, Role: render.RoleFocus}}, true
	}
	if c.Statement == "" {
		return nil, true
	}
	id := c.Statement[strings.LastIndexByte(c.Statement, ':')+1:]
	for i := range an.Statements {
		if s := &an.Statements[i]; s.ID == id || s.ID == "s"+id {
			return render.Marks(s), true
		}
	}
	return nil, false
}

// noOriginal is said where a file has no text of its own that could be marked.
const noOriginal = "The original is not a text, so nothing can be marked in it. This is the text that was taken from it."

func sourceOf(t *read.Trace) *render.Source {
	if t == nil {
		return &render.Source{Reason: noOriginal}
	}
	return &render.Source{Form: string(t.Form), Text: t.Source, Line: t.Line, Ranges: t.Ranges}
}

// write renders what is shown to standard output, or to the file of --out.
func (c showCommand) write(t *terminal, format string, shown []render.Shown, skipped []model.Skipped) error {
	options := render.ShowOptions{Aside: c.Aside}
	if c.Out == "" {
		return showTo(t.stdout, format, shown, skipped, options, terminalStyle(t, c.Color))
	}
	path := outPath(c.Out, "article"+extension(format))
	return writeFile(path, func(w io.Writer) error {
		return showTo(w, format, shown, skipped, options, render.Style{Width: render.DefaultWidth, Marks: c.Color == "always"})
	})
}

func showTo(w io.Writer, format string, shown []render.Shown, skipped []model.Skipped, o render.ShowOptions, style render.Style) error {
	switch format {
	case "html":
		return render.ShowHTML(w, shown, o)
	case "json":
		return render.ShowJSON(w, shown, skipped, o)
	}
	return render.ShowText(w, shown, o, style)
}
