package roles

import (
	"math"

	"synoptic/internal/language/perceptron"
)

// logOdds is a probability in steps of two thirds on the logit scale.
func logOdds(p float32) uint64 {
	x := float64(min(max(p, 0.001), 0.999))
	return uint64(math.Round(math.Log(x/(1-x))*1.5) + 20)
}

// nothingKeys are the features of there being nothing: no content after (or
// before) cue c, or no source. Base keeps the features of different questions
// apart.
func (v *view) nothingKeys(k []uint64, c Run, after bool, base uint64) []uint64 {
	key := perceptron.Key
	h, a := v.at(v.headOf(c)), bit(after)
	p, n, nn := v.at(c.First-1), v.at(c.Last), v.at(c.Last+1)
	return append(k, key(200+base, a, 0), key(201+base, a, h.Form), key(202+base, a, h.fine), key(203+base, a, h.tag),
		key(204+base, a<<8|n.tag, h.Form), key(205+base, a<<8|n.tag, p.tag), key(206+base, a<<8|n.quote, p.quote),
		key(207+base, a<<16|n.tag<<8|nn.tag, h.tag), key(208+base, a<<8|p.tag, h.Form), key(209+base, a, n.Form), key(210+base, a, p.Form))
}

// weighed is what the field thinks of a run in a role.
type weighed struct{ least, mean, begins, before, after float32 }

func (v *view) weigh(r Run, role int) weighed {
	w := weighed{least: 1, begins: v.priors[r.First].begins[role]}
	sum := float32(0)
	for _, p := range v.priors[r.First:r.Last] {
		w.least = min(w.least, p.role[role])
		sum += p.role[role]
	}
	w.mean = sum / float32(r.Last-r.First)
	if r.First > 0 {
		w.before = v.priors[r.First-1].role[role]
	}
	if r.Last < len(v.priors) {
		w.after = v.priors[r.Last].role[role] - v.priors[r.Last].begins[role]
	}
	return w
}

// gap is how many tokens and how many other possible cues stand between a cue
// and a run.
func (v *view) gap(c, r Run) (tokens int, cues uint64) {
	lo, hi := c.Last, r.First
	if r.Last <= c.First {
		lo, hi = r.Last, c.First
	}
	return hi - lo, v.cuesIn(lo, hi)
}

// cuesIn counts the possible cues that begin in [lo,hi), up to 7.
func (v *view) cuesIn(lo, hi int) (n uint64) {
	for i := v.cueAt(lo); i < len(v.cues) && v.cues[i].First < hi && n < 7; i++ {
		n++
	}
	return n
}

