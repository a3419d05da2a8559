package forest

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Settings of training.
type Settings struct {
	Trees, Leaves, LeastRows int     // trees a seed; leaves of one; rows of a leaf
	Rate, L2                 float64 // how much of its mistake a tree mends; how much a leaf is held back
	Features, Rows           float64 // shares of the features and rows that a tree sees
	Seeds                    []uint64
}

// maxBins is into how many intervals a feature's values are divided.
const maxBins = 63

// A Table holds rows with what they are and how much they weigh, divided into
// bins once for any number of trainings.
type Table struct {
	edges   [][]float32 // by feature: highest value of each bin but the last
	columns [][]uint8   // by feature, then row
	yes     []bool
	weight  []float64
}

// NewTable divides rows into bins. Rows of weight 0 are left out.
func NewTable(rows [][]float32, yes []bool, weight []float64) *Table {
	t := &Table{}
	var kept [][]float32
	for i, r := range rows {
		if weight[i] > 0 {
			kept = append(kept, r)
			t.yes = append(t.yes, yes[i])
			t.weight = append(t.weight, weight[i])
		}
	}
	if len(kept) == 0 {
		return t
	}
	values := make([]float32, len(kept))
	for f := range kept[0] {
		for i, r := range kept {
			values[i] = r[f]
		}
		edges := edgesOf(slices.Clone(values))
		column := make([]uint8, len(values))
		for i, v := range values {
			at, _ := slices.BinarySearch(edges, v)
			column[i] = uint8(at)
		}
		t.edges = append(t.edges, edges)
		t.columns = append(t.columns, column)
	}
	return t
}

// edgesOf are the values that divide sorted values into bins of about equal size.
func edgesOf(values []float32) []float32 {
	slices.Sort(values)
	distinct := slices.Compact(slices.Clone(values))
	if len(distinct) <= maxBins {
		return distinct[:len(distinct)-1]
	}
	var edges []float32
	for b := 1; b < maxBins; b++ {
		v := values[len(values)*b/maxBins]
		if len(edges) == 0 || v > edges[len(edges)-1] {
			edges = append(edges, v)
		}
	}
	if n := len(edges); n > 0 && edges[n-1] == values[len(values)-1] {
		edges = edges[:n-1]
	}
	return edges
}

// Train makes a forest. With several seeds it is the mean of as many forests.
// The same table and settings give the same forest.
func (t *Table) Train(s Settings) *Forest {
	out := &Forest{}
	if len(t.columns) == 0 {
		return out
	}
	out.bias = float32(t.bias())
	for _, seed := range s.Seeds {
		g := &grower{Table: t, Settings: s, random: rand.New(rand.NewPCG(seed, 2)), scale: 1 / float64(len(s.Seeds)), out: out}
		g.grow()
	}
	return out
}

func (t *Table) bias() float64 {
	var yes, all float64
	for i, w := range t.weight {
		all += w
		if t.yes[i] {
			yes += w
		}
	}
	return math.Log((yes + 1) / (all - yes + 1))
}

// A grower grows the trees of one seed.
type grower struct {
	*Table
	Settings
	random *rand.Rand
	scale  float64
	out    *Forest
	score  []float64
	grad   []sum // of each row
}

// A sum adds up the first and second derivatives of the loss, and counts rows.
type sum struct {
	g, h float64
	n    int
}

func (s *sum) add(x sum) { s.g += x.g; s.h += x.h; s.n += x.n }
func (s sum) less(x sum) sum {
	return sum{s.g - x.g, s.h - x.h, s.n - x.n}
}
func (s sum) gain(l2 float64) float64 { return s.g * s.g / (s.h + l2) }

// A leaf is a leaf that may be split yet.
type leaf struct {
	node  int32
	rows  []int32
	total sum
	bins  [][]sum // by feature in use
	best  split
}

type split struct {
	gain float64
	use  int // index among the features in use
	bin  int
	left sum
}

func (g *grower) grow() {
	n := len(g.yes)
	g.score = make([]float64, n)
	g.grad = make([]sum, n)
	bias := float64(g.out.bias)
	for i := range g.score {
		g.score[i] = bias
	}
	for range g.Trees {
		var rows []int32
		for i, w := range g.weight {
			p := 1 / (1 + math.Exp(-g.score[i]))
			y := 0.0
			if g.yes[i] {
				y = 1
			}
			g.grad[i] = sum{w * (p - y), w * p * (1 - p), 1}
			if g.random.Float64() < g.Rows {
				rows = append(rows, int32(i))
			}
		}
		use := g.random.Perm(len(g.columns))[:max(1, int(float64(len(g.columns))*g.Features))]
		slices.Sort(use)
		g.tree(rows, use)
	}
}

