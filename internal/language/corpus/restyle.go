package corpus

import (
	"slices"
	"strings"
	"unicode"

	"synoptic/internal/model"
)

// Restyle is a sentence with each word changed by f, a space between words, so
// that models learn how headlines are set, which few sets hold.
func Restyle(text string, tokens []model.Token, f func(word string) string) (string, []model.Token) {
	var b strings.Builder
	out := slices.Clone(tokens)
	for i, t := range tokens {
		out[i].Start = int32(b.Len())
		b.WriteString(f(t.Span().In(text)))
		out[i].End = int32(b.Len())
		b.WriteByte(' ')
	}
	return b.String(), out
}

// TitleCase gives a word of four letters or more a capital.
func TitleCase(word string) string {
	if len(word) < 4 {
		return word
	}
	r := []rune(word)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}
