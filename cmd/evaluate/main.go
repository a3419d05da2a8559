// Command evaluate measures how right every part of Synoptic is on a folder of
// labelled data.
//
//	go run ./cmd/evaluate TASK --data DIR [--json] [--predictions FILE]
//	go run ./cmd/evaluate all --data DIR
//
// A task prints its figures; "all" runs every task and writes
// docs/accuracy.md. Tasks find their files by pattern, so that another part of
// a set, laid out alike, is measured by the same command. --predictions writes
// what was predicted in the set's own format, for the set's own scorer.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

// tasks are all measurements, in the order of docs/accuracy.md. A new one is
// added here.
var tasks = []task{
	spansTask,
	readTask,
	languageTask,
	statementsTask,
	storiesTask,
	lineagesTask,
	compareTask,
}

// A task measures one part.
type task struct {
	name  string
	about string // what is measured and how, in Markdown, for docs/accuracy.md
	run   func(in input) ([]figure, error)
}

// input is what a task is given. Predictions is nil unless asked for.
type input struct {
	data        string // folder
	predictions io.Writer
	progress    io.Writer
}

// errNoData says that a task found none of its files below the data folder.
var errNoData = errors.New("no data for this task")

type arguments struct {
	task, data, predictions, report string
	json                            bool
}

func parseArguments(args []string, stderr io.Writer) (arguments, error) {
	var a arguments
	flags := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&a.data, "data", "", "folder of labelled data")
	flags.BoolVar(&a.json, "json", false, "print figures as JSON")
	flags.StringVar(&a.predictions, "predictions", "", "write what was predicted to this file, in the set's own format")
	flags.StringVar(&a.report, "report", "docs/accuracy.md", "where \"all\" writes its report")
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		a.task, args = args[0], args[1:]
	}
	if err := flags.Parse(args); err != nil {
		return a, err
	}
	if a.task == "" {
		a.task = flags.Arg(0)
	}
	if a.task == "" || a.data == "" {
		return a, fmt.Errorf("usage: evaluate TASK --data DIR [--json] [--predictions FILE]; tasks: all, %s", strings.Join(taskNames(), ", "))
	}
	return a, nil
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	a, err := parseArguments(args, stderr)
	if err != nil {
		return err
	}
	if _, err := os.Stat(a.data); err != nil {
		return err
	}
	in := input{data: a.data, progress: stderr}
	if a.predictions != "" {
		f, err := os.Create(a.predictions)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		in.predictions = f
	}
	if a.task == "all" {
		return all(ctx, in, a.report, stdout)
	}
	for _, t := range tasks {
		if t.name == a.task {
			figures, err := t.run(in)
			if err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			return print(stdout, figures, a.json)
		}
	}
	return fmt.Errorf("no task is called %q; tasks: all, %s", a.task, strings.Join(taskNames(), ", "))
}

func taskNames() []string {
	var names []string
	for _, t := range tasks {
		names = append(names, t.name)
	}
	return names
}

func print(w io.Writer, figures []figure, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(figures)
	}
	_, err := io.WriteString(w, table(figures))
	return err
}
