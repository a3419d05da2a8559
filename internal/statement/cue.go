package statement

import (
	"slices"
	"strings"

	"synoptic/internal/model"
)

// A cue is a verb, noun or phrase that may mark a statement.
type cue struct {
	word        int // the word that carries it
	group       int // where its verb group begins ("has also said")
	last        int // end of the cue's words
	class       string
	frame       frame
	preps       []string
	lemma       string
	kind        cueKind
	src         source
	negated     bool
	conditional bool // would say, if he says
	done        bool // a statement was made of it
}

type cueKind uint8

const (
	finite cueKind = iota
	gerund
	infinitive
	according
	nominal
)

// findCues lists the cues outside quotations, in text order, with their
// sources where the sentence gives one.
func (f *finder) findCues() {
	for u := range f.units {
		un := f.units[u]
		for i := un.first; i < un.last; i++ {
			if f.at(i).quote >= 0 {
				continue
			}
			if c, ok := f.cueAt(i, un); ok {
				f.cues = append(f.cues, c)
			}
		}
	}
}

func (f *finder) cueAt(i int, un unit) (cue, bool) {
	w := f.at(i)
	if w.low == "according" && f.at(i+1).low == "to" {
		s := f.phraseAfter(i+2, un.last)
		s.how = reachAccording
		return cue{word: i, group: i, last: i + 2, class: "says", lemma: "according", kind: according, src: s}, s.last > 0
	}
	if n, ok := f.lex.nouns[w.low]; ok && n.clause && (w.pos == posNoun || w.pos == posName) && f.at(i+1).low == "that" && f.at(i+1).tag != "DT" {
		return f.nominalCue(i, un, n)
	}
	if c, ok := f.clearCue(i); ok {
		return f.verbCue(c, un)
	}
	v, ok := f.lex.verbs[w.low]
	if !ok || !f.readsAsVerb(i, v, un) {
		return cue{}, false
	}
	return f.verbCue(cue{word: i, last: i + 1, class: v.class, frame: v.frame, preps: v.preps, lemma: v.lemma}, un)
}

// clearCue is "made (it) clear that".
func (f *finder) clearCue(i int) (cue, bool) {
	w := f.at(i).low
	if w != "made" && w != "makes" && w != "make" && w != "making" {
		return cue{}, false
	}
	j := i + 1
	for j < i+4 && (f.at(j).low == "it" || f.at(j).low == "very" || f.at(j).low == "himself" || f.at(j).low == "herself") {
		j++
	}
	if f.at(j).low != "clear" {
		return cue{}, false
	}
	return cue{word: i, last: j + 1, class: "says", frame: takesThat | takesBare | takesQuotation, lemma: "make clear"}, true
}

// readsAsVerb says whether word i, a form of v, is a verb here.
func (f *finder) readsAsVerb(i int, v verbForm, un unit) bool {
	w := f.at(i)
	if w.pos == posVerb {
		if p := f.at(i - 1); p.pos == posPrep && w.tag != "VBG" && i > un.first && p.quote < 0 && !f.lex.in("adverb", p.low) {
			return false // "amid reports"
		}
		if p := f.at(i - 1); p.quote < 0 && w.tag != "VBZ" && (p.pos == posDet && p.low != "this" && p.low != "that" && p.low != "both" && p.low != "all" || p.pos == posPossessive) {
			return false // "the announced truce"
		}
		return true
	}
	if f.heading(un.block) && i > un.first && w.pos != posPrep {
		p := f.at(i - 1)
		if v.form&(formThird|formPast|formGerund) == 0 && !strings.HasSuffix(p.low, "s") {
			return false
		}
		return p.pos.nominal() || p.pos == posAdverb
	}
	// A tagger may take a verb beside a quotation for a noun or name.
	if w.pos == posNoun || w.pos == posName || w.pos == posAdj {
		if f.clauseVerb(i, v) {
			return true
		}
		before, after := f.at(i-1), f.at(i+1)
		return v.form&(formPast|formThird) != 0 && !w.upper && v.frame&takesQuotation != 0 && v.lemma != "report" &&
			(before.quote >= 0 && (after.pos == posName || after.pos == posPronoun) || after.pos == posMark && before.pos == posPronoun)
	}
	return false
}

// clauseVerb says whether word i, tagged a noun, is the verb of a clause
// after all: a name or pronoun before it and a that-clause or another
// subject after it.
func (f *finder) clauseVerb(i int, v verbForm) bool {
	w, p, n := f.at(i), f.at(i-1), f.at(i+1)
	if w.upper || v.form&(formThird|formPast) == 0 || v.frame&takesThat == 0 {
		return false
	}
	if p.pos != posName && p.pos != posPronoun && !(p.pos == posConj && p.low != "of") {
		return false
	}
	return n.low == "that" || v.frame&takesBare != 0 && (n.pos == posPronoun || n.pos == posName) && f.clauseAt(i+1, i+8)
}

