package compare

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"

	"github.com/zeebo/xxh3"
)

// longestLine is the most tokens a sentence may have to be compared; longer
// ones are tables, lists of names or broken text.
const longestLine = 120

// leadLines is how many body sentences count as an account's lead.
const leadLines = 6

// A line is a sentence of an account as it is compared with those of others.
type line struct {
	account     int
	sentence    int
	span        model.Span
	first, last int // tokens
	kind        model.BlockKind
	order       int     // among the body sentences, from 0; -1 for title, subtitle and headings
	terms       []sense // by concept
	mass        float64 // sum of the weights of terms
	plain       float64 // that of those that are no names
	key         uint64  // of its words: alike for lines of the same words
	names       []int   // story entities named in it, sorted
}

// A sense is a content word of a line under its concept.
type sense struct {
	stem   int32 // its concept
	token  int   // the first token that has it
	weight float64
	name   bool // begins with a capital within the sentence
}

// lead says whether l is a headline or stands at the beginning of the body.
func (l *line) lead() bool { return l.kind == model.BlockTitle || l.order >= 0 && l.order < leadLines }

// earlyLines is how many body sentences count as the beginning of an account.
const earlyLines = 12

// early says whether l is a headline or stands near the beginning.
func (l *line) early() bool {
	return l.kind == model.BlockTitle || l.order >= 0 && l.order < earlyLines
}

// body says whether l is running text of the article.
func (l *line) body() bool { return l.kind.Body() }

// linesOf lists the sentences of all accounts that can be compared: those of
// titles, headings and the body, in the order of accounts and of the text.
// A sentence that its account or another of the lineage already has word for
// word is left out: it is no further testimony.
func linesOf(c *context) []line {
	var out []line
	type seenKey struct {
		lineage int
		key     uint64
	}
	seen := map[seenKey]bool{}
	for i, a := range c.accounts {
		order := 0
		for s, sentence := range a.Sentences {
			kind := blockKind(a, sentence)
			if !compared(kind) || !sound(a, sentence) || sentence.Last-sentence.First > longestLine {
				continue
			}
			l := line{account: i, sentence: s, span: sentence.Span, first: sentence.First, last: sentence.Last, kind: kind, order: -1}
			if kind.Body() {
				l.order = order
				order++
			}
			if kind.Body() && shouting(c, a, sentence) {
				continue
			}
			l.key = lineKey(c, a, sentence)
			k := seenKey{a.lineage, l.key}
			if seen[k] {
				continue
			}
			seen[k] = true
			l.weigh(c, a)
			out = append(out, l)
		}
	}
	nameLines(c, out)
	return out
}

// sound says whether a sentence has tokens and lies within its text.
func sound(a *account, s model.Sentence) bool {
	return s.First >= 0 && s.First < s.Last && s.Last <= len(a.words) && s.Start >= 0 && s.Start < s.End && s.End <= len(a.Article.Text)
}

// shouting says whether a sentence has many words in capitals: a run of links
// or headlines rather than running text.
func shouting(c *context, a *account, s model.Sentence) bool {
	words, capitals := 0, 0
	for i := s.First; i < s.Last && i < len(a.words); i++ {
		if c.stemID(a, i) == 0 {
			continue
		}
		words++
		if t := a.text(a.Tokens[i].Span()); len(t) > 2 && t == strings.ToUpper(t) && t != strings.ToLower(t) {
			capitals++
		}
	}
	return capitals >= 6 && capitals*8 > words
}

func blockKind(a *account, s model.Sentence) model.BlockKind {
	if s.Block < 0 || s.Block >= len(a.Article.Blocks) {
		return model.BlockParagraph
	}
	return a.Article.Blocks[s.Block].Kind
}

func compared(k model.BlockKind) bool {
	return k.Body() || k == model.BlockTitle || k == model.BlockSubtitle
}

// lineKey hashes the stems of a sentence.
func lineKey(c *context, a *account, s model.Sentence) uint64 {
	var buf []byte
	for i := s.First; i < s.Last && i < len(a.words); i++ {
		st := c.stem(a, i)
		if st != "" {
			buf = append(append(buf, st...), ' ')
		}
	}
	return xxh3.Hash(buf)
}

