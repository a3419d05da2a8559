package compare

import (
	"cmp"
	"slices"
	"time"

	"synoptic/internal/language/date"
	"synoptic/internal/model"
)

// An articleDay is the day on which an article was published as far as it is
// known.
type articleDay struct {
	day    string // "2025-06-24", or ""; its own, or fixed by other accounts
	others bool   // fixed by other accounts
	// near says that the article tells of what others published on day, but
	// not that it was published that day: weekdays in it can be counted from
	// there, no more.
	near bool
	by   string // the account that fixed it
}

// known is the day of publication, "" where it is not known.
func (d articleDay) known() string {
	if d.near {
		return ""
	}
	return d.day
}

// articleDays tells the day of each article of the story. Undated ones are
// dated from those that share an utterance or several sentences with them, in
// two rounds, so that one that is dated so can date another.
func articleDays(c *context) map[string]articleDay {
	out := map[string]articleDay{}
	undated := false
	for _, a := range c.accounts {
		out[a.id()] = articleDay{day: a.day}
		undated = undated || a.day == ""
	}
	if !undated {
		return out
	}
	all := linesOf(c)
	ix := indexLines(all)
	for range 2 {
		found := map[string]articleDay{}
		for n, a := range c.accounts {
			if out[a.id()].day == "" {
				if d, ok := dayFromOthers(c, all, ix, n, out); ok {
					found[a.id()] = d
				}
			}
		}
		for id, d := range found {
			out[id] = d
		}
	}
	return out
}

// datedAccounts lists the undated articles whose day of publication other
// accounts tell.
func datedAccounts(c *context) []model.DatedAccount {
	days := articleDays(c)
	var out []model.DatedAccount
	for _, a := range c.accounts {
		if d := days[a.id()]; d.others && d.known() != "" {
			out = append(out, model.DatedAccount{Article: a.id(), Published: model.Published{Value: d.day, From: string(model.AnchorAccounts)}, By: d.by})
		}
	}
	return out
}

// A tie is what an undated account has in common with a dated one.
type tie struct {
	account, utterances, lines int
}

// dayFromOthers dates account n by the account that has most in common with
// it.
func dayFromOthers(c *context, all []line, ix lineIndex, n int, days map[string]articleDay) (articleDay, bool) {
	ties := tiesOf(c, all, ix, n, days)
	d := articleDay{others: true, near: true}
	switch {
	case len(ties) > 0 && (ties[0].utterances > 0 || ties[0].lines >= 2):
		by := c.accounts[ties[0].account].id()
		d.day, d.by = days[by].day, by
		d.near = ties[0].utterances == 0 || days[by].near
	default:
		if d.day = closeDay(c); d.day == "" {
			return d, false
		}
	}
	switch weekdays := leadWeekdays(c, all, n); {
	case slices.Contains(weekdays, weekdayIn(d.day)):
		d.near = false
	case len(weekdays) == 1:
		if day := nearestWeekday(d.day, weekdays[0]); day != "" {
			d.day, d.near = day, false
		}
	}
	return d, true
}

// weekdayIn is the weekday of a day, 1 Monday to 7 Sunday, 0 where it is none.
func weekdayIn(day string) int {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	return weekdayOf(t)
}

// closeDays is how far apart the dated accounts of a story may lie for its
// undated ones to be taken as of those days.
const closeDays = 3

// closeDay is the last day of the dated accounts, where all lie close
// together; else "".
func closeDay(c *context) string {
	first, last := "", ""
	for _, a := range c.accounts {
		if a.day == "" {
			continue
		}
		if first == "" || a.day < first {
			first = a.day
		}
		last = max(last, a.day)
	}
	if last == "" || daysBetween(first, last) > closeDays {
		return ""
	}
	return last
}

// nearestWeekday is the day with weekday w from four days before day to two
// after it, the nearest.
func nearestWeekday(day string, w int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || w < 1 || w > 7 {
		return ""
	}
	for _, step := range []int{0, -1, 1, -2, 2, -3, -4} {
		if u := t.AddDate(0, 0, step); weekdayOf(u) == w {
			return u.Format(time.DateOnly)
		}
	}
	return ""
}

