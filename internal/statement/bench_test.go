package statement_test

import (
	"strings"
	"testing"
	"time"

	"synoptic/internal/language"
	"synoptic/internal/statement"
)

func BenchmarkFind(b *testing.B) {
	s := told("Stefan", "Moller", "he", "Ingrid", "Vasser", "she")
	an := language.Annotate(article(strings.Repeat(s+"\n\n", 50)))
	b.SetBytes(int64(len(an.Article.Text)))
	b.ReportAllocs()
	for b.Loop() {
		statement.Find(an)
	}
	b.ReportMetric(float64(len(an.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// TestLinear gives Find texts that would take a careless reader forever.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"“", "\"a ", "‘a ’b ", "said, ", "a, b ", "he said ", "” ", "« ", "X: \n\n", "“x\n\n", "A said B said ", "“A,” said B. "} {
		a := article(strings.Repeat(unit, 20000))
		an := language.Annotate(a)
		start := time.Now()
		statement.Find(an)
		if d := time.Since(start); d > 4*time.Second {
			t.Errorf("%q takes %v for %d tokens", unit, d, len(an.Tokens))
		}
	}
}
