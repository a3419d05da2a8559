package perceptron

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// A Scorer adds the weights of features to the scores of labels. Model does
// so when used, Trainer while it learns, so both run the same decoder.
type Scorer interface {
	// Score adds to scores[label] the weight of each key for that label.
	Score(scores []int32, keys []uint64)
}

// Model is a trained perceptron. Its weights stay in the bytes of the file:
// buckets of rows, a row being 16 bits of the key's hash, the number of
// weights, and for each a label and a signed byte; or, where most labels have a
// weight, 16 bits of the hash, the byte dense, and a byte for each label. It is
// safe for use by many goroutines.
type Model struct {
	shift uint   // key >> shift is the bucket
	index []byte // uint32 offsets into rows, one more than there are buckets
	rows  []byte
	wide  int // bytes of the weights of a dense row
}

const (
	dense     = 255 // stands for the number of weights
	zero      = 128 // stands for the weight 0 in a dense row
	maxLabels = 128
)

// batch is how many keys are looked up together, so that what they need comes
// from memory at the same time.
const batch = 32

// Score adds the weights of all keys to scores. Labels beyond len(scores) are
// left out.
func (m *Model) Score(scores []int32, keys []uint64) {
	var from, to [batch]uint32
	var sum lanes
	for len(keys) > 0 {
		n := min(batch, len(keys))
		for i, k := range keys[:n] {
			b := int(k>>m.shift) * 4
			pair := m.index[b : b+8]
			from[i&(batch-1)], to[i&(batch-1)] = binary.LittleEndian.Uint32(pair), binary.LittleEndian.Uint32(pair[4:])
		}
		m.touch(from[:n])
		for i, k := range keys[:n] {
			m.addRow(scores, &sum, uint16(k), from[i&(batch-1)], to[i&(batch-1)])
		}
		if sum.rows > lanesFull {
			sum.empty(scores)
		}
		keys = keys[n:]
	}
	sum.empty(scores)
}

// lanes add up dense rows, four labels in each word: those of even and of odd
// number apart, 16 bits each, which hold 257 bytes' sum.
type lanes struct {
	even, odd [maxLabels / 8]uint64
	rows      int32
}

const (
	everySecond = 0x00FF00FF00FF00FF
	lanesFull   = 255 - batch // rows after which one more batch still fits
)

func (l *lanes) add(row []byte) {
	for i := 0; i+8 <= len(row); i += 8 {
		x, w := binary.LittleEndian.Uint64(row[i:]), i/8&(len(l.even)-1)
		l.even[w] += x & everySecond
		l.odd[w] += x >> 8 & everySecond
	}
	l.rows++
}

// empty moves the sums to scores.
func (l *lanes) empty(scores []int32) {
	if l.rows == 0 {
		return
	}
	for w := range l.even {
		if 8*w >= len(scores) {
			break
		}
		even, odd := l.even[w], l.odd[w]
		for k := 8 * w; k < min(8*w+8, len(scores)); k += 2 {
			scores[k] += int32(even&0xFFFF) - zero*l.rows
			if k+1 < len(scores) {
				scores[k+1] += int32(odd&0xFFFF) - zero*l.rows
			}
			even, odd = even>>16, odd>>16
		}
	}
	*l = lanes{}
}

// touch reads a byte of each bucket, without waiting for one before the next.
//
//go:noinline
func (m *Model) touch(from []uint32) (sum byte) {
	last := uint32(len(m.rows) - 1)
	if len(m.rows) == 0 {
		return 0
	}
	for _, f := range from {
		sum += m.rows[min(f, last)]
	}
	return sum
}

// addRow adds the weights of the row with that hash in a bucket, if it is there.
func (m *Model) addRow(scores []int32, sum *lanes, hash uint16, from, to uint32) {
	bucket := m.rows[from:to]
	for len(bucket) > 2 {
		n := 3 + 2*int(bucket[2])
		if bucket[2] == dense {
			n = 3 + m.wide
		}
		if binary.LittleEndian.Uint16(bucket) != hash {
			bucket = bucket[n:]
			continue
		}
		row := bucket[3:n]
		if bucket[2] == dense {
			sum.add(row)
			return
		}
		for i := 1; i < len(row); i += 2 {
			if l := int(row[i-1]); l < len(scores) {
				scores[l] += int32(int8(row[i]))
			}
		}
		return
	}
}

// Best is the label with the highest score, the first of equal ones.
func Best(scores []int32) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

const magic = "SYNP\x01\n"

// A Section is a named part of a model file.
type Section struct {
	Name string
	Data []byte
}

// WriteFile is the bytes of a model file of these sections, in their order.
func WriteFile(sections []Section) []byte {
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(sections)))
	for _, s := range sections {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.Name)))
		out = append(out, s.Name...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.Data)))
		out = append(out, s.Data...)
	}
	return binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(out))
}

// ReadFile takes a model file apart. The sections point into data, which must
// not change afterwards.
func ReadFile(data []byte) (map[string][]byte, error) {
	if len(data) < len(magic)+8 || string(data[:len(magic)]) != magic {
		return nil, errors.New("read model: not a model file")
	}
	body, sum := data[:len(data)-4], binary.LittleEndian.Uint32(data[len(data)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return nil, errors.New("read model: checksum differs")
	}
	body = body[len(magic):]
	n := binary.LittleEndian.Uint32(body)
	body = body[4:]
	sections := make(map[string][]byte)
	for range n {
		var name, part []byte
		var ok bool
		if name, body, ok = cut(body); ok {
			part, body, ok = cut(body)
		}
		if !ok {
			return nil, errors.New("read model: cut short")
		}
		sections[string(name)] = part
	}
	return sections, nil
}

// cut takes a length and that many bytes off b.
func cut(b []byte) (part, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := uint64(binary.LittleEndian.Uint32(b))
	if uint64(len(b)-4) < n {
		return nil, nil, false
	}
	return b[4 : 4+n], b[4+n:], true
}

// OpenFile takes a model file apart, and opens the weights in those of its
// sections.
func OpenFile(data []byte, names ...string) (weights []*Model, sections map[string][]byte, err error) {
	if sections, err = ReadFile(data); err != nil {
		return nil, nil, err
	}
	for _, n := range names {
		m, err := OpenWeights(sections[n])
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", n, err)
		}
		weights = append(weights, m)
	}
	return weights, sections, nil
}

// OpenWeights uses b, the bytes that Trainer.Weights made, as a Model.
func OpenWeights(b []byte) (*Model, error) {
	if len(b) < 8 {
		return nil, errors.New("open weights: cut short")
	}
	bits, wide := uint32(b[0]), int(b[1])
	if wide > maxLabels || wide%8 != 0 || b[2]|b[3] != 0 {
		return nil, fmt.Errorf("open weights: dense rows of %d bytes", wide)
	}
	if bits > 28 || len(b) < 4+4*((1<<bits)+1) {
		return nil, fmt.Errorf("open weights: %d bits of index do not fit", bits)
	}
	size := 4 * ((1 << bits) + 1)
	m := &Model{shift: uint(64 - bits), index: b[4 : 4+size], rows: b[4+size:], wide: wide}
	if last := binary.LittleEndian.Uint32(m.index[size-4:]); int(last) != len(m.rows) {
		return nil, errors.New("open weights: length of rows differs")
	}
	return m, nil
}
