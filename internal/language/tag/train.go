package tag

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// Options for training.
type Options struct {
	Epochs     int
	Folds      int // for the first pass's tags that the second pass learns from; with 0 there is no second
	MinUpdates int
	Margin     int32 // by which a right tag must lead
	Quantise   perceptron.Quantise
	Seed       uint64
}

// Defaults are the options that the embedded model was trained with.
var Defaults = Options{Epochs: 10, Folds: 4, MinUpdates: 4, Margin: 40, Quantise: perceptron.Quantise{Clip: 40, Least: 5}, Seed: 1}

// Train makes the bytes of a model file from documents with gold tags. The
// same documents and options give the same bytes. exact is the tagger before
// its weights were quantised.
func Train(docs []*corpus.Document, o Options) (file []byte, exact *Tagger) {
	lexicon, classes := makeLexicon(docs)
	l := learner{o: o, tagger: &Tagger{lexicon: lexicon, classes: classes}, random: rand.New(rand.NewPCG(o.Seed, 7))}
	l.samples = l.restyled(docs)
	first := l.learn(-1, false)
	sections := []perceptron.Section{
		{Name: "classes", Data: writeClasses(classes)},
		{Name: "lexicon", Data: lexicon.Bytes()},
		{Name: "first", Data: first.Weights(o.Quantise)},
	}
	exact = &Tagger{first: first.Exact(), lexicon: lexicon, classes: classes}
	exact.sureLead = int32(sureLead * perceptron.ExactScale * o.Quantise.Clip / 127)
	for fold := range o.Folds {
		l.mark(fold, l.learn(fold, false).Exact())
	}
	if o.Folds > 0 {
		second := l.learn(-1, true)
		sections = append(sections, perceptron.Section{Name: "second", Data: second.Weights(o.Quantise)})
		exact.second = second.Exact()
	}
	return perceptron.WriteFile(sections), exact
}

// A learner holds what training needs.
type learner struct {
	o       Options
	tagger  *Tagger
	random  *rand.Rand
	samples []*sample
}

// learn trains a pass on all samples but those of the fold left out.
func (l *learner) learn(leftOut int, second bool) *perceptron.Trainer {
	trainer := perceptron.NewTrainer(l.o.MinUpdates)
	var order []*sample
	for _, s := range l.samples {
		if leftOut < 0 || s.doc%l.o.Folds != leftOut {
			order = append(order, s)
		}
	}
	epochs := l.o.Epochs
	if leftOut >= 0 {
		epochs = (epochs + 1) / 2
	}
	for range epochs {
		l.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, s := range order {
			s.learn(trainer, l.o.Margin, second)
		}
	}
	return trainer
}

// mark tags a fold's samples with weights that never saw them, for the second
// pass to learn from.
func (l *learner) mark(fold int, weights perceptron.Scorer) {
	for _, s := range l.samples {
		if s.doc%l.o.Folds != fold {
			continue
		}
		s.pass(weights, 0, false)
		for i := range s.gold {
			s.first[i] = s.at(i).tag
		}
	}
}

// learn decodes one sentence and corrects each wrong decision, and each that
// was right by too little.
func (s *sample) learn(trainer *perceptron.Trainer, margin int32, second bool) {
	if second {
		for i, tag := range s.first {
			s.at(i).tag = tag
		}
	}
	back1, back2 := startTag, startTag
	for i, gold := range s.gold {
		w := s.at(i)
		tag := w.fixed
		if tag == 0 {
			tag = s.decide(trainer, i, back1, back2, second)
			trainer.Tick()
			if wrong := s.rival(gold); gold != 0 && s.scores[gold]-s.scores[wrong] <= margin {
				trainer.Update(s.keys, int(gold), int(wrong))
			}
		}
		w.tag = tag
		back2, back1 = back1, tag
	}
}

// A sample is a sentence ready for decoding, with gold tags.
type sample struct {
	decoder
	doc         int
	gold, first []model.Tag // right ones, and those of a first pass
}

// newSample describes a sentence.
func (l *learner) newSample(doc int, text string, tokens []model.Token) *sample {
	s := &sample{doc: doc, first: make([]model.Tag, len(tokens))}
	for _, t := range tokens {
		s.gold = append(s.gold, t.Tag)
	}
	s.prepare(l.tagger, text, tokens)
	s.plain = nil
	return s
}

// restyled lists the sentences of the documents, and of some of them a copy
// in capitals or in title case, as headlines have them and treebanks do not.
func (l *learner) restyled(docs []*corpus.Document) []*sample {
	var all []*sample
	for k, d := range docs {
		for _, s := range d.Sentences {
			tokens := d.Tokens[s.First:s.Last]
			all = append(all, l.newSample(k, d.Text, tokens))
			change := map[int]func(string) string{0: strings.ToUpper, 1: strings.ToUpper, 2: corpus.TitleCase, 3: corpus.TitleCase}[l.random.IntN(30)]
			if change != nil {
				text, changed := corpus.Restyle(d.Text, tokens, change)
				all = append(all, l.newSample(k, text, changed))
			}
		}
	}
	return all
}

const (
	minSeen = 4  // occurrences for a word to stand in the lexicon
	minSure = 20 // occurrences for a word to get its tag outright
)

// makeLexicon finds the class of each frequent word: the tags it has in at
// least a twentieth of its occurrences. The 254 most frequent classes count.
func makeLexicon(docs []*corpus.Document) (perceptron.Lexicon, []class) {
	counts := make(map[uint64]*[tagCount]int)
	for _, d := range docs {
		for i, t := range d.Tokens {
			form := perceptron.Describe(d.Word(i)).Form
			if counts[form] == nil {
				counts[form] = new([tagCount]int)
			}
			counts[form][t.Tag]++
		}
	}
	words := make(map[uint64]class)
	weight := make(map[class]int)
	for form, c := range counts {
		if k, total := classOf(c); total >= minSeen {
			words[form] = k
			weight[k] += total
		}
	}
	classes := make([]class, 0, len(weight))
	for k := range weight {
		classes = append(classes, k)
	}
	slices.SortFunc(classes, func(a, b class) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a.tags, b.tags), cmp.Compare(a.sure, b.sure))
	})
	classes = append([]class{{}}, classes[:min(len(classes), 254)]...)
	numbers := make(map[uint64]uint8)
	for form, k := range words {
		numbers[form] = uint8(max(0, slices.Index(classes, k)))
	}
	return perceptron.NewLexicon(numbers), classes
}

// classOf sums up how often a word had each tag.
func classOf(c *[tagCount]int) (k class, total int) {
	for _, n := range c {
		total += n
	}
	for tag, n := range c {
		if n*20 >= total && n > 0 {
			k.tags |= 1 << tag
		}
		if total >= minSure && n*500 >= total*499 {
			k.sure = model.Tag(tag)
		}
	}
	if bits.OnesCount64(k.tags) != 1 {
		k.sure = 0
	}
	return k, total
}

func writeClasses(classes []class) []byte {
	var out []byte
	for _, k := range classes {
		out = binary.LittleEndian.AppendUint64(out, k.tags)
		out = append(out, byte(k.sure))
	}
	return out
}

func readClasses(b []byte) []class {
	var classes []class
	for ; len(b) >= 9; b = b[9:] {
		classes = append(classes, class{binary.LittleEndian.Uint64(b), model.Tag(b[8])})
	}
	return classes
}
