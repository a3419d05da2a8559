package read

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/warc"
)

// noPages are types of payload that are parts of pages or data, not pages.
var noPages = []string{"image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript",
	"application/x-javascript", "application/ecmascript", "application/json", "application/font", "application/x-font",
	"application/octet-stream", "application/wasm", "application/manifest"}

// readWARC reads the pages of a web archive. Records that hold none are counted
// in the error.
func readWARC(source string, data []byte, depth int) ([]*model.Article, error) {
	var p problems
	var out []*model.Article
	budget := warc.NewBudget(len(data))
	passed := map[string]int{}
	damaged := warc.Walk(data, func(r warc.Record) {
		if r.Type != "response" && r.Type != "resource" {
			if r.Type != "warcinfo" {
				passed[r.Type]++
			}
			return
		}
		at := r.URI
		if meta.Domain(at) == "" {
			at = source
			if r.URI != "" && !strings.ContainsAny(r.URI, "\x00\n") {
				at = source + "/" + strings.ToValidUTF8(r.URI, "\uFFFD")
			}
		}
		page, err := warc.Payload(r, budget)
		switch {
		case err != nil:
			p.add(at, err.Error())
		case page.Status < 200 || page.Status > 299:
			passed[fmt.Sprintf("status %d", page.Status)]++
		case hasAnyPrefix(page.Type, noPages) || len(page.Data) == 0:
			passed["not a page"]++
		default:
			articles, err := readPayload(at, page, depth)
			out = append(out, articles...)
			if err != nil {
				p.add(at, err.Error())
			}
		}
	})
	if damaged {
		p.add("", "a damaged or truncated WARC file; records that are whole were read")
	}
	if s := counted(passed); s != "" {
		p.add("", "records passed over: "+s)
	}
	err := p.err()
	if err == nil && len(out) == 0 {
		err = errors.New("a WARC file with no pages in it")
	}
	return out, err
}

// readPayload reads one page of a web archive.
func readPayload(at string, page warc.Page, depth int) ([]*model.Article, error) {
	articles, err := readNested(at, inCharset(page.Data, page.Charset), depth+1)
	for _, a := range articles {
		if a.URL == "" && a.Source == at && meta.Domain(at) != "" {
			a.URL = at
		}
		if page.Cut {
			a.Notes = append(a.Notes, "truncated page: its transfer ended early")
		}
	}
	return articles, err
}

// counted lists how many records of each kind there were, most first, up to
// eight kinds.
func counted(counts map[string]int) string {
	var kinds []string
	for kind := range counts {
		kinds = append(kinds, kind)
	}
	slices.SortFunc(kinds, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	var list []string
	for i, kind := range kinds {
		if i == 8 {
			list = append(list, fmt.Sprintf("%d more kinds", len(kinds)-i))
			break
		}
		name := strings.ToValidUTF8(kind[:min(len(kind), 30)], "")
		if name == "" {
			name = "no type"
		}
		list = append(list, fmt.Sprintf("%d %s", counts[kind], name))
	}
	return strings.Join(list, ", ")
}
