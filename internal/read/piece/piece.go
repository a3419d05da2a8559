// Package piece holds the units the readers work with before an article is
// made of them: pieces of text that know the exact bytes of the source they
// came from. It leaves to the readers what a piece is, and to package read how
// pieces become an article.
package piece

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"synoptic/internal/model"
)

// A Source is a decoded source: UTF-8 text and where its lines begin.
type Source struct {
	Text  string
	lines []int // byte offset of the start of each line
	// Offset and FirstLine are where in a file Text begins, in bytes and lines
	// before it, for a file that is read in parts.
	Offset, FirstLine int
}

// NewSourceAt is a source that begins at that byte and line (from 1) of a file.
func NewSourceAt(text string, offset, line int) *Source {
	s := NewSource(text)
	s.Offset, s.FirstLine = offset, line-1
	return s
}

// NewSource indexes the lines of text; "\n", "\r\n" and a lone "\r" end a line.
func NewSource(text string) *Source {
	s := &Source{Text: text, lines: make([]int, 1, 64)}
	returns := strings.IndexByte(text, '\r') >= 0
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\n')
		line := text[at:]
		if i >= 0 {
			line = text[at : at+i]
		}
		if returns {
			s.loneReturns(line, at, i >= 0)
		}
		if i < 0 {
			return s
		}
		at += i + 1
		s.lines = append(s.lines, at)
	}
}

// loneReturns adds the lines that "\r" ends inside of line, which stands at
// byte at. Of one before a "\n" ended says that it belongs to that.
func (s *Source) loneReturns(line string, at int, ended bool) {
	for i := range len(line) {
		if line[i] == '\r' && (i+1 < len(line) || !ended) {
			s.lines = append(s.lines, at+i+1)
		}
	}
}

// Line is the line, from 1, that the byte at offset stands on.
func (s *Source) Line(offset int) int {
	return sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > offset })
}

// Lines is the number of lines.
func (s *Source) Lines() int { return len(s.lines) }

// LineSpan is the byte range of line n (from 1) without its line ending.
func (s *Source) LineSpan(n int) model.Span {
	start, end := s.lines[n-1], len(s.Text)
	if n < len(s.lines) {
		end = s.lines[n]
	}
	for end > start && (s.Text[end-1] == '\n' || s.Text[end-1] == '\r') {
		end--
	}
	return model.Span{Start: start, End: end}
}

// A Piece is a run of text with single spaces and no line breaks. No run of it
// goes on past a line break of the source.
type Piece struct {
	Kind   model.BlockKind // "" where not known yet
	Text   string
	Source model.Span
	Runs   []Run
	By     model.Span // of the text, the words that say whose a ticker item or post is; empty where none do
}

// A Builder makes the text of a piece out of parts of the source.
type Builder struct {
	text  strings.Builder
	runs  []Run
	span  model.Span
	space bool       // white space is owed before the next character
	line  bool       // a line of the source has begun since the last character
	white model.Span // the white space of the source that is owed, as far as it is in one place
}

// Len is the number of bytes written so far.
func (b *Builder) Len() int { return b.text.Len() }

