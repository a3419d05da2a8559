package compare

import (
	"slices"
	"strings"
	"testing"

	"synoptic/internal/model"
)

// dateAt marks the first place of words in an analysis as a date.
func dateAt(an *model.Analysis, words string, d model.Date) {
	i := strings.Index(an.Article.Text, words)
	d.Span = model.Span{Start: i, End: i + len(words)}
	an.Dates = append(an.Dates, d)
	slices.SortFunc(an.Dates, func(x, y model.Date) int { return x.Start - y.Start })
}

// tuesday is a Tuesday, resolved where day is given.
func tuesday(day string) model.Date {
	d := model.Date{Kind: model.DatePoint, Weekday: 2, Direction: -1, Relative: "wd2", Anchor: model.AnchorOpen}
	if day != "" {
		d.From, d.To, d.Precision, d.Anchor = day, day, model.ByDay, model.AnchorPublished
	}
	return d
}

// bridge are two invented accounts of one opening; the second is undated.
func bridge() (dated, undated *model.Analysis) {
	dated = annotated("Harbour Post", "2031-03-05", `Quay bridge opened
Mayor Ida Marr opened the new quay bridge in Dunmere on Tuesday before a large crowd.
The bridge cost the town more than was planned for its two towers.`)
	dateAt(dated, "Tuesday", tuesday("2031-03-04"))
	undated = annotated("Valley Echo", "", `Bridge opens
On Tuesday the new quay bridge in Dunmere was opened by Mayor Ida Marr before a crowd.
The bridge cost the town more than it had planned for the two towers.`)
	dateAt(undated, "Tuesday", tuesday(""))
	return dated, undated
}

func TestTimelineJoinsAndDates(t *testing.T) {
	a, b := bridge()
	s := Compare(model.Story{}, []*model.Analysis{b, a})
	if len(s.Timeline) != 1 {
		t.Fatalf("%d lines, want 1: %+v", len(s.Timeline), s.Timeline)
	}
	h := s.Timeline[0]
	if h.Date != "2031-03-04" || len(h.Evidence) != 2 || h.Precision != model.ByDay {
		t.Errorf("got %+v", h)
	}
	if len(s.Dated) != 1 || s.Dated[0].Article != b.Article.ID || s.Dated[0].Published.Value != "2031-03-04" || s.Dated[0].Published.From != "other accounts" {
		t.Errorf("dated %+v", s.Dated)
	}
}

func TestTimelineOfUndatedAloneIsEmpty(t *testing.T) {
	_, b := bridge()
	if s := Compare(model.Story{}, []*model.Analysis{b}); len(s.Timeline) != 0 || len(s.Dated) != 0 {
		t.Errorf("a weekday without a day was placed: %+v", s.Timeline)
	}
}

func TestTimelineLeavesOutSpansOfTime(t *testing.T) {
	an := annotated("Harbour Post", "2031-03-05", "News\nThe quay bridge in Dunmere has been closed to carts since Tuesday for repairs.")
	dateAt(an, "Tuesday", tuesday("2031-03-04"))
	if s := Compare(model.Story{}, []*model.Analysis{an}); len(s.Timeline) != 0 {
		t.Errorf("placed %+v", s.Timeline)
	}
}

func TestDateDifference(t *testing.T) {
	a, b := bridge()
	b.Article.Published = &model.Published{Value: "2031-03-06", From: "metadata"}
	b.Dates[0] = model.Date{Span: b.Dates[0].Span, Kind: model.DatePoint, Weekday: 2, From: "2031-03-04", To: "2031-03-04", Precision: model.ByDay, Anchor: model.AnchorPublished}
	if got := differencesOf(a, b); len(got) != 0 {
		t.Errorf("the same weekday differs: %s", got[0].Note)
	}
	b.Dates[0].Weekday, b.Dates[0].From, b.Dates[0].To = 7, "2031-03-02", "2031-03-02"
	for i := range b.Mentions {
		b.Mentions[i].Entity = 0
	}
	name(a, "Ida Marr")
	name(b, "Ida Marr")
	got := differencesOf(a, b)
	if len(got) != 1 || got[0].Kind != model.DiffDate {
		t.Errorf("got %+v", got)
	}
}

// name makes the first place of words a mention of a person of that name.
func name(an *model.Analysis, words string) {
	i := strings.Index(an.Article.Text, words)
	s := model.Span{Start: i, End: i + len(words)}
	an.Entities = append(an.Entities, model.Entity{ID: "e1", Name: words, Type: model.Person})
	an.Mentions = append(an.Mentions, model.Mention{Span: s, Full: s, Kind: model.MentionName, Entity: len(an.Entities) - 1, Confidence: 1})
}

func TestWeekdays(t *testing.T) {
	for _, c := range []struct {
		day           string
		weekday       int
		upTo, nearest string
	}{
		{"2031-03-05", 2, "2031-03-04", "2031-03-04"}, // a Wednesday, the Tuesday before
		{"2031-03-05", 3, "2031-03-05", "2031-03-05"},
		{"2031-03-05", 4, "2031-02-27", "2031-03-06"},
		{"2031-03-05", 7, "2031-03-02", "2031-03-02"},
		{"soon", 2, "", ""},
		{"2031-03-05", 9, "", ""},
	} {
		if up, near := weekdayUpTo(c.day, c.weekday), nearestWeekday(c.day, c.weekday); up != c.upTo || near != c.nearest {
			t.Errorf("%s, weekday %d: %q and %q, want %q and %q", c.day, c.weekday, up, near, c.upTo, c.nearest)
		}
	}
}
