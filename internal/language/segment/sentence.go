package segment

import (
	"strings"

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
	for i := first; i < len(tokens); {
		if !c.isTerminal(i) {
			c.pass(i)
			i++
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

// closers is the first token from i on that does not belong to the sentence
// that ends before i: further terminals written onto it, and the marks that
// close a quotation or bracket.
func (c *cutter) closers(i int) (next int, closed bool) {
	for i < len(c.tokens) {
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
		return first != lower && !c.isTag(at, terminal)
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
		return c.beginsSmall(end, terminal)
	}
	return !strings.ContainsAny(c.word(at), ",;:)")
}

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

// beginsSmall judges a small letter after a terminal: the start of a sentence
// in careless writing, but not after what may be an abbreviation or a name.
func (c *cutter) beginsSmall(end int, terminal string) bool {
	if terminal[0] == '.' && len(terminal) > 1 || terminal == "…" || end == c.first {
		return false
	}
	before := c.word(end - 1)
	return len(before) > 2 && asciiClass[before[0]&0x7f] == lower
}
