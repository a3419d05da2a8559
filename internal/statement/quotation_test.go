package statement

import (
	"slices"
	"strings"
	"testing"

	"synoptic/internal/model"
)

func TestQuotations(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // outermost quotations, without their marks
	}{
		{`He said “one” and "two" and «three» and „four“.`, []string{"one", "two", "three", "four"}},
		{`‘It’s the boys’ boat,’ she said.`, []string{"It’s the boys’ boat,"}},
		{`The 6'2" man said "no" in the '90s and rock 'n' roll.`, []string{"no"}},
		{`"A," he said. "B."`, []string{"A,", "B."}},
		{`"Never closed, he said.`, []string{"Never closed, he said."}},
		{`We never asked for this road,” said Ann.`, []string{"We never asked for this road,"}},
		{`» First point. » Second point.`, nil},
		{`“He told me, ‘Go,’ and “leave”,” she said.`, []string{`He told me, ‘Go,’ and “leave”,`}},
		{`''Two apostrophes,'' he said.`, []string{"Two apostrophes,"}},
		{`" Spaces inside ", he said.`, []string{" Spaces inside "}},
		{`the workers' and the owners' houses`, nil},
		{`“First was never closed. “Second is closed.”`, []string{"First was never closed.", "Second is closed."}},
		{`“”`, nil},
	} {
		var got []string
		for _, q := range quotations(c.text, []model.Block{{Kind: model.BlockParagraph, End: len(c.text)}}) {
			if q.depth == 0 {
				got = append(got, q.inner.In(c.text))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestChains(t *testing.T) {
	paragraphs := []string{"He said: “One.", "“Two.", "“Three.” She left.", "“Four.”"}
	text := strings.Join(paragraphs, "\n\n")
	var blocks []model.Block
	at := 0
	for _, p := range paragraphs {
		blocks = append(blocks, model.Block{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	qs := quotations(text, blocks)
	if len(qs) != 4 || qs[0].next != 1 || qs[1].next != 2 || qs[2].next != -1 || qs[3].prev != -1 {
		t.Errorf("got %+v", qs)
	}
}

func TestInflect(t *testing.T) {
	v := words().verbs
	for word, f := range map[string]form{"said": formPast, "denies": formThird, "denied": formPast, "admitting": formGerund, "admitted": formPast,
		"stresses": formThird, "agreeing": formGerund, "vowed": formPast, "wrote": formPast, "written": formParticiple, "labeled": formPast, "labelling": formGerund} {
		if v[word].verb == nil || v[word].form&f == 0 {
			t.Errorf("%s is not known as it should be", word)
		}
	}
}

// TestLexicon checks that the word lists say what they mean to say.
func TestLexicon(t *testing.T) {
	for _, f := range entries(cuesText) {
		letters, _, _ := strings.Cut(f[2], "+")
		if len(f) < 3 || strings.Trim(letters, "qtbawoisg") != "" {
			t.Errorf("cues.txt: %q", strings.Join(f, " "))
		}
	}
	for _, f := range entries(nounsText) {
		if len(f) != 3 || f[2] != "t" && f[2] != "-" {
			t.Errorf("nouns.txt: %q", strings.Join(f, " "))
		}
	}
	for _, set := range []string{"auxiliary", "people", "time", "thing verbs", "body", "occasion", "title nouns", "chant"} {
		if len(words().sets[set]) == 0 {
			t.Errorf("words.txt has no set %q", set)
		}
	}
}
