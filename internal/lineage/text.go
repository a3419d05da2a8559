package lineage

import (
	"synoptic/internal/language/word"
	"synoptic/internal/model"
)

// A mark says what a word of a text is part of.
type mark uint8

const (
	quoted    mark = 1 << iota // stands in quotation marks, a block quotation or an embedded post
	heading                    // title, subtitle or crosshead
	caption                    // text of a picture
	furniture                  // page furniture, copyright and closing lines
)

// A token is one word of a text: its number in the lexicon and its bytes.
type token struct {
	id         int32
	start, end int32
}

// A text is an article made ready for comparing.
type text struct {
	an        *model.Analysis
	article   *model.Article
	words     []token
	marks     []mark
	grams     []gram // sorted by hash, then position
	body      int    // words of the account itself: no headings, captions, furniture
	own       int    // of these, words outside quotations
	credits   []credit
	speech    map[int32]bool // the lexicon's words of speech
	reliances []reliance
}

// A lexicon numbers the words of the texts of one story, so that equal numbers
// mean equal words.
type lexicon struct {
	ids    map[string]int32
	rarity []float32      // by number
	speech map[int32]bool // numbers of the words of speech.txt
}

func newLexicon() *lexicon {
	l := &lexicon{ids: make(map[string]int32), speech: make(map[int32]bool)}
	for _, w := range entries(speechText) {
		l.speech[l.id([]byte(w))] = true
	}
	return l
}

func (l *lexicon) id(folded []byte) int32 {
	if n, ok := l.ids[string(folded)]; ok {
		return n
	}
	n := int32(len(l.rarity))
	l.ids[string(folded)] = n
	l.rarity = append(l.rarity, float32(word.Rarity(folded)))
	return n
}

// prepare reads the words of one article and marks them.
func prepare(an *model.Analysis, lex *lexicon) *text {
	a := an.Article
	t := &text{an: an, article: a, words: make([]token, 0, len(a.Text)/6), speech: lex.speech}
	word.Scan(a.Text, func(start, end int, folded []byte) {
		t.words = append(t.words, token{lex.id(folded), int32(start), int32(end)})
	})
	t.marks = make([]mark, len(t.words))
	t.mark(quotations(an), quoted)
	t.mark(furnitureIn(a), furniture)
	for _, b := range a.Blocks {
		t.mark([]model.Span{b.Span()}, markOf(b.Kind))
	}
	for _, m := range t.marks {
		if m&(heading|caption|furniture) == 0 {
			t.body++
			if m&quoted == 0 {
				t.own++
			}
		}
	}
	t.credits = creditsOf(a)
	t.reliances = reliancesIn(a, t.credits)
	t.grams = gramsOf(t.words)
	return t
}

func markOf(k model.BlockKind) mark {
	switch k {
	case model.BlockTitle, model.BlockSubtitle, model.BlockHeading:
		return heading
	case model.BlockCaption:
		return caption
	case model.BlockCredit, model.BlockTicker:
		return furniture
	case model.BlockQuotation, model.BlockEmbed, model.BlockPull:
		return quoted
	}
	return 0
}

// mark sets m on the words that lie in the spans, which are in order.
func (t *text) mark(spans []model.Span, m mark) {
	if m == 0 {
		return
	}
	for _, s := range spans {
		for i := t.wordAt(s.Start); i < len(t.words) && int(t.words[i].end) <= s.End; i++ {
			t.marks[i] |= m
		}
	}
}

// wordAt is the first word that starts at or after offset.
func (t *text) wordAt(offset int) int {
	lo, hi := 0, len(t.words)
	for lo < hi {
		if m := (lo + hi) / 2; int(t.words[m].start) < offset {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// span is the range of bytes of n words from first.
func (t *text) span(first, n int32) model.Span {
	return model.Span{Start: int(t.words[first].start), End: int(t.words[first+n-1].end)}
}
