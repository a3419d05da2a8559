package pdf

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

//go:embed data/glyphs.txt
var glyphList string

//go:embed data/standard.txt
var standardList string

// glyphs are the characters of glyphs by name.
var glyphs = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for key, value := range listed(glyphList) {
		if code, ok := strings.CutPrefix(value, "U+"); ok {
			n, _ := strconv.ParseUint(code, 16, 32)
			value = string(rune(n))
		}
		out[key] = value
	}
	return out
})

// listed yields the two columns of a list.
func listed(list string) func(func(key, value string) bool) {
	return func(yield func(string, string) bool) {
		for line := range strings.Lines(list) {
			key, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
			if ok && key != "#" && !yield(key, value) {
				return
			}
		}
	}
}

// accents are the ends of names of letters with accents.
var accents = []struct {
	name string
	mark rune
}{
	{"acute", 0x301}, {"grave", 0x300}, {"circumflex", 0x302}, {"dieresis", 0x308}, {"tilde", 0x303}, {"ring", 0x30A},
	{"caron", 0x30C}, {"cedilla", 0x327}, {"commaaccent", 0x327}, {"ogonek", 0x328}, {"macron", 0x304}, {"breve", 0x306},
	{"dotaccent", 0x307}, {"hungarumlaut", 0x30B},
}

// glyph is the text of a glyph of that name, "" where the name tells none.
func glyph(n string) string {
	if s, ok := glyphs()[n]; ok {
		return s
	}
	if utf8.RuneCountInString(n) == 1 {
		return n
	}
	if base, _, ok := strings.Cut(n, "."); ok && base != "" {
		return glyph(base) // a form of the letter: "a.sc", "one.oldstyle"
	}
	for _, a := range accents {
		if base, ok := strings.CutSuffix(n, a.name); ok && len(base) == 1 {
			return norm.NFC.String(base + string(a.mark))
		}
	}
	if code, ok := strings.CutPrefix(n, "uni"); ok && len(code) >= 4 {
		return codes(code)
	}
	if code, ok := strings.CutPrefix(n, "u"); ok && len(code) >= 4 && len(code) <= 6 {
		return character(code)
	}
	if code, ok := strings.CutPrefix(n, "afii100"); ok && len(code) == 2 {
		return cyrillic(code)
	}
	return ""
}

// codes are the characters of "00410301": four digits each.
func codes(s string) (out string) {
	for ; len(s) >= 4; s = s[4:] {
		out += character(s[:4])
	}
	return out
}

func character(hex string) string {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) || n < ' ' {
		return ""
	}
	return string(rune(n))
}

// cyrillic is the letter of a name of the form afii10017: the Russian alphabet,
// with ё in its place, capitals from 17 and small letters from 65 on.
func cyrillic(code string) string {
	n, err := strconv.Atoi(code)
	if err != nil {
		return ""
	}
	letters := []rune("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
	switch {
	case n >= 17 && n < 17+len(letters):
		return strings.ToUpper(string(letters[n-17]))
	case n >= 65 && n < 65+len(letters):
		return string(letters[n-65])
	}
	return ""
}

// An encoding gives the text of each one-byte code.
type encoding [256]string

// namedEncoding is the encoding of that name; StandardEncoding for others.
func namedEncoding(n name) *encoding {
	var e encoding
	for i := range e {
		switch b := byte(i); {
		case i < 0x20:
		case n == "WinAnsiEncoding":
			e[i] = string(charmap.Windows1252.DecodeByte(b))
		case n == "MacRomanEncoding":
			e[i] = string(charmap.Macintosh.DecodeByte(b))
		case i < 0x7f:
			e[i] = string(rune(i))
		}
	}
	switch n {
	case "WinAnsiEncoding":
		e[0xAD] = "-" // it is written where lines are not broken, too
	case "MacRomanEncoding":
	default:
		for octal, glyphName := range listed(standardList) {
			code, _ := strconv.ParseUint(octal, 8, 8)
			e[code] = glyph(glyphName)
		}
	}
	return &e
}

// differ applies the differences of an encoding.
func (e *encoding) differ(f *file, differences array) {
	code := 0
	for _, v := range differences {
		switch v := f.get(v).(type) {
		case int:
			code = v
		case name:
			if s := glyph(string(v)); code >= 0 && code < 256 {
				e[code] = s
			}
			code++
		}
	}
}
