package meta

import (
	_ "embed"
	"strings"
)

// fields yields the words of each line of a word list, comments left out.
func fields(list string, visit func(words []string)) {
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		visit(strings.Fields(line))
	}
}

// entries yields the lines of a list, comments left out.
func entries(list string, visit func(line string)) {
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' {
			visit(line)
		}
	}
}
