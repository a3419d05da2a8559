package render

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"synoptic/internal/model"
	"synoptic/internal/render/rendertest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file of testdata, or rewrites it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s differs from line %d on (-update rewrites it):\n%s", name, i+1, g[i])
		}
	}
	t.Fatalf("%s is longer than what is written now (-update rewrites it)", name)
}

func pageOf(t *testing.T, doc *model.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHTMLGolden keeps the page without its style and script, which have
// files of their own.
func TestHTMLGolden(t *testing.T) {
	got := pageOf(t, rendertest.Document())
	parts, err := pageParts()
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []string{parts.css, parts.js} {
		before := len(got)
		got = bytes.Replace(got, []byte(cut), nil, 1)
		if len(got) == before {
			t.Errorf("the page lacks %.60q", cut)
		}
	}
	before, rest, _ := bytes.Cut(got, []byte(`<meta http-equiv="Content-Security-Policy" content="`))
	policy, after, _ := bytes.Cut(rest, []byte("\">\n"))
	if html.UnescapeString(string(policy)) != parts.policy {
		t.Errorf("the page's policy is %q", policy)
	}
	golden(t, "page.html", append(before, after...))
}

// A checkedPage is what the tests of structure need of a parsed page.
type checkedPage struct {
	ids      map[string]int
	targets  []string // hrefs
	headings []int
	loads    []string
	bad      []string
	texts    map[string]string // text of accounts by id
}

func check(t *testing.T, page []byte) checkedPage {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	c := checkedPage{ids: map[string]int{}, texts: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			c.headings = append(c.headings, int(n.Data[1]-'0'))
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				c.ids[a.Val]++
			case a.Key == "href" && n.DataAtom == atom.A:
				c.targets = append(c.targets, a.Val)
			case a.Key == "src" || a.Key == "href" || a.Key == "srcset" || a.Key == "data" || a.Key == "action":
				c.loads = append(c.loads, n.Data+" "+a.Val)
			case strings.HasPrefix(a.Key, "on") || a.Key == "style":
				c.bad = append(c.bad, n.Data+" "+a.Key)
			}
		}
	}
	return c
}

// sound checks what must hold of every page.
func sound(t interface{ Errorf(string, ...any) }, c checkedPage) {
	for id, n := range c.ids {
		if n > 1 || id == "" {
			t.Errorf("id %q stands %d times", id, n)
		}
	}
	for _, href := range c.targets {
		if id, inside := strings.CutPrefix(href, "#"); inside {
			if c.ids[id] == 0 {
				t.Errorf("link to %q leads nowhere", href)
			}
		} else if !strings.HasPrefix(href, "https://") && !strings.HasPrefix(href, "http://") {
			t.Errorf("link to %q", href)
		}
	}
	last, first := 0, 0
	for _, h := range c.headings {
		if h == 1 {
			first++
		}
		if h > last+1 {
			t.Errorf("a heading of level %d follows one of level %d", h, last)
		}
		last = h
	}
	if first != 1 {
		t.Errorf("%d h1", first)
	}
	for _, l := range append(c.loads, c.bad...) {
		t.Errorf("the page loads or runs %s", l)
	}
}

func TestHTMLStructure(t *testing.T) {
	doc := rendertest.Document()
	c := check(t, pageOf(t, doc))
	sound(t, c)
	if len(c.targets) < 80 {
		t.Errorf("only %d links", len(c.targets))
	}
	doc.Stories = doc.Stories[:1]
	sound(t, check(t, pageOf(t, doc)))
	sound(t, check(t, pageOf(t, &model.Document{})))
}

// TestHTMLEscapes puts markup where words are expected.
func TestHTMLEscapes(t *testing.T) {
	doc := rendertest.Document()
	const evil = `<img src=x onerror=alert(1)>"'</style></script><!--`
	s := &doc.Stories[0]
	s.Title, s.Utterances[0].Speaker.Name, s.Differences[0].About, s.Facts[0].Text = evil, evil, evil, evil
	s.Lineages[0].Why, s.Labels[0].Uses[0].Text, s.Differences[0].Sides[0].Party, s.Timeline[0].Text = evil, evil, evil, evil
	a := doc.Articles[0]
	a.Outlet.Name, a.Source, a.URL, a.Language, a.Title = evil, evil, "javascript:alert(1)", evil, evil
	a.Aside[0].Text, a.Aside[0].Kind, a.Notes = evil, evil, []string{evil}
	a.Blocks[0].Kind = model.BlockKind(evil)
	doc.Skipped[0].Reason = evil
	page := pageOf(t, doc)
	sound(t, check(t, page))
	if bytes.Contains(page, []byte("<img")) {
		t.Error("markup of a text stands in the page")
	}
}

