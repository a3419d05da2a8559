package day

import (
	"time"

	"synoptic/internal/read/meta"
)

// Moment is the choice as precisely as the page tells it: its day, with the time
// of day and zone of the mentions of the publication that most others agree
// with. From is the mention that it is taken from.
func (c Choice) Moment(all []Mention) (value string, from *Mention) {
	told, near := tellers(c.Day, all)
	var best *Mention
	most := 0
	for _, m := range near {
		if s := support(m, told); best == nil || s > most || s == most && prefer(m, best) {
			best, most = m, s
		}
	}
	if best == nil {
		return c.Day, c.source()
	}
	return local(best, c.Day, told, all), best
}

// source is the most telling mention of a choice's day.
func (c Choice) source() *Mention {
	best := c.Mentions[0]
	for _, m := range c.Mentions[1:] {
		if m.rank() > best.rank() {
			best = m
		}
	}
	return best
}

// rank is how much a mention tells of the publication.
func (m *Mention) rank() int {
	switch {
	case m.Sense == meta.Other:
		return 0
	case m.Sense == meta.Updated:
		return 1
	case m.Kind == Text && m.Sense == meta.Published && m.Bare > 0 && m.Place != Below:
		return 9
	case m.Kind == JSONLD && m.Main && m.Sense == meta.Published:
		return 8
	case m.Kind == Meta && m.Main && m.Sense == meta.Published:
		return 7
	case m.Kind == Text && m.Bare > 0 && (m.Place == Head || m.Near):
		return 6
	case m.Kind == Time && (m.Place == Head || m.Near || m.Sense == meta.Published):
		return 5
	case m.Kind == Script && m.Sense == meta.Published, m.Kind == Attr && m.Sense == meta.Published:
		return 4
	case m.Kind == Meta && m.Main, m.Kind == JSONLD:
		return 3
	}
	return 2
}

// leastTeller is the rank from which a mention's time of day is taken.
const leastTeller = 3

// tellers are the mentions that may tell the time of a publication on that day,
// and those of them that do in the page's own zone or in Greenwich's.
func tellers(day string, all []Mention) (told, near []*Mention) {
	for i := range all {
		m := &all[i]
		if !m.clock() || m.Either || m.rank() < leastTeller {
			continue
		}
		gap := apart(m.day(), day)
		if gap < -1 || gap > 1 {
			continue
		}
		told = append(told, m)
		if gap == 0 || universal(m) {
			near = append(near, m)
		}
	}
	return told, near
}

// support is how much speaks for the moment of m: the rank of the best mention
// of each sort of evidence that tells the same.
func support(m *Mention, told []*Mention) int {
	best := map[string]int{}
	for _, n := range told {
		if sameClock(m, n) || sameMoment(m, n) {
			best[n.group()] = max(best[n.group()], n.rank())
		}
	}
	sum := 0
	for _, r := range best {
		sum += r
	}
	return sum
}

// sameClock says whether two mentions write the same day and minute.
func sameClock(a, b *Mention) bool {
	return a.Value[:min(16, len(a.Value))] == b.Value[:min(16, len(b.Value))]
}

// prefer says whether a is to be taken before b of equal support.
func prefer(a, b *Mention) bool {
	_, za := a.instant()
	_, zb := b.instant()
	if za != zb {
		return za
	}
	return a.rank() > b.rank()
}

// local is the moment of m on that day, in the page's own zone where another
// mention tells it.
func local(m *Mention, day string, told []*Mention, all []Mention) string {
	at, zoned := m.instant()
	if m.day() == day && zoned {
		return m.Value
	}
	for _, n := range told {
		other, otherZoned := n.instant()
		switch {
		case !sameMoment(m, n) && !sameClock(m, n):
		case m.day() == day && otherZoned && sameClock(m, n):
			return n.Value
		case m.day() == day && otherZoned:
			return inZone(other, at.Truncate(time.Minute).Sub(other.Truncate(time.Minute)))
		case n.day() == day && otherZoned:
			return n.Value
		case n.day() == day && zoned:
			return inZone(at, other.Truncate(time.Minute).Sub(at.Truncate(time.Minute)))
		}
	}
	if m.day() == day {
		return m.Value
	}
	if v := elsewhere(at, day, all); v != "" {
		return v
	}
	if at.Minute() == 0 && at.Second() == 0 {
		return day // midnight where the page is
	}
	return m.Value
}

// inZone is a moment in the zone that is so far from Greenwich.
func inZone(at time.Time, from time.Duration) string {
	return at.In(time.FixedZone("", int(from/time.Second))).Format(time.RFC3339)
}

// elsewhere is a moment in a zone that another mention states, if it is on that
// day there.
func elsewhere(at time.Time, day string, all []Mention) string {
	for i := range all {
		n := &all[i]
		t, zoned := n.instant()
		if !zoned || universal(n) {
			continue
		}
		if v := at.In(t.Location()).Format(time.RFC3339); v[:10] == day {
			return v
		}
	}
	return ""
}

// Changed is the mention of the last change that differs from the time of
// publication and is not before it, nil for none.
func Changed(all []Mention, published string) *Mention {
	var best *Mention
	for i := range all {
		m := &all[i]
		if m.Sense != meta.Updated || m.Either || m.changeRank() == 0 {
			continue
		}
		if sameClock(m, &Mention{Value: published}) || sooner(m.Value, published) {
			continue
		}
		if best == nil || m.changeRank() > best.changeRank() || m.changeRank() == best.changeRank() && len(m.Value) > len(best.Value) {
			best = m
		}
	}
	return best
}

// changeRank is how much a mention tells of the last change, 0 for nothing.
func (m *Mention) changeRank() int {
	switch {
	case m.Kind == JSONLD && m.Main:
		return 4
	case m.Kind == Meta && m.Main:
		return 3
	case m.Kind == Text && m.Bare > 0 && (m.Near || m.Place == Head):
		return 2
	case m.Kind == Time && (m.Near || m.Place == Head):
		return 1
	}
	return 0
}

// sooner says whether a is before b, as far as both tell.
func sooner(a, b string) bool {
	x, zx := Instant(a)
	y, zy := Instant(b)
	if len(a) > 10 && len(b) > 10 && zx == zy {
		return x.Before(y)
	}
	return a[:10] < b[:10]
}
