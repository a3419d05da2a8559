package lineage

import (
	"strings"
	"sync"

	"synoptic/internal/model"
)

// relianceWords are the lists of reliance.txt by their first word.
var relianceWords = sync.OnceValue(func() map[string][][]string {
	out := make(map[string][][]string)
	for _, line := range entries(relianceText) {
		kind, phrase, _ := strings.Cut(line, " ")
		out[kind] = append(out[kind], fold(phrase))
	}
	return out
})

var (
	fillers    = sync.OnceValue(func() map[string]bool { return single("between") })
	paperWords = sync.OnceValue(func() map[string]bool { return single("paper") })
)

func single(kind string) map[string]bool {
	out := make(map[string]bool)
	for _, p := range relianceWords()[kind] {
		out[p[0]] = true
	}
	return out
}

const (
	nearBytes  = 80 // how far around a name the words of reliance may stand
	maxFillers = 4  // words between these and the name
)

// A reliance is one place where an article says that it rests on a report.
type reliance struct {
	on   string
	span model.Span
}

// reliancesIn lists the places where an article says so, in order. What it
// says of its own outlet, or of the agency whose text it carries, is none.
func reliancesIn(a *model.Article, credits []credit) []reliance {
	var out []reliance
	for _, p := range paragraphs(a) {
		if p.End > len(a.Text) {
			continue
		}
		for _, n := range namingsIn(a.Text, p.Start, p.End) {
			if ofOutlet(n.shown, a.Outlet) || carries(credits, n.shown) {
				continue
			}
			if s, ok := relianceAt(a.Text, p, n.Span); ok {
				out = append(out, reliance{n.shown, s})
			}
		}
	}
	return out
}

// carries says whether the credits make the whole text that agency's.
func carries(credits []credit, agency string) bool {
	for _, c := range credits {
		if c.agency == agency && !c.part {
			return true
		}
	}
	return false
}

// relianceAt says whether the words around the name at n state that the account
// rests on it, and gives these words and the name.
func relianceAt(text string, p, n model.Span) (model.Span, bool) {
	before := pieces(text, max(p.Start, n.Start-nearBytes), n.Start)
	for k := 0; k <= maxFillers && k <= len(before); k++ {
		if k > 0 && !fillers()[before[len(before)-k].folded] {
			break
		}
		head := before[:len(before)-k]
		for _, phrase := range relianceWords()["before"] {
			if endsPieces(head, phrase) {
				return model.Span{Start: head[len(head)-len(phrase)].Start, End: n.End}, true
			}
		}
	}
	after := pieces(text, n.End, min(p.End, n.End+nearBytes))
	for k := 0; k <= maxFillers && k < len(after); k++ {
		for _, phrase := range relianceWords()["after"] {
			if startsPieces(after[k:], phrase) {
				return model.Span{Start: withArticle(before, n.Start), End: after[k+len(phrase)-1].End}, true
			}
		}
		if !fillers()[after[k].folded] {
			break
		}
	}
	return model.Span{}, false
}

// withArticle is where a name starts with the "the" before it, if any.
func withArticle(before []piece, start int) int {
	if n := len(before); n > 0 && before[n-1].folded == "the" && start-before[n-1].End == 1 {
		return before[n-1].Start
	}
	return start
}

func pieces(text string, from, to int) []piece {
	for from < to && from > 0 && text[from-1]&0xc0 == 0x80 {
		from++
	}
	var out []piece
	scanPieces(text[from:to], from, &out)
	return out
}

func endsPieces(words []piece, phrase []string) bool {
	return len(words) >= len(phrase) && startsPieces(words[len(words)-len(phrase):], phrase)
}

func startsPieces(words []piece, phrase []string) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, w := range phrase {
		if words[i].folded != w {
			return false
		}
	}
	return true
}
