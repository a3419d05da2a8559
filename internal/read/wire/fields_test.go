package wire

import (
	"testing"

	"synoptic/internal/read/jsontree"
)

func TestParseFields(t *testing.T) {
	for spec, want := range map[string]string{
		"title=head, text=a.b": "",
		"":                     "",
		"TITLE=x,":             "",
		"headline=x":           `"headline" is no part of an article: parts are title, text, outlet, byline, published, updated, url, language, section, dateline and id`,
		"title=":               `"title=" names no field: write title=headline`,
		"title":                `"title" names no field: write title=headline`,
		"title=a,title=b":      "title is named twice",
	} {
		got := ""
		if _, err := ParseFields(spec); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", spec, got, want)
		}
	}
}

func TestPaths(t *testing.T) {
	text := `{"a":{"b":"1","c.d":"2"},"e":["x",{"f":"3"}],"g.h":"4"}`
	v, _ := jsontree.Parse(text, 0)
	for path, want := range map[string]string{"a.b": `"1"`, "a.c.d": `"2"`, "e.0": `"x"`, "e.1.f": `"3"`, "g.h": `"4"`, "a.x": "", "e.2": "", "e.-1": "", "e.f": "", "a.b.c": ""} {
		got := ""
		if found := at(v, path); found != nil {
			got = text[found.Start:found.End]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
