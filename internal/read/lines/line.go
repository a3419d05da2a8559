package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/read/meta"
)

// A Line is a line or paragraph of a flattened page. Blank says that an empty
// line stands before it. Traits is nil but for a page with markup.
type Line struct {
	Text   string
	Bullet bool
	Blank  bool
	Traits *Traits
}

// Traits are what markup says of a line.
type Traits struct {
	Tag                        string  // nearest block element
	Region                     string  // kind of the region it stands in, "" for none
	Hints, Near                uint32  // words of class names around it, and of the two nearest elements: one bit for each of Hints
	Link                       float64 // share of the text inside links
	Links                      int     // links begun in it
	Within                     []int32 // containers it stands in, innermost first
	Class, Outer               uint64  // the nearest block element's tag and class, and its parent's class too, hashed
	Depth                      int     // open elements around it
	Main, Body                 bool    // inside an article or main element; inside what calls itself the article's body
	Quote, Hidden              bool
	Title, Description, Stated float64 // share of its words in the page's stated title, description, text
	FromTitle                  int     // lines since the title, negative before it
}

// Hints are the words looked for in the class and id of the elements around a
// line; their order is that of the bits in Traits.Hints and part of the model.
var Hints = []string{"article", "content", "body", "entry", "comment", "related", "nav", "menu", "footer", "sidebar",
	"widget", "caption", "author"}

// shape is what is seen of a line by itself.
type shape struct {
	words, capital int // words; those that begin with a capital
	stops          int // function words
	digits         int // digits, of all bytes
	upper          int // upper-case letters
	bytes          int
	commas, quotes int
	sentences      int // ends of sentences inside it
	address        int // words that speak to the reader: you, we
	first, last    int // kinds of its first and last character
	sentence       bool
	ellipsis       bool
	class          Class
	date, credit   bool
	byline         bool
	repeats        int     // how often the line stands on the page
	cohesion       float64 // share of its longer words that the longest run of text has too
}

// maxShape is how many bytes of a line its shape is told from.
const maxShape = 2000

// shapes looks at every line.
func shapes(all []Line) []shape {
	seen := make(map[string]int, len(all))
	keys := make([]string, len(all))
	for i, l := range all {
		keys[i] = key(l.Text)
		seen[keys[i]]++
	}
	out := make([]shape, len(all))
	for i, l := range all {
		out[i] = shapeOf(l.Text)
		out[i].repeats = seen[keys[i]]
	}
	return out
}

// longKey is from how many bytes on lines are compared as they stand: a
// paragraph does not come back in capitals.
const longKey = 300

// key is what a line is known again by.
func key(s string) string {
	if s = strings.TrimRight(s, " ."); len(s) > longKey {
		return s
	}
	return strings.ToLower(s)
}

func shapeOf(text string) shape {
	s := shape{class: Furniture(text), sentence: EndsSentence(text)}
	head := text[:min(len(text), maxShape)]
	s.bytes = len(text)
	for w := range strings.FieldsSeq(head) {
		s.words++
		if speaksToReader(w) {
			s.address++
		}
		if upperFirst(w) {
			s.capital++
		}
		if meta.FunctionWord(w) {
			s.stops++
		}
	}
	s.words += unspaced(head)
	s.marks(head)
	s.first, s.last = endKinds(text)
	s.ellipsis = strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
	if s.words <= 20 {
		_, _, _, s.date = meta.Date(text)
		s.credit = meta.LineCredits(text) != nil
		_, s.byline = meta.BylineText(text)
	}
	return s
}

// marks counts characters of a line.
func (s *shape) marks(head string) {
	for i := 0; i < len(head); i++ {
		switch c := head[i]; {
		case c >= '0' && c <= '9':
			s.digits++
		case c >= 'A' && c <= 'Z':
			s.upper++
		case c == ',':
			s.commas++
		case c == '"':
			s.quotes++
		case (c == '.' || c == '!' || c == '?') && i+1 < len(head) && head[i+1] == ' ':
			s.sentences++
		}
	}
	s.quotes += strings.Count(head, "“") + strings.Count(head, "”")
}

// speaksToReader says whether a word is one in which a site speaks to its
// readers rather than tells something.
func speaksToReader(w string) bool {
	if len(w) < 2 || len(w) > 6 {
		return false
	}
	switch strings.ToLower(strings.Trim(w, ".,!?")) {
	case "you", "your", "our", "us", "we":
		return true
	}
	return false
}

// endKinds are numbers for the kinds of the first and last character.
func endKinds(text string) (first, last int) {
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsUpper(r):
		first = 1
	case unicode.IsLower(r):
		first = 2
	case unicode.IsDigit(r):
		first = 3
	case strings.ContainsRune("“\"‘'", r):
		first = 4
	default:
		first = 5
	}
	r, _ = utf8.DecodeLastRuneInString(text)
	switch {
	case strings.ContainsRune(".?:!", r):
		last = 1 + strings.IndexRune(".?:!", r)
	case strings.ContainsRune("”\"’'", r):
		last = 5
	case unicode.IsLetter(r):
		last = 6
	case unicode.IsDigit(r):
		last = 7
	default:
		last = 8
	}
	return first, last
}

// unspaced is about how many more words a text has than its spaces tell:
// Chinese, Japanese and Thai write none between words, of some two letters each.
func unspaced(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xE0 { // a letter of three bytes or more
			n++
		}
	}
	if n == 0 {
		return 0
	}
	n = 0
	for _, r := range s {
		if r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			n++
		}
	}
	return n / 2
}

// upperFirst says whether a word begins with a capital, opening marks left aside.
func upperFirst(w string) bool {
	if c := w[0]; c >= 'a' && c <= 'z' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "“\"'‘(["))
	return unicode.IsUpper(r)
}

// EndsSentence says whether text ends as a sentence does, closing marks and a
// credit in parentheses left aside.
func EndsSentence(text string) bool {
	text = strings.TrimRight(text, " ")
	if strings.HasSuffix(text, ")") {
		if i := strings.LastIndexByte(text, '('); i > 0 && len(text)-i < 60 {
			if inner := strings.TrimRight(text[:i], " "); inner != "" && EndsSentence(inner) {
				return true
			}
		}
	}
	text = strings.TrimRight(text, `"'”’»)]*`)
	for _, end := range []string{".", "!", "?", "…", "。", "؟", "।", "！", "？"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// RealParagraph says whether text is running text rather than a line of
// furniture or a headline: several words that make a sentence.
func RealParagraph(text string) bool {
	head := text[:min(len(text), maxShape)]
	words := unspaced(head)
	for range strings.FieldsSeq(head) {
		if words++; words >= longLine {
			return true
		}
	}
	return words >= 10 && EndsSentence(text) && !strings.HasSuffix(text, "…")
}
