package name

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// Options for training.
type Options struct {
	Epochs     int
	Folds      int // for the first pass's marks that the second pass learns from
	MinUpdates int
	Hide       float64 // share of words whose form is hidden, anew each time
	Quantise   perceptron.Quantise
	Seed       uint64
}

// Defaults are the options that the embedded model was trained with.
var Defaults = Options{Epochs: 8, Folds: 4, MinUpdates: 3, Quantise: perceptron.Quantise{Clip: 40, Least: 3}, Seed: 1}

// Train makes the bytes of a model file from tagged documents with gold
// names, of which only persons, organisations and places count. The same
// documents and options give the same bytes.
func Train(docs []*corpus.Document, o Options) []byte {
	random := rand.New(rand.NewPCG(o.Seed, 11))
	samples := make([]*sample, len(docs))
	for i, d := range docs {
		samples[i] = newSample(restyled(d, random))
	}
	first := learn(samples, o, -1)
	for fold := range o.Folds {
		markFold(samples, learn(samples, o, fold).Averaged(o.Quantise), o.Folds, fold)
	}
	for _, s := range samples {
		s.vote()
	}
	second := learn(samples, o, -1)
	return perceptron.WriteFile([]perceptron.Section{
		{Name: "first", Data: first.Weights(o.Quantise)},
		{Name: "second", Data: second.Weights(o.Quantise)},
	})
}

// A sample is a document ready for decoding, with the gold mark of each token.
type sample struct {
	decoder
	gold []uint8
}

func newSample(d *corpus.Document) *sample {
	s := &sample{gold: make([]uint8, len(d.Tokens))}
	s.prepare(d.Text, d.Sentences, d.Tokens)
	for _, n := range d.Names {
		kind := KindOf(n.Type)
		if kind < 0 {
			continue
		}
		// Sets differ in whether a title is part of a name; here it is not.
		t, ok := trim(d.Text, d.Tokens, newName(d.Text, d.Tokens, n.First, n.Last, kind, 1))
		if !ok {
			continue
		}
		n.First = t.First
		for i := n.First; i < n.Last; i++ {
			s.gold[i] = mark(kind, inside)
		}
		s.gold[n.First], s.gold[n.Last-1] = mark(kind, begin), mark(kind, last)
		if n.Last == n.First+1 {
			s.gold[n.First] = mark(kind, only)
		}
	}
	return s
}

// KindOf is the number of a corpus's type of name, or -1 for those not found.
func KindOf(corpusType string) int {
	switch corpusType {
	case "PER":
		return 0
	case "ORG":
		return 1
	case "LOC":
		return 2
	}
	return -1
}

// learn trains one pass on all samples but those of the fold left out.
func learn(samples []*sample, o Options, leftOut int) *perceptron.Trainer {
	t := perceptron.NewTrainer(o.MinUpdates)
	random := rand.New(rand.NewPCG(o.Seed, 12))
	var order []int
	for i := range samples {
		if leftOut < 0 || i%o.Folds != leftOut {
			order = append(order, i)
		}
	}
	for range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			samples[i].learn(t, o.Hide, random)
		}
	}
	return t
}

// learn decodes a document and corrects each wrong decision. Where the
// decision before was wrong the gold mark may be impossible; then nothing is
// to be learnt. Some words are hidden, so that their neighbours and letters
// are learnt from too.
func (s *sample) learn(t *perceptron.Trainer, hide float64, random *rand.Rand) {
	for _, sent := range s.sentences {
		hidden := hideWords(s.words[sent.First:sent.Last], hide, random)
		back1, back2 := uint8(startMark), uint8(startMark)
		for i := sent.First; i < sent.Last; i++ {
			m := s.decide(t, sent, i, back1, back2)
			if len(s.keys) > 0 {
				t.Tick()
				if g := s.gold[i]; m != g && allowed(back1, g, i+1 == sent.Last) {
					t.Update(s.keys, int(g), int(m))
				}
			}
			back2, back1 = back1, m
		}
		for i, form := range hidden {
			s.words[sent.First+i].Form = form
		}
	}
}

// hideWords gives some of the words with capitals forms that no other word
// has, and returns the true ones by index.
func hideWords(words []word, share float64, random *rand.Rand) map[int]uint64 {
	var hidden map[int]uint64
	for i := range words {
		if words[i].Flags&perceptron.HasUpper == 0 || random.Float64() >= share {
			continue
		}
		if hidden == nil {
			hidden = make(map[int]uint64)
		}
		hidden[i] = words[i].Form
		words[i].Form = random.Uint64()
	}
	return hidden
}

// markFold marks the documents of a fold with weights that never saw them.
func markFold(samples []*sample, weights perceptron.Scorer, folds, fold int) {
	for i, s := range samples {
		if i%folds == fold {
			s.run(weights)
		}
	}
}

// restyled is d with copies of some sentences in capitals or in title case
// at its end, as headlines have them.
func restyled(d *corpus.Document, random *rand.Rand) *corpus.Document {
	out := corpus.Document{
		Sentences: slices.Clone(d.Sentences), Tokens: slices.Clone(d.Tokens), Names: slices.Clone(d.Names),
	}
	var b strings.Builder
	b.WriteString(d.Text)
	for _, s := range d.Sentences {
		switch random.IntN(16) {
		case 0:
			appendCopy(&out, &b, d, s, strings.ToUpper)
		case 1:
			appendCopy(&out, &b, d, s, titleCase)
		}
	}
	out.Text = b.String()
	return &out
}

// appendCopy adds sentence s of d to out, its words changed by f.
func appendCopy(out *corpus.Document, b *strings.Builder, d *corpus.Document, s model.Sentence, f func(string) string) {
	moved := len(out.Tokens) - s.First
	n := model.Sentence{First: len(out.Tokens)}
	for i := s.First; i < s.Last; i++ {
		t := d.Tokens[i]
		b.WriteByte(' ')
		t.Start = int32(b.Len())
		b.WriteString(f(d.Word(i)))
		t.End = int32(b.Len())
		out.Tokens = append(out.Tokens, t)
	}
	n.Last = len(out.Tokens)
	n.Span = model.Span{Start: int(out.Tokens[n.First].Start), End: int(out.Tokens[n.Last-1].End)}
	out.Sentences = append(out.Sentences, n)
	for _, m := range d.Names {
		if m.First >= s.First && m.Last <= s.Last {
			out.Names = append(out.Names, corpus.Name{First: m.First + moved, Last: m.Last + moved, Type: m.Type})
		}
	}
}

// titleCase gives a word of four letters or more a capital.
func titleCase(w string) string {
	if len(w) < 4 {
		return w
	}
	r := []rune(w)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}
