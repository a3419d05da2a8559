package measure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// Analyze turns an article into its analysis, statements and all.
type Analyze func(*model.Article) *model.Analysis

// A Ratio is a count out of a total.
type Ratio struct{ Right, Of int }

// Percent is the ratio in percent, 0 where there is nothing to count.
func (r Ratio) Percent() float64 {
	if r.Of == 0 {
		return 0
	}
	return 100 * float64(r.Right) / float64(r.Of)
}

// A Score counts what was found against what is gold.
type Score struct{ Right, Found, Gold int }

// F1 is the harmonic mean of precision and recall, in percent.
func (s Score) F1() float64 {
	if s.Found+s.Gold == 0 {
		return 0
	}
	return 200 * float64(s.Right) / float64(s.Found+s.Gold)
}

// Precision of a score, in percent.
func (s Score) Precision() float64 { return Ratio{s.Right, s.Found}.Percent() }

// Recall of a score, in percent.
func (s Score) Recall() float64 { return Ratio{s.Right, s.Gold}.Percent() }

// Counts is what was counted over examples.
type Counts struct {
	DirectSpan    Score // direct quotations: span right
	Direct        Score // direct quotations: span and speaker right
	Speaker       Ratio // speaker right, of matched statements with a labelled speaker
	Unknown       Ratio // speaker unknown, of the same
	SureWrong     Ratio // speaker wrong, of those of the same named with 0.8 or more
	Found         Ratio // gold attributions that a statement matches
	Characters    Score // of content
	Bins          [10]Bin
	SpeakerBins   [10]Bin
	Unmatched     int // statements that match no gold attribution
	ErrorsSpeaker []Error
}

// A Bin counts predictions of about one confidence.
type Bin struct {
	N, Right int
	Sum      float64
}

// An Error is a wrong speaker, for reading.
type Error struct {
	Article, Text, Want string
	Speaker             model.Speaker
}

// Calibration is the expected calibration error of bins, 0 to 1.
func Calibration(bins []Bin) float64 {
	n, e := 0, 0.0
	for _, b := range bins {
		n += b.N
		d := b.Sum - float64(b.Right)
		if d < 0 {
			d = -d
		}
		e += d
	}
	if n == 0 {
		return 0
	}
	return e / float64(n)
}

// Count analyses the examples and counts.
func Count(examples []Example, analyze Analyze) Counts {
	var c Counts
	for _, e := range examples {
		an := analyze(e.Article)
		c.article(e, an.Statements)
	}
	return c
}

func (c *Counts) article(e Example, found []model.Statement) {
	text := e.Article.Text
	c.characters(e, found)
	match := Match(text, e.Gold, found)
	matched := make([]bool, len(found))
	for gi, g := range e.Gold {
		c.Found.Of++
		si := match[gi]
		if si < 0 {
			continue
		}
		c.Found.Right++
		matched[si] = true
		if len(g.Speaker) > 0 {
			c.speaker(g, found[si])
		}
	}
	for si, s := range found {
		addBin(&c.Bins, s.Confidence, matched[si])
		if !matched[si] {
			c.Unmatched++
		}
	}
	c.direct(text, e.Gold, found)
}

func addBin(bins *[10]Bin, p float64, right bool) {
	b := &bins[min(int(p*10), 9)]
	b.N++
	b.Sum += p
	if right {
		b.Right++
	}
}

func (c *Counts) speaker(g Gold, s model.Statement) {
	if len(g.Speaker) == 1 && g.Speaker[0] == "unknown" || strings.HasPrefix(g.Speaker[0], "article author") {
		return
	}
	right := Same(g.Speaker, s.Speaker.Name)
	c.Speaker.Of++
	c.Unknown.Of++
	if right {
		c.Speaker.Right++
	} else {
		c.ErrorsSpeaker = append(c.ErrorsSpeaker, Error{g.Article, s.Text, strings.Join(g.Speaker, "; "), s.Speaker})
	}
	if s.Speaker.Name == "" {
		c.Unknown.Right++
	} else {
		addBin(&c.SpeakerBins, s.Speaker.Confidence, right)
	}
	if s.Speaker.Name != "" && s.Speaker.Confidence >= 0.8 {
		c.SureWrong.Of++
		if !right {
			c.SureWrong.Right++
		}
	}
}

