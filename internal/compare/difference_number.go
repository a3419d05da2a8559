package compare

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"synoptic/internal/model"
)

// A count is a quantity with what it counts, in one sentence.
type count struct {
	quantity
	line    int
	account int
	key     string // what is counted; counts of different keys are never compared
	toll    string // its class in tolls.txt: "dead", "hurt" ...; "" for none
	plain   bool   // of people, no further described
	shown   model.Span
	first   bool    // the first of its key in its account
	aged    string  // of an age: "child", "man", "woman" or ""
	skip    []int32 // stems that make up the key, to be left out when sentences are compared
}

var tollWords = sync.OnceValue(func() map[string]string { return classes(tollsText) })

// counts finds what is counted in each line. Sentences that tell of other
// occasions, parts of a larger number and lengths of time are left out.
func counts(c *context, all []line) []count {
	type firstKey struct {
		account int
		key     string
	}
	seen := map[firstKey]bool{}
	var out []count
	for i := range all {
		a := c.accounts[all[i].account]
		p := pieces(a.Article.Text, all[i].span)
		qs := quantitiesIn(p)
		if len(qs) == 0 || background(c, a, &all[i], p) {
			continue
		}
		for _, q := range qs {
			if q.elapsed || dated(a, q.number) {
				continue
			}
			if n, ok := countOf(c, a, p, q); ok {
				n.line, n.account = i, all[i].account
				k := firstKey{n.account, n.key}
				n.first = !seen[k]
				seen[k] = true
				out = append(out, n)
			}
		}
	}
	return out
}

// background says whether a sentence tells of another occasion: it has a word
// of background.txt, or a date of more than a day or of weeks before.
func background(c *context, a *account, l *line, p []piece) bool {
	for i := range p {
		if l.kind == model.BlockTitle {
			return false // "Deadliest fire ever: 12 dead" tells of this one
		}
		if backgroundWords()[p[i].lower] || i+1 < len(p) && backgroundWords()[p[i].lower+" "+p[i+1].lower] {
			return true
		}
	}
	for _, d := range a.Dates {
		if !l.span.Contains(d.Span) || d.Kind == model.DateSet || d.Kind == model.DateDuration {
			continue
		}
		switch d.Precision {
		case model.ByWeek, model.ByMonth, model.ByQuarter, model.ByYear:
			return true
		}
		if len(d.Relative) == len("--09") && strings.HasPrefix(d.Relative, "--") {
			return true // a month that is not placed
		}
		if day := cut(d.To); a.day != "" && len(day) == 10 && daysBetween(day, a.day) > 30 {
			return true
		}
	}
	return false
}

var backgroundWords = sync.OnceValue(func() map[string]bool { return wordSet(backgroundText) })

// dated says whether s lies in an expression of time.
func dated(a *account, s model.Span) bool {
	i, _ := slices.BinarySearchFunc(a.Dates, s.End, func(d model.Date, end int) int { return cmp.Compare(d.Start, end) })
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if a.Dates[j].Overlaps(s) {
			return true
		}
	}
	return false
}

