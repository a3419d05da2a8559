package compare

import (
	"slices"
	"strings"
	"testing"

	"synoptic/internal/model"
)

// lineUp aligns texts and returns, for each, its runs as "column:words", with
// "=" before those that all have and "~" before those that some have.
func lineUp(texts ...string) []string {
	c := newContext(model.Story{}, nil)
	rows := make([][]int32, len(texts))
	for i, text := range texts {
		for _, w := range strings.Fields(text) {
			rows[i] = append(rows[i], c.vocab.add(w))
		}
	}
	runs, sets := c.apparatus(rows)
	out := make([]string, len(texts))
	for i, text := range texts {
		var b strings.Builder
		words := strings.Fields(text)
		for _, r := range runs[i] {
			mark := ""
			switch n := len(sets.sets[r.with]); {
			case n == len(texts):
				mark = "="
			case n > 1:
				mark = "~"
			}
			b.WriteString(mark + strings.Join(words[r.first:r.last], " ") + "|")
		}
		out[i] = b.String()
	}
	return out
}

func TestAlign(t *testing.T) {
	for _, c := range []struct{ texts, want []string }{
		{[]string{"It is hard to see a clear picture", "It is very hard to get a clear picture"},
			[]string{"=It is|=hard to|see|=a clear picture|", "=It is|very|=hard to|get|=a clear picture|"}},
		{[]string{"we will rebuild the quay", "we will rebuild the quay", "they rebuilt the old quay"},
			[]string{"~we will rebuild|=the|=quay|", "~we will rebuild|=the|=quay|", "they rebuilt|=the|old|=quay|"}},
		{[]string{"nothing in common here", "wholly other words"},
			[]string{"nothing in common here|", "wholly other words|"}},
	} {
		if got := lineUp(c.texts...); !slices.Equal(got, c.want) {
			t.Errorf("%q:\n got %q\nwant %q", c.texts, got, c.want)
		}
	}
}

func FuzzAlign(f *testing.F) {
	f.Add("It is hard to see", "It is very hard to see now", "hard it is")
	f.Add("", "a a a a", "a b a b a")
	f.Fuzz(func(t *testing.T, a, b, d string) {
		texts := []string{a, b, d}
		for i := range texts {
			texts[i] = strings.Join(strings.Fields(strings.ToValidUTF8(texts[i], "")), " ")
		}
		first := lineUp(texts...)
		for i, row := range first {
			got := strings.NewReplacer("=", "", "~", "").Replace(strings.ReplaceAll(row, "|", " "))
			want := strings.NewReplacer("=", "", "~", "").Replace(strings.ReplaceAll(texts[i], "|", " "))
			if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
				t.Errorf("runs of %q hold %q", texts[i], got)
			}
		}
		other := lineUp(texts[2], texts[0], texts[1])
		if !slices.Equal(first, []string{other[1], other[2], other[0]}) {
			t.Errorf("another order gives another alignment:\n%q\n%q", first, other)
		}
	})
}
