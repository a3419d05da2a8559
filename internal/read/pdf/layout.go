package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A row is letters that stand beside each other in one column.
type row struct {
	text     string
	x0, x1   float64
	y, size  float64
	bold     bool
	artifact bool
}

// rows makes rows of the letters of a page. Of letters that were drawn in
// several directions those of the most common one are taken.
func rows(all []drawn) []row {
	turn := commonTurn(all)
	kept := slices.DeleteFunc(slices.Clone(all), func(d drawn) bool { return d.turn != turn || d.text == "" })
	slices.SortStableFunc(kept, func(a, b drawn) int { return cmp.Compare(b.y, a.y) })
	var out []row
	for len(kept) > 0 {
		n := 1
		for n < len(kept) && kept[0].y-kept[n].y <= level*max(kept[n-1].size, kept[n].size) && kept[n-1].y-kept[n].y <= level*kept[n].size {
			n++
		}
		out = append(out, split(kept[:n])...)
		kept = kept[n:]
	}
	return mend(out)
}

// level is by how much of their size letters of one row may stand higher or
// lower than others.
const level = 0.35

func commonTurn(all []drawn) int {
	var counts [4]int
	for _, d := range all {
		counts[d.turn]++
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return best
}

// Gaps between letters, in sizes of the letters: a space, and a gutter between
// columns unless the rows around go on over it.
const (
	spaceGap  = 0.17
	blankGap  = 0.06 // where a blank was drawn; some files draw one and go back over it
	gutterGap = 0.95
)

// split makes rows of letters of one height.
func split(letters []drawn) (out []row) {
	slices.SortStableFunc(letters, func(a, b drawn) int { return cmp.Compare(a.x, b.x) })
	var parts []string
	var r row
	end := math.Inf(-1)
	flush := func() {
		if r.text = strings.TrimSpace(strings.Join(inReadingOrder(parts), "")); r.text != "" {
			out = append(out, r)
		}
		parts = parts[:0]
	}
	var last drawn
	blanks := false
	for i, d := range letters {
		if strings.TrimSpace(d.text) == "" {
			blanks = true
			continue
		}
		if i > 0 && twice(last, d) {
			continue
		}
		gap, size := d.x-end, min(d.size, max(r.size, 1))
		switch {
		case len(parts) == 0 || gap > gutterGap*size:
			flush()
			r = row{x0: d.x, y: d.y, size: d.size, bold: d.bold, artifact: d.artifact}
		case gap > spaceGap*size || blanks && gap > blankGap*size || strings.HasPrefix(d.text, " "):
			parts = append(parts, " ")
		}
		parts = append(parts, strings.TrimLeft(d.text, " "))
		end, blanks, last = max(d.x+d.width, d.x+0.1*d.size), false, d
		r.x1, r.size, r.bold, r.artifact = end, max(r.size, d.size), r.bold && d.bold, r.artifact && d.artifact
	}
	flush()
	return out
}

// twice says whether b is a again, drawn a little beside it to look bold.
func twice(a, b drawn) bool {
	return a.text == b.text && strings.TrimSpace(a.text) != "" && b.x-a.x < 0.12*a.size && math.Abs(a.y-b.y) < 0.1*a.size
}

// mend joins rows that were split at a wide space: the rows above and below go
// on over it.
func mend(all []row) []row {
	var out []row
	for i, r := range all {
		if n := len(out); n > 0 && out[n-1].y-r.y < level*r.size && r.x0 > out[n-1].x1 && r.x0-out[n-1].x1 < 3*r.size &&
			sameSize(out[n-1].size, r.size) && bridged(all, i, out[n-1], r) {
			p := &out[n-1]
			p.text, p.x1, p.bold = p.text+" "+r.text, r.x1, p.bold && r.bold
			continue
		}
		out = append(out, r)
	}
	return out
}

func sameSize(a, b float64) bool { return a < 1.12*b && b < 1.12*a }

// bridged says whether a row next to that of a and b has text where the gap
// between them is, and none has a gap there.
func bridged(all []row, at int, a, b row) bool {
	middle := (a.x1 + b.x0) / 2
	bridges := 0
	for _, step := range []int{-1, 1} {
		for i := at + step; i >= 0 && i < len(all); i += step {
			o := all[i]
			distance := math.Abs(o.y - a.y)
			if distance > 2*a.size {
				break
			}
			if distance < level*a.size || !sameSize(o.size, a.size) || o.x1 < a.x0 || o.x0 > b.x1 {
				continue
			}
			if o.x0 < middle && o.x1 > middle {
				bridges++
			} else {
				return false
			}
			break
		}
	}
	return bridges > 0
}

// A column is rows under each other.
type column struct {
	rows           []row
	x0, x1, y0, y1 float64 // y0 is the top
}

// maxColumns is up to how many columns their order is thought about.
const maxColumns = 300

// columns groups rows, sorted from top to bottom, and puts the groups in the
// order of reading.
func columns(all []row) []column {
	var open []column
	for i, r := range all {
		if at := above(open, all, i); at >= 0 {
			open[at].add(r)
			continue
		}
		c := column{x0: r.x0, x1: r.x1, y0: r.y + r.size}
		c.add(r)
		open = append(open, c)
	}
	if len(open) > maxColumns {
		return open
	}
	return inOrder(open)
}

func (c *column) add(r row) {
	c.rows = append(c.rows, r)
	c.x0, c.x1, c.y1 = min(c.x0, r.x0), max(c.x1, r.x1), r.y
}

// above is the column that the i-th row goes on, -1 where it begins one.
func above(open []column, all []row, i int) int {
	r := all[i]
	best := -1
	for at := len(open) - 1; at >= 0 && at > len(open)-200; at-- {
		c := open[at]
		last := c.rows[len(c.rows)-1]
		gap := last.y - r.y
		if gap <= level*r.size || gap > 2.2*max(last.size, r.size) || !sameSize(last.size, r.size) || overlap(c, r) < 0.5 {
			continue
		}
		if best >= 0 {
			return -1 // it stands under two columns
		}
		best = at
	}
	if best >= 0 && divided(open[best], all, i) {
		return -1
	}
	return best
}

// divided says whether another row stands beside the i-th under the same column.
func divided(c column, all []row, i int) bool {
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(all) && math.Abs(all[k].y-all[i].y) < level*all[i].size; k += step {
			if overlap(c, all[k]) > 0.5 && sameSize(all[k].size, all[i].size) {
				return true
			}
		}
	}
	return false
}

