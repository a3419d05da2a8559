package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"synoptic/internal/model"
	"synoptic/internal/render/rendertest"
)

func rendered(t testing.TB, f func(io.Writer, *model.Document) error, doc *model.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestExportsGolden(t *testing.T) {
	for name, f := range map[string]func(io.Writer, *model.Document) error{
		"statements.csv": CSV, "synopsis.md": Markdown, "graph.jsonld": JSONLD,
	} {
		golden(t, name, rendered(t, f, rendertest.Document()))
	}
}

// TestCSV reads the rows back and checks them against the document.
func TestCSV(t *testing.T) {
	doc := rendertest.Document()
	doc.Stories[0].Statements[0].Speaker.Name = "=HYPERLINK(\"x\")"
	rows, err := csv.NewReader(bytes.NewReader(rendered(t, CSV, doc))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	n := 0
	texts := map[string]string{}
	for _, a := range doc.Articles {
		texts[a.ID] = a.Text
	}
	for _, s := range doc.Stories {
		for _, st := range s.Statements {
			n++
			row := rows[n]
			start, _ := strconv.Atoi(row[column["start"]])
			end, _ := strconv.Atoi(row[column["end"]])
			if content := texts[row[column["article"]]][start:end]; len(st.Content) == 1 && content != row[column["text"]] {
				t.Errorf("row %d: %q at [%d,%d), text is %q", n, content, start, end, row[column["text"]])
			}
			if row[column["kind"]] != string(st.Kind) || row[column["utterance"]] == "" || row[column["line"]] == "" {
				t.Errorf("row %d: %q", n, row)
			}
		}
	}
	if len(rows) != n+1 {
		t.Errorf("%d rows for %d statements", len(rows)-1, n)
	}
	if got := rows[1][column["speaker"]]; got != `'=HYPERLINK("x")` {
		t.Errorf("a formula came out as %q", got)
	}
}

// A parsedGraph is what the tests read of JSON-LD.
type parsedGraph struct {
	Context []any `json:"@context"`
	Graph   []struct {
		ID          string `json:"@id"`
		Type        string `json:"@type"`
		ArticleBody string `json:"articleBody"`
		Text        string `json:"text"`
		Body        []any  `json:"body"`
		Target      []struct {
			Source   string `json:"source"`
			Selector []struct {
				Type                  string `json:"@type"`
				Exact, Prefix, Suffix string
				Start, End            int
			} `json:"selector"`
		} `json:"target"`
	} `json:"@graph"`
}

func parseGraph(t testing.TB, data []byte) parsedGraph {
	t.Helper()
	var g parsedGraph
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// TestJSONLD checks that identifiers are unique and known, and that both
// selectors of every target give the same words.
func TestJSONLD(t *testing.T) {
	data := rendered(t, JSONLD, rendertest.Document())
	g := parseGraph(t, data)
	ids, bodies, types := map[string]bool{}, map[string][]rune{}, map[string]int{}
	for _, n := range g.Graph {
		if ids[n.ID] || n.ID == "" {
			t.Errorf("identifier %q stands twice", n.ID)
		}
		ids[n.ID] = true
		types[n.Type]++
		bodies[n.ID] = []rune(n.ArticleBody)
	}
	targets := 0
	for _, n := range g.Graph {
		for _, target := range n.Target {
			targets++
			quote, position := target.Selector[0], target.Selector[1]
			body := bodies[target.Source]
			if position.End > len(body) || position.Start >= position.End {
				t.Errorf("%s: [%d,%d) of %d code points", n.ID, position.Start, position.End, len(body))
				continue
			}
			if got := string(body[position.Start:position.End]); got != quote.Exact {
				t.Errorf("%s: by position %q, quoted %q", n.ID, got, quote.Exact)
			}
			if !strings.Contains(string(body), quote.Prefix+quote.Exact+quote.Suffix) {
				t.Errorf("%s: %q does not stand between its prefix and suffix", n.ID, quote.Exact)
			}
		}
	}
	if types["NewsArticle"] != 6 || types["Quotation"] < 10 || types["Claim"] < 4 || targets < 20 {
		t.Errorf("%v, %d targets", types, targets)
	}
	checkLinks(t, data, ids)
}

// checkLinks checks that every node that is only an identifier is in the graph.
func checkLinks(t *testing.T, data []byte, ids map[string]bool) {
	t.Helper()
	var all struct {
		Graph []any `json:"@graph"`
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	links := 0
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if id, ok := v["@id"].(string); ok && len(v) == 1 {
				links++
				if !ids[id] {
					t.Errorf("%q is linked and not there", id)
				}
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(all.Graph)
	if links < 60 {
		t.Errorf("only %d links", links)
	}
}

// TestCodePoints compares positions with a plain count, on texts of characters
// of all lengths.
func TestCodePoints(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Repeat(rapid.StringOf(rapid.SampledFrom([]rune("aé€🚢\n "))).Draw(r, "text"), rapid.IntRange(1, 60).Draw(r, "times"))
		c := newCodePoints(text)
		offset := rapid.IntRange(0, len(text)).Draw(r, "offset")
		for !boundary(text, offset) {
			offset--
		}
		if got, want := c.at(offset), utf8.RuneCountInString(text[:offset]); got != want {
			r.Fatalf("at(%d) = %d, want %d", offset, got, want)
		}
	})
}

// TestNothingPanics renders documents that hang together badly.
func TestNothingPanics(t *testing.T) {
	span := &model.Span{Start: -4, End: 900}
	broken := &model.Document{
		Articles: []*model.Article{nil, {}, {ID: "x", Text: "é", Blocks: []model.Block{{Start: 1, End: 900}, {Start: -1, End: 1}},
			Credits: []model.Credit{{Span: span}}}, {ID: "x", Text: "twice"}},
		Stories: []model.Synopsis{{
			Story: model.Story{Articles: []string{"x", "gone", "x"}, TitleOf: "gone", Related: []string{"gone", ""},
				Lineages: []model.Lineage{{Articles: []string{"gone"}, ReliesOn: []model.Reliance{{Article: "gone", Span: span}}}, {}},
				Copies:   []model.Copy{{A: model.Passage{Article: "gone"}, B: model.Passage{Article: "x", Start: 1, End: 0}}}},
			Statements: []model.Statement{{ID: "t", Article: "gone", Content: []model.Span{*span}, Cue: &model.Cue{Span: *span}}, {ID: "u", Article: "x"}},
			Utterances: []model.Utterance{{}, {Statements: []string{"t", "gone"}, Relation: model.PartOf, Variants: []model.Variant{
				{Statement: "t", Words: []model.Run{{Start: 900, End: -1, Column: 1 << 40}, {Column: -7}}}, {Statement: "u"}, {Statement: "gone"}}}},
			Differences: []model.Difference{{}, {Kind: "new", Sides: []model.Side{{Article: "gone"}, {Article: "x", Start: 1, End: 2}}}},
			Timeline:    []model.Happening{{}, {Evidence: []model.Evidence{{Article: "x", Start: 0, End: 1, Date: span}}, From: "narrative"}},
			Labels:      []model.Label{{}, {Uses: []model.LabelUse{{Article: "gone", Spans: []model.Span{*span}}, {Article: "x"}}}},
			Facts:       []model.Fact{{}, {Evidence: []model.FactEvidence{{Article: "x", Start: 0, End: 1}, {Article: "gone"}}, Absent: []string{"gone"}}},
		}},
	}
	for name, f := range map[string]func(io.Writer, *model.Document) error{"html": HTML, "csv": CSV, "markdown": Markdown, "jsonld": JSONLD} {
		for _, doc := range []*model.Document{broken, {}} {
			out := rendered(t, f, doc)
			if !utf8.Valid(out) {
				t.Errorf("%s: not UTF-8", name)
			}
			if name == "html" {
				sound(t, check(t, out))
			}
		}
	}
}

func TestEscapeMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"# no heading": `\# no heading`, "1. no list": `1\. no list`, "12 men": "12 men", "- no list": `\- no list`,
		"a *b* _c_ [d](e) <f> `g` | h & i": "a \\*b\\* \\_c\\_ \\[d\\](e) \\<f\\> \\`g\\` \\| h \\& i", "two\nlines": "two lines",
	} {
		if got := plainMarkdown(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
