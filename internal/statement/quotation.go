package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// A quotation is a run of text inside quotation marks. Outer includes the
// marks, Inner does not. A quotation never leaves its block; one that runs on
// in the next block is a chain of quotations linked by next.
type quotation struct {
	outer, inner model.Span
	block        int
	depth        int  // 0 for outermost
	single       bool // single marks
	closed       bool // has its closing mark
	opened       bool // has its opening mark
	next         int  // the quotation that continues this one in the next block, or -1
	prev         int  // the quotation that this one continues, or -1
}

// A mark is a quotation mark as it stands in the text.
type mark struct {
	at, size int
	kind     markKind
	canOpen  bool
	canClose bool
}

type markKind uint8

const (
	markDouble markKind = iota // " '' ``
	markCurly                  // “ ” „ ‟
	markAngle                  // « »
	markSingle                 // ' ‘ ’ ‚
	markAngle1                 // ‹ ›
)

// quotations finds what stands inside quotation marks, block by block, in
// text order, outer before inner. A mark without its partner is handled where
// it stands and spoils nothing beyond its block.
func quotations(text string, blocks []model.Block) []quotation {
	var out []quotation
	for b, block := range blocks {
		if block.Start < 0 || block.End > len(text) || block.Start > block.End {
			continue
		}
		out = append(out, blockQuotations(text, b, block.Span())...)
	}
	linkChains(text, blocks, out)
	return out
}

// blockQuotations runs the state machine over one block.
func blockQuotations(text string, block int, span model.Span) []quotation {
	marks := marksIn(text, span)
	if len(marks) == 0 {
		return nil
	}
	m := machine{text: text, block: block, span: span, marks: marks}
	for _, k := range marks {
		if k.kind == markDouble {
			m.straight++
		}
	}
	for i := range marks {
		m.step(i)
	}
	m.finish()
	return m.done()
}

type machine struct {
	text  string
	block int
	span  model.Span
	marks []mark
	open  []int // indices into found of quotations still open
	found []quotation
	lastX int // end of the last closed outermost quotation

	straight int // how many straight double marks there are
}

func (m *machine) step(i int) {
	k := m.marks[i]
	top := len(m.open) - 1
	if k.canClose && top >= 0 && m.found[m.open[top]].inner.Start == k.at {
		m.drop(top) // nothing between the marks
		return
	}
	for j := top; j >= 0 && k.canClose; j-- {
		if m.pairs(m.found[m.open[j]], k) {
			m.closeAt(j, k)
			return
		}
	}
	switch {
	case k.canOpen && (top < 0 || m.mayNest(i)):
		m.openAt(k)
	case k.canClose && top < 0 && k.kind != markSingle && k.kind != markAngle && !k.canOpen:
		m.stray(k)
	}
}

// pairs says whether the mark k closes the open quotation q.
func (m *machine) pairs(q quotation, k mark) bool {
	if q.single != (k.kind == markSingle || k.kind == markAngle1) {
		return false
	}
	open := markOf(m.text[q.outer.Start:])
	if open != k.kind && (open == markAngle || k.kind == markAngle || k.canOpen) {
		return false
	}
	return k.at > q.inner.Start
}

// lookAhead bounds how many marks are looked at to judge one.
const lookAhead = 64

// mayNest says whether an opening mark inside an open quotation starts an
// inner one: of the other kind of mark always, of the same kind only when
// enough closing marks follow.
func (m *machine) mayNest(i int) bool {
	k := m.marks[i]
	q := m.found[m.open[len(m.open)-1]]
	if q.single != (k.kind == markSingle || k.kind == markAngle1) {
		return len(m.open) < 4
	}
	need := len(m.open) + 1
	if markOf(m.text[q.outer.Start:]) != k.kind {
		need = 1
	}
	closing := 0
	for _, n := range m.marks[i+1 : min(i+1+lookAhead, len(m.marks))] {
		if n.kind == k.kind && n.canClose && !n.canOpen {
			closing++
		} else if n.kind == k.kind && n.canOpen && !n.canClose {
			closing--
		}
	}
	if closing >= need {
		return len(m.open) < 4
	}
	// The one before was never closed: it ends where this one begins.
	m.giveUp(k.at)
	return true
}

func (m *machine) openAt(k mark) {
	m.open = append(m.open, len(m.found))
	m.found = append(m.found, quotation{outer: model.Span{Start: k.at, End: -1}, inner: model.Span{Start: k.at + k.size, End: -1},
		block: m.block, depth: len(m.open) - 1, single: k.kind == markSingle || k.kind == markAngle1, opened: true, next: -1, prev: -1})
}

func (m *machine) closeAt(j int, k mark) {
	for len(m.open)-1 > j {
		m.drop(len(m.open) - 1)
	}
	q := &m.found[m.open[j]]
	q.inner.End, q.outer.End, q.closed = k.at, k.at+k.size, true
	m.open = m.open[:j]
	if j == 0 {
		m.lastX = q.outer.End
	}
}

