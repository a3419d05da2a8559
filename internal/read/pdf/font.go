package pdf

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"sync"

	textencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// A font turns the codes of strings into text and widths.
type font struct {
	unicode *cmap // to text, nil where there is none
	simple  *encoding
	// Of fonts of many glyphs: their encoding and that of its codes as text.
	composite bool
	codes     *cmap
	charset   textencoding.Encoding
	narrow    bool            // codes below 0x81 have one byte
	widths    map[int]float64 // in thousandths
	usual     float64         // the width of others
	scale     float64         // of widths; 1/1000 but for drawn fonts
	bold      bool
}

// A letter is one code of a string.
type letter struct {
	text  string
	width float64 // in units of the font's size
	space bool    // word spacing applies
}

// letters are the letters of a string.
func (t *font) letters(s text) (out []letter) {
	for len(s) > 0 {
		otherwise := 2
		if t.narrow && s[0] <= 0x80 {
			otherwise = 1
		}
		c, n := uint32(s[0]), 1
		if t.composite {
			codes := t.codes
			if codes == nil {
				codes = t.unicode
			}
			c, n = codes.next(s, otherwise)
		}
		out = append(out, letter{t.text(c, s[:n]), t.width(c) * t.scale, n == 1 && c == ' '})
		s = s[n:]
	}
	return out
}

// text is the text of a code, "\uFFFD" where it cannot be told.
func (t *font) text(c uint32, raw text) string {
	if t.unicode != nil {
		if s, ok := t.unicode.text[c]; ok {
			return s
		}
	}
	if t.simple != nil {
		if s := t.simple[c&0xff]; s != "" {
			return s
		}
	}
	if t.charset != nil {
		if s, err := t.charset.NewDecoder().String(string(raw)); err == nil {
			return s
		}
	}
	return "\uFFFD"
}

func (t *font) width(c uint32) float64 {
	id := int(c)
	if t.codes != nil {
		if n, ok := t.codes.cid[c]; ok {
			id = n
		}
	}
	if w, ok := t.widths[id]; ok {
		return w
	}
	return t.usual
}

// fontOf reads a font.
func (f *file) fontOf(d dict) *font {
	t := &font{widths: map[int]float64{}, usual: 500, scale: 0.001}
	if s, ok := f.get(d["ToUnicode"]).(*stream); ok {
		if data, err := f.decode(s); err == nil {
			t.unicode = parseCmap(data)
		}
	}
	base, _ := f.get(d["BaseFont"]).(name)
	low := strings.ToLower(string(base))
	t.bold = strings.Contains(low, "bold") || strings.Contains(low, "black") || strings.Contains(low, "heavy")
	switch f.get(d["Subtype"]) {
	case name("Type0"):
		f.composite(t, d)
	case name("Type3"):
		f.simple(t, d)
		if m, ok := f.get(d["FontMatrix"]).(array); ok && len(m) > 0 {
			t.scale = float(f.get(m[0]))
		}
	default:
		f.simple(t, d)
	}
	return t
}

// simple reads a font of one-byte codes.
func (f *file) simple(t *font, d dict) {
	descriptor, _ := f.get(d["FontDescriptor"]).(dict)
	base := name("StandardEncoding")
	if f.get(d["Subtype"]) == name("TrueType") {
		base = "WinAnsiEncoding"
	}
	var differences array
	switch e := f.get(d["Encoding"]).(type) {
	case name:
		base = e
	case dict:
		if n, ok := f.get(e["BaseEncoding"]).(name); ok {
			base = n
		}
		differences, _ = f.get(e["Differences"]).(array)
	}
	t.simple = namedEncoding(base)
	if s, ok := f.get(descriptor["FontFile"]).(*stream); ok && d["Encoding"] == nil {
		f.builtIn(t, s)
	}
	t.simple.differ(f, differences)
	first, _ := f.get(d["FirstChar"]).(int)
	widths, _ := f.get(d["Widths"]).(array)
	for i, w := range widths[:min(len(widths), 256)] {
		t.widths[first+i] = float(f.get(w))
	}
	if w := float(f.get(descriptor["MissingWidth"])); w > 0 {
		t.usual = w
	}
	if len(t.widths) == 0 && descriptor == nil {
		t.coreWidths(d)
	}
}