// cueAt is the first of v.cues that begins at token i or later.
func (v *view) cueAt(i int) int {
	lo, hi := 0, len(v.cues)
	for lo < hi {
		m := (lo + hi) / 2
		if v.cues[m].First >= i {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}

// where says how a run lies to its cue and the cue's sentence.
func where(c, s, r Run) (start, end uint64) {
	switch {
	case r.First == c.Last:
		start = 1
	case r.First == s.First:
		start = 2
	case r.First < s.First:
		start = 3
	case r.First >= s.Last:
		start = 4
	}
	switch {
	case r.Last == c.First:
		end = 1
	case r.Last == s.Last:
		end = 2
	case r.Last == s.Last-1:
		end = 3
	case r.Last > s.Last:
		end = 4
	case r.Last <= s.First:
		end = 5
	}
	return start, end
}

// governed says how a run and the head of a cue hang together: the relation of
// the first word of the run that hangs on the cue and whether it fills the
// run, or that the cue hangs on a word of the run.
func (v *view) governed(head int, r Run) uint64 {
	edges := func(x *word) uint64 { return bit(x.left == r.First)<<1 | bit(x.right == r.Last-1 || x.right == r.Last) }
	found := uint64(0)
	for _, k := range v.kids[v.words[head].kids.First:v.words[head].kids.Last] {
		if x := &v.words[k]; int(k) >= r.First && int(k) < r.Last {
			found = x.rel<<4 | edges(x)
			if x.left == r.First {
				return found
			}
		}
	}
	if found != 0 {
		return found
	}
	for j, n := head, 0; j >= 0 && n < depth; j, n = v.words[j].head, n+1 {
		if j >= r.First && j < r.Last {
			return 1<<14 | v.words[head].rel<<4 | edges(&v.words[j])
		}
	}
	return 0
}

// contentKeys are the features of run r being the content of cue c.
func (v *view) contentKeys(k []uint64, c, r Run) []uint64 {
	key := perceptron.Key
	head := v.headOf(c)
	h := v.at(head)
	s := v.sentences[v.words[c.First].sentence]
	a, b, before, next := v.at(r.First), v.at(r.Last-1), v.at(r.First-1), v.at(r.Last)
	side := bit(r.First >= c.Last)
	w := v.weigh(r, roleContent)
	distance, between := v.gap(c, r)
	start, end := where(c, Run{s.First, s.Last}, r)
	tree := v.governed(head, r)
	labels := bit(int(v.priors[r.First].label) == begin(roleContent))<<2 | bit(roleOf(int(v.priors[r.Last-1].label)) == roleContent) |
		bit(r.Last == len(v.priors) || int(v.priors[min(r.Last, len(v.priors)-1)].label) != inside(roleContent))<<1
	return append(k,
		key(230, side, logOdds(w.least)), key(231, side, logOdds(w.mean)), key(232, side, logOdds(w.begins)),
		key(233, side, logOdds(w.before)), key(234, side, logOdds(w.after)),
		key(235, side<<8|size(distance), between), key(236, side<<8|size(distance), h.Form),
		key(237, side<<8|start<<4|end, h.tag), key(238, side<<8|start<<4|end, h.Form), key(239, side<<8|start, a.Form),
		key(240, side<<8|start, a.tag<<8|before.tag), key(241, side<<8|end, b.tag<<8|next.tag), key(242, side<<8|end, next.Form),
		key(243, side<<8|start, before.Form), key(244, side<<16|a.quote<<8|b.quote, before.quote<<8|next.quote),
		key(245, side<<16|a.quote<<8|b.quote, start<<4|end), key(246, side, tree), key(247, tree, h.Form), key(248, tree, h.fine),
		key(249, tree, start<<4|end), key(250, size((r.Last-r.First)/3), side), key(251, v.cuesIn(r.First, r.Last), side),
		key(252, a.Form, h.Form), key(253, a.tag, h.Form), key(254, before.tag<<8|a.tag, h.tag), key(255, next.tag<<8|b.tag, next.Form),
		key(256, side<<8|start, h.Form), key(257, next.Form, next.tag<<8|v.at(r.Last+1).tag), key(258, v.at(r.Last+1).Form, next.tag),
		key(259, b.Form, 0), key(260, before.Form, a.tag), key(261, uint64(b.sentence-a.sentence), side),
		key(262, side<<8|start, a.quote<<8|before.quote), key(263, side<<8|end, b.quote<<8|next.quote),
		key(264, bit(a.sentence == v.words[c.First].sentence), side), key(265, h.fine, start<<4|end), key(266, labels, side),
		key(267, before.tag<<16|a.tag<<8|v.at(r.First+1).tag, side), key(268, v.at(r.Last-2).tag<<16|b.tag<<8|next.tag, v.at(r.Last+1).tag),
	)
}

// related says how the heads of a source and of its cue hang together.
func (v *view) related(core, head int) uint64 {
	c, h := v.at(core), v.at(head)
	switch {
	case c.head == head:
		return 1<<8 | c.rel
	case c.head >= 0 && c.head == h.head:
		return 2<<8 | c.rel
	case h.head == core:
		return 3<<8 | h.rel
	case c.head >= 0 && v.words[c.head].head == head:
		return 4<<8 | c.rel
	case h.head >= 0 && v.words[h.head].head == core:
		return 5<<8 | h.rel
	}
	return 0
}

// sourcesBetween counts the sources that the field sees between a cue and a
// run, up to 3.
func (v *view) sourcesBetween(c, r Run) (n uint64) {
	for i := min(r.Last, c.Last); i < max(r.First, c.First) && n < 3; i++ {
		n += bit(int(v.priors[i].label) == begin(roleSource))
	}
	return n
}

// sourceKeys are the features of run r being the source of cue c.
func (v *view) sourceKeys(k []uint64, c, r Run) []uint64 {
	key := perceptron.Key
	head, core := v.headOf(c), v.headOf(r)
	h, x := v.at(head), v.at(core)
	a, b, before, next := v.at(r.First), v.at(r.Last-1), v.at(r.First-1), v.at(r.Last)
	side := bit(r.First >= c.Last)
	w := v.weigh(r, roleSource)
	distance, between := v.gap(c, r)
	tree := v.related(core, head)
	edges := bit(x.left == r.First)<<1 | bit(x.right == r.Last-1)
	labels := bit(int(v.priors[r.First].label) == begin(roleSource))<<2 | bit(roleOf(int(v.priors[r.Last-1].label)) == roleSource)<<1 |
		bit(r.Last == len(v.priors) || int(v.priors[min(r.Last, len(v.priors)-1)].label) != inside(roleSource))
	return append(k,
		key(330, side, logOdds(w.least)), key(331, side, logOdds(w.begins)), key(332, side, logOdds(w.before)), key(333, side, logOdds(w.after)),
		key(334, side<<8|size(distance), between<<4|v.sourcesBetween(c, r)), key(335, side<<8|size(distance), h.Form), key(336, tree, edges),
		key(337, tree, h.Form), key(338, tree<<8|edges, x.tag), key(339, tree, side), key(340, x.tag, h.Form), key(341, x.Form, 0),
		key(342, a.Form, side), key(343, next.Form, side), key(344, before.Form, side), key(345, a.tag<<8|before.tag, side),
		key(346, b.tag<<8|next.tag, side), key(347, size(r.Last-r.First), x.tag), key(348, uint64(a.sentence-v.words[c.First].sentence+8), side),
		key(349, a.quote<<8|h.quote, side), key(350, labels, side), key(351, labels, tree), key(352, next.tag<<8|v.at(r.Last+1).tag, b.tag),
		key(353, x.coarse, h.coarse), key(354, before.tag<<8|h.tag, side<<8|size(distance)), key(355, edges, size(r.Last-r.First)),
	)
}

// verdictKeys are the features of c being a cue, given how sure it is that
// something is said before and after it, and of its best source.
func (v *view) verdictKeys(k []uint64, c Run, before, after, source float64) []uint64 {
	key := perceptron.Key
	h := v.at(v.headOf(c))
	p, n := v.at(c.First-1), v.at(c.Last)
	w := v.weigh(c, roleCue)
	top := float32(0)
	for _, x := range v.priors[c.First:c.Last] {
		top = max(top, x.role[roleCue])
	}
	cue, lb, la, ls := logOdds(top), logOdds(float32(before)), logOdds(float32(after)), logOdds(float32(source))
	best, length := max(lb, la), uint64(c.Last-c.First)
	return append(k,
		key(400, cue, 0), key(401, logOdds(w.mean), 0), key(402, best, 0), key(403, lb, la), key(404, ls, 0), key(405, cue, best),
		key(406, cue, ls), key(407, best, ls), key(408, cue<<16|best<<8|ls, 0), key(409, h.Form, 0), key(410, h.Form, h.tag),
		key(411, h.fine, h.tag), key(412, h.Form, best/3), key(413, h.tag, best/2), key(414, n.Form, h.tag), key(415, p.Form, h.tag),
		key(416, h.rel, h.tag), key(417, length, h.tag), key(418, h.quote, p.quote), key(419, v.at(c.First).Form, length),
		key(420, v.at(c.Last-1).Form, length), key(421, n.tag<<8|p.tag, h.tag), key(422, bit(int(v.priors[c.First].label) == begin(roleCue)), length),
		key(423, logOdds(w.begins), 0), key(424, h.Form, ls/3), key(425, n.quote<<8|p.quote, best/2),
	)
}
