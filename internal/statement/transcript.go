package statement

import (
	"strings"

	"synoptic/internal/model"
)

// transcript finds the turns of a transcript whose speakers stand in capitals
// before a colon: "STAHL: …". It takes three turns, and one speaker who has
// two of them, so that a lone "NOTE: …" is none.
func (f *finder) transcript() {
	colons := map[int]int{} // by block
	often := map[string]int{}
	for i, b := range f.an.Article.Blocks {
		if c := f.capitalTurn(b); b.Kind.Body() && c > 0 {
			colons[i] = c
			often[f.labelText(b, c)]++
		}
	}
	most := 0
	for _, n := range often {
		most = max(most, n)
	}
	if len(colons) < 3 || most < 2 {
		return
	}
	last := -1
	for i, b := range f.an.Article.Blocks {
		c, ok := colons[i]
		switch {
		case ok:
			last = f.speakTurn(b, c)
		case last >= 0 && f.goesOn(b):
			f.free(b, last)
			f.out[last].Content = append(f.out[last].Content, f.unquoted(b, f.wordAt(b.Start)))
		default:
			last = -1
		}
	}
}

// capitalTurn is the index of the colon after a name in capitals that block b
// begins with, or 0.
func (f *finder) capitalTurn(b model.Block) int {
	i := f.afterMarks(b)
	for j := i + 1; j < i+5 && j+1 < len(f.words) && f.words[j].start < b.End; j++ {
		if f.words[j].pos == posColon {
			if s := f.span(i, j).In(f.text); allCapitals(s) && !strings.ContainsAny(s, "()0123456789") && f.words[j+1].start < b.End {
				return j
			}
			return 0
		}
	}
	return 0
}

func (f *finder) afterMarks(b model.Block) int {
	i := f.wordAt(b.Start)
	for i < len(f.words) && f.words[i].pos == posMark {
		i++
	}
	return i
}

func (f *finder) labelText(b model.Block, colon int) string {
	return f.span(f.afterMarks(b), colon).In(f.text)
}

// goesOn says whether block b carries on the turn before it: it opens with a
// quotation mark that it does not close, and holds no stage direction.
func (f *finder) goesOn(b model.Block) bool {
	i := f.wordAt(b.Start)
	return i < len(f.words) && f.words[i].quote >= 0 && !f.quotes[f.words[i].quote].closed && f.at(f.afterMarks(b)).pos != posBracket
}

// speakTurn adds the statement of the turn that block b is, and returns its
// index.
func (f *finder) speakTurn(b model.Block, colon int) int {
	first := f.afterMarks(b)
	src := source{first: first, last: colon, head: first, headEnd: colon, how: reachHeadline}
	at := len(f.cues) - len(f.cuesFrom(colon))
	k := f.insertCue(at, cue{word: colon, group: colon, last: colon + 1, class: "says", lemma: ":", src: src})
	s := found{cue: k, src: src, Statement: model.Statement{Kind: model.Direct, Confidence: 0.97}}
	s.Content = []model.Span{f.unquoted(b, colon+1)}
	if e := f.capitalEntity(first, colon); e >= 0 {
		s.Speaker = model.Speaker{Entity: f.an.Entities[e].ID, Name: f.an.Entities[e].Name, How: model.ByName, Confidence: 0.92}
	} else {
		s.Speaker = model.Speaker{Name: f.labelText(b, colon), How: model.ByName, Confidence: 0.82}
	}
	f.add(s)
	f.free(b, len(f.out)-1)
	return len(f.out) - 1
}

// unquoted is block b from word first on, without the marks around it.
func (f *finder) unquoted(b model.Block, first int) model.Span {
	s := model.Span{Start: f.at(first).start, End: b.End}
	if first >= len(f.words) || s.Start >= s.End {
		return b.Span()
	}
	if f.at(first).pos == posMark && first+1 < len(f.words) && f.words[first+1].start < b.End {
		s.Start = f.words[first+1].start
	}
	if q := f.at(first).quote; q >= 0 && f.quotes[q].closed && f.quotes[q].outer.End == s.End && f.quotes[q].inner.End > s.Start {
		s.End = f.quotes[q].inner.End
	}
	return trim(f.text, s, false)
}

// free takes the quotations of block b out of their chains and gives them to
// statement i.
func (f *finder) free(b model.Block, i int) {
	for _, q := range f.quotesIn(run{f.wordAt(b.Start), f.wordAt(b.End)}) {
		f.used[q] = i + 1
		f.quotes[q].next, f.quotes[q].prev = -1, -1
	}
}
