package meta

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/functionwords.txt
var functionWordList string

var functionWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	fields(functionWordList, func(words []string) {
		for _, w := range words {
			out[w] = true
		}
	})
	return out
})

// FunctionWord says whether word is among the most frequent words of English.
func FunctionWord(word string) bool { return functionWords()[strings.ToLower(word)] }
