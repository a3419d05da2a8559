package lineage

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// quotations lists, in order, the passages of an article that are somebody's
// own words: what stands in quotation marks, and the content of its direct
// statements.
func quotations(an *model.Analysis) []model.Span {
	var out []model.Span
	open := byte(0)
	for _, p := range paragraphs(an.Article) {
		var spans []model.Span
		spans, open = quotedIn(an.Article.Text, p, open)
		if isPost(p.In(an.Article.Text)) {
			spans = []model.Span{p}
		}
		out = append(out, spans...)
	}
	for i := range an.Statements {
		if an.Statements[i].Kind == model.Direct {
			out = append(out, an.Statements[i].Content...)
		}
	}
	slices.SortFunc(out, func(x, y model.Span) int { return x.Start - y.Start })
	return out
}

// isPost says whether a paragraph is a post taken from a social network, by the
// line that signs it: "— Name (@name) December 1, 2020".
func isPost(paragraph string) bool {
	at := strings.LastIndex(paragraph, "(@")
	return at >= 0 && strings.Contains(paragraph[:at], "— ")
}

// paragraphs are the blocks of an article, or its lines where it has none.
func paragraphs(a *model.Article) []model.Span {
	var out []model.Span
	for _, b := range a.Blocks {
		out = append(out, b.Span())
	}
	if len(out) > 0 {
		return out
	}
	return linesOf(a.Text)
}

// linesOf cuts text at its line breaks.
func linesOf(text string) []model.Span {
	var out []model.Span
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text) - start
		}
		if end > 0 {
			out = append(out, model.Span{Start: start, End: start + end})
		}
		start += end + 1
	}
	return out
}

// quotedIn finds the quoted passages of one paragraph. open is the kind of mark
// that the paragraph before left open, which a quotation over several
// paragraphs does; the kind left open by this one is returned.
func quotedIn(text string, p model.Span, open byte) ([]model.Span, byte) {
	var out []model.Span
	start, kind := -1, byte(0)
	if p.End > len(text) {
		return nil, 0
	}
	if open != 0 && opensWith(text[p.Start:p.End]) != open {
		open = 0
	}
	for i := p.Start; i < p.End; {
		r, n := utf8.DecodeRuneInString(text[i:p.End])
		k := kindOf(r)
		switch {
		case k == 0:
		case start < 0 && canOpen(text, i, n, p, r):
			start, kind = i+n, k
		case start >= 0 && k == kind && canClose(text, i, n, p, r):
			out = append(out, model.Span{Start: start, End: i})
			start = -1
		}
		i += n
	}
	if start < 0 {
		return out, 0
	}
	if kind == 's' { // an apostrophe, more likely than a quotation left open
		return out, 0
	}
	return append(out, model.Span{Start: start, End: p.End}), kind
}

// kindOf says which pair a mark belongs to: 'd' double, 's' single, 'g' angled.
func kindOf(r rune) byte {
	switch r {
	case '"', '“', '”', '„', '‟':
		return 'd'
	case '\'', '‘', '’', '`':
		return 's'
	case '«', '»':
		return 'g'
	}
	return 0
}

func opensWith(paragraph string) byte {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(paragraph))
	return kindOf(r)
}

// canOpen says whether a mark may begin a quotation: it stands before a word
// and not after one.
func canOpen(text string, i, n int, p model.Span, r rune) bool {
	if r == '”' || r == '’' && i > p.Start && !spaceBefore(text, i, p) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[p.Start:i])
	after, _ := utf8.DecodeRuneInString(text[i+n : p.End])
	if kindOf(r) == 's' {
		return !isWordRune(before) && isWordRune(after)
	}
	return r != '"' || !isWordRune(before) || !isWordRune(after)
}

// canClose says whether a mark may end a quotation. A single one does so only
// after a word or mark and before none, so that "don't" stays whole.
func canClose(text string, i, n int, p model.Span, r rune) bool {
	if r == '“' || r == '„' || r == '‘' {
		return false
	}
	if kindOf(r) != 's' {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[p.Start:i])
	after, _ := utf8.DecodeRuneInString(text[i+n : p.End])
	return !unicode.IsSpace(before) && !isWordRune(after) && before != 's'
}

func spaceBefore(text string, i int, p model.Span) bool {
	r, _ := utf8.DecodeLastRuneInString(text[p.Start:i])
	return unicode.IsSpace(r)
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
