package mail

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// marks are fields of which a mail has at least one beside From, and hardly
// any other text that begins like a header.
var marks = []string{"date", "received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature"}

// Is says whether data is a mail.
func Is(data []byte) bool {
	if !startsWithField(data) {
		return false
	}
	h, _, ok := ParseHeader(data)
	if !ok || h["from"] == "" && h["content-type"] == "" {
		return false
	}
	found := 0
	for _, name := range append([]string{"from", "subject", "to"}, marks...) {
		if h[name] != "" {
			found++
		}
	}
	return found >= 3 || h["mime-version"] != "" && h["content-type"] != ""
}

// startsWithField says whether the first line looks like a field. It keeps
// other files from being searched for a header.
func startsWithField(data []byte) bool {
	line, _, _ := bytes.Cut(data[:min(len(data), 1000)], []byte("\n"))
	name, _, ok := strings.Cut(string(line), ":")
	return ok && isFieldName(name) && len(name) >= 2
}

// IsPage says whether data is a web page saved in MIME form: its root part has
// an address, or its header says so.
func IsPage(data []byte) bool {
	if !startsWithField(data) {
		return false
	}
	h, body, ok := ParseHeader(data)
	kind, _ := h.Type()
	if !ok || kind != "multipart/related" && kind != "text/html" {
		return false
	}
	if h["snapshot-content-location"] != "" || strings.Contains(strings.ToLower(h["from"]), "saved by") {
		return true
	}
	if kind == "text/html" {
		return h["content-location"] != "" && h["to"] == ""
	}
	return h["to"] == "" && bytes.Contains(bytes.ToLower(body[:min(len(body), 4<<10)]), []byte("\ncontent-location:"))
}

// Root is the part of a saved page that is the page, and its address.
func Root(top Header, parts []Part) (root Part, address string, ok bool) {
	address = top["snapshot-content-location"]
	_, params := top.Type()
	best := -1
	for i, p := range parts {
		if p.Type != "text/html" && p.Type != "application/xhtml+xml" {
			continue
		}
		isStart := params["start"] != "" && p.Header["content-id"] == params["start"]
		if best < 0 || isStart {
			best = i
		}
		if isStart {
			break
		}
	}
	if best < 0 {
		return root, address, false
	}
	for _, a := range []string{parts[best].Header["content-location"], top["content-location"]} {
		if address == "" {
			address = a
		}
	}
	return parts[best], address, true
}

// IsBox says whether data is a mailbox: mails after lines that begin "From ".
func IsBox(data []byte) bool {
	data = bytes.TrimLeft(data[:min(len(data), 4<<10)], "\r\n")
	if !bytes.HasPrefix(data, []byte("From ")) {
		return false
	}
	_, rest, ok := bytes.Cut(data, []byte("\n"))
	return ok && startsWithField(rest)
}

// A Box reads the mails of a mailbox, one after the other.
type Box struct {
	in    *bufio.Reader
	limit int
	begun bool // past the line that begins the first mail
}

// NewBox is a reader of the mailbox r, of mails of up to limit bytes.
func NewBox(r io.Reader, limit int) *Box {
	return &Box{in: bufio.NewReaderSize(r, 64<<10), limit: limit}
}

// Next is the next mail, its "From " line left out; ok is false after the last.
// Of a mail above the limit only so much is given, and cut is true.
func (b *Box) Next() (mail []byte, cut, ok bool) {
	blank := true
	for {
		line, err := b.in.ReadSlice('\n')
		if blank && bytes.HasPrefix(line, []byte("From ")) {
			if line = bytes.Clone(line); b.fieldNext() {
				if len(mail) > 0 {
					return unquote(mail), cut, true
				}
				b.begun = true
				continue
			}
		}
		blank = err == nil && len(bytes.TrimRight(line, "\r\n")) == 0
		if b.begun {
			if room := b.limit - len(mail); len(line) > room {
				cut, line = true, line[:room]
			}
			mail = append(mail, line...)
		}
		if err != nil && err != bufio.ErrBufferFull {
			return unquote(mail), cut, len(mail) > 0
		}
	}
}

// fieldNext says whether the next line looks like a field of a header.
func (b *Box) fieldNext() bool {
	head, _ := b.in.Peek(1000)
	return startsWithField(head)
}

// unquote takes the ">" off lines that would have looked like the start of a
// mail.
func unquote(mail []byte) []byte {
	return bytes.ReplaceAll(mail, []byte("\n>From "), []byte("\nFrom "))
}

// Sender is display name and address of the first person in From.
func Sender(h Header) (name, address string) {
	raw := decodeWords(h["from"])
	if list, err := mail.ParseAddressList(h["from"]); err == nil && len(list) > 0 {
		return decodeWords(list[0].Name), list[0].Address
	}
	name, rest, ok := strings.Cut(raw, "<")
	if !ok {
		if strings.Contains(raw, "@") {
			return "", raw
		}
		return raw, ""
	}
	address, _, _ = strings.Cut(rest, ">")
	return strings.Trim(strings.TrimSpace(name), `"'`), strings.TrimSpace(address)
}

// months are the names that RFC 5322 gives them.
var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// zones are the names of zones in RFC 5322, section 4.3.
var zones = map[string]string{"GMT": "Z", "UT": "Z", "UTC": "Z", "Z": "Z", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00",
	"CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00"}

var datePattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([+-]\d{4}|[a-z]{1,4}\b)?`)
})

// Date is the Date field in RFC 3339 form, the zone only where one is stated;
// "" where it is no date.
func Date(h Header) string {
	m := datePattern().FindStringSubmatch(h["date"])
	if m == nil {
		return ""
	}
	month := 0
	for i, name := range months {
		if strings.EqualFold(name, m[2]) {
			month = i + 1
		}
	}
	day, _ := strconv.Atoi(m[1])
	hour, _ := strconv.Atoi(m[4])
	minute, _ := strconv.Atoi(m[5])
	if month == 0 || day < 1 || day > monthDays(month) || hour > 23 || minute > 59 || m[3] < "1970" {
		return ""
	}
	value := fmt.Sprintf("%s-%02d-%02dT%02d:%02d", m[3], month, day, hour, minute)
	if m[6] != "" && m[6] < "60" {
		value += ":" + m[6]
	} else {
		value += ":00"
	}
	if zone := m[7]; len(zone) == 5 && zone != "-0000" && zone[1:3] < "15" && zone[3] < '6' {
		return value + zone[:3] + ":" + zone[3:]
	}
	return value + zones[strings.ToUpper(m[7])]
}

// monthDays is the most days that a month has.
func monthDays(month int) int {
	switch month {
	case 2:
		return 29
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
