package roles

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"synoptic/internal/language/perceptron"
)

// Options for training.
type Options struct {
	Epochs, ChoiceEpochs int
	Folds                int     // in which what the choosers learn from is made by fields that never saw it
	MinCount, MinChoice  int     // times a feature of the field, and of the choosers, must stand
	Drop                 float32 // share of features hidden, anew each time
	Least                int     // smallest quantised weight that is kept
	Seed                 uint64
}

// Defaults are the options that the embedded model was trained with.
var Defaults = Options{Epochs: 3, ChoiceEpochs: 4, Folds: 3, MinCount: 6, MinChoice: 5, Drop: 0.2, Least: 2, Seed: 1}

// clip is the weight that becomes the largest quantised one.
const clip = 4.0

// Train makes the bytes of a model file from paragraphs. The same paragraphs
// and options give the same bytes.
func Train(docs []*Document, o Options) []byte {
	full := learnField(docs, o)
	views := thought(docs, o)
	all := func(*Document) bool { return true }
	content, source := learnChoosers(docs, views, all, o)
	verdict := learnVerdict(docs, views, o)
	var rows []perceptron.Row
	for k, r := range full.rows {
		rows = append(rows, perceptron.Row{Key: k, Weights: full.weights[r][:]})
	}
	return perceptron.WriteFile([]perceptron.Section{
		{Name: "transitions", Data: full.trans.write()},
		{Name: "tokens", Data: perceptron.Pack(rows, perceptron.Quantise{Clip: clip, Least: o.Least})},
		{Name: "content", Data: content.pack(o.Least)},
		{Name: "source", Data: source.pack(o.Least)},
		{Name: "verdict", Data: verdict.pack(1)},
	})
}

