package identify

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"sort"
)

// Words is what training knows of a language: its words and how frequent each
// is.
type Words struct {
	Tag    string
	Script string  // the group it belongs to
	Share  float64 // how often it is met, against 1 for the most frequent
	Words  []Word
}

// A Word is a word in small letters and its share of all words.
type Word struct {
	Text string
	P    float64
}

// Options for training.
type Options struct {
	Features map[string]int // by script
	Samples  int            // made for each language
	Flatten  float64        // exponent of the shares of words
	Noise    float64        // share of words that are names of no language
	Drop     float64        // share of features that are left out, anew each time
	Rate     float64
	Seed     uint64
}

// Defaults are the options that the embedded model was trained with.
var Defaults = Options{
	Features: map[string]int{"Latin": 19000, "Cyrillic": 5000, "Arabic": 4000, "Devanagari": 2500},
	Samples:  12000, Flatten: 0.85, Noise: 0.15, Drop: 0.4, Rate: 0.2, Seed: 1,
}

// Train makes the bytes of a model file from the words of languages, and
// names that stand in texts of all Latin ones. The same input gives the same
// bytes.
func Train(languages []Words, names []string, o Options) []byte {
	var scripts []string
	for s := range o.Features {
		scripts = append(scripts, s)
	}
	slices.Sort(scripts)
	var groups []*group
	for _, s := range scripts {
		var own []Words
		for _, l := range languages {
			if l.Script == s {
				own = append(own, l)
			}
		}
		t := newTrainer(own, o.Features[s], o)
		if s == "Latin" {
			t.addNames(names)
		}
		groups = append(groups, t.run(o))
	}
	return file(scripts, groups)
}

// A trainer learns the weights of one script.
type trainer struct {
	languages []Words
	keys      []uint32 // of the features, by row
	index     map[uint32]int32
	vocab     []vocabulary
	names     [][]int32
	weights   []float32 // [row*languages+language], the bias last
	squares   []float32 // sums of squared gradients
}

// A vocabulary is a language's words as rows, and their shares summed up.
type vocabulary struct {
	rows [][]int32
	upTo []float64
}

func newTrainer(languages []Words, count int, o Options) *trainer {
	t := &trainer{languages: languages, index: make(map[uint32]int32)}
	t.choose(count)
	for _, l := range languages {
		v := vocabulary{}
		sum := 0.0
		for _, w := range l.Words {
			rows := t.rowsOf(w.Text)
			if rows == nil {
				continue
			}
			sum += math.Pow(w.P, o.Flatten)
			v.rows, v.upTo = append(v.rows, rows), append(v.upTo, sum)
		}
		t.vocab = append(t.vocab, v)
	}
	n := (len(t.keys) + 1) * len(languages)
	t.weights, t.squares = make([]float32, n), make([]float32, n)
	return t
}

// choose takes the features that tell most: frequent in a language, and there
// more so than in others.
func (t *trainer) choose(count int) {
	shares := make(map[uint32][]float64)
	for i, l := range t.languages {
		total := 0.0
		for _, w := range l.Words {
			total += w.P
		}
		for _, w := range l.Words {
			eachWord(w.Text, func(word []rune) {
				features(word, func(key uint32) {
					if shares[key] == nil {
						shares[key] = make([]float64, len(t.languages))
					}
					shares[key][i] += w.P / total
				})
			})
		}
	}
	type scored struct {
		key   uint32
		value float64
	}
	all := make([]scored, 0, len(shares))
	for k, s := range shares {
		mean := 0.0
		for _, f := range s {
			mean += f / float64(len(s))
		}
		best := 0.0
		for _, f := range s {
			if f > 0 {
				best = max(best, f*(0.2+math.Abs(math.Log(f/mean))))
			}
		}
		all = append(all, scored{k, best})
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.key, b.key)) })
	for _, s := range all[:min(count, len(all))] {
		t.index[s.key] = int32(len(t.keys))
		t.keys = append(t.keys, s.key)
	}
}