// Add appends part, which stands at byte offset at of the source, unchanged
// but for white space and invisible characters.
func (b *Builder) Add(part string, at int) {
	for i := 0; i < len(part); {
		j := plainRun(part, i)
		if j > i {
			b.put(part[i:j], at+i, at+j, true)
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(part[i:])
		b.rune(r, n, part[i:i+n], at+i, at+i+n, true)
		i += n
	}
}

// plainRun is the end of the run of printable ASCII that starts at i, with
// single spaces between words.
func plainRun(s string, i int) int {
	start := i
	for i < len(s) && (s[i] > ' ' && s[i] < 0x7f || s[i] == ' ' && i > start && i+1 < len(s) && s[i+1] > ' ' && s[i+1] < 0x7f) {
		i++
	}
	return i
}

// AddDecoded appends text that the bytes [at,end) of the source stand for,
// such as a character reference.
func (b *Builder) AddDecoded(text string, at, end int) {
	for i, r := range text {
		n := utf8.RuneLen(r)
		if n < 0 {
			n = 1
		}
		b.rune(r, n, text[i:min(i+n, len(text))], at, end, false)
	}
}

// AddEscaped appends part as Add does, with its character references decoded.
func (b *Builder) AddEscaped(part string, at int) {
	for i := 0; i < len(part); {
		j := strings.IndexByte(part[i:], '&')
		if j < 0 {
			b.Add(part[i:], at+i)
			return
		}
		b.Add(part[i:i+j], at+i)
		i += j
		n := reference(part[i:])
		if decoded := html.UnescapeString(part[i : i+n]); decoded == part[i:i+n] {
			b.Add(decoded, at+i)
		} else {
			b.AddDecoded(decoded, at+i, at+i+n)
		}
		i += n
	}
}

// reference is the length of the character reference that s begins with, at
// least 1.
func reference(s string) int {
	n := 1
	for n < len(s) && n < 34 {
		c := s[n]
		if c == ';' {
			return n + 1
		}
		if c == '#' && n == 1 || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			n++
			continue
		}
		break
	}
	return n
}

// Space makes sure that white space stands before whatever comes next.
func (b *Builder) Space() { b.space = true }

func (b *Builder) rune(r rune, n int, s string, at, end int, same bool) {
	switch {
	case r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029:
		b.line = true
		b.owe(at, end)
	case IsSpace(r):
		b.owe(at, end)
	case r == utf8.RuneError && n == 1:
		b.put("\uFFFD", at, end, false)
	case Invisible(r):
	default:
		b.put(s, at, end, same)
	}
}

// owe notes white space that stands at [at,end) of the source.
func (b *Builder) owe(at, end int) {
	switch {
	case b.white.End == 0:
		b.white = model.Span{Start: at, End: end}
	case b.white.End == at:
		b.white.End = end
	}
	b.space = true
}

func (b *Builder) put(s string, at, end int, same bool) {
	if b.text.Len() == 0 {
		b.span.Start = at
	} else {
		if b.space {
			b.spaceBefore(at)
		}
	}
	run := Run{b.text.Len(), len(s), at, end, same}
	if b.line {
		b.runs = append(b.runs, run)
	} else {
		b.runs = extend(b.runs, run)
	}
	b.space, b.line, b.white = false, false, model.Span{}
	b.text.WriteString(s)
	b.span.End = end
}

// spaceBefore writes the space that is owed before the character at.
func (b *Builder) spaceBefore(at int) {
	if w := b.white; w.End > 0 && w.Start >= b.span.End && w.End <= at {
		b.runs = extend(b.runs, Run{b.text.Len(), 1, w.Start, w.End, w.Len() == 1})
	}
	b.text.WriteByte(' ')
}

// Piece is what has been built, and empties b. The second result is false
// where there is no text.
func (b *Builder) Piece(kind model.BlockKind) (Piece, bool) {
	p := Piece{Kind: kind, Text: b.text.String(), Source: b.span, Runs: slices.Clone(b.runs)}
	*b = Builder{runs: b.runs[:0]}
	return p, p.Text != ""
}

// IsSpace says whether r is white space, including the no-break kinds.
func IsSpace(r rune) bool {
	return unicode.IsSpace(r) || r == 0x85 || r == 0x200A || r == 0x202F || r == 0x3000
}

// Invisible says whether r has no place in a text: control characters, soft
// hyphens, zero-width spaces, byte order and direction marks. The zero-width
// joiners stay, since Persian and the languages of India need them.
func Invisible(r rune) bool {
	switch r {
	case 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF, 0xFFFC, 0x180E:
		return true
	}
	return r < 0x20 || 0x7F <= r && r < 0xA0 || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

// Clean is s as a piece's text: single spaces, nothing invisible.
func Clean(s string) string {
	var b Builder
	b.Add(s, 0)
	p, _ := b.Piece("")
	return p.Text
}