//go:embed data/widths.txt
var widthList string

// coreWidths fills the widths of a font that the file need not describe.
func (t *font) coreWidths(d dict) {
	base, _ := d["BaseFont"].(name)
	low := strings.ToLower(string(base))
	like := "times"
	switch {
	case strings.Contains(low, "courier"):
		t.usual = 600
		return
	case strings.Contains(low, "helvetica"), strings.Contains(low, "arial"):
		like = "helvetica"
	}
	for key, value := range listed(widthList) {
		if key != like {
			continue
		}
		for i, field := range strings.Fields(value) {
			if w, err := strconv.ParseFloat(field, 64); err == nil {
				t.widths[' '+i] = w
			}
		}
	}
}

var builtInCode = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`dup\s+(\d{1,3})\s*/([A-Za-z0-9._]+)\s+put`)
})

// builtIn takes the encoding that stands in a font program.
func (f *file) builtIn(t *font, s *stream) {
	data, err := f.decode(s)
	if err != nil {
		return
	}
	for _, m := range builtInCode().FindAllSubmatch(data[:min(len(data), 32<<10)], 256) {
		if n, err := strconv.ParseUint(string(m[1]), 10, 8); err == nil {
			t.simple[n] = glyph(string(m[2]))
		}
	}
}

// composite reads a font of many glyphs.
func (f *file) composite(t *font, d dict) {
	t.composite, t.usual = true, 1000
	switch e := f.get(d["Encoding"]).(type) {
	case name:
		t.charset = charsetOf(string(e))
		t.narrow = t.charset != nil && !strings.Contains(string(e), "UCS2") && !strings.Contains(string(e), "UTF16")
	case *stream:
		if data, err := f.decode(e); err == nil {
			t.codes = parseCmap(data)
		}
	}
	kids, _ := f.get(d["DescendantFonts"]).(array)
	if len(kids) == 0 {
		return
	}
	kid, _ := f.get(kids[0]).(dict)
	if w, ok := f.get(kid["DW"]).(int); ok {
		t.usual = float64(w)
	}
	widths, _ := f.get(kid["W"]).(array)
	f.compositeWidths(t, widths)
}

// compositeWidths reads "1 [500 600] 7 9 1000".
func (f *file) compositeWidths(t *font, w array) {
	for len(w) >= 2 && len(t.widths) < maxCodes {
		first, _ := f.get(w[0]).(int)
		if list, ok := f.get(w[1]).(array); ok {
			for i, width := range list[:min(len(list), maxCodes)] {
				t.widths[first+i] = float(f.get(width))
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			return
		}
		last, _ := f.get(w[1]).(int)
		for c := first; c <= last && len(t.widths) < maxCodes; c++ {
			t.widths[c] = float(f.get(w[2]))
		}
		w = w[3:]
	}
}

// charsets are the beginnings of names of encodings that are charsets, or whose
// name tells that their codes are UTF-16.
var charsets = []struct {
	sign    string
	charset textencoding.Encoding
}{
	{"UCS2", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}, {"UTF16", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"RKSJ", japanese.ShiftJIS}, {"GBK", simplifiedchinese.GB18030}, {"GB-EUC", simplifiedchinese.GB18030},
	{"B5", traditionalchinese.Big5}, {"KSC", korean.EUCKR}, {"EUC-H", japanese.EUCJP},
}

// charsetOf is the charset that an encoding of that name is, nil where its
// codes are numbers of glyphs.
func charsetOf(name string) textencoding.Encoding {
	for _, c := range charsets {
		if strings.Contains(name, c.sign) {
			return c.charset
		}
	}
	return nil
}
