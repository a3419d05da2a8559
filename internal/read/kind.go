package read

import (
	"bytes"
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// magicList names kinds of file by their first bytes: a quoted Go string, the
// offset it stands at, and what to call the file.
//
//go:embed data/magic.txt
var magicList string

// A magic is a sign at an offset, and the kind of file it gives away.
type magic struct {
	sign   string
	offset int
	kind   string
}

var magics = sync.OnceValue(func() (out []magic) {
	for line := range strings.Lines(magicList) {
		f := strings.SplitN(strings.TrimSpace(line), "\t", 3)
		if len(f) != 3 || f[0][0] == '#' {
			continue
		}
		sign, err := strconv.Unquote(f[0])
		offset, err2 := strconv.Atoi(f[1])
		if err == nil && err2 == nil {
			out = append(out, magic{sign, offset, f[2]})
		}
	}
	return out
})

// binaryKind names the kind of a file that is not text, or "" where its first
// bytes do not give one away.
func binaryKind(data []byte) string {
	for _, m := range magics() {
		if len(data) >= m.offset && bytes.HasPrefix(data[m.offset:], []byte(m.sign)) {
			return m.kind
		}
	}
	return ""
}

// mostlyControl says whether text holds so many control characters that it
// cannot be a text. One in fifty is more than any damaged text has; NULs may
// be more, since some programs fill blocks with them.
func mostlyControl(text string) bool {
	head := text[:min(len(text), 64<<10)]
	bad, nul := 0, 0
	for i := range len(head) {
		switch c := head[i]; {
		case c == 0:
			nul++
		case c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b || c == 0x7f:
			bad++
		}
	}
	if bad+nul == 0 {
		return false
	}
	n := utf8.RuneCountInString(head)
	return bad*50 > n || nul*4 > n
}

// htmlTags are elements whose presence at the start of a file, or in number
// anywhere near it, makes it a page.
var htmlTags = []string{"<!doctype html", "<html", "<head", "<body", "<meta ", "<title", "<div", "<p>", "<p ",
	"<article", "<section", "<h1", "<table", "<script", "<main", "<span", "<a href"}

// looksHTML says whether text is a page rather than a plain text. A plain text
// that mentions a tag stays one.
func looksHTML(text string) bool {
	head := strings.TrimLeft(text[:min(len(text), 8<<10)], " \t\r\n\f\ufeff")
	if strings.IndexByte(head, '<') < 0 {
		return false
	}
	low := strings.ToLower(head)
	for strings.HasPrefix(low, "<!--") || strings.HasPrefix(low, "<?xml") {
		end := "-->"
		if low[1] == '?' {
			end = "?>"
		}
		i := strings.Index(low, end)
		if i < 0 {
			return true
		}
		low = strings.TrimLeft(low[i+len(end):], " \t\r\n\f")
	}
	for _, t := range htmlTags {
		if strings.HasPrefix(low, t) {
			return true
		}
	}
	closing := strings.Count(low, "</p>") + strings.Count(low, "</div>") + strings.Count(low, "</h") +
		strings.Count(low, "</li>") + strings.Count(low, "</head>") + strings.Count(low, "</script>")
	return closing >= 2 && (low == "" || low[0] == '<' || closing >= 5)
}
