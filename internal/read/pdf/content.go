package pdf

import (
	"bytes"
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Limits on what one page may draw.
const (
	maxGlyphs = 300_000
	maxForms  = 2000 // forms drawn, those inside each other too
	maxInside = 12   // forms inside each other
)

// maxDrawn is how many bytes of operations all pages may have together, each
// form counted as often as it is drawn.
const maxDrawn = 128 << 20

// A glyph is a letter at its place, in points from the page's lower left corner,
// turned so that it reads from left to right.
type drawn struct {
	text     string
	x, y     float64
	width    float64
	size     float64
	bold     bool
	artifact bool // marked as not part of the text
	turn     int  // quarter turns to the left that it was drawn with
}

type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m applied before n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// A state is what "q" keeps and "Q" brings back.
type state struct {
	ctm                     matrix
	font                    *font
	size                    float64
	charSpace, wordSpace    float64
	stretch, leading, raise float64
}

// A painter follows the operations of a page.
type painter struct {
	file       *file
	fonts      map[any]*font
	out        []drawn
	forms      int
	state      state
	kept       []state
	text, line matrix
	marked     []mark
}

// A mark is marked content that is open: whether it is an artifact, and the text
// that stands for what is drawn in it.
type mark struct {
	artifact bool
	actual   string
	replaces bool
}

// draw is the letters of a page, in the order they are drawn.
func (f *file) draw(p page) []drawn {
	t := &painter{file: f, fonts: map[any]*font{}, state: state{ctm: identity, stretch: 1}}
	t.run(f.contentOf(p), p.resources, 0)
	return t.out
}

// run follows the operations in data.
func (t *painter) run(data []byte, resources dict, depth int) {
	if t.file.left -= len(data); t.file.left < 0 {
		return
	}
	l := &lexer{data: data}
	var args []any
	for len(t.out) < maxGlyphs {
		v, ok := l.next(0)
		if !ok {
			return
		}
		op, isOperator := v.(operator)
		switch {
		case !isOperator:
			if len(args) < 100 {
				args = append(args, v)
			}
			continue
		case op == "BI":
			skipPicture(l)
		case op == "Do":
			t.form(arg(args, 0), resources, depth)
		case op == "Tf":
			t.state.font = t.fontNamed(arg(args, 0), resources)
			t.state.size = float(arg(args, 1))
		default:
			t.operate(op, args, resources)
		}
		args = args[:0]
	}
}

func arg(args []any, i int) any {
	if i < len(args) {
		return args[i]
	}
	return nil
}

// skipPicture passes over a picture that stands among the operations.
func skipPicture(l *lexer) {
	for {
		v, ok := l.next(0)
		if !ok {
			return
		}
		if v == operator("ID") {
			break
		}
	}
	for {
		i := bytes.Index(l.data[l.at:], []byte("EI"))
		if i < 0 {
			l.at = len(l.data)
			return
		}
		l.at += i + 2
		before, after := l.data[l.at-3], l.at == len(l.data) || isSpace(l.data[l.at])
		if isSpace(before) && after {
			return
		}
	}
}

func (t *painter) fontNamed(v any, resources dict) *font {
	fonts, _ := t.file.get(resources["Font"]).(dict)
	n, _ := v.(name)
	var key any = n
	if r, ok := fonts[n].(ref); ok {
		key = r
	} else if len(t.fonts) > 0 {
		key = [2]any{n, len(t.kept)} // a font written out in the resources of this form
	}
	if known, ok := t.fonts[key]; ok {
		return known
	}
	d, _ := t.file.get(fonts[n]).(dict)
	made := t.file.fontOf(d)
	t.fonts[key] = made
	return made
}

// form draws a form, which has operations of its own.
func (t *painter) form(v any, resources dict, depth int) {
	n, _ := v.(name)
	forms, _ := t.file.get(resources["XObject"]).(dict)
	s, ok := t.file.get(forms[n]).(*stream)
	if !ok || t.file.get(s.dict["Subtype"]) != name("Form") || depth >= maxInside || t.forms >= maxForms {
		return
	}
	t.forms++
	data, err := t.file.decode(s)
	if err != nil {
		return
	}
	own, ok := t.file.get(s.dict["Resources"]).(dict)
	if !ok {
		own = resources
	}
	before, kept, marked := t.state, t.kept, t.marked
	t.kept = nil
	if m, ok := t.file.get(s.dict["Matrix"]).(array); ok {
		t.state.ctm = t.matrixOf(m).times(t.state.ctm)
	}
	t.run(data, own, depth+1)
	t.state, t.kept, t.marked = before, kept, marked
}

func (t *painter) matrixOf(args []any) matrix {
	m := identity
	for i := range min(len(args), 6) {
		m[i] = float(t.file.get(args[i]))
	}
	return m
}

// maxKept is how deep "q" goes.
const maxKept = 200

func (t *painter) operate(op operator, args []any, resources dict) {
	s := &t.state
	switch op {
	case "q":
		if len(t.kept) < maxKept {
			t.kept = append(t.kept, *s)
		}
	case "Q":
		if n := len(t.kept); n > 0 {
			t.state, t.kept = t.kept[n-1], t.kept[:n-1]
		}
	case "cm":
		s.ctm = t.matrixOf(args).times(s.ctm)
	case "BT":
		t.text, t.line = identity, identity
	case "Tc":
		s.charSpace = float(arg(args, 0))
	case "Tw":
		s.wordSpace = float(arg(args, 0))
	case "Tz":
		s.stretch = float(arg(args, 0)) / 100
	case "TL":
		s.leading = float(arg(args, 0))
	case "Ts":
		s.raise = float(arg(args, 0))
	case "Td":
		t.move(float(arg(args, 0)), float(arg(args, 1)))
	case "TD":
		s.leading = -float(arg(args, 1))
		t.move(float(arg(args, 0)), float(arg(args, 1)))
	case "Tm":
		t.line = t.matrixOf(args)
		t.text = t.line
	case "T*":
		t.move(0, -s.leading)
	case "Tj":
		t.show(arg(args, 0))
	case "TJ":
		t.showAll(arg(args, 0))
	case "'":
		t.move(0, -s.leading)
		t.show(arg(args, 0))
	case "\"":
		s.wordSpace, s.charSpace = float(arg(args, 0)), float(arg(args, 1))
		t.move(0, -s.leading)
		t.show(arg(args, 2))
	case "BMC", "BDC":
		t.begin(args, resources)
	case "EMC":
		if n := len(t.marked); n > 0 {
			t.marked = t.marked[:n-1]
		}
	}
}

func (t *painter) move(x, y float64) {
	t.line = matrix{1, 0, 0, 1, x, y}.times(t.line)
	t.text = t.line
}

// begin opens marked content.
func (t *painter) begin(args []any, resources dict) {
	if len(t.marked) >= maxKept {
		return
	}
	m := mark{artifact: arg(args, 0) == name("Artifact")}
	properties, _ := arg(args, 1).(dict)
	if n, ok := arg(args, 1).(name); ok {
		all, _ := t.file.get(resources["Properties"]).(dict)
		properties, _ = t.file.get(all[n]).(dict)
	}
	if actual, ok := t.file.get(properties["ActualText"]).(text); ok {
		m.actual, m.replaces = decodeText(actual), true
	}
	if n := len(t.marked); n > 0 {
		m.artifact = m.artifact || t.marked[n-1].artifact
	}
	t.marked = append(t.marked, m)
}

func (t *painter) showAll(v any) {
	list, _ := v.(array)
	for _, item := range list {
		if s, ok := item.(text); ok {
			t.show(s)
			continue
		}
		t.text = matrix{1, 0, 0, 1, -float(item) / 1000 * t.state.size * t.state.stretch, 0}.times(t.text)
	}
}

// show draws a string.
func (t *painter) show(v any) {
	s, ok := v.(text)
	if !ok || t.state.font == nil {
		return
	}
	st := &t.state
	for _, l := range st.font.letters(s) {
		if len(t.out) >= maxGlyphs {
			return
		}
		m := matrix{st.size * st.stretch, 0, 0, st.size, 0, st.raise}.times(t.text).times(st.ctm)
		advance := l.width*st.size + st.charSpace
		if l.space {
			advance += st.wordSpace
		}
		t.put(l, m, l.width)
		t.text = matrix{1, 0, 0, 1, advance * st.stretch, 0}.times(t.text)
	}
}

// put adds a letter drawn with m.
func (t *painter) put(l letter, m matrix, width float64) {
	size := math.Hypot(m[2], m[3])
	if !(size > 0.5 && size < 5000) || math.Abs(m[4]) > 1e6 || math.Abs(m[5]) > 1e6 {
		return
	}
	d := drawn{text: letters(l.text), size: size, bold: t.state.font.bold, width: width * math.Hypot(m[0], m[1])}
	if d.width < 0 || d.width > 1e5 || math.IsNaN(d.width) {
		d.width = 0
	}
	if n := len(t.marked); n > 0 {
		open := &t.marked[n-1]
		d.artifact = open.artifact
		if open.replaces {
			d.text, open.actual = open.actual, ""
		}
	}
	d.turn, d.x, d.y = upright(m)
	t.out = append(t.out, d)
}

// upright is how many quarter turns to the left m makes, and where it puts its
// origin after these are undone.
func upright(m matrix) (turn int, x, y float64) {
	switch {
	case math.Abs(m[0]) >= math.Abs(m[1]) && m[0] >= 0:
		return 0, m[4], m[5]
	case math.Abs(m[0]) >= math.Abs(m[1]):
		return 2, -m[4], -m[5]
	case m[1] > 0:
		return 1, m[5], -m[4]
	}
	return 3, -m[5], m[4]
}

// letters is s with ligatures and forms of Arabic letters as letters, and nothing that is no character.
func letters(s string) string {
	if len(s) == 1 && s[0] >= ' ' && s[0] < 0x7f {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0xE000 && r <= 0xF8FF {
			return -1
		}
		return r
	}, ligatures(s))
}

func ligatures(s string) string {
	for _, r := range s {
		if r >= 0xFB00 && r <= 0xFB06 || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC {
			return norm.NFKC.String(s)
		}
	}
	return s
}