// rowsOf are the features of a word that were chosen; nil where it is none.
func (t *trainer) rowsOf(text string) []int32 {
	var rows []int32
	eachWord(text, func(word []rune) {
		features(word, func(key uint32) {
			if r, ok := t.index[key]; ok {
				rows = append(rows, r)
			}
		})
	})
	return rows
}

func (t *trainer) addNames(names []string) {
	for _, n := range names {
		if rows := t.rowsOf(n); rows != nil {
			t.names = append(t.names, rows)
		}
	}
}

// run learns from made-up rows of words of each language.
func (t *trainer) run(o Options) *group {
	random := rand.New(rand.NewPCG(o.Seed, 21))
	n := len(t.languages)
	scores := make([]float32, n)
	var rows []int32
	sums, count := make([]float64, len(t.weights)), 0
	for round := range o.Samples {
		if 2*round >= o.Samples && round%averageEvery == 0 {
			for i, w := range t.weights {
				sums[i] += float64(w)
			}
			count++
		}
		for range n {
			language := random.IntN(n)
			if random.Float64() >= t.languages[language].Share {
				continue
			}
			rows = t.sample(rows[:0], language, o.Noise, random)
			rows = slices.DeleteFunc(rows, func(r int32) bool { return int(r) < len(t.keys) && random.Float64() < o.Drop })
			t.learn(scores, rows, language, float32(o.Rate))
		}
	}
	for i, s := range sums {
		t.weights[i] = float32(s / float64(max(count, 1)))
	}
	return t.group()
}

// averageEvery is after how many rounds of the second half of training the
// weights are looked at for their mean.
const averageEvery = 100

// sample draws the rows of two to fourteen words.
func (t *trainer) sample(rows []int32, language int, noise float64, random *rand.Rand) []int32 {
	v := t.vocab[language]
	total := v.upTo[len(v.upTo)-1]
	for range 2 + random.IntN(13) {
		if len(t.names) > 0 && random.Float64() < noise {
			rows = append(rows, t.names[random.IntN(len(t.names))]...)
			continue
		}
		at := random.Float64() * total
		rows = append(rows, v.rows[min(sort.SearchFloat64s(v.upTo, at), len(v.rows)-1)]...)
	}
	return append(rows, int32(len(t.keys))) // the bias
}

// learn moves the weights of the rows towards the language.
func (t *trainer) learn(scores []float32, rows []int32, language int, rate float32) {
	n := len(scores)
	clear(scores)
	for _, r := range rows {
		for i, w := range t.weights[int(r)*n : int(r+1)*n] {
			scores[i] += w
		}
	}
	softmax(scores)
	scores[language]--
	if -scores[language] < 0.001 {
		return
	}
	for _, r := range rows {
		w, q := t.weights[int(r)*n:int(r+1)*n], t.squares[int(r)*n:int(r+1)*n]
		for i, g := range scores {
			q[i] += g * g
			w[i] -= rate * g / float32(math.Sqrt(float64(q[i]+0.1)))
		}
	}
}

// softmax turns scores into probabilities.
func softmax(scores []float32) {
	best := slices.Max(scores)
	sum := float32(0)
	for i, s := range scores {
		scores[i] = float32(math.Exp(float64(s - best)))
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}

// group lays the weights out for a file.
func (t *trainer) group() *group {
	n := len(t.languages)
	g := &group{}
	for i, l := range t.languages {
		g.tags = append(g.tags, l.Tag)
		g.bias = append(g.bias, int32(math.Round(float64(t.weights[len(t.keys)*n+i])*scale)))
	}
	g.slots = make([]byte, 4<<bits.Len(uint(len(t.keys)*5/4)))
	mask := len(g.slots) - 1
	for row, key := range t.keys {
		i := int(key>>16) * 4 & mask
		for binary.LittleEndian.Uint16(g.slots[i+2:]) != 0 {
			i = (i + 4) & mask
		}
		binary.LittleEndian.PutUint16(g.slots[i:], uint16(key))
		binary.LittleEndian.PutUint16(g.slots[i+2:], uint16(row+1))
		for _, w := range t.weights[row*n : row*n+n] {
			v := math.Round(float64(w) * scale)
			g.rows = append(g.rows, byte(int8(min(max(v, -127), 127))))
		}
	}
	return g
}
