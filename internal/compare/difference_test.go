package compare

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/model"
)

// millFire are three invented accounts of one fire.
func millFire() []*model.Analysis {
	return []*model.Analysis{
		annotated("The Harbour Post", "2031-03-04", `Fire at Harrow mill kills 12
A fire at the old Harrow mill in Dunmere killed 12 people on Tuesday.
The flames were first seen by a baker who lives beside the mill.
Police said the fire began in the drying loft of the mill.`),
		annotated("Dunmere Gazette", "2031-03-05", `Toll of Harrow mill fire rises
At least 14 people died when fire swept through the old Harrow mill in Dunmere, rescuers said.
The fire began in the drying loft of the mill, according to police.
The owner, Pella Holm, has been questioned for three hours.`),
		annotated("Inland Wire", "2031-03-05", `Harrow mill burns down
Fourteen people were killed in the fire at the Harrow mill in Dunmere.
Ferries across the bay were stopped while the smoke lasted.`),
	}
}

func differencesOf(analyses ...*model.Analysis) []model.Difference {
	return Compare(model.Story{}, analyses).Differences
}

func TestNumberDifference(t *testing.T) {
	got := differencesOf(millFire()...)
	if len(got) != 1 {
		t.Fatalf("%d differences: %+v", len(got), got)
	}
	d := got[0]
	var sides []string
	for _, s := range d.Sides {
		sides = append(sides, s.Group+" "+s.Text)
	}
	want := []string{"A killed 12 people", "B Fourteen people were killed", "B At least 14 people died"}
	if d.Kind != model.DiffNumber || !slices.Equal(sides, want) || !d.Updated {
		t.Errorf("got %s %q, updated %v", d.Kind, sides, d.Updated)
	}
	if want := "The Harbour Post: “killed 12 people”. Inland Wire: “Fourteen people were killed”."; d.Note != want {
		t.Errorf("note %q", d.Note)
	}
}

func TestNoNumberDifference(t *testing.T) {
	first := "Fire at Harrow mill\nA fire at the old Harrow mill in Dunmere killed %s on Tuesday."
	second := "Harrow mill burns\nThe fire at the old Harrow mill in Dunmere, a town on the bay, %s."
	for _, c := range [][2]string{
		{"48 people", "killed nearly 50 people"},
		{"48 people", "killed about 50 people"},
		{"52 people", "killed more than 50 people"},
		{"12 people", "injured 30 people"},
		{"12 people", "killed 12 people, including four children"},
		{"12 people", "killed 12 people and hurt seven"},
		{"12 people", "came 30 years after a flood there killed 90 people"},
		{"12 people", "burned for 14 hours"},
	} {
		a := annotated("The Harbour Post", "2031-03-04", fmt.Sprintf(first, c[0]))
		b := annotated("Dunmere Gazette", "2031-03-04", fmt.Sprintf(second, c[1]))
		if got := differencesOf(a, b); len(got) > 0 {
			t.Errorf("%q against %q: %s", c[0], c[1], got[0].Note)
		}
	}
}

func TestDenial(t *testing.T) {
	got := differencesOf(annotated("Coast Daily", "2031-03-04", `Truce on the strait holds
The truce on the strait held through the night.
Ostland media alleged that two boats were sunk near the strait after the truce.
However, Westland state radio firmly rejected these claims, saying no boat had been near the strait.
Deputy minister Ilan Roth also dismissed the allegations, saying nobody had shown any proof.`))
	if len(got) != 1 || got[0].Kind != model.DiffDenial {
		t.Fatalf("%+v", got)
	}
	var sides []string
	for _, s := range got[0].Sides {
		sides = append(sides, s.Group+"|"+s.Party+"|"+s.Text)
	}
	want := []string{
		"A|Ostland media|two boats were sunk near the strait after the truce",
		"B|Westland state radio|firmly rejected these claims, saying no boat had been near the strait",
		"B|Deputy minister Ilan Roth|dismissed the allegations, saying nobody had shown any proof",
	}
	if !slices.Equal(sides, want) {
		t.Errorf("got %q", sides)
	}
}

