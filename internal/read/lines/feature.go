package lines

import "math"

// Features are numbered template*buckets+bucket, so that a line's features are
// small integers and a model one flat table.
const (
	buckets   = 32
	templates = 40
	features  = templates * buckets
)

// The templates. Their order is part of the model: append only.
const (
	fBias = iota
	fWords
	fSentence
	fStops
	fCapital
	fClass
	fClassBefore
	fClassAfter
	fWordsBefore
	fWordsAfter
	fRealBefore
	fRealAfter
	fWindow
	fRealWindow
	fRepeats
	fBullet
	fAbout
	fDigits
	fEllipsis
	fSinceHeader
	fPosition
	fLink
	fTag
	fRegion
	fHint
	fHintLong
	fShare0
	fShare1
	fShare2
	fShare3
	fMain
	fTagWords
	fTagBefore
	fHidden
	fSinceReal
	fUntilReal
	fVote
	fVoteClass
)

// classNumbers number the classes of furniture for features.
var classNumbers = map[Class]int{"": 0, Related: 1, Comments: 2, Share: 3, Subscribe: 4, Advert: 5, Footer: 6,
	Nav: 7, Tags: 8, Meta: 9, Player: 10, Link: 11, Rule: 12}

// tagNumbers number elements for features; others are 0.
var tagNumbers = map[string]int{"p": 1, "li": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6, "h5": 6, "h6": 6, "div": 7,
	"td": 8, "th": 8, "blockquote": 9, "figcaption": 10, "figure": 10, "section": 11, "article": 12, "body": 13,
	"ul": 14, "ol": 14, "dd": 15, "dt": 15, "pre": 16, "header": 17, "footer": 18, "form": 19, "fieldset": 19,
	"aside": 20, "main": 21, "a": 22, "address": 23, "center": 24}

var regionNumbers = map[string]int{"": 0, "menu": 1, "footer": 2, "related": 3, "comments": 4, "share": 5}

// edges of the buckets of a number of words.
var wordEdges = []int{1, 2, 3, 4, 6, 9, 13, 19, 29, 46, 81, 150}

func wordBucket(n int) int {
	for i, e := range wordEdges {
		if n < e {
			return i
		}
	}
	return len(wordEdges)
}

// tenth puts a share into one of eleven buckets.
func tenth(x float64) int { return int(math.Min(10, math.Max(0, x*10))) }

// shareBucket is finer for small shares.
func shareBucket(x float64) int {
	switch {
	case x <= 0:
		return 0
	case x < 0.02:
		return 1
	case x < 0.05:
		return 2
	case x < 0.1:
		return 3
	}
	return 4 + tenth(x)
}

// context is what is counted over the whole page before features are made.
type context struct {
	all         []Line
	s           []shape
	real        []bool // running text
	before      []int  // words of running text before the line
	total       int
	sinceHeader []int // lines since a "Related" or comments header without running text between, 0 none
}

func newContext(all []Line, s []shape) *context {
	c := &context{all: all, s: s, real: make([]bool, len(all)), before: make([]int, len(all)), sinceHeader: make([]int, len(all))}
	since := 0
	for i := range all {
		s := c.s[i]
		c.real[i] = s.class == "" && s.words >= 10 && s.sentence && !s.ellipsis && (all[i].Traits == nil || all[i].Traits.Link < 0.5)
		c.before[i] = c.total
		if c.real[i] {
			c.total += s.words
		}
		switch {
		case s.class == Related || s.class == Comments:
			since = 1
		case c.real[i] && s.words >= 20:
			since = 0
		case since > 0:
			since++
		}
		c.sinceHeader[i] = since
	}
	return c
}

// appendFeatures adds the features of line i to out.
func (c *context) appendFeatures(out []uint16, i int) []uint16 {
	add := func(template, bucket int) {
		out = append(out, uint16(template*buckets+min(bucket, buckets-1)))
	}
	s := c.s[i]
	words := wordBucket(s.words)
	add(fBias, 0)
	add(fWords, words)
	add(fSentence, words*2+flag(s.sentence))
	add(fStops, tenth(ratio(s.stops, s.words))+flag(s.words >= 8)*12)
	add(fCapital, tenth(ratio(s.capital, s.words))+flag(s.words >= 6)*12)
	add(fClass, classNumbers[s.class])
	add(fRepeats, min(s.repeats, 4)+flag(s.words >= 10)*8)
	add(fBullet, flag(c.all[i].Bullet)+2*min(words, 8))
	add(fAbout, flag(s.date)+2*flag(s.byline)+4*flag(s.credit)+8*flag(s.words <= 8))
	add(fDigits, tenth(2*ratio(s.digits, len(c.all[i].Text))))
	add(fEllipsis, flag(s.ellipsis)+2*flag(s.words >= 10))
	add(fSinceHeader, sinceBucket(c.sinceHeader[i])+8*flag(c.real[i]))
	add(fPosition, tenth(ratio(c.before[i], max(1, c.total)))+flag(c.total-c.before[i] == 0)*12)
	out = c.neighbours(out, i)
	if t := c.all[i].Traits; t != nil {
		out = c.markup(out, i, t)
	}
	return out
}

