package measure

import (
	"math"
	"os"
	"testing"
)

// The bounds are below what was last measured; a change that falls under them
// is worth a look.
func TestOnLabels(t *testing.T) {
	dir := os.Getenv("SYNOPTIC_DATA")
	if dir == "" {
		dir = "../../../../shared/data"
	}
	if _, err := os.Stat(dir + "/gold/pairs.jsonl"); err != nil {
		t.Skip("no labelled pairs at hand:", err)
	}
	r, err := Run(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("pairs %d: copies F1 %.3f, kinds %.3f, characters F1 %.3f, directions %.3f (of those told %.3f), furniture called a copy %d",
		r.Pairs, r.Copies.F1(), ratio(r.Kinds.Right, r.Kinds.Wanted), r.Characters.F1(),
		ratio(r.Directions.Right, r.Directions.Wanted), ratio(r.Directions.Right, r.Directions.Found), r.ChromeCopied)
	t.Logf("characters %+v", r.Characters)
	t.Logf("stories %d: rests on %+v, invented %q, ARI %.3f, accounts right %d", r.Stories, r.RestsOn, r.Invented, r.Adjusted, r.Accounts.Right)
	t.Log(r.Confusion)
	for _, w := range r.Wrong {
		t.Log(w)
	}
	if r.Copies.F1() < 0.9 || r.Adjusted < 0.9 {
		t.Errorf("copies F1 %.3f, adjusted Rand index %.3f: both should be at least 0.9", r.Copies.F1(), r.Adjusted)
	}
}

func ratio(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

func TestAdjustedRand(t *testing.T) {
	for _, c := range []struct {
		want, found map[string]int
		index       float64
	}{
		{map[string]int{"a": 0, "b": 0, "c": 1}, map[string]int{"a": 5, "b": 5, "c": 2}, 1},
		{map[string]int{"a": 0, "b": 1, "c": 2}, map[string]int{"a": 0, "b": 1, "c": 2}, 1},
		{map[string]int{"a": 0, "b": 0, "c": 1, "d": 1}, map[string]int{"a": 0, "b": 1, "c": 0, "d": 1}, -0.5},
	} {
		if got := adjustedRand(c.want, c.found); math.Abs(got-c.index) > 1e-9 {
			t.Errorf("%v against %v: %.3f, want %.3f", c.want, c.found, got, c.index)
		}
	}
}
