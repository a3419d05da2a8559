package parse

import "synoptic/internal/language/perceptron"

// at is node i, or the absent one.
func (st *state) at(i int32) *node {
	if i < 0 || int(i) >= len(st.nodes) {
		return &absent
	}
	return &st.nodes[i]
}

// distance is the number of words between a and b, in classes.
func distance(a, b int32) uint64 {
	switch d := b - a; {
	case a < 0:
		return 0
	case d < 5:
		return uint64(d)
	case d < 8:
		return 5
	case d < 12:
		return 6
	}
	return 7
}

// features gathers the keys for the present state: those of Zhang and Nivre
// (2011), and the second word of the stack.
func (st *state) features() {
	top := st.top()
	below := none
	if len(st.stack) > 1 {
		below = st.stack[len(st.stack)-2]
	}
	s0, s1 := st.at(top), st.at(below)
	n0, n1, n2 := st.at(st.next), st.at(st.next+1), st.at(st.next+2)
	keys := st.words(st.keys[:0], s0, s1, n0, n1, n2)
	keys = st.relatives(keys, s0, s1, n0)
	keys = st.context(keys, top, s0, s1, n0)
	key := perceptron.Key
	d := distance(top, st.next)
	pair := s0.fine<<8 | n0.fine
	keys = append(keys,
		key(90, s0.fine, n0.tag), key(91, n0.fine, s0.tag), key(92, pair, d), key(93, n1.fine, pair),
		key(94, s1.fine, pair), key(95, s0.coarse<<8|n0.coarse, n1.tag), key(96, s0.form, n0.fine), key(97, s0.fine, n0.form),
		key(98, st.at(n0.left).fine, pair), key(99, st.at(s0.right).fine, pair), key(100, s1.coarse<<8|s0.coarse, n0.coarse),
		key(70, s0.form, d), key(71, s0.tag, d), key(72, n0.form, d), key(73, n0.tag, d),
		key(75, s0.tag<<8|n0.tag, d),
		key(76, s0.form, uint64(s0.rights)), key(77, s0.tag, uint64(s0.rights)),
		key(78, s0.form, uint64(s0.lefts)), key(79, s0.tag, uint64(s0.lefts)),
		key(80, n0.form, uint64(n0.lefts)), key(81, n0.tag, uint64(n0.lefts)),
		key(82, s0.form, s0.rightRels), key(83, s0.tag, s0.rightRels),
		key(84, s0.form, s0.leftRels), key(85, s0.tag, s0.leftRels),
		key(86, n0.form, n0.leftRels), key(87, n0.tag, n0.leftRels),
	)
	st.keys = keys
}

// words adds the words on top of the stack and next in the sentence.
func (st *state) words(keys []uint64, s0, s1, n0, n1, n2 *node) []uint64 {
	key := perceptron.Key
	headed := uint64(0)
	if s0.head != none {
		headed = 1 + s0.rel
	}
	s0wp, n0wp := perceptron.Join(s0.form, s0.tag), perceptron.Join(n0.form, n0.tag)
	tags := s0.tag<<8 | n0.tag
	return append(keys,
		key(1, headed, 0),
		key(2, s0wp, headed), key(3, s0.form, 0), key(4, s0.tag, headed),
		key(5, n0wp, 0), key(6, n0.form, 0), key(7, n0.tag, 0),
		key(8, n1.form, n1.tag), key(9, n1.form, 0), key(10, n1.tag, 0),
		key(11, n2.form, n2.tag), key(12, n2.form, 0), key(13, n2.tag, 0),
		key(14, s0wp, n0wp), key(17, s0wp, n0.tag), key(18, s0.tag, n0wp), key(20, tags, headed),
		key(21, n0.tag<<8|n1.tag, 0), key(22, n0.tag<<16|n1.tag<<8|n2.tag, 0), key(23, tags<<8|n1.tag, headed),
		key(24, s1.form, s1.tag), key(25, s1.tag, headed), key(26, s1.tag<<16|tags, 0),
		key(28, s1.tag<<16|tags, n1.tag), key(30, s0.suffix, tags), key(31, n0.suffix, tags),
		key(32, s0.form, tags<<8|n1.tag), key(33, n0.form, tags<<8|n1.tag), key(34, n1.form, tags), key(35, s1.rel<<8|headed, tags),
		key(36, tags<<16|n1.tag<<8|n2.tag, 0),
	)
}