func (t transitions) write() []byte {
	var b strings.Builder
	for _, row := range t {
		for _, x := range row {
			fmt.Fprintf(&b, "%.4f ", x)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

func (c *chooser) pack(least int) []byte {
	var rows []perceptron.Row
	for k, x := range c.weights {
		rows = append(rows, perceptron.Row{Key: k, Weights: []float32{x}})
	}
	return perceptron.Pack(rows, perceptron.Quantise{Clip: clip, Least: least})
}

// fold is the fold of an article, out of n.
func fold(article string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(article))
	return int(h.Sum32()>>8) % n
}

// thought are the views of paragraphs, each with the thoughts of a field that
// was trained on other articles.
func thought(docs []*Document, o Options) []*view {
	views := make([]*view, len(docs))
	for n := range o.Folds {
		var others []*Document
		for _, d := range docs {
			if fold(d.Article, o.Folds) != n {
				others = append(others, d)
			}
		}
		t := learnField(others, o)
		w := worker{Finder: &Finder{tokens: t, field: newField(t.trans)}}
		for i, d := range docs {
			if fold(d.Article, o.Folds) == n && len(d.Tokens) > 0 {
				views[i] = w.look(d.Paragraph)
			}
		}
	}
	return views
}

// linkOf is the attribution whose cue shares a token with c.
func (d *Document) linkOf(c Run) *Link {
	for i := range d.Links {
		if l := &d.Links[i]; l.Cue.First < c.Last && c.First < l.Cue.Last {
			return l
		}
	}
	return nil
}

// learnChoosers fits the choosers of contents and of sources to the paragraphs
// that use says.
func learnChoosers(docs []*Document, views []*view, use func(*Document) bool, o Options) (content, source *chooser) {
	var contents, sources []choice
	for i, d := range docs {
		if views[i] == nil || !use(d) {
			continue
		}
		v := views[i]
		for _, c := range v.cues {
			link := d.linkOf(c)
			for _, after := range []bool{false, true} {
				if x, ok := v.contentChoice(c, link, after); ok {
					contents = append(contents, x)
				}
			}
			if link != nil {
				if x, ok := v.sourceChoice(c, link.Source); ok {
					sources = append(sources, x)
				}
			}
		}
	}
	return learnChooser(contents, o), learnChooser(sources, o)
}

// contentChoice is the choice of what is said after (or before) cue c; ok is
// false where the right one is not among the candidates, or there is only one.
func (v *view) contentChoice(c Run, link *Link, after bool) (x choice, ok bool) {
	var gold Run
	if link != nil {
		for _, r := range link.Content {
			if (r.First >= c.Last) == after {
				gold = r
			}
		}
	}
	x, ok = choose(v.contentRuns(c, after), gold, v.nothingKeys(nil, c, after, 0), func(r Run) []uint64 { return v.contentKeys(nil, c, r) })
	return x, ok && len(x.candidates) > 1
}

// sourceChoice is the choice of the source of cue c.
func (v *view) sourceChoice(c, gold Run) (x choice, ok bool) {
	return choose(v.sourceRuns(c), gold, v.nothingKeys(nil, c, false, sourceBase), func(r Run) []uint64 { return v.sourceKeys(nil, c, r) })
}

func choose(runs []Run, gold Run, nothing []uint64, features func(Run) []uint64) (x choice, ok bool) {
	x.candidates = append(x.candidates, nothing)
	ok = gold.Empty()
	for i, r := range runs {
		x.candidates = append(x.candidates, features(r))
		if r == gold {
			x.right, ok = i+1, true
		}
	}
	return x, ok
}

// learnVerdict fits the judge of cues to what choosers of contents and sources
// say that were trained on the other half of the articles.
func learnVerdict(docs []*Document, views []*view, o Options) *chooser {
	var all []choice
	for half := range 2 {
		mine := func(d *Document) bool { return fold(d.Article+"/", 2) == half }
		content, source := learnChoosers(docs, views, func(d *Document) bool { return !mine(d) }, o)
		w := worker{Finder: &Finder{content: content, source: source}}
		for i, d := range docs {
			if views[i] == nil || !mine(d) {
				continue
			}
			for _, c := range views[i].cues {
				x := choice{candidates: [][]uint64{nil, w.judged(views[i], c)}}
				if l := d.linkOf(c); l != nil && l.Cue == c {
					x.right = 1
				}
				all = append(all, x)
			}
		}
	}
	return learnChooser(all, o)
}

// rate is the step of AdaGrad (Duchi et al. 2011).
const rate = 0.1

// step is the change of a weight by AdaGrad, given its gradient and the sum of
// its squared gradients so far.
func step(gradient float32, squares *float32) float32 {
	*squares += gradient * gradient
	return rate * gradient / float32(math.Sqrt(float64(*squares)+1e-6))
}

// A fieldLearner fits the field by stochastic gradients.
type fieldLearner struct {
	rows    map[uint64]int32
	weights []scores
	squares []scores
	trans   transitions
	transSq transitions
	lattice lattice
}

func (t *fieldLearner) labels(keys []uint64) (out scores) {
	for _, k := range keys {
		if r, ok := t.rows[k]; ok {
			for l, x := range &t.weights[r] {
				out[l] += x
			}
		}
	}
	return out
}

// chain is a paragraph to learn from: the rows of each token's features, and
// its labels.
type chain struct {
	rows [][]int32
	gold []uint8
}

// learnField fits a field to paragraphs.
func learnField(docs []*Document, o Options) *fieldLearner {
	views := make([]*view, len(docs))
	for i, d := range docs {
		views[i] = newView(d.Paragraph)
	}
	t := &fieldLearner{rows: frequent(views, o.MinCount)}
	t.weights, t.squares = make([]scores, len(t.rows)), make([]scores, len(t.rows))
	chains := make([]chain, len(docs))
	for i, v := range views {
		chains[i] = t.chain(v, docs[i].Gold)
		views[i] = nil
	}
	random := rand.New(rand.NewPCG(o.Seed, 21))
	mean := newMean(len(t.weights))
	order := random.Perm(len(chains))
	for e := range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			t.learn(t.dropped(chains[i], o.Drop, random))
		}
		if e > 0 || o.Epochs == 1 {
			mean.add(t)
		}
	}
	mean.into(t)
	return t
}

// frequent numbers the features that stand at least least times.
func frequent(views []*view, least int) map[uint64]int32 {
	counts := map[uint64]int32{}
	for _, v := range views {
		for i := range v.words {
			for _, k := range v.features(i) {
				counts[k]++
			}
		}
	}
	out := map[uint64]int32{}
	for k, n := range counts {
		if n >= int32(least) {
			out[k] = int32(len(out))
		}
	}
	return out
}

func (t *fieldLearner) chain(v *view, gold []uint8) chain {
	c := chain{gold: gold, rows: make([][]int32, len(v.words))}
	for i := range v.words {
		for _, k := range v.features(i) {
			if r, ok := t.rows[k]; ok {
				c.rows[i] = append(c.rows[i], r)
			}
		}
	}
	return c
}

// dropped is c without a random share of its features, so that none is relied
// on alone.
func (t *fieldLearner) dropped(c chain, share float32, random *rand.Rand) chain {
	out := chain{gold: c.gold, rows: make([][]int32, len(c.rows))}
	for i, rows := range c.rows {
		kept := make([]int32, 0, len(rows))
		for _, r := range rows {
			if random.Float32() >= share {
				kept = append(kept, r)
			}
		}
		out.rows[i] = kept
	}
	return out
}

