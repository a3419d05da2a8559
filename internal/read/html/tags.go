package html

import (
	"strings"

	"github.com/zeebo/xxh3"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tagSet is a set of elements.
func tagSet(tags ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(tags))
	for _, t := range tags {
		m[t] = true
	}
	return m
}

var (
	blockTags = tagSet(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center,
		atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup,
		atom.Hr, atom.Html, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Iframe, atom.Video,
		atom.Button, atom.Select, atom.Option, atom.Menu, atom.Noscript)
	skipTags = tagSet(atom.Script, atom.Style, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Canvas,
		atom.Audio, atom.Video, atom.Select, atom.Textarea, atom.Noscript, atom.Button, atom.Datalist, atom.Noembed, atom.Noframes)
	voidTags = tagSet(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link,
		atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr)
	// leafTags are blocks that hold text rather than other blocks.
	leafTags = tagSet(atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Dt, atom.Dd, atom.Pre)
	// selfClosing elements end where another of their kind begins.
	selfClosing = tagSet(atom.P, atom.Li, atom.Dt, atom.Dd, atom.Option, atom.Tr, atom.Td, atom.Th)
)

func isBlock(t atom.Atom) bool { return blockTags[t] }

// attributes of an element that matter here.
type attributes struct {
	name, property, itemprop, content, charset  string
	rel, href, datetime, class, id, style, kind string
	role, lang                                  string
	hidden                                      bool
}

func readAttributes(z *html.Tokenizer, more bool) attributes {
	var a attributes
	for n := 0; more && n < maxAttrs; n++ {
		var k, v []byte
		k, v, more = z.TagAttr()
		if len(v) > maxAttr && string(k) != "content" {
			v = v[:maxAttr]
		}
		switch string(k) {
		case "name":
			a.name = string(v)
		case "property":
			a.property = string(v)
		case "itemprop":
			a.itemprop = string(v)
		case "content":
			a.content = string(v)
		case "rel":
			a.rel = string(v)
		case "href":
			a.href = string(v)
		case "datetime":
			a.datetime = string(v)
		case "class":
			a.class = strings.ToLower(string(v))
		case "id":
			a.id = strings.ToLower(string(v))
		case "style":
			a.style = strings.ToLower(string(v))
		case "type":
			a.kind = strings.ToLower(string(v))
		case "role":
			a.role = strings.ToLower(string(v))
		case "lang":
			a.lang = string(v)
		case "hidden":
			a.hidden = true
		case "aria-hidden":
			a.hidden = a.hidden || string(v) == "true"
		}
	}
	return a
}

// start handles a start tag.
func (s *scanner) start(t *tagReader) {
	tag, a, closed := t.tag, t.attr, t.closed
	s.head(tag, a)
	switch {
	case tag == atom.Br:
		if s.skip == 0 {
			s.b.Space()
			if s.breaks++; s.breaks > 1 {
				s.flush()
			}
		}
		return
	case voidTags[tag]:
		if isBlock(tag) && s.skip == 0 {
			s.flush()
		}
		return
	}
	if isBlock(tag) && s.skip == 0 {
		s.flush()
	}
	if selfClosing[tag] {
		s.closeOpen(tag)
	}
	if tag == atom.A {
		s.links++
		s.linked++
	}
	if closed && (tag == 0 || skipTags[tag]) {
		return
	}
	s.push(tag, a)
	if s.capture == nil && (tag == atom.Title && s.page.Title == "" || tag == atom.Script && a.jsonLD()) {
		s.capture = &strings.Builder{}
	}
}

// head takes the metadata that stand in attributes.
func (s *scanner) head(tag atom.Atom, a attributes) {
	p := s.page
	switch tag {
	case atom.Meta:
		for _, k := range []string{a.property, a.name, a.itemprop} {
			k = strings.ToLower(strings.TrimSpace(k))
			if _, seen := p.Meta[k]; k != "" && !seen && a.content != "" && len(a.content) < maxText && len(p.Meta) < 1000 {
				p.Meta[k] = a.content
			}
		}
	case atom.Link:
		if strings.EqualFold(a.rel, "canonical") && p.Canonical == "" {
			p.Canonical = a.href
		}
	case atom.Html:
		if p.Lang == "" {
			p.Lang = a.lang
		}
	case atom.Time:
		if a.datetime != "" && len(p.Times) < 100 {
			p.Times = append(p.Times, a.datetime)
		}
	}
}

func (s *scanner) push(tag atom.Atom, a attributes) {
	if len(s.stack) >= maxOpen {
		s.deep++
		return
	}
	o := open{tag: tag, skip: skipTags[tag] || tag == atom.Title}
	o.hidden = a.hidden || strings.Contains(strings.ReplaceAll(a.style, " ", ""), "display:none")
	o.region = region(tag, a)
	o.body = strings.EqualFold(a.itemprop, "articleBody")
	if a.class != "" || a.id != "" {
		o.hint = strings.TrimSpace(a.class + " " + a.id)
	}
	o.class = xxh3.HashString(o.hint) + uint64(tag)
	if o.skip {
		s.skip++
	}
	if isBlock(tag) && !leafTags[tag] {
		s.count++
		o.id = s.count
	}
	s.stack = append(s.stack, o)
}

// region is the kind of aside that an element by its name, role or class is.
func region(tag atom.Atom, a attributes) string {
	switch {
	case tag == atom.Nav || a.role == "navigation" || a.role == "menu":
		return "menu"
	case tag == atom.Footer || a.role == "contentinfo":
		return "footer"
	case tag == atom.Aside || a.role == "complementary":
		return "related"
	case strings.Contains(a.id, "comments") || strings.Contains(a.class, "comments-") || strings.Contains(a.id, "disqus"):
		return "comments"
	}
	return ""
}

// end handles an end tag.
func (s *scanner) end(tag atom.Atom) {
	if isBlock(tag) && s.skip == 0 {
		s.flush()
	}
	if tag == atom.A && s.links > 0 {
		s.links--
	}
	if s.deep > 0 {
		s.deep--
		return
	}
	for i := len(s.stack) - 1; i >= 0 && i >= len(s.stack)-maxSearch; i-- {
		if s.stack[i].tag == tag {
			s.pop(i)
			return
		}
		if s.stack[i].skip {
			return
		}
	}
}

// closeOpen ends an element that the start of another of its kind ends.
func (s *scanner) closeOpen(tag atom.Atom) {
	for i := len(s.stack) - 1; i >= 0 && i >= len(s.stack)-16; i-- {
		switch t := s.stack[i].tag; {
		case t == tag:
			s.pop(i)
			return
		case isBlock(t) && !(tag == atom.Tr && (t == atom.Td || t == atom.Th)):
			return
		}
	}
}

// pop closes element i and all that were opened in it.
func (s *scanner) pop(i int) {
	for _, o := range s.stack[i:] {
		if o.skip {
			s.skip--
		}
		if s.capture != nil && (o.tag == atom.Title || o.tag == atom.Script) {
			s.captured(o.tag)
		}
	}
	s.stack = s.stack[:i]
}

// captured takes the text of a title or of JSON-LD.
func (s *scanner) captured(tag atom.Atom) {
	text := s.capture.String()
	s.capture = nil
	if tag == atom.Title {
		s.page.Title = html.UnescapeString(text)
	} else if len(s.page.JSONLD) < 50 {
		s.page.JSONLD = append(s.page.JSONLD, text)
	}
}

// jsonLD says whether the element is a script that holds JSON-LD.
func (a attributes) jsonLD() bool { return strings.Contains(a.kind, "ld+json") }
