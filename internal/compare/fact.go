package compare

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"synoptic/internal/model"
)

const (
	// mostFacts is how many facts a story shows at most.
	mostFacts = 100
	// mostAlone is how many facts that only one lineage has it shows at most,
	// and mostAloneEach how many of one account.
	mostAlone     = 40
	mostAloneEach = 4
	// pairBudget is how many pairs of sentences are compared in one story, so
	// that a story of thousands of accounts is done in seconds.
	pairBudget = 6_000_000

	// statesIt is the share of a sentence's content, by weight, that another
	// must have to state the same; mayState leaves it open whether it does.
	// plainStatesIt is the same share without names.
	// surelyStatesIt is the share from which on the main verb need not be the same.
	statesIt       = 0.36
	surelyStatesIt = 0.55
	plainStatesIt  = 0.4
	mayState       = 0.25
)

// A star is a sentence with the best sentence of each other account that
// states the same.
type star struct {
	core     int
	members  []int // lines, the core among them, in order
	lineages int
	unclear  []int // accounts that may state it
	clear    float64
}

// facts are what the accounts state, in the words of the clearest: first what
// most independent accounts have, then by place in the articles.
func facts(c *context) []model.Fact {
	all := linesOf(c)
	ix := indexLines(all)
	days := articleDays(c)
	stars := chosenStars(c, all, starsOf(c, all, ix))
	var out []model.Fact
	for i := range stars {
		out = append(out, factOf(c, all, &stars[i], days))
	}
	return out
}

// factual says whether l can be a fact row: a sentence of the body that says
// something by itself, and not only a quotation.
func factual(c *context, l *line) bool {
	a := c.accounts[l.account]
	if !l.body() || len(l.terms) < 4 || l.last-l.first < 6 || c.word(a, l.last-1) == "?" {
		return false
	}
	text := a.text(l.span)
	if strings.IndexAny(text, "\"“‘'") == 0 || strings.HasSuffix(text, ":") || furniture(text) || openQuote(text) {
		return false
	}
	return hasVerb(a, l) && !leans(c, a, l) && !mostlyQuoted(c, a, l)
}

// openQuote says whether a quotation begins or ends outside text.
func openQuote(text string) bool {
	return strings.Count(text, "“") != strings.Count(text, "”") || strings.Count(text, "\"")%2 != 0
}