// overlap is how much of the narrower of both stands above or below the other.
func overlap(c column, r row) float64 {
	common := min(c.x1, r.x1) - max(c.x0, r.x0)
	return common / max(1, min(c.x1-c.x0, r.x1-r.x0))
}

// inOrder sorts columns: one that stands above another comes before it, and so
// does one to the left, unless something above the right one spans both.
func inOrder(all []column) []column {
	n := len(all)
	before := make([][]bool, n)
	waits := make([]int, n)
	for i := range all {
		before[i] = make([]bool, n)
		for k := range all {
			if i != k && precedes(all, i, k) {
				before[i][k] = true
				waits[k]++
			}
		}
	}
	var out []column
	done := make([]bool, n)
	for len(out) < n {
		next := -1
		for i := range all { // the topmost of those that wait for none, or of all
			if !done[i] && (next < 0 || waits[i] < waits[next]) {
				next = i
			}
		}
		done[next] = true
		out = append(out, all[next])
		for k := range all {
			if before[next][k] {
				waits[k]--
			}
		}
	}
	return out
}

func precedes(all []column, i, k int) bool {
	a, b := all[i], all[k]
	if min(a.x1, b.x1)-max(a.x0, b.x0) > 0 {
		return a.y0 > b.y0
	}
	if a.x0 > b.x0 {
		return false
	}
	// A is to the left. Something that stands between both in height and over
	// both in width divides what is above it from what is below.
	for _, c := range all {
		if c.y0 < a.y1+0.1 && c.y1 > b.y0-0.1 || c.y0 < b.y1+0.1 && c.y1 > a.y0-0.1 {
			if c.x0 < a.x1 && c.x1 > b.x0 {
				return a.y0 > b.y0
			}
		}
	}
	return true
}

// A paragraph is rows that belong together.
type paragraph struct {
	text  string
	size  float64
	bold  bool
	rows  int
	page  int
	open  bool // its last row is full and ends no sentence
	lower bool // it begins with a small letter
}

