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
	Tag    string     // nearest block element
	Region string     // kind of the region it stands in, "" for none
	Hints  uint32     // words of class names around it, one bit for each of Hints
	Link   float64    // share of the text inside links
	Shares [4]float64 // share of the page's running text that stands in its parent, grandparent and so on
	Main   bool       // inside an article or main element
	Hidden bool
	Vote   int // of another extractor: 0 not asked or nothing found, 1 no, 2 yes
}

// Hints are the words looked for in the class and id of the elements around a
// line; their order is that of the bits in Traits.Hints.
var Hints = []string{"article", "content", "body", "entry", "story", "post", "text", "comment", "related", "share",
	"social", "promo", "nav", "menu", "footer", "header", "sidebar", "widget", "caption", "tag", "author", "byline",
	"meta", "date", "recirc", "newsletter", "teaser", "title", "more", "popular", "gallery", "info"}

// shape is what is seen of a line by itself.
type shape struct {
	words, capital int // words; those that begin with a capital
	stops          int // function words
	digits         int // digits, of all bytes
	sentence       bool
	ellipsis       bool
	class          Class
	date, credit   bool
	byline         bool
	repeats        int // how often the line stands on the page
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
	for w := range strings.FieldsSeq(head) {
		s.words++
		if upperFirst(w) {
			s.capital++
		}
		if meta.FunctionWord(w) {
			s.stops++
		}
	}
	for i := 0; i < len(head); i++ {
		if head[i] >= '0' && head[i] <= '9' {
			s.digits++
		}
	}
	s.ellipsis = strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
	if s.words <= 20 {
		_, _, _, s.date = meta.Date(text)
		s.credit = meta.LineCredits(text) != nil
		_, s.byline = meta.BylineText(text)
	}
	return s
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
	words := 0
	for range strings.FieldsSeq(text[:min(len(text), maxShape)]) {
		if words++; words == 45 {
			return true
		}
	}
	return words >= 10 && EndsSentence(text) && !strings.HasSuffix(text, "…")
}