// countOf says what q counts: a toll ("12 people were killed"), or the noun
// after it.
func countOf(c *context, a *account, p []piece, q quantity) (count, bool) {
	n := count{quantity: q}
	if partOfMore(p, q) {
		return n, false
	}
	head, end := nounAfter(a, p, q.last, q.unit != "")
	if quantityTables().tally[head] {
		return n, false
	}
	if end < len(p) && (p[end].lower == ":" || head == "" && q.unit == "" && (p[end].lower == "from" || p[end].lower == "in" && end+1 < len(p) && p[end+1].capital)) {
		return n, false // a table; "killed 10 from Spain"
	}
	if halfNoun(a, p, head, end, q.value) {
		return n, false
	}
	n.shown = model.Span{Start: p[q.first].start, End: p[end-1].end}
	if q.unit == "" {
		if class, from, to := tollNear(p, q.first, end); class != "" {
			n.toll = class
			n.shown = model.Span{Start: p[from].start, End: p[to-1].end}
		}
	}
	words := []string{}
	for i := q.last; i < end; i++ {
		if p[i].letters {
			words = append(words, stemOf(p[i].lower))
		}
	}
	t := quantityTables()
	n.plain = n.toll != "" && (head == "" || t.plain[head] && len(words) == 1 || tollWords()[head] != "")
	if n.toll == "" && (head == "" || t.plain[head] || t.part[head]) && (q.unit == "" || len(words) == 0) {
		return n, false
	}
	for _, w := range words {
		if st, ok := c.vocab.byStem[w]; ok {
			n.skip = append(n.skip, concept(c, st))
		}
	}
	switch {
	case n.plain:
		words = nil
	case q.unit == "year-old":
		words = nil
		for i := q.last; i < end && n.aged == ""; i++ {
			if n.aged = agedNoun(p[i].lower); n.aged != "" {
				n.shown.End = p[i].end
			}
		}
		if n.aged == "" && head != "" {
			return n, false
		}
	case q.unit != "" && head != "":
		words = []string{stemOf(head)}
	}
	n.key = n.toll + "|" + q.unit + "|" + strings.Join(words, " ")
	return n, true
}

// halfNoun says whether what is counted goes on after its noun: "12 Somali and
// 11 Yemeni sailors", "one rocket propelled launcher".
func halfNoun(a *account, p []piece, head string, end int, value float64) bool {
	if head == "" || end >= len(p) {
		return false
	}
	next := p[end].lower
	if (next == "and" || next == "or") && !strings.HasSuffix(head, "s") && !quantityTables().plain[head] {
		return true
	}
	tag := tagAt(a, p[end].start)
	return value == 1 && (tag == "VBN" || tag == "VBG")
}

// partOfMore says whether q counts a part or the rest of something.
func partOfMore(p []piece, q quantity) bool {
	t := quantityTables()
	for _, i := range []int{q.first - 1, q.first - 2} {
		if i >= 0 && p[i].letters && t.part[p[i].lower] {
			return true
		}
	}
	for i := q.last; i < min(q.last+2, len(p)); i++ {
		if t.part[p[i].lower] || i+1 < len(p) && t.part[p[i].lower+" "+p[i+1].lower] {
			return true
		}
	}
	return false
}

// nounAfter is the noun that the number before piece i counts and the piece
// after it; "" and i where there is none. Adjectives and nouns may stand
// between.
// a measured thing may be tagged otherwise ("the 40m deep well").
func nounAfter(a *account, p []piece, i int, measured bool) (string, int) {
	head, end := "", i
	for j := i; j < min(i+5, len(p)); j++ {
		if p[j].lower == "-" && (head != "" || j == i) {
			continue
		}
		tag := tagAt(a, p[j].start)
		switch {
		case p[j].lower == "." && tokenAt(a, p[j].start) == tokenAt(a, p[j-1].start):
			continue // U.S.
		case !p[j].letters:
			return head, end
		case strings.HasPrefix(tag, "NN") || measured && head == "" && j > i && strings.HasPrefix(tag, "RB"):
			head, end = p[j].lower, j+1
		case tag == "" && (quantityTables().plain[p[j].lower] || strings.HasSuffix(p[j].lower, "s") && tollWords()[p[j].lower] == ""):
			return p[j].lower, j + 1
		case strings.HasPrefix(tag, "JJ") || tag == "VBG" || tag == "VBN" && head == "" && tollWords()[p[j].lower] == "" || tag == "" && head == "":
		default:
			return head, end
		}
	}
	return head, end
}

// tagAt is the tag of the token that begins at offset or holds it, "" where
// there is none.
func tagAt(a *account, offset int) string {
	i := tokenAt(a, offset)
	if i < 0 {
		return ""
	}
	return a.Tokens[i].Tag.String()
}

// tokenAt is the token that holds the byte at offset, or -1.
func tokenAt(a *account, offset int) int {
	i, ok := slices.BinarySearchFunc(a.Tokens, offset, func(t model.Token, o int) int { return cmp.Compare(int(t.Start), o) })
	if !ok {
		i--
	}
	if i < 0 || int(a.Tokens[i].End) <= offset {
		return -1
	}
	return i
}

