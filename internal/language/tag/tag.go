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
	first, second perceptron.Scorer // weights of the two passes; of some only one
	lexicon       perceptron.Lexicon
	classes       []class
	sureLead      int32 // the lead with which the first pass is sure of a tag
}

// A class is a set of tags that words have, seen often enough in training.
type class struct {
	tags uint64    // bit set of model.Tag
	sure model.Tag // the tag that words of this class always get, or 0
}

// Open uses the bytes of a model file as a tagger.
func Open(data []byte) (*Tagger, error) {
	weights, parts, err := perceptron.OpenFile(data, "first")
	if err != nil {
		return nil, err
	}
	t := &Tagger{first: weights[0], sureLead: sureLead, classes: readClasses(parts["classes"])}
	if part, ok := parts["second"]; ok {
		if t.second, err = perceptron.OpenWeights(part); err != nil {
			return nil, err
		}
	}
	t.lexicon, err = perceptron.OpenLexicon(parts["lexicon"])
	return t, err
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

// sentence tags one run of tokens: once from left to right, and once more
// with what the first pass took the words further on for.
func (d *decoder) sentence(t *Tagger, text string, tokens []model.Token) {
	d.prepare(t, text, tokens)
	d.pass(t.first, t.sureLead, false)
	if t.second != nil {
		d.pass(t.second, 0, true)
	}
	for i := range tokens {
		tokens[i].Tag = d.at(i).tag
	}
}

// pass gives each word its tag. The second pass leaves words alone that the
// first was sure of.
func (d *decoder) pass(weights perceptron.Scorer, sureLead int32, second bool) {
	back1, back2 := startTag, startTag
	for i := range len(d.words) - 2*margin {
		w := d.at(i)
		if w.fixed == 0 && !(second && w.sure) {
			w.tag = d.decide(weights, i, back1, back2, second)
			w.sure = d.lead(w.tag) >= sureLead
		}
		back2, back1 = back1, w.tag
	}
}

// decide is the tag of word i, given the two tags before it.
func (d *decoder) decide(weights perceptron.Scorer, i int, back1, back2 model.Tag, second bool) model.Tag {
	d.keys = d.features(d.keys[:0], i, back1, back2)
	if second {
		d.keys = d.later(d.keys, i, back1)
	}
	clear(d.scores[:])
	weights.Score(d.scores[:], d.keys)
	d.scores[0] = -1 << 30
	return model.Tag(perceptron.Best(d.scores[:tagCount]))
}

// sureLead is that lead for quantised weights: one pass leaves words alone that
// another would hardly change.
const sureLead = 150

// lead is how far a tag's score lies before the best of the others.
func (d *decoder) lead(tag model.Tag) int32 { return d.scores[tag] - d.scores[d.rival(tag)] }

// rival is the best tag but for one.
func (d *decoder) rival(tag model.Tag) model.Tag {
	best := model.Tag(0)
	for t := model.Tag(1); t < tagCount; t++ {
		if t != tag && (best == 0 || d.scores[t] > d.scores[best]) {
			best = t
		}
	}
	return best
}