// learn moves the weights by the gradient of one chain.
func (t *fieldLearner) learn(c chain) {
	if len(c.rows) == 0 {
		return
	}
	s := make([]scores, len(c.rows))
	for i, rows := range c.rows {
		for _, r := range rows {
			for l, x := range &t.weights[r] {
				s[i][l] += x
			}
		}
	}
	f := newField(t.trans)
	t.lattice.run(f, s)
	var change [labelCount + 1][labelCount]float64
	for i, rows := range c.rows {
		p := t.lattice.token(i)
		g := int(c.gold[i])
		if i == 0 {
			for b, x := range p {
				change[start][b] += x
			}
			change[start][g]--
		} else {
			for a, row := range t.lattice.pair(f, i) {
				for b, x := range row {
					change[a][b] += x
				}
			}
			change[c.gold[i-1]][g]--
		}
		p[g]--
		t.move(rows, p)
	}
	for a := range change {
		for b, x := range change[a] {
			if x != 0 {
				t.trans[a][b] -= step(float32(x), &t.transSq[a][b])
			}
		}
	}
}

// small gradients are not worth a step.
const small = 1e-4

func (t *fieldLearner) move(rows []int32, gradient [labelCount]float64) {
	for l, x := range gradient {
		if math.Abs(x) < small {
			continue
		}
		for _, r := range rows {
			t.weights[r][l] -= step(float32(x), &t.squares[r][l])
		}
	}
}

// A mean gathers the weights of several epochs.
type mean struct {
	n       float32
	weights []scores
	trans   transitions
}

func newMean(n int) *mean { return &mean{weights: make([]scores, n)} }

func (m *mean) add(t *fieldLearner) {
	m.n++
	for i := range m.weights {
		for l, x := range t.weights[i] {
			m.weights[i][l] += x
		}
	}
	for a := range m.trans {
		for b, x := range t.trans[a] {
			m.trans[a][b] += x
		}
	}
}

func (m *mean) into(t *fieldLearner) {
	for i := range m.weights {
		for l, x := range m.weights[i] {
			t.weights[i][l] = x / m.n
		}
	}
	for a := range m.trans {
		for b, x := range m.trans[a] {
			t.trans[a][b] = x / m.n
		}
	}
}

// A choice is candidates, by their features, of which one is right.
type choice struct {
	candidates [][]uint64
	right      int
}

// A chooser is weights of features for choosing among candidates.
type chooser struct{ weights, squares map[uint64]float32 }

func (c *chooser) score(keys []uint64) float64 {
	s := float32(0)
	for _, k := range keys {
		s += c.weights[k]
	}
	return float64(s)
}

// learnChooser fits a chooser to choices.
func learnChooser(all []choice, o Options) *chooser {
	c := &chooser{map[uint64]float32{}, map[uint64]float32{}}
	rare(all, o.MinChoice)
	sum := map[uint64]float32{}
	random := rand.New(rand.NewPCG(o.Seed, 22))
	order := random.Perm(len(all))
	for range o.ChoiceEpochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			c.learn(all[i])
		}
		for k, x := range c.weights {
			sum[k] += x / float32(o.ChoiceEpochs)
		}
	}
	return &chooser{weights: sum}
}

// rare takes out the features that stand in fewer than least candidates.
func rare(all []choice, least int) {
	counts := map[uint64]int{}
	for _, c := range all {
		for _, keys := range c.candidates {
			for _, k := range keys {
				counts[k]++
			}
		}
	}
	for _, c := range all {
		for i, keys := range c.candidates {
			c.candidates[i] = slices.DeleteFunc(keys, func(k uint64) bool { return counts[k] < least })
		}
	}
}

// learn moves the weights by the gradient of one choice.
func (c *chooser) learn(x choice) {
	p := make([]float64, len(x.candidates))
	top := math.Inf(-1)
	for i, keys := range x.candidates {
		p[i] = c.score(keys)
		top = max(top, p[i])
	}
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i, keys := range x.candidates {
		d := p[i] / sum
		if i == x.right {
			d--
		}
		if math.Abs(d) < 10*small {
			continue
		}
		for _, k := range keys {
			q := c.squares[k]
			c.weights[k] -= step(float32(d)+ridge*c.weights[k], &q)
			c.squares[k] = q
		}
	}
}

// ridge keeps the weights of choosers small.
const ridge = 1e-5