// between are the words that may stand between what is counted and what
// befell it.
var between = map[string]bool{"were": true, "was": true, "are": true, "is": true, "have": true, "has": true, "had": true, "been": true,
	"be": true, "being": true, "also": true, "reportedly": true, "confirmed": true, "feared": true, "believed": true, "now": true, "who": true}

// tollNear finds what befell the people counted in p[first:last]: the class
// of toll and the pieces from the first word of it to the last.
func tollNear(p []piece, first, last int) (class string, from, to int) {
	t := tollWords()
	if class := t[p[last-1].lower]; class != "" {
		return class, first, last // 12 deaths
	}
	for j := last; j < min(last+5, len(p)); j++ {
		w := p[j].lower
		if class := t[w]; class != "" && !strings.HasSuffix(w, "ing") {
			return class, first, j + 1
		}
		if !between[w] {
			break
		}
	}
	if first > 0 {
		if class := t[p[first-1].lower]; class != "" && p[first-1].lower != "deaths" {
			return class, first - 1, last // killing 12
		}
	}
	for j := first - 1; j >= max(0, first-7); j-- {
		if p[j].lower == "toll" && j > 0 && p[j-1].lower == "death" {
			return "dead", j - 1, last
		}
	}
	return "", first, last
}

// namedAges are the ages that lines give with a person's name: "Ida Marr, 34,".
func namedAges(c *context, all []line) []count {
	at := map[[2]int]int{}
	for i := range all {
		at[[2]int{all[i].account, all[i].sentence}] = i
	}
	var out []count
	for n, a := range c.accounts {
		for _, m := range a.Mentions {
			e := c.storyEntity(a, m)
			i, ok := at[[2]int{n, a.Sentence(m.Start)}]
			if !ok || e < 0 || m.Kind != model.MentionName || c.entities[e].Type != model.Person || !strings.Contains(c.entities[e].Name, " ") {
				continue
			}
			p := pieces(a.Article.Text, model.Span{Start: m.End, End: min(m.End+12, all[i].span.End)})
			if len(p) < 3 || !p[1].number || p[0].lower != "," && p[0].lower != "(" || p[2].lower != "," && p[2].lower != ")" && p[2].lower != "." {
				continue
			}
			age, _ := numberAt(p, 1)
			if age < 1 || age > 110 || dated(a, model.Span{Start: p[1].start, End: p[1].end}) {
				continue
			}
			out = append(out, count{
				quantity: quantity{value: age, low: age, high: age, unit: "age", number: model.Span{Start: p[1].start, End: p[1].end}},
				line:     i, account: n, key: "age|" + c.entities[e].ID, shown: model.Span{Start: m.Start, End: p[1].end},
			})
		}
	}
	return out
}

// numberDifferences are the differences between accounts in the number of
// one thing.
func numberDifferences(c *context, all []line) []model.Difference {
	byKey := map[string][]count{}
	for _, n := range counts(c, all) {
		byKey[n.key] = append(byKey[n.key], n)
	}
	for _, n := range namedAges(c, all) {
		byKey[n.key] = append(byKey[n.key], n)
	}
	keys := sortedKeys(byKey)
	var out []model.Difference
	for _, k := range keys {
		group := byKey[k]
		if group[0].unit == "year-old" {
			group = oneAge(all, group)
		}
		if members := comparableCounts(c, all, group); len(members) > 1 {
			if d, ok := numberDifference(c, all, members); ok {
				out = append(out, d)
			}
		}
	}
	return out
}

// sameAged says whether two ages are shown to be of one person: a child of
// whom both tell something, or a person of whom both tell much.
func sameAged(x, y *count, n int, w float64) bool {
	switch {
	case x.aged != y.aged && x.aged != "" && y.aged != "":
		return false
	case x.value < 18 && y.value < 18 && x.aged != "" && y.aged != "":
		return n >= 1
	}
	return n >= 2 && w >= 0.2
}

// agedNoun is the noun an age belongs to, where it is one that sets people
// apart.
func agedNoun(head string) string {
	switch head {
	case "boy", "girl", "man", "woman", "toddler", "son", "daughter", "father", "mother", "teenager", "student":
		return head
	}
	return ""
}

