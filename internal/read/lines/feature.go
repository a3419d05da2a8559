package lines

// classNumbers number the classes of furniture for features.
var classNumbers = map[Class]int{"": 0, Related: 1, Comments: 2, Share: 3, Subscribe: 4, Advert: 5, Footer: 6,
	Nav: 7, Tags: 8, Meta: 9, Player: 10, Link: 11, Rule: 12}

// tagNumbers number elements for features; others are 0.
var tagNumbers = map[string]int{"p": 1, "li": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6, "h5": 6, "h6": 6, "div": 7,
	"td": 8, "th": 8, "blockquote": 9, "figcaption": 10, "figure": 10, "section": 11, "article": 12, "body": 13,
	"ul": 14, "ol": 14, "dd": 15, "dt": 15, "pre": 16, "header": 17, "footer": 18, "form": 19, "fieldset": 19,
	"aside": 20, "main": 21, "a": 22, "address": 23, "center": 24}

var regionNumbers = map[string]int{"": 0, "menu": 1, "footer": 2, "related": 3, "comments": 4, "share": 5}

// A row is the features of one line. The order in which they are put is part of
// the model.
type row []float32

func (r *row) put(values ...float64) {
	for _, v := range values {
		*r = append(*r, float32(v))
	}
}

func (r *row) count(values ...int) {
	for _, v := range values {
		*r = append(*r, float32(v))
	}
}

func (r *row) flag(values ...bool) {
	for _, v := range values {
		*r = append(*r, float32(flag(v)))
	}
}

// rowSize is room for a row with what the first pass adds.
const rowSize = 192

// rows are the features of every line.
func (c *context) rows() []row {
	out := make([]row, len(c.all))
	pool := make([]float32, len(c.all)*rowSize)
	for i := range out {
		r := row(pool[i*rowSize : i*rowSize : (i+1)*rowSize])
		c.own(&r, i)
		c.place(&r, i)
		c.neighbours(&r, i)
		if t := c.all[i].Traits; t != nil {
			c.markup(&r, i, t)
			c.containers(&r, i, t)
			c.markupAround(&r, i, t)
		}
		out[i] = r
	}
	return out
}

// own are the features of the line itself.
func (c *context) own(r *row, i int) {
	s := &c.s[i]
	r.count(s.words)
	r.put(ratio(s.bytes, max(1, s.words)))
	r.flag(s.sentence, s.ellipsis)
	r.put(ratio(s.stops, s.words), ratio(s.capital, s.words), ratio(s.digits, min(maxShape, s.bytes)), ratio(s.upper, min(maxShape, s.bytes)))
	r.count(classNumbers[s.class], s.repeats)
	r.flag(c.all[i].Bullet, s.date, s.credit, s.byline)
	r.count(s.commas, s.sentences, s.first, s.last)
	r.put(ratio(s.address, s.words))
	r.count(s.quotes)
	r.put(s.cohesion)
}

// place are the features of where on the page the line stands.
func (c *context) place(r *row, i int) {
	n, runs := len(c.all), &c.runs
	r.put(ratio(i, n))
	r.count(i, n)
	r.flag(c.real[i])
	r.put(ratio(c.before[i], c.total), log2(c.before[i]), log2(c.total-c.before[i]), log2(c.total))
	r.count(c.sinceHeader[i])
	r.put(runs.share(i, c.total), log2(int(runs.share(i, c.total)*float64(c.total)+0.5)))
	lines, words, share := far*2, 0.0, 0.0
	if runs.best >= 0 {
		from, to := runs.from[runs.best], runs.to[runs.best]
		share = ratio(runs.words[runs.best], c.total)
		lines = 0
		if i < from {
			lines, words = i-from, -log2(c.before[from]-c.before[i])
		} else if i > to {
			lines, words = i-to, log2(c.before[i]-c.before[to])
		}
	}
	r.count(lines)
	r.put(words, share)
}

// neighbours are the features of the lines around it.
func (c *context) neighbours(r *row, i int) {
	none := shape{}
	at := func(j int) *shape {
		if j < 0 || j >= len(c.s) {
			return &none
		}
		return &c.s[j]
	}
	for _, d := range []int{-3, -2, -1, 1, 2, 3} {
		r.count(at(i + d).words)
	}
	for _, d := range []int{-1, 1} {
		s := at(i + d)
		r.count(classNumbers[s.class])
		r.flag(s.sentence, s.date || s.byline || s.credit)
		r.put(s.cohesion)
	}
	for _, w := range []int{5, 12} {
		r.put(log2(c.before[i]-c.before[max(0, i-w)]), log2(c.before[min(len(c.all), i+w+1)]-c.before[i+1]))
	}
	r.count(c.since[i], c.until[i])
}

// markup are the features of the line's own markup.
func (c *context) markup(r *row, i int, t *Traits) {
	r.put(t.Link)
	r.count(t.Links, tagNumbers[t.Tag], headingLevel(t.Tag), regionNumbers[t.Region])
	r.flag(t.Main, t.Hidden, t.Body, t.Quote)
	r.count(t.Depth)
	r.put(t.Title, t.Description, t.Stated)
	r.count(t.FromTitle)
	for h := range Hints {
		r.flag(t.Near>>h&1 == 1, t.Hints>>h&1 == 1)
	}
}

func headingLevel(tag string) int {
	if len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' {
		return int(tag[1] - '0')
	}
	return 0
}

// containers are the features of the elements around the line, and of the lines
// that have its class.
func (c *context) containers(r *row, i int, t *Traits) {
	g := c.groups
	for k := range 5 {
		x := g.around(t, k)
		r.put(g.share(x), log2(x.realWords), ratio(x.link, x.bytes), float64(x.lines), ratio(x.words, x.lines))
	}
	for _, need := range []float64{0.5, 0.8} {
		k := 0
		for k < len(t.Within) && g.share(g.around(t, k)) < need {
			k++
		}
		x := g.around(t, k)
		r.count(k, x.lines)
		r.put(ratio(x.link, x.bytes), ratio(i-x.from, x.lines))
	}
	for _, x := range []*group{g.class[t.Class], g.outer[t.Outer]} {
		r.put(g.share(x), float64(x.lines), ratio(x.real, x.lines), ratio(x.words, x.lines), ratio(x.link, x.bytes))
		r.count(i-x.from, x.to-i)
	}
}

// markupAround are the features of the neighbours' markup.
func (c *context) markupAround(r *row, i int, t *Traits) {
	for _, d := range []int{-2, -1, 1, 2} {
		if i+d < 0 || i+d >= len(c.all) {
			r.count(0, 0, -1, -1, -1)
			continue
		}
		o := c.all[i+d].Traits
		r.flag(len(t.Within) > 0 && len(o.Within) > 0 && t.Within[0] == o.Within[0], t.Class == o.Class)
		r.count(tagNumbers[o.Tag])
		r.put(o.Link)
		r.count(nearestCommon(t.Within, o.Within))
	}
}

// nearestCommon is how far up the nearest container is that both lines stand in.
// Both lists end with the same containers.
func nearestCommon(a, b []int32) int {
	k := 0
	for k < len(a) && k < len(b) && a[len(a)-1-k] == b[len(b)-1-k] {
		k++
	}
	return len(a) - k
}
