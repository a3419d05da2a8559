package forest

import (
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"
)

var settings = Settings{Trees: 40, Leaves: 4, LeastRows: 2, Rate: 0.2, L2: 1, Features: 1, Rows: 0.9, Seeds: []uint64{1, 2}}

// corners are points of which those are meant that lie in two opposite corners:
// no single feature tells them.
func corners() (rows [][]float32, yes []bool, weight []float64) {
	for x := range 12 {
		for y := range 12 {
			rows = append(rows, []float32{float32(x), float32(y), 7})
			yes = append(yes, (x < 5) == (y < 5))
			weight = append(weight, 1)
		}
	}
	return rows, yes, weight
}

func TestTrainLearnsWhatNoFeatureTellsAlone(t *testing.T) {
	rows, yes, weight := corners()
	f := NewTable(rows, yes, weight).Train(settings)
	for i, r := range rows {
		if (f.Score(r) > 0) != yes[i] {
			t.Errorf("%v: score %.2f, want %v", r, f.Score(r), yes[i])
		}
	}
	if f.Trees() != 80 {
		t.Errorf("%d trees", f.Trees())
	}
}

func TestRowsWithoutWeightAreNotSeen(t *testing.T) {
	rows, yes, weight := corners()
	for i := range rows {
		if i%2 == 0 {
			yes[i], weight[i] = !yes[i], 0
		}
	}
	f := NewTable(rows, yes, weight).Train(settings)
	for i, r := range rows {
		if weight[i] > 0 && (f.Score(r) > 0) != yes[i] {
			t.Errorf("%v: score %.2f, want %v", r, f.Score(r), yes[i])
		}
	}
}

func TestNothingToLearn(t *testing.T) {
	f := NewTable(nil, nil, nil).Train(settings)
	if s := f.Score([]float32{1}); s != 0 || math.IsNaN(float64(s)) {
		t.Errorf("score %v", s)
	}
}

func TestWrittenAndRead(t *testing.T) {
	rows, yes, weight := corners()
	f := NewTable(rows, yes, weight).Train(settings)
	data, err := f.AppendTo([]byte{})
	if err != nil {
		t.Fatal(err)
	}
	again, rest, err := Parse(append(data, "rest"...))
	if err != nil || string(rest) != "rest" {
		t.Fatalf("%v, %q follows", err, rest)
	}
	for _, r := range rows {
		if again.Score(r) != f.Score(r) {
			t.Fatalf("%v: %v, read again %v", r, f.Score(r), again.Score(r))
		}
	}
	twice, _ := NewTable(rows, yes, weight).Train(settings).AppendTo(nil)
	if !bytes.Equal(data, twice) {
		t.Error("the same rows gave another forest")
	}
}

// TestParseDamaged wants an error or a forest that can be asked, never a panic.
func TestParseDamaged(t *testing.T) {
	rows, yes, weight := corners()
	data, _ := NewTable(rows, yes, weight).Train(settings).AppendTo(nil)
	rapid.Check(t, func(t *rapid.T) {
		d := bytes.Clone(data[:rapid.IntRange(0, len(data)).Draw(t, "length")])
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			if len(d) > 0 {
				d[rapid.IntRange(0, len(d)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
			}
		}
		if f, _, err := Parse(d); err == nil {
			f.Score([]float32{1, 2, 3})
		}
	})
}
