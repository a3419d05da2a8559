package statement

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// linkQuotations gives quotations to the cues that stand beside them.
func (f *finder) linkQuotations() {
	for q := range f.quotes {
		if p := f.quotes[q].prev; p >= 0 && f.cuedBlock(p) && f.ownCue(q) >= 0 {
			f.quotes[p].next, f.quotes[q].prev = -1, -1 // a closing mark was forgotten
		}
	}
	for q := range f.quotes {
		if f.quotes[q].depth > 0 || f.used[q] > 0 || f.quotes[q].prev >= 0 && f.used[f.quotes[q].prev] > 0 {
			continue
		}
		if k, src := f.cueAfter(q); k >= 0 && !f.aside(q, k, src) {
			f.cues[k].src = src
			f.direct(q, k, 0.97)
			continue
		}
		if k, sure := f.cueBefore(q); k >= 0 {
			f.direct(q, k, sure)
		}
	}
}

// cuedBlock says whether a cue for quotations stands outside them in the
// block of quotation q.
func (f *finder) cuedBlock(q int) bool {
	b := f.an.Article.Blocks[f.quotes[q].block]
	for _, c := range f.cuesFrom(f.wordAt(b.Start)) {
		if f.words[c.word].start >= b.End {
			break
		}
		if c.frame&takesQuotation != 0 && c.kind == finite && c.src.ok() {
			return true
		}
	}
	return false
}

// aside says whether quotation q only stands before cue k, whose own content
// follows it: On "Morning Hour," she said that …
func (f *finder) aside(q, k int, src source) bool {
	i := f.wordAt(f.quotes[q].outer.Start)
	if i < 1 || i >= len(f.words) || f.words[i].unit < 0 || f.words[i-1].unit != f.words[i].unit || f.words[i-1].quote >= 0 {
		return false
	}
	p := f.words[i-1].pos
	if p != posPrep && p != posNoun && p != posName && p != posDet && p != posAdj {
		return false
	}
	c := f.cues[k]
	c.src = src
	hi := f.units[f.at(c.word).unit].last
	next, to := f.afterCue(c, hi)
	_, sure := f.contentStart(c, next, to, hi)
	return sure >= 0.7
}

// direct makes a statement of quotation q with cue k, and of what belongs to
// the same saying beside it.
func (f *finder) direct(q, k int, sure float64) {
	c := f.cues[k]
	s := found{cue: k, src: c.src, Statement: model.Statement{Kind: model.Direct, Confidence: sure}}
	first := q
	for f.quotes[first].prev >= 0 && f.used[f.quotes[first].prev] == 0 {
		first = f.quotes[first].prev
	}
	for p := f.before(first); p >= 0 && f.used[p] == 0 && f.adjacent(p, first) && f.sentential(p); p = f.before(first) {
		first = p
	}
	f.take(&s, first)
	if src := f.prefix(first, c); !src.empty() && len(s.Content) > 0 {
		s.Kind = model.Mixed
		s.Content[0].Start = f.words[src.first].start
		if s.Content[0].End >= f.quotes[first].inner.End-2 {
			s.Content[0].End = trim(f.text, f.quotes[first].outer, true).End
		}
	}
	if r := f.opening(first, c); !r.empty() && len(s.Content) > 0 {
		s.Kind = model.Mixed
		s.Content[0] = trim(f.text, f.quotes[first].outer, false)
		s.Content = append([]model.Span{f.span(r.first, r.last)}, s.Content...)
	}
	last := f.chainEnd(q)
	for p := f.chainEnd(first); p < last; {
		p = f.after(p)
		if p < 0 {
			break
		}
		f.take(&s, p)
	}
	hi := f.words[len(f.words)-1].end
	if c.word >= 0 {
		i, to := f.afterCue(c, f.units[f.at(c.word).unit].last)
		s.Addressee = f.phraseText(to)
		s.Occasion = f.occasion(c)
		if f.words[c.word].start > f.quotes[q].outer.End && i < len(f.words) {
			hi = f.words[i].start
		}
	}
	f.takeFollowing(&s, c, last, hi)
	s.Speaker = f.speaker(c.src)
	f.add(s)
}

