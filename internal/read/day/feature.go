package day

import (
	"maps"
	"slices"
	"strings"
	"time"

	"synoptic/internal/read/meta"
)

// A candidate is a day and its mentions.
type candidate struct {
	day      string
	mentions []*Mention
	features []string
}

// candidates groups mentions by day, earliest first, and gives each its
// features. A day that the page tells only of something else is none.
func candidates(mentions []Mention) []candidate {
	byDay := map[string][]*Mention{}
	for i := range mentions {
		m := &mentions[i]
		byDay[m.day()] = append(byDay[m.day()], m)
	}
	var out []candidate
	for _, d := range slices.Sorted(maps.Keys(byDay)) {
		if !slices.ContainsFunc(byDay[d], func(m *Mention) bool { return m.Sense != meta.Other }) {
			continue
		}
		out = append(out, candidate{day: d, mentions: byDay[d]})
	}
	strong := strongDays(out)
	for i := range out {
		out[i].features = out[i].describe(out, i, strong)
	}
	return out
}

// describe lists what is true of a candidate, each once.
func (c *candidate) describe(all []candidate, at int, strong []string) []string {
	has := map[string]bool{}
	groups := map[string]bool{}
	for _, m := range c.mentions {
		for _, f := range m.features() {
			has[f] = true
		}
		groups[m.group()] = true
	}
	agree(groups, has)
	if n := len(c.mentions); n > 4 {
		has["mentions>4"] = true
	}
	switch {
	case len(all) == 1:
		has["the only day"] = true
	case at == 0:
		has["the earliest day"] = true
	case at == len(all)-1:
		has["the latest day"] = true
	}
	if c.day < "1996" {
		has["very old"] = true
	}
	relate(c.day, strong, has)
	c.locals(all, at, has)
	return slices.Sorted(maps.Keys(has))
}

// features are what is true of one mention.
func (m *Mention) features() []string {
	kind, sense, place := string(m.Kind), named(string(m.Sense)), named(string(m.Place))
	switch m.Kind {
	case Text:
		return m.textFeatures()
	case Time, Attr:
		out := []string{kind + " " + sense, kind + " " + sense + " " + place}
		if m.Near {
			out = append(out, kind+" near "+sense)
		}
		if m.First {
			out = append(out, kind+" first "+place)
		}
		if m.Region != "" {
			out = append(out, kind+" region "+m.Region)
		}
		if m.Hint != "" {
			out = append(out, kind+" hint "+m.Hint)
		}
		return out
	case JSONLD:
		main := " aside"
		if m.Main {
			main = " article"
		}
		return []string{kind + main + " " + sense}
	case Meta:
		out := []string{kind + " " + sense}
		if m.Main {
			out = append(out, kind+" "+m.Name)
		}
		return out
	}
	return []string{kind, kind + " " + sense}
}

// named is a part of a feature's name; the unknown has one too.
func named(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

func (m *Mention) textFeatures() []string {
	bare := [...]string{"prose", "line", "bare"}[m.Bare]
	sense, place := named(string(m.Sense)), named(string(m.Place))
	out := []string{"text " + bare + " " + place, "text " + sense + " " + bare, "text " + sense + " " + place}
	if m.Near {
		out = append(out, "text near "+bare+" "+sense)
	}
	if m.First {
		out = append(out, "text first "+bare+" "+place, "text first "+bare+" "+sense)
	}
	if m.Region != "" {
		out = append(out, "text region "+m.Region)
	}
	for h := range strings.FieldsSeq(m.Hint) {
		out = append(out, "text hint "+h, "text hint "+h+" "+bare+" "+place)
	}
	for name, on := range map[string]bool{"hidden": m.Hidden, "short": m.Short, "either": m.Either, "clock": m.clock()} {
		if on {
			out = append(out, "text "+name, "text "+name+" "+bare)
		}
	}
	return out
}

// group is the sort of evidence that m is, for seeing which agree.
func (m *Mention) group() string {
	switch {
	case m.Kind == Text && (m.Place == Head || m.Near) && m.Bare > 0 && m.Sense != meta.Updated:
		return "line"
	case m.Kind == Text:
		return "words"
	case (m.Kind == JSONLD || m.Kind == Meta) && m.Sense == meta.Published:
		return "stated"
	case m.Kind == JSONLD || m.Kind == Meta:
		if m.Sense == meta.NoLabel {
			return "undetermined"
		}
		return "changed"
	case m.Kind == Time && m.Sense == meta.Updated:
		return "changed"
	case m.Kind == Attr || m.Kind == Script:
		return "code"
	}
	return string(m.Kind)
}

// agree notes which sorts of evidence tell the same day.
func agree(groups map[string]bool, has map[string]bool) {
	list := slices.Sorted(maps.Keys(groups))
	for i, a := range list {
		has["by "+a] = true
		for _, b := range list[i+1:] {
			has["by "+a+" and "+b] = true
		}
	}
	if len(list) == 1 {
		has["by "+list[0]+" alone"] = true
	}
}

// strongDays are the days that metadata state as the publication, else that the
// address holds.
func strongDays(all []candidate) []string {
	var out []string
	for _, want := range []string{"stated", "url"} {
		for _, c := range all {
			for _, m := range c.mentions {
				if m.group() == want && !slices.Contains(out, c.day) {
					out = append(out, c.day)
				}
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// relate notes how a day stands to those that are stated.
func relate(day string, strong []string, has map[string]bool) {
	if len(strong) == 0 {
		has["none is stated"] = true
		return
	}
	if slices.Contains(strong, day) {
		if len(strong) > 1 {
			has["one of several stated"] = true
			if day == slices.Min(strong) {
				has["the first stated"] = true
			}
		}
		return
	}
	switch gap := apart(day, strong[0]); {
	case gap == 1:
		has["the day after the stated"] = true
	case gap == -1:
		has["the day before the stated"] = true
	case gap > 0:
		has["after the stated"] = true
	default:
		has["before the stated"] = true
	}
}

// apart is how many days a is after b.
func apart(a, b string) int {
	x, _ := Instant(a)
	y, _ := Instant(b)
	return int(x.Sub(y) / (24 * time.Hour))
}

// locals notes that a day is where the page is, or in Greenwich, while a
// neighbouring day is the other.
func (c *candidate) locals(all []candidate, at int, has map[string]bool) {
	for _, j := range []int{at - 1, at + 1} {
		if j < 0 || j >= len(all) {
			continue
		}
		if gap := apart(all[j].day, c.day); gap != 1 && gap != -1 {
			continue
		}
		for _, m := range c.mentions {
			for _, n := range all[j].mentions {
				switch {
				case sameMoment(m, n) && !universal(m) && universal(n):
					has["local day"] = true
				case sameMoment(m, n) && universal(m) && !universal(n):
					has["not the local day"] = true
				}
			}
		}
	}
}

func universal(m *Mention) bool { return m.Value[len(m.Value)-1] == 'Z' || hasSuffixZero(m.Value) }

func hasSuffixZero(v string) bool { return len(v) > 6 && v[len(v)-6:] == "+00:00" }

// sameMoment says whether two mentions can be one moment: equal where both
// state a zone, else whole quarters of an hour apart, as zones are.
func sameMoment(a, b *Mention) bool {
	if !a.clock() || !b.clock() {
		return false
	}
	x, zx := a.instant()
	y, zy := b.instant()
	d := x.Truncate(time.Minute).Sub(y.Truncate(time.Minute))
	if zx && zy {
		return d == 0
	}
	return d%(15*time.Minute) == 0 && d <= 14*time.Hour && d >= -14*time.Hour && (d != 0 || zx == zy)
}
