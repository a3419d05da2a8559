package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"
)

// Limits on the parts of one mail.
const (
	maxDepth = 8
	maxParts = 2000
)

// A Part is one body: its header and its content with the transfer encoding
// undone. Charset is "" where the header states none.
type Part struct {
	Header     Header
	Type       string
	Charset    string
	Name       string // of the file, "" where none is stated
	Attachment bool
	Data       []byte
	// Group is the type of the innermost multipart the part stands in.
	Group string
}

// Parts are the leaves of a mail, in order. Cut says that it ends before its
// last boundary.
func Parts(data []byte) (top Header, parts []Part, cut bool) {
	top, body, _ := ParseHeader(data)
	w := walker{}
	w.walk(top, body, "", 0)
	return top, w.parts, w.cut
}

type walker struct {
	parts []Part
	cut   bool
}

func (w *walker) walk(h Header, body []byte, group string, depth int) {
	if len(w.parts) >= maxParts {
		w.cut = true
		return
	}
	kind, params := h.Type()
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" && depth < maxDepth {
		for _, section := range w.split(body, params["boundary"]) {
			sub, rest, ok := ParseHeader(section)
			if !ok && len(sub) == 0 {
				rest = section
			}
			w.walk(sub, rest, kind, depth+1)
		}
		return
	}
	disposition, dparams := mediaType(h["content-disposition"])
	name := decodeWords(dparams["filename"])
	if name == "" {
		name = decodeWords(params["name"])
	}
	if kind == "" {
		kind = "text/plain"
	}
	w.parts = append(w.parts, Part{
		Header: h, Type: kind, Charset: strings.ToLower(params["charset"]), Name: name, Group: group,
		Attachment: disposition == "attachment", Data: Decode(body, h["content-transfer-encoding"]),
	})
}

// split cuts a body at the lines that hold its boundary.
func (w *walker) split(body []byte, boundary string) (sections [][]byte) {
	mark := []byte("--" + boundary)
	start := -1
	for at := 0; at < len(body); {
		end := len(body)
		if i := bytes.IndexByte(body[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := bytes.TrimRight(body[at:end], " \t\r\n")
		if bytes.HasPrefix(line, mark) {
			rest := string(line[len(mark):])
			if rest == "" || rest == "--" {
				if start >= 0 {
					sections = append(sections, trimBreak(body[start:at]))
				}
				if start = end; rest == "--" {
					return sections
				}
			}
		}
		at = end
		if len(sections) > maxParts {
			break
		}
	}
	w.cut = true
	if start >= 0 && start < len(body) {
		sections = append(sections, body[start:])
	}
	return sections
}

// trimBreak takes off the line break that belongs to the boundary.
func trimBreak(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

// Decode undoes a transfer encoding. Damaged places are left out or taken as
// they are.
func Decode(body []byte, encoding string) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return decodeBase64(body)
	case "quoted-printable":
		return decodeQuoted(body)
	}
	return body
}

// decodeBase64 passes over what is not of the alphabet and ends at padding.
func decodeBase64(body []byte) []byte {
	clean := make([]byte, 0, len(body))
	for _, b := range body {
		if b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/' {
			clean = append(clean, b)
		} else if b == '=' {
			break
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}

// decodeQuoted decodes quoted-printable, line by line so that a line that
// breaks its rules is taken as it stands without loss of the next.
func decodeQuoted(body []byte) []byte {
	if out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body))); err == nil {
		return out
	}
	out := make([]byte, 0, len(body))
	for line := range bytes.Lines(body) {
		decoded, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(line)))
		if err != nil {
			decoded = line
		}
		out = append(out, decoded...)
	}
	return out
}
