package name

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// Options for training.
type Options struct {
	Epochs   int
	Folds    int     // for the first pass's marks that the second pass learns from
	MinCount int     // occurrences for a feature to get weights
	Rate     float64 // of learning
	Drop     float64 // share of features that are left out, anew each time
	Hide     float64 // share of words whose form is hidden, anew each time
	Quantise perceptron.Quantise
	Seed     uint64
}

// Defaults are the options that the embedded model was trained with.
var Defaults = Options{
	Epochs: 7, Folds: 2, MinCount: 3, Rate: 0.4, Hide: 0.25, Drop: 0.5, Quantise: perceptron.Quantise{Clip: 2, Least: 2}, Seed: 1,
}

// Train makes the bytes of a model file from tagged documents with gold
// names, and a finder with the weights as they were before they became bytes,
// for measuring what that costs. The same documents and options give the same
// bytes.
func Train(docs []*corpus.Document, lists Lists, o Options) ([]byte, *Finder) {
	random := rand.New(rand.NewPCG(o.Seed, 11))
	lexicon := lists.lexicon()
	samples := make([]*sample, len(docs))
	for i, d := range docs {
		samples[i] = newSample(lexicon, restyled(d, random))
	}
	unit := 127 / o.Quantise.Clip
	first := learn(samples, o, -1)
	for fold := range o.Folds {
		markFold(samples, exact{learn(samples, o, fold), unit}, o.Folds, fold)
	}
	for _, s := range samples {
		s.vote()
	}
	second := learn(samples, o, -1)
	return perceptron.WriteFile([]perceptron.Section{
		{Name: "lists", Data: lexicon.Bytes()},
		{Name: "first", Data: first.pack(o.Quantise)},
		{Name: "second", Data: second.pack(o.Quantise)},
	}), &Finder{lexicon, exact{first, unit}, exact{second, unit}}
}

// A sample is a document ready for decoding, with the gold mark of each token.
type sample struct {
	decoder
	gold   []uint8
	unsure []bool
}

func newSample(lists perceptron.Lexicon, d *corpus.Document) *sample {
	s := &sample{gold: make([]uint8, len(d.Tokens))}
	s.partial, s.unsure = d.Partial, d.Unsure
	s.prepare(lists, d.Text, d.Sentences, d.Tokens)
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
		if kind == other {
			n.Last, kind = based(d, n)
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

// based takes "based" off "Quayport - based", which CoNLL holds for one name
// that is no place; a place it is.
func based(d *corpus.Document, n corpus.Name) (last, kind int) {
	if n.Last-n.First < 3 || d.Word(n.Last-2) != "-" || d.Word(n.Last-1) != strings.ToLower(d.Word(n.Last-1)) {
		return n.Last, other
	}
	last = n.Last - 2
	if isPlace(d.Text[d.Tokens[n.First].Start:d.Tokens[last-1].End]) || d.Word(n.Last-1) == "based" {
		return last, 2
	}
	return last, other
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
	case "MISC", "NORP", "PRODUCT", "FACILITY":
		return other
	}
	return -1
}

// learn trains one pass on all samples but those of the fold left out.
func learn(samples []*sample, o Options, leftOut int) *logistic {
	l := newLogistic(o.Rate, o.MinCount)
	random := rand.New(rand.NewPCG(o.Seed, 12))
	var order []int
	for i := range samples {
		if leftOut < 0 || i%o.Folds != leftOut {
			order = append(order, i)
			samples[i].meet(l)
		}
	}
	for epoch := range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for n, i := range order {
			samples[i].learn(l, o, random)
			if epoch > 0 && n%(len(order)/notesAnEpoch+1) == 0 {
				l.note()
			}
		}
	}
	l.note()
	l.finish()
	return l
}

// notesAnEpoch is how often in an epoch, but the first, the weights are noted
// for their mean.
const notesAnEpoch = 3

// known calls f for each sentence whose names are known.
func (s *sample) known(f func(model.Sentence)) {
	for n, sent := range s.sentences {
		if n >= len(s.unsure) || !s.unsure[n] {
			f(sent)
		}
	}
}

// decision gathers the keys of token i, and says whether there is a decision
// to make.
func (s *sample) decision(sent model.Sentence, i int, back1, back2 uint8) bool {
	s.keys = s.keys[:0]
	if !open(back1) && !s.words[i].candidate {
		return false
	}
	s.decoder.features(sent, i, back1, back2)
	return true
}

// meet counts the features that come with the gold marks.
func (s *sample) meet(l *logistic) {
	s.known(func(sent model.Sentence) {
		back1, back2 := uint8(startMark), uint8(startMark)
		for i := sent.First; i < sent.Last; i++ {
			if s.decision(sent, i, back1, back2) {
				l.meet(s.keys)
			}
			back2, back1 = back1, s.gold[i]
		}
	})
}

