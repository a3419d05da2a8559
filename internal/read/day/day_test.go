package day

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"synoptic/internal/read/meta"
)

func ld(value string, sense meta.DateLabel) Mention {
	return Mention{Value: value, Kind: JSONLD, Sense: sense, Main: true, How: "JSON-LD"}
}

func line(value string, sense meta.DateLabel, place Place) Mention {
	return Mention{Value: value, Kind: Text, Sense: sense, Place: place, Near: place == Head, Bare: 2, First: true, How: "a line"}
}

func TestBest(t *testing.T) {
	address := Mention{Value: "2031-03-03", Kind: URL, How: "the address"}
	for name, c := range map[string]struct {
		mentions []Mention
		want     string
	}{
		"what is stated":           {[]Mention{ld("2031-03-03T18:05:00+01:00", meta.Published), ld("2031-03-05T09:00:00+01:00", meta.Updated)}, "2031-03-03"},
		"a line below the title":   {[]Mention{line("2031-03-03", meta.NoLabel, Head), line("2030-12-24", meta.NoLabel, Below)}, "2031-03-03"},
		"the address":              {[]Mention{address, line("2029-01-01", meta.NoLabel, Below)}, "2031-03-03"},
		"nothing but a membership": {[]Mention{{Value: "2011-03-03", Kind: Text, Sense: meta.Other, Place: Below, Hint: "profile"}}, ""},
		"nothing":                  {nil, ""},
	} {
		got, ok := Shipped().Best(c.mentions)
		if ok != (c.want != "") || ok && got.Day != c.want {
			t.Errorf("%s: %q (%.2f), want %q", name, got.Day, got.Confidence, c.want)
		}
	}
}

func TestMoment(t *testing.T) {
	shown := func(value string) Mention { return line(value, meta.NoLabel, Head) }
	for name, c := range map[string]struct {
		day      string
		mentions []Mention
		want     string
	}{
		"as stated":                             {"2031-03-03", []Mention{ld("2031-03-03T18:05:00+01:00", meta.Published)}, "2031-03-03T18:05:00+01:00"},
		"the zone of another mention":           {"2031-03-03", []Mention{ld("2031-03-03T18:05:00", meta.Published), shown("2031-03-03T18:05+01:00")}, "2031-03-03T18:05+01:00"},
		"in Greenwich it is the next day":       {"2031-03-03", []Mention{ld("2031-03-04T03:05:00Z", meta.Published), shown("2031-03-03T22:05-05:00")}, "2031-03-03T22:05-05:00"},
		"the zone follows from the clock shown": {"2031-03-03", []Mention{ld("2031-03-04T03:05:00Z", meta.Published), shown("2031-03-03T22:05")}, "2031-03-03T22:05:00-05:00"},
		"midnight where the page is":            {"2031-03-04", []Mention{ld("2031-03-03T23:00:00Z", meta.Published)}, "2031-03-04"},
		"two against one":                       {"2031-03-04", []Mention{ld("2031-03-04T04:31:00-06:00", meta.Published), {Value: "2031-03-04T04:31:00Z", Kind: Meta, Sense: meta.Published, Main: true}, shown("2031-03-03T22:31-06:00")}, "2031-03-04T04:31:00Z"},
		"the last change tells nothing":         {"2031-03-03", []Mention{ld("2031-03-03T19:40:00Z", meta.Updated), shown("2031-03-03")}, "2031-03-03"},
	} {
		choice := Choice{Day: c.day, Mentions: []*Mention{&c.mentions[len(c.mentions)-1]}}
		if got, _ := choice.Moment(c.mentions); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestChanged(t *testing.T) {
	all := []Mention{ld("2031-03-05T09:00:00+01:00", meta.Updated), ld("2031-03-03T18:05:00+01:00", meta.Published)}
	if m := Changed(all, "2031-03-03T18:05:00+01:00"); m == nil || m.Value != all[0].Value {
		t.Errorf("last change %v", m)
	}
	if m := Changed(all, "2031-03-06"); m != nil {
		t.Errorf("changed before it was published: %v", m)
	}
}

func TestWeightsAreWhatTheyWrite(t *testing.T) {
	text := Shipped().String()
	if ParseWeights(text).String() != text || !strings.Contains(text, bias) {
		t.Error("weights change when written and read")
	}
}

// examples are pages with one line, one date in the footer and one address.
func examples() []Example {
	var out []Example
	for _, d := range []string{"2031-03-03", "2031-03-04", "2031-04-05", "2031-05-06"} {
		out = append(out, Example{Day: d, Mentions: []Mention{line(d, meta.Published, Head), line("2030-01-01", meta.NoLabel, Below)}})
	}
	return out
}

func TestTrainIsReproducible(t *testing.T) {
	w := Train(examples())
	for name := range ParseWeights(w.String()) {
		if _, ok := w[name]; !ok {
			t.Errorf("%q is written but never asked for", name)
		}
	}
	if w.String() != Train(examples()).String() {
		t.Error("the same examples give other weights")
	}
	best, ok := w.Best([]Mention{line("2032-01-01", meta.NoLabel, Below), line("2032-06-07", meta.Published, Head)})
	if !ok || best.Day != "2032-06-07" {
		t.Errorf("trained to find %q", best.Day)
	}
}

// TestTimesStayWhereTheyAre: whatever is mentioned, the moment is of the day
// chosen or of its neighbour, and is one that the page tells.
func TestTimesStayWhereTheyAre(t *testing.T) {
	values := []string{"2031-03-03", "2031-03-03T22:05", "2031-03-04T03:05:00Z", "2031-03-03T23:00:00Z", "2031-03-04T05:05:00+02:00", "2031-03-04"}
	rapid.Check(t, func(t *rapid.T) {
		var all []Mention
		for range rapid.IntRange(1, 6).Draw(t, "mentions") {
			all = append(all, Mention{
				Value: rapid.SampledFrom(values).Draw(t, "value"),
				Kind:  rapid.SampledFrom([]Kind{JSONLD, Meta, Text, Time, URL}).Draw(t, "kind"),
				Sense: rapid.SampledFrom([]meta.DateLabel{meta.NoLabel, meta.Published, meta.Updated}).Draw(t, "sense"),
				Place: Head, Main: true, Bare: 2, Near: true,
			})
		}
		best, ok := Shipped().Best(all)
		if !ok {
			return
		}
		value, from := best.Moment(all)
		if gap := apart(value[:10], best.Day); gap < -1 || gap > 1 {
			t.Fatalf("the moment %s is far from %s", value, best.Day)
		}
		if at, _ := Instant(value); at.IsZero() || from == nil {
			t.Fatalf("no time: %q", value)
		}
	})
}
