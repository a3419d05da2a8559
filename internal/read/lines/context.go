package lines

import (
	"math"
	"strings"
	"unicode"
)

// context is what is counted over the whole page before features are made.
type context struct {
	all         []Line
	s           []shape
	real        []bool // running text
	before      []int  // words of running text before the line
	total       int
	sinceHeader []int // lines since a "Related" or comments header without running text between, 0 none
	since       []int // lines since running text, and until it
	until       []int
	runs        runs
	groups      *groups // nil where there is no markup
}

// far is the distance that stands for "none".
const far = 50

func newContext(all []Line, s []shape) *context {
	n := len(all)
	c := &context{all: all, s: s, real: make([]bool, n), before: make([]int, n+1), sinceHeader: make([]int, n),
		since: make([]int, n), until: make([]int, n)}
	header, last := 0, -far
	for i := range all {
		s := &c.s[i]
		c.real[i] = s.class == "" && s.words >= 10 && s.sentence && !s.ellipsis && (all[i].Traits == nil || all[i].Traits.Link < 0.5)
		c.before[i] = c.total
		c.since[i] = min(far, i-last)
		if c.real[i] {
			c.total += s.words
			last = i
		}
		switch {
		case s.class == Related || s.class == Comments:
			header = 1
		case c.real[i] && s.words >= 20:
			header = 0
		case header > 0:
			header++
		}
		c.sinceHeader[i] = header
	}
	c.before[n] = c.total
	last = n + far
	for i := n - 1; i >= 0; i-- {
		c.until[i] = min(far, last-i)
		if c.real[i] {
			last = i
		}
	}
	c.runs = runsOf(c)
	c.cohesion()
	if n > 0 && all[0].Traits != nil {
		c.groups = groupsOf(c)
	}
	return c
}

// runs are the stretches of running text, short lines between taken in.
type runs struct {
	of    []int // the run of each line, -1 none
	words []int // of each run
	from  []int // first and last line of each run
	to    []int
	best  int // the longest, -1 where there is none
}

// maxGap is how many lines may interrupt a run.
const maxGap = 3

func runsOf(c *context) runs {
	r := runs{of: make([]int, len(c.all)), best: -1}
	last, cur := -far, -1
	for i := range c.all {
		r.of[i] = -1
		if !c.real[i] {
			continue
		}
		if cur < 0 || i-last > maxGap+1 {
			cur = len(r.words)
			r.words, r.from, r.to = append(r.words, 0), append(r.from, i), append(r.to, i)
			last = i
		}
		for j := last; j <= i; j++ {
			r.of[j] = cur
		}
		r.words[cur] += c.s[i].words
		r.to[cur], last = i, i
	}
	for k, w := range r.words {
		if r.best < 0 || w > r.words[r.best] {
			r.best = k
		}
	}
	return r
}

// share is the part of the page's running text that stands in line i's run.
func (r *runs) share(i, total int) float64 {
	if r.of[i] < 0 {
		return 0
	}
	return ratio(r.words[r.of[i]], total)
}

// longWord is the length in bytes from which a word tells what a text is about.
const longWord = 5

// cohesion fills in how many of each line's longer words stand in the longest
// run of running text too, other lines of which must have them.
func (c *context) cohesion() {
	if c.runs.best < 0 {
		return
	}
	from, to := c.runs.from[c.runs.best], c.runs.to[c.runs.best]
	lower := make([]string, len(c.all))
	for i, l := range c.all {
		lower[i] = strings.ToLower(l.Text[:min(len(l.Text), maxShape)])
	}
	type seen struct{ lines, last int }
	in := map[string]seen{}
	for i := from; i <= to; i++ {
		for w := range longWords(lower[i]) {
			if s := in[w]; s.lines == 0 || s.last != i {
				in[w] = seen{s.lines + 1, i}
			}
		}
	}
	for i := range c.all {
		need := 1
		if i >= from && i <= to {
			need = 2
		}
		n, hit := 0, 0
		for w := range longWords(lower[i]) {
			n++
			if in[w].lines >= need {
				hit++
			}
		}
		c.s[i].cohesion = (float64(hit) + 0.3) / (float64(n) + 1)
	}
}

func longWords(lower string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if len(w) >= longWord && !yield(w) {
				return
			}
		}
	}
}

// A group adds up the lines that have something of their markup in common.
type group struct {
	lines, words, real, realWords, bytes, link int
	from, to                                   int
}

func (g *group) add(i int, s *shape, real bool, link float64) {
	if g.lines == 0 {
		g.from = i
	}
	g.to = i
	g.lines++
	g.words += s.words
	if real {
		g.real++
		g.realWords += s.words
	}
	g.bytes += s.bytes
	g.link += int(link * float64(s.bytes))
}

// groups are the lines of a page by the containers and classes they stand in.
type groups struct {
	page         group
	within       []group // by the number of the container
	class, outer map[uint64]*group
}

func groupsOf(c *context) *groups {
	most := int32(0)
	for _, l := range c.all {
		for _, id := range l.Traits.Within {
			most = max(most, id)
		}
	}
	g := &groups{within: make([]group, most+1), class: map[uint64]*group{}, outer: map[uint64]*group{}}
	for i, l := range c.all {
		t, s := l.Traits, &c.s[i]
		real := c.real[i] && !t.Hidden
		g.page.add(i, s, real, t.Link)
		for _, id := range t.Within {
			g.within[id].add(i, s, real, t.Link)
		}
		of(g.class, t.Class).add(i, s, real, t.Link)
		of(g.outer, t.Outer).add(i, s, real, t.Link)
	}
	return g
}

func of(m map[uint64]*group, key uint64) *group {
	g := m[key]
	if g == nil {
		g = &group{}
		m[key] = g
	}
	return g
}

// around is the k-th container around a line, the page beyond the last.
func (g *groups) around(t *Traits, k int) *group {
	if k < len(t.Within) {
		return &g.within[t.Within[k]]
	}
	return &g.page
}

// share is the part of the page's running text that stands in x.
func (g *groups) share(x *group) float64 { return ratio(x.realWords, g.page.realWords) }

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func log2(x int) float64 { return math.Log2(1 + float64(max(0, x))) }
