package refer

import (
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// A pronounAt is a pronoun as it stands in its sentence.
type pronounAt struct {
	stand
	form
	token  int
	class  uint32 // he or she, they, it
	use    uint32 // class with subject, object, possessive, reflexive
	clause model.Rel
	before uint32 // the word before it, where it is a conjunction
}

func (s *search) pronounAt(i int, f form) pronounAt {
	p := pronounAt{stand: stand{first: i, last: i + 1, head: i}, form: f, token: i}
	s.r.place(&p.stand)
	switch {
	case f.thing:
		p.class = 2
	case f.plural:
		p.class = 1
	}
	switch {
	case f.possessive:
		p.use = 2
	case f.reflexive:
		p.use = 3
	case !isSubjectRel(p.role):
		p.use = 1
	}
	p.use |= p.class << 2
	v := p.verb
	for range 6 {
		if v < 0 {
			break
		}
		if rel := s.r.tokens[v].Rel; clausal[rel] || rel == relConj {
			p.clause = rel
			break
		}
		v = s.r.up(v)
	}
	p.before = wordNumber(s.r.word(i - 1))
	return p
}

// wordNumber tells the words apart that may stand before a pronoun and say how
// its clause hangs on the one before.
func wordNumber(w string) uint32 {
	switch strings.ToLower(w) {
	case "that":
		return 1
	case "because":
		return 2
	case "when", "while", "as":
		return 3
	case "after", "before", "until", "since":
		return 4
	case "and":
		return 5
	case "but":
		return 6
	case "if", "whether":
		return 7
	case ",":
		return 8
	case "where", "which", "who":
		return 9
	case "``", "“", "\"":
		return 10
	case "to", "of", "for", "with", "by", "from", "in", "on":
		return 11
	case ".", "":
		return 12
	}
	return 0
}

// few makes a number small: exact to 3, then by steps.
func few(n int) uint32 {
	switch {
	case n <= 3:
		return uint32(max(n, 0))
	case n <= 5:
		return 4
	case n <= 8:
		return 5
	case n <= 15:
		return 6
	}
	return 7
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// add notes a feature of the option at hand.
func (s *search) add(template uint32, values ...uint32) {
	s.keys = append(s.keys, hash(template, values...))
}

// pair notes the features of a pronoun and one of what it may stand for, the
// k-th that agrees with it, nearest first.
func (s *search) pair(p pronounAt, n *stand, k int, isAfter bool) {
	r, e := s.r, n.entity
	apart := uint32(r.sentencesBetween(min(n.first, p.token), max(n.first, p.token)))
	if isAfter {
		apart = 6
	}
	role, use := uint32(n.role), p.use
	kind := s.kindOf(n)
	nearer := few(s.nearer(k))
	known := s.genderState(p, n)

	s.add(1, p.class)
	s.add(2, use, apart)
	s.add(3, use, apart, role)
	s.add(4, use, role, n.depth)
	s.add(5, use, nearer, bit(isAfter))
	s.add(6, use, nearer, apart)
	s.add(7, use, kind, apart)
	s.add(8, p.class, known)
	s.add(9, p.class, known, apart)
	s.add(10, use, apart, uint32(n.rel), n.depth)
	s.add(11, p.class, apart, role, n.depth, uint32(p.role), p.depth)
	s.add(13, use, bit(s.quoted[p.token]), bit(s.quoted[n.first]), apart, bit(n.isSpeaker))
	s.add(14, use, bit(n.opens), apart)
	s.add(15, use, bit(n.opens), apart, role)
	s.add(16, use, bit(n.isSpeaker), bit(p.isSpeaker), apart)
	s.add(17, p.before, use, apart, role)
	s.add(18, uint32(p.clause), use, apart, role)
	s.add(19, p.class, few(k), few(len(s.fits)))
	subjects, alike := s.nearerAlike(p, k)
	s.add(21, use, bit(isSubjectRel(n.role)), few(subjects), apart)
	s.add(22, use, bit(n.role == p.role), few(alike), apart)
	s.add(24, use, role, n.verbClass, bit(apart > 0))
	s.add(25, use, role, p.verbClass, bit(apart > 0))
	s.add(26, use, bit(n.verbClass == p.verbClass), role, bit(apart > 0))
	s.add(27, use, s.owner(p, n), apart)
	s.add(20, use, bit(n.hasTitle), bit(n.isFull), apart)
	if e != nil {
		s.ofEntity(p, n, apart)
	} else {
		s.add(30, use, apart, role)
	}
	if apart == 0 || isAfter {
		s.withinSentence(p, n, isAfter)
	}
}

// ofEntity notes the features of an entity that a pronoun may stand for.
func (s *search) ofEntity(p pronounAt, n *stand, apart uint32) {
	e := n.entity
	count := few(e.met)
	isBarred := false
	for _, b := range s.barred {
		isBarred = isBarred || b == e
	}
	if e.Type != model.Person {
		s.add(49, p.class, placeWord(s.r.word(n.first-1)), typeNumber(e.Type))
		s.add(50, p.class, placeWord(s.r.word(n.first-1)), uint32(n.role))
	}
	s.add(40, p.class, typeNumber(e.Type), bit(e.maybePerson))
	s.add(41, p.class, count)
	s.add(42, p.class, count, apart)
	s.add(43, p.class, few(e.rank), apart)
	s.add(44, p.use, bit(isBarred))
	s.add(45, p.use, bit(isBarred), apart, bit(n.kind == model.MentionPronoun))
	s.add(46, p.class, bit(s.isLatest(n)), apart)
	s.add(47, p.use, few(s.inSentence(e, 0, p.token)), few(s.inSentence(e, 1, p.token)))
	s.add(48, p.class, bit(e.Type == model.Person), bit(n.isFull), count)
}

// withinSentence notes how two of one sentence hang together.
func (s *search) withinSentence(p pronounAt, n *stand, isAfter bool) {
	up, down := s.pathTo(n.head, p.token)
	s.add(60, p.use, bit(isAfter), up, down)
	s.add(61, p.use, bit(isAfter), up)
	s.add(62, p.use, bit(isAfter), down, uint32(n.role))
	s.add(63, p.use, bit(isAfter), bit(s.governs(n.verb, p.token)), uint32(n.role), bit(n.verb == p.verb))
	s.add(64, p.use, bit(isAfter), few((p.token-n.first)/2), uint32(n.role))
}

// governs says whether token v stands above token i in the tree.
func (s *search) governs(v, i int) bool {
	if v < 0 {
		return false
	}
	for range 16 {
		i = s.r.up(i)
		if i < 0 || i == v {
			break
		}
	}
	return i == v
}

// pathTo is the way in the tree from token a up to what governs both, and
// down to token b, each as a number; only the first steps of long ways count.
func (s *search) pathTo(a, b int) (up, down uint32) {
	r := s.r
	s.path = s.path[:0]
	for i, n := b, 0; i >= 0 && n < 16; i, n = r.up(i), n+1 {
		s.path = append(s.path, i)
	}
	meet := -1
	up = 1
	steps := 0
	for i, n := a, 0; i >= 0 && n < 16; i, n = r.up(i), n+1 {
		for k, t := range s.path {
			if t == i {
				meet = k
				break
			}
		}
		if meet >= 0 {
			break
		}
		if steps++; steps <= 4 {
			up = up*61 + uint32(r.tokens[i].Rel)
		}
	}
	down = 1
	for k := 0; k < min(meet, 4); k++ {
		down = down*61 + uint32(r.tokens[s.path[k]].Rel)
	}
	if meet < 0 {
		return 0, 0
	}
	if meet > 4 {
		down *= 7
	}
	return up, down
}

// kindOf is the kind of a mention as a number.
func (s *search) kindOf(n *stand) uint32 {
	switch {
	case n.kind == model.MentionPronoun && n.entity == nil:
		return 6
	case n.kind == model.MentionPronoun:
		return 5
	case n.entity == nil:
		return 4
	case n.kind == model.MentionTitle:
		return 3
	case n.kind == model.MentionDescriptor:
		return 2
	case n.isFull:
		return 1
	}
	return 0
}

func typeNumber(t model.EntityType) uint32 {
	switch t {
	case model.Person:
		return 0
	case model.Organisation:
		return 1
	case model.Place:
		return 2
	case model.Country:
		return 3
	case model.Group:
		return 4
	}
	return 5
}

// genderState says how a mention's gender goes with the pronoun's.
func (s *search) genderState(p pronounAt, n *stand) uint32 {
	g, weak := n.gender, false
	if n.entity != nil {
		g, weak = n.entity.Gender, n.entity.weakGender
	}
	switch {
	case p.form.gender == "" || g == "":
		return 0
	case g == p.form.gender && weak:
		return 1
	case g == p.form.gender:
		return 2
	case weak:
		return 3
	}
	return 4
}

// nearer is how many other entities stand between the k-th that agrees and
// the pronoun.
func (s *search) nearer(k int) int {
	n := 0
	for i := 0; i < k; i++ {
		e := s.fits[i].entity
		if e == nil || e == s.fits[k].entity {
			n += int(bit(e == nil))
			continue
		}
		isNew := true
		for j := 0; j < i && isNew; j++ {
			isNew = s.fits[j].entity != e
		}
		n += int(bit(isNew))
	}
	return n
}

// isLatest says whether no later mention of n's entity agrees.
func (s *search) isLatest(n *stand) bool {
	for _, m := range s.fits {
		if m.entity == n.entity {
			return m == n
		}
	}
	return false
}

// inSentence is how many of what agrees are mentions of e so many sentences
// before token i.
func (s *search) inSentence(e *entity, back, i int) int {
	n := 0
	for _, m := range s.fits {
		if m.entity == e && s.r.sentencesBetween(min(m.first, i), max(m.first, i)) == back {
			n++
		}
	}
	return n
}

// nobody notes the features of a pronoun that stands for nobody known.
func (s *search) nobody(p pronounAt) {
	r := s.r
	known, near := 0, 0
	for _, n := range s.fits {
		if s.genderState(p, n) == 2 {
			known++
		}
		if r.sentencesBetween(min(n.first, p.token), max(n.first, p.token)) <= 1 {
			near++
		}
	}
	s.add(80, p.class)
	s.add(81, p.use)
	s.add(82, p.class, few(len(s.fits)))
	s.add(83, p.class, few(near))
	s.add(84, p.class, few(known))
	s.add(85, p.use, uint32(p.role), uint32(p.clause))
	s.add(86, p.use, bit(s.quoted[p.token]))
	if p.class == 2 {
		verb := p.verb
		s.add(87, p.use, bit(r.tokens[p.token].Rel == relExpl))
		s.add(88, p.use, bit(p.isSpeaker))
		if verb >= 0 {
			s.add(89, p.use, uint32(r.tokens[verb].Tag), uint32(p.role))
		}
		if p.token+1 < len(r.tokens) {
			s.add(90, p.use, uint32(r.tokens[p.token+1].Tag))
		}
	}
}

// nearerAlike are how many subjects, and how many with the pronoun's own
// role, stand between the k-th that agrees and the pronoun.
func (s *search) nearerAlike(p pronounAt, k int) (subjects, alike int) {
	for _, m := range s.fits[:k] {
		if m.entity != nil && m.entity == s.fits[k].entity {
			continue
		}
		subjects += int(bit(isSubjectRel(m.role)))
		alike += int(bit(m.role == p.role))
	}
	return subjects, alike
}

// owner says whether a mention is the owner of somebody who may be meant
// instead: 1 for one of the pronoun's gender, 2 for the other's, 3 for a thing.
func (s *search) owner(p pronounAt, n *stand) uint32 {
	h := s.r.up(n.head)
	if n.rel != relPoss || h < 0 {
		return 0
	}
	if o, ok := en.OfficeOf(s.r.word(h)); ok {
		if clash(o.Gender, p.form.gender) {
			return 2
		}
		return 1
	}
	if s.r.isPersonName(h) {
		return 1
	}
	return 3
}

// placeWord tells the words apart that stand before the names of places.
func placeWord(w string) uint32 {
	switch strings.ToLower(w) {
	case "in", "at", "near", "from":
		return 1
	case "of", "to", "by", "for", "with":
		return 2
	case ",":
		return 3
	}
	return 0
}
