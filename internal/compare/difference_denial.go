package compare

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"synoptic/internal/model"
)

//go:embed data/denials.txt
var denialsText string

// denialWords is, by kind, the words of denials.txt.
var denialWords = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, e := range lines(denialsText) {
		f := strings.Fields(e)
		out[f[0]] = map[string]bool{}
		for _, w := range f[1:] {
			out[f[0]][w] = true
		}
	}
	return out
})

// A denial is a place where someone denies something.
type denial struct {
	line  int
	verb  int        // token
	span  model.Span // from the verb to the end of the clause
	party string     // who denies
	// points says that what is denied was named before ("these claims");
	// told that it is told in the sentence itself ("denied that ...").
	points, told bool
	terms        []sense // what is denied, by concept
}

// denials links each denial to the claim it denies: the one it points back to
// in its own account, and those of other accounts that say what it denies.
func denials(c *context, all []line) []model.Difference {
	found := findDenials(c, all)
	if len(found) == 0 {
		return nil
	}
	denying := denyingLines(c, all)
	ix := indexLines(all)
	var out []model.Difference
	last := map[[2]int]int{} // claim (line, start) -> difference
	for i := range found {
		d := &found[i]
		claims := claimsOf(c, all, d, denying, ix)
		if len(claims) == 0 {
			continue
		}
		k := [2]int{claims[0].line, claims[0].span.Start}
		side := sideOf(c, all[d.line].account, d.span, "B")
		side.Party = d.party
		if n, ok := last[k]; ok {
			out[n].Sides = append(out[n].Sides, side)
			continue
		}
		diff := model.Difference{Kind: model.DiffDenial}
		for _, cl := range claims {
			s := sideOf(c, all[cl.line].account, cl.span, "A")
			s.Party = cmp.Or(cl.party, s.Party)
			diff.Sides = append(diff.Sides, s)
		}
		diff.About = trimQuotes(diff.Sides[0].Text)
		diff.Sides = append(diff.Sides, side)
		last[k] = len(out)
		out = append(out, diff)
	}
	return out
}

// findDenials finds the denials in all lines.
func findDenials(c *context, all []line) []denial {
	var out []denial
	for i := range all {
		a := c.accounts[all[i].account]
		for v := all[i].first; v < all[i].last; v++ {
			if d, ok := denialAt(c, a, all, i, v); ok {
				out = append(out, d)
				break
			}
		}
	}
	return out
}

// denialAt says whether token v of line i denies something.
func denialAt(c *context, a *account, all []line, i, v int) (denial, bool) {
	w := denialWords()
	l := &all[i]
	word := c.word(a, v)
	deny, reject := w["deny"][word], w["reject"][word]
	if !deny && !reject || negatedBefore(c, a, l.first, v) || strings.HasPrefix(a.Tokens[v].Tag.String(), "NN") || passive(c, a, l.first, v) {
		return denial{}, false
	}
	d := denial{line: i, verb: v}
	noun := -1
	for j := v + 1; j < min(v+7, l.last); j++ {
		if w["claim"][c.word(a, j)] {
			noun = j
			break
		}
		if c.stemID(a, j) == 0 && c.word(a, j) != "-" {
			break
		}
	}
	next := ""
	if v+1 < l.last {
		next = c.word(a, v+1)
	}
	switch {
	case noun >= 0 && noun+1 < l.last && specified[c.word(a, noun+1)]:
		d.told = true
	case noun >= 0:
		d.points = pointing(c, a, v+1, noun)
		d.told = !d.points
	case deny && (next == "that" || w["object"][next] || strings.HasSuffix(next, "ing")):
		d.told = true
	default:
		return d, false
	}
	d.party = denierOf(c, a, l, v)
	d.span = model.Span{Start: int(a.Tokens[withAdverb(a, v, l.first)].Start), End: clauseEnd(c, a, v, l.last)}
	for _, t := range l.terms {
		if t.token > max(v, noun) {
			d.terms = append(d.terms, t)
		}
	}
	return d, d.party != ""
}

// specified are the words after the name of a claim that tell what it says.
var specified = map[string]bool{"that": true, "of": true, "about": true, "against": true, "over": true, "on": true, "regarding": true, "it": true, "he": true, "she": true, "they": true, "made": true, "in": true, "for": true}

// pointing says whether the object before the noun points back: "these
// claims", "the allegations", "such reports".
func pointing(c *context, a *account, from, noun int) bool {
	for j := from; j < noun; j++ {
		switch c.word(a, j) {
		case "these", "those", "the", "this", "that", "such", "his", "her", "their", "its", "both":
			return noun-j <= 2
		}
	}
	return noun == from && strings.HasSuffix(c.word(a, noun), "s") // "denied reports"
}

