package statement

import (
	"strings"

	"synoptic/internal/model"
)

// A run is the words [first,last).
type run struct{ first, last int }

func (r run) empty() bool { return r.first >= r.last }

// afterCue is the word where what a cue reports can begin, once the addressee
// and adjuncts of time, place and occasion are passed over. To is the
// addressee, empty where there is none.
func (f *finder) afterCue(c cue, hi int) (next int, to run) {
	i := c.last
	if c.src.how == reachInverted && c.src.first >= c.last {
		i = c.src.last
	}
	if c.frame&takesAddressee != 0 {
		if r := f.addressee(c, i, hi); !r.empty() {
			to, i = r, r.last
		}
	}
	for n := 0; n < 6 && i < hi; n++ {
		j := f.skipAdjunct(c, i, hi)
		if j == i {
			break
		}
		if to.empty() && (f.at(i).low == "to" || f.at(i).low == "with") {
			to = run{i + 1, j}
		}
		i = j
	}
	return i, to
}

// addressee is the noun phrase after a verb like tell, where what follows it
// shows that it is one.
func (f *finder) addressee(c cue, i, hi int) run {
	e := f.phraseRight(i, hi)
	if e == i || f.at(i).pos == posNum {
		return run{}
	}
	for n := 0; n < 2 && !c.takesPrep(f.at(e).low) && (f.at(e).low == "of" || f.at(e).low == "at" || f.at(e).low == "from"); n++ {
		if g := f.phraseRight(e+1, hi); g > e+1 {
			e = g
		}
	}
	if c.lemma == "tell" {
		return run{i, e}
	}
	switch w := f.at(e); {
	case w.low == "that" || w.pos == posTo && f.infinitiveAt(e) || w.pos == posMark || w.quote >= 0 && f.at(e-1).quote < 0:
	case w.pos == posWh && w.low != "who" && w.low != "which":
	case (w.pos == posComma || w.pos == posColon) && f.at(e+1).quote >= 0:
	case c.takesPrep(w.low):
	default:
		return run{}
	}
	return run{i, e}
}

// infinitiveAt says whether an infinitive begins with the "to" at word i.
func (f *finder) infinitiveAt(i int) bool {
	j := i + 1
	for f.at(j).pos == posAdverb || f.at(j).pos == posMark {
		j++
	}
	w := f.at(j)
	return w.quote >= 0 || w.tag == "VB" || w.tag == "VBP" || w.pos == posVerb && w.tag != "VBG" && w.tag != "VBD" ||
		w.tag != "VBG" && f.at(i).unit >= 0 && f.heading(f.units[f.at(i).unit].block)
}

// skipAdjunct is the word after the adjunct that begins with word i, or i.
func (f *finder) skipAdjunct(c cue, i, hi int) int {
	w := f.at(i)
	switch {
	case w.quote >= 0 || c.takesPrep(w.low):
		return i
	case f.at(i+1).pos == posGenitive:
		return i
	case f.lex.in("time", w.low) && f.at(i).pos != posAdj, w.pos == posAdverb && w.low != "not" && w.low != "only" && w.low != "out":
		return i + 1
	case w.pos == posDet && f.lex.in("time", f.at(i+1).low) || w.pos == posAdj && f.lex.in("time", f.at(i+1).low):
		return i + 2
	case w.low == "to" && c.frame&takesInfinitive == 0 && f.at(i+1).pos != posVerb,
		w.pos == posPrep && !f.lex.in("subordinator", w.low) && w.low != "as" && w.low != "of",
		(w.low == "after" || w.low == "before" || w.low == "since") && !f.clauseAt(i+1, hi):
		if c.frame&(takesObject|takesName) != 0 && w.low == "for" {
			return i
		}
		j := f.phraseRight(i+1, hi)
		if j == i+1 {
			return i
		}
		for n := 0; n < 3 && f.at(j).pos == posPrep && !c.takesPrep(f.at(j).low) && f.at(j).quote < 0; n++ {
			k := f.phraseRight(j+1, hi)
			if k == j+1 {
				break
			}
			j = k
		}
		return j
	}
	return i
}

