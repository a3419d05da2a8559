package name

import (
	"strings"

	"synoptic/internal/language/perceptron"
)

// The lists that a model file holds as hashes: each name, and in which of
// the lists it stands.
const (
	cities uint8 = 1 << iota
	provinces
	surnames
	givenNames
	companies
)

// Lists are names by kind that training puts into a model file.
type Lists struct{ Cities, Provinces, Surnames, Given, Companies []string }

// longestListed is the most words that a name of the lists has.
const longestListed = 4

// lexicon lays the lists out for a model file. Longer names are left out.
func (l Lists) lexicon() perceptron.Lexicon {
	out := make(map[uint64]uint8)
	add := func(names []string, bit uint8, longest int) {
		for _, n := range names {
			words := strings.Fields(strings.ReplaceAll(n, "-", " - "))
			if len(words) > longest {
				continue
			}
			h := uint64(0)
			for _, w := range words {
				h = perceptron.Join(h+1, perceptron.Describe(w).Form)
			}
			out[h] |= bit
		}
	}
	add(l.Cities, cities, longestListed)
	add(l.Provinces, provinces, longestListed)
	add(l.Surnames, surnames, 1)
	add(l.Given, givenNames, 1)
	add(l.Companies, companies, longestListed)
	return perceptron.NewLexicon(out)
}

// markListed notes for each capitalised word of a sentence the names of the
// model's lists that it is, or that it is a part of.
func markListed(lists perceptron.Lexicon, words []word) {
	for i := range words {
		if words[i].Flags&perceptron.HasUpper == 0 && words[i].style != perceptron.Small {
			continue
		}
		h := uint64(0)
		for j := i; j < len(words) && j < i+longestListed; j++ {
			h = perceptron.Join(h+1, words[j].Form)
			if found := lists.Get(h); found != 0 {
				noteListed(words[i:j+1], found)
			}
		}
	}
}

func noteListed(words []word, found uint8) {
	if len(words) == 1 {
		w := &words[0]
		for bit, l := range whole {
			if found&(1<<bit) != 0 {
				w.lists |= l
			}
		}
		return
	}
	for i := range words {
		for bit, l := range part {
			if found&(1<<bit) != 0 {
				words[i].lists |= l
			}
		}
	}
}

// What a list says of a word that is the whole of one of its names, and of
// one that is a part.
var (
	whole = [...]listed{inCity, inProvince, inSurname, inGiven2, inCompany}
	part  = [...]listed{inCity2, inProvince2, 0, 0, inCompany2}
)
