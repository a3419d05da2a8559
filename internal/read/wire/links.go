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
// the file. Damage says what of the file could not be read.
func Links(src *piece.Source) (links []feed.Link, damage string) {
	v, _ := jsontree.Parse(src.Text, 0)
	r := &reading{src: src}
	if v == nil || v.Kind != '{' || !strings.Contains(r.text(v.Get("version")), "jsonfeed.org") {
		return nil, ""
	}
	if !v.Whole {
		damage = "damaged or truncated JSON: what stands before the damage is read"
	}
	for _, item := range list(v.Get("items")) {
		if !item.Whole || item.Kind != '{' {
			continue
		}
		if _, ok := r.object(item); ok {
			continue
		}
		l := feed.Link{Title: r.text(item.Get("title")), Published: r.time(item.Get("date_published")), Updated: r.time(item.Get("date_modified"))}
		for _, name := range []string{"url", "external_url", "id"} {
			if l.Address = r.text(item.Get(name)); meta.Domain(l.Address) != "" {
				links = append(links, l)
				break
			}
		}
	}
	return links, damage
}

func (r *reading) time(v *jsontree.Value) *model.Published {
	if value, ok := meta.Stamp(r.text(v)); ok {
		return &model.Published{Value: value, From: "metadata"}
	}
	return nil
}
