package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A slimmer copies a page without what no reader needs to choose its text:
// scripts, styles, pictures inside the page, comments and very long attributes.
type slimmer struct {
	out  strings.Builder
	drop atom.Atom // element whose content is being dropped
}

// dropTags are left out with their content.
var dropTags = tagSet(atom.Script, atom.Style, atom.Svg, atom.Template, atom.Iframe, atom.Object, atom.Canvas, atom.Math)

// longTag is the length in bytes from which a start tag is written anew with
// its long attributes left out.
const longTag = 2048

func (s *slimmer) startTag(z *tagReader, raw string) {
	if s.drop != 0 {
		return
	}
	if dropTags[z.tag] && !z.attr.jsonLD() {
		if !z.closed {
			s.drop = z.tag
		}
		return
	}
	if len(raw) < longTag {
		s.out.WriteString(raw)
		return
	}
	s.out.WriteByte('<')
	s.out.WriteString(z.name)
	for _, kv := range [][2]string{{"class", z.attr.class}, {"id", z.attr.id}, {"name", z.attr.name}, {"property", z.attr.property},
		{"itemprop", z.attr.itemprop}, {"content", z.attr.content}, {"style", z.attr.style}, {"role", z.attr.role}} {
		if kv[1] != "" && len(kv[1]) < longTag {
			s.out.WriteString(" " + kv[0] + `="` + html.EscapeString(kv[1]) + `"`)
		}
	}
	if z.closed {
		s.out.WriteByte('/')
	}
	s.out.WriteByte('>')
}

func (s *slimmer) endTag(tag atom.Atom, raw string) {
	if s.drop == 0 {
		s.out.WriteString(raw)
	}
	if tag == s.drop {
		s.drop = 0
	}
}

func (s *slimmer) text(raw string) {
	if s.drop == 0 {
		s.out.WriteString(raw)
	}
}

// jsonLD says whether the element is a script that holds JSON-LD.
func (a attributes) jsonLD() bool { return strings.Contains(a.kind, "ld+json") }
