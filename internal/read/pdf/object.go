package pdf

import (
	"bytes"
	"strconv"
)

// Objects are nil, bool, int, float64, text, name, array, dict, ref, *stream,
// and, in content streams, operator.
type (
	text     string
	name     string
	operator string
	array    []any
	dict     map[name]any
	ref      int // the number of an indirect object
	stream   struct {
		dict dict
		raw  []byte
	}
)

// maxDepth is how deep objects stand inside each other.
const maxDepth = 60

// A lexer reads objects one after the other.
type lexer struct {
	data []byte
	at   int
	// refs says that "1 0 R" is a reference, as everywhere but in contents.
	refs bool
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' || c == '%'
}

// space passes over white space and comments.
func (l *lexer) space() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// word is what stands at l.at up to white space or a delimiter.
func (l *lexer) word() string {
	start := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	return string(l.data[start:l.at])
}

// closing stands for an end sign without its beginning.
const closing = operator("]")

// next is the next object; ok is false at the end of the data.
func (l *lexer) next(depth int) (object any, ok bool) {
	l.space()
	if l.at >= len(l.data) {
		return nil, false
	}
	switch c := l.data[l.at]; c {
	case '(':
		return l.literal(), true
	case '/':
		l.at++
		return l.name(), true
	case '[', '{':
		l.at++
		return l.array(depth), true
	case '<':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '<' {
			l.at += 2
			return l.dict(depth), true
		}
		return l.hex(), true
	case '>':
		if l.at++; l.at < len(l.data) && l.data[l.at] == '>' {
			l.at++
		}
		return closing, true
	case ']', '}', ')':
		l.at++
		return closing, true
	}
	return l.scalar(), true
}

// scalar is a number, a reference, a truth value, null or an operator.
func (l *lexer) scalar() any {
	w := l.word()
	if n, err := strconv.Atoi(w); err == nil {
		if l.refs && n >= 0 && l.reference() {
			return ref(n)
		}
		return n
	}
	if c := w[0]; c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9' {
		return number(w)
	}
	switch w {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return operator(w)
}

// number is a number as some programs write it: "-.5", "4.", "--3", "1.2-3".
func number(w string) any {
	if f, err := strconv.ParseFloat(w, 64); err == nil && f > -1e9 && f < 1e9 {
		return f
	}
	sign := 1.0
	for len(w) > 0 && (w[0] == '-' || w[0] == '+') {
		if w[0] == '-' {
			sign = -1
		}
		w = w[1:]
	}
	end := 0
	for end < len(w) && (w[end] == '.' || w[end] >= '0' && w[end] <= '9') {
		end++
	}
	f, err := strconv.ParseFloat(w[:end], 64)
	if err != nil || f > 1e9 {
		return 0
	}
	return sign * f
}

// reference passes over " 0 R" behind a number.
func (l *lexer) reference() bool {
	m := l.at
	for m < len(l.data) && isSpace(l.data[m]) {
		m++
	}
	digits := m
	for m < len(l.data) && l.data[m] >= '0' && l.data[m] <= '9' && m-digits < 6 {
		m++
	}
	if m == digits {
		return false
	}
	blank := m
	for m < len(l.data) && isSpace(l.data[m]) {
		m++
	}
	if m == blank || m >= len(l.data) || l.data[m] != 'R' || m+1 < len(l.data) && !isSpace(l.data[m+1]) && !isDelimiter(l.data[m+1]) {
		return false
	}
	l.at = m + 1
	return true
}

func (l *lexer) name() name {
	w := l.word()
	if !bytes.ContainsRune([]byte(w), '#') {
		return name(w)
	}
	var out []byte
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if n, err := strconv.ParseUint(w[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, w[i])
	}
	return name(out)
}

func (l *lexer) array(depth int) array {
	var out array
	for depth < maxDepth {
		v, ok := l.next(depth + 1)
		if !ok || v == closing || isEnd(v) {
			break
		}
		out = append(out, v)
	}
	return out
}

// isEnd says that an object ended before its brackets did.
func isEnd(v any) bool { return v == operator("endobj") || v == operator("stream") }

func (l *lexer) dict(depth int) dict {
	out := dict{}
	for depth < maxDepth {
		key, ok := l.next(depth + 1)
		if !ok || key == closing || isEnd(key) {
			break
		}
		k, ok := key.(name)
		if !ok {
			continue
		}
		v, ok := l.next(depth + 1)
		if !ok || v == closing {
			break
		}
		out[k] = v
	}
	return out
}

// literal is a string in parentheses.
func (l *lexer) literal() text {
	var out []byte
	open := 0
	for l.at++; l.at < len(l.data); l.at++ {
		switch c := l.data[l.at]; c {
		case '(':
			open++
			out = append(out, c)
		case ')':
			if open == 0 {
				l.at++
				return text(out)
			}
			open--
			out = append(out, c)
		case '\\':
			out = l.escape(out)
		default:
			out = append(out, c)
		}
	}
	return text(out)
}

// escape decodes the escape at l.at, and leaves l.at on its last byte.
func (l *lexer) escape(out []byte) []byte {
	if l.at++; l.at >= len(l.data) {
		return out
	}
	switch c := l.data[l.at]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b', 'f':
		return append(out, ' ')
	case '\r':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
			l.at++
		}
		return out
	case '\n':
		return out
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 0
		end := min(l.at+3, len(l.data))
		for ; l.at < end && l.data[l.at] >= '0' && l.data[l.at] <= '7'; l.at++ {
			n = n*8 + int(l.data[l.at]-'0')
		}
		l.at--
		return append(out, byte(n))
	default:
		return append(out, c)
	}
}

// hex is a string of hexadecimal digits.
func (l *lexer) hex() text {
	var out []byte
	high, half := byte(0), false
	for l.at++; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		if c == '>' {
			l.at++
			break
		}
		d, ok := digit(c)
		switch {
		case !ok:
		case half:
			out, half = append(out, high<<4|d), false
		default:
			high, half = d, true
		}
	}
	if half {
		out = append(out, high<<4)
	}
	return text(out)
}

func digit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// float is a number as a float, 0 for anything else.
func float(v any) float64 {
	switch n := v.(type) {
	case int:
		return float64(n)
	case float64:
		return n
	}
	return 0
}