// drop forgets an inner quotation that was never closed.
func (m *machine) drop(j int) {
	m.found[m.open[j]].depth = -1
	m.open = m.open[:j]
}

// giveUp ends the open quotations before at, at the last sentence end there.
func (m *machine) giveUp(at int) {
	for len(m.open) > 1 {
		m.drop(len(m.open) - 1)
	}
	q := &m.found[m.open[0]]
	piece := strings.TrimRightFunc(m.text[q.inner.Start:at], unicode.IsSpace)
	if end := strings.LastIndexAny(piece, ".!?"); end > 0 {
		piece = piece[:end+1]
	}
	q.inner.End = q.inner.Start + len(piece)
	q.outer.End = q.inner.End
	m.open = m.open[:0]
}

// stray handles a closing mark that nothing opened: where the block begins
// with what it closes, the opening mark was lost.
func (m *machine) stray(k mark) {
	if m.lastX != 0 || k.at-m.span.Start < 12 {
		return
	}
	before, _ := utf8.DecodeLastRuneInString(m.text[:k.at])
	if !strings.ContainsRune(",.?!…", before) || k.kind == markDouble && m.straight%2 == 0 {
		return
	}
	start := m.span.Start
	m.found = append(m.found, quotation{outer: model.Span{Start: start, End: k.at + k.size}, inner: model.Span{Start: start, End: k.at},
		block: m.block, closed: true, next: -1, prev: -1})
	m.lastX = k.at + k.size
}

// finish ends what is open at the end of the block.
func (m *machine) finish() {
	for len(m.open) > 0 {
		j := len(m.open) - 1
		if j > 0 || m.found[m.open[j]].single {
			m.drop(j)
			continue
		}
		q := &m.found[m.open[0]]
		q.inner.End, q.outer.End = m.span.End, m.span.End
		m.open = nil
	}
}

func (m *machine) done() []quotation {
	out := m.found[:0]
	for _, q := range m.found {
		if q.depth >= 0 && q.inner.End > q.inner.Start && q.outer.End >= q.inner.End {
			out = append(out, q)
		}
	}
	var ends []int // depths counted anew: an outer one may have been dropped
	for i := range out {
		for len(ends) > 0 && ends[len(ends)-1] <= out[i].outer.Start {
			ends = ends[:len(ends)-1]
		}
		out[i].depth = len(ends)
		ends = append(ends, out[i].outer.End)
	}
	return out
}

// longestChain bounds over how many paragraphs a quotation goes on.
const longestChain = 64

// linkChains joins a quotation left open at the end of its block to the one
// that opens the next block.
func linkChains(text string, blocks []model.Block, qs []quotation) {
	last, length := -1, 0
	for i := range qs {
		if qs[i].depth != 0 {
			continue
		}
		if last >= 0 && !qs[last].closed && qs[last].outer.End == blocks[qs[last].block].End &&
			qs[i].block == qs[last].block+1 && sameMark(text, qs[last], qs[i]) && strings.TrimSpace(text[blocks[qs[i].block].Start:qs[i].outer.Start]) == "" {
			if length++; length < longestChain {
				qs[last].next, qs[i].prev = i, last
			}
		}
		if qs[i].prev < 0 {
			length = 0
		}
		last = i
	}
}

// sameMark says whether two quotations open with the same mark.
func sameMark(text string, a, b quotation) bool {
	return a.opened && b.opened && text[a.outer.Start:a.inner.Start] == text[b.outer.Start:b.inner.Start]
}

// markOf is the kind of the mark that s begins with.
func markOf(s string) markKind {
	r, _ := utf8.DecodeRuneInString(s)
	switch r {
	case '“', '”', '„', '‟':
		return markCurly
	case '«', '»':
		return markAngle
	case '‹', '›':
		return markAngle1
	case '\'':
		if strings.HasPrefix(s, "''") {
			return markDouble
		}
		return markSingle
	case '‘', '’', '‚', '‛':
		return markSingle
	}
	return markDouble
}

// marksIn lists the quotation marks of a block, apostrophes and signs of
// measure left out.
func marksIn(text string, span model.Span) []mark {
	var out []mark
	s := text[span.Start:span.End]
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && c != '"' && c != '\'' && c != '`' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if (c == '\'' || c == '`') && i+1 < len(s) && s[i+1] == c {
			size = 2
		}
		if k, ok := markAt(s, i, r, size); ok {
			k.at += span.Start
			out = append(out, k)
		}
		i += size
	}
	return pairSingles(text, out)
}

