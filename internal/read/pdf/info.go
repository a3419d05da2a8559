package pdf

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"synoptic/internal/read/xmltree"
)

// An Info is what a file says of itself.
type Info struct {
	Title, Author string
	Created       string // RFC 3339, the zone only where one is stated
	Program       string // that made it
}

// info reads what the file says of itself; what stands in its XMP counts more
// than what stands in its old table.
func (f *file) info() Info {
	old, _ := f.get(f.trailer["Info"]).(dict)
	field := func(key name) string {
		s, _ := f.get(old[key]).(text)
		return strings.Join(strings.Fields(decodeText(s)), " ")
	}
	out := Info{field("Title"), field("Author"), stamp(field("CreationDate")), field("Creator") + " " + field("Producer")}
	s, ok := f.get(f.root()["Metadata"]).(*stream)
	if !ok {
		return out
	}
	data, err := f.decode(s)
	if err != nil || len(data) > 1<<20 {
		return out
	}
	packet := strings.ToValidUTF8(string(data), "\uFFFD")
	tree, _ := xmltree.Parse(packet)
	if v := first(packet, tree, "title"); v != "" {
		out.Title = v
	}
	if v := first(packet, tree, "creator"); v != "" {
		out.Author = v
	}
	if v := first(packet, tree, "createdate"); v != "" {
		out.Created = v
	}
	return out
}

// first is the text of the first element of that name, of a list in it all
// items.
func first(packet string, tree *xmltree.Node, name string) string {
	found := ""
	tree.Find(func(n *xmltree.Node) {
		if n.Name != name || found != "" {
			return
		}
		var items []string
		n.Find(func(li *xmltree.Node) {
			if li.Name == "li" {
				items = append(items, strings.Join(strings.Fields(li.Text(packet)), " "))
			}
		})
		if items == nil {
			items = []string{strings.Join(strings.Fields(n.Text(packet)), " ")}
		}
		if name == "title" {
			items = items[:1] // others are its translations
		}
		found = strings.Join(items, "; ")
	})
	return found
}

// decodeText is a text string: UTF-16 or UTF-8 with its mark, else nearly
// Latin-1.
func decodeText(s text) string {
	switch {
	case strings.HasPrefix(string(s), "\xfe\xff"), strings.HasPrefix(string(s), "\xff\xfe"):
		big := s[0] == 0xfe
		var units []uint16
		for i := 2; i+1 < len(s); i += 2 {
			high, low := s[i], s[i+1]
			if !big {
				high, low = low, high
			}
			units = append(units, uint16(high)<<8|uint16(low))
		}
		return string(utf16.Decode(units))
	case strings.HasPrefix(string(s), "\xef\xbb\xbf"):
		return strings.ToValidUTF8(string(s[3:]), "\uFFFD")
	}
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c >= 0x80 && c < 0xA0 {
			b.WriteRune(upper[c-0x80])
		} else {
			b.WriteRune(charmap.ISO8859_1.DecodeByte(c))
		}
	}
	return b.String()
}

// upper are the characters of PDFDocEncoding from 0x80 on (ISO 32000-1, D.2).
var upper = []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD")

var dateForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:D:)?(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?`)
})

// stamp is a date as PDF writes them, "D:20310603071500+02'00'", in RFC 3339.
func stamp(s string) string {
	m := dateForm().FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	out := m[1]
	for _, part := range m[2:4] {
		if part == "" {
			return out
		}
		out += "-" + part
	}
	if m[4] == "" {
		return out
	}
	out += "T" + m[4] + ":" + m[5]
	if m[6] != "" {
		out += ":" + m[6]
	}
	switch {
	case m[7] != "":
		out += "Z"
	case m[8] != "" && m[9] != "":
		out += m[8] + ":" + m[9]
	case m[8] != "":
		out += m[8] + ":00"
	}
	return out
}
