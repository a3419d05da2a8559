package roles

import (
	"synoptic/internal/language/cluster"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// A Paragraph is a block of text with its sentences and tokens. Sentences and
// heads count tokens of the paragraph; spans of both are bytes of Text.
type Paragraph struct {
	Text      string
	Sentences []model.Sentence
	Tokens    []model.Token
}

// A word is a token with what features see of it.
type word struct {
	perceptron.Word
	fine, coarse uint64 // its classes
	tag, rel     uint64
	quote        uint64 // where it stands in a quotation
	head         int    // -1 for none
	left, right  int    // the tokens that hang on it: [left,right]
	kids         Run    // its dependents, in view.kids
	sentence     int
}

// A view is a paragraph as the features see it.
type view struct {
	words     []word
	sentences []model.Sentence
	kids      []int32 // dependents, by head
	priors    []prior // what the field thinks of each token
	cues      []Run   // what may be cues
	places    [roleCount]bounds
	keys      []uint64
}

// A prior is what the field thinks of a token.
type prior struct {
	label  uint8
	role   [roleCount]float32
	begins [roleCount]float32 // that one begins here
}

// depth bounds the steps taken up a tree.
const depth = 60

func newView(p Paragraph) *view {
	v := &view{words: make([]word, len(p.Tokens)), sentences: p.Sentences}
	classes := cluster.English()
	for i, t := range p.Tokens {
		w := &v.words[i]
		w.Word = perceptron.Describe(t.Span().In(p.Text))
		w.fine, w.coarse = classes.Of(w.Word)
		w.tag, w.rel, w.head = uint64(t.Tag), uint64(t.Rel), int(t.Head)
		w.left, w.right = i, i
	}
	for si, s := range p.Sentences {
		for i := s.First; i < s.Last; i++ {
			v.words[i].sentence = si
			if h := v.words[i].head; h < s.First || h >= s.Last || h == i {
				v.words[i].head = -1
			}
		}
	}
	v.hang()
	v.quotations(p)
	return v
}

// hang finds the reach and the dependents of each word.
func (v *view) hang() {
	for i := range v.words {
		if h := v.words[i].head; h >= 0 {
			v.words[h].kids.Last++
		}
		for h, n := v.words[i].head, 0; h >= 0 && n < depth; h, n = v.words[h].head, n+1 {
			w := &v.words[h]
			w.left, w.right = min(w.left, i), max(w.right, i)
		}
	}
	v.kids = make([]int32, len(v.words))
	at := 0
	for i := range v.words {
		n := v.words[i].kids.Last
		v.words[i].kids = Run{at, at}
		at += n
	}
	for i := range v.words {
		if h := v.words[i].head; h >= 0 {
			k := &v.words[h].kids
			v.kids[k.Last] = int32(i)
			k.Last++
		}
	}
}

// Places in quotations: outside is 0; inside, the size of the quotation (a
// term, a phrase, sentences); the marks themselves have the size and more.
const (
	quoteTerm, quotePhrase, quoteLong = 1, 2, 3
	quoteOpens, quoteCloses           = 4, 8
)

// quotations notes where words stand in double quotation marks. A straight
// mark opens where none is open; one never closed reaches to the end.
func (v *view) quotations(p Paragraph) {
	open := -1
	for i, t := range p.Tokens {
		opens, closes := false, false
		switch t.Span().In(p.Text) {
		case `"`, "''", "``":
			opens, closes = open < 0, open >= 0
		case "“", "«", "„":
			opens = true
		case "”", "»":
			closes = open >= 0
		}
		switch {
		case closes:
			v.quote(open, i)
			v.words[i].quote = quoteCloses + v.words[open].quote - quoteOpens
			open = -1
		case opens:
			open = i
		}
	}
	if open >= 0 {
		v.quote(open, len(v.words))
	}
}

// quote marks the quotation whose marks are the tokens open and end.
func (v *view) quote(open, end int) {
	size := uint64(quoteTerm)
	switch n := end - open - 1; {
	case n > 8:
		size = quoteLong
	case n > 3:
		size = quotePhrase
	}
	v.words[open].quote = quoteOpens + size
	for i := open + 1; i < end; i++ {
		v.words[i].quote = size
	}
}

var edge = word{tag: 62, head: -1}

// at is word i, or the edge where the paragraph has none there.
func (v *view) at(i int) *word {
	if i < 0 || i >= len(v.words) {
		return &edge
	}
	return &v.words[i]
}

// headOf is the word of a run that the others hang on, the first of several.
func (v *view) headOf(r Run) int {
	for i := r.First; i < r.Last; i++ {
		if h := v.words[i].head; h < r.First || h >= r.Last {
			return i
		}
	}
	return r.First
}
