package union

import (
	"testing"

	"pgregory.net/rapid"
)

// Sets after any joins are those of the plainest way to join: renaming.
func TestSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		sets, plain := New(n), make([]int, n)
		for i := range plain {
			plain[i] = i
		}
		for range rapid.IntRange(0, 30).Draw(t, "joins") {
			i, j := rapid.IntRange(0, n-1).Draw(t, "i"), rapid.IntRange(0, n-1).Draw(t, "j")
			if joined := sets.Join(i, j); joined != (plain[i] != plain[j]) {
				t.Fatalf("join of %d and %d: %v", i, j, joined)
			}
			from, to := max(plain[i], plain[j]), min(plain[i], plain[j])
			for k := range plain {
				if plain[k] == from {
					plain[k] = to
				}
			}
		}
		count := 0
		for _, m := range sets.Members() {
			count += len(m)
			for _, k := range m {
				if sets.Root(k) != m[0] || plain[k] != m[0] {
					t.Fatalf("%d is of set %d, want %d", k, sets.Root(k), plain[k])
				}
			}
		}
		if count != n {
			t.Fatalf("%d members of %d", count, n)
		}
	})
}
