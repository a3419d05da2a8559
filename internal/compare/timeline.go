package compare

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/internal/model"
)

// A moment is a dated sentence or clause of an account.
type moment struct {
	line      int
	date      model.Date
	from      string // day or time, resolved
	to        string
	how       string // how it is known, for Happening.From
	span      model.Span
	statement string // the statement it reports, where the date is that of saying it
	own       line   // the content words of the clause, those of the date left out
	utterance int    // of which that is part, from 1; 0 for none that others share
}

// mostHappenings is how many lines a timeline has at most; those that most
// lineages have are kept.
const mostHappenings = 120

// timeline lists what the accounts put on a day, one line for one happening.
func timeline(c *context) []model.Happening {
	all := linesOf(c)
	days := articleDays(c)
	var moments []moment
	for i := range all {
		moments = append(moments, momentsIn(c, all, i, days)...)
	}
	spoken := utteranceOf(c)
	for i := range moments {
		m := &moments[i]
		m.statement = statementAt(c, c.accounts[all[m.line].account], m.date.Span, m.span)
		m.utterance = spoken[m.statement]
		m.own = clauseWords(c, all, m)
	}
	var out []model.Happening
	weight := map[int]int{}
	for _, g := range joinMoments(c, all, moments) {
		out = append(out, happeningOf(c, all, g))
		weight[len(out)-1] = -lineagesOf(c, all, g)
	}
	return sortHappenings(out, weight)
}

// utteranceOf tells the number of the utterance, from 1, of each statement
// that shares one.
func utteranceOf(c *context) map[string]int {
	out := map[string]int{}
	for i, u := range c.utterances {
		if len(u.Statements) < 2 {
			continue
		}
		for _, id := range u.Statements {
			out[id] = i + 1
		}
	}
	return out
}

// momentsIn finds the dated happenings of line i.
func momentsIn(c *context, all []line, i int, days map[string]articleDay) []moment {
	l := &all[i]
	a := c.accounts[l.account]
	if !l.body() || len(l.terms) < 3 || furniture(a.text(l.span)) || !hasVerb(a, l) {
		return nil
	}
	from, _ := slices.BinarySearchFunc(a.Dates, l.span.Start, func(d model.Date, s int) int { return cmp.Compare(d.Start, s) })
	var out []moment
	for _, d := range a.Dates[from:] {
		if d.Start >= l.span.End {
			break
		}
		if d.Kind != model.DatePoint && d.Kind != model.DateTime {
			continue
		}
		if k := tokenAt(a, d.Start); k > l.first && openEnded[c.word(a, k-1)] || loose(a, d) {
			continue
		}
		m := moment{line: i, date: d, from: d.From, to: d.To, how: string(d.Anchor)}
		if m.from == "" || d.Anchor == model.AnchorOpen {
			if !resolveOpen(&m, days[a.id()]) {
				continue
			}
		}
		if !placed(&m) {
			continue
		}
		if comes(a, l, &m, days[a.id()].day) {
			continue
		}
		m.span = clauseOf(c, a, l, d)
		if len(out) > 0 && out[len(out)-1].span == m.span {
			if len(out[len(out)-1].from) >= len(m.from) {
				continue
			}
			out = out[:len(out)-1]
		}
		out = append(out, m)
	}
	return out
}

// comes says whether m's sentence speaks of what is or is to come, where m was
// placed on a day before publication ("depends on who turns up on Wednesday").
func comes(a *account, l *line, m *moment, day string) bool {
	if day == "" || cut(m.to) >= day || m.date.Anchor == model.AnchorExplicit {
		return false
	}
	k := tokenAt(a, m.date.Start)
	for steps := 0; k >= l.first && k < l.last && steps < 40; steps++ {
		switch a.Tokens[k].Tag.String() {
		case "VBZ", "VBP", "MD":
			return true
		case "VBD":
			return false
		}
		k = int(a.Tokens[k].Head)
	}
	return false
}

// loose says whether d is "today" for these times ("today's music") or in a
// name ("USA TODAY").
func loose(a *account, d model.Date) bool {
	text := a.text(d.Span)
	if !strings.EqualFold(text, "today") {
		return false
	}
	rest := a.Article.Text[min(max(d.End, 0), len(a.Article.Text)):]
	return strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, "'s") || text == "TODAY"
}

// openEnded are words before a date that give the beginning or end of a time
// and not the time of a happening.
var openEnded = map[string]bool{"since": true, "until": true, "till": true, "from": true, "between": true, "by": true, "before": true, "after": true, "through": true, "past": true}

