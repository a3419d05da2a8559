package roles

import "slices"

// Bounds on what is looked at, so that the work for a paragraph grows with its
// length alone.
const (
	leastCue  = 0.15 // probability from which a token may be part of a cue
	leastEdge = 0.02 // that a run of a role begins or ends at a token
	reach     = 400  // tokens between a cue and the far end of its content
	near      = 80   // tokens between a cue and the far end of its source
	widest    = 60   // tokens of a source
	most      = 32   // places looked at, the nearest to the cue
)

// bounds are where runs of a role may begin and end, in order.
type bounds struct{ starts, ends []int }

// prepare finds what may be cues, and where contents and sources may begin
// and end, once v.priors are known.
func (v *view) prepare() {
	v.places[roleSource] = v.bounds(roleSource)
	v.places[roleContent] = v.bounds(roleContent)
	v.cues = v.cueRuns()
}

// cueRuns are the runs of tokens that may be cues.
func (v *view) cueRuns() []Run {
	var out []Run
	for i := 0; i < len(v.priors); {
		if v.priors[i].role[roleCue] < leastCue {
			i++
			continue
		}
		j := i + 1
		for j < len(v.priors) && v.goesOn(j) {
			j++
		}
		out = append(out, Run{i, j})
		i = j
	}
	return out
}

// goesOn says whether token i carries on the cue before it.
func (v *view) goesOn(i int) bool {
	p, before := v.priors[i], v.priors[i-1]
	return p.role[roleCue] >= max(leastCue, before.role[roleCue]/2) && int(p.label) != begin(roleCue) &&
		!(before.label == labelNone && p.label != labelNone)
}

// bounds are where runs of a role may begin and end by what the field thinks.
func (v *view) bounds(role int) (b bounds) {
	before := float32(0)
	for i, p := range v.priors {
		here, after, begun := p.role[role], float32(0), float32(0)
		if i+1 < len(v.priors) {
			after, begun = v.priors[i+1].role[role], v.priors[i+1].begins[role]
		}
		if p.begins[role] > leastEdge || here-before > leastEdge {
			b.starts = append(b.starts, i)
		}
		if here-after > leastEdge || begun > leastEdge && here > leastEdge {
			b.ends = append(b.ends, i+1)
		}
		before = here
	}
	return b
}

// marks is a set of places.
type marks map[int]bool

// contentRuns are the runs after (or before) cue c that may be its content.
func (v *view) contentRuns(c Run, after bool) []Run {
	head := v.headOf(c)
	s := v.sentences[v.words[c.First].sentence]
	from, to := c.Last, min(c.Last+reach, len(v.words))
	if !after {
		from, to = max(c.First-reach, 0), c.First
	}
	starts, ends := marks{}, marks{s.Last: true, s.Last - 1: true}
	if after {
		starts[c.Last], starts[c.Last+1] = true, true
	} else {
		starts[s.First], ends[c.First], ends[c.First-1] = true, true, true
	}
	for _, k := range v.kids[v.words[head].kids.First:v.words[head].kids.Last] {
		x := &v.words[k]
		starts[x.left], ends[x.right+1] = true, true
	}
	return pairs(v.within(v.places[roleContent].starts, starts, from, to-1, c.First), v.within(v.places[roleContent].ends, ends, from+1, to, c.First), reach)
}

// sourceRuns are the runs that may be the source of cue c.
func (v *view) sourceRuns(c Run) []Run {
	head := v.headOf(c)
	s := v.sentences[v.words[c.First].sentence]
	starts, ends := marks{}, marks{}
	for j := max(s.First, c.First-near); j < min(s.Last, c.Last+near); j++ {
		x := &v.words[j]
		if subject[x.rel] && x.head >= 0 && (x.head == head || x.head == v.words[head].head) {
			starts[x.left], ends[x.right+1], ends[j+1] = true, true, true
		}
	}
	from, to := max(c.First-near, 0), min(c.Last+near, len(v.words))
	all := pairs(v.within(v.places[roleSource].starts, starts, from, to-1, c.First), v.within(v.places[roleSource].ends, ends, from+1, to, c.First), widest)
	out := all[:0]
	for _, r := range all {
		if (r.Last <= c.First || r.First >= c.Last) && v.words[r.Last-1].sentence == v.words[r.First].sentence {
			out = append(out, r)
		}
	}
	return out
}

// within is the places of both sets in [from,to], in order; of too many those
// nearest to the token at.
func (v *view) within(some []int, more marks, from, to, at int) []int {
	for _, i := range some {
		if i >= from && i <= to {
			more[i] = true
		}
	}
	var out []int
	for i := range more {
		if i >= from && i <= to {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	for len(out) > most {
		if at-out[0] > out[len(out)-1]-at {
			out = out[1:]
		} else {
			out = out[:len(out)-1]
		}
	}
	return out
}

// pairs are the runs from each start to each end behind it, of a length that
// is allowed.
func pairs(starts, ends []int, longest int) []Run {
	var out []Run
	for _, a := range starts {
		for _, b := range ends {
			if b > a && b-a <= longest {
				out = append(out, Run{a, b})
			}
		}
	}
	return out
}
