package perceptron

import (
	"encoding/binary"
	"math"
	"math/bits"
	"sort"
)

// A Trainer learns weights by mistakes. It is deterministic: the same updates
// in the same order give the same weights.
type Trainer struct {
	minUpdates int32
	now        int64
	slots      []int32 // row+1 by hash of key, 0 where free
	keys       []uint64
	rows       []trainRow
}

type trainRow struct {
	updates int32
	weights []trainWeight
}

type trainWeight struct {
	label  uint16
	weight int32
	stamp  int64 // time of the last change
	total  int64 // sum of weight over all times before stamp
}

// NewTrainer starts with no weights. Features that took part in fewer than
// minUpdates mistakes count for nothing, in training as in the result.
func NewTrainer(minUpdates int) *Trainer {
	return &Trainer{minUpdates: int32(minUpdates), slots: make([]int32, 1<<16)}
}

// Score adds the present weights of all keys to scores.
func (t *Trainer) Score(scores []int32, keys []uint64) {
	for _, k := range keys {
		i := t.find(k)
		if i < 0 || t.rows[i].updates < t.minUpdates {
			continue
		}
		for _, w := range t.rows[i].weights {
			scores[w.label] += w.weight
		}
	}
}

// Tick counts one decision; call it for each, right or wrong.
func (t *Trainer) Tick() { t.now++ }

// Update rewards the label right and punishes the label wrong for all keys.
func (t *Trainer) Update(keys []uint64, right, wrong int) {
	for _, k := range keys {
		r := &t.rows[t.row(k)]
		r.updates++
		t.add(r, uint16(right), 1)
		t.add(r, uint16(wrong), -1)
	}
}

func (t *Trainer) add(r *trainRow, label uint16, delta int32) {
	for i := range r.weights {
		if w := &r.weights[i]; w.label == label {
			w.total += int64(w.weight) * (t.now - w.stamp)
			w.stamp = t.now
			w.weight += delta
			return
		}
	}
	r.weights = append(r.weights, trainWeight{label: label, weight: delta, stamp: t.now})
}

func (t *Trainer) find(k uint64) int {
	mask := len(t.slots) - 1
	for i := int(k>>20) & mask; ; i = (i + 1) & mask {
		s := t.slots[i]
		if s == 0 {
			return -1
		}
		if t.keys[s-1] == k {
			return int(s - 1)
		}
	}
}

// row finds the row of k or makes one.
func (t *Trainer) row(k uint64) int {
	if i := t.find(k); i >= 0 {
		return i
	}
	t.keys = append(t.keys, k)
	t.rows = append(t.rows, trainRow{})
	if len(t.keys)*2 > len(t.slots) {
		t.slots = make([]int32, 2*len(t.slots))
		for i := range t.keys {
			t.place(i)
		}
	} else {
		t.place(len(t.keys) - 1)
	}
	return len(t.keys) - 1
}

func (t *Trainer) place(row int) {
	mask := len(t.slots) - 1
	i := int(t.keys[row]>>20) & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = int32(row + 1)
}

// Averaged scores with a trainer's averaged weights, which do better on new
// text than the last ones.
func (t *Trainer) Averaged(q Quantise) *Model {
	m, err := OpenWeights(t.Weights(q))
	if err != nil {
		return &Model{shift: 63, index: make([]byte, 12)} // Weights makes none that cannot be opened
	}
	return m
}

// Quantise says how averaged weights become signed bytes: weights of Clip and
// above become 127; those that round to less than Least are left out.
type Quantise struct {
	Clip  float64
	Least int
}

// cell is a quantised row.
type cell struct {
	key    uint64
	labels []byte
	values []int8
}

// Weights are the averaged weights in the form OpenWeights reads.
func (t *Trainer) Weights(q Quantise) []byte {
	return pack(t.quantise(q))
}

// Row is a feature's key and its weights by label.
type Row struct {
	Key     uint64
	Weights []float32
}

// Pack is rows of weights that were learnt elsewhere in the form OpenWeights
// reads.
func Pack(rows []Row, q Quantise) []byte {
	var cells []cell
	for _, r := range rows {
		c := cell{key: r.Key}
		for label, w := range r.Weights {
			c.add(label, float64(w), q)
		}
		if len(c.labels) > 0 {
			cells = append(cells, c)
		}
	}
	return pack(cells)
}

// pack lays cells out as OpenWeights reads them.
func pack(cells []cell) []byte {
	sort.Slice(cells, func(i, j int) bool { return cells[i].key < cells[j].key })
	width := max(1, bits.Len(uint(len(cells)/3)))
	out := binary.LittleEndian.AppendUint32(nil, uint32(width))
	out = append(out, make([]byte, 4*((1<<width)+1))...)
	index, start := 4, len(out)
	next := 0
	for b := range 1 << width {
		binary.LittleEndian.PutUint32(out[index+4*b:], uint32(len(out)-start))
		for next < len(cells) && cells[next].key>>(64-width) == uint64(b) {
			out = appendCell(out, cells[next])
			next++
		}
	}
	binary.LittleEndian.PutUint32(out[index+4*(1<<width):], uint32(len(out)-start))
	return out
}

// add quantises a weight and keeps it if anything is left of it.
func (c *cell) add(label int, weight float64, q Quantise) {
	v := min(max(math.Round(weight*127/q.Clip), -127), 127)
	if v != 0 && math.Abs(v) >= float64(q.Least) {
		c.labels = append(c.labels, byte(label))
		c.values = append(c.values, int8(v))
	}
}

func appendCell(out []byte, c cell) []byte {
	out = append(out, byte(c.key), byte(c.key>>8), byte(len(c.labels)))
	for i, l := range c.labels {
		out = append(out, l, byte(c.values[i]))
	}
	return out
}

func (t *Trainer) quantise(q Quantise) []cell {
	var cells []cell
	for i := range t.rows {
		if t.rows[i].updates < t.minUpdates {
			continue
		}
		c := cell{key: t.keys[i]}
		for _, w := range t.rows[i].weights {
			total := w.total + int64(w.weight)*(t.now-w.stamp)
			c.add(int(w.label), float64(total)/float64(max(t.now, 1)), q)
		}
		if len(c.labels) > 0 {
			cells = append(cells, c)
		}
	}
	return cells
}
