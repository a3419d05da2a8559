package statement

import "synoptic/internal/model"

// A source is the noun phrase words[first:last] that a cue is ascribed to.
// Its head, the phrase without what hangs on it, is words[head:headEnd]. Name
// is an apposition that names it, words[name:nameEnd], where there is one.
type source struct {
	first, last   int
	head, headEnd int
	name, nameEnd int
	how           reach
	implied       bool // taken over from a clause before; the span stands elsewhere
	ambiguous     bool // another noun phrase was about as near
}

// reach says by which construction a source was found.
type reach uint8

const (
	reachNone reach = iota
	reachSubject
	reachInverted
	reachAppositive
	reachRelative
	reachShared // subject of an earlier verb of the sentence
	reachAccording
	reachHeadline
	reachFloating
)

// pronoun says whether the source is a pronoun alone.
func (s source) pronoun(f *finder) bool {
	return s.last == s.first+1 && f.at(s.first).pos == posPronoun
}

func (s source) ok() bool { return s.how != reachNone }

func (p pos) nominal() bool {
	return p == posNoun || p == posName || p == posNum || p == posPronoun
}

func (p pos) inPhrase() bool {
	switch p {
	case posNoun, posName, posNum, posAdj, posGenitive, posDet, posPossessive:
		return true
	}
	return false
}

// maxPhrase bounds a noun phrase, in words.
const maxPhrase = 40

// phraseLeft is the start of the simple noun phrase that ends with word e.
func (f *finder) phraseLeft(e, lo int) int {
	if f.at(e).pos == posPronoun {
		return e
	}
	if m := f.at(e).mention; m >= 0 {
		if i := f.wordAt(f.an.Mentions[m].Full.Start); i >= lo && i <= e && f.an.Mentions[m].End <= f.words[e].end {
			lo2 := f.beginOfMention(i, lo)
			return lo2
		}
	}
	i := e
	for i > lo && e-i < maxPhrase {
		p, w := f.at(i-1), f.at(i)
		if w.pos == posDet || w.pos == posPossessive {
			if p.pos != posDet || p.low != "all" && p.low != "both" && p.low != "half" {
				break
			}
		}
		if p.low == "&" || p.pos == posDash && f.tight(i-1) {
			i--
			continue
		}
		if !p.pos.inPhrase() || p.quote >= 0 && w.quote < 0 && p.pos != posMark {
			break
		}
		if w.pos == posGenitive && !p.pos.nominal() {
			break
		}
		if f.lex.in("time", p.low) && f.startsMention(i) {
			break
		}
		i--
	}
	return i
}

// beginOfMention takes in a determiner or possessor before a mention.
func (f *finder) beginOfMention(i, lo int) int {
	for i > lo {
		p := f.at(i - 1)
		if !p.pos.inPhrase() && !f.abbreviates(i-1) || p.quote >= 0 || f.at(i).pos == posGenitive && !p.pos.nominal() || f.lex.in("time", p.low) {
			break
		}
		i--
		if p.pos == posDet || p.pos == posPossessive {
			break
		}
	}
	return i
}

// abbreviates says whether word i is the stop of an abbreviation that was cut
// off from it.
func (f *finder) abbreviates(i int) bool {
	return f.at(i).low == "." && f.at(i-1).end == f.at(i).start && f.at(i-1).end-f.at(i-1).start <= 4 && f.at(i-1).upper
}

func (f *finder) startsMention(i int) bool {
	m := f.at(i).mention
	return m >= 0 && f.an.Mentions[m].Start >= f.words[i].start && f.an.Mentions[m].Kind == model.MentionName
}

// tight says whether the dash at word i joins its neighbours.
func (f *finder) tight(i int) bool {
	return f.at(i-1).end == f.at(i).start && f.at(i).end == f.at(i+1).start
}

