package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// A pos is a coarse part of speech.
type pos uint8

const (
	posOther pos = iota
	posNoun
	posName
	posPronoun
	posPossessive // his, their
	posDet
	posAdj
	posNum
	posGenitive // 's
	posVerb
	posModal
	posAdverb
	posPrep
	posTo
	posConj
	posWh
	posComma
	posColon
	posEnd // . ? !
	posDash
	posMark // quotation mark
	posBracket
)

// A word is a token as the rules see it.
type word struct {
	start, end int
	low        string // lower case, straight apostrophes
	tag        string // Penn tag, guessed where the token has none
	pos        pos
	upper      bool  // begins with a capital
	head       int32 // index of its head in words, -1 for none
	rel        model.Rel
	quote      int32 // outermost quotation that holds it, -1 for none
	unit       int32 // index into units, -1 for none
	mention    int32 // innermost mention that covers it, -1 for none
}

// A unit is a run of words that belong together as a sentence; one that holds
// a quotation of several sentences goes on to its end.
type unit struct {
	first, last int // words[first:last]
	block       int
}

// finder is what is known of one article while its statements are looked for.
type finder struct {
	lex    *lexicon
	an     *model.Analysis
	text   string
	words  []word
	units  []unit
	quotes []quotation
	cues   []cue
	used   []int // per quotation, 1 + index of the statement that has it
	out    []found

	entities map[string]int // by ID
	surnames map[string]int // persons by last name in lower case, -1 for several
}

func newFinder(an *model.Analysis) *finder {
	f := &finder{lex: words(), an: an, text: an.Article.Text}
	f.quotes = quotations(f.text, an.Article.Searched())
	f.used = make([]int, len(f.quotes))
	f.indexEntities()
	f.makeWords()
	f.makeUnits()
	f.placeMentions()
	return f
}

func (f *finder) indexEntities() {
	f.entities, f.surnames = map[string]int{}, map[string]int{}
	for i, e := range f.an.Entities {
		f.entities[e.ID] = i
		name := strings.Fields(e.Name)
		if e.Type != model.Person || len(name) < 2 {
			continue
		}
		last := lower(name[len(name)-1])
		if _, ok := f.surnames[last]; ok {
			i = -1
		}
		f.surnames[last] = i
	}
}

func (f *finder) makeWords() {
	f.words = make([]word, 0, len(f.an.Tokens))
	q := 0
	for _, t := range f.an.Tokens {
		s := t.Span()
		if s.Start < 0 || s.End > len(f.text) || s.Start >= s.End {
			continue
		}
		for q < len(f.quotes) && (f.quotes[q].outer.End <= s.Start || f.quotes[q].depth > 0) {
			q++
		}
		w := word{start: s.Start, end: s.End, low: lower(f.text[s.Start:s.End]), tag: t.Tag.String(), quote: -1, unit: -1, mention: -1, head: -1, rel: t.Rel}
		if t.Rel != 0 && int(t.Head) < len(f.an.Tokens) {
			w.head = t.Head
		}
		r, _ := utf8.DecodeRuneInString(f.text[s.Start:])
		w.upper = unicode.IsUpper(r)
		if q < len(f.quotes) && f.quotes[q].outer.Start <= s.Start {
			w.quote = int32(q)
		}
		f.words = append(f.words, w)
	}
	for i := range f.words {
		if len(f.words) != len(f.an.Tokens) {
			f.words[i].head = -1 // heads count tokens that were passed over
		}
		f.classify(i)
	}
	for i := 1; i+1 < len(f.words); i++ { // "a retired miner"
		w, p, n := &f.words[i], f.words[i-1].pos, f.words[i+1].pos
		if (w.tag == "VBN" || w.tag == "VBG") && (p == posDet || p == posPossessive || p == posGenitive || p == posAdj) && (n == posNoun || n == posName || n == posAdj) {
			w.pos = posAdj
		}
	}
}

// lower is s in lower case with straight apostrophes.
func lower(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return s
}

var posOfTag = map[string]pos{"NN": posNoun, "NNS": posNoun, "NNP": posName, "NNPS": posName, "PRP": posPronoun, "PRP$": posPossessive,
	"DT": posDet, "PDT": posDet, "JJ": posAdj, "JJR": posAdj, "JJS": posAdj, "CD": posNum, "POS": posGenitive, "VB": posVerb, "VBD": posVerb,
	"VBG": posVerb, "VBN": posVerb, "VBP": posVerb, "VBZ": posVerb, "MD": posModal, "RB": posAdverb, "RBR": posAdverb, "RBS": posAdverb,
	"RP": posAdverb, "IN": posPrep, "TO": posTo, "CC": posConj, "WP": posWh, "WDT": posWh, "WP$": posWh, "WRB": posWh, "EX": posPronoun, "$": posAdj,
	"HYPH": posAdj, "FW": posNoun, "AFX": posAdj, "ADD": posName, "#": posAdj, "SYM": posOther}

