package tag

import (
	_ "embed"
	"sync"

	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

//go:embed tag.model
var embedded []byte

// english is the embedded tagger. A damaged file can only come from a damaged
// build; then everything stays untagged.
var english = sync.OnceValue(func() *Tagger {
	t, err := Open(embedded)
	if err != nil {
		return nil
	}
	return t
})

// Tag sets the Tag of each token in place.
func Tag(text string, sentences []model.Sentence, tokens []model.Token) {
	english().Tag(text, sentences, tokens)
}

// A Tagger is a trained model. It is safe for use by many goroutines.
type Tagger struct {
	weights perceptron.Scorer
	lexicon perceptron.Lexicon
	classes []class
}

// A class is a set of tags that words have, seen often enough in training.
type class struct {
	tags uint64    // bit set of model.Tag
	sure model.Tag // the tag that words of this class always get, or 0
}

// Open uses the bytes of a model file as a tagger.
func Open(data []byte) (*Tagger, error) {
	parts, err := perceptron.ReadFile(data)
	if err != nil {
		return nil, err
	}
	weights, err := perceptron.OpenWeights(parts["weights"])
	if err != nil {
		return nil, err
	}
	lexicon, err := perceptron.OpenLexicon(parts["lexicon"])
	if err != nil {
		return nil, err
	}
	return &Tagger{weights: weights, lexicon: lexicon, classes: readClasses(parts["classes"])}, nil
}

// Tag sets the Tag of each token in place. A nil tagger does nothing.
func (t *Tagger) Tag(text string, sentences []model.Sentence, tokens []model.Token) {
	if t == nil {
		return
	}
	var d decoder
	for _, s := range sentences {
		first, last := max(s.First, 0), min(s.Last, len(tokens))
		for ; first < last; first += maxRun {
			d.sentence(t, text, tokens[first:min(first+maxRun, last)])
		}
	}
}

// maxRun bounds the tokens looked at together, and so the memory held.
const maxRun = 4096

// A decoder holds the buffers for tagging sentences one after another.
type decoder struct {
	words  []word
	plain  []perceptron.Word
	keys   []uint64
	scores [64]int32
}

// sentence tags one run of tokens.
func (d *decoder) sentence(t *Tagger, text string, tokens []model.Token) {
	d.prepare(t, text, tokens)
	var back1, back2 model.Tag = startTag, startTag
	for i := range tokens {
		tag := d.decide(t, i, back1, back2)
		tokens[i].Tag = tag
		back2, back1 = back1, tag
	}
}

// decide is the tag of word i, given the two tags before it.
func (d *decoder) decide(t *Tagger, i int, back1, back2 model.Tag) model.Tag {
	w := d.at(i)
	if w.fixed != 0 {
		return w.fixed
	}
	d.keys = d.features(d.keys[:0], i, back1, back2)
	clear(d.scores[:])
	t.weights.Score(d.scores[:], d.keys)
	d.scores[0] = -1 << 30
	return model.Tag(perceptron.Best(d.scores[:tagCount]))
}