// oneAge keeps the ages of accounts that give only one: where there are more,
// there are more people.
func oneAge(all []line, group []count) []count {
	several := map[int]bool{}
	age := map[int]float64{}
	for _, n := range group {
		if !all[n.line].early() {
			continue
		}
		if v, ok := age[n.account]; ok && v != n.value {
			several[n.account] = true
		}
		age[n.account] = n.value
	}
	return slices.DeleteFunc(slices.Clone(group), func(n count) bool { return several[n.account] })
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// widestKey is how many sentences that count one thing are compared with each
// other; more are cut to those nearest to the beginnings of accounts.
const widestKey = 200

// comparableCounts picks, out of counts of one key, those shown to be of one
// thing: the count that most others are comparable with, and those others.
func comparableCounts(c *context, all []line, group []count) []count {
	if len(group) < 2 {
		return nil
	}
	if len(group) > widestKey {
		slices.SortStableFunc(group, func(x, y count) int { return cmp.Compare(all[x.line].order, all[y.line].order) })
		group = group[:widestKey]
	}
	var best []count
	for i := range group {
		members := []count{group[i]}
		accounts := map[int]bool{}
		for j := range group {
			if i != j && sameCounted(c, all, &group[i], &group[j]) {
				members = append(members, group[j])
				accounts[group[j].account] = true
			}
		}
		if len(members) > len(best) {
			best = members
		}
	}
	return best
}

// sameCounted says whether two counts of one key are shown to be of the same
// thing: the lead tolls of two accounts of one story, the age of the one
// child or person the leads are about, or counts whose sentences have the same
// verb beside them and say much the same.
func sameCounted(c *context, all []line, x, y *count) bool {
	a, b := &all[x.line], &all[y.line]
	skip := func(st int32) bool { return slices.Contains(x.skip, st) || slices.Contains(y.skip, st) }
	w, n := inCommon(a, b, skip)
	least := min(massBeside(c, a, x.shown), massBeside(c, b, y.shown))
	if least <= 0 {
		return false
	}
	lead := a.lead() && b.lead()
	switch {
	case x.unit == "age": // of one person, by name
		p, q := c.accounts[x.account].day, c.accounts[y.account].day
		apart := daysBetween(p, q)
		return apart < 180 && apart > -180 // people grow older
	case x.plain && y.plain && (x.toll == "dead" || x.toll == "hurt") && lead:
		return n >= 2 || n >= 1 && shareName(a, b)
	case x.plain && y.plain && (x.toll == "dead" || x.toll == "hurt") && a.early() && b.early() && x.first && y.first:
		return n >= 1
	case x.toll != "":
		return n >= 3 && w/least >= 0.35
	case x.unit == "year-old":
		return a.early() && b.early() && sameAged(x, y, n, w/least)
	}
	if max(x.value, y.value) < 5 && x.unit == "" {
		return n >= 4 && w/least >= 0.5 && sameVerb(c, all, x, y) // few things are often others
	}
	return n >= 3 && w/least >= 0.35 && sameVerb(c, all, x, y)
}

// massBeside is the weight of the content words of l that stand outside s.
func massBeside(c *context, l *line, s model.Span) float64 {
	a := c.accounts[l.account]
	mass := l.mass
	for _, t := range l.terms {
		if s.Contains(a.Tokens[t.token].Span()) {
			mass -= t.weight
		}
	}
	return mass
}

// sameVerb says whether a telling verb stands near both counts.
func sameVerb(c *context, all []line, x, y *count) bool {
	verbs := verbsNear(c, all, y)
	for st := range verbsNear(c, all, x) {
		if verbs[st] {
			return true
		}
	}
	return false
}

// verbReach is how many tokens from a count its verb may stand.
const verbReach = 8

// verbsNear are the concepts of the verbs near n that mean something; of all
// words, where nothing is tagged.
func verbsNear(c *context, all []line, n *count) map[int32]bool {
	l := &all[n.line]
	a := c.accounts[l.account]
	k := tokenAt(a, n.number.Start)
	out := map[int32]bool{}
	for i := max(l.first, k-verbReach); i < min(l.last, k+verbReach); i++ {
		tag := a.Tokens[i].Tag.String()
		st := concept(c, c.stemID(a, i))
		if tag != "" && !strings.HasPrefix(tag, "VB") || !c.isContent(a, i) || i == k || rarity(c.stem(a, i)) < 0.15 || slices.Contains(n.skip, st) {
			continue
		}
		out[st] = true
	}
	return out
}

func shareName(a, b *line) bool {
	for _, e := range a.names {
		if _, ok := slices.BinarySearch(b.names, e); ok {
			return true
		}
	}
	return false
}

// numberDifference groups counts of one thing by what they admit. There is a
// difference where two accounts have no count in common that both admit.
func numberDifference(c *context, all []line, members []count) (model.Difference, bool) {
	d := model.Difference{Kind: model.DiffNumber}
	members = onePerAccount(all, members)
	groups := groupCounts(members)
	if len(groups) < 2 {
		return d, false
	}
	lo, hi := members[0].value, members[0].value
	for _, m := range members {
		lo, hi = min(lo, m.value), max(hi, m.value)
	}
	if lo <= 0 || hi/lo > 20 {
		return d, false
	}
	for g, members := range groups {
		for _, m := range members {
			d.Sides = append(d.Sides, sideOf(c, all[m.line].account, m.shown, letter(g)))
		}
	}
	d.Updated = risesInTime(c, groups)
	return d, true
}

// onePerAccount keeps, of each account's counts, the one that most other
// accounts agree with, or the first.
func onePerAccount(all []line, members []count) []count {
	best := map[int]int{}
	agree := func(i int) int {
		n := 0
		for j := range members {
			if members[j].account != members[i].account && !members[i].conflicts(members[j].quantity) {
				n++
			}
		}
		return n
	}
	var accounts []int
	for i := range members {
		b, ok := best[members[i].account]
		if !ok {
			accounts = append(accounts, members[i].account)
		}
		if !ok || agree(i) > agree(b) || agree(i) == agree(b) && bodyFirst(all, members[i].line, members[b].line) {
			best[members[i].account] = i
		}
	}
	slices.Sort(accounts)
	var out []count
	for _, n := range accounts {
		out = append(out, members[best[n]])
	}
	return out
}

// bodyFirst says whether line i comes before j, those of the body before
// headlines.
func bodyFirst(all []line, i, j int) bool {
	x, y := all[i].body(), all[j].body()
	return x && !y || x == y && i < j
}

// groupCounts puts counts that do not conflict together, exact ones first;
// the groups are in the order of their values.
func groupCounts(members []count) [][]count {
	sorted := slices.Clone(members)
	slices.SortStableFunc(sorted, func(x, y count) int {
		return cmp.Or(cmp.Compare(boolInt(x.soft), boolInt(y.soft)), cmp.Compare(x.value, y.value), cmp.Compare(x.account, y.account), cmp.Compare(x.line, y.line))
	})
	var groups [][]count
	for _, m := range sorted {
		g := slices.IndexFunc(groups, func(g []count) bool {
			return !slices.ContainsFunc(g, func(n count) bool { return n.conflicts(m.quantity) })
		})
		if g < 0 {
			groups = append(groups, []count{m})
			continue
		}
		if !slices.ContainsFunc(groups[g], func(n count) bool { return n.account == m.account }) {
			groups[g] = append(groups[g], m)
		}
	}
	slices.SortStableFunc(groups, func(x, y []count) int { return cmp.Compare(x[0].value, y[0].value) })
	return groups
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// risesInTime says whether accounts published later have the higher numbers,
// as tolls do.
func risesInTime(c *context, groups [][]count) bool {
	rises := false
	for g := range groups {
		for h := g + 1; h < len(groups); h++ {
			for _, x := range groups[g] {
				for _, y := range groups[h] {
					p, q := published(c.accounts[x.account].Article), published(c.accounts[y.account].Article)
					if p == "~" || q == "~" || p > q {
						return false
					}
					rises = rises || p < q
				}
			}
		}
	}
	return rises
}
