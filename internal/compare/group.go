package compare

import (
	"cmp"
	"slices"

	"synoptic/internal/language/refer"
	"synoptic/internal/model"
)

// Bounds on the search for statements that may report one utterance.
const (
	maxPosting    = 300 // a key more statements than this share is passed over
	maxCandidates = 24  // of one statement
	maxParts      = 8   // sentences of a statement that are compared one by one
	shingle       = 4   // words in a row that make statements of any speaker candidates
)

// A link is a scored pair of reports. P and Q are the parts that match best;
// features are kept for fitting.
type link struct {
	a, b     int // indices of reports, a < b
	p, q     int // parts of a and b
	whole    bool
	features []float64
	score    float64
	parts    []partScore
}

// A partScore is the score of one pair of sentences.
type partScore struct {
	p, q  int
	score float64
}

// links finds the pairs of reports that may tell of one utterance and scores
// them in two passes; the second knows how the neighbours matched.
func (c *context) links(heads []int, reports []report, w scorer) []link {
	pairs := c.candidates(heads, reports)
	out := make([]link, 0, len(pairs))
	store := make([]float64, len(pairs)*len(featureNames))
	for _, p := range pairs {
		f := store[:len(featureNames):len(featureNames)]
		store = store[len(featureNames):]
		l := link{a: p[0], b: p[1], features: f}
		c.score(&l, reports, w)
		out = append(out, l)
	}
	secondPass(out, reports)
	for i := range out {
		l := &out[i]
		if a, b := &reports[l.a], &reports[l.b]; a.speaker == b.speaker && a.speaker >= 0 {
			l.score = probability(w.second, l.features) * sameDay(a, b)
		}
	}
	return out
}

// sameDay is 1, or less where two statements are known to have been made on
// different days: then only the very same words make them one.
func sameDay(a, b *report) float64 {
	if len(a.day) == 10 && len(b.day) == 10 && a.day != b.day {
		return 0.7
	}
	return 1
}

// nearlySame is the score of two statements whose speakers are not known to be
// the same: high where the words are the same but for trifles and are enough
// to tell, and 0 otherwise.
func nearlySame(g agreement) float64 {
	if g.overlap > 0.75 && g.pairs > 0.6 && g.run >= shingle && g.size >= 4 {
		return min(0.95, g.overlap)
	}
	return 0
}

// score fills the features of the best pair of parts and its first score.
func (c *context) score(l *link, reports []report, w scorer) {
	a, b := &reports[l.a], &reports[l.b]
	whole := c.agree(&a.whole, &b.whole)
	beside := c.agree(&a.around, &b.around)
	f := make([]float64, len(featureNames))
	best := -1.0
	try := func(p, q int, wa, wb *wording, g agreement, isWhole bool) float64 {
		c.features(f, a, b, g, whole, beside, wa, wb)
		s := 0.0
		if a.speaker == b.speaker && a.speaker >= 0 {
			s = probability(w.first[:firstPass], f[:firstPass])
		} else {
			s = nearlySame(g)
		}
		if s > best {
			best = s
			l.p, l.q, l.whole = p, q, isWhole
			copy(l.features, f)
		}
		return s
	}
	for p := range a.parts[:min(len(a.parts), maxParts)] {
		for q := range b.parts[:min(len(b.parts), maxParts)] {
			g := c.agree(&a.parts[p], &b.parts[q])
			if g.shared+g.like > 0 {
				l.parts = append(l.parts, partScore{p, q, try(p, q, &a.parts[p], &b.parts[q], g, false)})
			}
		}
	}
	if len(a.parts) > 1 || len(b.parts) > 1 {
		p, q := l.p, l.q
		try(p, q, &a.whole, &b.whole, whole, true)
	}
	l.score = max(best, 0)
}

// secondPass adds to each link how well its neighbours match and whether each
// side is the other's best match in its account.
func secondPass(links []link, reports []report) {
	at := map[[2]int]float64{}
	type key struct{ report, account int }
	top, second := map[key]float64{}, map[key]float64{}
	rank := func(k key, score float64) {
		if score > top[k] {
			top[k], second[k] = score, top[k]
		} else {
			second[k] = max(second[k], score)
		}
	}
	for _, l := range links {
		at[[2]int{l.a, l.b}] = l.score
		rank(key{l.a, reports[l.b].account}, l.score)
		rank(key{l.b, reports[l.a].account}, l.score)
	}
	for i := range links {
		l := &links[i]
		a, b := &reports[l.a], &reports[l.b]
		best := 0.0
		for _, d := range [][2]int{{-1, -1}, {1, 1}, {-2, -2}, {2, 2}, {-1, -2}, {-2, -1}, {1, 2}, {2, 1}} {
			x, y := l.a+d[0], l.b+d[1]
			if a.account == b.account || x < 0 || y < 0 || x >= len(reports) || y >= len(reports) ||
				reports[x].account != a.account || reports[y].account != b.account {
				continue
			}
			x, y = reports[x].head, reports[y].head
			if x == y {
				best = 1
			}
			best = max(best, at[[2]int{min(x, y), max(x, y)}])
		}
		l.features[firstPass] = best
		ka, kb := key{l.a, b.account}, key{l.b, a.account}
		if l.score >= top[ka] && l.score >= top[kb] {
			l.features[firstPass+1] = 1
		}
		for _, k := range []key{ka, kb} {
			other := top[k]
			if l.score >= other {
				other = second[k]
			}
			l.features[firstPass+2] = max(l.features[firstPass+2], other)
		}
	}
}

