package read

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// sniffLimit is how many bytes are looked at to guess an encoding.
const sniffLimit = 64 << 10

// Decode turns data into valid UTF-8. The order is: byte order mark, UTF-16
// without one, UTF-8 that is valid or damaged in a few places, the charset the
// page states, and last a guess from the letters' frequencies.
func Decode(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return valid(data[3:])
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16Text(data[2:], 0)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16Text(data[2:], 1)
	}
	if order, ok := bareUTF16(data); ok {
		return utf16Text(data, order)
	}
	stated := statedCharset(data)
	if utf8.Valid(data) && !strings.HasPrefix(stated, "iso-2022") {
		return string(data)
	}
	if nearlyUTF8(data) {
		return valid(data)
	}
	if stated != "" {
		if e, _ := charset.Lookup(stated); e != nil {
			if out, err := e.NewDecoder().Bytes(data); err == nil {
				return valid(out)
			}
		}
	}
	out, err := guess(data).NewDecoder().Bytes(data)
	if err != nil {
		return valid(data)
	}
	return valid(out)
}

// valid is data as a string, what is not UTF-8 replaced by U+FFFD.
func valid(data []byte) string { return strings.ToValidUTF8(string(data), "\uFFFD") }

// utf16Text decodes UTF-16; order is the index of the high byte in reverse: 0
// little endian, 1 big endian. A lone surrogate becomes U+FFFD.
func utf16Text(data []byte, order int) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		lo, hi := data[2*i], data[2*i+1]
		if order == 1 {
			lo, hi = hi, lo
		}
		units[i] = uint16(hi)<<8 | uint16(lo)
	}
	return string(utf16.Decode(units))
}

// bareUTF16 says whether data is UTF-16 without a byte order mark, and its
// order. Spaces and line breaks are the evidence: in any script they are ASCII,
// so that half of their bytes are NULs, all at one parity.
func bareUTF16(data []byte) (order int, ok bool) {
	head := data[:min(len(data), sniffLimit)&^1]
	if bytes.IndexByte(head, 0) < 0 || len(head) < 8 || len(data)%2 != 0 && len(data) < 64 {
		return 0, false
	}
	var ascii, nul [2]int // by parity of the NUL
	for i := 0; i+1 < len(head); i += 2 {
		a, b := head[i], head[i+1]
		if a == 0 {
			nul[0]++
			if isBlank(b) {
				ascii[0]++
			}
		}
		if b == 0 {
			nul[1]++
			if isBlank(a) {
				ascii[1]++
			}
		}
	}
	units := len(head) / 2
	for _, parity := range []int{1, 0} {
		few := nul[1-parity] * 20
		if nul[parity]*25 > units && few <= nul[parity] && ascii[parity]*100 >= units {
			order = 1 - parity
			return order, plausible(utf16Text(head, order))
		}
	}
	return 0, false
}

func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' }

// plausible says whether nearly all of text is letters, digits, marks and
// white space of the basic plane, few of them unassigned or replaced.
func plausible(text string) bool {
	n, bad := 0, 0
	for _, r := range text {
		n++
		if r == utf8.RuneError || !unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != 0xFEFF {
			bad++
		}
	}
	return bad*20 <= n
}

// statedCharset is the charset that a page's meta element or an XML declaration
// states, in lower case, or "".
func statedCharset(data []byte) string {
	head := data[:min(len(data), 4096)]
	if bytes.IndexByte(head, '<') < 0 {
		return ""
	}
	low := bytes.ToLower(head)
	if bytes.HasPrefix(low, []byte("<?xml")) {
		declaration, _, _ := bytes.Cut(low, []byte("?>"))
		if _, name, ok := bytes.Cut(declaration, []byte("encoding=")); ok && len(name) > 2 {
			name, _, _ = bytes.Cut(name[1:], name[:1])
			return string(name[:min(len(name), 40)])
		}
	}
	i := bytes.Index(low, []byte("charset"))
	if i < 0 || bytes.IndexByte(low, '<') < 0 {
		return ""
	}
	rest := bytes.TrimLeft(low[i+len("charset"):], " \t\r\n=\"'")
	end := bytes.IndexAny(rest, " \t\r\n\"';/>")
	if end <= 0 || end > 40 {
		return ""
	}
	return string(rest[:end])
}

// nearlyUTF8 says whether data is UTF-8 but for a few damaged places, as after
// a cut in mid-character or a repair gone wrong.
func nearlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 0 && bad*10 <= good || bad <= 3 && bad > 0 && good >= bad
}

// guess picks an encoding by letter frequencies; windows-1252 where nothing
// else fits, as browsers do.
func guess(data []byte) encoding.Encoding {
	sample := highSample(data)
	best := chardet.Detect(sample)
	name := strings.ToLower(best.Encoding)
	if name == "" || name == "ascii" || best.Confidence < 0.5 || strings.HasPrefix(name, "utf-") {
		if isShiftJIS(sample) {
			return japanese.ShiftJIS
		}
		return charmap.Windows1252
	}
	if e, _ := charset.Lookup(name); e != nil {
		return e
	}
	return charmap.Windows1252
}

// isShiftJIS says whether data is a short Japanese text in Shift-JIS: valid, and
// a third of its letters are kana.
func isShiftJIS(data []byte) bool {
	text, err := japanese.ShiftJIS.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(bytes.TrimSuffix(text, []byte("\uFFFD")), utf8.RuneError) {
		return false
	}
	kana, letters := 0, 0
	for _, r := range string(text) {
		if unicode.IsLetter(r) {
			letters++
		}
		if r >= 0x3041 && r <= 0x30FF { // full width: Latin-1 text would give the narrow forms
			kana++
		}
	}
	return kana*3 >= letters && kana >= 4
}

// highSample is the first part of data that holds enough bytes above ASCII to
// judge by.
func highSample(data []byte) []byte {
	high := 0
	for i, b := range data {
		if b >= 0x80 {
			if high++; high >= 4096 {
				return data[:i]
			}
		}
		if i >= 1<<20 && high > 64 {
			return data[:i]
		}
	}
	return data
}
