package wire

import (
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/feed"
	"synoptic/internal/read/jsontree"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// Links are the items of a JSON Feed that have no full text, in the order of
// the file. Said is what ReadJSON says of them in its error.
func Links(src *piece.Source) (links []feed.Link, said string) {
	v, _ := jsontree.Parse(src.Text, 0)
	r := &reading{src: src}
	if v == nil || v.Kind != '{' || !strings.Contains(r.text(v.Get("version")), "jsonfeed.org") {
		return nil, ""
	}
	seen, bare := 0, 0
	for _, item := range list(v.Get("items")) {
		if !item.Whole || item.Kind != '{' {
			continue
		}
		if !r.isArticle(item) {
			continue
		}
		seen++
		if _, ok := r.object(item); ok {
			continue
		}
		bare++
		l := feed.Link{Title: r.text(item.Get("title")), Published: r.time(item.Get("date_published")), Updated: r.time(item.Get("date_modified"))}
		for _, name := range []string{"url", "external_url", "id"} {
			if at := r.text(item.Get(name)); l.Address == "" && meta.Domain(at) != "" {
				l.Address = at
			}
		}
		links = append(links, l)
	}
	return links, feed.OnlyLinks(bare, seen)
}

func (r *reading) time(v *jsontree.Value) *model.Published {
	if value, ok := meta.Stamp(r.text(v)); ok {
		return &model.Published{Value: value, From: "metadata"}
	}
	return nil
}
