package en

import (
	"embed"
	"strings"
)

//go:embed *.txt
var files embed.FS

// rows reads a list: one entry a line, columns parted by "|", lines that start
// with "#" left out. Every row has at least columns cells.
func rows(file string, columns int) [][]string {
	data, err := files.ReadFile(file)
	if err != nil {
		return nil // cannot happen: the lists are embedded
	}
	out := make([][]string, 0, strings.Count(string(data), "\n"))
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		for len(cells) < columns {
			cells = append(cells, "")
		}
		out = append(out, cells)
	}
	return out
}

// items are the comma-separated entries of a cell. "Washington, D.C." is one.
func items(cell string) []string {
	if cell == "" {
		return nil
	}
	var out []string
	for part := range strings.SplitSeq(cell, ", ") {
		if part = strings.TrimSpace(part); part == "D.C." && len(out) > 0 {
			out[len(out)-1] += ", " + part
		} else if part != "" {
			out = append(out, part)
		}
	}
	return out
}
