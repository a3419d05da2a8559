package read

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"synoptic/internal/model"
)

var update = flag.Bool("update", false, "rewrite the expected output of golden cases")

// TestGolden reads the input of every case in testdata and compares what was
// read with the expected output beside it. A case is a txtar file whose first
// file is the input, named as a newsroom might name it, and whose second, "want",
// is the reading.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(path)
			if err != nil || len(ar.Files) == 0 {
				t.Fatalf("parse %s: %v", path, err)
			}
			in := ar.Files[0]
			got := describe(Read(in.Name, in.Data))
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(ar.Files) != 2 || string(ar.Files[1].Data) != got {
				t.Errorf("read differently; -update rewrites\n%s", got)
			}
		})
	}
}

// describe writes articles in a form that people can check by reading.
func describe(articles []*model.Article, err error) string {
	var b strings.Builder
	if err != nil {
		b.WriteString("error: " + err.Error() + "\n")
	}
	for i, a := range articles {
		if i > 0 || err != nil || strings.Contains(a.Source, "#") {
			b.WriteString("\n== " + a.Source + "\n")
		}
		line := func(name string, value any) {
			if s := fmt.Sprint(value); s != "" && s != "[]" && s != "<nil>" {
				fmt.Fprintf(&b, "%s: %s\n", name, s)
			}
		}
		line("title", a.Title)
		line("subtitle", a.Subtitle)
		line("outlet", strings.TrimSpace(a.Outlet.Name+" | "+a.Outlet.Domain+" | "+a.Outlet.From))
		line("byline", strings.Join(a.Byline, "; "))
		if a.Published != nil {
			line("published", a.Published.Value+" from "+a.Published.From)
		}
		if a.Updated != nil {
			line("updated", a.Updated.Value+" from "+a.Updated.From)
		}
		line("dateline", a.Dateline)
		line("section", a.Section)
		line("url", a.URL)
		line("language", a.Language)
		for _, c := range a.Credits {
			where := fmt.Sprintf("line %d", c.Line)
			if c.Span != nil {
				where = fmt.Sprintf("line %d, %q", a.Line(c.Span.Start), c.Span.In(a.Text))
			}
			line("credit", fmt.Sprintf("%s (%s) photo=%t: %s", c.Agency, where, c.Photo, c.Text))
		}
		line("notes", strings.Join(a.Notes, "; "))
		b.WriteString("\n")
		for _, k := range a.Blocks {
			fmt.Fprintf(&b, "%3d %-15s %s", k.Line, k.Kind, k.Span().In(a.Text))
			if k.By != nil {
				fmt.Fprintf(&b, " [by %s]", k.By.In(a.Text))
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
		for _, s := range a.Aside {
			fmt.Fprintf(&b, "%3d ~%-14s %s", s.Line, s.Kind, s.Text)
			if s.By != "" {
				fmt.Fprintf(&b, " [by %s]", s.By)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}
