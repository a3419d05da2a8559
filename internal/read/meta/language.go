package meta

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/functionwords.txt
var functionWordList string

// frequentWords is a set of words in small letters. lengths has, for each first
// letter of ASCII, a bit for each length that a word of it has: most words of a
// text need not be looked up.
type frequentWords struct {
	words   map[string]bool
	lengths [0x80]uint64
}

var functionWords = sync.OnceValue(func() *frequentWords {
	s := &frequentWords{words: map[string]bool{}}
	fields(functionWordList, func(words []string) {
		for _, w := range words {
			s.words[w] = true
			s.lengths[w[0]&0x7F] |= 1 << min(len(w), 63)
		}
	})
	return s
})

// FunctionWord says whether word is among the most frequent words of English.
func FunctionWord(word string) bool {
	s := functionWords()
	if word == "" || s.lengths[(word[0]|0x20)&0x7F]>>min(len(word), 63)&1 == 0 {
		return false
	}
	return s.words[strings.ToLower(word)]
}
