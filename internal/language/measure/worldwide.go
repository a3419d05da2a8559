package measure

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/internal/language/corpus"
)

// The parts of Worldwide Newswire: the FNV-32a hash of a file's name modulo
// WorldwideParts. Part 0 is kept for tests.
const (
	WorldwideParts = 10
	WorldwideDev   = 1
)

// Worldwide reads the parts of Worldwide Newswire that are asked for. The set
// is for measuring: no model that is trained on it may ship. The first line of
// each file is its address.
func Worldwide(data string, asked func(part uint32) bool) ([]*corpus.Document, error) {
	files, err := filepath.Glob(filepath.Join(data, "language", "worldwide_newswire", "processed_annotated", "*.tsv"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var docs []*corpus.Document
	for _, f := range files {
		h := fnv.New32a()
		h.Write([]byte(filepath.Base(f)))
		if !asked(h.Sum32() % WorldwideParts) {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		_, text, _ := strings.Cut(string(raw), "\n\n")
		read, err := corpus.Marked([]byte(whole(text)), corpus.Tabbed, 0)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		docs = append(docs, read...)
	}
	return docs, nil
}

// whole leaves out the lines that hold no mark, of which one file has some.
func whole(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" || strings.Contains(line, "\t") {
			b.WriteString(line)
		}
	}
	return b.String()
}