// markAt judges the rune r of size bytes at s[i] by its neighbours.
func markAt(s string, i int, r rune, size int) (mark, bool) {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+size:])
	if i == 0 {
		before = ' '
	}
	if i+size >= len(s) {
		after = ' '
	}
	k := mark{at: i, size: size, kind: markOf(s[i:])}
	spaceBefore, spaceAfter := opensAfter(before), closesBefore(after)
	switch r {
	case '“', '‟':
		k.canOpen, k.canClose = true, !unicode.IsSpace(before) && closesBefore(after)
		if k.canClose && i > 0 && !strings.ContainsRune("([—–-/", before) {
			k.canOpen = false
		} else {
			k.canClose = false
		}
	case '„':
		k.canOpen = true
	case '”':
		k.canClose = true
		k.canOpen = unicode.IsSpace(before) && !unicode.IsSpace(after) && !unicode.IsPunct(after)
		if k.canOpen {
			k.canClose = false
		}
	case '«', '‹':
		k.canOpen = true
	case '»', '›':
		k.canClose = true
	case '"':
		if unicode.IsDigit(before) && !unicode.IsLetter(after) && inches(s[:i]) {
			return k, false
		}
		k.canOpen, k.canClose = openClose(before, after, spaceBefore, spaceAfter)
	case '\'', '`':
		if size == 2 {
			k.kind = markDouble
			k.canOpen, k.canClose = openClose(before, after, spaceBefore, spaceAfter)
			break
		}
		k.kind = markSingle
		k.canOpen, k.canClose = spaceBefore && !unicode.IsSpace(after) && !elided(s[i+size:]), spaceAfter && !unicode.IsSpace(before)
	case '‘', '‛', '‚':
		k.canOpen = !elided(s[i+size:]) && !unicode.IsLetter(before)
	case '’':
		k.canClose = spaceAfter && !unicode.IsSpace(before)
	default:
		return k, false
	}
	return k, k.canOpen || k.canClose
}

// openClose judges a mark that has one shape for both ends.
func openClose(before, after rune, spaceBefore, spaceAfter bool) (open, shut bool) {
	switch {
	case spaceBefore && !spaceAfter:
		return true, false
	case spaceAfter && !spaceBefore:
		return false, true
	case unicode.IsSpace(before) && (unicode.IsSpace(after) || strings.ContainsRune(",.;?!", after)):
		return true, true
	case unicode.IsSpace(before):
		return true, false
	case unicode.IsSpace(after):
		return false, true
	}
	return true, true
}

// opensAfter says whether an opening mark may follow r.
func opensAfter(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("([{—–-/“‘\"'«…:", r)
}

// closesBefore says whether a closing mark may precede r.
func closesBefore(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(".,;:!?)]}—–-/”’\"'»…", r)
}

// elided says whether s begins with the rest of a word that an apostrophe
// shortens: ’90s, ’em, ’tis.
func elided(s string) bool {
	if len(s) >= 3 && s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' && (s[2] == 's' || s[2] == ' ') {
		return true
	}
	for _, w := range [...]string{"em", "tis", "twas", "til", "cause", "n", "bout", "round"} {
		if len(s) > len(w) && strings.EqualFold(s[:len(w)], w) && !isWordByte(s[len(w)]) {
			return true
		}
	}
	return false
}

func isWordByte(c byte) bool {
	return c >= utf8.RuneSelf || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// inches says whether s, which ends in a digit, ends in a measure of feet:
// 6'2, 5’ 10.
func inches(s string) bool {
	t := strings.TrimRight(s, "0123456789½¼¾ ")
	return t != s && (strings.HasSuffix(t, "'") || strings.HasSuffix(t, "’") || strings.HasSuffix(t, "′"))
}

// pairSingles keeps of the single marks those that find a partner: an
// apostrophe at a word's end closes nothing.
func pairSingles(text string, marks []mark) []mark {
	closing := make([]bool, len(marks))
	for i, k := range marks {
		if k.kind != markSingle || !k.canOpen {
			continue
		}
		if j := partner(text, marks, i); j >= 0 {
			closing[i], closing[j] = true, true
			marks[j].canOpen = false
			marks[i].canClose = false
		}
	}
	out := marks[:0]
	for i, k := range marks {
		if k.kind != markSingle || closing[i] {
			out = append(out, k)
		}
	}
	return out
}

// partner is the mark that closes the single mark i: the first that stands
// after a sentence's mark or before one, else the first that does not follow
// a plural's s, else the first.
func partner(text string, marks []mark, i int) int {
	weak, weakest := -1, -1
	for j := i + 1; j < len(marks); j++ {
		k := marks[j]
		if k.kind != markSingle {
			continue
		}
		if k.canOpen && !k.canClose {
			break
		}
		if !k.canClose || k.at <= marks[i].at+marks[i].size {
			continue
		}
		before := text[k.at-1]
		after := byte(' ')
		if k.at+k.size < len(text) {
			after = text[k.at+k.size]
		}
		switch {
		case strings.IndexByte(".,!?", before) >= 0, strings.IndexByte(".,;:!?)\n\"", after) >= 0, strings.HasPrefix(text[k.at+k.size:], "”"):
			return j
		case before != 's' && weak < 0:
			weak = j
		case weakest < 0:
			weakest = j
		}
	}
	if weak >= 0 {
		return weak
	}
	return weakest
}
