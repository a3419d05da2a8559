package statement

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// found is a statement on its way.
type found struct {
	model.Statement
	cue    int // index into cues, -1 for none
	src    source
	quotes []int // outermost quotations it holds
}

// Find finds the statements of an analysed article, in text order, with IDs
// "s1", "s2", ... It reads the article, sentences, tokens, entities and
// mentions of an and changes nothing.
func Find(an *model.Analysis) []model.Statement {
	if an == nil || an.Article == nil || len(an.Tokens) == 0 {
		return nil
	}
	f := newFinder(an)
	f.findCues()
	f.transcript()
	f.linkQuotations()
	f.labelled()
	f.reports()
	f.sort()
	f.resolveDocuments()
	f.carryPronouns()
	f.floating()
	f.sort()
	f.relays()
	return f.finish()
}

func (f *finder) sort() {
	slices.SortStableFunc(f.out, func(a, b found) int {
		x, y := a.Content[0].Start, b.Content[0].Start
		if x != y {
			return cmp.Compare(x, y)
		}
		return cmp.Compare(b.Content[len(b.Content)-1].End, a.Content[len(a.Content)-1].End)
	})
}

func (f *finder) finish() []model.Statement {
	out := make([]model.Statement, 0, len(f.out))
	for _, s := range f.out {
		if f.own(s.Speaker.Name) && s.Kind == model.Indirect {
			continue // "according to us" is the account's own voice
		}
		s.Via = slices.DeleteFunc(s.Via, f.own)
		s.ID = "s" + strconv.Itoa(len(out)+1)
		s.Article = f.an.Article.ID
		s.Text = join(f.text, s.Content)
		s.When = f.when(s)
		s.Confidence = round(calibrate(s.Confidence))
		s.Speaker.Confidence = round(s.Speaker.Confidence)
		out = append(out, s.Statement)
	}
	return out
}

// own says whether name is the outlet's own.
func (f *finder) own(name string) bool {
	trim := func(s string) string { return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "the ") }
	outlet := trim(f.an.Article.Outlet.Name)
	return outlet != "" && trim(name) == outlet
}

// when is the first day of the date that stands with a statement's cue in its
// sentence, outside what is reported: "On Tuesday, he said that …".
func (f *finder) when(s found) string {
	if s.Cue == nil {
		return ""
	}
	i := f.wordAt(s.Cue.Span.Start)
	if i >= len(f.words) || f.words[i].unit < 0 {
		return ""
	}
	un := f.units[f.words[i].unit]
	sentence := f.span(un.first, un.last)
	first := sort.Search(len(f.an.Dates), func(k int) bool { return f.an.Dates[k].Start >= sentence.Start })
	best, near := "", 80 // bytes
	for _, d := range f.an.Dates[first:] {
		if d.Start >= sentence.End {
			break
		}
		if d.From == "" || d.Kind != model.DatePoint && d.Kind != model.DateTime || d.From[:min(10, len(d.From))] != d.To[:min(10, len(d.To))] ||
			slices.ContainsFunc(s.Content, d.Span.Overlaps) {
			continue
		}
		gap := max(d.Start-s.Cue.Span.End, s.Cue.Span.Start-d.End)
		if gap < near && !f.otherCue(d.Span, s.Cue.Span) {
			best, near = d.From, gap
		}
	}
	return best
}

// otherCue says whether another cue stands between a date and a cue, so that
// the date may be the other's.
func (f *finder) otherCue(d, c model.Span) bool {
	lo, hi := min(d.End, c.End), max(d.Start, c.Start)
	for _, k := range f.cuesFrom(f.wordAt(lo)) {
		if f.words[k.word].start >= hi {
			break
		}
		if k.kind != nominal {
			return true
		}
	}
	return false
}

// calibration maps what the rules count as sureness to how often a statement
// of that sureness was one, on PolNeAR dev (84 articles, 1,411 statements).
var calibration = [...]struct{ rule, counted float64 }{
	{0, 0}, {0.30, 0.40}, {0.45, 0.63}, {0.55, 0.81}, {0.62, 0.83}, {0.74, 0.85}, {0.84, 0.89}, {0.95, 0.97}, {1, 0.99}}

func calibrate(x float64) float64 {
	for i := 1; i < len(calibration); i++ {
		a, b := calibration[i-1], calibration[i]
		if x <= b.rule {
			return a.counted + (b.counted-a.counted)*(x-a.rule)/(b.rule-a.rule)
		}
	}
	return calibration[len(calibration)-1].counted
}

func round(x float64) float64 {
	return float64(int(min(max(x, 0), 1)*100+0.5)) / 100
}

func join(text string, spans []model.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.In(text)
	}
	return strings.Join(parts, " … ")
}

// add keeps a statement.
func (f *finder) add(s found) {
	if len(s.Content) == 0 {
		return
	}
	if s.cue >= 0 {
		c := &f.cues[s.cue]
		c.done = true
		s.Cue = &model.Cue{Span: f.span(c.word, c.last), Class: f.class(*c)}
		s.Negated = c.negated || s.Cue.Class == "declines"
		if c.conditional {
			s.Confidence *= 0.6
		}
	}
	if k := s.cue - 1; k >= 0 && f.quotesFor(k, s.cue) {
		s.Via = append(s.Via, f.speaker(f.cues[k].src).Name)
	}
	if s.src.ok() {
		span := f.span(s.src.first, s.src.last)
		s.Source = &span
	}
	for _, q := range s.quotes {
		f.used[q] = len(f.out) + 1
	}
	f.out = append(f.out, s)
}

// quotesFor says whether cue k quotes the speaker of cue j: "the paper quoted
// him as saying".
func (f *finder) quotesFor(k, j int) bool {
	c, d := f.cues[k], f.cues[j]
	return (c.lemma == "quote" || c.lemma == "cite") && d.kind == gerund && d.src.first == c.last && f.speaker(c.src).Name != "" && f.quotesSomebody(c)
}

// class is the class of a cue in its place: not to disclose is to decline.
func (f *finder) class(c cue) string {
	if c.negated {
		switch c.lemma {
		case "disclose", "divulge", "reveal", "elaborate", "comment", "specify", "mention", "respond", "answer", "explain",
			"say", "name", "clarify", "detail", "share", "discuss", "confirm", "reply":
			return "declines"
		}
	}
	return c.class
}

// trimQuotation is the inside of a quotation without space and without the
// comma that only joins it to its cue.
func (f *finder) trimQuotation(q int) model.Span {
	s := f.quotes[q].inner
	return trim(f.text, s, true)
}

// trim takes space off both ends of s, and a last comma.
func trim(text string, s model.Span, comma bool) model.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && (!comma || r != ',') {
			break
		}
		s.End -= n
	}
	return s
}

// pieces are the contents of quotation q and of those that continue it.
func (f *finder) pieces(q int) (spans []model.Span, used []int) {
	for ; q >= 0; q = f.quotes[q].next {
		if s := f.trimQuotation(q); s.Len() > 0 {
			spans = append(spans, s)
		}
		used = append(used, q)
	}
	return spans, used
}

// phraseText is the text of a noun phrase.
func (f *finder) phraseText(r run) string {
	if r.empty() {
		return ""
	}
	return f.span(r.first, r.last).In(f.text)
}