// phraseBefore is the noun phrase that ends with word e, with what hangs on
// it ("a spokesman for the ministry").
func (f *finder) phraseBefore(e, lo int) source {
	if e < lo || !f.at(e).pos.nominal() && f.at(e).pos != posAdj && f.at(e).pos != posGenitive && f.at(e).low != "this" && f.at(e).low != "each" {
		return source{}
	}
	if e-lo > 4*maxPhrase {
		lo = e - 4*maxPhrase
	}
	first := f.phraseLeft(e, lo)
	s := source{first: first, last: e + 1, head: first, headEnd: e + 1, how: reachSubject}
	for n := 0; n < 4; n++ {
		p := f.at(s.head - 1)
		q := f.at(s.head - 2)
		switch {
		case s.head-2 < lo:
			return s
		case (p.pos == posPrep || p.pos == posTo && f.at(s.head).pos != posVerb) && p.low != "as" && p.low != "after" && p.low != "before" && q.pos.nominal() && q.pos != posPronoun:
			s.head = f.phraseLeft(s.head-2, lo)
			s.headEnd = s.first - 1
			s.first = s.head
		case p.pos == posPrep && (q.low == "familiar" || q.low == "close" || q.low == "briefed") && s.head-3 >= lo && f.at(s.head-3).pos.nominal():
			s.head = f.phraseLeft(s.head-3, lo)
			s.headEnd, s.first = s.last, s.head
			return s
		case p.low == "and" && q.pos.nominal() && f.clauseStart(f.phraseLeft(s.head-2, lo), lo):
			s.head = f.phraseLeft(s.head-2, lo)
			s.first = s.head
			s.headEnd = s.last
			return s
		case p.low == "and" && q.pos.nominal() && f.underPrep(f.phraseLeft(s.head-2, lo), lo): // "envoys of A and B"
			s.head = f.phraseLeft(s.head-2, lo)
			s.first = s.head
		default:
			return s
		}
		s.headEnd = s.endOfHead(f, e)
	}
	return s
}

// underPrep says whether the phrase that begins with word i hangs on a noun
// by a preposition.
func (f *finder) underPrep(i, lo int) bool {
	return i-2 >= lo && f.at(i-1).pos == posPrep && f.at(i-2).pos.nominal()
}

// endOfHead is the end of the head phrase: the preposition after it.
func (s source) endOfHead(f *finder, e int) int {
	for i := s.head + 1; i <= e; i++ {
		if f.at(i).pos == posPrep || f.at(i).pos == posTo {
			return i
		}
	}
	return e + 1
}

// clauseStart says whether a clause may begin with word i.
func (f *finder) clauseStart(i, lo int) bool {
	if i <= lo {
		return true
	}
	switch p := f.at(i - 1); p.pos {
	case posComma, posColon, posEnd, posDash, posMark, posConj, posWh:
		return true
	}
	return false
}

// subjectBefore is the subject of the verb group that begins with word g:
// the noun phrase before it, perhaps with an apposition, a parenthesis or a
// relative clause between.
func (f *finder) subjectBefore(g, lo int) source {
	i := g - 1
	for i >= lo && (f.at(i).pos == posAdverb || f.lex.in("adverb", f.at(i).low) && f.at(i).mention < 0) {
		i--
	}
	if i < lo {
		return source{}
	}
	w := f.at(i)
	switch {
	case w.quote >= 0:
		return source{}
	case w.pos == posWh && (w.low == "who" || w.low == "which" || w.low == "that"):
		j := i - 1
		if f.at(j).pos == posComma {
			j--
		}
		j = f.skipBracket(j, lo)
		s := f.phraseBefore(j, lo)
		if s.ok() {
			s.how = reachRelative
			f.nameBefore(&s, lo)
		}
		return s
	case w.pos == posComma || w.pos == posDash && !f.tight(i):
		return f.acrossCommas(i, lo)
	case w.low == ")" || w.low == "]" || w.low == "-rrb-":
		return f.phraseBefore(f.skipBracket(i, lo), lo)
	}
	s := f.phraseBefore(i, lo)
	if s.ok() && f.lex.in("time", f.at(s.headEnd-1).low) && f.at(s.first-1).pos == posComma && f.at(s.headEnd-1).mention < 0 {
		if t := f.acrossCommas(s.first-1, lo); t.ok() { // "…, X, on Tuesday said"
			return t
		}
		return source{}
	}
	return s
}

