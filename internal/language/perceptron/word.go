package perceptron

import (
	"unicode"
	"unicode/utf8"
)

// A Word is what features see of a token: hashes of its normal form (small
// letters, digits as 0, quotation marks and dashes of all styles alike), of
// its first and last letters, and of its shape.
type Word struct {
	Form   uint64
	Prefix [4]uint64 // of the first 1 to 4 letters; 0 where the word is not longer
	Suffix [4]uint64 // of the last 1 to 4 letters; 0 where the word is not longer
	Shape  uint64    // "Xxx", "X.X.", "dd-d": runs of alike characters, cut to two
	Flags  Flags
}

// Flags are simple facts about a token's spelling.
type Flags uint8

// The facts Flags can hold.
const (
	FirstUpper Flags = 1 << iota // the first letter is a capital
	AllUpper                     // two letters or more, all capitals
	HasDigit
	HasLetter
	HasLower
	HasDash
	HasUpper // a capital anywhere
)

// maxShape bounds the runs that a shape tells apart.
const maxShape = 12

// Describe makes the Word of a token's text. It is linear in its length.
func Describe(s string) Word {
	var d describer
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		d.add(r)
	}
	return d.word()
}

// describer gathers a Word character by character.
type describer struct {
	w       Word
	n       int // characters
	letters int
	uppers  int
	runs    int
	length  int     // of the last run
	class   byte    // of the last character
	last    [4]rune // ring of the last normal characters
	shape   uint64
}

func (d *describer) add(r rune) {
	class := d.classify(r)
	if class != d.class || d.n == 0 {
		d.length = 0
	}
	if d.length++; d.length <= 2 && d.runs < maxShape {
		d.shape = Join(d.shape, uint64(class)+1)
		d.runs++
	}
	d.class = class
	c := normal(r, class)
	d.w.Form = Join(d.w.Form+1, uint64(c))
	if d.n < len(d.w.Prefix) {
		d.w.Prefix[d.n] = d.w.Form
	}
	d.last[d.n&3] = c
	d.n++
}

// classify says what kind of character r is, and notes it in the flags.
func (d *describer) classify(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z':
		d.letters++
		d.w.Flags |= HasLower
		return 'x'
	case r >= 'A' && r <= 'Z':
		return d.upper()
	case r >= '0' && r <= '9':
		d.w.Flags |= HasDigit
		return 'd'
	case r == '-' || r == '–' || r == '—' || r == '‑':
		d.w.Flags |= HasDash
		return '-'
	case r < utf8.RuneSelf:
		return byte(r)
	case unicode.IsUpper(r):
		return d.upper()
	case unicode.IsLetter(r):
		d.letters++
		d.w.Flags |= HasLower
		return 'x'
	case unicode.IsDigit(r):
		d.w.Flags |= HasDigit
		return 'd'
	}
	return 'u'
}

func (d *describer) upper() byte {
	if d.letters == 0 && d.n == 0 {
		d.w.Flags |= FirstUpper
	}
	d.w.Flags |= HasUpper
	d.letters++
	d.uppers++
	return 'X'
}

// normal is r as features see it.
func normal(r rune, class byte) rune {
	switch class {
	case 'd':
		return '0'
	case 'X':
		if r < utf8.RuneSelf {
			return r | 0x20
		}
		return unicode.ToLower(r)
	}
	if r < utf8.RuneSelf {
		return r
	}
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ', '‹', '›':
		return '\''
	case '“', '”', '„', '‟', '«', '»':
		return '"'
	case '–', '—':
		return '—'
	case '‑':
		return '-'
	}
	return unicode.ToLower(r)
}

func (d *describer) word() Word {
	w := d.w
	w.Shape = d.shape
	if d.letters > 0 {
		w.Flags |= HasLetter
	}
	if d.letters > 1 && d.uppers == d.letters {
		w.Flags |= AllUpper
	}
	for i := d.n; i < len(w.Prefix); i++ {
		w.Prefix[i] = 0
	}
	h := uint64(7)
	for i := 0; i < len(w.Suffix) && i < d.n; i++ {
		h = Join(h, uint64(d.last[(d.n-1-i)&3]))
		w.Suffix[i] = h
	}
	return w
}

// A Style says how the letters of a sentence are set, so that headlines in
// capitals are not taken for rows of names.
type Style uint8

// Styles of a sentence.
const (
	Running  Style = iota // as running text
	Capitals              // nearly all letters are capitals
	TitleCase
	Small // no capital at all
)

// StyleOf looks at all words of a sentence.
func StyleOf(words []Word) Style {
	var letters, upper, first, long int
	for i := range words {
		f := words[i].Flags
		if f&HasLetter == 0 {
			continue
		}
		letters++
		if f&AllUpper != 0 || f&HasLower == 0 {
			upper++
		}
		if words[i].Suffix[3] != 0 {
			long++
			if f&FirstUpper != 0 {
				first++
			}
		}
	}
	switch {
	case letters >= 3 && upper*10 >= letters*7 && upper > 2:
		return Capitals
	case long >= 4 && first*10 >= long*8:
		return TitleCase
	case letters >= 3 && first+upper == 0:
		return Small
	}
	return Running
}
