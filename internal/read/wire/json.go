package wire

import (
	"errors"
	"fmt"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/feed"
	"synoptic/internal/read/jsontree"
	"synoptic/internal/read/piece"
)

// IsJSON says whether text, the beginning of a file, begins as an object or an
// array of objects.
func IsJSON(text string) bool {
	s := strings.TrimLeft(text, " \t\r\n\ufeff")
	if rest, ok := strings.CutPrefix(s, "["); ok {
		s = strings.TrimLeft(rest, " \t\r\n")
	}
	rest, ok := strings.CutPrefix(s, "{")
	if rest = strings.TrimLeft(rest, " \t\r\n"); !ok || !strings.HasPrefix(rest, `"`) {
		return false
	}
	key, _, found := strings.Cut(rest[1:], `"`)
	return found && strings.HasPrefix(strings.TrimLeft(rest[len(key)+2:], " \t\r\n"), ":")
}

// A reading is the state of reading one file.
type reading struct {
	src     *piece.Source
	fields  Fields
	outlet  model.Outlet // of the feed that the objects stand in
	authors []string
	out     []piece.Entry
	seen    int // objects that are articles
	links   int // those of them without full text
	broken  int // lines that are no objects
	worst   int // the first of them
	cut     bool
}

// ReadJSON reads the articles in src. The error, which may stand beside
// entries, names the first line that is broken, and how many objects have no
// text.
func ReadJSON(src *piece.Source, fields Fields) ([]piece.Entry, error) {
	if IsLines(src.Text) {
		lines := NewLines(fields)
		for n := 1; n <= src.Lines(); n++ {
			lines.line(src, src.LineSpan(n), n)
		}
		return lines.out, lines.Problem()
	}
	r := &reading{src: src, fields: fields}
	v, _ := jsontree.Parse(src.Text, 0)
	r.cut = v == nil || !v.Whole
	r.collect(v, 0)
	return r.out, r.problem()
}

// judged is by how many lines it is told that a file is JSON Lines.
const judged = 20

// IsLines says whether text, the beginning of a file or all of it, is JSON
// Lines: half of its first lines or more are objects of their own.
func IsLines(text string) bool {
	objects, filled := 0, 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if filled++; filled == 1 && line[0] == '[' {
			return false
		}
		if v, next := jsontree.Parse(line, 0); v != nil && v.Whole && v.Kind == '{' && next == len(line) {
			objects++
		}
		if filled == judged {
			break
		}
	}
	return objects*2 >= filled && filled > 1
}

// Lines reads JSON Lines, one line at a time.
type Lines struct{ reading }

// NewLines is a reader of lines.
func NewLines(fields Fields) *Lines { return &Lines{reading{fields: fields}} }

// Read reads the articles in one line, the n-th of its file.
func (l *Lines) Read(src *piece.Source, n int) []piece.Entry {
	l.out = l.out[:0]
	l.line(src, model.Span{End: len(src.Text)}, n)
	return l.out
}

// Skip tells that the n-th line cannot be read.
func (l *Lines) Skip(n int) {
	if l.broken++; l.broken == 1 {
		l.worst = n
	}
}

// Cut tells that the file ends early.
func (l *Lines) Cut() { l.cut = true }

// Problem words what of the lines could not be read.
func (l *Lines) Problem() error { return l.problem() }

func (l *Lines) line(src *piece.Source, span model.Span, n int) {
	text := src.Text[:span.End]
	if strings.TrimSpace(text[span.Start:]) == "" {
		return
	}
	v, next := jsontree.Parse(text, span.Start)
	if v == nil || !v.Whole || strings.TrimSpace(text[next:]) != "" {
		l.Skip(n)
		return
	}
	l.src = src
	l.collect(v, 0)
}

// wrappers are fields under which lists of articles stand.
var wrappers = []string{"articles", "items", "results", "data", "docs", "documents", "entries", "news", "stories", "records", "hits", "response", "_source"}

// maxWrapping is how deep lists of articles are looked for.
const maxWrapping = 5

// collect reads the articles in v.
func (r *reading) collect(v *jsontree.Value, depth int) {
	switch {
	case v == nil || depth > maxWrapping:
	case v.Kind == '[':
		for _, item := range v.Items {
			r.collect(item, depth+1)
		}
	case v.Kind == '{' && strings.HasPrefix(r.text(v.Get("format")), "synoptic/"):
		for _, item := range list(v.Get("articles")) {
			if item.Whole {
				r.keep(r.exported(item))
			}
		}
	case v.Kind == '{' && strings.Contains(r.text(v.Get("version")), "jsonfeed.org"):
		r.outlet = r.named(v, "title", "home_page_url", "feed_url")
		r.authors = r.people(v)
		r.collect(v.Get("items"), depth+1)
	case v.Kind == '{' && r.isArticle(v):
		if v.Whole {
			r.keep(r.object(v))
		}
	case v.Kind == '{':
		for _, name := range wrappers {
			r.collect(v.Get(name), depth+1)
		}
	}
}

func list(v *jsontree.Value) []*jsontree.Value {
	if v == nil || v.Kind != '[' {
		return nil
	}
	return v.Items
}

func (r *reading) keep(e piece.Entry, ok bool) {
	r.seen++
	if ok {
		r.out = append(r.out, e)
	} else {
		r.links++
	}
}

// problem words what could not be read.
func (r *reading) problem() error {
	var said []string
	all := r.seen
	switch {
	case all == 0 && r.broken == 0 && !r.cut:
		return errors.New("JSON without articles: no objects with a title or a text, such as \"title\" and \"text\"")
	case r.links > 0:
		said = append(said, feed.OnlyLinks(r.links, all))
	}
	switch {
	case r.broken == 1:
		said = append(said, fmt.Sprintf("line %d is not a JSON object that can be read", r.worst))
	case r.broken > 1:
		said = append(said, fmt.Sprintf("%d lines are not JSON objects that can be read, line %d first", r.broken, r.worst))
	}
	if r.cut {
		said = append(said, "damaged or truncated JSON: what stands before the damage is read")
	}
	if said == nil {
		return nil
	}
	return errors.New(strings.Join(said, "; "))
}
