package read

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/read/html"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/piece"
)

var (
	dataDir  = flag.String("data", "../../../shared/data", "folder of data sets")
	train    = flag.Bool("train", false, "make the weights of package lines anew")
	evaluate = flag.Bool("evaluate", false, "measure by cross-validation, hosts kept apart")
)

// A goldPage is a page of the article extraction benchmark, its blocks as lines,
// and which of them its gold text has.
type goldPage struct {
	id, host, gold string
	data           []byte
	lines          []lines.Line
	keep           []bool
}

// How the weights are made: rounds and seeds of training.
const rounds = 15

var seeds = []uint64{1, 2, 3}

var word = regexp.MustCompile(`[\pL\pN_\p{Mn}]+`)

// goldPages loads the benchmark; flat leaves the markup out of the lines.
func goldPages(t testing.TB, flat bool) []goldPage {
	dir := filepath.Join(*dataDir, "pages/article-extraction-benchmark")
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Skipf("the article extraction benchmark is not here: %v", err)
	}
	var gold map[string]struct{ ArticleBody, URL string }
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(err)
	}
	var out []goldPage
	for _, id := range slices.Sorted(mapKeys(gold)) {
		data := gunzip(t, filepath.Join(dir, "html", id+".html.gz"))
		address, _ := url.Parse(gold[id].URL)
		p := goldPage{id: id, host: address.Hostname(), gold: gold[id].ArticleBody, data: data}
		p.lines = html.Lines(html.Scan(piece.NewSource(Decode(data))))
		if flat {
			p.lines = flatten(p.lines)
		}
		p.keep = label(p.gold, p.lines)
		out = append(out, p)
	}
	return out
}

func mapKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func gunzip(t testing.TB, path string) []byte {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func flatten(all []lines.Line) []lines.Line {
	var out []lines.Line
	for _, l := range all {
		if !l.Traits.Hidden {
			out = append(out, lines.Line{Text: l.Text, Bullet: l.Bullet})
		}
	}
	return out
}

// withoutBullets is the page as a copy that loses its list signs.
func withoutBullets(all []lines.Line) []lines.Line {
	out := slices.Clone(all)
	for i := range out {
		out[i].Bullet = false
	}
	return out
}

func words(s string) []string { return word.FindAllString(s, -1) }

// shingles counts the runs of four words of s, as the benchmark's own script
// does.
func shingles(s string) map[string]int {
	w := words(s)
	out := map[string]int{}
	for i := range max(1, len(w)-3) {
		out[strings.Join(w[i:min(len(w), i+4)], " ")]++
	}
	return out
}

// label says which lines the gold text has: those half of whose runs of words
// stand in it, and between them short lines that are one of its lines.
func label(gold string, all []lines.Line) []bool {
	left := shingles(gold)
	short := map[string]bool{}
	for l := range strings.Lines(gold) {
		short[strings.Join(words(l), " ")] = true
	}
	keep := make([]bool, len(all))
	first, last := -1, -1
	for i, l := range all {
		w := words(l.Text)
		if len(w) < 4 {
			keep[i] = len(w) > 0 && short[strings.Join(w, " ")]
			continue
		}
		own, hit := shingles(l.Text), 0
		total := 0
		for k, n := range own {
			hit += min(n, left[k])
			total += n
		}
		if keep[i] = hit*2 >= total; !keep[i] {
			continue
		}
		for k, n := range own {
			left[k] -= min(n, left[k])
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	for i := range keep {
		keep[i] = keep[i] && i >= first && i <= last
	}
	return keep
}

// A tally adds up the benchmark's shares of right, false and missed shingles.
type tally struct{ right, wrong, missed float64 }

func (s *tally) add(gold, got string) {
	a, b := shingles(gold), shingles(got)
	var r, w, m float64
	for k, n := range a {
		r += float64(min(n, b[k]))
		m += float64(max(0, n-b[k]))
	}
	for k, n := range b {
		w += float64(max(0, n-a[k]))
	}
	if sum := r + w + m; sum > 0 {
		s.right, s.wrong, s.missed = s.right+r/sum, s.wrong+w/sum, s.missed+m/sum
	}
}

func (s tally) f1() float64 { return 2 * s.right / (2*s.right + s.wrong + s.missed) }

// examples are the pages as training wants them; a flattened page counts with
// and without its list signs.
func examples(pages []goldPage, flat bool) []lines.Example {
	var out []lines.Example
	for _, p := range pages {
		out = append(out, lines.Example{Lines: p.lines, Keep: p.keep})
		if flat {
			out = append(out, lines.Example{Lines: withoutBullets(p.lines), Keep: p.keep})
		}
	}
	return out
}

// TestTrain writes the weights of package lines, with -train.
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("weights are made only with -train")
	}
	for name, flat := range map[string]bool{"text": true, "page": false} {
		w := lines.Train(examples(goldPages(t, flat), flat), rounds, seeds...)
		head := "# Weights of the line model of package lines, trained on the 181 pages of the\n" +
			"# scrapinghub article extraction benchmark. Made by: go test ./internal/read -run TestTrain -train\n"
		if err := os.WriteFile(filepath.Join("lines/data", name+".weights"), []byte(head+w.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// folds divides hosts; all pages of one host are in one fold.
const folds = 5

// TestCrossValidation measures the line model on pages and on flattened pages of
// hosts it was not trained on, with -evaluate.
func TestCrossValidation(t *testing.T) {
	if !*evaluate {
		t.Skip("measured only with -evaluate")
	}
	for name, flat := range map[string]bool{"flattened": true, "pages": false} {
		pages := goldPages(t, flat)
		fold := map[string]int{}
		for _, p := range pages {
			if _, ok := fold[p.host]; !ok {
				fold[p.host] = len(fold) % folds
			}
		}
		var s tally
		for f := range folds {
			var rest []goldPage
			for _, p := range pages {
				if fold[p.host] != f {
					rest = append(rest, p)
				}
			}
			w := lines.Train(examples(rest, flat), rounds, seeds...)
			for _, p := range pages {
				if fold[p.host] == f {
					all := p.lines
					if flat {
						all = withoutBullets(all)
					}
					s.add(p.gold, kept(all, w.Keep(all)))
				}
			}
		}
		t.Logf("%s: precision %.3f recall %.3f F1 %.3f", name, s.right/(s.right+s.wrong), s.right/(s.right+s.missed), s.f1())
		if s.f1() < 0.89 {
			t.Errorf("%s: F1 %.3f", name, s.f1())
		}
	}
}

func kept(all []lines.Line, keep []bool) string {
	var b strings.Builder
	for i, k := range keep {
		if k {
			b.WriteString(all[i].Text + "\n")
		}
	}
	return b.String()
}

// TestCleanTexts reads the benchmark's gold texts as they are: clean articles,
// of which less than half a per cent of the words may be lost.
func TestCleanTexts(t *testing.T) {
	dir := filepath.Join(*dataDir, "pages/article-extraction-benchmark")
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Skipf("the article extraction benchmark is not here: %v", err)
	}
	var gold map[string]struct{ ArticleBody string }
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(err)
	}
	total, lost := 0, 0
	for id, g := range gold {
		as, err := Read(id+".txt", []byte(g.ArticleBody))
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		invariants(t, as[0], len(g.ArticleBody))
		n := len(strings.Fields(g.ArticleBody))
		total += n
		lost += n - len(strings.Fields(as[0].Text))
	}
	t.Logf("%d of %d words lost", lost, total)
	if lost*200 > total {
		t.Errorf("%d of %d words of clean texts lost", lost, total)
	}
}