// weigh lists the content words of l with their weights.
func (l *line) weigh(c *context, a *account) {
	for i := l.first; i < l.last && i < len(a.words); i++ {
		if !c.isContent(a, i) {
			continue
		}
		weight := factWeight(c, c.stemID(a, i))
		st := concept(c, c.stemID(a, i))
		if slices.ContainsFunc(l.terms, func(t sense) bool { return t.stem == st }) {
			continue
		}
		name := strings.HasPrefix(a.Tokens[i].Tag.String(), "NNP") || a.Tokens[i].Tag == 0 && i > l.first && capital(a.text(a.Tokens[i].Span()))
		l.terms = append(l.terms, sense{st, i, weight, name})
		l.mass += weight
		if !name {
			l.plain += weight
		}
	}
	slices.SortFunc(l.terms, func(x, y sense) int { return cmp.Compare(x.stem, y.stem) })
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// factWeight is how telling a stem is for what a sentence states: its rarity
// in news at large, and a little its rarity among the accounts.
func factWeight(c *context, stem int32) float64 {
	n := float64(max(c.documents[stem], 1))
	here := math.Log((float64(c.lineages)+1)/(n+0.5)) / math.Log(float64(c.lineages)+2)
	return rarity(c.vocab.stems[stem]) * (0.4 + 0.6*max(0, here))
}

// concept is the number under which a stem is compared: words of like meaning
// that stand in one group only have that of their group, below zero.
func concept(c *context, stem int32) int32 {
	st := c.vocab.stems[stem]
	if st == "" || st[0] >= '0' && st[0] <= '9' {
		return stem
	}
	if g := senses()[st]; len(g) == 1 {
		return -1 - g[0]
	}
	return stem
}

// nameLines notes the entities named in each line.
func nameLines(c *context, lines []line) {
	at := map[[2]int]int{}
	for i := range lines {
		at[[2]int{lines[i].account, lines[i].sentence}] = i
	}
	for n, a := range c.accounts {
		for _, m := range a.Mentions {
			e := c.storyEntity(a, m)
			if e < 0 || m.Kind == model.MentionPronoun || m.Kind == model.MentionDescriptor {
				continue
			}
			if i, ok := at[[2]int{n, a.Sentence(m.Start)}]; ok {
				lines[i].names = append(lines[i].names, e)
			}
		}
	}
	for i := range lines {
		slices.Sort(lines[i].names)
		lines[i].names = slices.Compact(lines[i].names)
	}
}

// inCommon is the weight of the content words that both lines have, and how
// many those are, without those that skip names.
func inCommon(a, b *line, skip func(stem int32) bool) (weight float64, count int) {
	i, j := 0, 0
	for i < len(a.terms) && j < len(b.terms) {
		switch s, t := a.terms[i].stem, b.terms[j].stem; {
		case s < t:
			i++
		case s > t:
			j++
		default:
			if skip == nil || !skip(s) {
				weight += a.terms[i].weight
				count++
			}
			i++
			j++
		}
	}
	return weight, count
}

// plainInCommon is the weight of the content words of a, names left out, that
// b has too, and how many those are.
func plainInCommon(a, b *line) (weight float64, count int) {
	for _, t := range a.terms {
		if !t.name && hasTerm(b, t.stem) {
			weight += t.weight
			count++
		}
	}
	return weight, count
}

func hasTerm(l *line, concept int32) bool {
	_, ok := slices.BinarySearchFunc(l.terms, concept, func(t sense, st int32) int { return cmp.Compare(t.stem, st) })
	return ok
}

// alike is the share of their content words, by weight, that two lines have
// in common: 1 for the same words, 0 for none (the Dice coefficient).
func alike(a, b *line) float64 {
	w, _ := inCommon(a, b, nil)
	if a.mass+b.mass == 0 {
		return 0
	}
	return 2 * w / (a.mass + b.mass)
}

// within is the share of the lighter line's content words, by weight, that
// the other has.
func within(a, b *line) float64 {
	w, _ := inCommon(a, b, nil)
	if m := min(a.mass, b.mass); m > 0 {
		return w / m
	}
	return 0
}