// negatedBefore says whether the verb v is itself denied: "did not deny".
func negatedBefore(c *context, a *account, first, v int) bool {
	for j := max(first, v-3); j < v; j++ {
		w := c.word(a, j)
		if denialWords()["negation"][w] || negating(w) {
			return true
		}
	}
	return false
}

// passive says whether the verb v stands in the passive: "was rejected".
func passive(c *context, a *account, first, v int) bool {
	for j := max(first, v-2); j < v; j++ {
		switch c.word(a, j) {
		case "is", "are", "was", "were", "be", "been", "being":
			return true
		}
	}
	return false
}

// withAdverb is the token of the adverb before v, or v.
func withAdverb(a *account, v, first int) int {
	if v > first && (strings.HasPrefix(a.Tokens[v-1].Tag.String(), "RB") || strings.HasSuffix(a.text(a.Tokens[v-1].Span()), "ly")) {
		return v - 1
	}
	return v
}

// clauseEnd is the end of the clause of v: of the sentence without its last
// mark, or a comma after 30 tokens.
func clauseEnd(c *context, a *account, v, last int) int {
	end := last
	for j := v + 8; j < last; j++ {
		w := c.word(a, j)
		if w == ";" || w == "," && j-v > 30 {
			end = j
			break
		}
	}
	for end-1 > v && c.stemID(a, end-1) == 0 {
		end--
	}
	return int(a.Tokens[end-1].End)
}

// denierOf is who denies by the verb v: the speaker of the statement whose
// cue it is, else the subject of the verb, else the last name before it.
func denierOf(c *context, a *account, l *line, v int) string {
	at := a.Tokens[v].Span()
	for i := range statementsOf(c, a) {
		s := &statementsOf(c, a)[i]
		if s.Cue != nil && s.Cue.Span.Overlaps(at) {
			return s.Speaker.Name
		}
	}
	return subjectOf(c, a, l.first, v)
}

// subjectOf is the name or noun phrase that is the subject of the verb v of
// the sentence that begins at token first, "" where it is not clear.
func subjectOf(c *context, a *account, first, v int) string {
	for j := v - 1; j >= first; j-- {
		rel := a.Tokens[j].Rel.String()
		if int(a.Tokens[j].Head) == v && strings.HasPrefix(rel, "nsubj") {
			if m, ok := mentionAt(a, a.Tokens[j].Span()); ok {
				return mentionName(c, a, m)
			}
			if c.isContent(a, j) {
				return a.text(phraseOf(a, j, first))
			}
		}
	}
	for j := v - 1; j >= max(first, v-6); j-- {
		if c.stemID(a, j) == 0 && c.word(a, j) != "-" {
			break
		}
		if m, ok := mentionAt(a, a.Tokens[j].Span()); ok && m.Start >= int(a.Tokens[first].Start) {
			return mentionName(c, a, m)
		}
	}
	return leadingPhrase(c, a, first, v)
}

// leadingPhrase is the noun phrase that a sentence begins with, where little
// but auxiliaries and adverbs stands between it and the verb v.
func leadingPhrase(c *context, a *account, first, v int) string {
	for first < v && (leadingWords[c.word(a, first)] || c.stemID(a, first) == 0) {
		first++
	}
	end := first
	for end < v && !auxiliaries[c.word(a, end)] && !strings.HasPrefix(a.Tokens[end].Tag.String(), "RB") && !strings.HasPrefix(a.Tokens[end].Tag.String(), "VB") {
		if c.stemID(a, end) == 0 && c.word(a, end) != "-" {
			return ""
		}
		end++
	}
	if end == first || v-end > 2 || end-first > 6 || pronouns[c.word(a, first)] {
		return ""
	}
	return a.text(model.Span{Start: int(a.Tokens[first].Start), End: int(a.Tokens[end-1].End)})
}

var (
	leadingWords = map[string]bool{"but": true, "and": true, "however": true, "meanwhile": true, "yet": true, "still": true, "also": true, "later": true}
	auxiliaries  = map[string]bool{"has": true, "have": true, "had": true, "also": true, "today": true, "yesterday": true, "later": true, "is": true, "was": true, "firmly": true}
	pronouns     = map[string]bool{"he": true, "she": true, "it": true, "they": true, "i": true, "we": true, "you": true, "who": true, "which": true, "that": true, "this": true, "there": true}
)

// phraseOf is the noun phrase before and with the noun j.
func phraseOf(a *account, j, first int) model.Span {
	k := j
	for k > first {
		switch rel := a.Tokens[k-1].Rel.String(); {
		case rel == "amod" || rel == "compound" || rel == "nummod" || strings.HasPrefix(rel, "nmod"):
			k--
			continue
		}
		break
	}
	return model.Span{Start: int(a.Tokens[k].Start), End: int(a.Tokens[j].End)}
}

