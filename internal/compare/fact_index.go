package compare

import (
	"cmp"
	"slices"
)

// A lineIndex is, by concept, the lines that have it, in order.
type lineIndex map[int32][]int32

// widestPosting is how many lines may have a word that is looked up; a word
// that more have tells nothing.
const widestPosting = 400

func indexLines(all []line) lineIndex {
	ix := lineIndex{}
	for i := range all {
		for _, t := range all[i].terms {
			ix[t.stem] = append(ix[t.stem], int32(i))
		}
	}
	return ix
}

// near lists, in order, the lines that have one of the n weightiest senses.
func (ix lineIndex) near(terms []sense, n int) []int {
	sorted := slices.Clone(terms)
	slices.SortStableFunc(sorted, func(a, b sense) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(len(ix[a.stem]), len(ix[b.stem])), cmp.Compare(a.stem, b.stem))
	})
	var out []int
	for _, t := range sorted {
		post := ix[t.stem]
		if len(post) > widestPosting {
			continue
		}
		for _, i := range post {
			out = append(out, int(i))
		}
		if n--; n == 0 {
			break
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
