package measure

import (
	"os"
	"testing"
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
