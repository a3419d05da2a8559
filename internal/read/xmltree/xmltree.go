// Package xmltree reads XML as it is found: elements with the exact bytes they
// came from, whatever stands between them. It is forgiving (unknown references,
// wrong or missing end tags, damage at the end) and bounded (depth, number of
// elements); it expands no entities but the known characters and follows no
// address. What elements mean is left to packages feed and wire.
package xmltree

import (
	"strings"

	"golang.org/x/net/html"

	"synoptic/internal/read/piece"
)

// Limits that keep a hostile file from costing more than its size.
const (
	maxDepth    = 256     // elements below are read as part of the one at this depth
	maxElements = 2000000 // reading stops behind as many
	maxAttrs    = 32      // attributes kept of one element
)

// A Node is an element. Start and End are the bytes it stands on, Inner and
// InnerEnd those between its tags.
type Node struct {
	Prefix, Name                string // Name is in lower case, without prefix
	Start, Inner, InnerEnd, End int
	Kids                        []*Node
	Closed                      bool // its end tag was found
	attrs                       string
	runs                        []textRun
}

type textRun struct {
	start, end int
	literal    bool // CDATA
}

// A parser is the state of one pass.
type parser struct {
	text  string
	stack []*Node
	deep  int // open elements below maxDepth
	count int
}

// Parse reads text. The result holds the elements at the top as its Kids;
// whole is false where text ends before its elements do.
func Parse(text string) (root *Node, whole bool) {
	root = &Node{InnerEnd: len(text), End: len(text)}
	p := &parser{text: text, stack: []*Node{root}}
	for i := 0; i < len(text) && p.count < maxElements; {
		j := strings.IndexByte(text[i:], '<')
		if j < 0 {
			p.run(i, len(text), false)
			break
		}
		p.run(i, i+j, false)
		if i = p.markup(i + j); i < 0 {
			return root, p.finish(false)
		}
	}
	return root, p.finish(p.count < maxElements && len(p.stack) == 1)
}

// finish gives the elements still open their end.
func (p *parser) finish(whole bool) bool {
	for _, n := range p.stack[1:] {
		n.InnerEnd, n.End = len(p.text), len(p.text)
	}
	return whole
}

func (p *parser) top() *Node { return p.stack[len(p.stack)-1] }

func (p *parser) run(start, end int, literal bool) {
	if end > start && p.deep == 0 && (literal || strings.TrimSpace(p.text[start:end]) != "") {
		n := p.top()
		n.runs = append(n.runs, textRun{start, end, literal})
	}
}

// markup reads what begins with the "<" at i and returns where it ends, -1
// where it does not.
func (p *parser) markup(i int) int {
	rest := p.text[i:]
	switch {
	case strings.HasPrefix(rest, "<![CDATA["):
		end := strings.Index(rest, "]]>")
		if end < 0 {
			p.run(i+9, len(p.text), true)
			return -1
		}
		p.run(i+9, i+end, true)
		return i + end + 3
	case strings.HasPrefix(rest, "<!--"):
		return after(i, rest, "-->")
	case strings.HasPrefix(rest, "<?"):
		return after(i, rest, "?>")
	case strings.HasPrefix(rest, "<!"):
		return doctype(i, rest)
	case strings.HasPrefix(rest, "</"):
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return -1
		}
		p.close(strings.TrimSpace(rest[2:end]), i, i+end+1)
		return i + end + 1
	case len(rest) > 1 && (rest[1] == '_' || rest[1] >= 0x80 || 'a' <= rest[1]|0x20 && rest[1]|0x20 <= 'z'):
		return p.open(i, rest)
	}
	p.run(i, i+1, true)
	return i + 1
}

func after(i int, rest, mark string) int {
	if j := strings.Index(rest, mark); j >= 0 {
		return i + j + len(mark)
	}
	return -1
}

// doctype skips a declaration, with the part in brackets that it may have.
func doctype(i int, rest string) int {
	end := strings.IndexByte(rest, '>')
	if end < 0 {
		return -1
	}
	if open := strings.IndexByte(rest[:end], '['); open >= 0 {
		if end = strings.Index(rest[open:], "]"); end >= 0 {
			return after(i+open+end, rest[open+end:], ">")
		}
		return -1
	}
	return i + end + 1
}

func (p *parser) open(i int, rest string) int {
	end := tagEnd(rest)
	if end < 0 {
		return -1
	}
	inner := rest[1:end]
	closed := strings.HasSuffix(inner, "/")
	inner = strings.TrimSuffix(inner, "/")
	if p.deep > 0 || len(p.stack) > maxDepth {
		if !closed {
			p.deep++
		}
		return i + end + 1
	}
	p.count++
	name, attrs := inner, ""
	if j := strings.IndexAny(inner, " \t\r\n/"); j >= 0 {
		name, attrs = inner[:j], inner[j+1:]
	}
	n := &Node{Start: i, Inner: i + end + 1, InnerEnd: i + end + 1, End: i + end + 1, attrs: attrs, Closed: closed}
	n.Prefix, n.Name = split(name)
	up := p.top()
	up.Kids = append(up.Kids, n)
	if !closed {
		p.stack = append(p.stack, n)
	}
	return i + end + 1
}

