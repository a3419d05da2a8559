package compare

import (
	"slices"

	"synoptic/internal/model"
)

// apartDays is how far two days of one happening may lie apart; what lies
// further apart are two happenings.
const apartDays = 10

// dateDifferences are happenings that two accounts put on different days, both
// by a weekday or a day of the month: "today" depends on a day of publication
// that may be wrong.
func dateDifferences(c *context, all []line) []model.Difference {
	at := map[int]moment{}
	var order []int
	for i := range all {
		if m, ok := namedDay(c, all, i); ok {
			at[i] = m
			order = append(order, i)
		}
	}
	if len(order) < 2 {
		return nil
	}
	ix := indexLines(all)
	var out []model.Difference
	for _, i := range order {
		for _, j := range ix.near(all[i].terms, 4) {
			n, ok := at[j]
			if !ok || j <= i || all[i].account == all[j].account {
				continue
			}
			m := at[i]
			if otherDay(c, all, &m, &n) {
				out = append(out, dateDifference(c, all, &m, &n))
			}
		}
	}
	return out
}

// namedDay is the one day that line i names for what it tells.
func namedDay(c *context, all []line, i int) (moment, bool) {
	l := &all[i]
	a := c.accounts[l.account]
	if !factual(c, l) {
		return moment{}, false
	}
	var found []moment
	for _, d := range a.Dates {
		if !l.span.Contains(d.Span) || d.Kind != model.DatePoint && d.Kind != model.DateTime {
			continue
		}
		found = append(found, moment{line: i, date: d, from: d.From, to: d.To, span: l.span})
	}
	if len(found) != 1 || !l.body() {
		return moment{}, false
	}
	m := found[0]
	named := m.date.Weekday != 0 || m.date.Anchor == model.AnchorExplicit
	if !named || len(m.from) < 10 || cut(m.from) != cut(m.to) || statementAt(c, a, m.date.Span, l.span) != "" {
		return moment{}, false
	}
	return m, true
}

// nightWords are words by which a happening may be put on either of two days.
var nightWords = map[string]bool{"night": true, "late": true, "early": true, "overnight": true, "midnight": true, "local": true, "morning": true, "evening": true}

// otherDay says whether two accounts put the same happening on different days.
func otherDay(c *context, all []line, x, y *moment) bool {
	a, b := &all[x.line], &all[y.line]
	apart := daysBetween(cut(x.from), cut(y.from))
	if apart == 0 || apart > apartDays || apart < -apartDays || x.date.Weekday != 0 && x.date.Weekday == y.date.Weekday {
		return false
	}
	if apart*apart == 1 && (has(c, a, nightWords) || has(c, b, nightWords)) {
		return false
	}
	skip := func(st int32) bool { return dateTerm(c, all, x, st) || dateTerm(c, all, y, st) }
	w, n := inCommon(a, b, skip)
	least := min(a.mass, b.mass)
	return n >= 4 && least > 0 && w/least >= 0.6 && shareName(a, b) && sameLineVerb(c, a, b)
}

// sameLineVerb says whether two lines have a telling verb in common.
func sameLineVerb(c *context, a, b *line) bool {
	return slices.ContainsFunc(a.terms, func(t sense) bool {
		i, ok := slices.BinarySearchFunc(b.terms, t.stem, func(u sense, st int32) int { return int(u.stem) - int(st) })
		return ok && isVerb(c.accounts[a.account], t.token) && isVerb(c.accounts[b.account], b.terms[i].token)
	})
}

func isVerb(a *account, token int) bool {
	tag := a.Tokens[token].Tag.String()
	return tag == "" || len(tag) > 1 && tag[:2] == "VB"
}

func dateDifference(c *context, all []line, x, y *moment) model.Difference {
	side := func(m *moment, group string) model.Side {
		a := c.accounts[all[m.line].account]
		s := clauseOf(c, a, &all[m.line], m.date)
		return sideOf(c, all[m.line].account, s, group)
	}
	return model.Difference{Kind: model.DiffDate, Sides: []model.Side{side(x, "A"), side(y, "B")}}
}
