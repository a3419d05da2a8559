package compare

import (
	"unicode"

	"github.com/kljensen/snowball/english"
)

// stemOf is the stem of a lower-case word: of a word its English Snowball
// stem, of a number its digits, and "" for a mark.
func stemOf(lower string) string {
	letters, digits := false, false
	for _, r := range lower {
		letters = letters || unicode.IsLetter(r)
		digits = digits || unicode.IsDigit(r)
	}
	switch {
	case letters && !digits:
		return english.Stem(lower, false)
	case letters || digits:
		return lower
	}
	return ""
}
