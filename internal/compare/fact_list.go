package compare

import (
	_ "embed"
	"strings"
)

//go:embed data/background.txt
var backgroundText string

//go:embed data/tolls.txt
var tollsText string

// wordSet is the set of a list's entries.
func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for _, e := range lines(list) {
		out[e] = true
	}
	return out
}

// classes reads lines of "CLASS word word ..." into the class of each word.
func classes(list string) map[string]string {
	out := map[string]string{}
	for _, e := range lines(list) {
		f := strings.Fields(e)
		for _, w := range f[1:] {
			out[w] = f[0]
		}
	}
	return out
}