// Same says whether a name found is one of the names that count as right: one
// has all the words of the other, or both end in the same word.
func Same(want []string, name string) bool {
	have := nameWords(name)
	if len(have) == 0 {
		return false
	}
	for _, w := range want {
		ws := nameWords(w)
		if len(ws) == 0 {
			continue
		}
		if initials(ws) == strings.Join(have, "") || initials(have) == strings.Join(ws, "") {
			return true
		}
		if covers(ws, have) || covers(have, ws) || ws[len(ws)-1] == have[len(have)-1] && upperStart(w) == upperStart(name) {
			return true
		}
	}
	return false
}

func upperStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

var smallWords = map[string]bool{"the": true, "a": true, "an": true, "of": true, "s": true, "mr": true, "mrs": true, "ms": true, "dr": true,
	"jr": true, "sen": true, "rep": true, "gov": true, "his": true, "her": true, "their": true, "and": true}

func nameWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := words[:0]
	for _, w := range words {
		if !smallWords[w] {
			out = append(out, w)
		}
	}
	return out
}

// initials are the first letters of words, "" for one word.
func initials(words []string) string {
	if len(words) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteByte(w[0])
	}
	return b.String()
}

// covers says whether a has all words of b.
func covers(a, b []string) bool {
	for _, w := range b {
		ok := false
		for _, v := range a {
			ok = ok || v == w || len(v) >= 5 && strings.HasPrefix(w, v) || len(w) >= 5 && strings.HasPrefix(v, w)
		}
		if !ok {
			return false
		}
	}
	return true
}

// direct counts direct quotations: a gold one is found where a statement has
// the same letters, quotation marks and ends aside.
func (c *Counts) direct(text string, gold []Gold, found []model.Statement) {
	key := func(spans []model.Span) string {
		var b strings.Builder
		for _, s := range spans {
			for _, r := range s.In(text) {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					b.WriteRune(unicode.ToLower(r))
				}
			}
		}
		return b.String()
	}
	at := map[string][]int{}
	for i, s := range found {
		if s.Kind == model.Direct {
			c.DirectSpan.Found++
			c.Direct.Found++
			k := key(s.Content)
			at[k] = append(at[k], i)
		}
	}
	for _, g := range gold {
		if g.Kind != model.Direct {
			continue
		}
		c.DirectSpan.Gold++
		c.Direct.Gold++
		k := key(g.Content)
		if is := at[k]; len(is) > 0 {
			c.DirectSpan.Right++
			if Same(g.Speaker, found[is[0]].Speaker.Name) {
				c.Direct.Right++
			}
			at[k] = is[1:]
		}
	}
}

// characters counts the letters of contents, gold and found.
func (c *Counts) characters(e Example, found []model.Statement) {
	text := e.Article.Text
	gold, have := make([]bool, len(text)), make([]bool, len(text))
	for _, g := range e.Gold {
		mark(gold, g.Content)
	}
	for _, s := range found {
		mark(have, s.Content)
	}
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if gold[i] {
			c.Characters.Gold++
		}
		if have[i] {
			c.Characters.Found++
		}
		if gold[i] && have[i] {
			c.Characters.Right++
		}
	}
}

func mark(on []bool, spans []model.Span) {
	for _, s := range spans {
		for i := max(s.Start, 0); i < min(s.End, len(on)); i++ {
			on[i] = true
		}
	}
}

// Match gives each gold attribution the statement that shares its cue, or
// else most of its content; -1 where there is none. A statement is given once.
func Match(text string, gold []Gold, found []model.Statement) []int {
	out := make([]int, len(gold))
	taken := make([]bool, len(found))
	for i := range out {
		out[i] = -1
	}
	for pass := range 2 {
		for gi, g := range gold {
			if out[gi] >= 0 {
				continue
			}
			best, score := -1, 0.0
			for si, s := range found {
				if taken[si] {
					continue
				}
				o := overlap(g.Content, s.Content)
				cue := g.Cue != nil && s.Cue != nil && g.Cue.Overlaps(s.Cue.Span)
				if pass == 0 && (!cue || o == 0) || pass == 1 && o < 0.5 {
					continue
				}
				if o > score {
					best, score = si, o
				}
			}
			if best >= 0 {
				out[gi], taken[best] = best, true
			}
		}
	}
	return out
}

// overlap is the Jaccard measure of two sets of spans, in bytes.
func overlap(a, b []model.Span) float64 {
	both, all := 0, 0
	for _, s := range a {
		all += s.Len()
		for _, t := range b {
			if lo, hi := max(s.Start, t.Start), min(s.End, t.End); hi > lo {
				both += hi - lo
			}
		}
	}
	for _, t := range b {
		all += t.Len()
	}
	if all == both {
		return 1
	}
	return float64(both) / float64(all-both)
}
