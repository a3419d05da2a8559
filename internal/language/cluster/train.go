package cluster

import (
	"cmp"
	"math"
	"slices"

	"synoptic/internal/language/perceptron"
)

// Options for training.
type Options struct {
	MinCount int // occurrences for a word to get a class
	Fine     int // number of fine classes, at most 255
	Coarse   int
	Rounds   int // of moving each word once
}

// Defaults are the options that the embedded classes were made with.
var Defaults = Options{MinCount: 4, Fine: 255, Coarse: 50, Rounds: 8}

// Train makes the bytes of a model file from sentences of words. The same
// sentences and options give the same bytes.
func Train(sentences [][]perceptron.Word, o Options) []byte {
	v := newVocabulary(sentences, o)
	v.count(sentences)
	classes := func(k int) []byte {
		e := newExchange(v, min(k, 255))
		for range o.Rounds {
			e.round()
		}
		numbers := make(map[uint64]uint8)
		for i, key := range v.keys {
			numbers[key] = uint8(e.of[i] + 1)
		}
		return perceptron.NewLexicon(numbers).Bytes()
	}
	return perceptron.WriteFile([]perceptron.Section{
		{Name: "fine", Data: classes(o.Fine)},
		{Name: "coarse", Data: classes(o.Coarse)},
	})
}

// A vocabulary is the words that get a class, most frequent first, and what
// stands beside them. Two numbers after theirs stand for other words and for
// the edge of a sentence.
type vocabulary struct {
	keys          []uint64
	index         map[uint64]int32
	before, after [][]neighbour // for each word
}

// A neighbour is a word and how often it stands there.
type neighbour struct{ word, count int32 }

func newVocabulary(sentences [][]perceptron.Word, o Options) *vocabulary {
	counts := make(map[uint64]int)
	for _, s := range sentences {
		for i, w := range s {
			if k, _ := keys(w); i > 0 || w.Flags&perceptron.FirstUpper == 0 {
				counts[k]++
			}
		}
	}
	v := &vocabulary{index: make(map[uint64]int32)}
	for k, n := range counts {
		if n >= o.MinCount {
			v.keys = append(v.keys, k)
		}
	}
	slices.SortFunc(v.keys, func(a, b uint64) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, k := range v.keys {
		v.index[k] = int32(i)
	}
	return v
}

// count counts the neighbours of each word.
func (v *vocabulary) count(sentences [][]perceptron.Word) {
	other, edge := int32(len(v.keys)), int32(len(v.keys)+1)
	pairs := make(map[[2]int32]int32)
	for _, s := range sentences {
		last := edge
		for i, w := range s {
			n := v.number(w, i == 0)
			if n < 0 {
				n = other
			}
			pairs[[2]int32{last, n}]++
			last = n
		}
		pairs[[2]int32{last, edge}]++
	}
	order := make([][2]int32, 0, len(pairs))
	for p := range pairs {
		order = append(order, p)
	}
	slices.SortFunc(order, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	v.before, v.after = make([][]neighbour, len(v.keys)), make([][]neighbour, len(v.keys))
	for _, p := range order {
		if p[0] < other {
			v.after[p[0]] = append(v.after[p[0]], neighbour{p[1], pairs[p]})
		}
		if p[1] < other {
			v.before[p[1]] = append(v.before[p[1]], neighbour{p[0], pairs[p]})
		}
	}
}

// number is the index of a word, or -1; the first word of a sentence counts
// as written small where it is so known.
func (v *vocabulary) number(w perceptron.Word, first bool) int32 {
	own, other := keys(w)
	if first {
		own, other = other, own
	}
	if n, ok := v.index[own]; ok {
		return n
	}
	if n, ok := v.index[other]; ok && first {
		return n
	}
	return -1
}

// An exchange moves words between classes so that the classes of the words
// before and after any word become as predictable as they can.
type exchange struct {
	v             *vocabulary
	k             int
	of            []int32
	before, after []int32 // [word*k+class]: how often the word has one of the class before or after it
	size          []int64 // occurrences of words of each class
	gain          []int64
	weights       [1 << 14]int64 // the first values of weight
}

func newExchange(v *vocabulary, k int) *exchange {
	rows := (len(v.keys) + 2) * k
	e := &exchange{v: v, k: k, of: make([]int32, len(v.keys)), size: make([]int64, k), gain: make([]int64, k),
		before: make([]int32, rows), after: make([]int32, rows)}
	for n := range e.weights {
		e.weights[n] = slowWeight(int64(n))
	}
	for w := range e.of {
		e.of[w] = int32(w % k)
		e.put(w, w%k, 1)
	}
	return e
}

// put adds word w to a class, or with sign -1 takes it out.
func (e *exchange) put(w, class int, sign int32) {
	for _, n := range e.v.before[w] {
		e.after[int(n.word)*e.k+class] += sign * n.count
		e.size[class] += int64(sign * n.count)
	}
	for _, n := range e.v.after[w] {
		e.before[int(n.word)*e.k+class] += sign * n.count
	}
}

// round moves each word once to the class where it does best.
func (e *exchange) round() {
	for w := range e.of {
		e.put(w, int(e.of[w]), -1)
		total := int64(0)
		clear(e.gain)
		for _, n := range e.v.before[w] {
			e.weigh(e.after, n)
			total += int64(n.count)
		}
		for _, n := range e.v.after[w] {
			e.weigh(e.before, n)
		}
		best := 0
		for c := range e.gain {
			e.gain[c] -= 2 * (e.weight(e.size[c]+total) - e.weight(e.size[c]))
			if e.gain[c] > e.gain[best] {
				best = c
			}
		}
		e.of[w] = int32(best)
		e.put(w, best, 1)
	}
}

// weigh adds what each class gains by so many more beside a word.
func (e *exchange) weigh(rows []int32, n neighbour) {
	row := rows[int(n.word)*e.k : (int(n.word)+1)*e.k]
	alone := e.weight(int64(n.count))
	for c, m := range row {
		if m == 0 {
			e.gain[c] += alone
		} else {
			e.gain[c] += e.weight(int64(m+n.count)) - e.weight(int64(m))
		}
	}
}

// weight is n ln n in units of 1/1024, rounded, so that every processor
// gives the same bits.
func (e *exchange) weight(n int64) int64 {
	if n < int64(len(e.weights)) {
		return e.weights[n]
	}
	return slowWeight(n)
}

func slowWeight(n int64) int64 {
	if n < 2 {
		return 0
	}
	return int64(math.Round(float64(n) * math.Log(float64(n)) * 1024))
}
