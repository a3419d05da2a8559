package pdf

import (
	"slices"
	"strings"
	"unicode"
)

// rightToLeft says whether more of the letters of s belong to scripts that run
// from right to left than to others.
func rightToLeft(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case isRightToLeft(r):
			n++
		case unicode.IsLetter(r):
			n--
		}
	}
	return n > 0
}

func isRightToLeft(r rune) bool { return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFEFC }

// mirrored are brackets that are drawn the other way round from right to left.
var mirrored = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "«", "»", "»", "«", "<", ">", ">", "<")

// inReadingOrder are the letters of a row, given from left to right, in the
// order they are read in.
func inReadingOrder(parts []string) []string {
	if !rightToLeft(strings.Join(parts, "")) {
		return parts
	}
	slices.Reverse(parts)
	for i := 0; i < len(parts); {
		j := i
		for end := i; end < len(parts) && !rightToLeft(parts[end]); end++ {
			if strings.ContainsFunc(parts[end], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				j = end + 1
			}
		}
		if j == i || !strings.ContainsFunc(parts[i], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			parts[i] = mirrored.Replace(parts[i])
			i++
			continue
		}
		slices.Reverse(parts[i:j]) // Latin words and numbers run from left to right
		i = j
	}
	return parts
}

// mirror turns rows that read from right to left around, so that the first
// column and the indents stand on the left.
func mirror(rows []row) {
	n := 0
	for _, r := range rows {
		if rightToLeft(r.text) {
			n++
		}
	}
	if n*2 <= len(rows) {
		return
	}
	for i := range rows {
		rows[i].x0, rows[i].x1 = -rows[i].x1, -rows[i].x0
	}
}
