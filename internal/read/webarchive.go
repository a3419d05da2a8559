package read

import (
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

// hasPages says whether records of that type may hold pages.
func hasPages(kind string) bool { return kind == "response" || kind == "resource" }

// readWARC reads the pages of a web archive. Records that hold none are counted
// in the error.
func (j job) readWARC(source string, in *input, depth int) error {
	var p problems
	before := j.given
	passed := map[string]int{}
	records := warc.NewReader(in.stream())
	for j.stopped == nil {
		r, ok := records.Next(hasPages)
		switch {
		case !ok:
		case !hasPages(r.Type):
			if r.Type != "warcinfo" {
				count(passed, r.Type)
			}
		case r.TooLarge:
			count(passed, "too large")
		default:
			j.readRecord(source, r, depth, passed, &p)
		}
		if !ok {
			break
		}
	}
	if records.Damaged {
		p.add("", "a damaged or truncated WARC file; records that are whole were read")
	}
	if s := counted(passed); s != "" {
		p.add("", "records passed over: "+s)
	}
	return j.nothing(before, &p, "a WARC file with no pages in it")
}

// readRecord reads the page of a record, or counts in passed why there is none.
func (j job) readRecord(source string, r warc.Record, depth int, passed map[string]int, p *problems) {
	at := r.URI
	if meta.Domain(at) == "" {
		at = source
		if r.URI != "" && !strings.ContainsAny(r.URI, "\x00\n") {
			at = source + "/" + strings.ToValidUTF8(r.URI, "\uFFFD")
		}
	}
	page, err := warc.Payload(r, j.budget)
	switch {
	case err != nil:
		p.add(at, err.Error())
	case page.Status < 200 || page.Status > 299:
		count(passed, fmt.Sprintf("status %d", page.Status))
	case hasAnyPrefix(page.Type, noPages) || len(page.Data) == 0:
		count(passed, "not a page")
	default:
		if err := j.readPayload(at, page, depth); err != nil {
			p.add(at, err.Error())
		}
	}
}

// maxKinds is how many kinds of record are counted apart.
const maxKinds = 1000

func count(passed map[string]int, kind string) {
	if kind = kind[:min(len(kind), 30)]; len(passed) >= maxKinds && passed[kind] == 0 {
		kind = "other kinds"
	}
	passed[kind]++
}

// readPayload reads one page of a web archive.
func (j job) readPayload(at string, page warc.Page, depth int) error {
	j = j.touching(func(a *model.Article) {
		if a.URL == "" && a.Source == at && meta.Domain(at) != "" {
			a.URL = at
		}
		if page.Cut {
			a.Notes = append(a.Notes, "truncated page: its transfer ended early")
		}
	})
	return j.readPart(at, inCharset(page.Data, page.Charset), depth+1)
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
		name := strings.ToValidUTF8(kind, "")
		if name == "" {
			name = "no type"
		}
		list = append(list, fmt.Sprintf("%d %s", counts[kind], name))
	}
	return strings.Join(list, ", ")
}
