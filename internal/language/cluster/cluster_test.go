package cluster

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"synoptic/internal/language/perceptron"
)

// sentences are made up of three kinds of word in a fixed order.
func sentences() [][]perceptron.Word {
	kinds := [3][]string{{"ferry", "boat", "yacht"}, {"left", "reached", "missed"}, {"Quayport", "Norham", "Estwick"}}
	r := rand.New(rand.NewPCG(1, 2))
	var out [][]perceptron.Word
	for range 300 {
		var s []perceptron.Word
		for _, k := range kinds {
			s = append(s, perceptron.Describe(k[r.IntN(3)]))
		}
		out = append(out, s)
	}
	return out
}

func TestTrainGroupsLikeWords(t *testing.T) {
	o := Options{MinCount: 2, Fine: 3, Coarse: 2, Rounds: 10}
	a, b := Train(sentences(), o), Train(sentences(), o)
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
	c, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	class := func(s string) uint64 {
		f, coarse := c.Of(perceptron.Describe(s))
		if f == 0 || coarse == 0 {
			t.Errorf("%q has no class", s)
		}
		return f
	}
	if class("ferry") != class("yacht") || class("left") != class("missed") || class("Norham") != class("Estwick") {
		t.Error("words of one kind have different classes")
	}
	if class("ferry") == class("left") || class("left") == class("Norham") {
		t.Error("words of different kinds have one class")
	}
	if f, _ := c.Of(perceptron.Describe("lighthouse")); f != 0 {
		t.Error("an unknown word has a class")
	}
}

func TestEnglishKnowsWeekdays(t *testing.T) {
	tuesday, _ := English().Of(perceptron.Describe("Tuesday"))
	friday, _ := English().Of(perceptron.Describe("Friday"))
	said, _ := English().Of(perceptron.Describe("said"))
	if tuesday == 0 || tuesday != friday || said == 0 || said == tuesday {
		t.Errorf("Tuesday %d, Friday %d, said %d", tuesday, friday, said)
	}
}