// skipBracket steps back over a parenthesis that ends with word i.
func (f *finder) skipBracket(i, lo int) int {
	if w := f.at(i).low; w != ")" && w != "]" && w != "-rrb-" {
		return i
	}
	for j := i - 1; j >= lo && i-j < 30; j-- {
		if w := f.at(j).low; w == "(" || w == "[" || w == "-lrb-" {
			return j - 1
		}
	}
	return i
}

// nameBefore looks for a name that the phrase s stands in apposition to:
// "X, a doctor who said".
func (f *finder) nameBefore(s *source, lo int) {
	if f.isPerson(s.headEnd-1) || f.at(s.first-1).pos != posComma {
		return
	}
	if t := f.phraseBefore(f.skipBracket(s.first-2, lo), lo); t.ok() && f.isPerson(t.headEnd-1) && f.clauseStart(t.first, lo) {
		s.name, s.nameEnd = t.head, t.headEnd
		s.first, s.how = t.first, reachAppositive
	}
}

// isPerson says whether word i belongs to the name of a person.
func (f *finder) isPerson(i int) bool {
	m := f.at(i).mention
	if m < 0 || f.an.Mentions[m].Kind != model.MentionName {
		return false
	}
	e := f.an.Mentions[m].Entity
	return e >= 0 && e < len(f.an.Entities) && f.an.Entities[e].Type == model.Person
}

// acrossCommas finds the subject of a verb that a comma (word i) stands
// before: "X, the minister, said", "X, speaking in Y, said", "X, 59, of Y,
// said". It goes from comma to comma to the left while what stands between
// can hang on a subject.
func (f *finder) acrossCommas(i, lo int) source {
	var best source
	end := i
	for n := 0; n < 7 && end > lo; n++ {
		start := end
		for start > lo && !f.breaks(start-1) && end-start < 3*maxPhrase {
			start--
		}
		s, more := f.segment(start, end, lo, best.ok())
		if s.ok() {
			best = f.merge(s, best)
		}
		if !more || start <= lo || f.at(start-1).pos != posComma && f.at(start-1).pos != posDash {
			break
		}
		end = start - 1
	}
	return best
}

// breaks says whether word i ends a segment.
func (f *finder) breaks(i int) bool {
	w := f.at(i)
	return w.quote < 0 && (w.pos == posComma || w.pos == posColon || w.pos == posEnd || w.pos == posDash && !f.tight(i)) ||
		w.quote >= 0 && w.end == f.quotes[w.quote].outer.End && f.at(i+1).pos != posComma
}

// segment judges the words between two commas. More says whether it is worth
// going on to the left.
func (f *finder) segment(start, end, lo int, have bool) (source, bool) {
	if start >= end {
		return source{}, true
	}
	first := start
	conj := false
	for first < end && (f.at(first).pos == posConj || f.at(first).pos == posAdverb || f.lex.in("adverb", f.at(first).low)) {
		conj = conj || f.at(first).pos == posConj
		first++
	}
	if first == end {
		return source{}, !have && !conj
	}
	w := f.at(first)
	e := f.skipBracket(end-1, lo)
	switch {
	case w.pos == posWh || w.pos == posVerb && w.tag == "VBG":
		return source{}, true
	case w.pos == posPrep || w.pos == posTo:
		return source{}, w.low == "of" || w.low == "from" || !have
	}
	s := f.phraseBefore(e, first)
	if s.ok() && s.first == first {
		return s, !conj && !f.lex.in("time", f.at(s.headEnd-1).low)
	}
	if !have || !f.hasVerb(first, end) {
		if f.hasVerb(first, end) {
			return source{}, false
		}
		// A description with more hanging on it than a phrase holds.
		if f.at(first).pos.inPhrase() {
			h := f.phraseRight(first, end)
			if h > first {
				return source{first: first, last: end, head: first, headEnd: h, how: reachSubject}, !conj
			}
		}
	}
	return source{}, false
}

