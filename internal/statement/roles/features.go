package roles

import (
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// features are the keys of token i for the field. They stand until the next
// call.
func (v *view) features(i int) []uint64 {
	key := perceptron.Key
	ppp, pp, p, w, n, nn, nnn := v.at(i-3), v.at(i-2), v.at(i-1), v.at(i), v.at(i+1), v.at(i+2), v.at(i+3)
	s := v.sentences[w.sentence]
	start, end := bit(i == s.First), bit(i == s.Last-1)
	k := append(v.keys[:0],
		key(1, 0, 0),
		key(2, w.Form, 0), key(3, p.Form, 0), key(4, n.Form, 0), key(5, pp.Form, 0), key(6, nn.Form, 0),
		key(7, p.Form, w.Form), key(8, w.Form, n.Form), key(9, p.Form, n.Form),
		key(10, w.tag, 0), key(11, p.tag, w.tag), key(12, w.tag, n.tag), key(13, p.tag<<8|w.tag, n.tag),
		key(14, pp.tag<<8|p.tag, w.tag), key(15, w.tag<<8|n.tag, nn.tag),
		key(16, w.fine, 0), key(17, p.fine, w.fine), key(18, w.fine, n.fine), key(19, p.fine, 0), key(20, n.fine, 0),
		key(21, w.coarse, p.coarse), key(22, w.coarse, n.coarse), key(23, pp.coarse<<16|p.coarse, w.coarse),
		key(24, w.coarse<<16|n.coarse, nn.coarse),
		key(25, w.Suffix[2], 0), key(26, w.Prefix[3], 0), key(27, w.Shape, 0), key(28, w.Prefix[3], w.tag),
		key(29, w.quote, 0), key(30, w.quote, p.quote), key(31, w.quote<<4|n.quote, w.tag), key(32, w.quote, start<<1|end),
		key(33, w.quote<<8|p.tag, w.tag), key(34, start, w.tag), key(35, end, w.tag), key(36, start, w.Form),
		key(37, ppp.tag<<16|pp.tag<<8|p.tag, w.tag), key(38, w.tag<<16|n.tag<<8|nn.tag, nnn.tag),
		key(39, ppp.Form, 0), key(40, nnn.Form, 0), key(41, pp.Form, p.Form), key(42, n.Form, nn.Form),
		key(43, p.Form, w.tag), key(44, n.Form, w.tag), key(45, pp.quote<<8|nn.quote, w.quote),
	)
	k = v.treeFeatures(k, i)
	v.keys = k
	return k
}

// treeFeatures adds what the tree says of token i: its head, the path to its
// root, the clauses and phrases it stands in and at which edge, and what hangs
// on it.
func (v *view) treeFeatures(k []uint64, i int) []uint64 {
	key := perceptron.Key
	w := v.at(i)
	h, g := v.at(w.head), v.at(v.at(w.head).head)
	k = append(k, key(50, w.rel, w.tag), key(51, w.rel, h.Form), key(52, w.rel<<8|h.tag, w.tag), key(53, w.rel<<1|bit(w.head > i), h.fine),
		key(54, w.rel<<8|h.rel, g.tag), key(55, w.rel<<8|h.rel, g.Form), key(56, h.Form, g.Form), key(57, h.Form, w.Form),
		key(58, w.rel, size(w.head-i)))
	path, steps := uint64(0), 0
	for j := i; j >= 0 && steps < 12; j = v.words[j].head {
		x := &v.words[j]
		if steps < 4 {
			path = path*53 + x.rel
			k = append(k, key(60+uint64(steps), path, 0))
		}
		steps++
		if x.head < 0 || steps > 6 || !argument[x.rel] {
			continue
		}
		hh := v.at(x.head)
		place := x.rel<<4 | bit(x.head > j)<<2 | bit(x.left == i) | bit(x.right == i)<<1
		k = append(k, key(70, place, hh.Form), key(71, place, hh.fine), key(72, place, 0))
	}
	k = append(k, key(66, uint64(steps), 0))
	var kinds uint64
	for _, j := range v.kids[w.kids.First:w.kids.Last] {
		c := &v.words[j]
		if dependent[c.rel] {
			kinds |= 1 << c.rel
			k = append(k, key(80, c.rel, w.Form), key(81, c.rel, c.Form), key(82, c.rel<<1|bit(int(j) > i), w.tag), key(83, c.rel, w.fine))
		}
	}
	return append(k, key(84, kinds, w.tag), key(85, kinds, w.Form), key(86, kinds, w.fine))
}

// argument are the relations of clauses and phrases that may be a source or a
// content, dependent those that show what a word governs.
var (
	argument  = relations("ccomp", "xcomp", "advcl", "parataxis", "acl:relcl", "acl", "csubj", "nsubj", "obj", "obl", "nmod")
	dependent = relations("nsubj", "ccomp", "xcomp", "parataxis", "obj", "mark", "obl", "case", "aux")
	subject   = relations("nsubj", "nsubj:pass", "obl:agent", "nmod:poss")
)

func relations(names ...string) (set [64]bool) {
	for _, n := range names {
		set[model.RelOf(n)] = true
	}
	return set
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// size is a distance in tokens, its sign kept, in nine steps.
func size(n int) uint64 {
	switch {
	case n < 0:
		return 20 + size(-n)
	case n < 5:
		return uint64(n)
	case n < 8:
		return 5
	case n < 12:
		return 6
	case n < 20:
		return 7
	}
	return 8
}
