package cluster

import (
	_ "embed"
	"sync"

	"synoptic/internal/language/perceptron"
)

//go:embed cluster.model
var embedded []byte

// Classes are the classes of words, fine and coarse.
type Classes struct{ fine, coarse perceptron.Lexicon }

// English are the embedded classes; empty where the file is damaged.
var English = sync.OnceValue(func() Classes {
	c, _ := Open(embedded)
	return c
})

// Open uses the bytes of a model file as classes.
func Open(data []byte) (Classes, error) {
	parts, err := perceptron.ReadFile(data)
	if err != nil {
		return Classes{}, err
	}
	fine, err := perceptron.OpenLexicon(parts["fine"])
	if err != nil {
		return Classes{}, err
	}
	coarse, err := perceptron.OpenLexicon(parts["coarse"])
	return Classes{fine, coarse}, err
}

// Of is the fine and the coarse class of a word, from 1; 0 where it has none.
// A word not known with its capital is looked up without, and the other way
// round.
func (c Classes) Of(w perceptron.Word) (fine, coarse uint64) {
	k, other := keys(w)
	if f := c.fine.Get(k); f != 0 {
		return uint64(f), uint64(c.coarse.Get(k))
	}
	return uint64(c.fine.Get(other)), uint64(c.coarse.Get(other))
}

// keys are the word as it is written, and with the other kind of first letter.
func keys(w perceptron.Word) (own, other uint64) {
	small, capital := w.Form, perceptron.Join(w.Form, 1)
	if w.Flags&perceptron.FirstUpper != 0 {
		return capital, small
	}
	return small, capital
}
