package render

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"synoptic/internal/model"
	"synoptic/internal/pipeline"
	"synoptic/internal/read"
)

// hostile is a page with an article, and with everything around it that a page
// can hold to run, to fetch, to move elsewhere, and to break out of its place.
const hostile = `<!DOCTYPE html><html lang="en"><head><title>Berth | Elsa Courier</title><base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=/refreshed"><link rel="stylesheet" href="/style.css"><style>@import "/import.css"; body{background:url(/background.png)}</style>
<script>fetch("/ran"); document.title = "ran"</script><meta property="og:site_name" content="Elsa Courier"></head>
<body onload="fetch('/onload')"></div></div></main></body></html><article onclick="alert(1)">
<h1 id="here" style="position:fixed">No second <b>berth</b> for the night ferry</h1>
<img src="/picture.png" onerror="fetch('/onerror')" alt="A boat &quot;&gt;&lt;script&gt;"><iframe src="/frame.html"></iframe><svg onload="fetch('/svg')"><script>1</script></svg>
<p>The harbour council of Port Elsa has <i>refused</i> for the seventh time to build a second berth for the night&nbsp;ferry, Tasch &amp; Sons reported on Tuesday.</p>
<p>&ldquo;A port with one berth is a port with one lung,&rdquo; said the harbour mas&shy;ter, Ivo Brand, who had asked the council for the mon<b>ey</b> in a letter of nine pages.</p>
<p>Council chair Mara Lind told the meeting that the town had to choose between a berth and a school <<!-- -->script>fetch("/joined")</script> this year.</p>
<p><a href="javascript:fetch('/link')" autofocus tabindex=1>The council is to speak about the berth again</a> in the autumn, when the accounts of the port have been closed for this year.</p>
</article><form action="/form"><input autofocus onfocus="fetch('/focus')" value="x"><button>Send</button></form>
<object data="/object"></object><embed src="/embed"><video src="/video" autoplay></video><a href="/menu">Menu</a>`

