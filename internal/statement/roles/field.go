package roles

import "math"

// scores are a token's scores of the labels.
type scores [labelCount]float32

// transitions are the weights of each label after each other; the last row is
// that of the beginning.
type transitions [labelCount + 1]scores

const start = labelCount // the row of the beginning

// A field is what a chain of tokens is decoded with: the exponents of its
// transitions, 0 where a label cannot follow.
type field struct {
	after [labelCount + 1][labelCount]float64
	trans transitions
}

func newField(t transitions) *field {
	f := &field{trans: t}
	for a := range f.after {
		for b := range f.after[a] {
			if a == start && (b == labelNone || begins(b)) || a < start && follows(a, b) {
				f.after[a][b] = math.Exp(float64(t[a][b]))
			}
		}
	}
	return f
}

// lattice holds the forward and backward sums of a chain, each token's scaled
// to sum 1, and the exponents of its scores.
type lattice struct {
	here, forward, backward [][labelCount]float64
}

func grown(s [][labelCount]float64, n int) [][labelCount]float64 {
	if cap(s) < n {
		return make([][labelCount]float64, n, n+n/2)
	}
	return s[:n]
}

// run fills the lattice for a chain of scores.
func (l *lattice) run(f *field, s []scores) {
	n := len(s)
	l.here, l.forward, l.backward = grown(l.here, n), grown(l.forward, n), grown(l.backward, n)
	for i := range s {
		top := s[i][0]
		for _, x := range s[i] {
			top = max(top, x)
		}
		for b, x := range s[i] {
			l.here[i][b] = math.Exp(float64(x - top))
		}
	}
	for i := range s {
		var sum float64
		for b := range labelCount {
			x := 0.0
			if i == 0 {
				x = f.after[start][b]
			} else {
				for a := range labelCount {
					x += l.forward[i-1][a] * f.after[a][b]
				}
			}
			x *= l.here[i][b]
			l.forward[i][b] = x
			sum += x
		}
		scale(&l.forward[i], sum)
	}
	for i := n - 1; i >= 0; i-- {
		var sum float64
		for a := range labelCount {
			x := 1.0
			if i < n-1 {
				x = 0
				for b := range labelCount {
					x += f.after[a][b] * l.here[i+1][b] * l.backward[i+1][b]
				}
			}
			l.backward[i][a] = x
			sum += x
		}
		scale(&l.backward[i], sum)
	}
}

func scale(x *[labelCount]float64, sum float64) {
	if sum <= 0 {
		return
	}
	for i := range x {
		x[i] /= sum
	}
}

// token is the probability of each label of token i.
func (l *lattice) token(i int) (p [labelCount]float64) {
	sum := 0.0
	for b := range p {
		p[b] = l.forward[i][b] * l.backward[i][b]
		sum += p[b]
	}
	scale(&p, sum)
	return p
}

// pair is the probability of each pair of labels of tokens i-1 and i.
func (l *lattice) pair(f *field, i int) (p [labelCount][labelCount]float64) {
	sum := 0.0
	for a := range labelCount {
		for b := range labelCount {
			p[a][b] = l.forward[i-1][a] * f.after[a][b] * l.here[i][b] * l.backward[i][b]
			sum += p[a][b]
		}
	}
	for a := range p {
		scale(&p[a], sum)
	}
	return p
}

// best is the most likely labels of a chain (Viterbi).
func (f *field) best(s []scores) []uint8 {
	if len(s) == 0 {
		return nil
	}
	const never = -1 << 30
	back := make([][labelCount]uint8, len(s))
	var now, next scores
	for b := range now {
		now[b] = never
		if f.after[start][b] > 0 {
			now[b] = s[0][b] + f.trans[start][b]
		}
	}
	for i := 1; i < len(s); i++ {
		for b := range next {
			next[b] = never
			for a := range now {
				if x := now[a] + f.trans[a][b]; f.after[a][b] > 0 && x > next[b] {
					next[b], back[i][b] = x, uint8(a)
				}
			}
			next[b] += s[i][b]
		}
		now = next
	}
	at := uint8(0)
	for b := range now {
		if now[b] > now[at] {
			at = uint8(b)
		}
	}
	out := make([]uint8, len(s))
	for i := len(s) - 1; i >= 0; i-- {
		out[i] = at
		at = back[i][at]
	}
	return out
}

// think fills v.priors from the scores of its tokens.
func (f *field) think(v *view, l *lattice, s []scores) {
	l.run(f, s)
	v.priors = make([]prior, len(s))
	labels := f.best(s)
	for i := range s {
		p := &v.priors[i]
		p.label = labels[i]
		for b, x := range l.token(i) {
			p.role[roleOf(b)] += float32(x)
			if begins(b) {
				p.begins[roleOf(b)] = float32(x)
			}
		}
	}
}
