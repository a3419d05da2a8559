// Package cli is the program: its commands, flags, environment, progress and
// exit codes, one file a sub-command. It alone wires what reads files, what
// thinks and what writes. Tests call Main in-process.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2 // the command line itself is wrong
	exitSkipped = 3 // done, but some inputs were skipped; each is named on stderr
)

// errSkipped ends a command that did its work but had to pass over inputs.
var errSkipped = errors.New("some inputs were skipped")

// usageError is a wrong command line; its text says what to do instead.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// terminal is what a command reads from and writes to.
type terminal struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            map[string]string
}

// grammar is the command line. Texts of help are in help/*.txt.
type grammar struct {
	Compare    compareCommand    `cmd:"" help:"Lay several accounts of the same news side by side."`
	Show       showCommand       `cmd:"" help:"Show an article as it was read, and what it was read from."`
	Version    versionCommand    `cmd:"" help:"Say which version this is."`
	Completion completionCommand `cmd:"" help:"Print a completion script for your shell."`
	Help       helpCommand       `cmd:"" help:"Explain a command."`
}

// Main runs the program and returns its exit code. Args are without the
// program's name; env is a list of "NAME=value".
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) int {
	t := &terminal{stdin: stdin, stdout: stdout, stderr: stderr, env: environment(env)}
	if wantsHelp(args) {
		args = helpArgs(args)
	}
	var g grammar
	parser, err := newParser(&g, t)
	if err != nil {
		fmt.Fprintln(stderr, "synoptic:", err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	if err != nil {
		return t.exit(usageError{err})
	}
	return t.exit(command.Run(ctx, t))
}

func newParser(g *grammar, t *terminal) (*kong.Kong, error) {
	return kong.New(g, kong.Name("synoptic"), kong.NoDefaultHelp(), kong.Exit(func(int) {}),
		kong.Writers(t.stdout, t.stderr), kong.Resolvers(fromEnvironment(t.env)),
		kong.BindTo(context.Background(), (*context.Context)(nil)))
}

// exit reports err, if there is one to report, and turns it into an exit code.
func (t *terminal) exit(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errSkipped):
		return exitSkipped
	case errors.As(err, &usage):
		fmt.Fprintf(t.stderr, "synoptic: %v\nTry \"synoptic help\".\n", err)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(t.stderr, "synoptic: stopped")
		return exitFailed
	}
	fmt.Fprintln(t.stderr, "synoptic:", err)
	return exitFailed
}

// environment turns "NAME=value" lines into a map; the first of a name counts.
func environment(env []string) map[string]string {
	m := make(map[string]string, len(env))
	for _, line := range env {
		name, value, ok := strings.Cut(line, "=")
		if _, known := m[name]; ok && !known {
			m[name] = value
		}
	}
	return m
}

// envName is the variable that stands for a flag: SYNOPTIC_MIN_CONFIDENCE for
// --min-confidence.
func envName(flag string) string {
	return "SYNOPTIC_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// fromEnvironment gives every flag that the command line leaves open the value
// of its variable.
func fromEnvironment(env map[string]string) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		value, ok := env[envName(flag.Name)]
		if !ok || value == "" {
			return nil, nil
		}
		return value, nil
	})
}