// furniture says whether text is a line of the page rather than of the story.
func furniture(text string) bool {
	lower := strings.ToLower(text)
	for _, w := range []string{"read more", "sign up", "subscribe", "click here", "newsletter", "follow us", "getty images", "©", "copyright", "all rights reserved", "|", "http", "@", "download", "share this", "watch:", "photo:", "photos:", "image:", "images:", "video:", "(ap photo", "file photo"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// hasVerb says whether l has a finite verb; true where nothing is tagged.
func hasVerb(a *account, l *line) bool {
	tagged := false
	for i := l.first; i < l.last; i++ {
		tag := a.Tokens[i].Tag.String()
		tagged = tagged || tag != ""
		switch tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return !tagged
}

// mostlyQuoted says whether direct quotations make up most of l.
func mostlyQuoted(c *context, a *account, l *line) bool {
	n := 0
	for _, s := range statementsOf(c, a) {
		if s.Kind != model.Direct {
			continue
		}
		for _, t := range s.Content {
			n += max(0, min(t.End, l.span.End)-max(t.Start, l.span.Start))
		}
	}
	if n == 0 {
		for _, t := range inQuotes(a.Article.Text, l.span) {
			n += t.Len()
		}
	}
	return n*2 > l.span.Len()
}

// starsOf makes the star of every factual line.
func starsOf(c *context, all []line, ix lineIndex) []star {
	var cores []int
	seen := map[uint64]bool{}
	for i := range all {
		if !seen[all[i].key] && factual(c, &all[i]) {
			seen[all[i].key] = true
			cores = append(cores, i)
		}
	}
	budget := max(50, pairBudget/max(1, len(cores)))
	denies := denyingLines(c, all)
	var out []star
	for _, i := range cores {
		out = append(out, starOf(c, all, ix, i, budget, denies))
	}
	return out
}

// starOf finds, for line i, the best line of each other account that states
// the same.
func starOf(c *context, all []line, ix lineIndex, i, budget int, denies []bool) star {
	core := &all[i]
	best := map[int]int{core.account: i}
	score := map[int]float64{}
	near := ix.near(core.terms, 5)
	if len(near) > budget {
		near = near[:budget]
	}
	for _, j := range near {
		l := &all[j]
		if l.account == core.account || !l.body() {
			continue
		}
		w, n := inCommon(core, l, nil)
		s := w / core.mass
		if n < 2 || s < mayState || n < 3 && s < 1.5*mayState || s <= score[l.account] {
			continue
		}
		score[l.account] = s
		p, k := plainInCommon(core, l)
		if n >= 3 && k >= plainWords(core) && s >= statesIt && p >= plainStatesIt*core.plain && (s >= surelyStatesIt || sharesRoot(c, core, l)) && numbersAgree(c, core, l) && (denies[i] == denies[j] || !denies[i]) && (lineNegated(c, core) == lineNegated(c, l) || denies[j]) {
			best[l.account] = j
		} else {
			delete(best, l.account)
		}
	}
	return newStar(c, all, i, best, score)
}

// sharesRoot says whether l has the main word of core, or core's is not known.
func sharesRoot(c *context, core, l *line) bool {
	a := c.accounts[core.account]
	for i := core.first; i < core.last; i++ {
		if a.Tokens[i].Rel.String() == "root" {
			return !c.isContent(a, i) || hasTerm(l, concept(c, c.stemID(a, i)))
		}
	}
	return true
}

// plainWords is how many words that are no names another sentence must share
// with core to state the same.
func plainWords(core *line) int {
	n := 0
	for _, t := range core.terms {
		if !t.name {
			n++
		}
	}
	if n >= 5 {
		return 3
	}
	return 2
}

func newStar(c *context, all []line, core int, best map[int]int, score map[int]float64) star {
	s := star{core: core}
	lineages := map[int]bool{}
	for n := range c.accounts {
		j, ok := best[n]
		switch {
		case ok:
			s.members = append(s.members, j)
			lineages[c.accounts[n].lineage] = true
		case score[n] > 0:
			s.unclear = append(s.unclear, n)
		}
	}
	s.lineages = len(lineages)
	return s
}

// numbersAgree says whether l has a number of core, or core none.
func numbersAgree(c *context, core, l *line) bool {
	has := false
	for _, t := range core.terms {
		if !isNumber(c, t.stem) {
			continue
		}
		has = true
		if slices.ContainsFunc(l.terms, func(u sense) bool { return u.stem == t.stem }) {
			return true
		}
	}
	return !has
}

func isNumber(c *context, concept int32) bool {
	if concept <= 0 || int(concept) >= len(c.vocab.stems) {
		return false
	}
	st := c.vocab.stems[concept]
	return st != "" && unicode.IsDigit(rune(st[0]))
}

// denyingLines marks the lines whose verb denies something.
func denyingLines(c *context, all []line) []bool {
	out := make([]bool, len(all))
	for i := range all {
		a := c.accounts[all[i].account]
		for v := all[i].first; v < all[i].last; v++ {
			w := c.word(a, v)
			if (denialWords()["deny"][w] || denialWords()["reject"][w]) && !strings.HasPrefix(a.Tokens[v].Tag.String(), "NN") && !negatedBefore(c, a, all[i].first, v) {
				out[i] = true
				break
			}
		}
	}
	return out
}

// chosenStars picks the stars to show: those of most lineages first, none
// whose core another already states, and of what one lineage has alone only
// the telling.
func chosenStars(c *context, all []line, stars []star) []star {
	for i := range stars {
		stars[i].clear = clearness(c, &all[stars[i].core])
	}
	slices.SortStableFunc(stars, func(x, y star) int {
		return cmp.Or(cmp.Compare(y.lineages, x.lineages), cmp.Compare(y.clear, x.clear), cmp.Compare(x.core, y.core))
	})
	covered := make([]bool, len(all))
	alone, each := 0, map[int]int{}
	var out []star
	for _, s := range stars {
		if len(out) == mostFacts {
			break
		}
		if covered[s.core] {
			continue
		}
		if s.lineages < 2 {
			l := &all[s.core]
			if alone == mostAlone || each[c.accounts[l.account].lineage] == mostAloneEach || !telling(c, l) {
				continue
			}
			alone++
			each[c.accounts[l.account].lineage]++
		}
		for _, m := range s.members {
			covered[m] = covered[m] || m == s.core || alike(&all[s.core], &all[m]) >= 0.4
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(x, y star) int {
		a, b := &all[x.core], &all[y.core]
		return cmp.Or(cmp.Compare(y.lineages, x.lineages), cmp.Compare(a.order, b.order), cmp.Compare(x.core, y.core))
	})
	return out
}

// clearness is how well a sentence stands for those that state the same: near
// the beginning, short, in the outlet's own voice, not leaning on a pronoun.
func clearness(c *context, l *line) float64 {
	a := c.accounts[l.account]
	score := -0.03*float64(l.last-l.first) - 0.02*float64(min(l.order, 30))
	if partyOfLine(c, a, l) != "" {
		score -= 0.3
	}
	return score
}

// leans says whether l begins with a word that points at the sentence before.
func leans(c *context, a *account, l *line) bool {
	switch c.word(a, l.first) {
	case "he", "she", "they", "it", "his", "her", "their", "its", "this", "that", "these", "those", "but", "and", "however", "also", "then", "here", "we", "i", "you":
		return true
	}
	return false
}

// telling says whether a sentence that one account has alone is worth a row:
// it stands in the lead, or names someone or gives a number.
func telling(c *context, l *line) bool {
	number := slices.ContainsFunc(l.terms, func(t sense) bool { return isNumber(c, t.stem) })
	return l.order < leadLines && (len(l.names) > 0 || number) || len(l.names) > 0 && number
}

// factOf words a star in the words of its core.
func factOf(c *context, all []line, s *star, days map[string]articleDay) model.Fact {
	core := &all[s.core]
	a := c.accounts[core.account]
	f := model.Fact{Text: strings.TrimSpace(a.text(core.span)), Evidence: []model.FactEvidence{}}
	denies := denyingLines(c, selected(all, s.members))
	coreDenies := denies[slices.Index(s.members, s.core)]
	first := ""
	for i, m := range s.members {
		l := &all[m]
		a := c.accounts[l.account]
		span := trimSpace(a.Article.Text, l.span)
		f.Evidence = append(f.Evidence, model.FactEvidence{
			Article: a.id(), Start: span.Start, End: span.End,
			Party: partyOfLine(c, a, l), Denies: denies[i] && !coreDenies,
		})
		if d := days[a.id()].known(); d != "" && (first == "" || d < first) {
			first = d
		}
	}
	slices.SortStableFunc(f.Evidence, func(x, y model.FactEvidence) int {
		return cmp.Compare(boolInt(x.Article != a.id()), boolInt(y.Article != a.id()))
	})
	f.Absent = absent(c, all, s, first, days)
	return f
}

func selected(all []line, members []int) []line {
	out := make([]line, len(members))
	for i, m := range members {
		out[i] = all[m]
	}
	return out
}

// partyOfLine is to whom an account attributes the most of a line, "" where
// it says it itself.
func partyOfLine(c *context, a *account, l *line) string {
	of := statementsOf(c, a)
	for i := range of {
		if of[i].Negated {
			continue
		}
		n := 0
		for _, t := range of[i].Content {
			n += max(0, min(t.End, l.span.End)-max(t.Start, l.span.Start))
		}
		if n*2 > l.span.Len() {
			return of[i].Speaker.Name
		}
	}
	return ""
}

// absent lists the accounts that could have stated s and do not: those that
// stand for their lineage, were published on the day of its first account or
// later, and have no sentence that comes near it. Where no account of the
// story has a day, all that do not state it count.
func absent(c *context, all []line, s *star, first string, days map[string]articleDay) []string {
	out := []string{}
	has := map[int]bool{}
	for _, m := range s.members {
		has[c.accounts[all[m].account].lineage] = true
	}
	undated := true
	for _, a := range c.accounts {
		undated = undated && days[a.id()].known() == ""
	}
	for n, a := range c.accounts {
		if has[a.lineage] || !a.representative || slices.Contains(s.unclear, n) {
			continue
		}
		if d := days[a.id()].known(); undated || d != "" && first != "" && d >= first {
			out = append(out, a.id())
		}
	}
	return out
}
