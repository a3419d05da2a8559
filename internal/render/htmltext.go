package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// This file lays an account's text out with an anchor for every span that a
// finding points at, so that a link opens the text at the words it rests on.

// anchors collects the spans of articles that findings point at, each with the
// first finding that did.
type anchors struct {
	number map[string]int // position of the article in the document, from 1
	text   map[string]string
	cited  map[string]map[model.Span]string
}

func newAnchors(doc *model.Document) *anchors {
	a := &anchors{number: map[string]int{}, text: map[string]string{}, cited: map[string]map[model.Span]string{}}
	for i, article := range doc.Articles {
		if article == nil || a.number[article.ID] > 0 {
			continue
		}
		a.number[article.ID] = i + 1
		a.text[article.ID] = article.Text
		a.cited[article.ID] = map[model.Span]string{}
	}
	return a
}

// account is the id of an article's place on the page, "" where it has none.
func (a *anchors) account(article string) string {
	if n := a.number[article]; n > 0 {
		return "a" + strconv.Itoa(n)
	}
	return ""
}

// cite notes that the finding rests on a span and returns the id of its
// anchor: the account itself where the span does not fit its text.
func (a *anchors) cite(article string, s model.Span, finding string) string {
	id := a.account(article)
	text := a.text[article]
	if s = trimmed(text, s); cut(text, s) == "" {
		return id
	}
	if _, ok := a.cited[article][s]; !ok {
		a.cited[article][s] = finding
	}
	return anchorID(id, s)
}

func anchorID(account string, s model.Span) string {
	return account + "-" + strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End)
}

// A paragraphView is a block of an account's text as the page shows it.
type paragraphView struct {
	Class  string
	Line   int
	Pieces []pieceView
}

// A pieceView is a step in writing a paragraph: some words, or the opening or
// closing of a mark around words.
type pieceView struct {
	Do   pieceDo
	Text string // of words
	ID   string // of an anchor: its id
	Back string // of an anchor's end: the id of the finding that points here
}

type pieceDo int

const (
	putWords pieceDo = iota
	openSentence
	closeSentence
	openAnchor
	closeAnchor
)

// IsWords and the others let the template ask what a piece is.
func (p pieceView) IsWords() bool { return p.Do == putWords }

// OpensSentence says whether a sentence with anchors begins here.
func (p pieceView) OpensSentence() bool { return p.Do == openSentence }

// OpensAnchor says whether an anchor begins here.
func (p pieceView) OpensAnchor() bool { return p.Do == openAnchor }

// ClosesAnchor says whether an anchor ends here.
func (p pieceView) ClosesAnchor() bool { return p.Do == closeAnchor }

// paragraphs lays out the whole text of an article.
func (a *anchors) paragraphs(article *model.Article) []paragraphView {
	spans := make([]model.Span, 0, len(a.cited[article.ID]))
	for s := range a.cited[article.ID] {
		spans = append(spans, s)
	}
	slices.SortFunc(spans, outerFirst)
	var out []paragraphView
	for _, b := range blocks(article) {
		first := 0
		for first < len(spans) && spans[first].Start < b.End {
			first++
		}
		view := paragraphView{Class: strings.ReplaceAll(string(b.Kind), " ", "-"), Line: b.Line}
		view.Pieces = a.pieces(article, b.Span(), spans[:first])
		spans = spans[first:]
		out = append(out, view)
	}
	return out
}

// outerFirst orders spans by where they begin, the longer before the shorter.
func outerFirst(s, t model.Span) int {
	return cmp.Or(cmp.Compare(s.Start, t.Start), cmp.Compare(t.End, s.End))
}

// blocks is the article's blocks made to cover all of its text: what stands in
// none becomes a paragraph, and a block out of order or range is passed over.
func blocks(a *model.Article) []model.Block {
	var out []model.Block
	at := 0
	fill := func(end int) {
		for _, s := range split(a.Text, at, end) {
			out = append(out, model.Block{Kind: model.BlockParagraph, Start: s.Start, End: s.End, Line: a.Line(s.Start)})
		}
	}
	for _, b := range a.Blocks {
		if b.Start < at || b.End <= b.Start || b.End > len(a.Text) {
			continue
		}
		fill(b.Start)
		if b.Line == 0 {
			b.Line = a.Line(b.Start)
		}
		out = append(out, b)
		at = b.End
	}
	fill(len(a.Text))
	return out
}

