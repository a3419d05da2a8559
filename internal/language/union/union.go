// Package union puts the numbers from 0 to n-1 into sets: those that belong
// together are joined two by two. What the numbers stand for is left to the
// caller.
package union

// Sets is a union-find with path halving.
type Sets []int

// New is n sets of one number each.
func New(n int) Sets {
	s := make(Sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// Root is the number that stands for i's set, the least in it.
func (s Sets) Root(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// Join makes one set of i's and j's and says whether they were two.
func (s Sets) Join(i, j int) bool {
	i, j = s.Root(i), s.Root(j)
	s[max(i, j)] = min(i, j)
	return i != j
}

// Members lists the sets in the order of their first members.
func (s Sets) Members() [][]int {
	at := make(map[int]int)
	var out [][]int
	for i := range s {
		r := s.Root(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}