// paragraphs cuts a column into its paragraphs.
func (c column) paragraphs(page int, hyphens hyphens) (out []paragraph) {
	pitch := c.pitch()
	from := 0
	for i := 1; i <= len(c.rows); i++ {
		if i < len(c.rows) && !c.breaks(i, pitch) {
			continue
		}
		out = append(out, joined(c.rows[from:i], page, hyphens, c.x1))
		from = i
	}
	return out
}

// pitch is the usual distance from row to row.
func (c column) pitch() float64 {
	var all []float64
	for i := 1; i < len(c.rows); i++ {
		all = append(all, c.rows[i-1].y-c.rows[i].y)
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/3]
}

// breaks says whether a paragraph begins with the i-th row.
func (c column) breaks(i int, pitch float64) bool {
	last, r := c.rows[i-1], c.rows[i]
	if last.y-r.y > 1.3*pitch || last.bold != r.bold && len(c.rows) > 2 {
		return true
	}
	width := c.x1 - c.x0
	indented := r.x0-c.x0 > 0.7*r.size && r.x0-c.x0 < 0.4*width
	lastIndented := last.x0-c.x0 > 0.7*r.size
	if indented && !lastIndented {
		return true
	}
	if bulleted(r.text) && !bulleted(last.text) || bulleted(r.text) && endsSentence(last.text) {
		return true
	}
	firstWord, _, _ := strings.Cut(r.text, " ")
	room := c.x1 - last.x1
	if room < float64(utf8.RuneCountInString(firstWord)+1)*0.6*r.size {
		return false // the word did not fit on the row before
	}
	return room > 0.4*width || endsSentence(last.text) && room > 0.12*width
}

func bulleted(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•▪■‣◦–", r) && strings.HasPrefix(s[n:], " ")
}

// endsSentence says whether the last sign of s, quotation marks left aside, ends
// a sentence.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’»)]`)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:。！？", r)
}

func joined(rows []row, page int, h hyphens, right float64) paragraph {
	p := paragraph{size: rows[0].size, bold: true, rows: len(rows), page: page}
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			h.join(&b, r.text)
		} else {
			b.WriteString(r.text)
		}
		p.bold = p.bold && r.bold
	}
	p.text = b.String()
	first, _ := utf8.DecodeRuneInString(p.text)
	p.lower = unicode.IsLower(first)
	p.open = !endsSentence(p.text) && right-rows[len(rows)-1].x1 < 3*p.size
	return p
}

// hyphens tells which hyphens at line ends belong to a word: those of words that
// have them inside of lines too.
type hyphens map[string]bool

// learn notes the words with hyphens inside of rows.
func (h hyphens) learn(all []row) {
	for _, r := range all {
		for w := range strings.FieldsSeq(r.text) {
			w = trimmed(w)
			if i := strings.IndexByte(w, '-'); i > 0 && i < len(w)-1 && len(h) < 100_000 {
				h[strings.ToLower(w)] = true
			}
		}
	}
}

func trimmed(w string) string {
	return strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// join writes the next row of a paragraph behind those in b.
func (h hyphens) join(b *strings.Builder, next string) {
	text := b.String()
	before, soft := strings.CutSuffix(text, "\u00ad")
	hard := strings.HasSuffix(text, "-") || strings.HasSuffix(text, "\u2010")
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case soft:
		b.Reset()
		b.WriteString(before)
	case hard && unicode.IsLower(first) && !h.keeps(text, next):
		_, n := utf8.DecodeLastRuneInString(text)
		b.Reset()
		b.WriteString(text[:len(text)-n])
	case hard && (unicode.IsLetter(first) || unicode.IsDigit(first)) && !strings.HasSuffix(text, " -"):
	case unspaced(text, first):
	default:
		b.WriteByte(' ')
	}
	b.WriteString(next)
}

// keeps says whether the hyphen between text and next belongs to their word.
func (h hyphens) keeps(text, next string) bool {
	head := text[strings.LastIndexByte(text, ' ')+1:]
	tail, _, _ := strings.Cut(next, " ")
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(head, "-\u2010"))
	return !unicode.IsLetter(before) || h[strings.ToLower(trimmed(head+tail))] || strings.Contains(strings.TrimRight(head, "-"), "-")
}

// unspaced says whether rows are joined without a space, as in Chinese.
func unspaced(text string, first rune) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	wide := func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
	}
	return wide(last) && wide(first)
}
