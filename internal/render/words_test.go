package render

import (
	"strings"
	"testing"

	"synoptic/internal/model"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "no", 1: "one", 10: "ten", 11: "11", 999: "999", 1204: "1,204", 1234567: "1,234,567"} {
		if got := number(n); got != want {
			t.Errorf("number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	for in, want := range map[string]string{
		"2025": "2025", "2025-06": "June 2025", "2025-06-24": "24 June 2025", "2025-06-24T14:44": "24 June 2025, 14:44",
		"2025-06-24T14:44:05": "24 June 2025, 14:44", "2025-06-24T14:44:05+02:00": "24 June 2025, 14:44 +02:00",
		"2025-06-24T14:44Z": "24 June 2025, 14:44 UTC", "": "", "some day": "some day", "2025-02-31": "2025-02-31",
	} {
		if got := when(in); got != want {
			t.Errorf("when(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestInterval(t *testing.T) {
	for _, c := range []struct{ from, until, want string }{
		{"2026-03-02", "2026-03-04", "2 to 4 March 2026"},
		{"2026-02-27", "2026-03-04", "27 February to 4 March 2026"},
		{"2025-12-30", "2026-01-02", "30 December 2025 to 2 January 2026"},
		{"2026-03-02", "2026-03-02", "2 March 2026"},
		{"2026-03-02", "", "2 March 2026"},
		{"", "2026-03-02", "until 2 March 2026"},
		{"2026-02", "2026-03-05", "February 2026 to 5 March 2026"},
	} {
		if got := interval(c.from, c.until); got != c.want {
			t.Errorf("interval(%q, %q) = %q, want %q", c.from, c.until, got, c.want)
		}
	}
}

func TestOutlet(t *testing.T) {
	for _, c := range []struct {
		a    *model.Article
		want string
	}{
		{&model.Article{Outlet: model.Outlet{Name: "Marren Courier"}}, "Marren Courier"},
		{&model.Article{Outlet: model.Outlet{Domain: "marren.example"}}, "marren.example"},
		{&model.Article{Source: "accounts/quayside.txt"}, "quayside"},
		{&model.Article{Source: `C:\accounts\quayside.txt`}, "quayside"},
		{&model.Article{Source: ".txt"}, ".txt"},
		{&model.Article{}, "unnamed source"},
		{nil, "unknown outlet"},
	} {
		if got := outlet(c.a); got != c.want {
			t.Errorf("outlet(%+v) = %q, want %q", c.a, got, c.want)
		}
	}
}

func TestTellers(t *testing.T) {
	of := func(names ...string) (out []*model.Article) {
		for _, n := range names {
			out = append(out, &model.Article{Outlet: model.Outlet{Name: n}})
		}
		return out
	}
	for _, c := range []struct {
		articles []*model.Article
		lineages int
		want     string
	}{
		{of("A", "B", "C"), 2, "Three outlets, two independent accounts."},
		{of("A", "B"), 1, "Two outlets, one independent account."},
		{of("A", "A", "B"), 3, "Three articles by two outlets, three independent accounts."},
		{of("A"), 1, "One account."},
		{of("A", "B"), 0, "Two outlets."},
	} {
		if got := tellers(c.articles, c.lineages); got != c.want {
			t.Errorf("tellers = %q, want %q", got, c.want)
		}
	}
}

func TestRelationWords(t *testing.T) {
	a, b, c := telling{"A", false, 30}, telling{"B", false, 20}, telling{"C", true, 25}
	for _, x := range []struct {
		r    model.Relation
		of   []telling
		want string
	}{
		{model.Single, []telling{a}, "Reported by A only."},
		{model.SameWords, []telling{a, b}, "The same words in A and B."},
		{model.PartOf, []telling{a, b}, "B gives part of what A gives."},
		{model.PartOf, []telling{a, b, c}, "B and C give part of what A gives."},
		{model.PartOf, []telling{a, a}, "Reported by A only, more than once."},
		{model.Paraphrase, []telling{a, b}, "A and B word this differently: a translation or a paraphrase."},
		{model.DirectVsIndirect, []telling{a, b, c}, "Quoted by A and B, reported by C."},
		{model.DirectVsIndirect, []telling{a, b}, "A and B word this differently."},
		{model.Single, nil, ""},
	} {
		if got := relationWords(x.r, x.of); got != x.want {
			t.Errorf("%s: %q, want %q", x.r, got, x.want)
		}
	}
}

func TestAround(t *testing.T) {
	text := "First. The old bridge was closed at noon. Last.\n\nNext"
	s := model.Span{Start: 11, End: 21} // "old bridge"
	if b, a := around(text, s, 80); b != "The " || a != " was closed at noon." {
		t.Errorf("around = %q, %q", b, a)
	}
	if b, a := around(text, s, 8); b != "The " || a != " was …" {
		t.Errorf("around, short = %q, %q", b, a)
	}
	if b, a := around(text, model.Span{Start: 5, End: 500}, 8); b != "" || a != "" {
		t.Errorf("around, out of range = %q, %q", b, a)
	}
}

func TestNotesSayWhichLanguageIsNotSearched(t *testing.T) {
	german := notes(&model.Article{Language: "de", Notes: []string{"uncertain text"}})
	if len(german) != 2 || german[1] != "In German: only English is searched for what was said." {
		t.Errorf("notes of a German article: %q", german)
	}
	for _, tag := range []string{"en", "en-GB", "und", ""} {
		if got := notes(&model.Article{Language: tag}); len(got) != 0 {
			t.Errorf("notes of %q: %q", tag, got)
		}
	}
}

func TestJoinCountsWhatItDoesNotName(t *testing.T) {
	many := strings.Split("ABCDEFGHIJKLMN", "")
	if got := join(many); got != "A, B, C, D, E, F, G, H, I, J and four others" {
		t.Errorf("join of 14 names: %q", got)
	}
	if got := join(many[:11]); got != "A, B, C, D, E, F, G, H, I, J and K" {
		t.Errorf("join of 11 names: %q", got)
	}
}