// classify gives a word its part of speech: from its shape where that says
// all, from its tag, else from the lists of closed classes.
func (f *finder) classify(i int) {
	w := &f.words[i]
	switch w.low {
	case ",":
		w.pos = posComma
		return
	case ":":
		w.pos = posColon
		return
	case ".", "?", "!", ";", "…", "...":
		w.pos = posEnd
		return
	case "-", "–", "—", "--", "―":
		w.pos = posDash
		return
	case "(", ")", "[", "]", "{", "}", "-lrb-", "-rrb-":
		w.pos = posBracket
		return
	case "\"", "“", "”", "„", "«", "»", "''", "``", "‘", "'", "‹", "›", "‟":
		w.pos = posMark
		return
	case "'s":
		if w.tag == "" {
			w.tag = "POS"
		}
	case "to":
		w.tag, w.pos = "TO", posTo
		return
	}
	if w.tag == "" {
		w.tag = f.guess(i)
	}
	w.pos = posOfTag[w.tag]
	if (w.pos == posName || w.pos == posNoun || w.pos == posAdj) && w.upper && f.lex.in("preposition", w.low) && len(w.low) > 1 && f.text[w.end-1] >= 'a' {
		w.pos, w.tag = posPrep, "IN"
	}
	if w.low == "that" && w.tag == "IN" {
		w.pos = posWh
	}
	if w.pos == posPrep && len(w.low) > 5 && personLike(w.low) && !f.lex.in("preposition", w.low) && !f.lex.in("subordinator", w.low) {
		w.pos, w.tag = posNoun, "NN" // a rare word: prepositions are a closed class
	}
}

// guess is a tag for an untagged word.
func (f *finder) guess(i int) string {
	w := &f.words[i]
	in := func(set string) bool { return f.lex.in(set, w.low) }
	switch {
	case w.low == "who", w.low == "which", w.low == "whom":
		return "WP"
	case in("auxiliary"):
		return "VBZ"
	case in("pronoun"):
		return "PRP"
	case in("determiner"):
		return "DT"
	case in("preposition"):
		return "IN"
	case in("conjunction"):
		return "CC"
	case in("adverb"):
		return "RB"
	case in("subordinator"):
		return "WRB"
	}
	if v, ok := f.lex.verbs[w.low]; ok && !(w.upper && f.midSentence(i)) {
		return v.guess()
	}
	r := w.low[0]
	switch {
	case r >= '0' && r <= '9':
		return "CD"
	case w.upper && f.midSentence(i):
		return "NNP"
	case strings.HasSuffix(w.low, "ly"):
		return "RB"
	case w.upper:
		return "NNP"
	case r < utf8.RuneSelf && !unicode.IsLetter(rune(r)):
		return "SYM"
	}
	return "NN"
}

func (f *finder) midSentence(i int) bool {
	return i > 0 && f.words[i-1].pos != posEnd && f.words[i-1].pos != posMark
}

func (v verbForm) guess() string {
	switch {
	case v.form&formPast != 0:
		return "VBD"
	case v.form&formThird != 0:
		return "VBZ"
	case v.form&formGerund != 0:
		return "VBG"
	case v.form&formParticiple != 0:
		return "VBN"
	}
	return "VB"
}

// makeUnits takes the sentences as they are, but joins those that one
// quotation holds together.
func (f *finder) makeUnits() {
	wi := 0
	for _, s := range f.an.Sentences {
		for wi < len(f.words) && f.words[wi].start < s.Start {
			wi++
		}
		first := wi
		for wi < len(f.words) && f.words[wi].end <= s.End {
			wi++
		}
		if first == wi {
			continue
		}
		if n := len(f.units); n > 0 && f.units[n-1].block == s.Block && f.joined(f.units[n-1].last, first) {
			f.units[n-1].last = wi
			continue
		}
		f.units = append(f.units, unit{first, wi, s.Block})
	}
	f.splitUnits()
	for u := range f.units {
		for i := f.units[u].first; i < f.units[u].last; i++ {
			f.words[i].unit = int32(u)
		}
	}
}

// longest bounds a unit, in words outside quotations: what is longer is no
// sentence, and is cut so that the work stays linear.
const longest = 300

func (f *finder) splitUnits() {
	for u := 0; u < len(f.units); u++ {
		if f.units[u].last-f.units[u].first > longest {
			f.units = append(f.units[:0:0], f.cutUnits()...)
			return
		}
	}
}

func (f *finder) cutUnits() []unit {
	var out []unit
	for _, un := range f.units {
		n, first := 0, un.first
		for i := un.first; i < un.last; i++ {
			if f.words[i].quote >= 0 {
				continue
			}
			if n++; n > longest {
				out = append(out, unit{first, i, un.block})
				n, first = 1, i
			}
		}
		out = append(out, unit{first, un.last, un.block})
	}
	return out
}

// joined says whether the words before index last and from index first belong
// to one sentence although they were cut: one quotation holds both, or what
// follows a quotation begins in lower case.
func (f *finder) joined(last, first int) bool {
	a, b := f.words[last-1], f.words[first]
	if a.quote >= 0 && a.quote == b.quote {
		return true
	}
	return a.quote >= 0 && b.quote < 0 && !b.upper && b.pos != posNum && b.pos != posMark
}

func (f *finder) placeMentions() {
	size := func(m int32) int { return f.an.Mentions[m].Len() }
	wi := 0
	for mi, m := range f.an.Mentions {
		for wi < len(f.words) && f.words[wi].end <= m.Start {
			wi++
		}
		for i := wi; i < len(f.words) && f.words[i].start < m.End; i++ {
			if w := &f.words[i]; w.mention < 0 || size(int32(mi)) <= size(w.mention) {
				w.mention = int32(mi)
			}
		}
	}
}

// at is the word i, or a word of no kind where i is out of range.
func (f *finder) at(i int) word {
	if i < 0 || i >= len(f.words) {
		return word{quote: -1, unit: -1, mention: -1}
	}
	return f.words[i]
}

// span is the text from word first up to, not including, word last.
func (f *finder) span(first, last int) model.Span {
	if first >= last || first < 0 || last > len(f.words) {
		return model.Span{}
	}
	return model.Span{Start: f.words[first].start, End: f.words[last-1].end}
}

// wordAt is the index of the first word that starts at or after offset.
func (f *finder) wordAt(offset int) int {
	lo, hi := 0, len(f.words)
	for lo < hi {
		m := (lo + hi) / 2
		if f.words[m].start >= offset {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}
