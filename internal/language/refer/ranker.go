package refer

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"math"
	"sync"
)

// tableBits is how many weights the ranker has: 1<<tableBits.
const tableBits = 16

// A scorer gives the weight of a feature.
type scorer interface {
	weight(key uint32) float64
}

// A ranker is the log-linear model that chooses what a pronoun stands for:
// weights of hashed features, a byte each, and the scale of all.
type ranker struct {
	scale   float64
	weights []byte
}

func (m *ranker) weight(key uint32) float64 { return float64(int8(m.weights[slot(key)])) * m.scale }

// slot is where a feature's weight stands.
func slot(key uint32) uint32 { return key >> (32 - tableBits) }

// openRanker reads a model file: the scale, as the bits of a float64, and a
// signed byte for each weight.
func openRanker(data []byte) (*ranker, error) {
	if len(data) != 8+1<<tableBits {
		return nil, errors.New("open pronoun model: wrong length")
	}
	scale := math.Float64frombits(binary.LittleEndian.Uint64(data))
	if !(scale > 0 && scale < 1) {
		return nil, errors.New("open pronoun model: no scale")
	}
	return &ranker{scale, data[8:]}, nil
}

// writeRanker is the model file of these weights, rounded to bytes.
func writeRanker(weights []float64) []byte {
	most := 1e-6
	for _, w := range weights {
		most = max(most, math.Abs(w))
	}
	scale := most / 127
	out := binary.LittleEndian.AppendUint64(nil, math.Float64bits(scale))
	for _, w := range weights {
		out = append(out, byte(int8(math.Round(w/scale))))
	}
	return out
}

//go:embed pronoun.model
var pronounModel []byte

// english is the ranker that is built in.
var english = sync.OnceValue(func() *ranker {
	m, err := openRanker(pronounModel)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return m
})

// hash makes a feature's key out of its template and values.
func hash(template uint32, values ...uint32) uint32 {
	x := template*0x9E3779B1 + 0x85EBCA6B
	for _, v := range values {
		x = (x ^ v*0xC2B2AE35) * 0x27D4EB2F
		x ^= x >> 15
	}
	x *= 0x85EBCA6B
	return x ^ x>>13
}