// clauseAt says whether a clause with a subject and a finite verb begins with
// word i.
func (f *finder) clauseAt(i, hi int) bool {
	if i >= hi {
		return false
	}
	for j := i; j < hi && j < i+25; j++ {
		w := f.at(j)
		if w.quote >= 0 {
			if j == i {
				continue
			}
			return true
		}
		if w.pos == posModal || w.pos == posVerb && (w.tag == "VBD" || w.tag == "VBZ" || w.tag == "VBP") {
			return j > i || w.low == "is" || w.low == "was"
		}
		if w.pos == posEnd || w.pos == posColon {
			return false
		}
	}
	return false
}

// region is the words that cue k reports in words other than a quotation of
// their own: what follows it, what stands before it, or both where it
// interrupts. To is the addressee.
func (f *finder) region(k int) (runs []run, to run, sure float64) {
	c := f.cues[k]
	hi := f.units[f.at(c.word).unit].last
	lo := f.units[f.at(c.word).unit].first
	if c.kind == according {
		return f.accordingRegion(k, lo, hi)
	}
	if c.kind == nominal {
		return []run{f.cut(k, c.last+1, hi)}, run{}, 0.55
	}
	i, to := f.afterCue(c, hi)
	w := f.at(i)
	if c.src.how != reachInverted {
		if start, s := f.contentStart(c, i, to, hi); s > 0 {
			r := f.cut(k, start, hi)
			if !r.empty() {
				return []run{r}, to, s
			}
		}
	}
	if c.kind == finite && (w.pos == posComma || w.pos == posEnd || i >= hi || w.pos == posDash) && c.frame&(takesBare|takesQuotation|takesThat) != 0 {
		return f.around(k, i, lo, hi), to, 0.75
	}
	return nil, to, 0
}

// contentStart is where what follows a cue begins to be its content, and how
// sure that is; 0 where nothing follows that the cue can take.
func (f *finder) contentStart(c cue, i int, to run, hi int) (int, float64) {
	if i >= hi {
		return i, 0
	}
	w := f.at(i)
	j := c.last
	switch {
	case w.low == "that" && w.tag != "DT" && c.frame&takesThat != 0:
		return i + 1, 0.9
	case w.pos == posTo && c.frame&takesInfinitive != 0 && f.infinitiveAt(i):
		if c.frame&takesAddressee != 0 && to.empty() && c.lemma != "ask" {
			return i, 0.5
		}
		return i, 0.75
	case c.frame&takesWh != 0 && (w.pos == posWh && w.low != "that" || w.low == "if" || w.low == "whether"):
		return i, 0.7
	case w.pos == posColon && i+1 < hi:
		return i + 1, 0.7
	case f.at(j).low == "out" && c.takesPrep("out") && f.at(j+1).low == "that":
		return j + 2, 0.9
	case c.takesPrep(f.at(j).low) && f.at(j).low != "out" && j+1 < hi:
		return j + 1, 0.6
	case c.takesPrep(w.low) && w.low != "out" && i+1 < hi:
		return i + 1, 0.6
	case w.pos == posVerb && w.tag == "VBG" && c.frame&takesGerund != 0:
		return i, 0.7
	case c.frame&takesName != 0 && (f.at(j).pos.inPhrase() || f.at(j).pos == posPronoun || f.at(j).quote >= 0):
		return j, f.nameSureness(c, j, hi)
	case c.frame&takesBare != 0 && w.pos != posComma && (w.pos.inPhrase() || w.pos == posPronoun || w.low == "if" || w.pos == posPrep || w.low == "there" || w.quote >= 0) && f.clauseAt(i, hi):
		return i, 0.85
	case c.lemma == "say" && (w.pos == posDet || w.pos == posPronoun) && hi-i > 5 && w.low != "this" && w.low != "that":
		return i, 0.7
	case c.frame&takesAddressee != 0 && c.frame&takesObject != 0 && !to.empty() && c.class == "condemns":
		return to.first, 0.65
	case c.frame&takesObject != 0 && !f.timeAt(j) && (f.at(j).pos.inPhrase() || f.at(j).pos == posPronoun || f.at(j).quote >= 0):
		return j, 0.6
	}
	return i, 0
}

