package identify

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
)

// A Model holds the weights of each script that several languages share. It
// is safe for use by many goroutines.
type Model struct{ groups map[string]*group }

// A group tells the languages of one script apart. Its weights stay in the
// bytes of the file: slots of four bytes, a check of 16 bits and the number of
// a row from 1; rows of a signed byte a language.
type group struct {
	script string
	tags   []string
	slots  []byte
	rows   []byte
	bias   []int32
}

const magic = "SYNI\x01\n"

// Open uses the bytes of a model file, which must not change afterwards.
func Open(data []byte) (*Model, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return nil, errors.New("open language model: not a model file")
	}
	body, sum := data[:len(data)-4], binary.LittleEndian.Uint32(data[len(data)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return nil, errors.New("open language model: checksum differs")
	}
	body = body[len(magic):]
	m := &Model{groups: make(map[string]*group)}
	for len(body) > 0 {
		var parts [5][]byte // script, tags, bias, slots, rows
		for i := range parts {
			if len(body) < 4 {
				return nil, errors.New("open language model: cut short")
			}
			n := int(binary.LittleEndian.Uint32(body))
			if n > len(body)-4 {
				return nil, errors.New("open language model: cut short")
			}
			parts[i], body = body[4:4+n], body[4+n:]
		}
		g := &group{script: string(parts[0]), tags: strings.Fields(string(parts[1])), slots: parts[3], rows: parts[4]}
		for i := 0; i+1 < len(parts[2]); i += 2 {
			g.bias = append(g.bias, int32(int16(binary.LittleEndian.Uint16(parts[2][i:]))))
		}
		if len(g.tags) == 0 || len(g.bias) != len(g.tags) || len(g.slots) < 4 || len(g.slots)&(len(g.slots)-1) != 0 {
			return nil, errors.New("open language model: sizes differ")
		}
		m.groups[string(parts[0])] = g
	}
	return m, nil
}

// file is the bytes of a model file of these groups.
func file(names []string, groups []*group) []byte {
	out := []byte(magic)
	for i, g := range groups {
		bias := make([]byte, 0, 2*len(g.bias))
		for _, b := range g.bias {
			bias = binary.LittleEndian.AppendUint16(bias, uint16(int16(b)))
		}
		for _, part := range [][]byte{[]byte(names[i]), []byte(strings.Join(g.tags, " ")), bias, g.slots, g.rows} {
			out = binary.LittleEndian.AppendUint32(out, uint32(len(part)))
			out = append(out, part...)
		}
	}
	return binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(out))
}

// find is the row of a feature, from 0, or -1.
func (g *group) find(key uint32) int {
	mask := len(g.slots) - 1
	for i, tries := int(key>>16)*4&mask, 0; tries < len(g.slots); i, tries = (i+4)&mask, tries+4 {
		row := int(binary.LittleEndian.Uint16(g.slots[i+2:]))
		if row == 0 {
			return -1
		}
		if binary.LittleEndian.Uint16(g.slots[i:]) == uint16(key) {
			return row - 1
		}
	}
	return -1
}

// add adds the weights of a word's features to scores, and returns how many
// of them are known.
func (g *group) add(scores []int32, word []rune) (known int) {
	n := len(g.tags)
	features(word, func(key uint32) {
		row := g.find(key)
		if row < 0 || (row+1)*n > len(g.rows) {
			return
		}
		known++
		for i, b := range g.rows[row*n : row*n+n] {
			scores[i] += int32(int8(b))
		}
	})
	return known
}

const (
	longestRun  = 4
	longestWord = 20 // letters of a longer word are left out
)

// features gives each run of one to longestRun letters of a word, its edges
// counting as letters, and the whole word where it is longer.
func features(word []rune, use func(key uint32)) {
	for i := range word {
		h := uint64(seed)
		for j := i; j < len(word); j++ {
			h = (h ^ uint64(word[j])) * prime
			if n := j - i + 1; n <= longestRun && !(n == 1 && word[i] == edge) {
				use(mix(h))
			} else if n > longestRun && i > 0 {
				break
			}
		}
		if i == 0 && len(word) > longestRun {
			use(mix(h))
		}
	}
}

const (
	edge  = '_'
	seed  = 0xcbf29ce484222325
	prime = 0x100000001b3
)

// mix makes 32 good bits of a hash.
func mix(h uint64) uint32 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return uint32(h >> 32)
}