// prefix is the words of a clause that runs into quotation q, whose cue stands
// after it: It was "a shame," he said.
func (f *finder) prefix(q int, c cue) run {
	i := f.wordAt(f.quotes[q].outer.Start)
	if i >= len(f.words) || f.words[i].unit < 0 || c.word < i {
		return run{}
	}
	un := f.units[f.words[i].unit]
	r := f.lead(un.first, i)
	if r.empty() || r.last != i {
		return run{}
	}
	verb := false
	for k := r.first; k < r.last; k++ {
		w := f.words[k]
		if w.quote >= 0 || w.pos == posColon || w.pos == posEnd {
			return run{}
		}
		verb = verb || w.pos == posVerb || w.pos == posModal
	}
	if cs := f.cuesFrom(r.first); !verb || len(cs) > 0 && cs[0].word < i {
		return run{}
	}
	return r
}

// opening is the words before a cue that begin what quotation q carries on:
// The plan, he said, "is dead."
func (f *finder) opening(q int, c cue) run {
	i := f.wordAt(f.quotes[q].inner.Start)
	if c.word >= i || c.kind != finite || c.src.how == reachShared || !c.src.ok() || f.at(i).upper {
		return run{}
	}
	start := min(c.src.first, c.group)
	u := f.at(c.word).unit
	if u < 0 || f.at(start-1).pos != posComma || start-1 <= f.units[u].first {
		return run{}
	}
	r := f.lead(f.units[u].first, start)
	if r.empty() || r.last-r.first > 12 || !f.at(r.first).pos.inPhrase() && f.at(r.first).pos != posPronoun || f.lex.in("time", f.at(r.first).low) {
		return run{}
	}
	for k := r.first; k < r.last; k++ {
		if w := f.words[k]; w.quote >= 0 || w.pos == posVerb || w.pos == posModal || w.pos == posColon || w.pos == posComma {
			return run{}
		}
	}
	return r
}

func (f *finder) take(s *found, q int) {
	spans, used := f.pieces(q)
	s.Content = append(s.Content, spans...)
	s.quotes = append(s.quotes, used...)
}

// takeFollowing adds the quotations that carry on after the cue: "A," he
// said, "B." or "A," he said. "B."
func (f *finder) takeFollowing(s *found, c cue, q, clauseEnd int) {
	n := f.after(q)
	if n < 0 || f.used[n] > 0 || f.quotes[n].block != f.quotes[q].block {
		return
	}
	cueRight := f.words[c.word].start > f.quotes[q].outer.Start
	if !cueRight {
		for n >= 0 && f.used[n] == 0 && f.adjacent(q, n) && f.sentential(n) && f.ownCue(n) < 0 {
			f.take(s, n)
			q, n = f.chainEnd(n), f.after(f.chainEnd(n))
		}
		return
	}
	gap := f.gap(clauseEnd, f.quotes[n].outer.Start)
	if gap == gapNone || gap == gapSentence && (!f.sentential(n) || f.ownCue(n) >= 0) {
		return
	}
	if gap == gapClause && f.ownCue(n) >= 0 {
		return
	}
	f.take(s, n)
	last := f.chainEnd(n)
	for m := f.after(last); m >= 0 && f.used[m] == 0 && f.adjacent(last, m) && f.sentential(m) && f.ownCue(m) < 0; m = f.after(last) {
		f.take(s, m)
		last = f.chainEnd(m)
	}
}

// ownCue is the cue after quotation q that has a subject of its own, or -1.
func (f *finder) ownCue(q int) int {
	k, src := f.cueAfter(q)
	if k >= 0 && src.how != reachShared {
		return k
	}
	return -1
}