// mentionAt is the mention that holds s.
func mentionAt(a *account, s model.Span) (model.Mention, bool) {
	i, _ := slices.BinarySearchFunc(a.Mentions, s.End, func(m model.Mention, end int) int { return cmp.Compare(m.Start, end) })
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		if a.Mentions[j].Contains(s) {
			return a.Mentions[j], true
		}
	}
	return model.Mention{}, false
}

// mentionName is the name of what m refers to, or its own words; "" for a
// pronoun that is not resolved.
func mentionName(c *context, a *account, m model.Mention) string {
	if e := c.storyEntity(a, m); e >= 0 && m.Kind != model.MentionDemonym {
		return c.entities[e].Name
	}
	if m.Kind == model.MentionPronoun {
		return ""
	}
	return a.text(m.Full)
}

// A claim is what is denied: a span of a line and who asserts it.
type claim struct {
	line  int
	span  model.Span
	party string
}

// backLines is how many sentences back a denial may point.
const backLines = 4

// claimsOf finds what d denies.
func claimsOf(c *context, all []line, d *denial, denying []bool, ix lineIndex) []claim {
	var out []claim
	if d.points {
		if cl, ok := claimBefore(c, all, d, denying); ok {
			out = append(out, cl)
		}
		return out
	}
	return claimsAlike(c, all, d, denying, ix)
}

// claimBefore is the claim in the sentences before d that it points back to:
// one that is worded as a claim, the nearer the better, and better where it
// names who denies.
func claimBefore(c *context, all []line, d *denial, denying []bool) (claim, bool) {
	best, bestScore := claim{}, 0.0
	steps, skipped := 0, false
	own := c.accounts[all[d.line].account]
	subject := own.text(model.Span{Start: all[d.line].span.Start, End: int(own.Tokens[d.verb].Start)})
	also := has(c, &all[d.line], map[string]bool{"also": true, "too": true, "likewise": true})
	for i := d.line - 1; i >= 0 && steps < backLines; i-- {
		l := &all[i]
		a := c.accounts[l.account]
		if l.account != all[d.line].account || !l.body() || c.word(a, l.last-1) == "?" {
			break
		}
		if denying[i] {
			skipped = true
			continue
		}
		steps++
		cl, score, ok := assertionIn(c, a, all, i, d.party)
		if !ok {
			continue
		}
		switch named := namesRoot(a.text(l.span), d.party) || namesRoot(a.text(l.span), subject); {
		case named && score >= 2:
			score += 4
		case named && score >= 1:
			score += 1.5 // "reported"; a mere "said" is no claim
		case skipped && !also:
			continue // another denied it; that this is the same claim is not shown
		}
		if score -= 0.5 * float64(steps); score > bestScore {
			best, bestScore = cl, score
		}
	}
	return best, bestScore >= 2
}

// namesRoot says whether text has a capitalised word that begins like one of
// party's: "Iran" and "Iranian".
func namesRoot(text, party string) bool {
	for w := range strings.FieldsSeq(party) {
		if len(w) >= 4 && w[0] >= 'A' && w[0] <= 'Z' && strings.Contains(text, w[:min(len(w), 5)]) {
			return true
		}
	}
	return false
}

// assertionIn is the claim that line i makes in the words of someone other
// than party, and how clearly it is worded as one: 3 for an allegation, 1
// for another report, less for what is only said.
func assertionIn(c *context, a *account, all []line, i int, party string) (claim, float64, bool) {
	l := &all[i]
	best, score := claim{}, 0.0
	for v := l.first; v < l.last; v++ {
		s := assertionStrength(c, a, l, v)
		if s <= score || negatedBefore(c, a, l.first, v) || s == 3 && passive(c, a, l.first, v) {
			continue
		}
		cl := claim{line: i}
		switch word := c.word(a, v); {
		case word == "allegedly" || word == "reportedly":
			cl.span = lineSpan(c, a, l)
		case denialWords()["claim"][word] && s == 3 && c.word(a, min(v+1, l.last-1)) == "that":
			cl.span = contentAfter(c, a, l, v)
		default:
			cl.span, cl.party = contentAfter(c, a, l, v), denierOf(c, a, l, v)
			if cl.party == "" || sameName(cl.party, party) {
				continue
			}
		}
		best, score = cl, s
	}
	return best, score, score > 0
}