// tiesOf lists what account n shares with dated accounts, the most first.
func tiesOf(c *context, all []line, ix lineIndex, n int, days map[string]articleDay) []tie {
	by := map[int]*tie{}
	at := func(m int) *tie {
		if by[m] == nil {
			by[m] = &tie{account: m}
		}
		return by[m]
	}
	for _, u := range c.utterances {
		for _, m := range sharedUtterance(c, &u, n) {
			at(m).utterances++
		}
	}
	for i := range all {
		if all[i].account != n || !all[i].body() {
			continue
		}
		near := map[int]bool{}
		for _, j := range ix.near(all[i].terms, 3) {
			if m := all[j].account; m != n && all[j].body() && !near[m] {
				if w, k := inCommon(&all[i], &all[j], nil); k >= 3 && w >= 0.4*min(all[i].mass, all[j].mass) {
					near[m] = true
					at(m).lines++
				}
			}
		}
	}
	var out []tie
	for m, t := range by {
		if days[c.accounts[m].id()].day != "" {
			out = append(out, *t)
		}
	}
	slices.SortFunc(out, func(x, y tie) int {
		return cmp.Or(cmp.Compare(y.utterances, x.utterances), cmp.Compare(y.lines, x.lines), cmp.Compare(x.account, y.account))
	})
	return out
}

// sharedUtterance lists the other accounts that report u, where account n
// does.
func sharedUtterance(c *context, u *model.Utterance, n int) []int {
	if len(u.Statements) < 2 {
		return nil
	}
	var others []int
	has := false
	for _, id := range u.Statements {
		m, ok := c.accountOfStatement(id)
		if !ok {
			continue
		}
		if m == n {
			has = true
		} else {
			others = append(others, m)
		}
	}
	if !has {
		return nil
	}
	slices.Sort(others)
	return slices.Compact(others)
}

// accountOfStatement is the account whose statement has that ID.
func (c *context) accountOfStatement(id string) (int, bool) {
	for i := len(id) - 1; i > 0; i-- {
		if id[i] == ':' {
			n, ok := c.index[id[:i]]
			return n, ok
		}
	}
	return 0, false
}

// dayLines is how many body sentences may give the weekday on which an
// article was written.
const dayLines = 3

// leadWeekdays are the weekdays that the first sentences of account n name,
// those of what is to come left out.
func leadWeekdays(c *context, all []line, n int) []int {
	var found []int
	for i := range all {
		l := &all[i]
		if l.account != n || !l.body() || l.order >= dayLines {
			continue
		}
		for _, d := range c.accounts[n].Dates {
			if d.Weekday != 0 && l.span.Contains(d.Span) && d.Direction <= 0 && !slices.Contains(found, d.Weekday) {
				found = append(found, d.Weekday)
			}
		}
	}
	return found
}

// weekdayUpTo is the last day with weekday w (1 Monday to 7 Sunday) up to day.
func weekdayUpTo(day string, w int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || w < 1 || w > 7 {
		return ""
	}
	back := (weekdayOf(t) - w + 7) % 7
	return t.AddDate(0, 0, -back).Format(time.DateOnly)
}

func weekdayOf(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// resolveOpen resolves an open date of m against a day that other accounts
// gave.
func resolveOpen(m *moment, d articleDay) bool {
	if d.day == "" {
		return false
	}
	switch {
	case m.date.Relative != "":
		m.from, m.to = date.Resolve(m.date, d.day)
	case m.date.Weekday != 0:
		day := d.day
		if t, err := time.Parse(time.DateOnly, day); err == nil && m.date.Direction > 0 {
			day = t.AddDate(0, 0, 7).Format(time.DateOnly)
		}
		m.from = weekdayUpTo(day, m.date.Weekday)
		m.to = m.from
	}
	m.how = string(model.AnchorAccounts)
	m.date.Precision = precisionOf(m.from, m.to)
	return m.from != ""
}

// precisionOf is how wide an interval is.
func precisionOf(from, to string) model.Precision {
	days := daysBetween(cut(from), cut(to)) + 1
	switch {
	case len(from) > 10 && from != to:
		return model.ByPart
	case len(from) > 10:
		return model.ByHour
	case days <= 3:
		return model.ByDay
	case days <= 10:
		return model.ByWeek
	case days <= 31:
		return model.ByMonth
	}
	return model.ByYear
}
