package lines

import "strings"

// densest is another way to choose the article, which knows nothing of the
// model. With markup: what stands in the container in and right below which most
// running text stands, few links among it, after Readability's way of counting.
// Without: the longest run of running text.
func (c *context) densest() []bool {
	keep := make([]bool, len(c.all))
	if c.groups == nil {
		if k := c.runs.best; k >= 0 {
			for i := c.runs.from[k]; i <= c.runs.to[k]; i++ {
				keep[i] = true
			}
		}
		return keep
	}
	score := make([]float64, len(c.groups.within))
	for i, l := range c.all {
		t := l.Traits
		if t.Hidden || t.Region != "" || !c.real[i] && c.s[i].words < longLine {
			continue
		}
		points := 1 + float64(strings.Count(l.Text, ",")) + float64(min(3, len(l.Text)/100))
		for k, id := range t.Within[:min(2, len(t.Within))] {
			score[id] += points / float64(1+k)
		}
	}
	best, top := int32(-1), 0.0
	for id, s := range score {
		g := &c.groups.within[id]
		if s *= 1 - ratio(g.link, max(1, g.bytes)); s > top {
			best, top = int32(id), s
		}
	}
	for i, l := range c.all {
		for _, id := range l.Traits.Within {
			keep[i] = keep[i] || id == best && !l.Traits.Hidden && l.Traits.Link <= 0.5
		}
	}
	return keep
}

// longLine is how many words make running text of a line that is no sentence.
const longLine = 45

// agreement is how much of the running text that either choice keeps both
// choices keep, by its words: 1 where they are the same.
func (c *context) agreement(a, b []bool) float64 {
	both, either := 0, 0
	for i, real := range c.real {
		if !real && c.s[i].words < longLine || !a[i] && !b[i] {
			continue
		}
		either += c.s[i].words
		if a[i] && b[i] {
			both += c.s[i].words
		}
	}
	if either == 0 {
		return 1
	}
	return ratio(both, either)
}
