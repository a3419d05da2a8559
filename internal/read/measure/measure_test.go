package measure

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/model"
	"synoptic/internal/read"
	"synoptic/internal/read/lines"
)

func TestTally(t *testing.T) {
	var y Tally
	y.Add("the ferry left the quay at noon", "the ferry left the quay") // 2 of 4 runs, both right
	if y.Recall() != 50 || y.Precision() != 100 || math.Abs(y.F1()-66.667) > 0.001 {
		t.Errorf("half of a text: %+v", y)
	}
	y.Add("short text", "") // nothing found: recall 0, no precision
	if y.Recall() != 25 || y.Precision() != 100 || y.Pages != 2 || y.F1() != 40 {
		t.Errorf("a text not found: %+v", y)
	}
	y.Add("", "too much") // no recall where there is no text
	if y.Recall() != 25 || y.Precision() != 50 {
		t.Errorf("a text where there is none: %+v", y)
	}
	if f := (Tally{}).F1(); f != 0 {
		t.Errorf("F1 of nothing %f", f)
	}
}

// published are the figures of stored outputs as the benchmark's README has
// them: F1, precision, recall.
var published = map[string][3]float64{
	"AutoExtract": {0.970, 0.984, 0.956}, "boilerpipe": {0.860, 0.850, 0.870}, "go_domdistiller": {0.927, 0.901, 0.956},
	"go_readability": {0.934, 0.900, 0.971}, "go_readability_fork": {0.947, 0.914, 0.982}, "go_trafilatura": {0.960, 0.940, 0.980},
	"goose3": {0.896, 0.940, 0.856}, "justext": {0.804, 0.858, 0.756}, "news_please": {0.948, 0.964, 0.933},
	"readability": {0.922, 0.913, 0.931}, "readability_js": {0.947, 0.914, 0.982}, "rs_trafilatura": {0.970, 0.951, 0.990},
	"trafilatura": {0.958, 0.938, 0.978},
}

// TestStoredOutputs wants the figures that the benchmark's own script printed.
func TestStoredOutputs(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "..", "shared", "data", "pages", "article-extraction-benchmark")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the benchmark's folder is not there: ", err)
	}
	pages, err := Pages(dir)
	if err != nil {
		t.Fatal(err)
	}
	outputs, err := Outputs(dir, pages)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range published {
		y, ok := outputs[name]
		if !ok {
			t.Errorf("%s: no output", name)
		}
		for i, got := range []float64{y.F1(), y.Precision(), y.Recall()} {
			if math.Abs(got/100-want[i]) > 0.0005+1e-9 {
				t.Errorf("%s: figure %d is %.4f, published %.3f", name, i, got/100, want[i])
			}
		}
	}
}

