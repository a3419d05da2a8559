package measure

import (
	"testing"

	"synoptic/internal/read"
)

func TestTempDays(t *testing.T) {
	for _, f := range []string{"eval_default", "eval_mediacloud_2020"} {
		d, err := PublicationDays("../../../../shared/data/pages/htmldate/"+f+".json", read.Read)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range d.Wrong {
			t.Log(w)
		}
		t.Log(f, d.F1(), d.Right, d.Found, d.Pages)
	}
}