type gapKind uint8

const (
	gapNone     gapKind = iota // something else stands there
	gapClause                  // the same sentence goes on
	gapSentence                // a sentence ends there, and nothing more
)

// gap judges what stands between the end of a cue's clause and the next
// quotation.
func (f *finder) gap(from, to int) gapKind {
	if from > to {
		return gapNone
	}
	i, n := f.wordAt(from), 0
	out := gapClause
	for ; i < len(f.words) && f.words[i].start < to; i++ {
		w := f.words[i]
		n++
		switch {
		case n > 45 || out == gapSentence && w.pos != posEnd:
			return gapNone
		case w.pos == posEnd && w.low != ";" && f.endsSentence(i):
			out = gapSentence
		}
	}
	if p := f.at(i - 1); out == gapClause && n > 0 && p.pos != posComma && p.pos != posColon && p.pos != posDash {
		return gapNone
	}
	return out
}

// endsSentence says whether word i is the last of its unit or a quotation
// follows it.
func (f *finder) endsSentence(i int) bool {
	return i+1 >= len(f.words) || f.at(i+1).unit != f.at(i).unit || f.at(i+1).quote >= 0
}

// before and after are the outermost quotations next to q in its block.
func (f *finder) before(q int) int {
	for p := q - 1; p >= 0 && f.quotes[p].block == f.quotes[q].block; p-- {
		if f.quotes[p].depth == 0 {
			return p
		}
	}
	return -1
}

func (f *finder) after(q int) int {
	for p := q + 1; p < len(f.quotes) && f.quotes[p].block == f.quotes[q].block; p++ {
		if f.quotes[p].depth == 0 {
			return p
		}
	}
	return -1
}

func (f *finder) chainEnd(q int) int {
	for f.quotes[q].next >= 0 {
		q = f.quotes[q].next
	}
	return q
}

// adjacent says whether only space stands between quotations p and q.
func (f *finder) adjacent(p, q int) bool {
	a, b := f.quotes[p].outer.End, f.quotes[q].outer.Start
	return a <= b && b-a < 16 && strings.TrimSpace(f.text[a:b]) == ""
}

// sentential says whether a quotation holds a sentence, not a phrase.
func (f *finder) sentential(q int) bool {
	inner := strings.TrimSpace(f.quotes[q].inner.In(f.text))
	if inner == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(inner)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(inner, "[(…. '‘\"“"))
	ends := strings.ContainsRune(".?!…,—-’'\"”)", last) || !f.quotes[q].closed
	return ends && (unicode.IsUpper(first) || unicode.IsDigit(first)) && strings.Count(inner, " ") >= 1
}

// cueAfter finds the cue that stands after quotation q: "…," X said; "…,"
// said X. Its source is returned with it.
func (f *finder) cueAfter(q int) (int, source) {
	q = f.chainEnd(q)
	qu := f.quotes[q]
	end := f.an.Article.Blocks[qu.block].End
	inner := strings.TrimSpace(qu.inner.In(f.text))
	last, _ := utf8.DecodeLastRuneInString(inner)
	j := f.wordAt(qu.outer.End)
	joined := strings.ContainsRune(",?!…—–-", last)
	for n := 0; n < 2 && (f.at(j).pos == posComma || f.at(j).pos == posDash) && f.at(j).start < end; n++ {
		joined = true
		j++
	}
	if j >= len(f.words) || f.words[j].start >= end {
		return -1, source{}
	}
	stopped := last == '.' && !joined
	k := len(f.cues) - len(f.cuesFrom(j))
	if k < len(f.cues) && f.words[f.cues[k].word].start < end {
		if src := f.beside(q, k, j, stopped); src.ok() && (joined || stopped && !f.words[j].upper || f.plain(k, src, stopped)) {
			return k, src
		}
	}
	if joined && last == ',' {
		return f.rareCue(j)
	}
	return -1, source{}
}