// learn decodes a document and corrects its decisions. Where the decision
// before was wrong the gold mark may be impossible; then nothing is to be
// learnt. Some words are hidden, so that their neighbours and letters are
// learnt from too.
func (s *sample) learn(l *logistic, o Options, random *rand.Rand) {
	s.known(func(sent model.Sentence) {
		hidden := hideWords(s.words[sent.First:sent.Last], o.Hide, random)
		back1, back2 := uint8(startMark), uint8(startMark)
		for i := sent.First; i < sent.Last; i++ {
			m := uint8(nothing)
			if s.decision(sent, i, back1, back2) {
				may := func(m uint8) bool { return s.may(back1, m, i+1 == sent.Last) }
				s.keys = slices.DeleteFunc(s.keys, func(uint64) bool { return random.Float64() < o.Drop })
				l.score(s.keys)
				m = l.best(may)
				if g := s.gold[i]; may(g) {
					l.learn(g, may)
				}
			}
			back2, back1 = back1, m
		}
		for i, form := range hidden {
			s.words[sent.First+i].Form = form
		}
	})
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
		Sentences: slices.Clone(d.Sentences), Tokens: slices.Clone(d.Tokens), Names: slices.Clone(d.Names), Partial: d.Partial, Unsure: d.Unsure,
	}
	var b strings.Builder
	b.WriteString(d.Text)
	for n, s := range d.Sentences {
		if n < len(d.Unsure) && d.Unsure[n] {
			continue
		}
		switch random.IntN(16) {
		case 0:
			appendCopy(&out, &b, d, s, upperCase)
		case 1:
			appendCopy(&out, &b, d, s, titleCase)
		}
		if hasInitials(d, s) {
			appendCopy(&out, &b, d, s, cutInitials)
		}
	}
	out.Text = b.String()
	return &out
}

// appendCopy adds sentence s of d to out, its words changed by f.
func appendCopy(out *corpus.Document, b *strings.Builder, d *corpus.Document, s model.Sentence, f func(string) []string) {
	n := model.Sentence{First: len(out.Tokens)}
	at := make(map[int]int) // new index of each old token
	for i := s.First; i < s.Last; i++ {
		at[i] = len(out.Tokens)
		for _, w := range f(d.Word(i)) {
			t := d.Tokens[i]
			b.WriteByte(' ')
			t.Start = int32(b.Len())
			b.WriteString(w)
			t.End = int32(b.Len())
			if w == "." {
				t.Tag = fullStop
			}
			out.Tokens = append(out.Tokens, t)
		}
	}
	at[s.Last] = len(out.Tokens)
	n.Last = len(out.Tokens)
	n.Span = model.Span{Start: int(out.Tokens[n.First].Start), End: int(out.Tokens[n.Last-1].End)}
	out.Sentences = append(out.Sentences, n)
	for _, m := range d.Names {
		if m.First >= s.First && m.Last <= s.Last {
			out.Names = append(out.Names, corpus.Name{First: at[m.First], Last: at[m.Last], Type: m.Type})
		}
	}
}

var fullStop = model.TagOf(".")

// titleCase gives a word of four letters or more a capital.
func titleCase(w string) []string {
	if len(w) < 4 {
		return []string{w}
	}
	r := []rune(w)
	r[0] = unicode.ToUpper(r[0])
	return []string{string(r)}
}

func upperCase(w string) []string { return []string{strings.ToUpper(w)} }

// initialLetters are capitals with a full stop after each.
var initialLetters = regexp.MustCompile(`^([A-Z]\.){2,}$`)

func hasInitials(d *corpus.Document, s model.Sentence) bool {
	for i := s.First; i < s.Last; i++ {
		if initialLetters.MatchString(d.Word(i)) {
			return true
		}
	}
	return false
}

// cutInitials cuts "U.S." into its letters and stops, as some tokenisers do.
func cutInitials(w string) []string {
	if !initialLetters.MatchString(w) {
		return []string{w}
	}
	return strings.Split(w, "")
}

// Label gives a tagged document the names that f finds, and notes the
// sentences where a decision was less sure than least.
func (f *Finder) Label(d *corpus.Document, least float64) {
	var c decoder
	d.Names, d.Unsure = nil, make([]bool, len(d.Sentences))
	for _, n := range f.find(&c, d.Text, d.Sentences, d.Tokens) {
		d.Names = append(d.Names, corpus.Name{First: n.First, Last: n.Last, Type: corpusTypes[kindOfType(n.Type)]})
	}
	for i, s := range d.Sentences {
		for j := s.First; j < s.Last; j++ {
			d.Unsure[i] = d.Unsure[i] || c.sure[j] < least
		}
	}
}

// corpusTypes are the corpora's words for the kinds.
var corpusTypes = [kinds]string{"PER", "ORG", "LOC", "MISC"}
