package measure

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/model"
)

// A Record is an article of the sets.
type Record struct {
	ID      string `json:"id"`
	Outlet  string `json:"outlet"`
	Date    string `json:"date"`
	Title   string `json:"title"`
	Body    string `json:"body"`
	URL     string `json:"url"`
	Story   string `json:"story"`
	Topic   string `json:"topic"`
	Lang    string `json:"lang"`
	Curated *bool  `json:"in_curated"`
	Damaged bool   `json:"damaged"`
}

// Article is the record as an article whose Text is the body alone, so that
// offsets of the labels hold. Its blocks are the body's lines.
func (r *Record) Article() *model.Article {
	a := &model.Article{ID: r.ID, Source: r.ID, Title: r.Title, Text: r.Body, URL: r.URL, Language: r.Lang}
	if strings.Contains(r.Outlet, ".") && !strings.Contains(r.Outlet, " ") {
		a.Outlet.Domain = r.Outlet
	} else {
		a.Outlet.Name = r.Outlet
	}
	if r.Date != "" {
		a.Published = &model.Published{Value: r.Date, From: "metadata"}
	}
	for start := 0; start < len(r.Body); {
		end := strings.IndexByte(r.Body[start:], '\n')
		if end < 0 {
			end = len(r.Body) - start
		}
		if end > 0 {
			a.Blocks = append(a.Blocks, model.Block{Kind: model.BlockParagraph, Start: start, End: start + end})
		}
		start += end + 1
	}
	return a
}

// Lines decodes every line of the files that match the pattern under dir.
func Lines[T any](dir, pattern string) ([]T, error) {
	files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
	if err != nil {
		return nil, fmt.Errorf("pattern %s: %w", pattern, err)
	}
	var out []T
	for _, name := range files {
		if out, err = appendLines(out, name); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func appendLines[T any](out []T, name string) ([]T, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	err = EachLine(f, func(line []byte) error {
		var v T
		err := json.Unmarshal(line, &v)
		out = append(out, v)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return out, nil
}

// EachLine calls do with every line that is not empty; errors name the line.
func EachLine(r io.Reader, do func(line []byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), 1<<26)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return lines.Err()
}