// beside is the source of cue k where subject and cue stand, in either order,
// from word j on, which is the first after quotation q.
func (f *finder) beside(q, k, j int, stopped bool) source {
	c := f.cues[k]
	if c.frame&takesQuotation == 0 || c.kind == nominal || c.kind == according {
		return source{}
	}
	g := j
	for g < c.word && (f.at(g).pos == posAdverb || f.at(g).pos == posConj && g+1 == c.group || f.lex.in("adverb", f.at(g).low)) {
		g++
	}
	if (g == c.word || g == c.group || j == c.group) && c.kind == finite {
		if s := f.phraseAfter(c.last, f.units[f.at(c.word).unit].last); s.ok() && f.canSpeak(s) {
			return s
		}
		if !stopped && strings.HasSuffix(strings.TrimSpace(f.quotes[q].inner.In(f.text)), ",") {
			return c.src
		}
		return source{}
	}
	if c.kind == gerund && g == c.word && !stopped && c.src.how == reachShared && f.at(j-1).pos == posComma {
		return source{}
	}
	if c.src.ok() && c.src.how != reachShared && c.src.how != reachRelative && c.src.first >= j && c.src.first <= g && c.kind != gerund {
		return c.src
	}
	return source{}
}

// canSpeak says whether a phrase after an inverted verb can be its subject
// and not its object: a name, a person, a pronoun in the right case.
func (f *finder) canSpeak(s source) bool {
	w := f.at(s.headEnd - 1)
	switch {
	case w.pos == posPronoun:
		return f.lex.in("subject", w.low)
	case w.pos == posName, w.mention >= 0, f.lex.in("people", w.low):
		return !f.lex.in("time", w.low)
	}
	return f.at(s.head).pos == posDet && w.pos == posNoun && !f.lex.in("time", w.low)
}

// plain says whether a cue's clause holds nothing but subject and cue, so
// that it can only belong to the quotation beside it. After a quotation that
// is stopped, a comma leads on to the next one.
func (f *finder) plain(k int, src source, stopped bool) bool {
	c := f.cues[k]
	e := max(c.last, src.last)
	w := f.at(e)
	return f.at(c.word).unit >= 0 && (e >= f.units[f.at(c.word).unit].last || w.pos == posEnd || w.pos == posComma && !stopped) && src.how != reachShared
}

// rareCue takes for a cue any verb that follows a quotation and a person:
// "…," Smith chortled.
func (f *finder) rareCue(j int) (int, source) {
	un := f.at(j).unit
	if un < 0 {
		return -1, source{}
	}
	hi := f.units[un].last
	if f.odd(j) {
		if s := f.phraseAfter(j+1, hi); s.ok() && (f.isPerson(s.headEnd-1) || s.nameEnd > 0) && f.closes(s.last, hi) {
			return f.oddCue(j, s), s
		}
		return -1, source{}
	}
	e := f.phraseRight(j, hi)
	if e == j || !f.isPerson(e-1) && !f.lex.in("subject", f.at(e-1).low) {
		return -1, source{}
	}
	v := e
	for v < hi && f.at(v).pos == posAdverb {
		v++
	}
	if !f.odd(v) {
		return -1, source{}
	}
	src := source{first: j, last: e, head: j, headEnd: e, how: reachSubject}
	return f.oddCue(v, src), src
}

// odd says whether word i is a finite verb other than an auxiliary.
func (f *finder) odd(i int) bool {
	w := f.at(i)
	return w.quote < 0 && w.pos == posVerb && (w.tag == "VBD" || w.tag == "VBZ" || w.tag == "VBN") && !f.lex.in("auxiliary", w.low)
}

