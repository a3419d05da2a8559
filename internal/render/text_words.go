package render

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// A mark is how a word is set.
type mark uint8

const (
	markNone  mark = iota
	markBold       // names and headings
	markUnder      // words that differ
	markFaint      // what Synoptic says about a word, references
	markSlant      // in a text, words that say how something was said
	markWho        // in a text, those who said it
)

// A word is a piece of text that is not broken over lines.
type word struct {
	text string
	mark mark
}

func marked(s string, m mark) []word {
	fields := strings.Fields(s)
	out := make([]word, len(fields))
	for i, f := range fields {
		out[i] = word{f, m}
	}
	return out
}

func plain(s string) []word { return marked(s, markNone) }
func bold(s string) []word  { return marked(s, markBold) }
func faint(s string) []word { return marked(s, markFaint) }

// quoted puts quotation marks around words, unless they begin with one.
func quoted(words []word) []word {
	if len(words) == 0 || strings.ContainsAny(words[0].text[:1], "\"'") || strings.HasPrefix(words[0].text, "“") {
		return words
	}
	out := append([]word(nil), words...)
	out[0].text = "“" + out[0].text
	out[len(out)-1].text += "”"
	return out
}

var codes = map[mark]string{markBold: "\x1b[1m", markUnder: "\x1b[4m", markFaint: "\x1b[2m", markSlant: "\x1b[3m", markWho: "\x1b[1m"}

const endCode = "\x1b[0m"

// set writes a line of words. Neighbours of one mark share it, and the space
// between them. Without codes, words that differ are typed _so_ and the other
// marks are left out.
func set(line []word, marks bool) string {
	var b strings.Builder
	for i, w := range line {
		opens := i == 0 || line[i-1].mark != w.mark
		closes := i == len(line)-1 || line[i+1].mark != w.mark
		if i > 0 {
			b.WriteByte(' ')
		}
		switch {
		case w.mark == markNone:
			b.WriteString(w.text)
		case marks:
			if opens {
				b.WriteString(codes[w.mark])
			}
			b.WriteString(w.text)
			if closes {
				b.WriteString(endCode)
			}
		case w.mark == markUnder:
			b.WriteString(typed(w.text, opens, closes))
		default:
			b.WriteString(w.text)
		}
	}
	return b.String()
}

// typed puts the underscores of a typed underline around a word, inside its
// quotation marks.
func typed(s string, opens, closes bool) string {
	if opens {
		head := len(s) - len(strings.TrimLeft(s, "“‘\"("))
		s = s[:head] + "_" + s[head:]
	}
	if closes {
		tail := len(strings.TrimRight(s, "”’\".,;:!?)…"))
		s = s[:tail] + "_" + s[tail:]
	}
	return s
}

// width is the number of columns s takes on a terminal.
func width(s string) int { return runewidth.StringWidth(s) }

// wrap breaks words into lines, the first at most first columns wide and the
// others at most rest. A word that is longer than a line has a line of its own.
func wrap(words []word, first, rest int, marks bool) []string {
	var lines []string
	var line []word
	used, limit := 0, first
	for i, w := range words {
		n := width(w.text) + markWidth(words, i, marks)
		if len(line) > 0 && used+1+n > limit {
			lines = append(lines, set(line, marks))
			line, used, limit = nil, 0, rest
		}
		if len(line) > 0 {
			used++
		}
		line = append(line, w)
		used += n
	}
	if len(line) > 0 {
		lines = append(lines, set(line, marks))
	}
	return lines
}

// markWidth is how many columns the typed marks of words[i] can take.
func markWidth(words []word, i int, marks bool) int {
	if marks || words[i].mark != markUnder {
		return 0
	}
	return 2
}
