package statement_test

import (
	"strings"
	"testing"

	"synoptic/internal/model"
)

// check reports what no analysis may show.
func check(t *testing.T, an *model.Analysis) {
	t.Helper()
	text := an.Article.Text
	last := -1
	for i, s := range an.Statements {
		if len(s.Content) == 0 {
			t.Fatalf("statement %d has no content", i)
		}
		for j, c := range s.Content {
			if c.Start < 0 || c.End > len(text) || c.Start >= c.End {
				t.Fatalf("statement %d: content %v out of range", i, c)
			}
			if j > 0 && c.Start < s.Content[j-1].End {
				t.Fatalf("statement %d: contents %v out of order", i, s.Content)
			}
			if b := an.Article.BlockAt(c.Start); b < 0 || c.End > an.Article.Blocks[b].End {
				t.Fatalf("statement %d: content %v leaves its block", i, c)
			}
		}
		if s.Content[0].Start < last {
			t.Fatalf("statement %d out of order", i)
		}
		last = s.Content[0].Start
		for _, sp := range []*model.Span{s.Source, cueSpan(s)} {
			if sp != nil && sp.In(text) == "" {
				t.Fatalf("statement %d: span %v out of range", i, *sp)
			}
		}
		if s.Confidence < 0 || s.Confidence > 1 || s.Speaker.Confidence < 0 || s.Speaker.Confidence > 1 {
			t.Fatalf("statement %d: confidence out of range", i)
		}
		if s.Speaker.Name == "" && s.Speaker.How != model.SpeakerIsUnknown {
			t.Fatalf("statement %d: no name, found by %q", i, s.Speaker.How)
		}
	}
}

func cueSpan(s model.Statement) *model.Span {
	if s.Cue == nil {
		return nil
	}
	return &s.Cue.Span
}

var seeds = []string{
	"“A,” said Bo. “B", "\"a\" \"b \"c", "« » ' ’ ‘x’ „a“ ''b''", "X: “y”\n\nY: z", "According to X, Y said Z.",
	"Ann Berg said that Bo Lind, who said \"x\", said.", ", said X", "said", "“", "according to", "= A: b\n\n> q", "he said she said it said",
	"“P one\n\n“P two\n\n“P three,” said Eva Lund.", "X said, “a” and “b,” Y added: “c", "“" + strings.Repeat("‘“", 50),
}

func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		check(t, analyze(article(strings.ToValidUTF8(s, " "))))
	})
}

// story is an article whose people can be exchanged.
const story = `Mayor HIM LAST1 said the bridge would open in May, but engineer HER LAST2 warned that the pillars were not safe.

“No car will cross before the tests are done,” LAST1 told reporters. “That is final.”

LAST2 dismissed the plan as “reckless” and said that THEY1 had not read the report.

“Read it,” LAST2 added. PRON2 told the council that the steel was old.

LAST1 disagreed. “It will hold,” PRON1 said.`

func told(him, last1, pron1, her, last2, pron2 string) string {
	return strings.NewReplacer("HIM", him, "HER", her, "LAST1", last1, "LAST2", last2, "THEY1", "nobody", "PRON1", pron1, "PRON2", strings.ToUpper(pron2[:1])+pron2[1:]).Replace(story)
}

// TestExchange exchanges the people of a story and expects that nothing but
// the names and pronouns changes.
func TestExchange(t *testing.T) {
	a := analyze(article(told("Stefan", "Moller", "he", "Ingrid", "Vasser", "she"))).Statements
	b := analyze(article(told("Ingrid", "Vasser", "she", "Stefan", "Moller", "he"))).Statements
	if len(a) < 8 || len(a) != len(b) {
		t.Fatalf("%d and %d statements", len(a), len(b))
	}
	swap := strings.NewReplacer("Stefan Moller", "Ingrid Vasser", "Ingrid Vasser", "Stefan Moller")
	for i := range a {
		if swap.Replace(a[i].Speaker.Name) != b[i].Speaker.Name || a[i].Kind != b[i].Kind || a[i].Text != b[i].Text {
			t.Errorf("statement %d: %q by %q and %q by %q", i, a[i].Text, a[i].Speaker.Name, b[i].Text, b[i].Speaker.Name)
		}
	}
}

// TestAppended appends a paragraph about something else and expects that it
// changes nothing before it.
func TestAppended(t *testing.T) {
	s := told("Stefan", "Moller", "he", "Ingrid", "Vasser", "she")
	a := analyze(article(s)).Statements
	b := analyze(article(s + "\n\nThe harbour of Kelmouth handles forty ships a week and grain from nine valleys.")).Statements
	if len(a) != len(b) {
		t.Fatalf("%d statements, with the paragraph %d", len(a), len(b))
	}
	for i := range a {
		if show(a[i]) != show(b[i]) {
			t.Errorf("changed:\n%s%s", show(a[i]), show(b[i]))
		}
	}
}

// TestSeeds runs what the fuzzer starts from.
func TestSeeds(t *testing.T) {
	for _, s := range seeds {
		check(t, analyze(article(s)))
	}
}