// relatives adds heads and dependents of both words.
func (st *state) relatives(keys []uint64, s0, s1, n0 *node) []uint64 {
	key := perceptron.Key
	h := st.at(s0.head)
	h2 := st.at(h.head)
	l, l2, r, r2 := st.at(s0.left), st.at(s0.left2), st.at(s0.right), st.at(s0.right2)
	nl, nl2 := st.at(n0.left), st.at(n0.left2)
	tags := s0.tag<<8 | n0.tag
	keys = append(keys,
		key(40, h.tag, tags), key(41, l.tag, tags), key(42, r.tag, tags), key(43, nl.tag, tags),
		key(44, l.tag<<8|l2.tag, s0.tag), key(45, r.tag<<8|r2.tag, s0.tag), key(46, h.tag<<8|h2.tag, s0.tag), key(47, nl.tag<<8|nl2.tag, n0.tag),
		key(48, s0.rel, tags), key(49, r.rel<<8|nl.rel, tags), key(50, l.rel<<8|r.rel, tags),
		key(51, h.form, n0.form), key(52, r.form, n0.form), key(53, nl.form, s0.form), key(54, h.form, s0.form),
		key(55, s1.tag<<8|r.tag, tags),
	)
	for i, m := range [8]*node{h, l, r, nl, h2, l2, r2, nl2} {
		t := uint64(56)
		keys = append(keys, key(t, m.form, uint64(i)), key(t+1, m.tag, uint64(i)), key(t+2, m.rel, uint64(i)))
	}
	return keys
}

// context adds what lies between both words and beyond them.
func (st *state) context(keys []uint64, top int32, s0, s1, n0 *node) []uint64 {
	key, join := perceptron.Key, perceptron.Join
	n1, n2, n3 := st.at(st.next+1), st.at(st.next+2), st.at(st.next+3)
	s2 := &absent
	if n := len(st.stack); n > 2 {
		s2 = st.at(st.stack[n-3])
	}
	nl, h := st.at(n0.left), st.at(s0.head)
	tags := s0.tag<<8 | n0.tag
	between := uint64(0)
	if top != none {
		between = kindsBetween(st.nodes[top+1].seen, n0.seen)
	}
	verb := st.at(n0.verb).tag
	return append(keys,
		key(110, between, tags), key(111, between, s0.form), key(112, between, n0.form), key(113, between, s0.tag<<16|n0.tag<<8|s1.tag),
		key(114, n1.tag<<16|n2.tag<<8|n3.tag, n0.tag), key(115, n3.tag, tags), key(116, s2.tag<<16|s1.tag<<8|s0.tag, n0.tag),
		key(117, verb, tags), key(118, verb, n0.form), key(119, verb<<8|n1.tag, tags),
		key(120, join(s0.form, nl.form), n0.form), key(121, join(tags, nl.form), 0), key(122, s0.fine<<8|n0.fine, nl.form),
		key(123, s1.form, nl.form), key(124, join(s1.tag<<16|tags, nl.form), 0), key(125, join(s1.fine<<8|s0.fine, nl.form), 0),
		key(126, join(h.form, nl.form), s0.tag), key(127, s0.suffix, nl.form), key(128, join(s0.rightRels, nl.form), s0.tag),
		key(129, s1.rightRels, tags), key(130, h.rightRels, tags), key(131, join(s0.rightRels, n0.leftRels), tags),
		key(132, s0.form, n1.form), key(133, s1.form, n0.form),
	)
}

// kindsBetween tells which kinds of word stand between two places, from the
// numbers of words of each kind before them: none, one, more.
func kindsBetween(from, to seen) (mask uint64) {
	for k := range from {
		mask = mask<<2 | uint64(min(to[k]-from[k], 2))
	}
	return mask
}
