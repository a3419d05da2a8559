package story

import (
	"cmp"
	"slices"
)

// Repair arranges anew, together, the stories that have articles near each
// other: what a stream has split or merged too early comes right. It joins, as
// long as there are two whose mean score is above the bound, the two groups of
// articles that are closest (average linkage), within parts of bounded size.
func (s *Stream) Repair() {
	for range rounds {
		s.weigh()
		for _, part := range s.parts() {
			s.arrange(part)
		}
		s.regroup()
	}
}

// rounds is how often a repair goes round: what stories there are changes how
// much words weigh, which changes what stories there are.
const rounds = 2

// weigh sets the weights of all terms by the stories found so far.
func (s *Stream) weigh() {
	holding := make(map[uint32]int)
	for _, g := range s.groups {
		held := make(map[uint32]bool)
		for _, i := range g.bases {
			for _, t := range s.docs[i].tallies {
				if !held[t.id] {
					held[t.id] = true
					holding[t.id]++
				}
			}
		}
	}
	s.words.learn(len(s.groups), holding)
	for _, d := range s.docs {
		d.fill(s.words)
	}
}

// parts cuts the bases of all groups into parts that hold whatever is near
// each other. A part that is too large is cut along its weaker edges; members
// of one group stay together only where an edge holds them.
func (s *Stream) parts() [][]int {
	var all []int
	for i, b := range s.standsBy {
		if b == i {
			all = append(all, i)
		}
	}
	var out [][]int
	todo := [][]int{all}
	for bound := edgeScore; len(todo) > 0 && bound <= scoreBound; bound += 0.5 {
		var next [][]int
		for _, part := range s.split(todo, bound) {
			if len(part) <= largestPart {
				out = append(out, part)
			} else {
				next = append(next, part)
			}
		}
		todo = next
	}
	for _, part := range todo { // copies by the hundred that are no near-equals
		for c := range slices.Chunk(part, largestPart) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(x, y []int) int { return cmp.Compare(x[0], y[0]) })
	return out
}

// split cuts each part into what edges of at least that score hold together.
func (s *Stream) split(parts [][]int, bound float64) [][]int {
	root := make([]int, len(s.docs))
	part := make([]int, len(s.docs))
	for k, p := range parts {
		for _, i := range p {
			root[i], part[i] = i, k+1
		}
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, e := range s.edges {
		a, b := s.standsBy[e.a], s.standsBy[e.b]
		if e.score >= bound && part[a] != 0 && part[a] == part[b] {
			x, y := find(a), find(b)
			root[max(x, y)] = min(x, y)
		}
	}
	at := make(map[int]int)
	var out [][]int
	for _, p := range parts {
		for _, i := range p {
			r := find(i)
			k, ok := at[r]
			if !ok {
				k = len(out)
				at[r] = k
				out = append(out, nil)
			}
			out[k] = append(out[k], i)
		}
	}
	return out
}

// arrange groups the docs of one part by average linkage and notes in storyOf,
// below zero, the first doc of the group of each; regroup reads it.
func (s *Stream) arrange(part []int) {
	n := len(part)
	sums := make([]float64, n*n)
	for i := range n {
		for j := i + 1; j < n; j++ {
			x := s.model.score(s.docs[part[i]], s.docs[part[j]])
			sums[i*n+j], sums[j*n+i] = x, x
		}
	}
	for i, into := range linkage(sums, n, s.model.Join, s.model.Contrast) {
		s.storyOf[part[i]] = -1 - part[into]
	}
}

// regroup makes the groups anew from storyOf, in the order of their first doc.
func (s *Stream) regroup() {
	at := make(map[int]int)
	old := s.storyOf
	s.groups, s.storyOf = nil, make([]int, len(s.docs))
	for i := range s.docs {
		key := old[s.standsBy[i]]
		k, ok := at[key]
		if !ok {
			k = len(s.groups)
			at[key] = k
			s.groups = append(s.groups, group{})
		}
		s.storyOf[i] = k
		s.groups[k].members = append(s.groups[k].members, i)
		if s.standsBy[i] == i {
			s.groups[k].bases = append(s.groups[k].bases, i)
		}
	}
}