// timeAt says whether the phrase at word i is one of time: "early Friday".
func (f *finder) timeAt(i int) bool {
	e := f.phraseRight(i, i+6)
	return f.lex.in("time", f.at(i).low) || e > i && e-i <= 3 && f.lex.in("time", f.at(e-1).low) || f.lex.in("time", f.at(i+1).low) && f.at(i).pos == posAdj
}

// nameSureness says how likely it is that "called X …" gives a name: certain
// with a quotation in it.
func (f *finder) nameSureness(c cue, j, hi int) float64 {
	for i := j; i < hi && i < j+20; i++ {
		if f.at(i).quote >= 0 {
			return 0.8
		}
		if f.at(i).pos == posComma || f.at(i).pos == posEnd {
			break
		}
	}
	if c.lemma == "call" {
		return 0.55
	}
	return 0.6
}

// accordingRegion is what stands with "according to X": the rest of the
// sentence.
func (f *finder) accordingRegion(k, lo, hi int) ([]run, run, float64) {
	c := f.cues[k]
	var out []run
	before := f.lead(lo, c.word)
	start := c.src.last
	for start < hi && f.at(start).pos != posComma && f.at(start).pos != posEnd {
		start++
	}
	after := run{}
	if start < hi && f.at(start).pos == posComma {
		after = f.whole(start+1, hi)
	}
	if !before.empty() {
		out = append(out, before)
	}
	if !after.empty() && (before.empty() || f.clauseGoesOn(after)) {
		out = append(out, after)
	}
	return out, run{}, 0.85
}

// whole is the words [start,hi) without the marks at their end.
func (f *finder) whole(start, hi int) run {
	for hi > start && f.at(hi-1).quote < 0 && (f.at(hi-1).pos == posEnd || f.at(hi-1).pos == posComma) {
		hi--
	}
	return run{start, hi}
}

// clauseGoesOn says whether a run after an interruption carries the clause
// on, rather than adding a participle.
func (f *finder) clauseGoesOn(r run) bool {
	w := f.at(r.first)
	return w.pos == posVerb && w.tag != "VBG" || w.pos == posModal || w.pos == posPrep || w.pos == posAdverb || w.quote >= 0
}

// lead is the words from lo up to hi without what opens a sentence ("But",
// "And,") and the comma at its end.
func (f *finder) lead(lo, hi int) run {
	for hi > lo && (f.at(hi-1).pos == posComma || f.at(hi-1).pos == posDash) {
		hi--
	}
	for lo < hi && f.at(lo).pos == posConj {
		lo++
	}
	if f.at(lo).pos == posComma {
		lo++
	}
	return run{lo, hi}
}

// around is the content of a cue that follows or interrupts it: "A, he said,
// B."
func (f *finder) around(k, next, lo, hi int) []run {
	c := f.cues[k]
	start := c.group
	if c.src.how != reachShared && c.src.first < c.group {
		start = c.src.first
	}
	p := f.at(start - 1)
	if start <= lo || p.pos != posComma || p.quote >= 0 {
		return nil
	}
	if k > 0 && f.cues[k-1].word >= lo && f.cues[k-1].kind == finite && !f.clauseAt(lo, f.cues[k-1].group-1) {
		return nil // "A said B, C said": C's part is in doubt
	}
	before := f.lead(lo, start)
	if before.empty() || before.last-before.first < 2 {
		return nil
	}
	out := []run{before}
	if f.at(next).pos == posComma && next+1 < hi && f.clauseGoesOnAfter(next+1, before) {
		if r := f.cut(k, next+1, hi); !r.empty() {
			out = append(out, r)
		}
	}
	if len(out) == 1 && !f.hasVerb(before.first, before.last) && !f.anyVerb(before) {
		return nil
	}
	return out
}

