package roles

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// A scorer gives a run's features a score on the scale of log odds.
type scorer interface{ score(keys []uint64) float64 }

// fieldScorer gives a token's features its scores of the labels.
type fieldScorer interface {
	labels(keys []uint64) scores
}

// A Finder is a trained model. It is safe for use by many goroutines.
type Finder struct {
	tokens                   fieldScorer
	field                    *field
	content, source, verdict scorer
}

// packed is weights in the bytes of a model file.
type packed struct {
	weights *perceptron.Model
	unit    float64 // what a weight of 1 stands for
}

func (p packed) labels(keys []uint64) (out scores) {
	var sum [labelCount]int32
	p.weights.Score(sum[:], keys)
	for i, x := range sum {
		out[i] = float32(float64(x) * p.unit)
	}
	return out
}

func (p packed) score(keys []uint64) float64 {
	var sum [1]int32
	p.weights.Score(sum[:], keys)
	return float64(sum[0]) * p.unit
}

// Open uses the bytes of a model file as a finder.
func Open(data []byte) (*Finder, error) {
	parts, err := perceptron.ReadFile(data)
	if err != nil {
		return nil, err
	}
	trans, err := readTransitions(string(parts["transitions"]))
	if err != nil {
		return nil, err
	}
	f := &Finder{field: newField(trans)}
	open := func(name string) packed {
		w, e := perceptron.OpenWeights(parts[name])
		if e != nil {
			err = e
		}
		return packed{w, clip / 127}
	}
	f.tokens, f.content, f.source, f.verdict = open("tokens"), open("content"), open("source"), open("verdict")
	return f, err
}

func readTransitions(text string) (t transitions, err error) {
	fields := strings.Fields(text)
	if len(fields) != len(t)*labelCount {
		return t, errors.New("read transitions: not as many as there are pairs of labels")
	}
	for i, s := range fields {
		x, err := strconv.ParseFloat(s, 32)
		if err != nil {
			return t, err
		}
		t[i/labelCount][i%labelCount] = float32(x)
	}
	return t, nil
}

// longest bounds the tokens of a paragraph looked at together; a longer one is
// cut between sentences.
const longest = 2000

// Paragraphs are the blocks of an analysed article; very long ones are cut.
func Paragraphs(an *model.Analysis) []Paragraph {
	var out []Paragraph
	for i := 0; i < len(an.Sentences); {
		j := i + 1
		for j < len(an.Sentences) && an.Sentences[j].Block == an.Sentences[i].Block && an.Sentences[j].Last-an.Sentences[i].First <= longest {
			j++
		}
		out = append(out, newParagraph(an, an.Sentences[i:j]))
		i = j
	}
	return out
}

// Links are the attributions of a paragraph, in the order of their cues. Runs
// count its tokens.
func (f *Finder) Links(p Paragraph) []Link {
	w := worker{Finder: f}
	return w.links(p)
}

func newParagraph(an *model.Analysis, sentences []model.Sentence) Paragraph {
	first, last := sentences[0].First, sentences[len(sentences)-1].Last
	p := Paragraph{Text: an.Article.Text}
	for _, s := range sentences {
		s.First, s.Last = s.First-first, s.Last-first
		p.Sentences = append(p.Sentences, s)
	}
	for _, t := range an.Tokens[first:last] {
		if t.Head >= 0 {
			t.Head -= int32(first)
		}
		p.Tokens = append(p.Tokens, t)
	}
	return p
}

// worker holds what is used again from one paragraph to the next.
type worker struct {
	*Finder
	lattice lattice
	scores  []scores
	keys    []uint64
}

// look makes the view of a paragraph, with what the field thinks of it.
func (w *worker) look(p Paragraph) *view {
	v := newView(p)
	w.scores = w.scores[:0]
	for i := range v.words {
		w.scores = append(w.scores, w.tokens.labels(v.features(i)))
	}
	w.field.think(v, &w.lattice, w.scores)
	v.prepare()
	return v
}