// tree grows one tree: the leaf that gains most is split, until there are enough.
func (g *grower) tree(rows []int32, use []int) {
	root := len(g.out.nodes)
	g.out.roots = append(g.out.roots, int32(root))
	g.out.nodes = append(g.out.nodes, node{feature: -1})
	first := &leaf{node: int32(root), rows: rows, bins: g.histogram(rows, use)}
	for _, i := range rows {
		first.total.add(g.grad[i])
	}
	g.search(first)
	leaves := []*leaf{first}
	for len(leaves) < g.Leaves {
		best := 0
		for i, l := range leaves {
			if l.best.gain > leaves[best].best.gain {
				best = i
			}
		}
		if leaves[best].best.gain <= 1e-6 {
			break
		}
		left, right := g.split(leaves[best], use)
		leaves[best] = left
		leaves = append(leaves, right)
	}
	for _, l := range leaves {
		value := -g.Rate * l.total.g / (l.total.h + g.L2)
		g.out.nodes[l.node].value = float32(math.Round(max(-7, min(7, value*g.scale))*leafScale) / leafScale)
		l.bins = nil
	}
	g.addScores(root, 1/g.scale)
}

// addScores adds what the tree says to the score of every row, seen or not.
func (g *grower) addScores(root int, factor float64) {
	type step struct {
		column []uint8
		bin    uint8
	}
	nodes := g.out.nodes[root:]
	steps := make([]step, len(nodes))
	for i, n := range nodes {
		if n.feature >= 0 {
			bin, _ := slices.BinarySearch(g.edges[n.feature], n.value)
			steps[i] = step{g.columns[n.feature], uint8(bin)}
		}
	}
	for i := range g.score {
		at := 0
		for nodes[at].feature >= 0 {
			if steps[at].column[i] <= steps[at].bin {
				at = int(nodes[at].left) - root
			} else {
				at = int(nodes[at].right) - root
			}
		}
		g.score[i] += float64(nodes[at].value) * factor
	}
}

func (g *grower) histogram(rows []int32, use []int) [][]sum {
	out := make([][]sum, len(use))
	for k, f := range use {
		bins := make([]sum, len(g.edges[f])+1)
		column := g.columns[f]
		for _, i := range rows {
			b, x := &bins[column[i]], &g.grad[i]
			b.g += x.g
			b.h += x.h
			b.n++
		}
		out[k] = bins
	}
	return out
}

// search finds the best split of a leaf.
func (g *grower) search(l *leaf) {
	l.best = split{}
	whole := l.total.gain(g.L2)
	for k, bins := range l.bins {
		var left sum
		for b := range len(bins) - 1 {
			left.add(bins[b])
			right := l.total.less(left)
			if left.n < g.LeastRows || right.n < g.LeastRows || left.h < 1e-3 || right.h < 1e-3 {
				continue
			}
			if gain := left.gain(g.L2) + right.gain(g.L2) - whole; gain > l.best.gain {
				l.best = split{gain, k, b, left}
			}
		}
	}
}

// split makes two leaves of one. The smaller one's histogram is counted, the
// other's is what is left.
func (g *grower) split(l *leaf, use []int) (left, right *leaf) {
	f := use[l.best.use]
	column := g.columns[f]
	var a, b []int32
	for _, i := range l.rows {
		if int(column[i]) <= l.best.bin {
			a = append(a, i)
		} else {
			b = append(b, i)
		}
	}
	at := int32(len(g.out.nodes))
	g.out.nodes = append(g.out.nodes, node{feature: -1}, node{feature: -1})
	g.out.nodes[l.node] = node{feature: int16(f), left: at, right: at + 1, value: g.edges[f][l.best.bin]}
	left = &leaf{node: at, rows: a, total: l.best.left}
	right = &leaf{node: at + 1, rows: b, total: l.total.less(l.best.left)}
	small, large := left, right
	if len(b) < len(a) {
		small, large = right, left
	}
	small.bins = g.histogram(small.rows, use)
	large.bins = l.bins
	for k := range large.bins {
		for i := range large.bins[k] {
			large.bins[k][i] = large.bins[k][i].less(small.bins[k][i])
		}
	}
	g.search(left)
	g.search(right)
	return left, right
}
