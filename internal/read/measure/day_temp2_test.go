package measure

import (
	"os"
	"testing"
	"time"

	"synoptic/internal/read/day"
)

func TestTempFit(t *testing.T) {
	var all []DatedPage
	n := 0
	for _, f := range []string{"eval_default", "eval_mediacloud_2020"} {
		p, err := DatedPages("../../../../shared/data/pages/htmldate/" + f + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			n = len(p)
		}
		all = append(all, p...)
	}
	reach, ms := 0, 0
	for _, p := range all {
		ok := false
		for _, m := range p.Mentions {
			ok = ok || m.Value[:10] == p.Day
		}
		ms += len(p.Mentions)
		if ok {
			reach++
		} else {
			t.Log("unreachable", p.File, p.Day)
		}
	}
	at := time.Now()
	d := CrossValidateDays(all)
	if os.Getenv("ERR") != "" {
		for _, w := range d.Wrong {
			t.Log(w)
		}
	}
	t.Log("CV", d.F1(), d.Right, d.Found, d.Pages, "reach", reach, "mentions", ms, time.Since(at))
	w := TrainDays(all)
	var fit Days
	for _, p := range all {
		b, ok := w.Best(p.Mentions)
		if !ok {
			b = day.Choice{}
		}
		fit.count(p.File, p.Day, b.Day)
	}
	t.Log("fit", fit.F1(), fit.Right, fit.Found, len(w))
	os.WriteFile("/tmp/meta/day.weights", []byte(w.String()), 0o644)
}
