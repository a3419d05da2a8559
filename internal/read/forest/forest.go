// Package forest is a classifier of rows of numbers: gradient-boosted small
// regression trees on the logistic loss (Friedman 2001), grown leaf by leaf on
// histograms. It knows nothing of what the numbers mean; package lines has the
// features and the accuracy.
package forest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Forest gives a row of numbers a score: the logarithm of the odds.
type Forest struct {
	bias  float32
	roots []int32
	nodes []node
}

// A node splits rows by a feature, or is a leaf, whose feature is -1.
type node struct {
	feature     int16
	left, right int32
	value       float32 // a leaf's score; of a split the highest value that goes left
}

// Score is the score of a row. Features that the row lacks count as 0.
func (f *Forest) Score(row []float32) float32 {
	sum := f.bias
	for _, at := range f.roots {
		n := &f.nodes[at]
		for n.feature >= 0 {
			if int(n.feature) >= len(row) || row[n.feature] <= n.value {
				n = &f.nodes[n.left]
			} else {
				n = &f.nodes[n.right]
			}
		}
		sum += n.value
	}
	return sum
}

// Trees is how many trees f has.
func (f *Forest) Trees() int { return len(f.roots) }

// leafScale is how many steps of a leaf's value make 1.
const leafScale = 4096

// The bytes of a forest: magic, bias, the values at which each feature is
// split, and the trees from their roots, left before right: a split is feature+1
// and the number of the value, a leaf 0 and its value.
var magic = []byte("forest1\n")

var errDamaged = errors.New("parse forest: damaged")

// Parse reads a forest from the beginning of data, as AppendTo writes it, and
// returns what follows it.
func Parse(data []byte) (*Forest, []byte, error) {
	if len(data) < len(magic)+8 || string(data[:len(magic)]) != string(magic) {
		return nil, nil, errDamaged
	}
	d := data[len(magic):]
	f := &Forest{bias: math.Float32frombits(binary.LittleEndian.Uint32(d))}
	trees, features := int(binary.LittleEndian.Uint16(d[4:])), int(binary.LittleEndian.Uint16(d[6:]))
	d = d[8:]
	edges := make([][]float32, features)
	for i := range edges {
		if len(d) < 1 || len(d) < 1+4*int(d[0]) {
			return nil, nil, errDamaged
		}
		n := int(d[0])
		edges[i] = make([]float32, n)
		for k := range edges[i] {
			edges[i][k] = math.Float32frombits(binary.LittleEndian.Uint32(d[1+4*k:]))
		}
		d = d[1+4*n:]
	}
	for range trees {
		f.roots = append(f.roots, int32(len(f.nodes)))
		var err error
		if d, err = f.tree(d, edges, 0); err != nil {
			return nil, nil, err
		}
	}
	return f, d, nil
}

// maxDepth is the depth that no tree of ours has.
const maxDepth = 64

func (f *Forest) tree(d []byte, edges [][]float32, depth int) ([]byte, error) {
	if len(d) < 3 || depth > maxDepth {
		return nil, errDamaged
	}
	at := len(f.nodes)
	if d[0] == 0 {
		f.nodes = append(f.nodes, node{feature: -1, value: float32(int16(binary.LittleEndian.Uint16(d[1:]))) / leafScale})
		return d[3:], nil
	}
	feature, edge := int(d[0])-1, int(d[1])
	if feature >= len(edges) || edge >= len(edges[feature]) {
		return nil, errDamaged
	}
	f.nodes = append(f.nodes, node{feature: int16(feature), value: edges[feature][edge]})
	d = d[2:]
	var err error
	f.nodes[at].left = int32(len(f.nodes))
	if d, err = f.tree(d, edges, depth+1); err != nil {
		return nil, err
	}
	f.nodes[at].right = int32(len(f.nodes))
	return f.tree(d, edges, depth+1)
}

// AppendTo appends f to data in the form that Parse reads.
func (f *Forest) AppendTo(data []byte) ([]byte, error) {
	edges := f.edges()
	data = append(data, magic...)
	data = binary.LittleEndian.AppendUint32(data, math.Float32bits(f.bias))
	data = binary.LittleEndian.AppendUint16(data, uint16(len(f.roots)))
	data = binary.LittleEndian.AppendUint16(data, uint16(len(edges)))
	for i, e := range edges {
		if len(e) > 255 || i > 254 {
			return nil, fmt.Errorf("write forest: feature %d has %d values", i, len(e))
		}
		data = append(data, byte(len(e)))
		for _, v := range e {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
		}
	}
	for _, at := range f.roots {
		data = f.appendTree(data, at, edges)
	}
	return data, nil
}

// edges are the values at which each feature is split, in order.
func (f *Forest) edges() [][]float32 {
	var edges [][]float32
	for _, n := range f.nodes {
		if n.feature < 0 {
			continue
		}
		for int(n.feature) >= len(edges) {
			edges = append(edges, nil)
		}
		edges[n.feature] = append(edges[n.feature], n.value)
	}
	for i := range edges {
		slices.Sort(edges[i])
		edges[i] = slices.Compact(edges[i])
	}
	return edges
}

func (f *Forest) appendTree(data []byte, at int32, edges [][]float32) []byte {
	n := f.nodes[at]
	if n.feature < 0 {
		return binary.LittleEndian.AppendUint16(append(data, 0), uint16(int16(math.Round(float64(n.value)*leafScale))))
	}
	edge, _ := slices.BinarySearch(edges[n.feature], n.value)
	data = append(data, byte(n.feature+1), byte(edge))
	data = f.appendTree(data, n.left, edges)
	return f.appendTree(data, n.right, edges)
}
