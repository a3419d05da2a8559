package lineage

import (
	"cmp"
	"slices"
)

// A run is a stretch of equal words: n words from word a of one text and from
// word b of the other.
type run struct{ a, b, n int32 }

// maxRepeats bounds how often one shingle of a text is tried against another
// text: a refrain repeated a thousand times must not cost a million trials.
const maxRepeats = 8

// runsOf finds the stretches of at least minRun words that stand in both
// texts, wherever they stand, no word used twice, the longest first. Seeds are
// equal shingles; each is verified and extended word by word.
func runsOf(x, y *text) []run {
	runs := maximal(x, y)
	slices.SortFunc(runs, func(p, q run) int {
		return cmp.Or(cmp.Compare(q.n, p.n), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	usedA, usedB := make([]bool, len(x.words)), make([]bool, len(y.words))
	out := runs[:0]
	for _, r := range runs {
		r = free(r, usedA, usedB)
		if r.n < minRun {
			continue
		}
		for i := range r.n {
			usedA[r.a+i], usedB[r.b+i] = true, true
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(p, q run) int { return cmp.Compare(p.a, q.a) })
	return out
}

// maximal lists the runs that cannot be made longer, overlapping ones too.
func maximal(x, y *text) []run {
	var out []run
	done := make(map[int32]int32) // diagonal -> end of the last run there, as a word of x
	var seeds []run
	for i, j := 0, 0; i < len(x.grams) && j < len(y.grams); {
		switch cmp.Compare(x.grams[i].hash, y.grams[j].hash) {
		case -1:
			i++
		case 1:
			j++
		default:
			ei, ej := sameHash(x.grams, i), sameHash(y.grams, j)
			for p := i; p < min(ei, i+maxRepeats); p++ {
				for q := j; q < min(ej, j+maxRepeats); q++ {
					seeds = append(seeds, run{x.grams[p].pos, y.grams[q].pos, gramLen})
				}
			}
			i, j = ei, ej
		}
	}
	slices.SortFunc(seeds, func(p, q run) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	for _, s := range seeds {
		d := s.a - s.b
		if end, ok := done[d]; ok && s.a < end {
			continue
		}
		r := extend(x.words, y.words, s)
		if r.n >= minRun {
			out = append(out, r)
		}
		done[d] = max(r.a+r.n, s.a+1)
	}
	return out
}

// sameHash is the end of the grams that have the hash of the i-th.
func sameHash(grams []gram, i int) int {
	h := grams[i].hash
	for i < len(grams) && grams[i].hash == h {
		i++
	}
	return i
}

// extend grows a seed in both directions as far as the words are equal, and
// gives a run of no words where the seed itself is not.
func extend(x, y []token, s run) run {
	for i := range s.n {
		if x[s.a+i].id != y[s.b+i].id {
			return run{s.a, s.b, 0}
		}
	}
	for s.a > 0 && s.b > 0 && x[s.a-1].id == y[s.b-1].id {
		s.a, s.b, s.n = s.a-1, s.b-1, s.n+1
	}
	for int(s.a+s.n) < len(x) && int(s.b+s.n) < len(y) && x[s.a+s.n].id == y[s.b+s.n].id {
		s.n++
	}
	return s
}

// free is the longest part of r whose words no earlier run took.
func free(r run, usedA, usedB []bool) run {
	best, from := run{r.a, r.b, 0}, int32(0)
	for i := int32(0); i <= r.n; i++ {
		if i < r.n && !usedA[r.a+i] && !usedB[r.b+i] {
			continue
		}
		if i-from > best.n {
			best = run{r.a + from, r.b + from, i - from}
		}
		from = i + 1
	}
	return best
}

// A passage is a chain of runs that follow each other in both texts with only
// few words between: one passage that was edited on the way.
type passage struct {
	runs []run
}

// maxGap is how many words may stand between two runs of one passage on either
// side; a gap longer than what it joins is none either.
const maxGap = 8

// chain joins neighbouring runs into passages. runs are in the order of a.
func chain(runs []run) []passage {
	var out []passage
	for _, r := range runs {
		if n := len(out); n > 0 {
			last := out[n-1].runs[len(out[n-1].runs)-1]
			ga, gb := r.a-last.a-last.n, r.b-last.b-last.n
			if ga >= 0 && gb >= 0 && ga <= maxGap && gb <= maxGap && max(ga, gb) <= max(last.n, r.n) {
				out[n-1].runs = append(out[n-1].runs, r)
				continue
			}
		}
		out = append(out, passage{[]run{r}})
	}
	return out
}

// ends is the passage as one run on each side: first word and number of words.
func (p passage) ends() (a, na, b, nb int32) {
	first, last := p.runs[0], p.runs[len(p.runs)-1]
	return first.a, last.a + last.n - first.a, first.b, last.b + last.n - first.b
}