// oddCue is the cue at word v, made where there is none.
func (f *finder) oddCue(v int, src source) int {
	at := len(f.cues) - len(f.cuesFrom(v))
	if at < len(f.cues) && f.cues[at].word == v {
		f.cues[at].src = src
		return at
	}
	return f.insertCue(at, cue{word: v, group: v, last: v + 1, class: "says", frame: takesQuotation, lemma: f.at(v).low, src: src})
}

// insertCue puts a cue into its place and keeps the statements' references
// to cues true.
func (f *finder) insertCue(at int, c cue) int {
	f.cues = slices.Insert(f.cues, at, c)
	for i := range f.out {
		if f.out[i].cue >= at {
			f.out[i].cue++
		}
	}
	return at
}

// cueBefore finds the cue that introduces quotation q: X said, "…"; X said in
// Y: "…"; or a colon at the end of the paragraph before.
func (f *finder) cueBefore(q int) (int, float64) {
	qu := f.quotes[q]
	b := f.wordAt(qu.outer.Start)
	i := b - 1
	if i < 0 {
		return -1, 0
	}
	p := f.at(i)
	un := p.unit
	if un < 0 {
		return -1, 0
	}
	sameBlock := p.start >= f.an.Article.Blocks[qu.block].Start
	if !sameBlock {
		if p.pos != posColon || f.units[un].block < qu.block-1 {
			return -1, 0
		}
		return f.colonCue(i, 0.93)
	}
	if p.pos == posEnd && p.low != "…" && p.low != "..." {
		return -1, 0
	}
	k := len(f.cues) - len(f.cuesFrom(b)) - 1
	if p.pos == posColon {
		return f.colonCue(i, 0.95)
	}
	if k < 0 || f.at(f.cues[k].word).unit != un || f.cues[k].frame&takesQuotation == 0 || f.cues[k].done {
		return -1, 0
	}
	c := f.cues[k]
	next, _ := f.afterCue(c, f.units[un].last)
	switch {
	case p.pos == posComma && next == i && (f.sentential(q) || f.endsUnit(q)):
		return k, 0.95
	case next == b && c.frame&takesName == 0 && f.sentential(q) && f.endsUnit(q):
		return k, 0.9
	case p.pos == posComma && f.sentential(q) && i-c.last < 14 && !f.hasVerb(c.last, i) && c.src.ok():
		return k, 0.8
	}
	return -1, 0
}

// endsUnit says whether the sentence ends with quotation q or goes on with no
// more than an aside.
func (f *finder) endsUnit(q int) bool {
	q = f.chainEnd(q)
	j := f.wordAt(f.quotes[q].outer.End)
	if j >= len(f.words) || f.words[j].unit != f.at(j-1).unit {
		return true
	}
	w := f.words[j]
	return w.pos == posEnd || w.pos == posComma || w.upper || w.quote >= 0
}

// colonCue is the cue that ends in the colon at word i: the last one of its
// sentence, or the colon itself where the sentence has a subject.
func (f *finder) colonCue(i int, sure float64) (int, float64) {
	un := f.at(i).unit
	lo := f.units[un].first
	for k := len(f.cues) - len(f.cuesFrom(i)) - 1; k >= 0 && f.cues[k].word >= lo; k-- {
		c := f.cues[k]
		if c.done || !c.src.ok() || c.kind == nominal || c.frame&(takesQuotation|takesThat|takesObject|takesBare) == 0 && len(c.preps) == 0 {
			continue
		}
		return k, sure
	}
	src := f.sentenceSubject(f.units[un], lo)
	if !src.ok() || !f.canSpeak(src) {
		if !f.heading(f.units[un].block) || i-lo > 8 {
			return -1, 0
		}
		src = f.phraseBefore(i-1, lo)
		if !src.ok() || src.first != lo {
			return -1, 0
		}
	}
	at := len(f.cues) - len(f.cuesFrom(i))
	return f.insertCue(at, cue{word: i, group: i, last: i + 1, class: "says", frame: takesQuotation, lemma: ":", src: src}), sure - 0.25
}
