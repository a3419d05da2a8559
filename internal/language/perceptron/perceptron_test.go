package perceptron

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// learn trains on a made-up rule: the label is the value modulo three.
func learn(seed uint64) *Trainer {
	t := NewTrainer(1)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 4000 {
		v := r.Uint64N(30)
		keys := []uint64{Key(1, v, 0), Key(2, v%7, 0)}
		var scores [3]int32
		t.Score(scores[:], keys)
		t.Tick()
		if guess := Best(scores[:]); guess != int(v%3) {
			t.Update(keys, int(v%3), guess)
		}
	}
	return t
}

func TestTrainedWeightsSurviveTheFile(t *testing.T) {
	file := WriteFile([]Section{{"weights", learn(1).Weights(Quantise{Clip: 4})}})
	parts, err := ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := OpenWeights(parts["weights"])
	if err != nil {
		t.Fatal(err)
	}
	for v := range uint64(30) {
		var scores [3]int32
		m.Score(scores[:], []uint64{Key(1, v, 0), Key(2, v%7, 0)})
		if got := Best(scores[:]); got != int(v%3) {
			t.Errorf("label of %d is %d, want %d", v, got, v%3)
		}
	}
}

func TestTrainingIsDeterministic(t *testing.T) {
	q := Quantise{Clip: 4}
	if !bytes.Equal(learn(5).Weights(q), learn(5).Weights(q)) {
		t.Error("two trainings with one seed differ")
	}
	if bytes.Equal(learn(5).Weights(q), learn(6).Weights(q)) {
		t.Error("the seed changes nothing: the test is void")
	}
}

func TestReadFileRefusesDamage(t *testing.T) {
	file := WriteFile([]Section{{"a", []byte("some bytes")}, {"b", nil}})
	if parts, err := ReadFile(file); err != nil || string(parts["a"]) != "some bytes" {
		t.Fatalf("ReadFile of a good file: %q, %v", parts, err)
	}
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1
		if _, err := ReadFile(bad); err == nil {
			t.Errorf("no error with byte %d changed", i)
		}
		if _, err := ReadFile(file[:i]); err == nil {
			t.Errorf("no error with the file cut at %d", i)
		}
	}
}

func TestLexicon(t *testing.T) {
	want := map[uint64]uint8{}
	for i := range uint64(1000) {
		want[Key(9, i, 0)] = uint8(i%255 + 1)
	}
	l, err := OpenLexicon(NewLexicon(want).Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range want {
		if got := l.Get(k); got != v {
			t.Errorf("Get(%x) = %d, want %d", k, got, v)
		}
	}
	if got := l.Get(Key(9, 5000, 0)); got != 0 {
		t.Errorf("an unknown word has number %d", got)
	}
	if got := (Lexicon{}).Get(1); got != 0 {
		t.Errorf("an empty lexicon gives %d", got)
	}
}

func TestDescribe(t *testing.T) {
	same := [][2]string{{"Harbour", "HARBOUR"}, {"‘tis", "'tis"}, {"“", "»"}, {"1987", "2025"}, {"ÉTÉ", "été"}}
	for _, p := range same {
		if Describe(p[0]).Form != Describe(p[1]).Form {
			t.Errorf("%q and %q have different forms", p[0], p[1])
		}
	}
	if Describe("harbour").Form == Describe("harbours").Form {
		t.Error("different words have one form")
	}
	w := Describe("Quayside")
	if w.Flags != FirstUpper|HasUpper|HasLetter|HasLower || w.Suffix[3] != Describe("roadside").Suffix[3] {
		t.Errorf("Quayside: flags %b", w.Flags)
	}
	if w.Shape != Describe("Pier").Shape || w.Shape == Describe("NATO").Shape {
		t.Error("shapes do not tell capitals apart")
	}
	if short := Describe("of"); short.Prefix[2] != 0 || short.Suffix[2] != 0 || short.Suffix[1] == 0 {
		t.Error("affixes longer than the word")
	}
}

func TestStyleOf(t *testing.T) {
	for text, want := range map[string]Style{
		"FERRY SINKS OFF NORTHERN COAST":                   Capitals,
		"Ferry Sinks off Northern Coast , Three Rescued":   TitleCase,
		"The ferry sank off the northern coast on Tuesday": Running,
		"the ferry sank off the northern coast":            Small,
		"NATO said it was ready":                           Running,
		"":                                                 Running,
	} {
		var words []Word
		for _, f := range strings.Fields(text) {
			words = append(words, Describe(f))
		}
		if got := StyleOf(words); got != want {
			t.Errorf("StyleOf(%q) = %d, want %d", text, got, want)
		}
	}
}

// Rows of many labels are laid out otherwise than rows of few; both must give
// the same sums, whatever the number of keys.
func TestDenseRowsAddUp(t *testing.T) {
	const labels = 50
	var cells []cell
	var keys []uint64
	want := make([]int32, labels)
	for k := range 900 {
		c := cell{key: Key(1, uint64(k), 2)}
		for l := range labels {
			if (k+l)%(1+k%7*4) == 0 {
				v := (k*31+l*17)%255 - 127
				if v == 0 {
					v = -127
				}
				c.labels, c.values = append(c.labels, byte(l)), append(c.values, int8(v))
				want[l] += int32(v)
			}
		}
		cells, keys = append(cells, c), append(keys, c.key)
	}
	m, err := OpenWeights(pack(cells))
	if err != nil || m.wide != 56 {
		t.Fatalf("rows of %d bytes, %v", m.wide, err)
	}
	got := make([]int32, labels)
	m.Score(got, keys)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	few := make([]int32, 11) // labels beyond are left out
	m.Score(few, keys)
	if !slices.Equal(few, want[:11]) {
		t.Errorf("got %v, want %v", few, want[:11])
	}
}
