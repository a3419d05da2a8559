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
	fillers     = sync.OnceValue(func() map[string]bool { return single("between") })
	reportWords = sync.OnceValue(func() map[string]bool { return single("report") })
	paperWords  = sync.OnceValue(func() map[string]bool { return single("paper") })
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
	at   int  // bytes from the start of the account
	told bool // somebody told them something, which is less than a report
	full bool // it speaks of a report as one: "according to a Reuters report"
}

// reliancesIn lists the places where an article says so, in order. What it
// says of its own outlet, or of the agency whose text it carries, is none.
func reliancesIn(a *model.Article, credits []credit) []reliance {
	var out []reliance
	start := bodyStart(a)
	for _, p := range paragraphs(a) {
		if p.End > len(a.Text) {
			continue
		}
		for _, n := range namingsIn(a.Text, p.Start, p.End) {
			if ofOutlet(n.shown, a.Outlet) || carries(credits, n.shown) {
				continue
			}
			if r, ok := relianceAt(a.Text, p, n); ok {
				r.at = r.span.Start - start
				out = append(out, r)
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

// bodyStart is where the account begins after its headings.
func bodyStart(a *model.Article) int {
	for _, b := range a.Blocks {
		if b.Kind.Body() {
			return b.Start
		}
	}
	return 0
}

// relianceAt says whether the words around a name state that the account rests
// on it, and gives these words and the name.
func relianceAt(text string, p model.Span, n naming) (reliance, bool) {
	before := pieces(text, max(p.Start, n.Start-nearBytes), n.Start)
	after := pieces(text, n.End, min(p.End, n.End+nearBytes))
	for k := 0; k <= maxFillers && k <= len(before); k++ {
		if k > 0 && !fillers()[before[len(before)-k].folded] {
			break
		}
		head := before[:len(before)-k]
		for _, kind := range [...]string{"before", "told"} {
			phrase := longestEnd(head, relianceWords()[kind])
			if phrase == 0 {
				continue
			}
			r := reliance{on: n.shown, told: kind == "told"}
			r.span = model.Span{Start: head[len(head)-phrase].Start, End: n.End}
			if len(after) > 0 && reportWords()[after[0].folded] && adjacent(text, n.Span, after[0].Span) {
				r.span.End, r.full = after[0].End, true
			}
			return r, true
		}
	}
	return relianceAfter(text, n, before, after)
}

// relianceAfter is relianceAt for what follows the name. Of a broadcaster, the
// name of a station may stand between: "CBS Ellery reports".
func relianceAfter(text string, n naming, before, after []piece) (reliance, bool) {
	end := n.End
	for len(after) > 0 && end-n.End < 2*len("Ellery ") && startsUpper(after[0].In(text)) &&
		adjacent(text, model.Span{Start: n.Start, End: end}, after[0].Span) && !fillers()[after[0].folded] && len(after) > 1 && reports(after[1:2]) > 0 {
		end, after = after[0].End, after[1:]
	}
	for k := 0; k <= maxFillers && k < len(after); k++ {
		if m := reports(after[k:]); m > 0 {
			r := reliance{on: n.shown, span: model.Span{Start: withArticle(before, n.Start), End: after[k+m-1].End}}
			if end > n.End {
				r.on = text[n.Start:end]
			}
			return r, true
		}
		if !fillers()[after[k].folded] {
			break
		}
	}
	return reliance{}, false
}

// reports is how many words of a phrase such as "has learned" words begin with.
func reports(words []piece) int {
	for _, phrase := range relianceWords()["after"] {
		if startsPieces(words, phrase) {
			return len(phrase)
		}
	}
	return 0
}

// longestEnd is the length of the longest of the phrases that words end with, 0
// for none.
func longestEnd(words []piece, phrases [][]string) int {
	best := 0
	for _, p := range phrases {
		if len(p) > best && endsPieces(words, p) {
			best = len(p)
		}
	}
	return best
}

// Where in an account a report must be named for the account to rest on it, in
// bytes from its start: what the news itself comes from is named at once.
const (
	reportWithin = 600
	toldWithin   = 400
	tooMany      = 3 // organisations named there: the account weighs them
)

// basis is the report that the account rests on, if any: the first named near
// its start, or one that it speaks of as a report wherever that stands.
func basis(all []reliance) (reliance, bool) {
	var early []reliance
	var full *reliance
	for i, r := range all {
		if r.full && full == nil {
			full = &all[i]
		}
		if r.told && r.at > toldWithin || r.at > reportWithin {
			continue
		}
		known := false
		for _, e := range early {
			known = known || sameOrganisation(e.on, r.on)
		}
		if !known {
			early = append(early, r)
		}
	}
	switch {
	case len(early) > 0 && len(early) < tooMany:
		return early[0], true
	case full != nil:
		return *full, true
	}
	return reliance{}, false
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