// placed says whether m is precise enough for the timeline: a month or less.
func placed(m *moment) bool {
	switch m.date.Precision {
	case model.ByMinute, model.ByHour, model.ByPart, model.ByDay, model.ByWeek, model.ByMonth:
		return len(m.from) >= 7
	}
	return false
}

// clauseOf is the clause of l that holds d: what hangs on the verb that d
// belongs to, or the whole sentence where that is not clear.
func clauseOf(c *context, a *account, l *line, d model.Date) model.Span {
	whole := lineSpan(c, a, l)
	if l.last-l.first <= 30 {
		return whole
	}
	k := clauseVerb(a, l, tokenAt(a, d.Start))
	if k < 0 {
		return whole
	}
	first, last := subtree(a, l, k)
	if h := int(a.Tokens[k].Head); strings.HasPrefix(a.Tokens[k].Rel.String(), "acl") && !hasSubject(a, l, k) {
		first = tokenAt(a, phraseOf(a, h, l.first).Start)
	}
	if last-first < 6 {
		return whole
	}
	for first < last && (c.stemID(a, first) == 0 || a.Tokens[first].Rel.String() == "cc" || a.Tokens[first].Rel.String() == "mark") {
		first++
	}
	for last-1 > first && c.stemID(a, last-1) == 0 {
		last--
	}
	s := model.Span{Start: int(a.Tokens[first].Start), End: int(a.Tokens[last-1].End)}
	if !s.Contains(d.Span) || !whole.Contains(s) || !bounded(c, a, l, first, last) {
		return whole
	}
	return s
}

// clauseVerb is the verb that token k hangs on and that has a subject, or
// that describes a noun before it ("the pact that was signed in May"); -1
// where there is none.
func clauseVerb(a *account, l *line, k int) int {
	for steps := 0; k >= l.first && k < l.last && steps < 40; steps++ {
		h := int(a.Tokens[k].Head)
		if strings.HasPrefix(a.Tokens[k].Tag.String(), "VB") {
			if hasSubject(a, l, k) {
				return k
			}
			if strings.HasPrefix(a.Tokens[k].Rel.String(), "acl") && h >= l.first && h < k && strings.HasPrefix(a.Tokens[h].Tag.String(), "NN") {
				return k
			}
		}
		k = h
	}
	return -1
}

// bounded says whether tokens first to last-1 of l stand between marks or
// joining words, so that they can be read alone.
func bounded(c *context, a *account, l *line, first, last int) bool {
	return (first == l.first || c.stemID(a, first-1) == 0 || joining[c.word(a, first-1)]) &&
		(last == l.last || c.stemID(a, last) == 0 || joining[c.word(a, last)])
}

var joining = map[string]bool{"that": true, "when": true, "because": true, "while": true, "and": true, "but": true, "although": true, "where": true, "after": true, "before": true}

// hasSubject says whether the verb k has a subject of its own that is no
// relative pronoun.
func hasSubject(a *account, l *line, k int) bool {
	for i := l.first; i < l.last; i++ {
		if int(a.Tokens[i].Head) == k && strings.HasPrefix(a.Tokens[i].Rel.String(), "nsubj") {
			tag := a.Tokens[i].Tag.String()
			return !strings.HasPrefix(tag, "W") && tag != "PRP"
		}
	}
	return false
}

// subtree is the range of tokens of l around k that hang on k without a
// break.
func subtree(a *account, l *line, k int) (first, last int) {
	under := func(i int) bool {
		for steps := 0; i >= l.first && i < l.last && steps < l.last-l.first; steps++ {
			if i == k {
				return true
			}
			i = int(a.Tokens[i].Head)
		}
		return false
	}
	first, last = k, k+1
	for first > l.first && under(first-1) {
		first--
	}
	for last < l.last && under(last) {
		last++
	}
	return first, last
}

// cut is the day of a time.
func cut(s string) string { return s[:min(len(s), 10)] }

// joinMoments puts moments of one time together whose sentences tell the same
// happening. Each is compared with the first of a group, so that groups do
// not chain.
func joinMoments(c *context, all []line, moments []moment) [][]moment {
	byTime := map[string][]int{}
	for i := range moments {
		k := cut(moments[i].from) + "/" + cut(moments[i].to)
		byTime[k] = append(byTime[k], i)
	}
	var out [][]moment
	for _, k := range sortedKeys(byTime) {
		var groups [][]moment
		for _, i := range byTime[k] {
			m := moments[i]
			g := -1
			if len(groups) <= 400 {
				g = slices.IndexFunc(groups, func(g []moment) bool { return sameHappening(c, all, &g[0], &m) })
			}
			if g < 0 {
				groups = append(groups, []moment{m})
			} else {
				groups[g] = append(groups[g], m)
			}
		}
		out = append(out, groups...)
	}
	return out
}

