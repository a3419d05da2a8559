package compare

import (
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// A clock is a time of day in a line.
type clock struct {
	line    int
	span    model.Span
	minutes int  // since midnight, or since noon where the half of the day is not told
	half    bool // which half of the day is told
	soft    bool // about, just after ...
}

// How far apart two times of one happening must lie to be set against each
// other, in minutes: where one is rounded, and where both are exact.
const (
	softMinutes  = 20
	exactMinutes = 4
)

// clockDifferences are happenings that two accounts put at different times of
// the day.
func clockDifferences(c *context, all []line) []model.Difference {
	var found []clock
	for i := range all {
		l := &all[i]
		if !l.body() || l.order >= earlyLines {
			continue
		}
		if k := clocksIn(pieces(c.accounts[l.account].Article.Text, l.span)); len(k) == 1 {
			k[0].line = i
			found = append(found, k[0])
		}
	}
	if len(found) > widestKey {
		found = found[:widestKey]
	}
	var out []model.Difference
	for i := range found {
		for j := i + 1; j < len(found); j++ {
			if d, ok := clockDifference(c, all, &found[i], &found[j]); ok {
				out = append(out, d)
			}
		}
	}
	return out
}

func clockDifference(c *context, all []line, x, y *clock) (model.Difference, bool) {
	a, b := &all[x.line], &all[y.line]
	if a.account == b.account || !apart(x, y) {
		return model.Difference{}, false
	}
	w, n := inCommon(a, b, nil)
	if least := min(a.mass, b.mass); n < 3 || w < 0.35*least || !sameLineVerb(c, a, b) {
		return model.Difference{}, false
	}
	return model.Difference{Kind: model.DiffDate, Sides: []model.Side{
		sideOf(c, a.account, x.span, "A"), sideOf(c, b.account, y.span, "B"),
	}}, true
}

// apart says whether two times are too far from each other to be one.
func apart(x, y *clock) bool {
	round := 24 * 60
	if !x.half || !y.half {
		round = 12 * 60
	}
	d := ((x.minutes-y.minutes)%round + round) % round
	d = min(d, round-d)
	if x.soft || y.soft {
		return d > softMinutes && d <= 180
	}
	return d > exactMinutes && d <= 180
}

// clocksIn finds the times of day among the pieces of a sentence: "11.30pm",
// "11 p.m.", "06:10".
func clocksIn(p []piece) []clock {
	var out []clock
	for i := range p {
		if !p[i].number || i > 0 && p[i-1].end == p[i].start {
			continue
		}
		hour, minute, j := clockDigits(p, i)
		if hour < 0 {
			continue
		}
		k := clock{minutes: hour*60 + minute}
		if j < len(p) {
			switch half := p[j].lower; {
			case half == "am" || half == "pm":
				k.half, j = true, j+1
				k.minutes = hour%12*60 + minute
				if half == "pm" {
					k.minutes += 12 * 60
				}
			case (half == "a" || half == "p") && j+2 < len(p) && p[j+1].lower == "." && p[j+2].lower == "m":
				k.half, j = true, j+3
				k.minutes = hour%12*60 + minute
				if half == "p" {
					k.minutes += 12 * 60
				}
			case !strings.Contains(p[i].lower, ".") && p[i].end < p[j-1].end:
				k.half = hour > 12 || strings.HasPrefix(p[i].lower, "0") // 06:10, 18:10
			default:
				continue
			}
		} else if p[i].end == p[j-1].end {
			continue
		}
		k.soft = softBefore(p, i)
		first := i
		if k.soft && i > 0 {
			first = i - 1
		}
		k.span = model.Span{Start: p[first].start, End: p[j-1].end}
		out = append(out, k)
	}
	return out
}

// clockDigits reads "11", "11.30" or "11:30"; hour is -1 where it is no time.
func clockDigits(p []piece, i int) (hour, minute, j int) {
	h, m, pointed := strings.Cut(p[i].lower, ".")
	j = i + 1
	if !pointed && j+1 < len(p) && p[j].lower == ":" && p[j+1].number && p[j].start == p[i].end && p[j+1].start == p[j].end {
		m, j = p[j+1].lower, j+2
		pointed = true
	}
	hour, err := strconv.Atoi(h)
	if err != nil || hour > 24 || len(h) > 2 {
		return -1, 0, i
	}
	if pointed {
		minute, err = strconv.Atoi(m)
		if err != nil || minute > 59 || len(m) != 2 {
			return -1, 0, i
		}
	}
	return hour, minute, j
}

// softBefore says whether the words before piece i make a time less than
// exact.
func softBefore(p []piece, i int) bool {
	if i == 0 {
		return false
	}
	switch p[i-1].lower {
	case "about", "around", "after", "before", "approximately", "roughly", "nearly", "almost", "by", "since", "until", "past", "some":
		return true
	}
	return false
}
