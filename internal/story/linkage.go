package story

// A linker joins groups of articles by average linkage. Each of n members
// starts as its own group; a group is known by its first member.
type linker struct {
	n        int
	sums     []float64 // n by n: sums of the scores between the members of two groups
	bound    float64
	contrast float64
	into     []int     // group of each member
	size     []float64 // members of each group, 0 for one that has gone into another
	inside   []float64 // sum of the scores inside each group
	closest  []int     // of the later groups the closest to each, -1 for none above bound
	score    []float64 // its score
}

// linkage is average linkage over a matrix of scores: the first member of the
// group of each. Two groups that each hold together well must also hold
// together well with each other: contrast times the mean score inside the
// looser one is taken off, the less the smaller the groups are, since the mean
// of a few is the mean of those that happened to be closest. sums is used up.
func linkage(sums []float64, n int, bound, contrast float64) []int {
	l := &linker{n: n, sums: sums, bound: bound, contrast: contrast,
		into: make([]int, n), size: make([]float64, n), inside: make([]float64, n),
		closest: make([]int, n), score: make([]float64, n)}
	for i := range n {
		l.into[i], l.size[i] = i, 1
	}
	for i := range n {
		l.look(i)
	}
	for {
		a := -1
		for i := range n {
			if l.size[i] > 0 && l.closest[i] >= 0 && (a < 0 || l.score[i] > l.score[a]) {
				a = i
			}
		}
		if a < 0 {
			return l.into
		}
		l.join(a, l.closest[a])
	}
}

// between is the score between two groups.
func (l *linker) between(i, j int) float64 {
	x := l.sums[i*l.n+j] / (l.size[i] * l.size[j])
	small := min(l.size[i], l.size[j])
	if small < 2 {
		return x
	}
	tight := min(l.mean(i), l.mean(j))
	return x - l.contrast*max(0, tight)*(small-2)/(small+1)
}

// mean is the mean score inside a group of two or more.
func (l *linker) mean(i int) float64 { return 2 * l.inside[i] / (l.size[i] * (l.size[i] - 1)) }

// look finds the later group closest to i.
func (l *linker) look(i int) {
	l.closest[i], l.score[i] = -1, l.bound
	for j := i + 1; j < l.n; j++ {
		if l.size[j] == 0 {
			continue
		}
		if x := l.between(i, j); x > l.score[i] {
			l.closest[i], l.score[i] = j, x
		}
	}
}

// join puts group b into group a, which is the earlier one.
func (l *linker) join(a, b int) {
	l.inside[a] += l.inside[b] + l.sums[a*l.n+b]
	for k := range l.n {
		l.sums[a*l.n+k] += l.sums[b*l.n+k]
		l.sums[k*l.n+a] = l.sums[a*l.n+k]
		if l.into[k] == b {
			l.into[k] = a
		}
	}
	l.size[a] += l.size[b]
	l.size[b] = 0
	l.look(a)
	for i := range b {
		switch {
		case l.size[i] == 0 || i == a:
		case l.closest[i] == a || l.closest[i] == b:
			l.look(i)
		case i < a:
			if x := l.between(i, a); x > l.score[i] {
				l.closest[i], l.score[i] = a, x
			}
		}
	}
}
