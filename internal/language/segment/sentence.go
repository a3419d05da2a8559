package segment

import (
	"strings"
	"unicode/utf8"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// A cutter finds the ends of the sentences of one block.
type cutter struct {
	text   string
	tokens []model.Token
	first  int  // of the block
	inside bool // a straight quotation mark is open
}

// sentencise appends the sentences of the block whose tokens are tokens[first:].
func sentencise(text string, tokens []model.Token, first, block int, out []model.Sentence) []model.Sentence {
	c := cutter{text: text, tokens: tokens, first: first}
	start := first
	if end := c.dateline(); end > first {
		out = append(out, sentence(tokens, first, end, block))
		start = end
	}
	for i := start; i < len(tokens); {
		if !c.isTerminal(i) {
			if i > start && c.isCredit(i) {
				out = append(out, sentence(tokens, start, i, block))
				start = i
			}
			c.pass(i)
			i++
			continue
		}
		if i == start+1 && c.isNumber(start) {
			i++ // the mark of an item in a list
			continue
		}
		next, closed := c.closers(i + 1)
		if next < len(tokens) && c.begins(i, next, closed) {
			out = append(out, sentence(tokens, start, next, block))
			start = next
		}
		i = max(next, i+1)
	}
	if start < len(tokens) {
		out = append(out, sentence(tokens, start, len(tokens), block))
	}
	return out
}

func sentence(tokens []model.Token, first, last, block int) model.Sentence {
	span := model.Span{Start: int(tokens[first].Start), End: int(tokens[last-1].End)}
	return model.Sentence{Span: span, First: first, Last: last, Block: block}
}

func (c *cutter) word(i int) string { return c.text[c.tokens[i].Start:c.tokens[i].End] }

// pass notes a straight quotation mark.
func (c *cutter) pass(i int) {
	if c.word(i) == "\"" {
		c.inside = sideOf(c.text, c.tokens, i, c.first, c.inside) == opens
	}
}

// isTerminal says whether a sentence may end with token i.
func (c *cutter) isTerminal(i int) bool {
	w := c.word(i)
	switch w[len(w)-1] {
	case '.', '!', '?':
		return true
	}
	switch w {
	case "…", "。", "！", "？", "؟", "।", "۔":
		return true
	}
	return false
}

// isCredit says whether token i begins the credit of a picture, such as
// "Photo: Ada Brook", which follows a caption that often has no full stop.
func (c *cutter) isCredit(i int) bool {
	if i+2 >= len(c.tokens) || c.word(i+1) != ":" || !en.IsCredit(c.word(i)) {
		return false
	}
	before := c.word(i - 1)
	return before != "," && before != ":" && sideOf(c.text, c.tokens, i-1, c.first, c.inside) != opens
}

// longestDateline is how many tokens a dateline has at most.
const longestDateline = 14

// dateline is the end of the dateline that the block begins with, such as
// "QUAYPORT, Norland (Agency) —" or "Tuesday, May 4, 2032", or its first token
// where it has none. What stands before the dash begins in capitals, has an
// agency in brackets or ends in the name of a country.
func (c *cutter) dateline() int {
	if end := c.dateEnd(); end > c.first {
		return end
	}
	sure := c.first < len(c.tokens) && isCapitals(c.word(c.first))
	comma := c.first
	for i := c.first; i+1 < len(c.tokens) && i < c.first+longestDateline; i++ {
		w := c.word(i)
		switch {
		case w == ",":
			comma = i
		case w == "(":
			sure = sure || i > c.first
		case w == ")" || w == "." || w == "/" || w == "of":
		case isDash(w):
			if i > c.first && c.startsText(i) && (sure || c.isCountry(comma+1, i)) {
				return i + 1
			}
			return c.first
		default:
			if k := wordAt(c.text, int(c.tokens[i].Start), len(c.text)); k != upper && k != digit {
				return c.first
			}
		}
	}
	return c.first
}

// isCountry says whether the tokens [first,last), after a comma, are the name
// of a country.
func (c *cutter) isCountry(first, last int) bool {
	if first >= last || first <= c.first+1 {
		return false
	}
	_, ok := en.CountryNamed(c.text[c.tokens[first].Start:c.tokens[last-1].End])
	return ok
}

// dateEnd is the end of a date with its year that the block begins with, where
// a word that begins sentences follows; else its first token.
func (c *cutter) dateEnd() int {
	calendar := false
	for i := c.first; i+1 < len(c.tokens) && i < c.first+longestDateline/2; i++ {
		w := c.word(i)
		if w == "," {
			continue
		}
		if len(w) == 4 && allDigits(w) && calendar {
			if en.IsStarter(c.word(i + 1)) {
				return i + 1
			}
			return c.first
		}
		if _, ok := en.CalendarWordOf(w); ok {
			calendar = true
		} else if !allDigits(w) {
			return c.first
		}
	}
	return c.first
}

// startsText says whether token i, a dash, stands apart from the word before
// it and has running text after it.
func (c *cutter) startsText(i int) bool {
	if c.tokens[i].Start == c.tokens[i-1].End && c.word(i) == "-" {
		return false
	}
	at := c.opening(i + 1)
	if at+2 >= len(c.tokens) || wordAt(c.text, int(c.tokens[at].Start), len(c.text)) != upper {
		return false
	}
	small := 0
	for k := at + 1; k < len(c.tokens) && k < at+8; k++ {
		if wordAt(c.text, int(c.tokens[k].Start), len(c.text)) == lower {
			small++
		}
	}
	return small >= 2
}

// isCapitals says whether w is of three capitals or more.
func isCapitals(w string) bool {
	for i := range len(w) {
		if !asciiUpper(w[i]) && w[i] < utf8.RuneSelf {
			return false
		}
	}
	return len(w) >= 3
}

// note is the end of a note such as "[2]" or an omission "[…]" that begins at
// token i, or i.
func (c *cutter) note(i int) int {
	if i+2 >= len(c.tokens) || c.word(i) != "[" || c.word(i+2) != "]" {
		return i
	}
	if w := c.word(i + 1); w == "…" || w == "..." || allDigits(w) {
		return i + 3
	}
	return i
}

// closers is the first token from i on that does not belong to the sentence
// that ends before i: further terminals written onto it, notes, and the marks
// that close a quotation or bracket.
func (c *cutter) closers(i int) (next int, closed bool) {
	for i < len(c.tokens) {
		if n := c.note(i); n > i {
			i = n
			continue
		}
		onto := c.tokens[i].Start == c.tokens[i-1].End
		if onto && c.isTerminal(i) && !asciiClass[c.word(i)[0]&0x7f].isWord() {
			i++
			continue
		}
		if sideOf(c.text, c.tokens, i, c.first, c.inside) != closes || !onto && c.word(i) == "'" {
			break
		}
		if isQuote(c.word(i)) {
			closed = true
		}
		c.pass(i)
		i++
	}
	return i, closed
}

// begins says whether a sentence begins at token next, after the terminal at
// token end and, where closed, the end of a quotation.
func (c *cutter) begins(end, next int, closed bool) bool {
	at := c.opening(next)
	if at >= len(c.tokens) {
		return false
	}
	first := wordAt(c.text, int(c.tokens[at].Start), len(c.text))
	terminal := c.word(end)
	if closed {
		return first != lower && !c.isTag(at, terminal) && !c.isSource(at)
	}
	if len(terminal) > 1 && terminal[0] != '.' && terminal[len(terminal)-1] == '.' {
		return c.beginsAfterAbbreviation(terminal, end, at, first)
	}
	if c.tokens[next].Start == c.tokens[next-1].End && first != upper {
		return false
	}
	switch first {
	case upper, digit:
		return true
	case lower:
		return c.beginsSmall(end, terminal) && !c.isItem(at)
	}
	return !strings.ContainsAny(c.word(at), ",;:)")
}

// longestSource is how many tokens the source of a quotation set apart has.
const longestSource = 16

// isSource says whether who said it begins at token at, after a quotation:
// “Enough.” — Ada Brook, or, where the block is nothing but a quotation and its
// source, “Enough.” Ada Brook, mayor of Quayport
func (c *cutter) isSource(at int) bool {
	if isDash(c.word(at)) && at+1 < len(c.tokens) && c.tokens[at].End < c.tokens[at+1].Start {
		return true
	}
	if len(c.tokens)-at > longestSource || sideOf(c.text, c.tokens, c.first, c.first, false) != opens {
		return false
	}
	for i := at; i < len(c.tokens); i++ {
		if c.isTerminal(i) {
			return false
		}
	}
	return true
}

// isDash says whether w is a dash.
func isDash(w string) bool { return w == "-" || w == "--" || w == "–" || w == "—" }

// opening is the first token from i on that is no opening mark.
func (c *cutter) opening(i int) int {
	for n := 0; n < 4 && i < len(c.tokens); n++ {
		if sideOf(c.text, c.tokens, i, c.first, false) != opens {
			break
		}
		i++
	}
	return i
}

// isTag says whether token at begins the tag of a quotation that ended with a
// question or a cry: “Who knows?” Smith asked.
func (c *cutter) isTag(at int, terminal string) bool {
	if terminal == "." {
		return false
	}
	for i := at; i < len(c.tokens) && i < at+5; i++ {
		w := c.word(i)
		if en.IsSayVerb(w) {
			return i > at
		}
		if wordAt(c.text, int(c.tokens[i].Start), len(c.text)) != upper && w != "." {
			return false
		}
	}
	return false
}

// beginsAfterAbbreviation judges the token at, whose first character is of
// class first, after an abbreviation.
func (c *cutter) beginsAfterAbbreviation(abbreviation string, end, at int, first class) bool {
	if first != upper && first != digit {
		return false
	}
	stem := abbreviation[:len(abbreviation)-1]
	w := c.word(at)
	switch en.Abbreviation(stem) {
	case en.BeforeName, en.BeforeNumber:
		return false
	case en.OfMonth, en.OfPlace, en.InName:
		return en.IsStarter(w)
	case en.OfUnit:
		return first == upper
	case en.Otherwise:
		if stem[len(stem)-1]|0x20 != 'm' { // not a.m., p.m.
			return first == upper
		}
		return first == upper && !isTimeWord(w)
	}
	return en.IsStarter(w) && !asciiDigit(stem[0])
}

// isTimeWord says whether w can follow a time of day: Tuesday, June, EST.
func isTimeWord(w string) bool {
	if _, ok := en.CalendarWordOf(w); ok {
		return true
	}
	return len(w) <= 4 && w == strings.ToUpper(w) || w == "Eastern" || w == "Pacific" || w == "Central" || w == "Mountain"
}

// isNumber says whether token i is a number such as items of a list have.
func (c *cutter) isNumber(i int) bool {
	w := c.word(i)
	return len(w) <= 2 && allDigits(w) && c.tokens[i+1].Start == c.tokens[i].End
}

// isItem says whether token at is the letter of an item that runs on from the
// one before: a) … b) …
func (c *cutter) isItem(at int) bool {
	return len(c.word(at)) == 1 && at+1 < len(c.tokens) && c.word(at+1) == ")"
}

// beginsSmall judges a small letter after a terminal: the start of a sentence
// in careless writing, but not after what may be an abbreviation or a name.
func (c *cutter) beginsSmall(end int, terminal string) bool {
	if terminal[0] == '.' && len(terminal) > 1 || terminal == "…" || end == c.first {
		return false
	}
	before := c.word(end - 1)
	return len(before) > 2 && asciiClass[before[0]&0x7f] == lower
}
