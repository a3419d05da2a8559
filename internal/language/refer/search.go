package refer

import (
	"math"
	"slices"
	"strings"

	"synoptic/internal/language/cluster"
	"synoptic/internal/language/en"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// What is looked at for an antecedent: enough for any text, and a bound that
// keeps the time linear in its length.
const (
	farthest = 4  // sentences back
	recent   = 32 // mentions back, and as many nouns
	ahead    = 6  // mentions after the pronoun, in its own sentence
)

// A stand is a mention, or a noun that may be one, as it stands in its
// sentence.
type stand struct {
	entity    *entity // nil for one that stands for nobody known
	kind      model.MentionKind
	first     int // token
	last      int
	head      int // token
	verb      int // token that governs it, past names and conjunctions; -1 for none
	role      model.Rel
	rel       model.Rel // of the head itself
	depth     uint32    // clauses above its own
	gender    model.Gender
	plural    bool
	thing     bool // a common noun that means no person
	isFull    bool // a name of several words
	hasTitle  bool
	opens     bool // first person or body in its sentence
	isSpeaker bool
	verbClass uint32 // of the verb, as package cluster has it
}

// An option is what a pronoun may stand for: a mention, and the features of
// the pair. The first option of a search is that it stands for nobody known.
type option struct {
	entity *entity
	stand  *stand
	from   int // its features are keys[from:to]
	to     int
	score  float64
}

// A search looks for antecedents, from left to right. What it holds is used
// anew for each pronoun.
type search struct {
	r      *resolver
	quoted []bool
	window []stand // persons and bodies before the pronoun
	things []stand // other nouns before it
	after  []stand // after it, in its sentence
	next   int     // the next mention to enter
	given  []mention
	noun   int // the next token to look for nouns in
	found  []option
	keys   []uint32
	people int // persons met so far
	fits   []*stand
	barred []*entity
	path   []int
}

func (r *resolver) newSearch() *search {
	s := &search{r: r, quoted: r.quoted(), given: slices.Clone(r.mentions)}
	r.countTold(s.quoted)
	return s
}

// enter brings the mentions and nouns before token i into the window, and
// those after it in its sentence into after.
func (s *search) enter(i, given int) {
	for ; s.noun < i; s.noun++ {
		for s.next < given && s.given[s.next].first < s.noun {
			s.next++ // one inside another, entered with it
		}
		at := s.next
		for s.next < given && s.given[s.next].first == s.noun {
			m := &s.given[s.next]
			if m.Kind != model.MentionDemonym && (m.entity != nil || s.next == at) {
				s.push(s.r.standOf(m))
			}
			s.next++
		}
		if s.next == at {
			if n, ok := s.r.nounAt(s.noun); ok {
				s.push(n)
			}
		}
	}
}

// push adds a stand to the window, which holds the recent ones.
func (s *search) push(n stand) {
	if n.thing {
		s.things = append(kept(s.things), n)
		return
	}
	n.opens = len(s.window) == 0 || s.r.sentence[s.window[len(s.window)-1].first] != s.r.sentence[n.first]
	s.window = append(kept(s.window), n)
	if e := n.entity; e != nil {
		e.met++
		if e.met == 1 && e.Type == model.Person {
			s.people++
			e.rank = s.people
		}
	}
}

// kept are the recent ones of stands, in the same memory.
func kept(stands []stand) []stand {
	if len(stands) < 4*recent {
		return stands
	}
	return append(stands[:0], stands[len(stands)-recent:]...)
}

func (s *search) enterPronoun(m *mention, f form) {
	n := s.r.standOf(m)
	n.gender, n.plural = f.gender, f.plural
	s.push(n)
}

// standOf is how a mention stands in its sentence.
func (r *resolver) standOf(m *mention) stand {
	n := stand{entity: m.entity, kind: m.Kind, first: m.first, last: m.last, head: r.head(m.first, m.last)}
	n.isFull = m.Kind == model.MentionName && m.last-m.first > 1
	n.hasTitle = m.Title.Len() > 0
	if m.entity != nil {
		n.gender, n.plural = m.entity.Gender, m.entity.Plural
	} else if o, ok := en.OfficeOf(r.word(m.last - 1)); ok {
		n.gender = o.Gender
	}
	r.place(&n)
	return n
}

// nounAt is the noun at token i that means a person without a name ("his
// mother", "a doctor"), or a thing or people who do or suffer something.
func (r *resolver) nounAt(i int) (stand, bool) {
	t := r.tokens[i]
	if t.Tag != tagNN && t.Tag != tagNNS || r.inName[i] > 0 || r.inTitle[i] || r.isCompound(i) {
		return stand{}, false
	}
	n := stand{kind: model.MentionDescriptor, first: i, last: i + 1, head: i, plural: t.Tag == tagNNS}
	o, ok := en.OfficeOf(r.word(i))
	n.gender, n.thing = o.Gender, !ok || o.Kind == en.Honorific
	if n.thing && !isSubjectRel(t.Rel) && t.Rel != relObj && t.Rel != relObl && t.Rel != relPoss {
		return stand{}, false
	}
	r.place(&n)
	return n, true
}

var (
	tagNN      = model.TagOf("NN")
	tagNNP     = model.TagOf("NNP")
	tagNNS     = model.TagOf("NNS")
	relObj     = model.RelOf("obj")
	relObl     = model.RelOf("obl")
	relAppos   = model.RelOf("appos")
	relFlat    = model.RelOf("flat")
	relComp    = model.RelOf("compound")
	relDesc    = model.RelOf("nmod:desc")
	relConj    = model.RelOf("conj")
	relSubject = model.RelOf("nsubj")
	relPassive = model.RelOf("nsubj:pass")
	relOuter   = model.RelOf("nsubj:outer")
	relPoss    = model.RelOf("nmod:poss")
	relExpl    = model.RelOf("expl")
	clausal    = func() (out [256]bool) {
		for _, s := range []string{"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "xcomp", "parataxis", "root"} {
			out[model.RelOf(s)] = true
		}
		return out
	}()
)

// up is the token that governs token i, -1 for none.
func (r *resolver) up(i int) int {
	if h := int(r.tokens[i].Head); h >= 0 && h < len(r.tokens) && h != i {
		return h
	}
	return -1
}

// place fills in role, verb and depth of a stand whose head is known.
func (r *resolver) place(n *stand) {
	h := n.head
	n.rel = r.tokens[h].Rel
	for range 4 { // up to the head of the whole phrase
		rel := r.tokens[h].Rel
		if rel != relAppos && rel != relFlat && rel != relComp && rel != relDesc && rel != relConj || r.up(h) < 0 {
			break
		}
		h = r.up(h)
	}
	n.role = r.tokens[h].Rel
	if n.role == relOuter {
		n.role = relSubject
	}
	n.verb = r.up(h)
	n.depth = r.depth(h)
	if n.verb >= 0 {
		_, class := cluster.English().Of(perceptron.Describe(r.word(n.verb)))
		n.verbClass = uint32(class)
	}
	n.isSpeaker = isSubjectRel(n.role) && n.verb >= 0 && r.isSaying(n.verb) ||
		r.word(n.first-1) == "to" && strings.EqualFold(r.word(n.first-2), "according")
}

// depth is how many clauses stand above token i's, at most 3.
func (r *resolver) depth(i int) uint32 {
	n := uint32(0)
	for range 16 {
		h := r.up(i)
		if h < 0 || n == 3 {
			break
		}
		if rel := r.tokens[i].Rel; clausal[rel] {
			n++
		}
		i = h
	}
	return n
}

func isSubjectRel(r model.Rel) bool { return r == relSubject || r == relPassive || r == relOuter }

// agrees says whether a stand can be what a pronoun at token i stands for.
func (s *search) agrees(n *stand, f form, i int) bool {
	e := n.entity
	if f.gender != "" {
		if e == nil || n.kind == model.MentionPronoun {
			return !n.plural && !n.thing && !clash(n.gender, f.gender) && (n.gender != "" || n.kind != model.MentionPronoun)
		}
		switch e.Type {
		case model.Person:
			return !clash(e.Gender, f.gender) || e.weakGender
		case model.Organisation, model.Place, model.Unknown:
			return e.maybePerson
		}
		return false
	}
	if s.r.sentence[i]-s.r.sentence[n.first] > 2 {
		return false
	}
	switch {
	case e == nil:
		return n.plural == f.plural && (n.thing || f.plural) && n.kind != model.MentionPronoun
	case e.Type == model.Person:
		return false
	case f.plural:
		return e.Plural || e.Type == model.Organisation || e.Type == model.Country
	}
	return !e.Plural
}

// options gathers what the pronoun at token i may stand for into s.found.
func (s *search) options(i int, f form) {
	s.found, s.keys, s.fits, s.barred = s.found[:0], s.keys[:0], s.fits[:0], s.barred[:0]
	p := s.pronounAt(i, f)
	s.lookBack(s.window, i, f)
	if f.gender == "" {
		s.lookBack(s.things, i, f)
		slices.SortStableFunc(s.fits, func(a, b *stand) int { return b.first - a.first })
	}
	before := len(s.fits)
	if f.gender != "" {
		s.lookAhead(i, f)
	}
	for _, n := range s.fits {
		if n.entity != nil && !f.reflexive && !f.possessive && n.verb >= 0 && n.verb == p.verb && n.rel != relConj && n.kind != model.MentionPronoun {
			s.barred = append(s.barred, n.entity)
		}
	}
	s.found = append(s.found, option{})
	for k, n := range s.fits {
		o := option{entity: n.entity, stand: n, from: len(s.keys)}
		s.pair(p, n, k, k >= before)
		o.to = len(s.keys)
		s.found = append(s.found, o)
	}
	s.found[0].from = len(s.keys)
	s.nobody(p)
	s.found[0].to = len(s.keys)
}

// lookBack adds those of stands that agree with the pronoun, nearest first.
func (s *search) lookBack(stands []stand, i int, f form) {
	for k := len(stands) - 1; k >= max(0, len(stands)-recent); k-- {
		n := &stands[k]
		if s.r.sentencesBetween(n.first, i) > farthest {
			break
		}
		if s.agrees(n, f, i) {
			s.fits = append(s.fits, n)
		}
	}
}

// lookAhead adds the persons named after token i in its sentence.
func (s *search) lookAhead(i int, f form) {
	s.after = s.after[:0]
	for k := s.next; k < min(s.next+recent, len(s.given)) && len(s.after) < ahead && s.r.sameSentence(i, s.given[k].first); k++ {
		m := &s.given[k]
		if m.Kind == model.MentionName && m.entity != nil && m.first > i {
			s.after = append(s.after, s.r.standOf(m))
		}
	}
	for k := range s.after {
		if s.agrees(&s.after[k], f, i) {
			s.fits = append(s.fits, &s.after[k])
		}
	}
}

// best is the likeliest entity among the options found, with its probability:
// the sum of those of its mentions. It is nil where nobody is likelier.
func (s *search) best(by scorer) (*entity, float64) {
	s.score(by)
	var best *entity
	most := 0.0
	for k, o := range s.found {
		if o.entity == nil {
			continue
		}
		sum := 0.0
		for j, p := range s.found {
			if p.entity == o.entity {
				if j < k {
					sum = 0
					break
				}
				sum += p.score
			}
		}
		if sum > most {
			best, most = o.entity, sum
		}
	}
	return best, most
}

// score sets the scores of the options to their probabilities.
func (s *search) score(by scorer) {
	most := math.Inf(-1)
	for k := range s.found {
		o := &s.found[k]
		o.score = 0
		for _, key := range s.keys[o.from:o.to] {
			o.score += by.weight(key)
		}
		most = max(most, o.score)
	}
	sum := 0.0
	for k := range s.found {
		s.found[k].score = math.Exp(s.found[k].score - most)
		sum += s.found[k].score
	}
	for k := range s.found {
		s.found[k].score /= sum
	}
}
