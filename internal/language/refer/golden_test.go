package refer

import (
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"os"

	"synoptic/internal/language/name"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
	"synoptic/internal/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Golden files hold texts whose names stand in square brackets, each with its
// type, and what every mention was resolved to. Texts are tagged and parsed.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		changed := false
		for i := 0; i+1 < len(archive.Files); i += 2 {
			text, want := archive.Files[i], &archive.Files[i+1]
			got := mentionsOf(strings.TrimSpace(string(text.Data)))
			if got == string(want.Data) {
				continue
			}
			if *update {
				want.Data, changed = []byte(got), true
				continue
			}
			t.Errorf("%s, %s:\ngot\n%swant\n%s", file, text.Name, got, want.Data)
		}
		if changed {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// mentionsOf is a line for each mention in a marked text: its words, kind,
// entity, what that stands for, and its title.
func mentionsOf(marked string) string {
	text, spans, kinds := unmark(marked)
	an := &model.Analysis{Article: &model.Article{ID: "a", Text: text, Blocks: []model.Block{{Kind: model.BlockParagraph, End: len(text)}}}}
	an.Sentences, an.Tokens = segment.Split(text, an.Article.Blocks)
	tag.Tag(text, an.Sentences, an.Tokens)
	parse.Parse(text, an.Sentences, an.Tokens)
	var names []name.Name
	for i, s := range spans {
		first, last := an.TokensIn(s)
		names = append(names, name.Name{Span: s, Type: kinds[i], First: first, Last: last, Confidence: 1})
	}
	Resolve(an, names)
	var out strings.Builder
	for _, m := range an.Mentions {
		who := "?"
		if m.Entity >= 0 {
			e := an.Entities[m.Entity]
			who = e.Name + ", " + string(e.Type)
			if e.Gender != "" {
				who += ", " + string(e.Gender)
			}
			if e.StandsFor != "" {
				who += ", stands for " + e.StandsFor
			}
		}
		fmt.Fprintf(&out, "%s (%s): %s", m.In(text), m.Kind, who)
		if m.Entity >= 0 && m.Confidence < 0.8 {
			out.WriteString(", unsure")
		}
		if m.Title.Len() > 0 && m.Title != m.Span {
			fmt.Fprintf(&out, " [%s]", m.Title.In(text))
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// unmark takes the brackets out of "[person Ada Holm] spoke".
func unmark(marked string) (text string, spans []model.Span, kinds []model.EntityType) {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(marked, "[")
		out.WriteString(before)
		if !ok {
			return out.String(), spans, kinds
		}
		inside, after, _ := strings.Cut(rest, "]")
		kind, words, _ := strings.Cut(inside, " ")
		start := out.Len()
		out.WriteString(words)
		spans = append(spans, model.Span{Start: start, End: out.Len()})
		kinds = append(kinds, model.EntityType(kind))
		marked = after
	}
}
