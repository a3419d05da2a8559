package pdf

import (
	"unicode/utf16"
)

// maxCodes is how many codes a map holds.
const maxCodes = 200_000

// A cmap maps codes of one to four bytes to texts or, in an encoding, to
// numbers of glyphs.
type cmap struct {
	text   map[uint32]string
	cid    map[uint32]int
	ranges []codeRange
}

// A codeRange is a range of codes of one length.
type codeRange struct {
	low, high uint32
	length    int
}

// parseCmap reads a map as it stands in a stream.
func parseCmap(data []byte) *cmap {
	m := &cmap{text: map[uint32]string{}, cid: map[uint32]int{}}
	l := &lexer{data: data}
	var stack []any
	for {
		v, ok := l.next(0)
		if !ok {
			return m
		}
		op, isOperator := v.(operator)
		if !isOperator {
			if len(stack) < 1000 {
				stack = append(stack, v)
			}
			continue
		}
		m.operate(op, stack)
		stack = stack[:0]
	}
}

func (m *cmap) operate(op operator, args []any) {
	switch op {
	case "endcodespacerange":
		for ; len(args) >= 2; args = args[2:] {
			low, n := code(args[0])
			high, _ := code(args[1])
			if n > 0 && len(m.ranges) < 100 {
				m.ranges = append(m.ranges, codeRange{low, high, n})
			}
		}
	case "endbfchar":
		for ; len(args) >= 2; args = args[2:] {
			if c, n := code(args[0]); n > 0 && len(m.text) < maxCodes {
				m.text[c] = unicodeOf(args[1])
			}
		}
	case "endbfrange":
		for ; len(args) >= 3; args = args[3:] {
			m.bfRange(args[0], args[1], args[2])
		}
	case "endcidrange":
		for ; len(args) >= 3; args = args[3:] {
			low, n := code(args[0])
			high, _ := code(args[1])
			first, _ := args[2].(int)
			for c := low; n > 0 && c <= high && len(m.cid) < maxCodes; c++ {
				m.cid[c] = first + int(c-low)
			}
		}
	case "endcidchar":
		for ; len(args) >= 2; args = args[2:] {
			if c, n := code(args[0]); n > 0 && len(m.cid) < maxCodes {
				m.cid[c], _ = args[1].(int)
			}
		}
	}
}

func (m *cmap) bfRange(from, to, target any) {
	low, n := code(from)
	high, _ := code(to)
	if n == 0 {
		return
	}
	each, isList := target.(array)
	first := []rune(unicodeOf(target))
	for c := low; c <= high && len(m.text) < maxCodes; c++ {
		i := int(c - low)
		switch {
		case isList && i < len(each):
			m.text[c] = unicodeOf(each[i])
		case isList || len(first) == 0:
			return
		default:
			s := append([]rune{}, first...)
			s[len(s)-1] += rune(i)
			m.text[c] = string(s)
		}
		if c == 1<<32-1 {
			return
		}
	}
}

// code is a code and its length in bytes, 0 for what is none.
func code(v any) (c uint32, n int) {
	s, ok := v.(text)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, 0
	}
	for i := range len(s) {
		c = c<<8 | uint32(s[i])
	}
	return c, len(s)
}

// unicodeOf is the text of a string in UTF-16, big endian.
func unicodeOf(v any) string {
	s, _ := v.(text)
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	var units []uint16
	for i := 0; i+1 < len(s) && len(units) < 16; i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// next is the code that s begins with and its length, at least 1. Otherwise is
// the length where no range tells it.
func (m *cmap) next(s text, otherwise int) (c uint32, n int) {
	if m != nil && len(m.ranges) > 0 {
		for n := 1; n <= 4 && n <= len(s); n++ {
			c, _ := code(s[:n])
			for _, r := range m.ranges {
				if r.length == n && r.low <= c && c <= r.high {
					return c, n
				}
			}
		}
		if m.ranges[0].length < otherwise {
			otherwise = m.ranges[0].length
		}
	}
	n = min(otherwise, len(s))
	c, _ = code(s[:n])
	return c, n
}
