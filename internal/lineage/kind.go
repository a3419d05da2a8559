package lineage

import "synoptic/internal/model"

// A comparison is what two texts have in common.
type comparison struct {
	x, y     *text
	runs     []run // in the order of x
	passages []passage
	stats
}

// stats count the words that two texts share in runs.
type stats struct {
	shared    int     // words of the accounts themselves, quoted or not
	own       int     // of these, words outside quotations, in stretches of some length
	quotation int     // words of the longest stretch inside quotations
	rubbish   int     // words of furniture
	weight    float64 // rarity of the words outside quotations, in nats, over all stretches
	longest   float64 // of the stretch that weighs most
}

// minStretch is how many words outside quotations must stand together before
// they say anything: "he told reporters on Tuesday" runs into every quotation.
const minStretch = 5

// The bounds between the kinds, set on labelled pairs of articles. A share is
// of the words of an account that stand in the other.
const (
	verbatimMost  = 0.90 // share of the account that has more in common
	verbatimLeast = 0.80 // share of the other
	editedMost    = 0.50
	editedEven    = 0.30 // of both, where a text was reworded all through
	editedOwn     = 0.20 // of the words outside quotations, for that
	alertWords    = 40   // an account this short is an alert: its one sentence counts
	alertMost     = 0.40
	partialWeight = 62 // nats, over all stretches: about twenty words that are not formulas
	partialOne    = 40 // nats, of one stretch; in short texts two names and a formula are already a large share
)

// compare finds what two texts share.
func compare(x, y *text, lex *lexicon) comparison {
	c := comparison{x: x, y: y, runs: runsOf(x, y)}
	c.passages = chain(c.runs)
	for _, r := range c.runs {
		c.stats.add(c.statsOf(r, lex))
	}
	return c
}

func (s *stats) add(t stats) {
	s.shared += t.shared
	s.own += t.own
	s.rubbish += t.rubbish
	s.weight += t.weight
	s.quotation = max(s.quotation, t.quotation)
	s.longest = max(s.longest, t.longest)
}

// statsOf counts one run, stretch by stretch: a stretch is words that are all
// quoted, all furniture, all in headings, or all the account's own.
func (c *comparison) statsOf(r run, lex *lexicon) stats {
	var s stats
	for i := int32(0); i < r.n; {
		m := c.class(r, i)
		j := i
		for j < r.n && c.class(r, j) == m {
			j++
		}
		n := int(j - i)
		switch m {
		case furniture:
			s.rubbish += n
		case quoted:
			s.shared += n
			s.quotation = max(s.quotation, n)
		case 0, caption:
			if m == 0 {
				s.shared += n
			}
			if n >= minStretch && !c.x.attribution(r.a+i, r.a+j) && !c.y.attribution(r.b+i, r.b+j) {
				w := lex.weigh(c.x.words[r.a+i : r.a+j])
				s.own += n
				s.weight += w
				s.longest = max(s.longest, w)
			}
		}
		i = j
	}
	return s
}

// class is what the i-th word of a run counts as: what it is on either side,
// furniture before heading before quotation.
func (c *comparison) class(r run, i int32) mark {
	m := c.x.marks[r.a+i] | c.y.marks[r.b+i]
	for _, k := range [...]mark{furniture, heading, quoted, caption} {
		if m&k != 0 {
			return k
		}
	}
	return 0
}

// attribution says whether the words [from,to) of t do no more than say who
// spoke: they touch a quotation and hold a word of speech near it.
func (t *text) attribution(from, to int32) bool {
	const near = 12
	if from > 0 && t.marks[from-1]&quoted != 0 {
		for i := max(0, from-2); i < min(to, from+near); i++ {
			if t.speech[t.words[i].id] {
				return true
			}
		}
	}
	if int(to) < len(t.words) && t.marks[to]&quoted != 0 {
		for i := max(from, to-near); i < to; i++ {
			if t.speech[t.words[i].id] {
				return true
			}
		}
	}
	// "..." says Brian Harvey, where the word of speech itself is not shared.
	return from > 1 && t.marks[from-2]&quoted != 0 && t.speech[t.words[from-1].id]
}

// weigh is the rarity of some words, in nats: what chance would have to do to
// put them together.
func (l *lexicon) weigh(words []token) float64 {
	sum := 0.0
	for _, w := range words {
		sum += float64(l.rarity[w.id])
	}
	return sum
}

// shares are the parts of the two accounts that stand in each other, the
// larger first, and the part of the words outside quotations.
func (c *comparison) shares() (most, least, own float64) {
	a, b := ratio(c.shared, c.x.body), ratio(c.shared, c.y.body)
	return max(a, b), min(a, b), ratio(c.own, min(c.x.own, c.y.own))
}

func ratio(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// kind says what a comparison amounts to; "" is nothing at all.
func (c *comparison) kind() model.CopyKind {
	most, least, own := c.shares()
	switch {
	case c.shared < minRun && c.own == 0:
	case most >= verbatimMost && least >= verbatimLeast:
		return model.Verbatim
	case own >= editedOwn && c.weight >= partialOne && (most >= editedMost || least >= editedEven):
		return model.Edited
	case c.alert() && most >= alertMost:
		return model.Edited
	case c.weight >= partialWeight || c.longest >= partialOne:
		return model.Partial
	case c.quotation >= minStretch:
		return model.SharedQuotation
	}
	if c.rubbish >= minRun {
		return model.Chrome
	}
	return ""
}

// alert says whether one of the texts is a line or two that an agency sends
// ahead, and the other carries the same agency's credit.
func (c *comparison) alert() bool {
	return min(c.x.body, c.y.body) < alertWords && min(c.x.body, c.y.body) >= minRun && commonAgency(c.x, c.y) != ""
}
