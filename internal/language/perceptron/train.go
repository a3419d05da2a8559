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
	minUpdates uint32
	now        int64
	used       int
	slots      []trainRow // by hash of key, at most half of them used
	cells      []trainCell
	sums       []int64 // of each cell: its changes, each times the time it was made
}

// A trainRow is a key and where its weights lie.
type trainRow struct {
	key     uint64
	at      uint32 // first of its cells
	updates uint32 // 0 where the slot is free
	n, room uint16 // cells in use, cells there are
}

type trainCell struct{ label, weight int32 }

// NewTrainer starts with no weights. Features that took part in fewer than
// minUpdates mistakes count for nothing, in training as in the result.
func NewTrainer(minUpdates int) *Trainer {
	return &Trainer{minUpdates: uint32(minUpdates), slots: make([]trainRow, 1<<16)}
}

// Score adds the present weights of all keys to scores.
func (t *Trainer) Score(scores []int32, keys []uint64) {
	var rows [batch][]trainCell
	for len(keys) > 0 {
		n := min(batch, len(keys))
		t.touchSlots(keys[:n])
		for i, k := range keys[:n] {
			rows[i] = nil
			if r := &t.slots[t.find(k)]; r.updates >= t.minUpdates {
				rows[i] = t.cells[r.at : r.at+uint32(r.n)]
			}
		}
		touchCells(rows[:n])
		for _, row := range rows[:n] {
			for _, c := range row {
				scores[c.label] += c.weight
			}
		}
		keys = keys[n:]
	}
}

// touchSlots reads of each key's slot, without waiting for one before the
// next, so that they are near when they are searched.
//
//go:noinline
func (t *Trainer) touchSlots(keys []uint64) (sum uint32) {
	mask := len(t.slots) - 1
	for _, k := range keys {
		sum += t.slots[int(k>>20)&mask].updates
	}
	return sum
}

// touchCells does the same for cells.
//
//go:noinline
func touchCells(rows [][]trainCell) (sum int32) {
	for _, row := range rows {
		if len(row) > 0 {
			sum += row[0].weight
		}
	}
	return sum
}

// Tick counts one decision; call it for each, right or wrong.
func (t *Trainer) Tick() { t.now++ }

// Update rewards the label right and punishes the label wrong for all keys.
func (t *Trainer) Update(keys []uint64, right, wrong int) {
	for _, k := range keys {
		r := t.row(k)
		r.updates++
		t.add(r, int32(right), 1)
		t.add(r, int32(wrong), -1)
	}
}

func (t *Trainer) add(r *trainRow, label, delta int32) {
	cells := t.cells[r.at : r.at+uint32(r.n)]
	for i := range cells {
		if cells[i].label == label {
			cells[i].weight += delta
			t.sums[int(r.at)+i] += int64(delta) * t.now
			return
		}
	}
	if r.n == r.room {
		t.widen(r)
	}
	i := int(r.at) + int(r.n)
	t.cells[i], t.sums[i] = trainCell{label, delta}, int64(delta)*t.now
	r.n++
}

// widen moves a row's cells to where twice as many have room.
func (t *Trainer) widen(r *trainRow) {
	from, to := int(r.at), len(t.cells)
	r.at, r.room = uint32(to), max(2, 2*r.room)
	t.cells = append(t.cells, make([]trainCell, r.room)...)
	t.sums = append(t.sums, make([]int64, r.room)...)
	copy(t.cells[to:], t.cells[from:from+int(r.n)])
	copy(t.sums[to:], t.sums[from:from+int(r.n)])
}

// find is the slot of k, or the free one where it belongs.
func (t *Trainer) find(k uint64) int {
	mask := len(t.slots) - 1
	i := int(k>>20) & mask
	for t.slots[i].updates != 0 && t.slots[i].key != k {
		i = (i + 1) & mask
	}
	return i
}

// row finds the row of k or makes one.
func (t *Trainer) row(k uint64) *trainRow {
	i := t.find(k)
	if t.slots[i].updates == 0 {
		if t.used++; t.used*2 > len(t.slots) {
			t.grow()
			i = t.find(k)
		}
		t.slots[i].key = k
	}
	return &t.slots[i]
}

// grow doubles the slots.
func (t *Trainer) grow() {
	before := t.slots
	t.slots = make([]trainRow, 2*len(before))
	for _, r := range before {
		if r.updates != 0 {
			t.slots[t.find(r.key)] = r
		}
	}
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

// Exact scores with a trainer's averaged weights before they are quantised,
// so that what quantising loses can be measured.
func (t *Trainer) Exact() Scorer { return exact{t} }

type exact struct{ t *Trainer }

// ExactScale is how many parts of a weight an exact score tells apart.
const ExactScale = 1024

func (e exact) Score(scores []int32, keys []uint64) {
	t := e.t
	for _, k := range keys {
		r := &t.slots[t.find(k)]
		if r.updates == 0 || r.updates < t.minUpdates {
			continue
		}
		for i := int(r.at); i < int(r.at)+int(r.n); i++ {
			if c := t.cells[i]; int(c.label) < len(scores) {
				scores[c.label] += int32((int64(c.weight)*t.now - t.sums[i]) * ExactScale / max(t.now, 1))
			}
		}
	}
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
	wide := wideOf(cells)
	width := max(1, bits.Len(uint(len(cells)/3)))
	out := []byte{byte(width), byte(wide), 0, 0}
	out = append(out, make([]byte, 4*((1<<width)+1))...)
	index, start := 4, len(out)
	next := 0
	for b := range 1 << width {
		binary.LittleEndian.PutUint32(out[index+4*b:], uint32(len(out)-start))
		for next < len(cells) && cells[next].key>>(64-width) == uint64(b) {
			out = appendCell(out, cells[next], wide)
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

// wideOf is how many bytes the weights of a dense row take: one for each
// label, in whole words. It is 0 where there are too many labels.
func wideOf(cells []cell) int {
	most := 0
	for _, c := range cells {
		for _, l := range c.labels {
			most = max(most, int(l))
		}
	}
	if wide := most/8*8 + 8; wide <= maxLabels {
		return wide
	}
	return 0
}

func appendCell(out []byte, c cell, wide int) []byte {
	out = append(out, byte(c.key), byte(c.key>>8))
	if 3*len(c.labels) < wide || wide == 0 {
		out = append(out, byte(len(c.labels)))
		for i, l := range c.labels {
			out = append(out, l, byte(c.values[i]))
		}
		return out
	}
	out = append(out, dense)
	row := len(out)
	for range wide {
		out = append(out, zero)
	}
	for i, l := range c.labels {
		out[row+int(l)] = byte(zero + int(c.values[i]))
	}
	return out
}

func (t *Trainer) quantise(q Quantise) []cell {
	var cells []cell
	for i := range t.slots {
		r := &t.slots[i]
		if r.updates == 0 || r.updates < t.minUpdates {
			continue
		}
		c := cell{key: r.key}
		for k := int(r.at); k < int(r.at)+int(r.n); k++ {
			total := int64(t.cells[k].weight)*t.now - t.sums[k]
			c.add(int(t.cells[k].label), float64(total)/float64(max(t.now, 1)), q)
		}
		if len(c.labels) > 0 {
			cells = append(cells, c)
		}
	}
	return cells
}
