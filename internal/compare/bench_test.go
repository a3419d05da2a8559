package compare

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"synoptic/internal/model"
)

// invented makes a story of n accounts: each reports some of forty sayings of
// eight speakers, in words of its own.
func invented(n int) []*model.Analysis {
	r := rand.New(rand.NewPCG(7, 11))
	words := make([]string, 900)
	for i := range words {
		words[i] = string([]byte{"bdfglmnprst"[r.IntN(11)], "aeiou"[r.IntN(5)], "bdklmnrst"[r.IntN(9)], "aeiou"[r.IntN(5)], "klmnrst"[r.IntN(7)]})
	}
	sayings := make([][]string, 40)
	for i := range sayings {
		for range 18 {
			sayings[i] = append(sayings[i], words[r.IntN(len(words))])
		}
	}
	out := make([]*model.Analysis, n)
	for i := range out {
		var list []said
		for range 12 {
			k := r.IntN(len(sayings))
			var text []string
			for _, w := range sayings[k] {
				switch x := r.IntN(10); {
				case x < 7:
					text = append(text, w)
				case x < 9:
					text = append(text, words[r.IntN(len(words))])
				}
			}
			list = append(list, said{fmt.Sprintf("Speaker %c%s", 'A'+k%8, words[k%8]), model.Direct, strings.Join(text, " ")})
		}
		out[i] = told(fmt.Sprintf("Outlet %d", i), "2031-03-04", list...)
	}
	return out
}

func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{6, 250, 500, 1000, 2000} {
		list := invented(n)
		b.Run(fmt.Sprintf("accounts=%d", n), func(b *testing.B) {
			for range b.N {
				Compare(model.Story{}, list)
			}
		})
	}
}
