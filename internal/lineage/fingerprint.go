package lineage

import (
	"cmp"
	"slices"
)

// gramLen is the number of words in a shingle. Runs shorter than minRun are
// not reported: six equal words in a row are about what chance still gives.
const (
	gramLen = 5
	minRun  = 6
)

// A gram is the fingerprint of gramLen words in a row.
type gram struct {
	hash uint64
	pos  int32
}

// gramsOf makes the fingerprints of all shingles, sorted by hash and position.
func gramsOf(words []token) []gram {
	if len(words) < gramLen {
		return nil
	}
	out := make([]gram, 0, len(words)-gramLen+1)
	for i := range len(words) - gramLen + 1 {
		out = append(out, gram{hashOf(words[i : i+gramLen]), int32(i)})
	}
	slices.SortFunc(out, func(x, y gram) int {
		return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.pos, y.pos))
	})
	return out
}

// hashOf mixes the numbers of some words into one. Equal hashes are verified
// word by word before they count.
func hashOf(words []token) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		h = mix(h ^ uint64(uint32(w.id)))
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// winnow keeps, of every window of shingles in reading order, the one of the
// smallest hash (Schleimer, Wilkerson and Aiken 2003): two texts that share
// gramLen+window-1 words in a row share a kept hash. hashes is in reading
// order; the kept ones come in that order too, each once.
func winnow(hashes []uint64, window int) []uint64 {
	var out []uint64
	last := -1
	for i := 0; i+window <= len(hashes) || i == 0 && len(hashes) > 0; i++ {
		best := i
		for j := i; j < min(i+window, len(hashes)); j++ {
			if hashes[j] <= hashes[best] {
				best = j
			}
		}
		if best != last {
			out = append(out, hashes[best])
			last = best
		}
	}
	return out
}
