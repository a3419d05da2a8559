package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

const reportHead = `# How right Synoptic is

Written by ` + "`go run ./cmd/evaluate all --data DIR`" + `; do not edit by hand. P is precision, R recall, F1 their harmonic mean, all in
percent. These are development figures: rules, features and thresholds were set while reading errors on the development
parts of these sets, so expect somewhat less elsewhere. Where a model was trained on the very set that it is measured on,
the table says so. What the parts get wrong, by kind, stands under each table and is kept in cmd/evaluate/notes.

`

// all runs every task that finds its data and writes the report.
func all(ctx context.Context, in input, path string, stdout io.Writer) error {
	var b strings.Builder
	b.WriteString(reportHead)
	fmt.Fprintf(&b, "Measured on %s, at commit %s.\n", time.Now().Format("2 January 2006"), commit())
	for _, t := range tasks {
		if err := ctx.Err(); err != nil {
			return err
		}
		fmt.Fprintf(in.progress, "evaluate: %s\n", t.name)
		start := time.Now()
		figures, err := t.run(in)
		if errors.Is(err, errNoData) {
			fmt.Fprintf(in.progress, "evaluate: %s: %v\n", t.name, err)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		fmt.Fprintf(stdout, "%s (%.0f s)\n%s\n", t.name, time.Since(start).Seconds(), table(figures))
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n`go run ./cmd/evaluate %s --data DIR`\n\n%s%s", t.name, strings.TrimSpace(t.about), t.name, markdown(figures), notes(t.name))
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// notes is what was found by reading errors of a task: cmd/evaluate/notes/TASK.md,
// where there is one.
func notes(task string) string {
	text, err := os.ReadFile("cmd/evaluate/notes/" + task + ".md")
	if err != nil {
		return ""
	}
	return "\n" + strings.TrimSpace(string(text)) + "\n"
}

// commit is the commit measured, with "+" where the tree has changes on top.
func commit() string {
	head, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output()
	if err != nil {
		return "unknown"
	}
	name := strings.TrimSpace(string(head))
	if changes, err := exec.Command("git", "status", "--porcelain", "--untracked-files=no").Output(); err == nil && len(changes) > 0 {
		name += "+"
	}
	return name
}
