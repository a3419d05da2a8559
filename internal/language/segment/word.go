package segment

import (
	"strings"
	"sync"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// dotEnd judges a full stop at i after the word text[start:i] that nothing is
// written onto: whether the stop belongs to the word, as in "Gen." or "U.S.".
// The result says where the word ends; it never goes on.
func dotEnd(text string, start, i, end int) (int, bool) {
	if keepsDot(text, start, i, end) {
		return i + 1, false
	}
	return i, false
}

func keepsDot(text string, start, i, end int) bool {
	if i+1 < end && text[i+1] == '.' {
		return false // an ellipsis
	}
	word := text[start:i]
	if len(word) > 12 {
		return false
	}
	follows, first := nextWord(text, i+1, end)
	if asciiDigit(word[0]) {
		// A number that opens a block is the mark of a list.
		return len(word) <= 2 && allDigits(word) && (start == 0 || text[start-1] == '\n') && follows != ""
	}
	if isAcronym(word) {
		return true
	}
	if len(word) == 1 && asciiUpper(word[0]) {
		return follows != "" && !(en.IsStarter(follows) && word != "U")
	}
	switch en.Abbreviation(word) {
	case en.NotAbbreviation:
		return false
	case en.BeforeNumber:
		return first == digit || !asciiUpper(word[0]) && follows != ""
	case en.OfUnit:
		return first != upper && i+1 < end
	}
	return true
}

// nextWord is the word after the spaces at i, and the class of its first
// character. Marks are no words. Long words are cut.
func nextWord(text string, i, end int) (string, class) {
	for i < end && text[i] == ' ' {
		i++
	}
	first := wordAt(text, i, end)
	j := i
	for j < end && j-i < 24 && wordAt(text, j, end).isWord() {
		_, n := classAt(text, j)
		j += n
	}
	return text[i:j], first
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !asciiDigit(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

// isAcronym says whether word is single letters parted by full stops, the last
// of which has been cut off ("U.S", "a.m"), or a degree such as "Ph.D".
func isAcronym(word string) bool {
	if len(word) < 3 || strings.IndexByte(word, '.') < 0 {
		return false
	}
	for part := range strings.SplitSeq(word, ".") {
		if len(part) == 0 || len(part) > 2 || !asciiClass[part[0]&0x7f].isLetter() {
			return false
		}
	}
	return true
}

// keepsHyphen says whether the hyphen at i joins the part of the word before
// it to the part after it: in a number such as 2025-06-24 or 555-0123, and
// after prefixes and before suffixes.
func keepsHyphen(text string, start, part, i, end int) bool {
	const longest = 24 // bytes looked at, so that no text costs more than linear time
	if i-start > longest {
		return false
	}
	if asciiDigit(text[i-1]) && asciiDigit(text[i+1]) {
		run := start
		hyphens := 0
		for run < end && run-start < longest && (asciiDigit(text[run]) || text[run] == '-') {
			if text[run] == '-' {
				hyphens++
			}
			run++
		}
		return hyphens > 1 || hyphens == 1 && i-start == 3 && run-i == 5
	}
	after := i + 1
	for after < end && after-i < longest && wordAt(text, after, end).isLetter() {
		_, n := classAt(text, after)
		after += n
	}
	var before, behind [2 * longest]byte
	return en.KeepsHyphen(string(lowered(&before, text[part:i])), string(lowered(&behind, text[i+1:after])))
}

// lowered writes s into buffer with its ASCII capitals made small. What does
// not fit is cut.
func lowered(buffer *[48]byte, s string) []byte {
	n := copy(buffer[:], s)
	for i, b := range buffer[:n] {
		if asciiUpper(b) {
			buffer[i] = b + 'a' - 'A'
		}
	}
	return buffer[:n]
}

// scanAddress is the end of the web address that begins at i, or i.
func scanAddress(text string, i, end int) int {
	switch text[i] {
	case 'h', 'H', 'w', 'W', 'f', 'm':
	default:
		return i
	}
	rest := text[i:end]
	found := false
	for _, p := range []string{"http://", "https://", "www.", "ftp://", "mailto:", "HTTP://", "HTTPS://", "WWW."} {
		if len(rest) > len(p) && rest[:len(p)] == p {
			found = true
			break
		}
	}
	if !found {
		return i
	}
	j := i
	for j < end && text[j] > ' ' && !strings.ContainsRune("<>\"", rune(text[j])) {
		if c, n := classAt(text, j); c == space || n == 3 && isQuote(text[j:j+n]) {
			break
		}
		j++
	}
	for j > i && strings.IndexByte(".,;:!?)]}'", text[j-1]) >= 0 {
		j--
	}
	return j
}

// appendWord appends the word text[start:end], parted where it is two:
// contractions ("did" "n't"), the possessive, words such as "cannot", and
// numbers with a unit.
func appendWord(text string, start, end int, out []model.Token) []model.Token {
	word := text[start:end]
	if asciiDigit(word[0]) {
		if cut := unitCut(word); cut > 0 {
			return append(out, token(start, start+cut), token(start+cut, end))
		}
	}
	if cut := splitAt(word); cut > 0 {
		return append(out, token(start, start+cut), token(start+cut, end))
	}
	cut := contraction(word)
	if cut == 0 {
		return append(out, token(start, end))
	}
	if first := contraction(word[:cut]); first > 0 { // wouldn't've
		return append(out, token(start, start+first), token(start+first, start+cut), token(start+cut, end))
	}
	return append(out, token(start, start+cut), token(start+cut, end))
}

// appendPlain appends a word of letters alone, parted where it is two.
func appendPlain(text string, start, end int, out []model.Token) []model.Token {
	if cut := splitAt(text[start:end]); cut > 0 {
		return append(out, token(start, start+cut), token(start+cut, end))
	}
	return append(out, token(start, end))
}

// splitAt is where the second word begins in one such as "cannot", or 0.
func splitAt(word string) int {
	if len(word) > longestSplit || !maySplit()[word[0]|0x20] || word == "IM" || word == "IVE" {
		return 0
	}
	var buffer [48]byte
	return en.SplitOf(string(lowered(&buffer, word)))
}

// longestSplit is the length of the longest word that is two.
const longestSplit = 9

// maySplit says of each small letter whether words that are two begin with it.
var maySplit = sync.OnceValue(func() *[256]bool {
	var first [256]bool
	en.EachSplit(func(word string) { first[word[0]] = true })
	return &first
})

// unitCut is where the unit begins in "5pm", or 0.
func unitCut(word string) int {
	i := len(word)
	for i > 0 && asciiClass[word[i-1]&0x7f].isLetter() {
		i--
	}
	if i > 0 && i < len(word) && asciiDigit(word[i-1]) && en.IsUnit(word[i:]) {
		return i
	}
	return 0
}

// contraction is where the last of the words contracted into word begins, or
// 0 where word is no contraction.
func contraction(word string) int {
	at, n := lastApostrophe(word)
	if at <= 0 {
		return 0
	}
	switch tail := word[at+n:]; tail {
	case "s", "S", "re", "RE", "ve", "VE", "ll", "LL", "d", "D", "m", "M":
		if asciiUpper(tail[0]) && !asciiUpper(word[at-1]) {
			return 0
		}
		return at
	case "t", "T":
		if at > 1 && word[at-1]|0x20 == 'n' {
			return at - 1
		}
	}
	return 0
}

// lastApostrophe is the place and the length of the last apostrophe in word
// that at most four bytes follow; the place is -1 where there is none.
func lastApostrophe(word string) (at, n int) {
	for i := len(word) - 2; i >= 0 && i >= len(word)-5; i-- {
		switch {
		case word[i] == '\'' || word[i] == '`':
			return i, 1
		case strings.HasPrefix(word[i:], "’"):
			return i, len("’")
		}
	}
	return -1, 0
}
