package parse

// An oracle knows the right tree and tells what each step would lose of it
// (Goldberg and Nivre 2012).
type oracle struct {
	heads []int32 // the root is node n
	rels  []uint64
}

// costs are the numbers of right arcs that can no longer be made after each
// step, by the step's first number; steps not allowed cost infinitely much.
type costs struct{ shift, reduce, left, right int }

const infinite = 1 << 20

func (o *oracle) costs(st *state) costs {
	c := costs{infinite, infinite, infinite, infinite}
	s, b := st.top(), st.next
	if st.allowed(shift) {
		c.shift = o.stackLoss(st, b)
	}
	if st.allowed(reduce) {
		c.reduce = o.bufferDependents(st, s, b)
	}
	if st.allowed(left) {
		c.left = o.bufferDependents(st, s, b)
		if o.heads[s] > b {
			c.left++
		}
	}
	if st.allowed(right) {
		c.right = o.stackLoss(st, b)
		switch h := o.heads[b]; {
		case h == s: // stackLoss counts the arc that this step makes
			c.right--
		case h > b:
			c.right++
		}
	}
	return c
}

// stackLoss counts the right arcs between word b and the stack.
func (o *oracle) stackLoss(st *state, b int32) int {
	n := 0
	for _, k := range st.stack {
		if o.heads[b] == k || o.heads[k] == b && st.nodes[k].head == none {
			n++
		}
	}
	return n
}

// bufferDependents counts the words from b on whose head is s.
func (o *oracle) bufferDependents(st *state, s, b int32) int {
	n := 0
	for k := b; k < st.root(); k++ {
		if o.heads[k] == s {
			n++
		}
	}
	return n
}

// right tells which steps lose least: the predicate for bestOf.
func (o *oracle) right(st *state) func(step int) bool {
	c := o.costs(st)
	least := min(c.shift, c.reduce, c.left, c.right)
	s, b := st.top(), st.next
	return func(step int) bool {
		switch {
		case step == shift:
			return c.shift == least
		case step == reduce:
			return c.reduce == least
		case step < right:
			return c.left == least && (o.heads[s] != b || o.rels[s] == uint64(step-left))
		}
		return c.right == least && (o.heads[b] != s || o.rels[b] == uint64(step-right))
	}
}
