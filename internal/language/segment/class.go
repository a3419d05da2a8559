package segment

import (
	"unicode"
	"unicode/utf8"
)

// A class is what a character is to the tokeniser.
type class uint8

const (
	other  class = iota // a symbol: a token of its own
	space               // parts tokens
	lower               // a letter without capital form in use, or a mark on one
	upper               // a capital letter
	digit               // a decimal digit
	runner              // a symbol that is one token with its like: "--", "***"
	stop                // a full stop
	shout               // ! or ?
)

// asciiClass is the class of each ASCII character.
var asciiClass = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c <= ' ' || c == 0x7f:
			t[c] = space
		case 'a' <= c && c <= 'z':
			t[c] = lower
		case 'A' <= c && c <= 'Z':
			t[c] = upper
		case '0' <= c && c <= '9':
			t[c] = digit
		}
	}
	for _, c := range "-=*_~+<>|^" {
		t[c] = runner
	}
	t['.'], t['!'], t['?'] = stop, shout, shout
	return t
}()

// classAt is the class of the character at text[i] and its length in bytes.
// i must be in range.
func classAt(text string, i int) (class, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	return classOf(r), n
}

func classOf(r rune) class {
	switch {
	case r == '—' || r == '–' || r == '…' || r == '’' || r == '‘' || r == '“' || r == '”':
		return other
	case r == utf8.RuneError:
		return other
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return upper
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return lower
	case r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\u2011':
		return lower // soft hyphen, joiners and the hyphen that never breaks belong to their word
	case unicode.IsNumber(r):
		return digit
	case unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f':
		return space
	}
	return other
}

// isWord says whether a character of class c can stand in a word.
func (c class) isWord() bool { return c == lower || c == upper || c == digit }

// isLetter says whether c is a letter.
func (c class) isLetter() bool { return c == lower || c == upper }

// wordAt is the class at text[i], or space beyond end.
func wordAt(text string, i, end int) class {
	if i >= end {
		return space
	}
	c, n := classAt(text, i)
	if i+n > end {
		return space
	}
	return c
}