// heading says whether a block is a headline of some kind.
func (f *finder) heading(b int) bool {
	if b < 0 || b >= len(f.an.Article.Blocks) {
		return false
	}
	switch f.an.Article.Blocks[b].Kind {
	case model.BlockTitle, model.BlockSubtitle, model.BlockHeading:
		return true
	}
	return false
}

func (f *finder) nominalCue(i int, un unit, n noun) (cue, bool) {
	g := f.phraseLeft(i, un.first)
	c := cue{word: i, group: i, last: i + 1, class: n.class, frame: takesThat, lemma: f.at(i).low, kind: nominal}
	for j := i - 1; j >= g; j-- {
		switch w := f.at(j); {
		case w.pos == posPossessive:
			c.src = source{first: j, last: j + 1, head: j, headEnd: j + 1, how: reachSubject}
			return c, true
		case w.pos == posGenitive:
			if s := f.phraseBefore(j-1, un.first); s.ok() {
				c.src = s
				return c, true
			}
		}
	}
	return c, false
}

// verbCue looks at the verb group around c.word and finds its subject.
func (f *finder) verbCue(c cue, un unit) (cue, bool) {
	g, aux := f.groupStart(c.word, un.first)
	c.group = g
	c.negated, c.conditional = aux.negated, aux.conditional
	tag := f.at(c.word).tag
	v := f.lex.verbs[f.at(c.word).low]
	if aux.be && !f.isGerund(c.word) && (tag == "VBN" || v.form&formParticiple != 0) {
		return f.agentCue(c, un)
	}
	switch {
	case f.isGerund(c.word) && !aux.any:
		c.kind = gerund
		c.src = f.gerundSource(&c, un)
		return c, true
	case aux.to && !aux.have:
		c.kind = infinitive
		return f.infinitiveCue(c, un)
	case tag == "VB" && !aux.any && f.at(g-1).pos != posPronoun && f.at(g-1).tag != "NNS" && f.at(g-1).tag != "NNPS":
		return c, false
	}
	c.src = f.subjectBefore(g, un.first)
	if c.lemma != "tell" && f.inverted(&c, g, un) {
		return c, true
	}
	if !c.src.ok() && f.elliptic(g, un) {
		c.src = f.sharedSource(g, un)
	}
	if !c.src.ok() {
		c.src = f.treeSubject(c.word, un)
	}
	if tag == "VBN" && !aux.any && c.frame&takesQuotation == 0 && c.src.how != reachShared && !f.objectAt(c.last) &&
		(c.src.first != un.first || f.hasVerb(c.last, un.last)) {
		return c, false // "the man accused of …"
	}
	if w := f.at(c.src.last - 1); c.src.ok() && c.src.last == c.src.first+1 && (w.low == "you" || w.low == "let") {
		return c, false
	}
	return c, true
}

// closes says whether the clause ends at word i.
func (f *finder) closes(i, hi int) bool {
	w := f.at(i)
	return i >= hi || w.pos == posEnd || w.pos == posComma
}

// objectAt says whether an object or clause begins with word i.
func (f *finder) objectAt(i int) bool {
	w := f.at(i)
	return w.pos.inPhrase() || w.pos == posPronoun || w.low == "that" || w.quote >= 0
}

// afterQuotation says whether only a comma or dash stands between the word g
// and a quotation before it.
func (f *finder) afterQuotation(g int, un unit) bool {
	i := g - 1
	for i >= un.first && i > g-3 && f.at(i).quote < 0 && (f.at(i).pos == posComma || f.at(i).pos == posDash) {
		i--
	}
	return i >= 0 && f.at(i).quote >= 0
}

// inverted looks for the subject after the verb: "…," said X; …, said X.
func (f *finder) inverted(c *cue, g int, un unit) bool {
	s := f.phraseAfter(c.last, un.last)
	if !s.ok() || !f.canSpeak(s) {
		return false
	}
	switch {
	case !c.src.ok() && c.frame&takesQuotation != 0 && f.afterQuotation(g, un):
	case g == un.first && c.frame&takesQuotation != 0 && f.isPerson(s.headEnd-1) && c.kind == finite:
	case c.frame&takesBare != 0 && f.at(g-1).pos == posComma && f.at(g-1).quote < 0 && f.closes(s.last, un.last) &&
		(!c.src.ok() || f.isPerson(s.headEnd-1) && !f.isPerson(c.src.headEnd-1) && c.src.nameEnd == 0):
	default:
		return false
	}
	c.src = s
	return true
}

func (f *finder) isGerund(i int) bool {
	return f.at(i).tag == "VBG" || f.at(i).pos != posVerb && f.lex.verbs[f.at(i).low].form&formGerund != 0
}

