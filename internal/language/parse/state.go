package parse

import (
	"math"

	"synoptic/internal/language/cluster"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// The steps: shift and reduce, then for each relation an arc from the next
// word to the top of the stack, and one the other way round.
const (
	shift     = 0
	reduce    = 1
	left      = 2
	relCount  = 52
	right     = left + relCount
	stepCount = right + relCount
)

var (
	rootRel      = model.RelOf("root")
	parataxisRel = model.RelOf("parataxis")
	punctRel     = model.RelOf("punct")
)

// none stands where there is no word.
const none = int32(-1)

// A node is a word of the sentence with what has been found of it so far.
type node struct {
	form, suffix uint64
	fine, coarse uint64 // its classes
	tag          uint64
	head         int32
	rel          uint64
	left, left2  int32 // its outermost dependents on the left
	right        int32
	right2       int32
	lefts        uint8 // how many it has
	rights       uint8
	leftRels     uint64 // bit set of their relations
	rightRels    uint64
	seen         seen  // before it
	verb         int32 // the next verb after it
}

// seen is how many words of each kind stand before a place.
type seen [5]uint16

// kindOf is the kind of word, or -1: verbs, commas, conjunctions, marks of
// quotation, other marks.
func kindOf(t model.Tag) int {
	switch s := t.String(); s {
	case "VBD", "VBZ", "VBP", "MD", "VB", "VBN", "VBG":
		return 0
	case ",":
		return 1
	case "CC":
		return 2
	case "``", "''":
		return 3
	case ":", ".", "-LRB-", "-RRB-":
		return 4
	}
	return -1
}

var absent = node{tag: 60, verb: none, head: none, left: none, left2: none, right: none, right2: none}

// A state is a sentence partly parsed. Node n, after the n words, is the root.
type state struct {
	nodes  []node
	stack  []int32
	next   int32 // first word not yet on the stack
	keys   []uint64
	scores [stepCount]int32
}

// reset starts on a new sentence.
func (st *state) reset(text string, tokens []model.Token) {
	st.nodes, st.stack, st.next = st.nodes[:0], st.stack[:0], 0
	classes := cluster.English()
	var before seen
	for _, t := range tokens {
		w := perceptron.Describe(t.Span().In(text))
		n := absent
		n.form, n.suffix, n.tag = w.Form, w.Suffix[2], uint64(t.Tag)
		n.fine, n.coarse = classes.Of(w)
		n.seen = before
		if k := kindOf(t.Tag); k >= 0 {
			before[k]++
		}
		st.nodes = append(st.nodes, n)
	}
	root := absent
	root.form, root.tag, root.seen = 1, 61, before
	st.nodes = append(st.nodes, root)
	verb := none
	for i := len(tokens) - 1; i >= 0; i-- {
		st.nodes[i].verb = verb
		if kindOf(tokens[i].Tag) == 0 {
			verb = int32(i)
		}
	}
}

func (st *state) root() int32 { return int32(len(st.nodes) - 1) }

func (st *state) done() bool { return st.next == st.root() && len(st.stack) == 0 }

// top is the word on top of the stack, or none.
func (st *state) top() int32 {
	if len(st.stack) == 0 {
		return none
	}
	return st.stack[len(st.stack)-1]
}

// allowed says whether a step, given as its first number, can be taken.
func (st *state) allowed(step int) bool {
	switch step {
	case shift:
		return st.next < st.root()
	case reduce:
		return len(st.stack) > 0 && st.nodes[st.top()].head != none
	case left:
		return len(st.stack) > 0 && st.nodes[st.top()].head == none
	}
	return len(st.stack) > 0 && st.next < st.root()
}

// score fills scores for the present state.
func (st *state) score(weights perceptron.Scorer) {
	st.features()
	clear(st.scores[:])
	weights.Score(st.scores[:], st.keys)
	st.scores[right], st.scores[right+int(rootRel)] = math.MinInt32, math.MinInt32
}

// only is the one step that can be taken, where there is no choice.
func (st *state) only() (step int, ok bool) {
	switch {
	case len(st.stack) == 0:
		return shift, true
	case st.next < st.root():
		return 0, false
	case st.nodes[st.top()].head != none:
		return reduce, true
	}
	return left + int(rootRel), true
}

// best is the allowed step with the highest score.
func (st *state) best() int {
	best, top := -1, int32(math.MinInt32)
	if st.allowed(shift) {
		best, top = shift, st.scores[shift]
	}
	if sc := st.scores[reduce]; st.allowed(reduce) && (best < 0 || sc > top) {
		best, top = reduce, sc
	}
	first, last := st.arcs()
	for step := first; step < last; step++ {
		if sc := st.scores[step]; sc > top || best < 0 {
			best, top = step, sc
		}
	}
	return best
}

// arcs is the range of arc steps that can be taken. Nothing hangs on the root
// but by its own relation, and nothing else by that.
func (st *state) arcs() (first, last int) {
	switch l, r := st.allowed(left), st.allowed(right); {
	case l && r:
		return left + 2, stepCount
	case l:
		return left + int(rootRel), left + int(rootRel) + 1
	case r:
		return right + 2, stepCount
	}
	return 0, 0
}

// bestOf is the allowed step with the highest score among those that ok
// accepts.
func (st *state) bestOf(ok func(step int) bool) int {
	best := -1
	first, last := st.arcs()
	for step := range stepCount {
		arc := step >= first && step < last && st.scores[step] != math.MinInt32
		if !arc && !(step < left && st.allowed(step)) {
			continue
		}
		if ok(step) && (best < 0 || st.scores[step] > st.scores[best]) {
			best = step
		}
	}
	return best
}

// apply takes a step.
func (st *state) apply(step int) {
	switch {
	case step == shift:
		st.stack = append(st.stack, st.next)
		st.next++
	case step == reduce:
		st.stack = st.stack[:len(st.stack)-1]
	case step < right:
		st.arc(st.next, st.top(), uint64(step-left))
		st.stack = st.stack[:len(st.stack)-1]
	default:
		st.arc(st.top(), st.next, uint64(step-right))
		st.stack = append(st.stack, st.next)
		st.next++
	}
}

// arc makes head the head of dependent.
func (st *state) arc(head, dependent int32, rel uint64) {
	h, d := &st.nodes[head], &st.nodes[dependent]
	d.head, d.rel = head, rel
	if dependent < head {
		h.left2, h.left = h.left, dependent
		h.leftRels |= 1 << rel
		h.lefts = min(h.lefts+1, 7)
	} else {
		h.right2, h.right = h.right, dependent
		h.rightRels |= 1 << rel
		h.rights = min(h.rights+1, 7)
	}
}

// write copies the tree to the tokens, whose first has index offset in the
// text. Of several roots the first stays one.
func (st *state) write(tokens []model.Token, offset int) {
	root := none
	for i := range tokens {
		n := &st.nodes[i]
		switch {
		case n.head != st.root() && n.head != none:
			tokens[i].Head, tokens[i].Rel = n.head+int32(offset), model.Rel(n.rel)
		case root == none:
			root = int32(i)
			tokens[i].Head, tokens[i].Rel = -1, rootRel
		default:
			tokens[i].Head, tokens[i].Rel = root+int32(offset), parataxisRel
			if punctuation(tokens[i].Tag) {
				tokens[i].Rel = punctRel
			}
		}
	}
}

// punctuation says whether a tag is that of a mark.
func punctuation(t model.Tag) bool {
	name := t.String()
	return name != "" && (name[0] < 'A' || name[0] > 'Z') && name != "$" && name != "#" || name == "HYPH" || name == "NFP"
}
