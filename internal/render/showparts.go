package render

import (
	"strings"
	"unicode/utf8"
)

// A chunk is a run of text without white space, in parts of different marks:
// what must not be broken over lines.
type chunk []word

// chunks adds the words of s, of one mark, to those before; where s does not
// begin with white space it goes on the last chunk.
func chunks(all []chunk, s string, m mark) []chunk {
	glued := len(all) > 0 && s != "" && !isBlank(s[0])
	for i, f := range strings.Fields(s) {
		switch {
		case i == 0 && glued && all[len(all)-1] != nil:
			all[len(all)-1] = append(all[len(all)-1], word{f, m})
		case i == 0 && len(all) > 0 && all[len(all)-1] == nil:
			all[len(all)-1] = chunk{{f, m}}
		default:
			all = append(all, chunk{{f, m}})
		}
	}
	if s != "" && isBlank(s[len(s)-1]) && len(all) > 0 && all[len(all)-1] != nil {
		all = append(all, nil) // the next text begins a chunk of its own
	}
	return all
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// typedMarks are the signs that stand for marks where there are no codes.
var typedMarks = map[mark]string{markUnder: "_", markWho: "*", markSlant: "/"}

// setChunks writes a line of chunks. A space between two parts of one mark has it
// too.
func setChunks(line []chunk, marks bool) string {
	var b strings.Builder
	open := markNone
	turn := func(to mark) {
		if to == open {
			return
		}
		if marks {
			if open != markNone {
				b.WriteString(endCode)
			}
			b.WriteString(codes[to])
		} else {
			b.WriteString(typedMarks[open] + typedMarks[to])
		}
		open = to
	}
	for i, a := range line {
		for j, part := range a {
			if i > 0 && j == 0 {
				if part.mark != open {
					turn(markNone)
				}
				b.WriteByte(' ')
			}
			turn(part.mark)
			b.WriteString(part.text)
		}
	}
	turn(markNone)
	return b.String()
}

// wrapChunks breaks chunks into lines, the first at most first columns wide and
// the others at most rest. A chunk that is longer than a line is cut.
func wrapChunks(all []chunk, first, rest int, marks bool) []string {
	var lines []string
	var line []chunk
	limit := first
	for _, a := range all {
		if a == nil {
			continue
		}
		for _, a := range cutChunk(a, max(limit, rest, 8)) {
			if len(line) > 0 && lineWidth(append(line[:len(line):len(line)], a), marks) > limit {
				lines = append(lines, setChunks(line, marks))
				line, limit = nil, rest
			}
			line = append(line, a)
		}
	}
	if len(line) > 0 {
		lines = append(lines, setChunks(line, marks))
	}
	return lines
}

// lineWidth is the number of columns of a line of chunks.
func lineWidth(line []chunk, marks bool) int {
	if !marks {
		return width(setChunks(line, false))
	}
	n := len(line) - 1
	for _, a := range line {
		for _, part := range a {
			n += width(part.text)
		}
	}
	return n
}

// cutChunk cuts a chunk that is wider than limit.
func cutChunk(a chunk, limit int) []chunk {
	if lineWidth([]chunk{a}, true) <= limit {
		return []chunk{a}
	}
	var out []chunk
	var piece chunk
	used := 0
	for _, part := range a {
		text := part.text
		for text != "" {
			n := 0
			for n < len(text) {
				r, size := utf8.DecodeRuneInString(text[n:])
				w := width(string(r))
				if used+w > limit-2 && used > 0 {
					break
				}
				used += w
				n += size
			}
			if n > 0 {
				piece = append(piece, word{text[:n], part.mark})
			}
			if text = text[n:]; text != "" {
				out = append(out, piece)
				piece, used = nil, 0
			}
		}
	}
	return append(out, piece)
}

// wrapped sets chunks as a paragraph: the first line after first, all others
// after rest.
func (p *page) wrapped(first, rest string, all []chunk) {
	for _, line := range wrapChunks(all, p.style.Width-width(first), p.style.Width-width(rest), p.style.Marks) {
		p.line(strings.TrimRight(first+line, " "))
		first = rest
	}
}