// tagEnd is the index of the ">" that ends a tag, outside quotes.
func tagEnd(s string) int {
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

func split(name string) (prefix, local string) {
	if i := strings.IndexByte(name, ':'); i >= 0 {
		return strings.ToLower(name[:i]), strings.ToLower(name[i+1:])
	}
	return "", strings.ToLower(name)
}

// close ends the nearest open element of that name, and those inside it.
func (p *parser) close(name string, start, end int) {
	if p.deep > 0 {
		p.deep--
		return
	}
	prefix, local := split(name)
	for i := len(p.stack) - 1; i > 0; i-- {
		if n := p.stack[i]; n.Name == local && n.Prefix == prefix {
			for _, m := range p.stack[i:] {
				m.InnerEnd, m.End = start, start
			}
			n.End, n.Closed = end, true
			p.stack = p.stack[:i]
			return
		}
	}
}

// Attr is the value of an attribute, by its name with or without prefix, ""
// where there is none.
func (n *Node) Attr(name string) string {
	rest := n.attrs
	for range maxAttrs {
		key, after, ok := strings.Cut(rest, "=")
		if !ok {
			return ""
		}
		key = strings.TrimSpace(key)
		after = strings.TrimLeft(after, " \t\r\n")
		if after == "" {
			return ""
		}
		var value string
		if q := after[0]; q == '"' || q == '\'' {
			value, rest, _ = strings.Cut(after[1:], string(q))
		} else {
			i := strings.IndexAny(after+" ", " \t\r\n")
			value, rest = after[:i], after[i:]
		}
		if _, local := split(key); strings.EqualFold(key, name) || local == name {
			return strings.TrimSpace(html.UnescapeString(value))
		}
	}
	return ""
}

// First is the first child of that name and, where one is given, prefix; nil
// where there is none. "-" as prefix wants an element without one.
func (n *Node) First(prefix, name string) *Node {
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		if k.Name == name && (prefix == "" || k.Prefix == prefix || prefix == "-" && k.Prefix == "") {
			return k
		}
	}
	return nil
}

// All are the children of that name.
func (n *Node) All(name string) []*Node {
	var out []*Node
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		if k.Name == name {
			out = append(out, k)
		}
	}
	return out
}

// Find calls f for every element below n, outer before inner.
func (n *Node) Find(f func(*Node)) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		f(k)
		k.Find(f)
	}
}

// Extract is the text that stands directly in n, references decoded.
func (n *Node) Extract(text string) *piece.Extract {
	e := &piece.Extract{}
	if n == nil {
		return e
	}
	for _, r := range n.runs {
		if r.literal {
			e.Same(text[r.start:r.end], r.start)
			continue
		}
		decode(e, text[r.start:r.end], r.start)
	}
	return e
}

// decode appends s, which stands at byte at, with its references decoded.
func decode(e *piece.Extract, s string, at int) {
	for len(s) > 0 {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			e.Same(s, at)
			return
		}
		e.Same(s[:i], at)
		s, at = s[i:], at+i
		n := 1
		if end := strings.IndexByte(s[:min(len(s), 34)], ';'); end > 0 && !strings.ContainsAny(s[1:end], "& <") {
			n = end + 1
		}
		if d := html.UnescapeString(s[:n]); d != s[:n] {
			e.Decoded(strings.ToValidUTF8(d, "\uFFFD"), at, at+n)
		} else {
			e.Same(s[:n], at)
		}
		s, at = s[n:], at+n
	}
}

// Markup is what stands in n as it is written, with its tags, but for the
// prefixes of their names; names gives tags other names.
func (n *Node) Markup(text string, names map[string]string) *piece.Extract {
	e := &piece.Extract{}
	s, at := text[n.Inner:n.InnerEnd], n.Inner
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			e.Same(s, at)
			return e
		}
		i++
		if i < len(s) && s[i] == '/' {
			i++
		}
		e.Same(s[:i], at)
		s, at = s[i:], at+i
		j := strings.IndexAny(s[:min(len(s), 64)], ": \t\r\n/>\"=<")
		if j > 0 && s[j] == ':' {
			s, at = s[j+1:], at+j+1
			j = strings.IndexAny(s[:min(len(s), 64)], " \t\r\n/>\"=<")
		}
		if j > 0 {
			if other, ok := names[strings.ToLower(s[:j])]; ok {
				e.Decoded(other, at, at+j)
				s, at = s[j:], at+j
			}
		}
	}
}

// Text is the text of n and all below it, for short values.
func (n *Node) Text(text string) string {
	if n == nil {
		return ""
	}
	if len(n.Kids) == 0 {
		return n.Extract(text).Text()
	}
	var parts []string
	if own := n.Extract(text).Text(); own != "" {
		parts = append(parts, own)
	}
	for _, k := range n.Kids {
		parts = append(parts, k.Text(text))
	}
	return strings.Join(parts, " ")
}