func TestLabel(t *testing.T) {
	page := []lines.Line{
		{Text: "Home"}, {Text: "The harbour council voted to keep the ferry."}, {Text: "Home"}, {Text: "A long wait"},
		{Text: "Read more about the weather at sea today"}, {Text: "Its chair said that nobody should wait."}, {Text: "A long wait"},
	}
	gold := "The harbour council voted to keep the ferry.\nA long wait\nIts chair said that nobody should wait."
	want := []bool{false, true, false, true, false, true, false}
	for i, k := range label(gold, page) {
		if k != want[i] {
			t.Errorf("line %d, %q: %v", i, page[i].Text, k)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString(text)
	if filepath.Ext(path) == ".gz" {
		b.Reset()
		z := gzip.NewWriter(&b)
		z.Write([]byte(text))
		z.Close()
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

const menu = "<ul><li><a href=/>Home</a><li><a href=/w>Weather</a><li><a href=/s>Sport</a></ul>"

var story = []string{
	"The harbour council voted on Monday to keep the night ferry running through the winter, its chair said.",
	"Nobody should have to sleep on the quay, said Mara Lind, who chairs the council of the port.",
	"The vote ended a dispute that had lasted since spring and had split the town into two camps.",
}

// pagesOf writes a set of pages of two hosts and reads it.
func pagesOf(t *testing.T) []Page {
	t.Helper()
	dir := t.TempDir()
	page := "<html><body>" + menu + "<article><p>" + strings.Join(story, "</p><p>") + "</p></article><p>Comments are closed</p></body></html>"
	gold := strings.Join(story, `\n`)
	write(t, filepath.Join(dir, "ground-truth.json"),
		`{"b":{"articleBody":"`+gold+`","url":"https://b.example/2"},"a":{"articleBody":"`+gold+`","url":"https://a.example/1"}}`)
	write(t, filepath.Join(dir, "html", "a.html.gz"), page)
	write(t, filepath.Join(dir, "html", "b.html.gz"), page)
	pages, err := Pages(dir)
	if err != nil || len(pages) != 2 || pages[0].ID != "a" || pages[0].host() != "a.example" {
		t.Fatalf("%+v, %v", pages, err)
	}
	return pages
}

func TestExtraction(t *testing.T) {
	pages := pagesOf(t)
	y, texts := Extraction(pages, read.Read, false)
	if y.F1() < 99 || !strings.HasPrefix(texts["a"], story[0]+"\n") {
		t.Errorf("F1 %.1f, %q", y.F1(), texts["a"])
	}
	if y, _ := Extraction(pages, read.Read, true); y.Recall() < 99 {
		t.Errorf("flattened: %+v", y)
	}
	if lost, all := CleanTexts(pages, read.Read); lost != 0 || all != 2*len(strings.Fields(strings.Join(story, " "))) {
		t.Errorf("%d of %d words lost", lost, all)
	}
	refuse := func(string, []byte) ([]*model.Article, error) { return nil, os.ErrInvalid }
	if y, _ := Extraction(pages, refuse, false); y.Recall() != 0 || y.Pages != 2 {
		t.Errorf("refused: %+v", y)
	}
}

func TestCrossValidate(t *testing.T) {
	for _, flat := range []Flat{false, true} {
		c := CrossValidate(pagesOf(t), flat, lines.Default())
		if c.Whole.Pages != 2 || c.Alone.Pages != 2 || c.Sure.Pages+c.Uncertain.Pages != 2 || c.Remembered != c.Whole {
			t.Errorf("flat %v: pages are missing: %+v", flat, c)
		}
		if c.Whole.F1() < 80 || c.Alone.F1() < 80 {
			t.Errorf("flat %v: F1 %.1f and %.1f of the same page elsewhere", flat, c.Whole.F1(), c.Alone.F1())
		}
	}
}

func TestSilver(t *testing.T) {
	pages := pagesOf(t)
	three := strings.Join(story, "\n")
	two := strings.Join(story[:2], "\n")
	if l := SilverLabels("a.html", pages[0].Data, [3]string{three, "something else", two}); l != "" {
		t.Errorf("labels where extractors differ: %q", l)
	}
	longer := append(slices.Clone(story), story...)
	for i := range story {
		longer[i] = strings.ReplaceAll(story[i], "ferry", "steamer")
	}
	dir := t.TempDir()
	page := "<html><body>" + menu + "<article><p>" + strings.Join(longer, "</p><p>") + "</p></article><p>Comments are closed</p></body></html>"
	write(t, filepath.Join(dir, "a.html.gz"), page)
	line := SilverLabels("a.html", []byte(page), [3]string{strings.Join(longer[:4], "\n"), strings.Join(longer[:5], "\n"), strings.Join(longer, "\n")})
	silver, err := ReadSilver("# labels\n"+line+"\ngone.html\t3:1-2\n", dir)
	if err != nil || len(silver) != 1 {
		t.Fatalf("%q: %d pages, %v", line, len(silver), err)
	}
	if got := fmt.Sprintf("%c", silver[0].states); got != "[0 0 0 3 3 3 3 x 1 0]" {
		t.Errorf("states %s of %q", got, line)
	}
	e := silver[0].example(true, 0)
	if len(e.Lines) != 10 || !e.Keep[6] || e.Keep[7] || e.Trust[7] != 0 || e.Trust[8] != 0.7 || e.Lines[0].Bullet || e.Lines[0].Traits != nil {
		t.Errorf("example %+v", e)
	}
	if _, err := ReadSilver("a.html\t3:x-9\n", dir); err == nil {
		t.Error("bad labels gave no error")
	}
}

func TestPublicationDays(t *testing.T) {
	dir := t.TempDir()
	labels := filepath.Join(dir, "eval_x.json")
	write(t, labels, `{"https://a.example/1":{"file":"a.html","date":"2031-03-04"},"https://a.example/2":{"file":"b.html","date":"2031-03-05"},
		"https://a.example/3":{"file":"gone.html","date":"2031-03-06"},"https://a.example/4":{"file":"c.html","date":"2031-03-07"}}`)
	page := func(head string) string {
		return "<html><head>" + head + "</head><body><article><p>" + strings.Join(story, "</p><p>") + "</p></article></body></html>"
	}
	write(t, filepath.Join(dir, "html", "a.html.gz"), page(`<meta property="article:published_time" content="2031-03-04T08:00:00Z">`))
	write(t, filepath.Join(dir, "html", "b.html.gz"), page(`<meta property="article:published_time" content="2031-03-04T08:00:00Z">`))
	write(t, filepath.Join(dir, "html", "c.html.gz"), page(""))
	d, err := PublicationDays(labels, read.Read)
	if err != nil || d.Right != 1 || d.Found != 2 || d.Pages != 3 || len(d.Wrong) != 2 {
		t.Errorf("%+v, %v", d, err)
	}
	if math.Abs(d.F1()-50) > 1e-9 {
		t.Errorf("F1 %f, want 50: precision and recall a half", d.F1())
	}
}
