package mail

import (
	"bytes"
	"io"
	"mime"
	"strings"

	"golang.org/x/net/html/charset"
)

// maxHeader is how many bytes of header are read; what follows is taken for
// the body.
const maxHeader = 1 << 20

// A Header is the fields before a blank line, names in lower case. Of several
// fields of one name the first counts.
type Header map[string]string

// ParseHeader reads fields up to the first blank line, continued lines joined.
// Ok is false where a line is no field; the fields before it stand.
func ParseHeader(data []byte) (h Header, rest []byte, ok bool) {
	h = Header{}
	last, size := "", 0
	for len(data) > 0 && size < maxHeader {
		line, after, _ := bytes.Cut(data, []byte("\n"))
		size += len(line) + 1
		text := strings.TrimRight(string(line), "\r")
		if text == "" {
			return h, after, true
		}
		if text[0] == ' ' || text[0] == '\t' {
			if last == "" {
				return h, data, false
			}
			if v := h[last]; len(v) < maxValue {
				h[last] = v + " " + strings.TrimSpace(text)
			}
			data = after
			continue
		}
		name, value, found := strings.Cut(text, ":")
		if !found || !isFieldName(name) {
			return h, data, false
		}
		last = strings.ToLower(strings.TrimRight(name, " \t"))
		if _, twice := h[last]; twice {
			last += "\x00" // its continued lines must not join the first
			h[last] = ""
		} else {
			h[last] = strings.TrimSpace(value)
		}
		data = after
	}
	return h, data, len(h) > 0
}

// maxValue is where a field that goes on over many lines is cut, in bytes.
const maxValue = 64 << 10

// isFieldName says whether s can be the name of a field.
func isFieldName(s string) bool {
	s = strings.TrimRight(s, " \t")
	if s == "" || len(s) > 80 {
		return false
	}
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// Type is the media type in lower case and its parameters. What is malformed
// is taken as far as it goes.
func (h Header) Type() (string, map[string]string) { return mediaType(h["content-type"]) }

func mediaType(value string) (string, map[string]string) {
	kind, params, err := mime.ParseMediaType(value)
	if err == nil {
		return kind, params
	}
	kind, rest, _ := strings.Cut(value, ";")
	params = map[string]string{}
	for p := range strings.SplitSeq(rest, ";") {
		if name, v, ok := strings.Cut(p, "="); ok {
			params[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(v), `"'`)
		}
	}
	return strings.ToLower(strings.TrimSpace(kind)), params
}

// Text is a field with its encoded words decoded.
func (h Header) Text(name string) string { return decodeWords(h[name]) }

func decodeWords(s string) string {
	d := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		return charset.NewReaderLabel(label, in)
	}}
	out, err := d.DecodeHeader(s)
	if err != nil {
		out = s
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(out, "\uFFFD")), " ")
}
