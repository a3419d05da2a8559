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
	outlet  model.Outlet // of the feed that the objects stand in
	authors []string
	out     []piece.Entry
	links   int // objects without full text
	broken  []int
	cut     bool
}

// ReadJSON reads the articles in src. The error, which may stand beside
// entries, names the first line that is broken, and how many objects have no
// text.
func ReadJSON(src *piece.Source) ([]piece.Entry, error) {
	r := &reading{src: src}
	if isLines(src) {
		for n := 1; n <= src.Lines(); n++ {
			r.line(n)
		}
	} else {
		v, _ := jsontree.Parse(src.Text, 0)
		r.cut = v == nil || !v.Whole
		r.collect(v, 0)
	}
	return r.out, r.problem()
}

// isLines says whether src is JSON Lines: it is not one value, and half of its
// first lines or more are objects of their own.
func isLines(src *piece.Source) bool {
	if v, next := jsontree.Parse(src.Text, 0); v != nil && v.Whole && strings.TrimSpace(src.Text[next:]) == "" {
		return false
	}
	objects, filled := 0, 0
	for n := 1; n <= src.Lines() && filled < 20; n++ {
		s := src.LineSpan(n)
		text := strings.TrimSpace(src.Text[s.Start:s.End])
		if text == "" {
			continue
		}
		if filled++; filled == 1 && text[0] == '[' {
			return false
		}
		if v, next := jsontree.Parse(text, 0); v != nil && v.Whole && v.Kind == '{' && next == len(text) {
			objects++
		}
	}
	return objects*2 >= filled && filled > 1
}

func (r *reading) line(n int) {
	s := r.src.LineSpan(n)
	text := r.src.Text[:s.End]
	if strings.TrimSpace(text[s.Start:]) == "" {
		return
	}
	v, next := jsontree.Parse(text, s.Start)
	if v == nil || !v.Whole || strings.TrimSpace(text[next:]) != "" {
		r.broken = append(r.broken, n)
		return
	}
	r.collect(v, 0)
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
	if ok {
		r.out = append(r.out, e)
	} else {
		r.links++
	}
}

// problem words what could not be read.
func (r *reading) problem() error {
	var said []string
	all := len(r.out) + r.links
	switch {
	case all == 0 && len(r.broken) == 0 && !r.cut:
		return errors.New("JSON without articles: no objects with a title or a text, such as \"title\" and \"text\"")
	case r.links > 0:
		said = append(said, feed.OnlyLinks(r.links, all))
	}
	switch {
	case len(r.broken) == 1:
		said = append(said, fmt.Sprintf("line %d is not a JSON object that can be read", r.broken[0]))
	case len(r.broken) > 1:
		said = append(said, fmt.Sprintf("%d lines are not JSON objects that can be read, line %d first", len(r.broken), r.broken[0]))
	}
	if r.cut {
		said = append(said, "damaged or truncated JSON: what stands before the damage is read")
	}
	if said == nil {
		return nil
	}
	return errors.New(strings.Join(said, "; "))
}
