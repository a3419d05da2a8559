package pipeline_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"synoptic/internal/model"
	"synoptic/internal/pipeline"
	"synoptic/internal/read"
	"synoptic/internal/render"
)

// accounts reads our example story anew: Run may number articles apart.
func accounts(t testing.TB) []*model.Article {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "examples", "harbour-strike", "*"))
	if err != nil || len(files) != 6 {
		t.Fatalf("the example has %d files: %v", len(files), err)
	}
	var out []*model.Article
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		articles, err := read.Read(filepath.Base(file), data)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, articles...)
	}
	return out
}

func run(t testing.TB, articles []*model.Article, o pipeline.Options) *model.Document {
	t.Helper()
	doc, err := pipeline.Run(context.Background(), articles, o)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func asJSON(t testing.TB, doc *model.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := render.JSON(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestResultDependsOnNeitherOrderNorProcessors(t *testing.T) {
	want := asJSON(t, run(t, accounts(t), pipeline.Options{Workers: 1}))
	backwards := accounts(t)
	slices.Reverse(backwards)
	for name, got := range map[string][]byte{
		"backwards":        asJSON(t, run(t, backwards, pipeline.Options{Workers: 1})),
		"eight processors": asJSON(t, run(t, accounts(t), pipeline.Options{Workers: 8})),
		"again":            asJSON(t, run(t, accounts(t), pipeline.Options{})),
	} {
		if !bytes.Equal(got, want) {
			t.Errorf("%s: another result", name)
		}
	}
}

func TestDaysAskedFor(t *testing.T) {
	doc := run(t, accounts(t), pipeline.Options{Since: "2026-04-15"})
	for _, a := range doc.Articles {
		if a.Published.Day() != "" {
			t.Errorf("%s of %s is in", a.Source, a.Published.Day())
		}
	}
	if len(doc.Articles) != 2 {
		t.Errorf("%d undated articles, want 2", len(doc.Articles))
	}
}

func TestMinConfidence(t *testing.T) {
	all := run(t, accounts(t), pipeline.Options{})
	sure := run(t, accounts(t), pipeline.Options{MinConfidence: 0.9})
	if a, b := statements(all), statements(sure); b >= a || b == 0 {
		t.Errorf("%d statements in all, %d of 0.9 or more", a, b)
	}
}

func statements(doc *model.Document) int {
	n := 0
	for _, s := range doc.Stories {
		n += len(s.Statements)
	}
	return n
}

// Two files of the same bytes are two articles with ids of their own.
func TestArticlesAlikeAreNumbered(t *testing.T) {
	text := []byte("The mayor of Tollby, Nora Birk, said on Monday that the new bridge would open in May.")
	var articles []*model.Article
	for _, name := range []string{"a.txt", "b.txt"} {
		read, err := read.Read(name, text)
		if err != nil {
			t.Fatal(err)
		}
		read[0].Outlet = model.Outlet{Name: "Tollby News"}
		read[0].Seal()
		articles = append(articles, read...)
	}
	doc := run(t, articles, pipeline.Options{})
	if len(doc.Articles) != 2 || doc.Articles[0].ID == doc.Articles[1].ID {
		t.Errorf("articles %v", doc.Articles)
	}
}

func TestStoppedRun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := pipeline.Run(ctx, accounts(t), pipeline.Options{}); err == nil {
		t.Error("a stopped run gave a result")
	}
}

// A fault in one article costs that article alone.
func TestFaultCostsOneArticle(t *testing.T) {
	articles := accounts(t)
	articles[0].Blocks = []model.Block{{Kind: model.BlockParagraph, Start: 5, End: 1 << 40}} // a reader's fault
	doc := run(t, articles, pipeline.Options{})
	if len(doc.Articles)+len(doc.Skipped) != 6 || len(doc.Articles) < 5 {
		t.Errorf("%d articles, %d skipped", len(doc.Articles), len(doc.Skipped))
	}
}

// Whatever two files hold, every span of the result slices to its text.
func FuzzSpans(f *testing.F) {
	f.Add([]byte("Mayor Nora Birk said: “It opens in May.”\n\nShe denied that it was late."), []byte("“It opens in May,” said Birk, the mayor. 12 people saw it on 3 May."))
	f.Add([]byte("<html><h1>Bridge</h1><p>Birk told Tollby News that “the bridge</p><p>“will open” on Tuesday.</p>"), []byte("\xff\xfe«Oui», 3.5 — “"))
	f.Fuzz(func(t *testing.T, x, y []byte) {
		var articles []*model.Article
		for name, data := range map[string][]byte{"x": x, "y": y} {
			found, err := read.Read(name, data)
			if err == nil {
				articles = append(articles, found...)
			}
		}
		doc := run(t, articles, pipeline.Options{})
		for _, s := range doc.Skipped {
			t.Errorf("%s: %s", s.Source, s.Reason)
		}
		if _, wrong := render.CheckSpans(doc); len(wrong) > 0 {
			t.Errorf("wrong spans: %v", wrong)
		}
	})
}

func BenchmarkRun(b *testing.B) {
	articles := accounts(b)
	b.ReportAllocs()
	for b.Loop() {
		run(b, articles, pipeline.Options{Workers: 1})
	}
}
