package tag

import (
	"cmp"
	"encoding/binary"
	"math/bits"
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
	MinUpdates int
	Quantise   perceptron.Quantise
	Seed       uint64
}

// Defaults are the options that the embedded model was trained with.
var Defaults = Options{Epochs: 10, MinUpdates: 2, Quantise: perceptron.Quantise{Clip: 40}, Seed: 1}

// Train makes the bytes of a model file from documents with gold tags. The
// same documents and options give the same bytes.
func Train(docs []*corpus.Document, o Options) []byte {
	lexicon, classes := makeLexicon(docs)
	trainer := perceptron.NewTrainer(o.MinUpdates)
	t := &Tagger{weights: trainer, lexicon: lexicon, classes: classes}
	random := rand.New(rand.NewPCG(o.Seed, 7))
	sentences := restyled(docs, random)
	var d decoder
	for range o.Epochs {
		random.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
		for _, s := range sentences {
			d.learn(t, trainer, s)
		}
	}
	return perceptron.WriteFile([]perceptron.Section{
		{Name: "classes", Data: writeClasses(classes)},
		{Name: "lexicon", Data: lexicon.Bytes()},
		{Name: "weights", Data: trainer.Weights(o.Quantise)},
	})
}

// learn decodes one sentence and corrects each wrong decision.
func (d *decoder) learn(t *Tagger, trainer *perceptron.Trainer, s sample) {
	d.prepare(t, s.text, s.tokens)
	var back1, back2 model.Tag = startTag, startTag
	for i, tok := range s.tokens {
		tag := d.decide(t, i, back1, back2)
		if d.at(i).fixed == 0 {
			trainer.Tick()
			if tag != tok.Tag && tok.Tag != 0 {
				trainer.Update(d.keys, int(tok.Tag), int(tag))
			}
		}
		back2, back1 = back1, tag
	}
}

// A sample is a sentence with gold tags.
type sample struct {
	text   string
	tokens []model.Token
}

// restyled lists the sentences of the documents, and of some of them a copy
// in capitals or in title case, as headlines
// have them and treebanks do not.
func restyled(docs []*corpus.Document, random *rand.Rand) []sample {
	var all []sample
	for _, d := range docs {
		for _, s := range d.Sentences {
			one := sample{d.Text, d.Tokens[s.First:s.Last]}
			all = append(all, one)
			switch n := random.IntN(30); {
			case n < 2:
				all = append(all, rewrite(one, strings.ToUpper))
			case n < 4:
				all = append(all, rewrite(one, titleCase))
			}
		}
	}
	return all
}

// rewrite is s with each word changed by f.
func rewrite(s sample, f func(string) string) sample {
	var b strings.Builder
	out := sample{tokens: slices.Clone(s.tokens)}
	for i, t := range s.tokens {
		out.tokens[i].Start = int32(b.Len())
		b.WriteString(f(t.Span().In(s.text)))
		out.tokens[i].End = int32(b.Len())
		b.WriteByte(' ')
	}
	out.text = b.String()
	return out
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