// accountTexts is the texts of the accounts as the page shows them.
func accountTexts(t *testing.T, page []byte) []string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	has := func(n *html.Node, class string) bool {
		for _, a := range n.Attr {
			if a.Key == "class" && a.Val == class {
				return true
			}
		}
		return false
	}
	var words func(n *html.Node) string
	words = func(n *html.Node) string {
		if n.Type == html.TextNode {
			return n.Data
		}
		if has(n, "back") || has(n, "line") {
			return ""
		}
		out := ""
		for c := range n.ChildNodes() {
			out += words(c)
		}
		return out
	}
	var out []string
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && has(n, "text") {
			var paragraphs []string
			for c := range n.ChildNodes() {
				if c.DataAtom == atom.P {
					paragraphs = append(paragraphs, words(c))
				}
			}
			out = append(out, strings.Join(paragraphs, "\n\n"))
		}
	}
	return out
}

// TestAccountsAreWhole checks that the texts stand in the page to the letter.
func TestAccountsAreWhole(t *testing.T) {
	doc := rendertest.Document()
	got := strings.Join(accountTexts(t, pageOf(t, doc)), "\n===\n")
	for _, a := range doc.Articles {
		if !strings.Contains(got, a.Text) {
			t.Errorf("the text of %s is not whole", a.ID)
		}
	}
}

// TestAnchorsOfAnySpans throws spans at random, overlapping, crossing and out
// of range, at a text and checks that the page stays sound and the text whole.
func TestAnchorsOfAnySpans(t *testing.T) {
	const text = "Die Brücke — “closed at noon”, he said. U.S. crews left! 🚢 Nobody came.\n\nA second paragraph? Yes. And a third sentence."
	rapid.Check(t, func(r *rapid.T) {
		a := &model.Article{ID: "a", Text: text, Language: "en"}
		if rapid.Bool().Draw(r, "blocks") {
			i := strings.Index(text, "\n\n")
			a.Blocks = []model.Block{{Kind: model.BlockParagraph, Start: 0, End: i, Line: 1}, {Kind: model.BlockParagraph, Start: i + 2, End: len(text), Line: 3}}
		}
		doc := &model.Document{Articles: []*model.Article{a}, Stories: []model.Synopsis{{Story: model.Story{ID: "s", Title: "T", Articles: []string{"a"}}}}}
		offset := rapid.IntRange(-3, len(text)+3)
		for range rapid.IntRange(0, 30).Draw(r, "happenings") {
			doc.Stories[0].Timeline = append(doc.Stories[0].Timeline, model.Happening{Date: "2026",
				Evidence: []model.Evidence{{Article: "a", Start: offset.Draw(r, "start"), End: offset.Draw(r, "end")}}})
		}
		page := pageOf(t, doc)
		sound(r, check(t, page))
		if got := accountTexts(t, page); len(got) != 1 || got[0] != text {
			r.Fatalf("the text became %q", got)
		}
	})
}

// TestMarked checks which words of a wording are marked.
func TestMarked(t *testing.T) {
	show := func(runs []runView) string {
		var b strings.Builder
		for _, r := range runs {
			switch {
			case r.Gap:
				b.WriteString(r.Before + "·")
			case r.Differ == "only":
				b.WriteString(r.Before + "_" + r.Text + "_" + r.After)
			case r.Differ == "some":
				b.WriteString(r.Before + "~" + r.Text + "~" + r.After)
			default:
				b.WriteString(r.Before + r.Text + r.After)
			}
		}
		return b.String()
	}
	doc := rendertest.Document()
	s := &doc.Stories[0]
	b := &htmlBuilder{byID(doc), newAnchors(doc), map[string]contentView{}}
	view := b.story(s, 1, 2)
	for _, c := range []struct {
		utterance, variant int
		want               string
	}{
		{0, 1, "_her members_ _would not_ _return to work_ ~until~ ~the~ ~night~ roster _was withdrawn_"},
		{0, 3, "~We~ _do not_ ~go back~ _before_ _that_ · roster ~is torn up~"},
		{1, 0, "~It is~ · too early to speak of ~a~ crisis … and most · ships are ~being~ unloaded"},
		{1, 2, "· Too early to speak of ~a~ crisis, and most · ships are · unloaded"},
		{2, 0, "The cranes stand still because the talks stand still, _and nobody else is to blame for it_"},
		{2, 1, "The cranes stand still because the talks stand still ·"},
		{3, 0, "The harbour is closed to nobody"},
	} {
		if got := show(view.Said[c.utterance].Wordings[c.variant].Runs); got != c.want {
			t.Errorf("utterance %d, variant %d:\n got %s\nwant %s", c.utterance, c.variant, got, c.want)
		}
	}
}

// TestPageIsLinear checks that ten times the articles make ten times the page.
func TestPageIsLinear(t *testing.T) {
	size := func(n int) int { return len(pageOf(t, many(n))) }
	// Longer numbers in identifiers and links add a little.
	if small, large := size(10), size(100); large > 11*small {
		t.Errorf("%d bytes for ten stories, %d for a hundred", small, large)
	}
}
