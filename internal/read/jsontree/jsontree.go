// Package jsontree reads JSON with the exact bytes every value came from. It is
// forgiving (a truncated document gives what was whole before the damage, bad
// escapes become U+FFFD) and bounded in depth. What fields mean is left to
// package wire.
package jsontree

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"synoptic/internal/read/piece"
)

// maxDepth is how deep values are kept; reading stops at deeper ones.
const maxDepth = 100

// A Value is an object, an array, a string or a scalar ("true", "12").
type Value struct {
	Kind       byte // '{', '[', '"' or '0'
	Start, End int
	Keys       []string // of an object, as many as Items
	Items      []*Value
	Whole      bool // its end was found
}

type parser struct {
	text string
	at   int
}

// Parse reads the value that begins at byte at of text, white space before it
// skipped. Next is where it ends; the value is nil where there is none.
func Parse(text string, at int) (v *Value, next int) {
	p := &parser{text, at}
	v = p.value(0)
	return v, p.at
}

func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n':
			p.at++
		default:
			return
		}
	}
}

// value reads a value, nil where there is none.
func (p *parser) value(depth int) *Value {
	p.space()
	if p.at >= len(p.text) || depth > maxDepth {
		return nil
	}
	v := &Value{Start: p.at, Kind: p.text[p.at]}
	switch v.Kind {
	case '{', '[':
		p.at++
		v.Whole = p.members(v, depth)
	case '"':
		v.Whole = p.str()
	default:
		v.Kind = '0'
		for p.at < len(p.text) && !strings.ContainsRune(" \t\r\n,]}:\"{[", rune(p.text[p.at])) {
			p.at++
		}
		if p.at == v.Start {
			return nil
		}
		v.Whole = true
	}
	v.End = p.at
	return v
}

// members reads what stands in an object or array, up to its end or the first
// damage; false means damage.
func (p *parser) members(v *Value, depth int) bool {
	for {
		p.space()
		if p.at >= len(p.text) {
			return false
		}
		if c := p.text[p.at]; c == v.Kind+2 { // "}" and "]" stand two behind "{" and "["
			p.at++
			return true
		} else if c == ',' {
			p.at++
			continue
		}
		key := ""
		if v.Kind == '{' {
			start := p.at
			if p.text[p.at] != '"' || !p.str() {
				return false
			}
			key = Decode(p.text, &Value{Kind: '"', Start: start, End: p.at, Whole: true}).Text()
			p.space()
			if p.at >= len(p.text) || p.text[p.at] != ':' {
				return false
			}
			p.at++
		}
		item := p.value(depth + 1)
		if item == nil {
			return false
		}
		v.Items = append(v.Items, item)
		if v.Kind == '{' {
			v.Keys = append(v.Keys, key)
		}
		if !item.Whole {
			return false
		}
	}
}

// str passes over a string and says whether it ends.
func (p *parser) str() bool {
	for p.at++; p.at < len(p.text); p.at++ {
		switch p.text[p.at] {
		case '\\':
			p.at++
		case '"':
			p.at++
			return true
		}
	}
	p.at = len(p.text)
	return false
}

// Get is the first field of an object whose name, in lower case, is key; nil
// where there is none.
func (v *Value) Get(key string) *Value {
	if v == nil || v.Kind != '{' {
		return nil
	}
	for i, k := range v.Keys {
		if strings.EqualFold(k, key) {
			return v.Items[i]
		}
	}
	return nil
}

// Decode is the text of a string, escapes decoded, or of a scalar as it is
// written; it is empty for null and for objects and arrays.
func Decode(text string, v *Value) *piece.Extract {
	e := &piece.Extract{}
	switch {
	case v == nil || v.Kind == '{' || v.Kind == '[':
		return e
	case v.Kind == '0':
		if s := text[v.Start:v.End]; s != "null" {
			e.Same(s, v.Start)
		}
		return e
	}
	at, end := v.Start+1, v.End
	if v.Whole {
		end--
	}
	for at < end {
		i := strings.IndexByte(text[at:end], '\\')
		if i < 0 {
			e.Same(text[at:end], at)
			break
		}
		e.Same(text[at:at+i], at)
		at += i
		s, n := escape(text[at:end])
		e.Decoded(s, at, at+n)
		at += n
	}
	return e
}

// escape decodes the escape that s begins with; n is its length, at least 1.
func escape(s string) (text string, n int) {
	if len(s) < 2 {
		return "\uFFFD", len(s)
	}
	switch s[1] {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case 'b', 'f':
		return " ", 2
	case 'u':
		r, ok := unit(s)
		if !ok {
			return "\uFFFD", 2
		}
		if utf16.IsSurrogate(r) {
			if low, ok := unit(s[6:]); ok {
				if full := utf16.DecodeRune(r, low); full != utf8.RuneError {
					return string(full), 12
				}
			}
			return "\uFFFD", 6
		}
		return string(r), 6
	}
	_, size := utf8.DecodeRuneInString(s[1:])
	return strings.ToValidUTF8(s[1:1+size], "\uFFFD"), 1 + size
}

// unit is the UTF-16 unit that a \u escape stands for.
func unit(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 32)
	return rune(n), err == nil
}