// candidates are the pairs of reports worth scoring, a < b: those of one
// speaker that share a word or words of like meaning, and those of any
// speaker that share four words in a row.
func (c *context) candidates(heads []int, reports []report) [][2]int {
	index := map[uint64][]int32{}
	keys := make([][]weightedKey, len(reports))
	for _, i := range heads {
		keys[i] = c.keys(&reports[i])
		for _, k := range keys[i] {
			index[k.key] = append(index[k.key], int32(i))
		}
	}
	var out [][2]int
	seen := map[[2]int]bool{}
	sum := map[int32]float64{}
	for _, i := range heads {
		clear(sum)
		for _, k := range keys[i] {
			if list := index[k.key]; len(list) <= maxPosting {
				for _, j := range list {
					if int(j) != i {
						sum[j] += k.weight
					}
				}
			}
		}
		for _, j := range heaviest(sum, maxCandidates) {
			pair := [2]int{min(i, int(j)), max(i, int(j))}
			if !seen[pair] && c.mayMatch(&reports[i], &reports[j]) && !c.nested(i, int(j)) {
				seen[pair] = true
				out = append(out, pair)
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	return out
}

// heaviest are the n keys of sum with the greatest weights.
func heaviest(sum map[int32]float64, n int) []int32 {
	out := make([]int32, 0, len(sum))
	for j := range sum {
		out = append(out, j)
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(sum[b], sum[a]), cmp.Compare(a, b))
	})
	return out[:min(n, len(out))]
}

// A weightedKey is an entry of the candidate index.
type weightedKey struct {
	key    uint64
	weight float64
}

// keys lists what a report is found by.
func (c *context) keys(r *report) []weightedKey {
	var out []weightedKey
	add := func(kind, speaker, value uint64, weight float64) {
		h := (kind*0x9E3779B97F4A7C15 ^ speaker) * 0xBF58476D1CE4E5B9
		h = (h ^ h>>31 ^ value) * 0x94D049BB133111EB
		k := h ^ h>>29
		if !slices.ContainsFunc(out, func(o weightedKey) bool { return o.key == k }) {
			out = append(out, weightedKey{k, weight})
		}
	}
	if r.speaker >= 0 {
		for _, t := range r.whole.terms[:min(len(r.whole.terms), longestCompared)] {
			add(1, uint64(r.speaker), uint64(t.stem), t.weight)
			for _, s := range c.vocab.senses[t.stem] {
				add(2, uint64(r.speaker), uint64(s), 0.4*t.weight)
			}
		}
	}
	tokens := r.whole.tokens[:min(len(r.whole.tokens), longestCompared)]
	n := min(shingle, len(tokens))
	for i := 0; n > 1 && i+n <= len(tokens); i++ {
		value := uint64(n)
		for _, t := range tokens[i : i+n] {
			value = value*1000003 + uint64(c.vocab.words[t].stem)
		}
		add(3, 0, value, 0.5)
	}
	return out
}

// mayMatch says whether the speakers allow that two reports tell of one
// utterance: the same, or one not known by name, or a body and a person who
// may speak for it.
func (c *context) mayMatch(a, b *report) bool {
	return a.speaker == b.speaker || !a.named || !b.named || c.isPerson(a.speaker) != c.isPerson(b.speaker)
}

// nested says whether the contents of two statements of one account overlap:
// then one stands in the other and is no second report of it.
func (c *context) nested(i, j int) bool {
	if c.accountOf[i] != c.accountOf[j] {
		return false
	}
	for _, s := range c.statements[i].Content {
		for _, t := range c.statements[j].Content {
			if s.Overlaps(t) {
				return true
			}
		}
	}
	return false
}

// isPerson says whether the speaker of that number is a person by name.
func (c *context) isPerson(speaker int) bool {
	return speaker >= 0 && speaker < len(c.entities) && c.entities[speaker].Type == model.Person &&
		refer.IsNamed(c.entities[speaker].Name)
}

// isNamed says whether the speaker of that number is known by name.
func (c *context) isNamed(speaker int) bool {
	return speaker >= 0 && speaker < len(c.entities) && refer.IsNamed(c.entities[speaker].Name)
}