// sameHappening says whether two moments of one day are one happening: their
// sentences share most of what the shorter says, or a good part and a name.
func sameHappening(c *context, all []line, x, y *moment) bool {
	a, b := &all[x.line], &all[y.line]
	if x.line == y.line {
		return false
	}
	if x.utterance != 0 && x.utterance == y.utterance {
		return true
	}
	w, n := inCommon(&x.own, &y.own, nil)
	p, k := plainInCommon(&x.own, &y.own)
	least, plain := min(x.own.mass, y.own.mass), min(x.own.plain, y.own.plain)
	if least == 0 || k < 1 || p < 0.3*plain {
		return false
	}
	if n >= 2 && w >= 0.35*least && shareName(a, b) && sameLineVerb(c, &x.own, &y.own) {
		return true
	}
	return n >= 3 && w >= 0.5*least
}

// clauseWords are the content words of m's clause, those of the date left out.
func clauseWords(c *context, all []line, m *moment) line {
	l := &all[m.line]
	a := c.accounts[l.account]
	out := line{account: l.account}
	for _, t := range l.terms {
		at := a.Tokens[t.token].Span()
		if !m.span.Contains(at) || m.date.Overlaps(at) {
			continue
		}
		out.terms = append(out.terms, t)
		out.mass += t.weight
		if !t.name {
			out.plain += t.weight
		}
	}
	return out
}

// dateTerm says whether a concept is a word of m's date.
func dateTerm(c *context, all []line, m *moment, st int32) bool {
	a := c.accounts[all[m.line].account]
	first, last := a.TokensIn(m.date.Span)
	for i := first; i < last; i++ {
		if concept(c, c.stemID(a, i)) == st {
			return true
		}
	}
	return false
}

func lineagesOf(c *context, all []line, g []moment) int {
	seen := map[int]bool{}
	for _, m := range g {
		seen[c.accounts[all[m.line].account].lineage] = true
	}
	return len(seen)
}

// happeningOf words a group: the most precise time, the shortest of its
// clauses first.
func happeningOf(c *context, all []line, g []moment) model.Happening {
	slices.SortStableFunc(g, func(x, y moment) int {
		return cmp.Or(cmp.Compare(x.span.Len(), y.span.Len()), cmp.Compare(x.line, y.line))
	})
	best := g[0]
	for _, m := range g {
		if len(m.from) > len(best.from) {
			best = m
		}
	}
	h := model.Happening{Date: best.from, Precision: best.date.Precision, From: best.how, Text: c.accounts[all[g[0].line].account].text(g[0].span)}
	if cut(best.to) != cut(best.from) {
		h.Until = best.to
	}
	for _, m := range g {
		d := m.date.Span
		a := c.accounts[all[m.line].account]
		h.Evidence = append(h.Evidence, model.Evidence{Article: a.id(), Start: m.span.Start, End: m.span.End, Date: &d})
	}
	h.Statement = g[0].statement
	return h
}

// statementAt is the ID of the statement that the clause s reports, where the
// date d stands outside its content: the time at which it was made.
func statementAt(c *context, a *account, d, s model.Span) string {
	of := statementsOf(c, a)
	for i := range of {
		if of[i].Cue == nil || !s.Contains(of[i].Cue.Span) || len(of[i].Content) == 0 {
			continue
		}
		if !slices.ContainsFunc(of[i].Content, func(t model.Span) bool { return t.Overlaps(d) }) {
			return of[i].ID
		}
	}
	return ""
}

// sortHappenings orders the lines by time, then the more precise first, then
// by text; weight says which to leave out where there are too many.
func sortHappenings(in []model.Happening, weight map[int]int) []model.Happening {
	order := make([]int, len(in))
	for i := range order {
		order[i] = i
	}
	if len(in) > mostHappenings {
		slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(weight[i], weight[j]) })
		order = order[:mostHappenings]
	}
	var out []model.Happening
	for _, i := range order {
		out = append(out, in[i])
	}
	slices.SortStableFunc(out, func(x, y model.Happening) int {
		return cmp.Or(strings.Compare(cut(x.Date), cut(y.Date)), cmp.Compare(precisionRank(x.Precision), precisionRank(y.Precision)), strings.Compare(x.Date, y.Date), strings.Compare(x.Text, y.Text))
	})
	return out
}

func precisionRank(p model.Precision) int {
	return slices.Index([]model.Precision{model.ByMinute, model.ByHour, model.ByPart, model.ByDay, model.ByWeek, model.ByMonth, model.ByQuarter, model.ByYear, model.Vaguely}, p)
}
