package compare

import (
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// A piece is a word, a number or a mark of the text, cut finer than a token:
// "five-year-old" is five pieces, "40m" two.
type piece struct {
	lower      string // with straight apostrophes
	start, end int
	number     bool // begins with a digit
	letters    bool
	capital    bool // begins with a capital letter
}

// pieces cuts the text under s.
func pieces(text string, s model.Span) []piece {
	var out []piece
	in := s.In(text)
	for i := 0; i < len(in); {
		r, n := utf8.DecodeRuneInString(in[i:])
		j := i + n
		switch {
		case unicode.IsSpace(r):
			i = j
			continue
		case unicode.IsDigit(r):
			j = i + numberLength(in[i:])
		case unicode.IsLetter(r):
			j = i + wordLength(in[i:])
		}
		w := in[i:j]
		out = append(out, piece{
			lower: lower(w), start: s.Start + i, end: s.Start + j,
			number: unicode.IsDigit(r), letters: unicode.IsLetter(r), capital: unicode.IsUpper(r),
		})
		i = j
	}
	return out
}

// numberLength is the length of the number s begins with; a point or comma
// counts where a digit follows.
func numberLength(s string) int {
	i := 0
	for i < len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			i++
		case (c == '.' || c == ',') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
			i += 2
		default:
			return max(i, 1)
		}
	}
	return max(i, 1)
}

// wordLength is the length of the word s begins with; an apostrophe counts
// where a letter follows.
func wordLength(s string) int {
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
			continue
		}
		if r == '\'' || r == '’' {
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			if unicode.IsLetter(next) {
				continue
			}
		}
		return i
	}
	return len(s)
}
