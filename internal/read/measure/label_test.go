package measure

import (
	"os"
	"testing"

	"synoptic/internal/model"
	"synoptic/internal/read"
)

func TestLabelsAreWhole(t *testing.T) {
	all, err := Labels("")
	if err != nil {
		t.Fatal(err)
	}
	clocks := 0
	seen := map[string]bool{}
	for _, l := range all {
		if l.ID == "" || l.URL == "" || len(l.Title) == 0 || len(l.Outlet) == 0 || len(l.Published) == 0 || l.Part != "tune" && l.Part != "held" || seen[l.ID] {
			t.Errorf("label of %q is not whole", l.ID)
		}
		seen[l.ID] = true
		for _, p := range l.Published {
			if at, _ := instant(p); at.IsZero() {
				t.Errorf("%s: %q is no time", l.ID, p)
			}
		}
		if l.Clock {
			clocks++
		}
	}
	tune, _ := Labels("tune")
	held, _ := Labels("held")
	if len(all) != 100 || clocks != 60 || len(tune)+len(held) != 100 {
		t.Errorf("%d labels, %d with a clock, %d and %d in the halves", len(all), clocks, len(tune), len(held))
	}
}

func TestFactsCount(t *testing.T) {
	l := Label{ID: "x", Title: []string{"“Ferry” stays"}, Byline: []string{"Jane Roe"}, Outlet: []string{"Elsa Courier"}, Clock: true,
		Published: []string{"2031-03-03T18:05+01:00"}, Credits: []string{"text:AP", "report:AFP"}}
	a := &model.Article{Title: "\"Ferry\"  stays", Byline: []string{"jane roe"}, Outlet: model.Outlet{Name: "Elsa courier"},
		Published: &model.Published{Value: "2031-03-03T17:05:30Z"},
		Credits:   []model.Credit{{Agency: "AP"}, {Agency: "AP"}, {Agency: "EPA", Photo: true}, {Agency: "AFP", Report: true}}}
	f := Facts{Sure: map[model.Field][]Sure{}}
	f.add(&l, a)
	if f.Title != 1 || f.Byline != 1 || f.Outlet != 1 || f.Time != 1 || f.Credits != (Count{1, 2, 1}) || f.Reports != (Count{1, 1, 1}) {
		t.Errorf("counted %+v", f)
	}
	a.Published.Value, a.Title = "2031-03-03T17:05", "Ferry stays for now"
	f = Facts{Sure: map[model.Field][]Sure{}}
	if f.add(&l, a); f.Time != 0 || f.Title != 0 {
		t.Error("a time without its zone, or another title, counts as right")
	}
}

func TestOff(t *testing.T) {
	if got := Off([]Sure{{0.9, true}, {0.9, true}, {0.5, false}, {0.5, true}}); got < 4.9 || got > 5.1 {
		t.Errorf("calibration error %f, want 5", got)
	}
}

// TestMetadataHolds keeps what was reached on the labelled pages.
func TestMetadataHolds(t *testing.T) {
	const pages = "../../../../shared/data/pages"
	if _, err := os.Stat(pages); err != nil {
		t.Skip("no labelled pages: " + err.Error())
	}
	labels, err := Labels("")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Metadata(pages, labels, read.Read)
	if err != nil {
		t.Fatal(err)
	}
	if f.Pages != 100 || f.Title < 97 || f.Byline < 90 || f.Outlet < 97 || f.Time < 57 || f.Credits.Right < 55 || f.Credits.Found > f.Credits.Right+4 {
		t.Errorf("%d pages: titles %d, bylines %d, outlets %d, times %d of %d, credits %+v", f.Pages, f.Title, f.Byline, f.Outlet, f.Time, f.Clocks, f.Credits)
	}
}