// assertionStrength is how clearly token v words a claim, 0 where it does not.
func assertionStrength(c *context, a *account, l *line, v int) float64 {
	word := c.word(a, v)
	noun := strings.HasPrefix(a.Tokens[v].Tag.String(), "NN")
	switch {
	case word == "allegedly":
		return 2
	case denialWords()["claim"][word] && v+1 < l.last && c.word(a, v+1) == "that":
		return 3
	case noun || v == l.first:
		return 0
	case strings.HasPrefix(word, "alleg") || strings.HasPrefix(word, "accus") || strings.HasPrefix(word, "claim"):
		return 3
	case denialWords()["assert"][word]:
		return 1
	case word == "said" || word == "says" || word == "told":
		return 0.5
	}
	return 0
}

// contentAfter is the content of the statement whose cue is v, or what stands
// after v in its sentence.
func contentAfter(c *context, a *account, l *line, v int) model.Span {
	at := a.Tokens[v].Span()
	of := statementsOf(c, a)
	for i := range of {
		s := &of[i]
		if s.Cue != nil && s.Cue.Span.Overlaps(at) && len(s.Content) > 0 && !strings.HasPrefix(c.word(a, v), "accus") && l.span.Contains(s.Content[0]) {
			return s.Content[0]
		}
	}
	from := v + 1
	if strings.HasPrefix(c.word(a, v), "accus") {
		from = v
	}
	if from < l.last && c.word(a, from) == "that" {
		from++
	}
	if from >= l.last {
		return l.span
	}
	return model.Span{Start: int(a.Tokens[from].Start), End: clauseEnd(c, a, from, l.last)}
}

// sameName says whether two names share a word that begins with a capital.
func sameName(a, b string) bool {
	for x := range strings.FieldsSeq(a) {
		for y := range strings.FieldsSeq(b) {
			if x == y && x != strings.ToLower(x) {
				return true
			}
		}
	}
	return a == b
}

// longestClaim is the most tokens of a sentence that is taken as a claim as a
// whole.
const longestClaim = 38

// claimsAlike are the lines of any account that say what d denies.
func claimsAlike(c *context, all []line, d *denial, denying []bool, ix lineIndex) []claim {
	mass := 0.0
	for _, t := range d.terms {
		mass += t.weight
	}
	if len(d.terms) < 3 {
		return nil
	}
	want := line{terms: d.terms, mass: mass}
	plain := 0.0
	for _, t := range d.terms {
		if !t.name {
			plain += t.weight
		}
	}
	best := map[int]claim{}
	score := map[int]float64{}
	for _, i := range ix.near(d.terms, 4) {
		l := &all[i]
		if i == d.line || denying[i] || !l.body() || lineNegated(c, l) || has(c, l, denialWords()["baseless"]) {
			continue
		}
		w, n := inCommon(&want, l, nil)
		p, _ := plainInCommon(&want, l)
		if n < 3 || w < 0.5*mass || p < 0.55*plain || l.last-l.first > longestClaim {
			continue
		}
		if old, ok := score[l.account]; ok && old >= w {
			continue
		}
		a := c.accounts[l.account]
		cl := claim{line: i, span: lineSpan(c, a, l)}
		if s := statementOver(c, a, l.span); s != nil {
			cl.party = s.Speaker.Name
			cl.span = s.Content[0]
		}
		if sameName(cl.party, d.party) && cl.party != "" {
			continue
		}
		score[l.account] = w
		best[l.account] = cl
	}
	var out []claim
	for n := range c.accounts {
		if cl, ok := best[n]; ok {
			out = append(out, cl)
		}
	}
	return out
}

// has says whether a word of l is among words.
func has(c *context, l *line, words map[string]bool) bool {
	a := c.accounts[l.account]
	for i := l.first; i < l.last; i++ {
		if words[c.word(a, i)] {
			return true
		}
	}
	return false
}

// lineSpan is l without its last mark.
func lineSpan(c *context, a *account, l *line) model.Span {
	last := l.last
	for last-1 > l.first && c.stemID(a, last-1) == 0 {
		last--
	}
	if last <= l.first {
		return l.span
	}
	return model.Span{Start: int(a.Tokens[l.first].Start), End: int(a.Tokens[last-1].End)}
}

// lineNegated says whether a word of l negates.
func lineNegated(c *context, l *line) bool {
	a := c.accounts[l.account]
	for i := l.first; i < l.last; i++ {
		if negating(c.word(a, i)) {
			return true
		}
	}
	return false
}

// statementOver is the statement of account a whose first content covers most
// of s, or nil.
func statementOver(c *context, a *account, s model.Span) *model.Statement {
	for i := range statementsOf(c, a) {
		st := &statementsOf(c, a)[i]
		if len(st.Content) == 0 {
			continue
		}
		over := min(st.Content[0].End, s.End) - max(st.Content[0].Start, s.Start)
		if over*2 > s.Len() && s.Contains(st.Content[0]) {
			return st
		}
	}
	return nil
}
