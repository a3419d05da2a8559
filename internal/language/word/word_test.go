package word

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func scan(text string) (out []string) {
	Scan(text, func(_, _ int, folded []byte) { out = append(out, string(folded)) })
	return out
}

func TestScan(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"The mayor’s Café, she didn't say; 2.07 of 1,000.", "the mayor's cafe she didn't say 2.07 of 1,000"},
		{"well-known U.S. 'quoted'", "well known u s quoted"},
		{"Přemysl Gëza", "premysl geza"},
		{"東京で", "東 京 で"},
		{"Привет, Йорк", "привет йорк"},
		{"a\xffb", "a b"},
	} {
		if got := strings.Join(scan(c.text), " "); got != c.want {
			t.Errorf("Scan(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRarity(t *testing.T) {
	order := []string{"the", "government", "harbour", "zzyzxq"}
	var got []float64
	for _, w := range order {
		got = append(got, Rarity([]byte(w)))
	}
	if !slices.IsSorted(got) || got[0] > 0.2 || got[3] < 7 {
		t.Errorf("rarity of %v is %v, want rising from about 0 to above 7", order, got)
	}
	if Rarity([]byte("7")) > Rarity([]byte("2023")) || Rarity([]byte("2023")) > Rarity([]byte("48213")) {
		t.Error("a digit is commoner than a year, a year than a long number")
	}
}

func FuzzScan(f *testing.F) {
	f.Add("The mayor’s 2.07, don't")
	f.Add("'’.,’'")
	f.Add("\u0339 a\u0339")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		Scan(text, func(start, end int, folded []byte) {
			if start < last || end <= start || end > len(text) {
				t.Fatalf("word [%d,%d) after %d in %q", start, end, last, text)
			}
			if len(folded) == 0 {
				t.Fatalf("word %q folds to nothing", text[start:end])
			}
			if !utf8.ValidString(text[start:end]) {
				t.Fatalf("word %q is not UTF-8", text[start:end])
			}
			last = end
		})
	})
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("The harbour master said on Tuesday that 1,200 boats had left Port Ellery. ", 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(text, func(_, _ int, _ []byte) {})
	}
}

func TestCount(t *testing.T) {
	got := Count([]string{"The mayor, the Mayor of 7", "a mayor of Norham", "The end in 7"}, 2)
	if want := "= 3\nmayor 2\nof 2\nthe 2\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	table := parseTable("# words\n" + got)
	if table.documents != 3 || table.counts["mayor"] != 2 {
		t.Errorf("read back as %+v", table)
	}
}
