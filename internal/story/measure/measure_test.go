package measure

import (
	"math"
	"os"
	"testing"

	"synoptic/internal/model"
)

func dataDir(t testing.TB) string {
	dir := os.Getenv("SYNOPTIC_DATA")
	if dir == "" {
		dir = "../../../../shared/data"
	}
	if _, err := os.Stat(dir + "/stories"); err != nil {
		t.Skip("no labelled stories at hand:", err)
	}
	return dir
}

func TestOnLabels(t *testing.T) {
	sets, err := Sets(dataDir(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range sets {
		r := Run(set, nil)
		t.Logf("%-10s articles %d stories %d found %d BCubed P %.3f R %.3f F1 %.3f pairwise F1 %.3f twins merged %d of %d",
			r.Set, r.Articles, r.Wanted, r.Found, r.Precision, r.Recall, r.F1(), r.PairF1(), r.TwinsMerged, r.Twins)
		if r.F1() < 0.8 {
			t.Errorf("%s: BCubed F1 %.3f, want at least 0.8", r.Set, r.F1())
		}
	}
}

func TestScore(t *testing.T) {
	set := Set{Story: map[string]string{"a": "x", "b": "x", "c": "xplus", "d": "xplus"}}
	for _, c := range []struct {
		stories  [][]string
		p, r     float64
		twins    int
		pairwise float64
	}{
		{[][]string{{"a", "b"}, {"c", "d"}}, 1, 1, 0, 1},
		{[][]string{{"a", "b", "c", "d"}}, 0.5, 1, 1, 0.5},
		{[][]string{{"a"}, {"b"}, {"c"}, {"d"}}, 1, 0.5, 0, 0},
	} {
		var stories []model.Story
		for _, s := range c.stories {
			stories = append(stories, model.Story{Articles: s})
		}
		r := Score(set, stories)
		if r.Precision != c.p || r.Recall != c.r || r.Twins != 1 || r.TwinsMerged != c.twins || math.Abs(r.PairF1()-c.pairwise) > 1e-9 {
			t.Errorf("%v: %+v pairwise %.3f", c.stories, r, r.PairF1())
		}
	}
}
