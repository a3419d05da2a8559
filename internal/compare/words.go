package compare

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/language/en"

	"github.com/kljensen/snowball/english"
)

//go:embed data/irregular.txt
var irregularText string

//go:embed data/numbers.txt
var numberText string

//go:embed data/synonyms.txt
var synonymText string

//go:embed data/function.txt
var functionText string

// irregulars maps an irregular form to the word it is a form of.
var irregulars = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, line := range lines(irregularText) {
		forms := strings.Fields(line)
		for _, f := range forms[1:] {
			out[f] = forms[0]
		}
	}
	return out
})

// senses maps a stem to the numbers of the groups of words of like meaning
// that it stands in.
var senses = sync.OnceValue(func() map[string][]int32 {
	out := map[string][]int32{}
	for i, line := range lines(synonymText) {
		for _, w := range strings.Fields(line) {
			if st := stemOf(w); st != "" {
				out[st] = append(out[st], int32(i))
			}
		}
	}
	return out
})

// functionWords are the words that carry no meaning of their own.
var functionWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(strings.Join(lines(functionText), " ")) {
		out[w] = true
	}
	return out
})

// lower is the form in which words are compared: lower case, straight
// apostrophes.
func lower(s string) string { return strings.ToLower(strings.ReplaceAll(s, "’", "'")) }

// spelledOut is the word that a contracted form stands for after the word
// before ("it's", "let's", "don't"); anything else stays as it is, and so does
// a possessive.
func spelledOut(before, text string) string {
	switch lower(text) {
	case "n't":
		return "not"
	case "'re":
		return "are"
	case "'ve":
		return "have"
	case "'ll":
		return "will"
	case "'m":
		return "am"
	case "'s":
		switch before {
		case "let":
			return "us"
		case "it", "he", "she", "that", "this", "there", "here", "what", "who", "where", "how":
			return "is"
		}
	}
	return text
}

// stemOf is the stem of a lower-case word: of a word the English Snowball
// stem, of an irregular form that of the word it belongs to, of a number its
// digits, and "" for a mark.
func stemOf(word string) string {
	letters, digits := false, false
	for _, r := range word {
		letters = letters || unicode.IsLetter(r)
		digits = digits || unicode.IsDigit(r)
	}
	switch {
	case letters && !digits:
		if digits, ok := numberWords()[word]; ok {
			return digits
		}
		word = strings.TrimSuffix(word, "'s")
		if base, ok := irregulars()[word]; ok {
			word = base
		}
		return english.Stem(word, false)
	case digits:
		return strings.ReplaceAll(word, ",", "")
	}
	return ""
}

// countryStem is the stem that the names of a country, its adjective and its
// people share ("Iran", "Iranian", "Iranians"), or "" for another word.
func countryStem(word string) string {
	if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
		return ""
	}
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
	for _, find := range []func(string) (en.Country, bool){en.CountryNamed, en.CountryOfAdjective, en.CountryOfPeople} {
		if country, ok := find(word); ok {
			return strings.ToLower(country.Name)
		}
	}
	return ""
}

// derived says whether two stems look like forms of one word that the stemmer
// keeps apart ("fragment", "fragmentari"): the one begins as the other for
// most of its length.
func derived(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 6 && 3*n >= 2*max(len(a), len(b))
}

// numberWords maps a number in words to its digits.
var numberWords = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, line := range lines(numberText) {
		if w, digits, ok := strings.Cut(line, " "); ok {
			out[w] = strings.TrimSpace(digits)
		}
	}
	return out
})
