package lines

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A State is where a line stands: before the article, in it, in something set
// into it, or behind it.
type State uint8

// The states.
const (
	Before State = iota
	Inside
	Inset
	Behind
	states = 4
)

// allowed says which state may follow which: there is one article on a page.
var allowed = [states][states]bool{
	Before: {Before: true, Inside: true},
	Inside: {Inside: true, Inset: true, Behind: true},
	Inset:  {Inside: true, Inset: true},
	Behind: {Behind: true},
}

// Weights are a linear chain model: a weight for each feature in each state,
// and for each step from state to state.
type Weights struct {
	Emit [features][states]float32
	Step [states][states]float32
}

// decode is the best sequence of states (Viterbi). margin, where not nil, is
// added to the score of every state that differs from gold: it makes training
// look for the mistakes that cost most.
func (w *Weights) decode(feats [][]uint16, gold []State, margin []float32) []State {
	n := len(feats)
	if n == 0 {
		return nil
	}
	back := make([][states]State, n)
	var score [states]float32
	for i, fs := range feats {
		var emit [states]float32
		for _, f := range fs {
			row := &w.Emit[f]
			for s := range emit {
				emit[s] += row[s]
			}
		}
		if margin != nil {
			for s := range emit {
				if (State(s) == Inside) != (gold[i] == Inside) {
					emit[s] += margin[i]
				}
			}
		}
		var next [states]float32
		for s := State(0); s < states; s++ {
			best, from := float32(math.Inf(-1)), State(0)
			for p := State(0); p < states; p++ {
				if !allowed[p][s] || i == 0 {
					continue
				}
				if v := score[p] + w.Step[p][s]; v > best {
					best, from = v, p
				}
			}
			if i == 0 {
				best = 0
				if s == Inset || s == Behind {
					best = float32(math.Inf(-1))
				}
			}
			next[s], back[i][s] = best+emit[s], from
		}
		score = next
	}
	last := Before
	for s := State(0); s < states; s++ {
		if score[s] > score[last] {
			last = s
		}
	}
	out := make([]State, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = last
		last = back[i][last]
	}
	return out
}

// featuresOf are the features of every line of a page.
func featuresOf(all []Line, s []shape) [][]uint16 {
	c := newContext(all, s)
	out := make([][]uint16, len(all))
	pool := make([]uint16, 0, len(all)*48)
	for i := range all {
		from := len(pool)
		pool = c.appendFeatures(pool, i)
		out[i] = pool[from:len(pool):len(pool)]
	}
	return out
}

// Decode says of each line where it stands.
func (w *Weights) Decode(all []Line) []State { return w.decode(featuresOf(all, shapes(all)), nil, nil) }

// String writes weights as text, one feature a line; features without weight
// are left out.
func (w *Weights) String() string {
	var b strings.Builder
	row := func(kind string, n int, v [states]float32) {
		if v == ([states]float32{}) {
			return
		}
		fmt.Fprintf(&b, "%s %d", kind, n)
		for _, x := range v {
			b.WriteByte(' ')
			b.WriteString(strconv.FormatFloat(math.Round(float64(x)*1000)/1000, 'g', -1, 32))
		}
		b.WriteByte('\n')
	}
	for s := range w.Step {
		row("step", s, w.Step[s])
	}
	for f := range w.Emit {
		row("emit", f, w.Emit[f])
	}
	return b.String()
}

// Parse reads weights as String writes them; "#" begins a comment.
func Parse(text string) (*Weights, error) {
	w := &Weights{}
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		if len(f) != 2+states {
			return nil, fmt.Errorf("read weights: %q has %d fields", strings.TrimSpace(line), len(f))
		}
		n, err := strconv.Atoi(f[1])
		if err != nil || n < 0 || f[0] == "step" && n >= states || f[0] == "emit" && n >= features {
			return nil, fmt.Errorf("read weights: bad row %q", strings.TrimSpace(line))
		}
		var v [states]float32
		for s := range v {
			x, err := strconv.ParseFloat(f[2+s], 32)
			if err != nil {
				return nil, fmt.Errorf("read weights: %w", err)
			}
			v[s] = float32(x)
		}
		if f[0] == "step" {
			w.Step[n] = v
		} else {
			w.Emit[n] = v
		}
	}
	return w, nil
}
