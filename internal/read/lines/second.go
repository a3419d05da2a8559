package lines

import "math"

// maxScore bounds the first pass's scores as the second pass sees them.
const maxScore = 6

// second adds to each row what the first pass says of the line, of its
// neighbours, of the lines in its containers and of its class, and of lines like
// it elsewhere on the page.
func (c *context) second(rows []row, scores []float32) []row {
	n := len(rows)
	p := &passed{context: c, score: make([]float64, n), odds: make([]float64, n), weight: make([]float64, n), sum: make([]float64, n+1), words: make([]float64, n+1)}
	for i, s := range scores {
		p.score[i] = math.Max(-maxScore, math.Min(maxScore, float64(s)))
		p.odds[i] = 1 / (1 + math.Exp(-p.score[i]))
		p.weight[i] = float64(c.s[i].words) + 1
		p.sum[i+1] = p.sum[i] + p.odds[i]*p.weight[i]
		p.words[i+1] = p.words[i] + p.weight[i]
	}
	p.bounds()
	p.gather()
	for i := range rows {
		r := rows[i]
		p.near(&r, i)
		if t := c.all[i].Traits; t != nil {
			p.inGroups(&r, i, t)
		}
		p.whole(&r, i)
		rows[i] = r
	}
	return rows
}

// passed is what the first pass said.
type passed struct {
	*context
	score, odds, weight []float64 // of each line; weight is its words
	sum, words          []float64 // of the lines before: words likely kept, all words
	first, last         int       // lines likely kept
	since, until        []int     // lines since one likely kept, and until
	within              []mean
	class, outer        map[uint64]*mean
	same                map[string][]int
}

// A mean weighs the odds of lines by their words.
type mean struct{ sum, words float64 }

func (m *mean) add(odds, weight float64) { m.sum += odds * weight; m.words += weight }

// without is the mean without one of its lines, drawn a little to prior.
func (m *mean) without(odds, weight, prior float64) float64 {
	return (m.sum - odds*weight + prior) / (m.words - weight + 1)
}

func (p *passed) bounds() {
	n := len(p.odds)
	p.first, p.last = 0, n-1
	p.since, p.until = make([]int, n), make([]int, n)
	last := -far
	for i := range n {
		p.since[i] = min(far, i-last)
		if p.odds[i] > 0.5 {
			if last < 0 {
				p.first = i
			}
			last = i
		}
	}
	if last >= 0 {
		p.last = last
	}
	next := n + far
	for i := n - 1; i >= 0; i-- {
		p.until[i] = min(far, next-i)
		if p.odds[i] > 0.5 {
			next = i
		}
	}
}

// gather adds up the lines that have something in common.
func (p *passed) gather() {
	p.same = map[string][]int{}
	for i, l := range p.all {
		if p.s[i].repeats > 1 {
			p.same[key(l.Text)] = append(p.same[key(l.Text)], i)
		}
	}
	if p.groups == nil {
		return
	}
	p.within = make([]mean, len(p.groups.within))
	p.class, p.outer = map[uint64]*mean{}, map[uint64]*mean{}
	for i, l := range p.all {
		for _, id := range l.Traits.Within {
			p.within[id].add(p.odds[i], p.weight[i])
		}
		meanOf(p.class, l.Traits.Class).add(p.odds[i], p.weight[i])
		meanOf(p.outer, l.Traits.Outer).add(p.odds[i], p.weight[i])
	}
}

func meanOf(m map[uint64]*mean, key uint64) *mean {
	x := m[key]
	if x == nil {
		x = &mean{}
		m[key] = x
	}
	return x
}

// near is what was said of the line and those around it.
func (p *passed) near(r *row, i int) {
	n := len(p.score)
	for d := -4; d <= 4; d++ {
		if j := i + d; j >= 0 && j < n {
			r.put(p.score[j])
		} else {
			r.put(-maxScore - 1)
		}
	}
	for _, w := range []int{3, 8} {
		lo, hi := max(0, i-w), min(n, i+w+1)
		r.put((p.sum[i]-p.sum[lo])/math.Max(1, p.words[i]-p.words[lo]), (p.sum[hi]-p.sum[i+1])/math.Max(1, p.words[hi]-p.words[i+1]))
	}
}

// inGroups is what was said of the other lines of the same containers and class.
func (p *passed) inGroups(r *row, i int, t *Traits) {
	all := p.sum[len(p.score)] + 1e-9
	for k := range 4 {
		m := mean{p.sum[len(p.score)], p.words[len(p.score)]}
		if k < len(t.Within) {
			m = p.within[t.Within[k]]
		}
		r.put(m.without(p.odds[i], p.weight[i], 0), m.sum/all)
	}
	for _, m := range []*mean{p.class[t.Class], p.outer[t.Outer]} {
		r.put(m.without(p.odds[i], p.weight[i], 0.3), m.sum/all)
	}
}

// whole is where the line stands among those likely kept, and what was said of
// lines with the same text.
func (p *passed) whole(r *row, i int) {
	all := p.sum[len(p.score)] + 1e-9
	r.put(p.sum[i+1]/all, 1-p.sum[i]/all)
	r.count(i-p.first, p.last-i, p.since[i], p.until[i])
	earlier, later := 0.0, 0.0
	if p.s[i].repeats > 1 {
		for _, j := range p.same[key(p.all[i].Text)] {
			switch {
			case j < i:
				earlier = math.Max(earlier, p.odds[j])
			case j > i:
				later = math.Max(later, p.odds[j])
			}
		}
	}
	r.put(earlier, later)
}
