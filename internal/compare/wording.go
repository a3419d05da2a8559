package compare

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// A wording is the content of one statement, or of one sentence of it, as
// comparing sees it.
type wording struct {
	tokens  []int32 // words in order, without marks (numbers in the vocabulary)
	terms   []weighed
	weight  float64   // of all terms
	names   []int32   // stems of capitalised words that do not begin a sentence
	numbers []int32   // stems of numbers
	negated bool      // holds a negation
	quoted  [][]int32 // pieces of a report that stand in quotation marks, as stems
}

// A weighed stem; terms of a wording are sorted by stem.
type weighed struct {
	stem   int32
	weight float64
}

// A report is a statement prepared for grouping.
type report struct {
	whole    wording
	around   wording   // the rest of its sentence but for the speaker's name
	cue      int32     // stem of the cue, 0 for one that says nothing
	parts    []wording // its sentences; of a short statement the whole alone
	spans    [][]model.Span
	kind     model.StatementKind
	class    string // of its cue
	speaker  int    // number of its speaker, -1 where unknown
	named    bool   // the speaker is known by name
	account  int
	place    int    // among the statements of its account
	head     int    // the first report in the same words
	day      string // on which it was made, where known
	headline bool   // stands in a title or subtitle
	negated  bool   // whole.negated, turned round by a denying cue
}

// reports prepares all statements.
func (c *context) reports() []report {
	speakers := c.speakerNumbers()
	weights := c.stemWeights()
	out := make([]report, len(c.statements))
	place := 0
	for i := range c.statements {
		s := &c.statements[i]
		if i > 0 && c.accountOf[i] != c.accountOf[i-1] {
			place = 0
		}
		a := c.accounts[c.accountOf[i]]
		r := &out[i]
		r.kind, r.speaker, r.account, r.place = s.Kind, speakers[i], c.accountOf[i], place
		place++
		r.day = s.When[:min(len(s.When), 10)]
		r.named = c.isNamed(r.speaker)
		r.whole = c.wording(a, s.Content, weights)
		if s.Kind == model.Mixed && len(r.whole.quoted) == 0 {
			r.whole.quoted = [][]int32{c.stemsOf(r.whole.tokens)} // the marks stand outside
		}
		r.around, r.cue = c.around(a, s, weights)
		r.spans = sentenceParts(a, s.Content)
		for _, p := range r.spans {
			r.parts = append(r.parts, c.wording(a, p, weights))
		}
		if s.Cue != nil {
			r.class = s.Cue.Class
		}
		r.negated = (r.whole.negated || s.Negated) != denying(r.class)
		if len(s.Content) > 0 {
			r.headline = inHeadline(a.Article, s.Content[0].Start)
		}
	}
	return out
}

// around prepares what stands beside the content in its sentence: the cue,
// the occasion, to whom.
func (c *context) around(a *account, s *model.Statement, weights []float64) (wording, int32) {
	var pieces []model.Span
	cue := int32(0)
	if s.Cue != nil {
		first, last := a.TokensIn(s.Cue.Span)
		for i := first; i < last; i++ {
			if c.isContent(a, i) && rarity(c.stem(a, i)) > 0.2 {
				cue = c.stemID(a, i)
			}
		}
	}
	if len(s.Content) == 0 {
		return wording{}, cue
	}
	k := a.Sentence(s.Content[0].Start)
	if k < 0 {
		return wording{}, cue
	}
	at := a.Sentences[k].Start
	taken := append(slices.Clone(s.Content), model.Span{Start: a.Sentences[k].End, End: a.Sentences[k].End})
	if s.Source != nil {
		taken = append(taken, *s.Source)
	}
	slices.SortFunc(taken, func(a, b model.Span) int { return a.Start - b.Start })
	for _, t := range taken {
		if t.Start > at {
			pieces = append(pieces, model.Span{Start: at, End: min(t.Start, a.Sentences[k].End)})
		}
		at = max(at, t.End)
	}
	return c.wording(a, pieces, weights), cue
}

// denying says whether a cue of that class turns its content round.
func denying(class string) bool { return class == "denies" }

// inHeadline says whether offset stands in a title or subtitle.
func inHeadline(a *model.Article, offset int) bool {
	b := a.BlockAt(offset)
	return b >= 0 && (a.Blocks[b].Kind == model.BlockTitle || a.Blocks[b].Kind == model.BlockSubtitle)
}

// sentenceParts cuts content at the ends of sentences, so that two outlets
// that quote different sentences of one speech are not taken for one. Pieces
// of the content that belong to one sentence stay together; a part of one or
// two words goes with its neighbour.
func sentenceParts(a *account, content []model.Span) [][]model.Span {
	var out [][]model.Span
	last := -1
	for _, piece := range content {
		for start := piece.Start; start < piece.End; {
			end := piece.End
			k := a.Sentence(start)
			if k >= 0 && a.Sentences[k].End < end {
				end = max(a.Sentences[k].End, start+1)
			}
			s := trimSpace(a.Article.Text, model.Span{Start: start, End: end})
			if s.Len() > 0 {
				if len(out) > 0 && (k == last && k >= 0 || wordCount(a, s) < 3) {
					out[len(out)-1] = append(out[len(out)-1], s)
				} else {
					out = append(out, []model.Span{s})
				}
				last = k
			}
			start = end
		}
	}
	return out
}