// auxiliaries is what the verb group before a verb holds.
type auxiliaries struct {
	any, be, have, to, negated, conditional bool
}

func (f *finder) groupStart(i, lo int) (int, auxiliaries) {
	var a auxiliaries
	g := i
	for j := i - 1; j >= lo && i-j < 8; j-- {
		w := f.at(j)
		switch {
		case w.quote >= 0:
			return g, a
		case f.lex.in("negative", w.low):
			a.negated = true
		case w.pos == posTo:
			a.to = true
		case f.lex.in("auxiliary", w.low) && w.pos != posGenitive:
			a.any = true
			a.be = a.be || f.lex.in("be", w.low)
			a.have = a.have || w.low == "have" || w.low == "has" || w.low == "had"
			a.conditional = a.conditional || f.lex.in("hypothetical", w.low)
		case w.pos == posAdverb || f.lex.in("adverb", w.low):
			if !a.any && f.at(j-1).pos != posAdverb && !f.lex.in("auxiliary", f.at(j-1).low) && !f.at(j-1).pos.nominal() {
				g = j
				return g, a
			}
		default:
			return g, a
		}
		g = j
	}
	return g, a
}

// agentCue is a passive: only its agent can be a source. "was quoted as
// saying" is found at its gerund.
func (f *finder) agentCue(c cue, un unit) (cue, bool) {
	for j := c.last; j < un.last && j < c.last+4; j++ {
		if f.at(j).low == "by" && f.at(j).quote < 0 {
			c.src = f.phraseAfter(j+1, un.last)
			return c, false
		}
	}
	return c, false
}

// infinitiveCue takes the subject of the verb that governs "to say": he
// declined to say, he went on to say.
func (f *finder) infinitiveCue(c cue, un unit) (cue, bool) {
	i := c.group - 1
	for i > un.first && (f.at(i).pos == posAdverb || f.at(i).low == "on") {
		i--
	}
	w := f.at(i).low
	refuses := f.lex.in("refuse", w)
	if !refuses && !f.lex.in("control", w) || f.at(i).quote >= 0 {
		return c, false
	}
	g, aux := f.groupStart(i, un.first)
	c.group = g
	c.negated = refuses != aux.negated
	if refuses {
		c.class = "declines"
	}
	c.src = f.subjectBefore(g, un.first)
	if !c.src.ok() {
		c.src = f.sharedSource(g, un)
	}
	return c, !refuses
}

var (
	relSubject = model.RelOf("nsubj")
	relConj    = model.RelOf("conj")
)

// treeSubject is the subject that the tree gives the verb at word i, itself or
// as a conjunct, where there is a tree.
func (f *finder) treeSubject(i int, un unit) source {
	for n := 0; n < 3; n++ {
		for j := i - 1; j >= un.first; j-- {
			if w := f.words[j]; int(w.head) == i && w.rel == relSubject && w.quote < 0 && w.pos.nominal() {
				for f.words[j].mention >= 0 && j+1 < i && f.words[j+1].mention == f.words[j].mention {
					j++
				}
				s := f.phraseBefore(j, un.first)
				if s.ok() && n > 0 {
					s.how, s.implied = reachShared, true
				}
				return s
			}
		}
		if f.words[i].rel != relConj || f.words[i].head < int32(un.first) || int(f.words[i].head) >= i {
			break
		}
		i = int(f.words[i].head)
	}
	return source{}
}

// elliptic says whether a verb group without a subject before it shares the
// subject of a verb before: "said A and warned that B".
func (f *finder) elliptic(g int, un unit) bool {
	p := f.at(g - 1)
	return g > un.first && (p.pos == posConj || p.pos == posComma || p.pos == posAdverb || p.low == "then") && p.quote < 0 ||
		p.quote >= 0 && g-1 >= un.first
}

// sharedSource is the subject that the verbs of a sentence share: the source
// of the cue before, else the subject of the sentence's first finite verb.
func (f *finder) sharedSource(i int, un unit) source {
	for k := len(f.cues) - 1; k >= 0 && f.cues[k].word >= un.first; k-- {
		c := f.cues[k]
		if c.word < i && (c.kind == finite || c.kind == infinitive) && c.src.ok() && c.src.how != reachRelative && !f.nested(k) {
			s := c.src
			s.how, s.implied = reachShared, true
			return s
		}
	}
	s := f.sentenceSubject(un, un.first)
	if s.ok() && s.last <= i {
		s.how, s.implied = reachShared, true
		return s
	}
	return source{}
}

