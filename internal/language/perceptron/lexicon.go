package perceptron

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"sort"
)

// A Lexicon maps hashed words to small numbers, 1 to 255; words it does not
// hold are 0. It is used as it lies in a model file: slots of four bytes, a
// hash of 24 bits and the number, searched from the slot the hash points at.
type Lexicon struct{ slots []byte }

// NewLexicon lays out the words of m. The same words give the same bytes.
func NewLexicon(m map[uint64]uint8) Lexicon {
	keys := make([]uint64, 0, len(m))
	for k, v := range m {
		if v != 0 {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	n := 4 << bits.Len(uint(len(keys)*4/3))
	slots := make([]byte, n)
	for _, k := range keys {
		i := lexiconSlot(k, n)
		for slots[i+3] != 0 {
			i = (i + 4) & (n - 1)
		}
		binary.LittleEndian.PutUint32(slots[i:], uint32(k&0xFFFFFF)|uint32(m[k])<<24)
	}
	return Lexicon{slots}
}

func lexiconSlot(k uint64, n int) int { return int(k>>24) * 4 & (n - 1) }

// Get is the number of the word, or 0.
func (l Lexicon) Get(word uint64) uint8 {
	n := len(l.slots)
	if n == 0 {
		return 0
	}
	want := uint32(word & 0xFFFFFF)
	for i, tries := lexiconSlot(word, n), n; tries > 0; i, tries = (i+4)&(n-1), tries-4 {
		v := binary.LittleEndian.Uint32(l.slots[i:])
		if v>>24 == 0 {
			return 0
		}
		if v&0xFFFFFF == want {
			return uint8(v >> 24)
		}
	}
	return 0
}

// Bytes is the lexicon as it stands in a file.
func (l Lexicon) Bytes() []byte { return l.slots }

// OpenLexicon uses b as a lexicon; b must not change afterwards.
func OpenLexicon(b []byte) (Lexicon, error) {
	if len(b) != 0 && (len(b) < 4 || len(b)&(len(b)-1) != 0) {
		return Lexicon{}, errors.New("open lexicon: length is not a power of two")
	}
	return Lexicon{b}, nil
}