func (f *finder) hasVerb(first, end int) bool {
	for i := first; i < end; i++ {
		if w := f.at(i); w.quote < 0 && (w.pos == posModal || w.pos == posVerb && (w.tag == "VBD" || w.tag == "VBZ" || w.tag == "VBP")) {
			return true
		}
	}
	return false
}

// merge joins a phrase with the apposition found to its right.
func (f *finder) merge(left, right source) source {
	left.how = reachAppositive
	if !right.ok() {
		return left
	}
	left.last = right.last
	switch {
	case f.isPerson(left.headEnd - 1):
	case right.nameEnd > 0:
		left.name, left.nameEnd = right.name, right.nameEnd
	case f.isPerson(right.headEnd - 1):
		left.name, left.nameEnd = right.head, right.headEnd
	}
	return left
}

// phraseRight is the end of the noun phrase that begins with word i.
func (f *finder) phraseRight(i, hi int) int {
	if f.at(i).pos == posPronoun {
		return i + 1
	}
	j := i
	for j < hi && j-i < maxPhrase {
		w := f.at(j)
		if !w.pos.inPhrase() && !(w.pos == posDash && f.tight(j)) && w.low != "&" {
			break
		}
		if j > i && (w.pos == posDet || w.pos == posPossessive) && f.at(j-1).pos != posDet {
			break
		}
		if j > i && f.startsMention(j) && f.at(j-1).mention >= 0 && f.at(j-1).mention != w.mention && f.at(j-1).pos == posName &&
			!f.an.Mentions[w.mention].Full.Contains(f.an.Mentions[f.at(j-1).mention].Span) {
			break
		}
		if j > i && f.lex.in("time", w.low) && w.pos != posNum && w.mention < 0 && f.at(j-1).pos != posAdj {
			break
		}
		j++
	}
	for j > i && !f.at(j-1).pos.nominal() && f.at(j-1).pos != posAdj {
		j--
	}
	return j
}

// description is the end of a description set off by the comma at word i and
// another one or the clause's end ("X, a farmer"), or i.
func (f *finder) description(i, hi int) int {
	w := f.at(i + 1)
	if w.pos != posDet && w.pos != posAdj && w.pos != posNoun && w.pos != posNum || w.low == "that" {
		return i
	}
	e := f.phraseRight(i+1, hi)
	if e == i+1 || f.startsMention(i+1) {
		return i
	}
	for n := 0; n < 4 && e < hi && f.at(e).pos == posPrep; n++ {
		g := f.phraseRight(e+1, hi)
		if g == e+1 {
			break
		}
		e = g
	}
	if f.closes(e, hi) {
		return e
	}
	return i
}

// phraseAfter is the noun phrase that begins with word i, with its
// appositions: the subject of an inverted verb, or who is according to.
func (f *finder) phraseAfter(i, hi int) source {
	e := f.phraseRight(i, hi)
	if e == i {
		return source{}
	}
	s := source{first: i, last: e, head: i, headEnd: e, how: reachInverted}
	for n := 0; n < 4; n++ {
		p := f.at(s.last)
		if s.last >= hi || p.pos != posPrep || p.low == "as" || p.low == "on" && f.lex.in("time", f.at(s.last+1).low) {
			break
		}
		if p.low != "of" && p.low != "for" && p.low != "at" && p.low != "with" && p.low != "from" && p.low != "in" && p.low != "by" {
			break
		}
		if f.isPerson(s.headEnd-1) && p.low != "of" {
			break
		}
		g := f.phraseRight(s.last+1, hi)
		if g == s.last+1 {
			break
		}
		s.last = g
	}
	if f.at(s.last).pos == posComma && s.last+1 < hi && f.isPerson(s.headEnd-1) {
		s.last = f.description(s.last, hi)
	}
	if w := f.at(s.headEnd - 1).low; f.at(s.last).pos == posComma && s.last+1 < hi && !f.isPerson(s.headEnd-1) &&
		(f.lex.in("people", w) || personLike(w)) {
		if t := f.phraseRight(s.last+1, hi); t > s.last+1 && f.isPerson(t-1) {
			s.name, s.nameEnd, s.last = s.last+1, t, t
		}
	}
	return s
}
