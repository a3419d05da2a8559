package read

import (
	"encoding/json"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"synoptic/internal/model"
	"synoptic/internal/read/piece"
)

// A decoding turns a part of a source into the text it stands for, white space
// left aside.
type decoding func(string) string

// decodings are the ways of writing that sources have: as it is, with character
// references, with references written twice, and as a JSON string.
var decodings = []decoding{
	func(s string) string { return s },
	html.UnescapeString,
	func(s string) string { return html.UnescapeString(html.UnescapeString(s)) },
	func(s string) string {
		var out string
		_ = json.Unmarshal([]byte(`"`+s+`"`), &out)
		return html.UnescapeString(out)
	},
}

// checkTrace wants every word of an article's text, and every block as a whole,
// to stand in the source where the trace says.
func checkTrace(t *testing.T, tr *Trace) (words int) {
	t.Helper()
	a := tr.Article
	check := func(s model.Span) {
		words++
		ranges := tr.Ranges(s)
		want := piece.Spaceless(s.In(a.Text))
		for _, d := range decodings {
			got := ""
			for _, r := range ranges {
				got += d(r.In(tr.Source))
			}
			if piece.Spaceless(got) == want {
				return
			}
		}
		t.Errorf("%s: %q stands at %v", a.Source, s.In(a.Text), ranges)
	}
	for _, b := range a.Blocks {
		check(b.Span())
		at := b.Start
		for _, w := range strings.Split(b.Span().In(a.Text), " ") {
			check(model.Span{Start: at, End: at + len(w)})
			at += len(w) + 1
		}
		for _, r := range tr.Ranges(b.Span()) {
			offset := a.Blocks[0].Source.Start - tr.Ranges(a.Blocks[0].Span())[0].Start // of JSON Lines
			if r.Start+offset < b.Source.Start || r.End+offset > b.Source.End {
				t.Errorf("%s: block of line %d stands at %v, and goes on at %v", a.Source, b.Line, b.Source, r)
			}
		}
	}
	return words
}

// TestTraces reads all golden cases and examples and follows every word of
// theirs back into the source.
func TestTraces(t *testing.T) {
	words, articles := 0, 0
	follow := func(name string, data []byte) {
		_, _ = Options{Traced: func(tr *Trace) {
			articles++
			words += checkTrace(t, tr)
		}}.Read(name, data)
	}
	cases, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range cases {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		follow(ar.Files[0].Name, ar.Files[0].Data)
	}
	examples, _ := filepath.Glob("../../examples/*/*")
	for _, path := range examples {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		follow(path, data)
	}
	if articles < 20 || words < 2000 {
		t.Errorf("only %d words of %d articles were followed", words, articles)
	}
}

// TestTracesOfPages does so for a folder of real pages.
func TestTracesOfPages(t *testing.T) {
	var paths []string
	_ = filepath.WalkDir("../../../shared/data/pages", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.Contains(path, "html") {
			paths = append(paths, path)
		}
		return nil
	})
	if len(paths) == 0 {
		t.Skip("no folder ../shared/data/pages")
	}
	words, articles := 0, 0
	for i, path := range paths {
		if i%10 != 0 {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		_, _ = Options{Traced: func(tr *Trace) {
			articles++
			words += checkTrace(t, tr)
		}}.Read(path, data)
	}
	t.Logf("%d words of %d articles", words, articles)
}

// FuzzTrace follows the words of whatever is read back into it.
func FuzzTrace(f *testing.F) {
	cases, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range cases {
		if ar, err := txtar.ParseFile(path); err == nil {
			f.Add(ar.Files[0].Data)
		}
	}
	f.Add([]byte("<p>The har&shy;bour <b>mas</b>ter&#8217;s\r\n boat&nbsp;&ngE; &amp;amp; crew<br>went\x00out <!-- a --> &#xd800; a&b < c.</p><p>&lt;b&gt;</p>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4<<10 {
			return
		}
		_, _ = Options{Traced: func(tr *Trace) {
			if tr.Form != FormData {
				checkTrace(t, tr)
			}
		}}.Read("fuzzed", data)
	})
}