// shownOf reads and analyses a source, and asks for it.
func shownOf(t testing.TB, name, source string) Shown {
	t.Helper()
	var s Shown
	_, err := read.Options{Traced: func(tr *read.Trace) {
		s.Source = &Source{Form: string(tr.Form), Text: tr.Source, Line: tr.Line, Ranges: tr.Ranges}
	}}.Read(name, []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	articles, _ := read.Read(name, []byte(source))
	s.Analysis = pipeline.Analyze(articles[0])
	return s
}

// checkClean wants a page to hold nothing but our own harmless elements inside
// one place, and returns the text of its marks.
func checkClean(t testing.TB, page string) (marked string) {
	doc, err := html.Parse(strings.NewReader("<!DOCTYPE html><html><body><main>" + page + "</main><footer>end</footer></body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	var text func(n *html.Node, in bool)
	text = func(n *html.Node, in bool) {
		if n.Type == html.TextNode && in {
			marked += n.Data
		}
		if n.Type == html.ElementNode {
			switch n.Data {
			case "html", "head", "body", "main", "footer", "div", "span", "br", "wbr", "mark":
			default:
				t.Errorf("element %s", n.Data)
			}
			for _, a := range n.Attr {
				switch a.Key {
				case "class", "lang", "dir", "id", "tabindex", "autofocus":
				default:
					t.Errorf("attribute %s=%q", a.Key, a.Val)
				}
			}
			in = in || n.Data == "mark"
			if n.Data == "footer" && n.Parent.Data != "body" || n.Data == "main" && n.NextSibling == nil {
				t.Errorf("the page reaches out of its place")
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			text(c, in)
		}
	}
	text(doc, false)
	return marked
}

func spaceless(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0xa0 || r == 0xad {
			return -1
		}
		return r
	}, s)
}

func TestCleanPage(t *testing.T) {
	s := shownOf(t, "https://elsacourier.example/berth.html", hostile)
	marks, kept := s.inSource()
	page := cleanPage(s.Source.Text, marks, kept, false)
	if got, want := spaceless(checkClean(t, page)), spaceless(s.Analysis.Article.Text); got != want {
		t.Errorf("marked is\n%s\nwant\n%s", got, want)
	}
	for _, bad := range []string{"fetch('", "evil", "onload", "javascript", "http", "url("} {
		if strings.Contains(page, bad) {
			i := strings.Index(page, bad)
			t.Errorf("%q is in the page: %.80s", bad, page[max(0, i-30):])
		}
	}
	if strings.Count(page, `id="here"`) != 1 {
		t.Errorf("%d places to go to", strings.Count(page, `id="here"`))
	}
}

// FuzzCleanPage wants any page to come out harmless.
func FuzzCleanPage(f *testing.F) {
	f.Add(hostile, 10, 200)
	f.Add("<p>a<<!-- -->b onx=1>c&lt;script&gt;</p></div></span><plaintext><mark>", 3, 9)
	f.Add("<table><tr><td><select><svg><p>x</svg></table><noscript><p title=\"</noscript><img src=x onerror=1>\">", 3, 9)
	f.Fuzz(func(t *testing.T, page string, from, to int) {
		if from < 0 || to > len(page) || from >= to {
			return
		}
		span := model.Span{Start: from, End: to}
		checkClean(t, cleanPage(page, []Marked{{span, RoleSaid}}, []model.Span{span}, true))
	})
}

// TestShowGoesTogether wants text, page and JSON to show every word of the text
// and every statement.
func TestShowGoesTogether(t *testing.T) {
	s := shownOf(t, "berth.html", hostile)
	source := s.Source
	s.Source = nil
	var text, page, data bytes.Buffer
	if err := ShowText(&text, []Shown{s}, ShowOptions{Aside: true}, Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if err := ShowHTML(&page, []Shown{s}, ShowOptions{Aside: true}); err != nil {
		t.Fatal(err)
	}
	s.Source = source
	if err := ShowJSON(&data, []Shown{s}, nil, ShowOptions{}); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(text.String(), "\n") {
		if width(line) > 80 {
			t.Errorf("line %d has %d columns", i+1, width(line))
		}
	}
	if len(s.Analysis.Statements) < 2 {
		t.Fatalf("%d statements", len(s.Analysis.Statements))
	}
	for _, st := range s.Analysis.Statements {
		if flat := strings.Join(strings.Fields(text.String()), " "); !strings.Contains(flat, st.Text) {
			t.Errorf("the text has no %q", st.Text)
		}
		if !strings.Contains(page.String(), html.EscapeString(st.Text)) {
			t.Errorf("the page has no %q", st.Text)
		}
	}
	var out struct {
		Format   string
		Articles []struct {
			Text       string
			Statements []struct {
				Text     string
				InSource [][]model.Span `json:"in_source"`
			}
			Read struct {
				Text   string
				Blocks [][]model.Span
			}
		}
	}
	if err := json.Unmarshal(data.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	a := out.Articles[0]
	for _, st := range a.Statements {
		got := ""
		for _, part := range st.InSource {
			for _, r := range part {
				got += html.UnescapeString(r.In(a.Read.Text))
			}
		}
		if spaceless(got) != spaceless(st.Text) {
			t.Errorf("%q stands at %q", st.Text, got)
		}
	}
	if out.Format != ShowFormat || len(a.Read.Blocks) != len(s.Analysis.Article.Blocks) {
		t.Errorf("format %q, %d blocks", out.Format, len(a.Read.Blocks))
	}
}

// TestStretches wants a span cut into parts that cover it.
func TestStretches(t *testing.T) {
	marks := []Marked{{model.Span{Start: 2, End: 8}, RoleSaid}, {model.Span{Start: 4, End: 5}, RoleWho}, {model.Span{Start: 20, End: 30}, RoleHow}}
	got := stretches(model.Span{Start: 0, End: 10}, marks, []model.Span{{Start: 1, End: 9}})
	var roles []Role
	at := 0
	for _, s := range got {
		if s.Start != at || s.kept != (s.Start >= 1 && s.End <= 9) {
			t.Errorf("stretch %+v behind %d", s, at)
		}
		at = s.End
		roles = append(roles, s.role)
	}
	if want := []Role{0, 0, RoleSaid, RoleWho, RoleSaid, 0, 0}; at != 10 || len(roles) != len(want) || !bytes.Equal(asBytes(roles), asBytes(want)) {
		t.Errorf("roles %v up to %d", roles, at)
	}
}

func asBytes(roles []Role) []byte {
	out := make([]byte, len(roles))
	for i, r := range roles {
		out[i] = byte(r)
	}
	return out
}
