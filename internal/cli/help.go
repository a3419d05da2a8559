package cli

import (
	"embed"
	"io"
	"slices"
	"strings"
)

// helpTexts holds a page for each command and synoptic.txt for the whole.
//
//go:embed help/*.txt
var helpTexts embed.FS

type helpCommand struct {
	Command string `arg:"" optional:"" help:"The command to explain."`
}

// Run prints the page of a command, or the overview.
func (h helpCommand) Run(t *terminal) error {
	name := h.Command
	if name == "" {
		name = "synoptic"
	}
	page, err := helpTexts.ReadFile("help/" + name + ".txt")
	if err != nil {
		return usagef("no command is called %q; commands: %s", name, strings.Join(helpPages(), ", "))
	}
	_, err = io.WriteString(t.stdout, string(page))
	return err
}

// helpPages lists the commands that have a page.
func helpPages() []string {
	entries, err := helpTexts.ReadDir("help")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".txt"); name != "synoptic" {
			names = append(names, name)
		}
	}
	return names
}

// wantsHelp says whether the user asks for help in one of the customary ways:
// no arguments at all, or --help or -h before a "--".
func wantsHelp(args []string) bool {
	if len(args) == 0 {
		return true
	}
	if i := slices.Index(args, "--"); i >= 0 {
		args = args[:i]
	}
	return slices.Contains(args, "--help") || slices.Contains(args, "-h")
}

// helpArgs turns "compare --help" into "help compare".
func helpArgs(args []string) []string {
	out := []string{"help"}
	if len(args) > 0 && slices.Contains(helpPages(), args[0]) {
		out = append(out, args[0])
	}
	return out
}
