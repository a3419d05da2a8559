package statement_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"synoptic/internal/language"
	"synoptic/internal/model"
	"synoptic/internal/statement"
)

var update = flag.Bool("update", false, "rewrite the golden cases")

// article makes an article of paragraphs between blank lines. A first
// character marks what is no paragraph: "=" a title, "#" a heading, "~" a
// caption, ">" a block quotation.
func article(text string) *model.Article {
	a := &model.Article{ID: "a", Language: "en"}
	var b strings.Builder
	kinds := map[byte]model.BlockKind{'=': model.BlockTitle, '#': model.BlockHeading, '~': model.BlockCaption, '>': model.BlockQuotation}
	for _, p := range strings.Split(text, "\n\n") {
		p = strings.Join(strings.Fields(p), " ")
		if p == "" {
			continue
		}
		kind := model.BlockParagraph
		if k, ok := kinds[p[0]]; ok {
			kind, p = k, strings.TrimSpace(p[1:])
		}
		if kind == model.BlockTitle {
			a.Title = p
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		a.Blocks = append(a.Blocks, model.Block{Kind: kind, Start: b.Len(), End: b.Len() + len(p)})
		b.WriteString(p)
	}
	a.Text = b.String()
	return a
}

func analyze(a *model.Article) *model.Analysis {
	an := language.Annotate(a)
	an.Statements = statement.Find(an)
	return an
}

// show is a statement as the golden cases hold it.
func show(s model.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", s.ID, s.Kind)
	if s.Cue != nil {
		fmt.Fprintf(&b, " %s", s.Cue.Class)
	}
	if s.Negated {
		b.WriteString(" (not)")
	}
	who := s.Speaker.Name
	if who == "" {
		who = "?"
		if s.Speaker.Perhaps != "" {
			who = "? perhaps " + s.Speaker.Perhaps
		}
	}
	fmt.Fprintf(&b, " | %s, by %s", who, s.Speaker.How)
	if s.Speaker.Name != "" && s.Speaker.Confidence < 0.8 {
		b.WriteString(", unsure")
	}
	for _, x := range []struct{ label, text string }{{"to", s.Addressee}, {"occasion", s.Occasion}, {"via", strings.Join(s.Via, " > ")}} {
		if x.text != "" {
			fmt.Fprintf(&b, " | %s %s", x.label, x.text)
		}
	}
	fmt.Fprintf(&b, "\n   %s\n", s.Text)
	return b.String()
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(ar.Files) != 2 || ar.Files[0].Name != "article" || ar.Files[1].Name != "want" {
				t.Fatalf("want the files article and want in %s", file)
			}
			var got strings.Builder
			for _, s := range analyze(article(string(ar.Files[0].Data))).Statements {
				got.WriteString(show(s))
			}
			if *update {
				ar.Files[1].Data = []byte(got.String())
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(ar.Files[1].Data); got.String() != want {
				t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
			}
		})
	}
}
