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

// inSmall is what a list has for a word in small letters. Names are asked for
// by the thousand, so plain letters make no new string.
func inSmall[V any](list map[string]V, word string) (V, bool) {
	var small [48]byte
	if len(word) > len(small) {
		v, ok := list[strings.ToLower(word)]
		return v, ok
	}
	for i := range len(word) {
		c := word[i]
		if c >= 0x80 {
			v, ok := list[strings.ToLower(word)]
			return v, ok
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		small[i] = c
	}
	v, ok := list[string(small[:len(word)])]
	return v, ok
}