func (f *finder) anyVerb(r run) bool {
	for i := r.first; i < r.last; i++ {
		if f.at(i).pos == posVerb || f.at(i).quote >= 0 {
			return true
		}
	}
	return false
}

func (f *finder) clauseGoesOnAfter(i int, before run) bool {
	w := f.at(i)
	if w.pos == posVerb && w.tag == "VBG" || w.pos == posWh {
		return false
	}
	if p := f.at(before.last - 1); p.pos == posVerb || p.pos == posModal || p.pos == posPrep || p.pos == posAdverb && w.pos != posConj {
		return true // "It was, she said, a mistake."
	}
	return !f.hasVerb(before.first, before.last) || w.pos == posModal || w.pos == posVerb || w.pos == posPrep || w.pos == posConj && !f.cueSoon(i)
}

// cueSoon says whether a new cue with a subject of its own follows word i.
func (f *finder) cueSoon(i int) bool {
	for _, c := range f.cuesFrom(i) {
		if c.word > i+12 || f.at(c.word).unit != f.at(i).unit {
			return false
		}
		return true
	}
	return false
}

// cuesFrom are the cues at or after word i.
func (f *finder) cuesFrom(i int) []cue {
	lo, hi := 0, len(f.cues)
	for lo < hi {
		m := (lo + hi) / 2
		if f.cues[m].word >= i {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return f.cues[lo:]
}

// cut ends the content of cue k that begins with word start: at the end of
// the sentence, or where the sentence's own voice or another cue of the same
// speaker goes on.
func (f *finder) cut(k, start, hi int) run {
	end := hi
	for _, c := range f.cuesFrom(start) {
		if c.word >= hi {
			break
		}
		if e := f.cutBefore(c, start); e > start {
			end = e
			break
		}
	}
	phrase := !f.clauseAt(start, end) // a thing, which has no verb of its own
	for j := start + 1; j < end; j++ {
		w := f.at(j)
		if w.pos == posComma && w.quote < 0 && f.narratorAt(j+1, end) {
			end = j
			break
		}
		if w.quote < 0 && (w.low == ";" || phrase && (w.low == "and" || w.low == "but") && f.sharesSubject(j+1, end)) {
			end = j
			break
		}
		if p := f.at(j - 1); w.quote < 0 && p.quote >= 0 && f.narratorAt(j, end) {
			end = j
			break
		}
	}
	for end > start && f.at(end-1).quote < 0 && (f.at(end-1).pos == posComma || f.at(end-1).pos == posEnd || f.at(end-1).pos == posDash || f.at(end-1).pos == posColon || f.at(end-1).pos == posConj || f.at(end-1).pos == posAdverb && f.at(end).pos == posVerb) {
		end--
	}
	return run{start, end}
}

// narratorAt says whether the words from i on are the article's own remark on
// what was said: "though he gave no details", "without naming the country".
func (f *finder) narratorAt(i, hi int) bool {
	w := f.at(i)
	switch w.low {
	case "without":
		return f.at(i+1).tag == "VBG"
	case "though", "although":
		return f.at(i+1).pos == posPronoun && i+2 < hi
	case "according":
		return f.at(i+1).low == "to"
	case "with":
		e := f.phraseRight(i+1, hi)
		return e > i+1 && f.at(e).tag == "VBG"
	case "and", "but":
		return f.sharesSubject(i+1, hi)
	}
	return false
}

// sharesSubject says whether a finite verb without a subject of its own
// begins at word i.
func (f *finder) sharesSubject(i, hi int) bool {
	for i < hi && f.at(i).pos == posAdverb {
		i++
	}
	w := f.at(i)
	return i < hi && w.quote < 0 && (w.pos == posVerb && (w.tag == "VBD" || w.tag == "VBZ") || w.low == "has" || w.low == "had")
}

// cutBefore is where a content that began with word start ends because cue c
// comes, or 0.
func (f *finder) cutBefore(c cue, start int) int {
	p := f.at(c.group - 1)
	switch {
	case c.kind == gerund && c.src.how == reachShared && (p.pos == posComma || p.pos == posConj || f.lex.in("subordinator", p.low) || p.low == "without"):
		return f.backOver(c.group, start)
	case c.kind == gerund && c.src.ok() && f.at(c.src.first-1).low == "with" && f.at(c.src.first-2).pos == posComma:
		return c.src.first - 2
	case c.kind == finite && c.src.how == reachShared && (p.pos == posConj || p.pos == posComma || p.pos == posAdverb):
		return f.backOver(c.group, start)
	case c.kind == finite && c.src.ok() && c.src.how != reachRelative && c.src.how != reachShared && c.src.first-2 > start:
		a, b := f.at(c.src.first-1), f.at(c.src.first-2)
		if b.pos == posComma && b.quote < 0 && (a.pos == posConj || a.low == "while") {
			return c.src.first - 2
		}
		if a.low == "although" || a.low == "though" {
			return c.src.first - 1
		}
		if a.pos == posComma && a.quote < 0 && c.frame&(takesBare|takesThat) != 0 && c.src.how != reachInverted {
			if next, _ := f.afterCue(c, f.units[f.at(c.word).unit].last); f.closes(next, f.units[f.at(c.word).unit].last) {
				return c.src.first - 1 // "…, X reported."
			}
		}
		if a.pos == posConj && a.quote < 0 && c.frame&(takesQuotation|takesThat) != 0 && !c.src.pronoun(f) {
			return c.src.first - 1
		}
	}
	return 0
}

// backOver steps back over the comma, conjunction and adverbs before word i.
func (f *finder) backOver(i, start int) int {
	for i > start {
		p := f.at(i - 1)
		if p.quote >= 0 || p.pos != posComma && p.pos != posConj && p.pos != posAdverb && p.low != "while" && p.low != "also" && p.low != "without" && p.low != "by" {
			break
		}
		i--
	}
	return i
}

// quotesIn lists the outermost quotations that begin inside the words r.
func (f *finder) quotesIn(r run) []int {
	var out []int
	for i := r.first; i < r.last; i++ {
		if q := f.at(i).quote; q >= 0 && (len(out) == 0 || out[len(out)-1] != int(q)) {
			out = append(out, int(q))
		}
	}
	return out
}

// scare says whether a quotation inside a reported clause is a term, a name
// or a title rather than quoted words.
func (f *finder) scare(q int) bool {
	inner := strings.TrimSpace(f.quotes[q].inner.In(f.text))
	if inner == "" {
		return true
	}
	fields := strings.Fields(inner)
	if len(fields) > 4 || strings.ContainsAny(inner[len(inner)-1:], "?!") {
		return false
	}
	i := f.wordAt(f.quotes[q].inner.Start)
	if m := f.at(i).mention; m >= 0 && f.an.Mentions[m].Kind == model.MentionName && f.an.Mentions[m].End >= f.quotes[q].inner.End-1 {
		return true
	}
	for _, w := range fields {
		if c := w[0]; c >= 'a' && c <= 'z' {
			return false
		}
	}
	return len(fields) <= 3 && !strings.ContainsAny(inner, ".!?") && !f.heading(f.quotes[q].block)
}

// title says whether a quotation follows a word that makes it a work's title,
// a nickname or a chant.
func (f *finder) title(q int) bool {
	i := f.wordAt(f.quotes[q].outer.Start) - 1
	for n := 0; n < 3 && i >= 0; n++ {
		w := f.at(i)
		if w.quote >= 0 || w.pos == posEnd {
			return false
		}
		if f.lex.in("title nouns", w.low) || f.lex.in("chant", w.low) {
			return true
		}
		if w.pos != posComma && w.pos != posColon && w.pos != posMark && w.pos != posVerb {
			return false
		}
		i--
	}
	return false
}