// links finds the attributions of a paragraph.
func (w *worker) links(p Paragraph) []Link {
	if len(p.Tokens) == 0 || len(p.Sentences) == 0 {
		return nil
	}
	v := w.look(p)
	var out []Link
	for _, c := range v.cues {
		if l := w.link(v, c); l.Confidence >= leastLink {
			out = append(out, l)
		}
	}
	return append(out, v.loose(out)...)
}

// loose are contents that the field sees and no cue has: quotations whose cue
// stands in another paragraph.
func (v *view) loose(found []Link) []Link {
	taken := make([]bool, len(v.words))
	for _, l := range found {
		if l.Confidence < leastTaken {
			continue
		}
		for _, r := range l.Content {
			for i := r.First; i < r.Last; i++ {
				taken[i] = true
			}
		}
	}
	var out []Link
	labels := make([]uint8, len(v.priors))
	for i, p := range v.priors {
		labels[i] = p.label
	}
	for _, r := range Runs(labels)[roleContent] {
		if q := v.words[r.First].quote; q >= quoteOpens && q < quoteCloses && r.Last-r.First > 6 && !slices.Contains(taken[r.First:r.Last], true) {
			w := v.weigh(r, roleContent)
			out = append(out, Link{Content: []Run{r}, Confidence: float64(w.mean), ContentSure: float64(w.begins)})
		}
	}
	return out
}

// leastTaken is the confidence from which an attribution keeps its content.
const leastTaken = 0.35

// leastLink is the confidence from which an attribution is told at all, and
// leastChoice the share of all candidates that contents together must have.
const (
	leastLink   = 0.2
	leastChoice = 0.3
)

// link finds source and content of a possible cue, and how sure it is one.
func (w *worker) link(v *view, c Run) Link {
	l, keys := w.parts(v, c)
	if len(l.Content) > 0 {
		l.Confidence = logistic(w.verdict.score(keys))
	}
	return l
}

// judged are the features for judging a possible cue.
func (w *worker) judged(v *view, c Run) []uint64 {
	_, keys := w.parts(v, c)
	return slices.Clone(keys)
}

// parts chooses source and content of a possible cue; keys are the features
// for judging it.
func (w *worker) parts(v *view, c Run) (l Link, keys []uint64) {
	l = Link{Cue: c, ContentSure: 1}
	var said [2]float64
	for i, after := range []bool{false, true} {
		best, sure, none := w.choose(v, c, v.contentRuns(c, after), w.content, after, 0, v.contentKeys)
		said[i] = 1 - none
		if !best.Empty() && said[i] > leastChoice {
			l.Content = append(l.Content, best)
			l.ContentSure *= sure / said[i]
		}
	}
	best, sure, none := w.choose(v, c, v.sourceRuns(c), w.source, false, sourceBase, v.sourceKeys)
	if none < sure {
		l.Source = best
	}
	l.SourceSure = max(sure, none)
	w.keys = v.verdictKeys(w.keys[:0], c, said[0], said[1], sure)
	return l, w.keys
}

// sourceBase keeps the features of having no source apart from those of having
// no content.
const sourceBase = 100

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// choose is the best of the runs, its probability, and that of none of them.
func (w *worker) choose(v *view, c Run, runs []Run, by scorer, after bool, base uint64, features func([]uint64, Run, Run) []uint64) (best Run, sure, none float64) {
	w.keys = v.nothingKeys(w.keys[:0], c, after, base)
	first := by.score(w.keys)
	top, at := first, -1
	all := make([]float64, len(runs))
	for i, r := range runs {
		w.keys = features(w.keys[:0], c, r)
		all[i] = by.score(w.keys)
		if at < 0 || all[i] > all[at] {
			at = i
		}
		top = max(top, all[i])
	}
	none = math.Exp(first - top)
	sum := none
	for _, x := range all {
		sum += math.Exp(x - top)
	}
	if at < 0 {
		return Run{}, 0, 1
	}
	return runs[at], math.Exp(all[at]-top) / sum, none / sum
}
