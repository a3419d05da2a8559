package segment_test

import (
	"os"
	"path/filepath"
	"testing"

	"synoptic/internal/language/measure"
	"synoptic/internal/language/segment"
)

// The levels are those reached when this was written, less a little.
func TestAccuracyOnTreebanks(t *testing.T) {
	data := os.Getenv("SYNOPTIC_DATA")
	if data == "" {
		data = "../../../../shared/data"
	}
	for _, c := range []struct {
		file              string
		paragraphs        bool
		tokens, sentences float64
	}{
		{"ud_english_ewt/en_ewt-ud-dev.conllu", false, 98, 71},
		{"ud_english_ewt/en_ewt-ud-dev.conllu", true, 98, 84},
		{"ud_english_gum/en_gum-ud-dev.conllu", false, 98.5, 84},
		{"ud_english_gum/en_gum-ud-dev.conllu", true, 98.5, 84},
	} {
		raw, err := os.ReadFile(filepath.Join(data, "language", c.file))
		if err != nil {
			t.Skip("measured only where the treebank lies: ", err)
		}
		docs, err := measure.Texts(raw)
		if err != nil {
			t.Fatal(err)
		}
		tokens, sentences := measure.Spans(docs, c.paragraphs, segment.Split)
		if tokens.F1() < c.tokens || sentences.F1() < c.sentences {
			t.Errorf("%s, paragraphs %v: tokens %.2f, sentences %.2f; want at least %.1f, %.1f",
				c.file, c.paragraphs, tokens.F1(), sentences.F1(), c.tokens, c.sentences)
		}
	}
}
