package compare

import (
	"testing"

	"synoptic/internal/model"
)

// FuzzPieces checks that pieces, quantities and times lie in their text, in
// order, and slice to what they say.
func FuzzPieces(f *testing.F) {
	for _, s := range []string{"About 1,250 lamps at 11.30pm cost $12m", "five-year-old “girl’s”", "40m\xff 3-1 a dozen +", "1. 2, 3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := pieces(text, model.Span{End: len(text)})
		last := 0
		for _, q := range p {
			if q.start < last || q.end <= q.start || q.end > len(text) {
				t.Fatalf("piece %+v of %q", q, text)
			}
			last = q.end
		}
		for _, q := range quantitiesIn(p) {
			if q.whole.Start > q.number.Start || q.whole.End < q.number.End || q.first < 0 || q.last > len(p) || q.low > q.high {
				t.Fatalf("quantity %+v of %q", q, text)
			}
		}
		for _, k := range clocksIn(p) {
			if k.span.Start < 0 || k.span.End > len(text) || k.minutes < 0 || k.minutes > 36*60 {
				t.Fatalf("time %+v of %q", k, text)
			}
		}
	})
}

func BenchmarkDifferences(b *testing.B) {
	c := newContext(model.Story{}, millFire())
	c.joinEntities()
	c.collectStatements()
	b.ReportAllocs()
	for b.Loop() {
		differences(c)
	}
}

func BenchmarkFacts(b *testing.B) {
	c := newContext(model.Story{}, millFire())
	c.joinEntities()
	c.collectStatements()
	b.ReportAllocs()
	for b.Loop() {
		facts(c)
	}
}
