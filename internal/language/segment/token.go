package segment

import (
	"strings"
	"unicode/utf8"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// tokenise appends the tokens of text[start:end].
func tokenise(text string, start, end int, out []model.Token) []model.Token {
	for i := start; i < end; {
		c, n := classAt(text, i)
		if i+n > end {
			break // a block that ends inside a character
		}
		switch c {
		case space:
			i += n
			continue
		case lower, upper, digit:
			if stop := plainEnd(text, i, end); stop > i {
				out = appendPlain(text, i, stop, out)
				i = stop
				continue
			}
			stop := scanWord(text, i, end)
			out = appendWord(text, i, stop, out)
			i = stop
			continue
		}
		stop := scanMark(text, i, end, n, c)
		out = append(out, token(i, stop))
		i = stop
	}
	return out
}

// plainEnd is the end of the word that begins at i where it is of ASCII
// letters alone and nothing follows that could join it to more: most words. It
// is i for all others.
func plainEnd(text string, i, end int) int {
	j := i
	for j < end && asciiClass[text[j]&0x7f].isLetter() && text[j] < utf8.RuneSelf {
		j++
	}
	if j == end || text[j] == ' ' || text[j] == ',' && j+1 < end && text[j+1] == ' ' {
		return j
	}
	return i
}

func token(start, end int) model.Token {
	return model.Token{Start: int32(start), End: int32(end), Head: -1}
}

// scanMark is the end of the mark, number or tag that begins at i with a
// character of n bytes that is no part of a word.
func scanMark(text string, i, end, n int, c class) int {
	switch c {
	case stop:
		return scanStops(text, i, end)
	case shout:
		for i < end && (text[i] == '!' || text[i] == '?') {
			i++
		}
		return i
	case runner:
		j := i + 1
		for j < end && text[j] == text[i] {
			j++
		}
		return j
	}
	switch text[i] {
	case '\'', '`':
		if i+1 < end && text[i+1] == text[i] {
			return i + 2 // '' and `` are one mark
		}
		return scanElision(text, i, end, 1)
	case '#', '@':
		if wordAt(text, i+1, end).isLetter() {
			return scanTag(text, i+1, end)
		}
	case ':', ';':
		return scanSmiley(text, i, end)
	}
	if strings.HasPrefix(text[i:end], "’") {
		return scanElision(text, i, end, n)
	}
	return i + n
}

// scanStops is the end of a run of full stops, or of a number such as ".25".
func scanStops(text string, i, end int) int {
	j := i + 1
	for j < end && text[j] == '.' {
		j++
	}
	if j == i+1 && wordAt(text, j, end) == digit {
		for j < end && asciiDigit(text[j]) {
			j++
		}
		if j == i+1 {
			return j
		}
	}
	return j
}

func asciiDigit(b byte) bool { return '0' <= b && b <= '9' }

// scanElision is the end of a word that begins with an apostrophe of n bytes
// ('90s, 'em), or of the mark alone.
func scanElision(text string, i, end, n int) int {
	j := i + n
	if i > 0 && text[i-1] == '.' && j < end && text[j]|0x20 == 's' && !wordAt(text, j+1, end).isWord() {
		return j + 1 // the U.S.'s
	}
	for j < end && asciiDigit(text[j]) {
		j++
	}
	if j == i+n+2 {
		if j < end && text[j] == 's' && !wordAt(text, j+1, end).isWord() {
			return j + 1
		}
		if !wordAt(text, j, end).isWord() {
			return j
		}
	}
	for _, w := range []string{"em", "til", "cause", "tis", "twas"} {
		if k := i + n + len(w); k <= end && text[i+n:k] == w && !wordAt(text, k, end).isWord() {
			return k
		}
	}
	return i + n
}

// scanTag is the end of a hashtag or of a user's name.
func scanTag(text string, i, end int) int {
	for i < end {
		c, n := classAt(text, i)
		if !c.isWord() && text[i] != '_' || i+n > end {
			break
		}
		i += n
	}
	return i
}

// scanSmiley is the end of a smiley that begins at i, or i+1.
func scanSmiley(text string, i, end int) int {
	j := i + 1
	if j < end && text[j] == '-' {
		j++
	}
	if j < end && (text[j] == ')' || text[j] == '(') && wordAt(text, j+1, end) == space {
		return j + 1
	}
	return i + 1
}

// scanWord is the end of the word, number, acronym or address that begins at
// i. What is written together but counts as two tokens is parted later, by
// appendWord.
func scanWord(text string, start, end int) int {
	if stop := scanAddress(text, start, end); stop > start {
		return stop
	}
	part := start // where the part after the last joint begins
	i := start
	for i < end {
		c, n := classAt(text, i)
		if i+n > end {
			break
		}
		if c.isWord() {
			i += n
			continue
		}
		if c == space {
			break
		}
		stop, joined := joint(text, start, part, i, end, n)
		if !joined {
			return stop
		}
		i, part = stop, stop
	}
	return i
}

// joint judges the character of n bytes at i, after the word part
// text[part:i] of the word that begins at start: whether it joins the word to
// what follows. It returns where to go on, or where the word ends.
func joint(text string, start, part, i, end, n int) (int, bool) {
	next := wordAt(text, i+n, end)
	switch text[i] {
	case '.':
		return dotJoint(text, start, part, i, end, next)
	case ',':
		if asciiDigit(text[i-1]) && next == digit && wordAt(text, i+2, end) == digit {
			return i + 1, true
		}
	case ':':
		if asciiDigit(text[i-1]) && next == digit && wordAt(text, i+2, end) == digit {
			return i + 1, true
		}
	case '/':
		if asciiDigit(text[i-1]) && next == digit {
			return i + 1, true
		}
		if i-start == 1 && next == lower && !wordAt(text, i+2, end).isLetter() {
			return i + 1, true // w/o, c/o, n/a
		}
	case '-':
		if next.isWord() && (inAddress(text, start, i) || keepsHyphen(text, start, part, i, end)) {
			return i + 1, true
		}
	case '_':
		if next.isWord() {
			return i + 1, true
		}
	case '@':
		if next.isWord() {
			return i + 1, true
		}
	case '&':
		if asciiUpper(text[i-1]) && next == upper {
			return i + 1, true
		}
	case '$':
		if next == digit && asciiUpper(text[start]) && i-start <= 3 {
			return i + 1, false // US$, A$
		}
	case '\'', '`':
		if next.isLetter() {
			return i + 1, true
		}
	default:
		if strings.HasPrefix(text[i:end], "’") && next.isLetter() {
			return i + n, true
		}
	}
	return i, false
}

// inAddress says whether an @ stands shortly before i in the word that begins
// at start.
func inAddress(text string, start, i int) bool {
	return strings.IndexByte(text[max(start, i-32):i], '@') >= 0
}

func asciiUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

// dotJoint judges a full stop at i inside or after a word.
func dotJoint(text string, start, part, i, end int, next class) (int, bool) {
	before, _ := lastClass(text, part, i)
	switch {
	case !next.isWord():
		return dotEnd(text, start, i, end)
	case before == digit && next == digit:
		return i + 1, true
	case next == digit:
		if en.Abbreviation(text[start:i]) == en.BeforeNumber {
			return i + 1, false // No.5
		}
		return i, false
	case before == digit && next == upper:
		return i, false // 3.Next
	case i-part == 1: // one letter before: an acronym such as U.S.
		return i + 1, true
	case next == upper && wordAt(text, i+2, end) != upper && !endsWord(text, i+2, end):
		return i, false // a missing space: end.Start
	}
	return i + 1, true
}

// lastClass is the class of the last character of text[start:end].
func lastClass(text string, start, end int) (class, int) {
	if start >= end {
		return space, 0
	}
	if b := text[end-1]; b < utf8.RuneSelf {
		return asciiClass[b], 1
	}
	r, n := utf8.DecodeLastRuneInString(text[start:end])
	return classOf(r), n
}

// endsWord says whether no word character stands at i.
func endsWord(text string, i, end int) bool { return !wordAt(text, i, end).isWord() }
