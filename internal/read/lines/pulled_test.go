package lines

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// TestPulledIsFoundAnywhere wants the same as looking for each text in all
// others gives.
func TestPulledIsFoundAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"the", "ferry", "stays", "said", "Lind", "—", "quay,", "ÉLAN", "3.5"})
		text := rapid.Map(rapid.SliceOfN(word, 0, 14), func(w []string) string { return strings.Join(w, " ") })
		texts := rapid.SliceOfN(text, 0, 12).Draw(t, "texts")
		n := len(texts)
		may, keep := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "may"), rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "keep")
		if got, want := Pulled(texts, may, keep), pulledPlainly(texts, may, keep); !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func pulledPlainly(texts []string, may, keep []bool) []bool {
	out := make([]bool, len(texts))
	joined := func(s string) string { return " " + strings.Join(words(s), " ") + " " }
	for i, t := range texts {
		said := words(withoutSigner(t))
		if !may[i] || !keep[i] || len(said) < leastPulled || len(said) > mostPulled {
			continue
		}
		for j := range texts {
			out[i] = out[i] || j != i && keep[j] && !out[j] && len(joined(texts[j])) > len(joined(t)) && strings.Contains(joined(texts[j]), " "+strings.Join(said, " ")+" ")
		}
	}
	return out
}