func TestNoDenial(t *testing.T) {
	for _, text := range []string{
		"Ostland media alleged that two boats were sunk. The court denied the skipper bail.",
		"Ostland media alleged that two boats were sunk. The council rejected a proposal for a bridge.",
		"Ostland media alleged that two boats were sunk. The minister did not deny the reports.",
		"The team was denied entry to the harbour. The minister rejected the offer.",
	} {
		if got := differencesOf(annotated("Coast Daily", "2031-03-04", "News\n"+text)); len(got) > 0 {
			t.Errorf("%s\n%s", text, got[0].Note)
		}
	}
}

func TestHeadlineNumber(t *testing.T) {
	got := differencesOf(annotated("Coast Daily", "2031-03-04", `Ten dead in Harrow mill fire
At least 12 people were killed in a fire at the Harrow mill.`))
	if len(got) != 1 || got[0].Kind != model.DiffHeadline || got[0].Sides[0].Text != "Ten dead" {
		t.Errorf("%+v", got)
	}
}

// copied is an exact copy of an analysis by another outlet.
func copied(an *model.Analysis, outlet string) *model.Analysis {
	art := *an.Article
	art.Outlet.Name = outlet
	art.Seal()
	out := *an
	out.Article = &art
	return &out
}

func TestCopyInventsNothing(t *testing.T) {
	plain := millFire()
	before := Compare(model.Story{}, plain)
	twin := copied(plain[0], "Mirror of the Post")
	story := model.Story{Lineages: []model.Lineage{{Articles: []string{plain[0].Article.ID, twin.Article.ID}, Origin: plain[0].Article.ID}}}
	after := Compare(story, append(slices.Clone(plain), twin))
	if len(before.Differences) != len(after.Differences) || len(before.Facts) != len(after.Facts) || len(before.Timeline) != len(after.Timeline) {
		t.Errorf("differences %d and %d, facts %d and %d, happenings %d and %d", len(before.Differences), len(after.Differences),
			len(before.Facts), len(after.Facts), len(before.Timeline), len(after.Timeline))
	}
	for i := range after.Facts {
		if len(after.Facts[i].Absent) != len(before.Facts[i].Absent) {
			t.Errorf("%q: silent %v and %v", after.Facts[i].Text, before.Facts[i].Absent, after.Facts[i].Absent)
		}
	}
}

func TestOrderChangesNothing(t *testing.T) {
	list := millFire()
	want, _ := json.Marshal(Compare(model.Story{}, list))
	slices.Reverse(list)
	got, _ := json.Marshal(Compare(model.Story{}, list))
	if string(got) != string(want) {
		t.Errorf("another order, another synopsis")
	}
}

func TestRemovingAnAccountRemovesWhatRestedOnIt(t *testing.T) {
	list := millFire()
	if got := differencesOf(list[1:]...); len(got) != 0 {
		t.Errorf("two accounts that agree: %s", got[0].Note)
	}
	full, less := Compare(model.Story{}, list), Compare(model.Story{}, list[:2])
	gone := list[2].Article.ID
	for _, f := range less.Facts {
		if !slices.ContainsFunc(full.Facts, func(g model.Fact) bool { return g.Text == f.Text || sameEvidence(f, g) }) {
			t.Errorf("a new fact %q without %s", f.Text, gone)
		}
	}
}

func sameEvidence(f, g model.Fact) bool {
	for _, e := range f.Evidence {
		if slices.Contains(g.Evidence, e) {
			return true
		}
	}
	return false
}

func TestSpansSlice(t *testing.T) {
	list := millFire()
	text := map[string]string{}
	for _, an := range list {
		text[an.Article.ID] = an.Article.Text
	}
	s := Compare(model.Story{}, list)
	for _, d := range s.Differences {
		for _, side := range d.Sides {
			if got := (model.Span{Start: side.Start, End: side.End}).In(text[side.Article]); got != side.Text {
				t.Errorf("side %q at a span that says %q", side.Text, got)
			}
		}
	}
	for _, f := range s.Facts {
		e := f.Evidence[0]
		if got := (model.Span{Start: e.Start, End: e.End}).In(text[e.Article]); strings.TrimSpace(got) != f.Text {
			t.Errorf("fact %q at a span that says %q", f.Text, got)
		}
	}
}