// wordCount counts the tokens of s that are words.
func wordCount(a *account, s model.Span) int {
	n := 0
	first, last := a.TokensIn(s)
	for i := first; i < last; i++ {
		r, _ := utf8.DecodeRuneInString(a.text(a.Tokens[i].Span()))
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// trimSpace narrows s by the white space at its ends.
func trimSpace(text string, s model.Span) model.Span {
	in := s.In(text)
	s.Start += len(in) - len(strings.TrimLeftFunc(in, unicode.IsSpace))
	s.End -= len(in) - len(strings.TrimRightFunc(in, unicode.IsSpace))
	return model.Span{Start: s.Start, End: max(s.Start, s.End)}
}

// stemWeights gives each stem its weight: how rare it is in news at large,
// and how far it tells one statement of an account from the others of that
// account. A stem that stands in several statements of each account that has
// it is what the story is about; one that stands in one statement of each
// account may well be of one utterance, however many accounts report it.
func (c *context) stemWeights() []float64 {
	statements := make([]float64, len(c.vocab.stems))
	accounts := make([]float64, len(c.vocab.stems))
	lastStatement := make([]int, len(c.vocab.stems))
	lastAccount := make([]int, len(c.vocab.stems))
	for i, s := range c.statements {
		a := c.accounts[c.accountOf[i]]
		if !a.representative {
			continue
		}
		for _, piece := range s.Content {
			first, end := a.TokensIn(piece)
			for k := first; k < end; k++ {
				st := c.stemID(a, k)
				if lastStatement[st] != i+1 {
					lastStatement[st] = i + 1
					statements[st]++
				}
				if lastAccount[st] != c.accountOf[i]+1 {
					lastAccount[st] = c.accountOf[i] + 1
					accounts[st]++
				}
			}
		}
	}
	out := make([]float64, len(statements))
	for st := range out {
		telling := 1.0
		if accounts[st] > 0 {
			telling = math.Pow(accounts[st]/statements[st], 1.3)
		}
		out[st] = rarity(c.vocab.stems[st]) * (0.2 + 0.8*telling)
	}
	return out
}

// wording prepares content for comparing.
func (c *context) wording(a *account, content []model.Span, weights []float64) wording {
	var w wording
	for _, piece := range content {
		first, last := a.TokensIn(piece)
		open := -1 // words before the opening mark
		for i := first; i < last; i++ {
			st := c.stemID(a, i)
			if st == 0 {
				switch mark := a.text(a.Tokens[i].Span()); {
				case open < 0 && strings.ContainsAny(mark, "\"“‘'`"):
					open = len(w.tokens)
				case open >= 0 && strings.ContainsAny(mark, "\"”’'"):
					if len(w.tokens) > open && !c.onlyNames(a, i-(len(w.tokens)-open), i) {
						w.quoted = append(w.quoted, c.stemsOf(w.tokens[open:]))
					}
					open = -1
				}
				continue
			}
			w.tokens = append(w.tokens, a.words[i])
			if negating(c.word(a, i)) {
				w.negated = !w.negated
			}
			if !c.isContent(a, i) {
				continue
			}
			w.terms = append(w.terms, weighed{st, weights[st]})
			text := a.text(a.Tokens[i].Span())
			switch r, _ := utf8.DecodeRuneInString(text); {
			case unicode.IsDigit(r) || c.numberWord(a, i):
				w.numbers = append(w.numbers, st)
			case unicode.IsUpper(r) && !c.beginsSentence(a, i):
				w.names = append(w.names, st)
			}
		}
	}
	w.terms = distinct(w.terms)
	for _, t := range w.terms {
		w.weight += t.weight
	}
	w.names = sortedSet(w.names)
	w.numbers = sortedSet(w.numbers)
	return w
}

// onlyNames says whether tokens first to last are all written with a capital.
func (c *context) onlyNames(a *account, first, last int) bool {
	for i := max(first, 0); i < last; i++ {
		if r, _ := utf8.DecodeRuneInString(a.text(a.Tokens[i].Span())); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// stemsOf are the stems of words.
func (c *context) stemsOf(words []int32) []int32 {
	out := make([]int32, len(words))
	for i, w := range words {
		out[i] = c.vocab.words[w].stem
	}
	return out
}

func distinct(terms []weighed) []weighed {
	slices.SortFunc(terms, func(a, b weighed) int { return int(a.stem) - int(b.stem) })
	return slices.Compact(terms)
}

func sortedSet(s []int32) []int32 {
	slices.Sort(s)
	return slices.Compact(s)
}

// negating says whether a word turns the sense of its sentence round.
func negating(word string) bool {
	switch word {
	case "not", "no", "never", "nor", "neither", "none", "nothing", "nobody", "cannot", "without":
		return true
	}
	return strings.HasSuffix(word, "n't")
}

// numberWord says whether token i is a number in words ("twelve").
func (c *context) numberWord(a *account, i int) bool {
	return numberWords()[c.word(a, i)] != ""
}

// beginsSentence says whether token i is the first word of its sentence or of
// a quotation.
func (c *context) beginsSentence(a *account, i int) bool {
	if i == 0 || c.stemID(a, i-1) == 0 && a.text(a.Tokens[i-1].Span()) != "," {
		return true
	}
	k := a.Sentence(int(a.Tokens[i].Start))
	return k >= 0 && a.Sentences[k].First == i
}
