package html

import (
	"strings"
	"testing"

	"synoptic/internal/read/piece"
)

func scan(in string) *Page { return Scan(piece.NewSource(in)) }

func texts(p *Page) string {
	var out []string
	for _, b := range p.Blocks {
		out = append(out, b.Text)
	}
	return strings.Join(out, "|")
}

func TestScanBlocks(t *testing.T) {
	for in, want := range map[string]string{
		"<p>a <b>b</b>c&amp;d</p><p>e":                  "a bc&d|e",
		"<div>a<p>b</p>c</div>":                         "a|b|c",
		"a<br>b<br><br>c":                               "a b|c",
		"<ul><li>x<li>y</ul>z":                          "x|y|z",
		"<p>a<script>b</script><style>c</style>d":       "ad",
		"<p>a<svg><text>b</text></svg>c":                "ac",
		"<p>AT&T &lt;b&gt; &bogus; &#8212; &#x2014":     "AT&T <b> &bogus; — —",
		"<table><tr><td>a<td>b<tr><td>c</table>":        "a|b|c",
		"<p>a</b></i></p>b":                             "a|b",
		"<select><option>a</select><button>b</button>c": "c",
		"<!-- a --><p>b<!-- c -->d":                     "bd",
	} {
		if got := texts(scan(in)); got != want {
			t.Errorf("Scan(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestScanMetadata(t *testing.T) {
	p := scan(`<html lang=en><head><title>A &amp; B</title><meta property="og:title" content="A"><meta name=author content="Jane Roe">` +
		`<link rel=canonical href="https://courier.example/a"><script type="application/ld+json">{"headline":"A"}</script></head>` +
		`<body><nav>Home</nav><main><p hidden>h</p><p>x <a href=/>link</a></p></main><time datetime="2031-03-03">t</time></body></html>`)
	if p.Title != "A & B" || p.Meta["og:title"] != "A" || p.Meta["author"] != "Jane Roe" || p.Canonical != "https://courier.example/a" ||
		p.Lang != "en" || len(p.JSONLD) != 1 || len(p.Times) != 1 || p.Truncated {
		t.Errorf("metadata %+v", p)
	}
	byText := map[string]Block{}
	for _, b := range p.Blocks {
		byText[b.Text] = b
	}
	if byText["Home"].Region != "menu" || !byText["h"].Hidden || byText["x link"].Link != len(" link") || !byText["x link"].Main {
		t.Errorf("blocks %+v", p.Blocks)
	}
}

func TestJSONLD(t *testing.T) {
	a, site := readJSONLD(parseJSONLD([]string{
		`{"@type":"WebSite","name":"Elsa Courier"}`,
		`<!-- {"@graph":[{"@type":"WebPage","name":"wrong"},{"@type":["Article","NewsArticle"],"headline":"Ferry stays",` +
			`"author":[{"@type":"Person","name":"Jane Roe"},{"@type":"Organization","name":"Staff"}],"publisher":{"@id":"#p"},` +
			`"datePublished":"2031-03-03"},{"@id":"#p","name":"Elsa Media"}]} -->`,
		`{"broken`,
	}))
	if a.headline != "Ferry stays" || a.publisher != "Elsa Media" || strings.Join(a.authors, ";") != "Jane Roe" || site != "Elsa Courier" || a.published != "2031-03-03" {
		t.Errorf("read %+v of %q", a, site)
	}
}

func TestWithoutSite(t *testing.T) {
	p := scan("<title>x</title>")
	p.Canonical = "https://www.elsacourier.example/a"
	o, _ := outlet(p, ldArticle{publisher: "Elsa Courier"}, "", p.Canonical, "")
	for in, want := range map[string]string{
		"Ferry stays | Elsa Courier":           "Ferry stays",
		"Elsa Courier: Ferry stays":            "Elsa Courier: Ferry stays",
		"Ferry stays - for now - elsa courier": "Ferry stays - for now",
		"Elsa Courier":                         "",
		"Lind: ferry | no ferry":               "Lind: ferry | no ferry",
	} {
		if got := withoutSite(in, o); got != want {
			t.Errorf("withoutSite(%q) = %q, want %q", in, got, want)
		}
	}
}