// nested says whether cue k stands in what a cue before it reports.
func (f *finder) nested(k int) bool {
	c := f.cues[k]
	if k == 0 || f.cues[k-1].word < f.units[f.at(c.word).unit].first || f.cues[k-1].kind == according {
		return false
	}
	for j := f.cues[k-1].last; j < c.src.first; j++ {
		if w := f.at(j); w.pos == posComma || w.pos == posConj || w.pos == posEnd || w.quote >= 0 {
			return false
		}
	}
	return c.src.first >= f.cues[k-1].last
}

// sentenceSubject is the subject of the first finite verb of the main clause
// from word i on.
func (f *finder) sentenceSubject(un unit, i int) source {
	if w := f.at(i); w.pos == posWh || w.pos == posPrep && f.lex.in("subordinator", w.low) {
		for i < un.last && !(f.at(i).pos == posComma && f.at(i).quote < 0) {
			i++
		}
	}
	tries := 0
	for ; i < un.last && tries < 6; i++ {
		w := f.at(i)
		if w.quote >= 0 || w.pos != posModal && (w.pos != posVerb || w.tag != "VBD" && w.tag != "VBZ" && w.tag != "VBP" && w.tag != "VBN") {
			continue
		}
		tries++
		g, _ := f.groupStart(i, un.first)
		if s := f.subjectBefore(g, un.first); s.ok() && s.how != reachRelative {
			return s
		}
	}
	return source{}
}

// gerundSource is who does what a gerund says: "…, stating that", "with X
// asserting", "a statement warning that".
func (f *finder) gerundSource(c *cue, un unit) source {
	p := f.at(c.group - 1)
	switch {
	case c.group == un.first || f.at(c.group-1).pos == posMark && c.group-1 == un.first:
		for j := c.last; j < un.last; j++ {
			if f.at(j).pos == posComma && f.at(j).quote < 0 {
				s := f.sentenceSubject(un, j+1)
				s.implied = true
				return s
			}
		}
		return source{}
	case p.pos == posComma || p.pos == posConj || p.pos == posDash || p.quote >= 0,
		f.lex.in("subordinator", p.low), p.low == "by", p.low == "in", p.low == "without", p.low == "as":
		if p.low == "without" {
			c.negated = true
		}
		if p.low == "as" {
			return f.quotedSource(c.group-1, un)
		}
		return f.sharedSource(c.group, un)
	case p.pos.nominal():
		return f.absoluteSource(c.group-1, un)
	}
	return source{}
}

// quotedSource is who "was quoted as saying" (word i is "as").
func (f *finder) quotedSource(i int, un unit) source {
	if n := len(f.cues) - 1; n >= 0 && f.cues[n].word >= un.first && (f.cues[n].lemma == "quote" || f.cues[n].lemma == "cite") && f.quotesSomebody(f.cues[n]) {
		s := f.phraseAfter(f.cues[n].last, un.last)
		s.how = reachSubject
		return s
	}
	v := f.at(i - 1).low
	if v != "quoted" && v != "cited" && v != "reported" {
		return source{}
	}
	g, aux := f.groupStart(i-1, un.first)
	if aux.be {
		return f.subjectBefore(g, un.first)
	}
	return source{}
}

// quotesSomebody says whether "quoted X as saying" begins at c: X speaks then.
func (f *finder) quotesSomebody(c cue) bool {
	e := f.phraseAfter(c.last, c.last+maxPhrase).last
	return e > c.last && f.at(e).low == "as" && f.isGerund(e+1)
}

// absoluteSource is the noun before a gerund: "with X asserting", or a
// document that says what follows.
func (f *finder) absoluteSource(e int, un unit) source {
	s := f.phraseBefore(e, un.first)
	if !s.ok() {
		return s
	}
	if f.at(s.first-1).low == "with" {
		return s
	}
	for i := s.headEnd - 1; i >= s.head; i-- {
		if !f.lex.in("document", f.at(i).low) {
			continue
		}
		if f.at(s.headEnd).low == "from" || f.at(s.headEnd).low == "by" || f.at(s.headEnd).low == "of" {
			if t := f.phraseBefore(s.last-1, s.headEnd+1); t.ok() {
				t.implied = true
				return t
			}
		}
		if f.issued(s.first, un) {
			return f.sharedSource(s.first, un)
		}
		return s
	}
	// "issued a statement on Sunday condemning": time between.
	if f.lex.in("time", f.at(e).low) && f.issued(e, un) {
		return f.sharedSource(e, un)
	}
	return source{}
}

// issued says whether a verb of issuing stands shortly before word i.
func (f *finder) issued(i int, un unit) bool {
	for j := i; j >= un.first && i-j < 10; j-- {
		if f.at(j).quote < 0 && f.lex.in("issue", f.at(j).low) {
			return true
		}
	}
	return false
}

// takesPrep says whether p is one of the prepositions after which c's content
// begins.
func (c cue) takesPrep(p string) bool { return slices.Contains(c.preps, p) }
