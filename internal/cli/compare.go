package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/pipeline"
	"synoptic/internal/read"
	"synoptic/internal/read/wire"
)

type compareCommand struct {
	addressFlags

	Inputs        []string `arg:"" name:"path" help:"Files, folders, globs and web addresses; - is standard input."`
	Format        string   `help:"text, html, markdown, json, csv or jsonld."`
	Out           string   `short:"o" help:"Write to this file or folder instead of standard output."`
	Since         string   `help:"Leave out articles published before this day (2025-06-24)."`
	Until         string   `help:"Leave out articles published after this day."`
	Map           string   `help:"Fields of articles in JSON: title=headline,text=content.body."`
	MinConfidence float64  `default:"0.5" help:"Leave out statements less sure than this (0 to 1)."`
	Quiet         bool     `short:"q" help:"No progress and no warnings."`
	Color         string   `enum:"auto,always,never" default:"auto" help:"Bold and underline: auto, always or never."`
}

// Run reads all inputs, compares them and writes the synopsis.
func (c compareCommand) Run(ctx context.Context, t *terminal) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	fields, err := wire.ParseFields(c.Map)
	if err != nil {
		return usagef("--map: %w", err)
	}
	boundMemory(t.env)
	progress := newProgress(t, c.Quiet)
	defer progress.end()
	articles, skipped, err := c.read(ctx, t, read.Options{Fields: fields}, progress.report)
	if err != nil {
		return err
	}
	read.DropRecurring(articles)
	if len(articles) == 0 {
		c.warn(t.stderr, skipped, 0)
		return fmt.Errorf("nothing to read in %s", strings.Join(c.Inputs, ", "))
	}
	options := pipeline.Options{MinConfidence: c.MinConfidence, Since: c.Since, Until: c.Until, Progress: progress.report}
	outside := 0
	for _, a := range articles {
		if !options.Keep(a.Published) {
			outside++
		}
	}
	doc, err := pipeline.Run(ctx, articles, options)
	if err != nil {
		return err
	}
	progress.end()
	doc.Skipped = inOrder(append(doc.Skipped, skipped...))
	if err := c.write(t, format, doc); err != nil {
		return err
	}
	c.warn(t.stderr, doc.Skipped, outside)
	if len(doc.Skipped) > 0 {
		return errSkipped
	}
	return nil
}

// read reads the articles of all inputs: files first, then addresses, and what
// both link to.
func (c compareCommand) read(ctx context.Context, t *terminal, options read.Options, report func(string, int, int)) ([]*model.Article, []model.Skipped, error) {
	addresses, paths := splitAddresses(c.Inputs)
	stdin := &memo{Reader: t.stdin}
	articles, skipped, err := readInputs(ctx, paths, options, stdin, report)
	if err != nil {
		return nil, nil, err
	}
	f := follower{addressFlags: c.addressFlags, options: options, get: newFetcher(t, c.addressFlags).Get, report: report}
	more, skipped, err := f.readAddresses(ctx, addresses, skipped, stdin.read.Bytes())
	return append(articles, more...), skipped, err
}

// softMemory is the memory, in bytes, that the program tries to stay below:
// beyond it, unused memory is sought more often, at the cost of some speed.
const softMemory = 380 << 20

// boundMemory sets the soft limit, unless the user has set one.
func boundMemory(env map[string]string) {
	if env["GOMEMLIMIT"] == "" {
		debug.SetMemoryLimit(softMemory)
	}
}

// format is the rendering asked for: by --format, else by the end of --out's
// name, else text.
func (c compareCommand) format() (string, error) {
	for _, f := range formats {
		if c.Format == f.name || c.Format == "" && c.Out != "" && filepath.Ext(c.Out) == f.ext {
			return f.name, nil
		}
	}
	if c.Format == "" {
		return "text", nil
	}
	return "", usagef("--format %s: formats are text, html, markdown, json, csv and jsonld", c.Format)
}

var dayForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`)

func (c compareCommand) check() error {
	for flag, day := range map[string]string{"since": c.Since, "until": c.Until} {
		if day != "" && !dayForm.MatchString(day) {
			return usagef("--%s %s: write the day as 2025-06-24", flag, day)
		}
	}
	if c.MaxLinks < 1 {
		return usagef("--max-links %d: give a number from 1", c.MaxLinks)
	}
	if c.MinConfidence < 0 || c.MinConfidence > 1 {
		return usagef("--min-confidence %v: give a number from 0 to 1", c.MinConfidence)
	}
	return nil
}

// warn names what was skipped, and how many articles fell outside the days
// asked for, unless the user wants quiet.
func (c compareCommand) warn(w io.Writer, skipped []model.Skipped, outside int) {
	if c.Quiet {
		return
	}
	for _, s := range skipped {
		fmt.Fprintf(w, "synoptic: skipped %s: %s\n", s.Source, s.Reason)
	}
	if outside > 0 {
		fmt.Fprintf(w, "synoptic: left out %d of the articles, published on other days than asked for\n", outside)
	}
}
