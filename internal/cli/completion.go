package cli

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints a script that makes the shell complete commands, flags and their
// values; paths are left to the shell.
func (c completionCommand) Run(t *terminal) error {
	var g grammar
	parser, err := newParser(&g, t)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(t.stdout, completionScripts[c.Shell](parser.Model))
	return err
}

var completionScripts = map[string]func(*kong.Application) string{
	"bash": bashCompletion,
	"zsh":  zshCompletion,
	"fish": fishCompletion,
}

// flagValues are the values of flags that have few.
func flagValues(flag *kong.Flag) []string {
	if values := flag.Tag.Get("values"); values != "" {
		return strings.Split(values, ",")
	}
	if flag.Name == "format" {
		var names []string
		for _, f := range formats {
			names = append(names, f.name)
		}
		return names
	}
	if flag.Enum != "" {
		return strings.Split(flag.Enum, ",")
	}
	return nil
}

// positionalValues are the words a command takes beside flags, where they are
// few; paths are not.
func positionalValues(command *kong.Node) []string {
	switch command.Name {
	case "completion":
		return []string{"bash", "zsh", "fish"}
	case "help":
		return helpPages()
	}
	return nil
}

func names(nodes []*kong.Node) string {
	var out []string
	for _, n := range nodes {
		out = append(out, n.Name)
	}
	return strings.Join(out, " ")
}

func bashCompletion(app *kong.Application) string {
	var b strings.Builder
	b.WriteString("# Completion of synoptic for bash: source this file, or put it into bash_completion.d.\n")
	b.WriteString("_synoptic() {\n  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n")
	fmt.Fprintf(&b, "  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W '%s' -- \"$word\")); return; fi\n", names(app.Children))
	b.WriteString("  case \"${COMP_WORDS[1]} $before\" in\n")
	for _, command := range app.Children {
		for _, flag := range command.Flags {
			if values := flagValues(flag); values != nil {
				fmt.Fprintf(&b, "    '%s --%s') COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n", command.Name, flag.Name, strings.Join(values, " "))
			}
		}
	}
	b.WriteString("  esac\n  case \"${COMP_WORDS[1]}\" in\n")
	for _, command := range app.Children {
		words := positionalValues(command)
		for _, flag := range command.Flags {
			words = append(words, "--"+flag.Name)
		}
		fmt.Fprintf(&b, "    %s) words='%s' ;;\n", command.Name, strings.Join(words, " "))
	}
	b.WriteString("  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _synoptic synoptic\n")
	return b.String()
}

func zshCompletion(app *kong.Application) string {
	var b strings.Builder
	b.WriteString("#compdef synoptic\n# Completion of synoptic for zsh: put this file as _synoptic into a folder of $fpath.\n")
	b.WriteString("_synoptic() {\n  if (( CURRENT == 2 )); then\n    _values command")
	for _, command := range app.Children {
		fmt.Fprintf(&b, " '%s[%s]'", command.Name, zshText(command.Help))
	}
	b.WriteString("\n    return\n  fi\n  case $words[2] in\n")
	for _, command := range app.Children {
		fmt.Fprintf(&b, "    %s) shift words; (( CURRENT-- )); _arguments", command.Name)
		for _, flag := range command.Flags {
			fmt.Fprintf(&b, " '--%s[%s]%s'", flag.Name, zshText(flag.Help), zshValue(flag))
		}
		if words := positionalValues(command); words != nil {
			fmt.Fprintf(&b, " '*:word:(%s)'", strings.Join(words, " "))
		} else {
			b.WriteString(" '*:path:_files'")
		}
		b.WriteString(" ;;\n")
	}
	b.WriteString("  esac\n}\ncompdef _synoptic synoptic\n")
	return b.String()
}

// zshValue is the part of a zsh flag that says what value follows it.
func zshValue(flag *kong.Flag) string {
	if values := flagValues(flag); values != nil {
		return ":value:(" + strings.Join(values, " ") + ")"
	}
	if flag.IsBool() {
		return ""
	}
	return ":value:_files"
}

func zshText(s string) string {
	return strings.NewReplacer("'", "", "[", "(", "]", ")", ":", "").Replace(s)
}

func fishCompletion(app *kong.Application) string {
	var b strings.Builder
	b.WriteString("# Completion of synoptic for fish: put this file as synoptic.fish into ~/.config/fish/completions.\n")
	for _, command := range app.Children {
		fmt.Fprintf(&b, "complete -c synoptic -n __fish_use_subcommand -f -a %s -d '%s'\n", command.Name, zshText(command.Help))
		in := "'__fish_seen_subcommand_from " + command.Name + "'"
		for _, flag := range command.Flags {
			fmt.Fprintf(&b, "complete -c synoptic -n %s -l %s -d '%s'", in, flag.Name, zshText(flag.Help))
			if values := flagValues(flag); values != nil {
				fmt.Fprintf(&b, " -x -a '%s'", strings.Join(values, " "))
			} else if !flag.IsBool() {
				b.WriteString(" -r")
			}
			b.WriteString("\n")
		}
		if words := positionalValues(command); words != nil {
			fmt.Fprintf(&b, "complete -c synoptic -n %s -f -a '%s'\n", in, strings.Join(words, " "))
		}
	}
	return b.String()
}
