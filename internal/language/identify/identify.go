package identify

import (
	_ "embed"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed identify.model
var embedded []byte

var trained = sync.OnceValue(func() *Model {
	m, err := Open(embedded)
	if err != nil {
		return &Model{}
	}
	return m
})

// Undetermined is the tag of a text whose language is not told.
const Undetermined = "und"

// Language is the BCP 47 tag of text's language, or Undetermined.
func Language(text string) string { return trained().Language(text) }

const (
	pieceLetters = 200 // a piece ends at the first space after so many letters
	maxPieces    = 12  // of a longer text, spread over it
	share        = 0.6 // of the letters that a language must have
)

// Language is the BCP 47 tag of text's language, or Undetermined.
func (m *Model) Language(text string) string {
	votes := make(map[string]float64)
	total := 0.0
	for _, p := range pieces(text) {
		g := m.guess(p)
		votes[g.tag] += g.weight
		total += g.weight
	}
	best, most := Undetermined, 0.0
	for tag, v := range votes {
		if v > most || v == most && tag < best {
			best, most = tag, v
		}
	}
	if most < share*total {
		return Undetermined
	}
	return best
}

// pieces cuts a text at spaces into pieces of about pieceLetters letters, and
// takes maxPieces of them, spread over the text.
func pieces(text string) []string {
	const size = pieceLetters * 3 // bytes looked at for a piece, at most
	var out []string
	step := max(len(text)/maxPieces, 1)
	for at := 0; at < len(text) && len(out) < maxPieces; {
		end := at
		for letters := 0; end < len(text) && end-at < size; {
			r, n := utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(r) && letters >= pieceLetters {
				break
			}
			if unicode.IsLetter(r) {
				letters++
			}
			end += n
		}
		out = append(out, text[at:end])
		next := max(end, len(out)*step)
		for next < len(text) && !utf8.RuneStart(text[next]) {
			next++
		}
		at = next
	}
	return out
}

// A guess is what a piece is taken for, and its say in letters.
type guess struct {
	tag    string
	weight float64
}

// guess tells the language of a piece by its script or its words.
func (m *Model) guess(piece string) guess {
	letters, family := scriptOf(piece)
	if letters == 0 {
		return guess{Undetermined, 0}
	}
	g := guess{Undetermined, float64(letters)}
	if family.tag != "" {
		g.tag = family.tag
		return g
	}
	if group := m.groups[family.group]; group != nil {
		g.tag = group.language(piece)
	}
	return g
}

// A family is a script: of one language of the news (tag), or of several,
// which a group of weights tells apart.
type family struct {
	table *unicode.RangeTable
	tag   string
	group string
}

// families are the scripts known, Latin first. Kana before Han: Japanese is
// written with both.
var families = []family{
	{unicode.Latin, "", "Latin"}, {unicode.Cyrillic, "", "Cyrillic"}, {unicode.Arabic, "", "Arabic"}, {unicode.Devanagari, "", "Devanagari"},
	{unicode.Hiragana, "ja", ""}, {unicode.Katakana, "ja", ""}, {unicode.Han, "zh", ""}, {unicode.Hangul, "ko", ""},
	{unicode.Greek, "el", ""}, {unicode.Hebrew, "he", ""}, {unicode.Thai, "th", ""}, {unicode.Bengali, "bn", ""},
	{unicode.Tamil, "ta", ""}, {unicode.Telugu, "te", ""}, {unicode.Gujarati, "gu", ""}, {unicode.Gurmukhi, "pa", ""},
	{unicode.Kannada, "kn", ""}, {unicode.Malayalam, "ml", ""}, {unicode.Oriya, "or", ""}, {unicode.Sinhala, "si", ""},
	{unicode.Georgian, "ka", ""}, {unicode.Armenian, "hy", ""}, {unicode.Ethiopic, "am", ""}, {unicode.Khmer, "km", ""},
	{unicode.Lao, "lo", ""}, {unicode.Myanmar, "my", ""},
}

const (
	kana     = 4 // the first of the two kana in families
	han      = 6
	kanaPart = 10 // a letter in so many in kana makes a text Japanese
	hanSay   = 3  // a sign of these stands for so many letters
)

// scriptOf counts the letters of a piece and says which script most are of.
func scriptOf(piece string) (letters int, f family) {
	var counts [32]int
	for _, r := range piece {
		i := familyOf(r)
		if i < 0 {
			continue
		}
		n := 1
		if i == han || families[i].tag == "ko" {
			n = hanSay
		}
		counts[i] += n
		letters += n
	}
	best := 0
	for i := range families {
		if counts[i] > counts[best] {
			best = i
		}
	}
	if best == han && kanaPart*(counts[kana]+counts[kana+1]) > counts[han]/hanSay {
		best = kana
	}
	return letters, families[best]
}

// familyOf is the index of a letter's script, or -1.
func familyOf(r rune) int {
	if r < utf8.RuneSelf {
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			return 0
		}
		return -1
	}
	if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Mc, r) {
		return -1
	}
	for i, f := range families {
		if unicode.Is(f.table, r) {
			return i
		}
	}
	return -1
}