// split cuts text[from:to] at empty lines and leaves out what is only space.
func split(text string, from, to int) []model.Span {
	var out []model.Span
	for from < to {
		end := to
		if i := strings.Index(text[from:to], "\n\n"); i >= 0 {
			end = from + i
		}
		if strings.TrimSpace(text[from:end]) != "" {
			out = append(out, model.Span{Start: from, End: end})
		}
		from = end + 2
	}
	return out
}

// deepest is how many anchors may stand inside each other; what is deeper
// becomes an anchor without words. Browsers cut a page nested too deep.
const deepest = 16

// pieces lays out one block with the spans (ordered outer first) that begin
// before its end.
func (a *anchors) pieces(article *model.Article, block model.Span, spans []model.Span) []pieceView {
	w := writer{text: article.Text, at: block.Start}
	account := a.account(article.ID)
	sentences := sentencesWith(article.Text, block, spans)
	for _, s := range spans {
		start := max(s.Start, w.at)
		end := max(start, min(s.End, block.End))
		w.closeTo(start)
		for len(sentences) > 0 && sentences[0].Start <= start {
			w.words(sentences[0].Start)
			w.open(openSentence, "", "", sentences[0].End)
			sentences = sentences[1:]
		}
		w.words(start)
		if n := len(w.stack); n > deepest || n > 0 && w.stack[n-1].end < end {
			end = start // it crosses what is open: an anchor at its beginning
		}
		w.open(openAnchor, anchorID(account, s), a.cited[article.ID][s], end)
		w.closeTo(start)
	}
	w.closeTo(block.End)
	w.words(block.End)
	return w.out
}

// A writer writes pieces in order, with a stack of what is open.
type writer struct {
	text  string
	at    int
	stack []openPiece
	out   []pieceView
}

type openPiece struct {
	do   pieceDo // how it is closed
	back string
	end  int
}

// words writes the text up to offset.
func (w *writer) words(offset int) {
	if offset > w.at {
		w.out = append(w.out, pieceView{Do: putWords, Text: w.text[w.at:offset]})
		w.at = offset
	}
}

// open opens a piece that ends at end.
func (w *writer) open(do pieceDo, id, back string, end int) {
	w.out = append(w.out, pieceView{Do: do, ID: id})
	w.stack = append(w.stack, openPiece{do + 1, back, end})
}

// closeTo closes everything that ends at offset or before.
func (w *writer) closeTo(offset int) {
	for n := len(w.stack); n > 0 && w.stack[n-1].end <= offset; n = len(w.stack) {
		top := w.stack[n-1]
		w.words(top.end)
		w.out = append(w.out, pieceView{Do: top.do, Back: top.back})
		w.stack = w.stack[:n-1]
	}
}

// sentencesWith is the sentences of block that hold spans, those joined that
// one span runs across.
func sentencesWith(text string, block model.Span, spans []model.Span) []model.Span {
	var out []model.Span
	ends := sentenceEnds(text, block)
	start := block.Start
	for _, end := range ends {
		held := false
		for len(spans) > 0 && spans[0].Start < end {
			held = true
			if spans[0].End > end && end < block.End {
				end = min(nextEnd(ends, spans[0].End), block.End)
			}
			spans = spans[1:]
		}
		if end <= start {
			continue
		}
		if held {
			out = append(out, trimmed(text, model.Span{Start: start, End: end}))
		}
		start = end
	}
	return out
}

// nextEnd is the first of ends that is not before offset.
func nextEnd(ends []int, offset int) int {
	i, _ := slices.BinarySearch(ends, offset)
	if i < len(ends) {
		return ends[i]
	}
	return offset
}

// trimmed is s without the space around it.
func trimmed(text string, s model.Span) model.Span {
	words := s.In(text)
	left := strings.TrimLeftFunc(words, unicode.IsSpace)
	s.Start += len(words) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// sentenceEnds is where the sentences of block end, by their stops alone. It
// serves to tint a stretch of text around a finding and needs no more.
func sentenceEnds(text string, block model.Span) []int {
	var out []int
	for i := block.Start; i < block.End; i++ {
		if c := text[i]; c != '.' && c != '?' && c != '!' {
			continue
		}
		if r, n := utf8.DecodeLastRuneInString(text[block.Start:i]); unicode.IsUpper(r) {
			if before, _ := utf8.DecodeLastRuneInString(text[block.Start : i-n]); !unicode.IsLetter(before) {
				continue // an initial
			}
		}
		rest := strings.TrimLeft(text[i+1:block.End], `”’")]»`)
		end := block.End - len(rest)
		if next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " ")); strings.HasPrefix(rest, " ") && !unicode.IsLower(next) {
			out = append(out, end)
		}
	}
	return append(out, block.End)
}