func sinceBucket(n int) int {
	switch {
	case n <= 3:
		return n
	case n <= 8:
		return 4
	case n <= 20:
		return 5
	}
	return 6
}

// neighbours adds the features of the lines around line i.
func (c *context) neighbours(out []uint16, i int) []uint16 {
	add := func(template, bucket int) {
		out = append(out, uint16(template*buckets+min(bucket, buckets-1)))
	}
	at := func(j int) shape {
		if j < 0 || j >= len(c.s) {
			return shape{}
		}
		return c.s[j]
	}
	isReal := func(j int) int { return flag(j >= 0 && j < len(c.real) && c.real[j]) }
	edge := func(j int) int { return flag(j < 0 || j >= len(c.s)) * 14 }
	add(fClassBefore, classNumbers[at(i-1).class]+edge(i-1))
	add(fClassAfter, classNumbers[at(i+1).class]+edge(i+1))
	add(fWordsBefore, wordBucket(at(i-1).words)+13*flag(c.s[i].words >= 10))
	add(fWordsAfter, wordBucket(at(i+1).words)+13*flag(c.s[i].words >= 10))
	add(fRealBefore, isReal(i-1)+2*isReal(i-2)+4*isReal(i-3)+8*flag(c.real[i]))
	add(fRealAfter, isReal(i+1)+2*isReal(i+2)+4*isReal(i+3)+8*flag(c.real[i]))
	words, reals := 0, 0
	for j := i - 4; j <= i+4; j++ {
		if j != i {
			words += min(at(j).words, 60)
			reals += isReal(j)
		}
	}
	add(fWindow, wordBucket(words/8)+13*flag(c.s[i].words >= 10))
	add(fRealWindow, reals+10*flag(c.real[i]))
	add(fSinceReal, c.distance(i, -1)+8*flag(c.real[i]))
	add(fUntilReal, c.distance(i, 1)+8*flag(c.real[i]))
	return out
}

// distance is how far the next running text is in a direction, up to 7.
func (c *context) distance(i, step int) int {
	for n := 1; n < 7; n++ {
		j := i + n*step
		if j < 0 || j >= len(c.real) {
			return 7
		}
		if c.real[j] {
			return n
		}
	}
	return 7
}

// markup adds the features that markup gives.
func (c *context) markup(out []uint16, i int, t *Traits) []uint16 {
	add := func(template, bucket int) {
		out = append(out, uint16(template*buckets+min(bucket, buckets-1)))
	}
	long := flag(c.s[i].words >= 10)
	tag := tagNumbers[t.Tag]
	add(fLink, tenth(t.Link)+12*long)
	add(fTag, tag)
	add(fTagWords, min(tag, 9)*3+flag(c.s[i].words >= 5)+long)
	add(fRegion, regionNumbers[t.Region]+8*long)
	for h := range Hints {
		if t.Hints&(1<<h) != 0 {
			add(fHint, h)
			if long > 0 {
				add(fHintLong, h)
			}
		}
	}
	for k, f := range []int{fShare0, fShare1, fShare2, fShare3} {
		add(f, shareBucket(t.Shares[k])+16*long)
	}
	add(fVote, t.Vote+3*long+6*flag(t.Link > 0.5))
	add(fVoteClass, min(t.Vote, 2)*10+min(tag, 9))
	add(fMain, flag(t.Main)+2*long)
	add(fHidden, flag(t.Hidden)+2*long)
	if i > 0 && c.all[i-1].Traits != nil {
		add(fTagBefore, min(tag, 9)*3+flag(c.all[i-1].Traits.Tag == t.Tag)+flag(c.all[i-1].Traits.Shares[0] == t.Shares[0]))
	}
	return out
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
