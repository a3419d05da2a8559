package refer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"synoptic/internal/language/en"
)

// fullAgainst is the likeness of two names of several words each, from 0 to 1:
// how well they go together. Given only names it cannot tell two people of one
// name apart.
func fullAgainst(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 {
		return 0
	}
	return fullAgainstFull(a, b)
}

// fullAgainstFull is fullAgainst where the first is not the longer one.
func fullAgainstFull(x, y []string) float64 {
	lx, ly := x[len(x)-1], y[len(y)-1]
	if skeleton(lx) != skeleton(ly) {
		if len(lx) > 5 && nearly(skeleton(lx), skeleton(ly)) && givenLikeness(x[0], y[0]) >= 0.9 {
			return 0.8
		}
		if len(x) == len(y) && len(x) == 2 && skeleton(x[0]) == skeleton(ly) && skeleton(lx) == skeleton(y[0]) {
			return 0.7 // the family name first in one of them
		}
		return 0
	}
	if g := givenLikeness(x[0], y[0]); g > 0 {
		return g
	}
	if isTail(x, y) {
		return 0.75 // "bin Salman", "Foreign Ministry"
	}
	return 0
}

// givenLikeness compares two given names: spellings, initials, short forms.
func givenLikeness(a, b string) float64 {
	switch {
	case a == b:
		return 1
	case skeleton(a) == skeleton(b):
		return 0.95
	case isInitial(a) && a[0] == b[0] || isInitial(b) && b[0] == a[0]:
		return 0.85
	case shortFor(a, b) || shortFor(b, a):
		return 0.9
	case len(a) > 3 && a[0] == b[0] && consonants(a) == consonants(b) && len(consonants(a)) > 2:
		return 0.8
	}
	return 0
}

func isInitial(s string) bool { return len(strings.TrimSuffix(s, ".")) == 1 }

func shortFor(short, full string) bool {
	for _, f := range en.FullNames(title(short)) {
		if skeleton(strings.ToLower(f)) == skeleton(full) {
			return true
		}
	}
	return false
}

func title(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// isTail says whether y ends with the words of x.
func isTail(x, y []string) bool {
	off := len(y) - len(x)
	for i := range x {
		if skeleton(x[i]) != skeleton(y[off+i]) {
			return false
		}
	}
	return true
}

// nearly says whether a and b differ in one letter at most.
func nearly(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// foldSpelling makes American spellings of the words of bodies British.
func foldSpelling(s string) string {
	return strings.NewReplacer("Organization", "Organisation", "Center", "Centre", "Defense", "Defence",
		"Program ", "Programme ").Replace(s)
}

func trimThe(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "the "), "The ")
}

// nameWords are the words of a name, normalised: small letters without
// diacritics, titles, middle initials, possessive, article and marks.
func nameWords(name string) []string {
	words := strings.Fields(withoutTitle(name))
	out := make([]string, 0, len(words))
	for i, w := range words {
		w = fold(w)
		if w == "" || i > 0 && isGeneration(w) || i > 0 && i < len(words)-1 && isInitial(w) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// KeyWords are the words of a name by which it is compared with those of other
// articles: like nameWords, but with middle initials, apart at hyphens, in
// British spelling, and without the legal form of a company.
func KeyWords(name string) []string {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	if words := strings.Fields(name); len(words) > 1 && isGeneration(fold(words[len(words)-1])) {
		name = strings.Join(words[:len(words)-1], " ")
	}
	words := strings.FieldsFunc(foldSpelling(withoutTitle(name)+" "), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-–—/&,", r) })
	out := make([]string, 0, len(words))
	for i, w := range words {
		w = strings.ReplaceAll(strings.TrimSuffix(fold(w), "'s"), ".", "")
		if w == "" || i > 0 && en.IsLegalForm(w) {
			continue
		}
		out = append(out, w)
	}
	if len(out) == 0 {
		return strings.Fields(fold(name))
	}
	return out
}

// withoutTitle is a name without the titles before it, its article and its
// possessive.
func withoutTitle(name string) string {
	name = strings.TrimSuffix(strings.TrimSuffix(trimThe(strings.TrimSpace(name)), "'s"), "’s")
	words := strings.Fields(name)
	n := len(words)
	for len(words) > 1 && isTitleHead(words) {
		words = words[1:]
	}
	if len(words) == n {
		return name
	}
	return strings.Join(words, " ")
}

// isGeneration says whether a normalised word after a name tells father from
// son.
func isGeneration(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}

// generationOf is the word of a name that tells father from son, "" for none.
func generationOf(name string) string {
	w := strings.TrimSuffix(fold(name[strings.LastIndexByte(name, ' ')+1:]), ".")
	if w != "" && isGeneration(w) {
		return w
	}
	return ""
}

// isTitleHead says whether the first of words is part of a title and no name:
// words known for both ("Justice", "Major") count as a name where only one
// word would be left and they are given names.
func isTitleHead(words []string) bool {
	w := words[0]
	if en.IsGivenName(w) {
		return false
	}
	if en.IsHonorific(w) {
		return true
	}
	if !en.IsTitleWord(w) && !isNationWord(w) {
		return false
	}
	for _, next := range words[1:] { // a title has an office in it
		if _, ok := en.OfficeOf(next); ok {
			return true
		}
	}
	_, ok := en.OfficeOf(w)
	return ok
}

// fold makes the letters of w small and bare of diacritics, and drops all
// marks but hyphens, apostrophes inside and full stops.
func fold(w string) string {
	ascii := true
	for i := range len(w) {
		if w[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		w = norm.NFD.String(w)
	}
	var b strings.Builder
	for _, r := range w {
		switch {
		case unicode.Is(unicode.Mn, r) || strings.ContainsRune("\"“”‘«»()[],;:", r):
		case r == '’':
			b.WriteByte('\'')
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.Trim(b.String(), "'-")
}

// spellings are ways of writing one sound in other alphabets' names, applied
// in order.
var spellings = strings.NewReplacer("'", "", "-", "", ".", "", "iy", "i", "yy", "i", "ii", "i", "ij", "i", "ey", "ei", "ay", "ai",
	"oy", "oi", "y", "i", "kh", "h", "ou", "u", "oo", "u", "ee", "i", "ph", "f", "ks", "x", "ck", "k", "dj", "j", "tz", "ts",
	"w", "v", "q", "k", "gh", "g", "ll", "l", "ss", "s", "mm", "m", "nn", "n", "tt", "t", "ff", "f", "rr", "r", "pp", "p",
	"dd", "d", "bb", "b", "zz", "z", "cc", "c", "kk", "k", "gg", "g")

// skeleton is a key that spellings of one name share: sergei and sergey,
// polyansky and polyanskiy.
func skeleton(w string) string {
	s := spellings.Replace(w)
	if strings.HasPrefix(s, "ie") && len(s) > 4 {
		s = s[1:] // Yevgeny, Evgeny
	}
	return strings.ReplaceAll(s, "iei", "ei")
}

// consonants are the consonants of w, doubled ones once.
func consonants(w string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range spellings.Replace(w) {
		if !strings.ContainsRune("aeiouy'-.", r) && r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
