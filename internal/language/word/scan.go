package word

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Scan calls visit for every word of text, in order, with the half-open range
// of bytes it covers and its folded form. The folded form is in lower case,
// without Latin diacritics, with one kind of apostrophe; it is valid only
// during the call.
//
// A word is a run of letters, digits and the marks on them; it begins with a
// letter or digit, so its folded form is never empty. An apostrophe
// between letters, and a point or comma between digits, belong to it; a hyphen
// does not. Characters of scripts written without spaces are words by
// themselves.
func Scan(text string, visit func(start, end int, folded []byte)) {
	s := scanner{text: text, buf: make([]byte, 0, 64)}
	for s.next() {
		visit(s.start, s.end, s.buf)
	}
}

type scanner struct {
	text       string
	pos        int
	start, end int
	buf        []byte
}

// next moves to the next word and says whether there is one.
func (s *scanner) next() bool {
	for s.pos < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[s.pos:])
		if isWord(r) && !unicode.IsMark(r) {
			s.take(r, n)
			return true
		}
		s.pos += n
	}
	return false
}

// take reads the word that starts with r at pos.
func (s *scanner) take(r rune, n int) {
	s.start, s.buf = s.pos, appendFolded(s.buf[:0], r)
	s.pos += n
	s.end = s.pos
	if alone(r) {
		return
	}
	last := r
	for s.pos < len(s.text) {
		r, n = utf8.DecodeRuneInString(s.text[s.pos:])
		switch {
		case alone(r):
			return
		case isWord(r):
			s.buf = appendFolded(s.buf, r)
			last = r
		case s.joins(last, r, n):
			s.buf = appendFolded(s.buf, r)
		default:
			return
		}
		s.pos += n
		s.end = s.pos
	}
}

// joins says whether the mark r, n bytes long, stands inside a word: "don't",
// "2.07", "1,000".
func (s *scanner) joins(last, r rune, n int) bool {
	next, _ := utf8.DecodeRuneInString(s.text[s.pos+n:])
	switch r {
	case '\'', '’':
		return unicode.IsLetter(last) && unicode.IsLetter(next)
	case '.', ',':
		return unicode.IsDigit(last) && unicode.IsDigit(next)
	}
	return false
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

// alone says whether r is written without spaces between words.
func alone(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// appendFolded adds the folded form of r to b.
func appendFolded(b []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(b, byte(r)+'a'-'A')
	case r < utf8.RuneSelf:
		return append(b, byte(r))
	case r == '’':
		return append(b, '\'')
	case 0x300 <= r && r <= 0x36f:
		return b // a diacritic written on its own
	}
	r = unicode.ToLower(r)
	if r < 0x250 {
		if base := baseLetter(r); base != 0 {
			return append(b, base)
		}
	}
	return utf8.AppendRune(b, r)
}

// baseLetter is the ASCII letter that r is made of with a diacritic, or 0.
func baseLetter(r rune) byte {
	d := norm.NFD.PropertiesString(string(r)).Decomposition()
	if len(d) > 0 && d[0] < utf8.RuneSelf {
		return d[0]
	}
	return 0
}
