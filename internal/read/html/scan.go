package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
	"synoptic/internal/read/piece"
)

// A Block is a run of text between block-level tags, with what its place on the
// page says of it.
type Block struct {
	piece.Piece
	Tag    atom.Atom // nearest block-level element
	Region string    // "" or the aside kind of the region it stands in: menu, footer, related, comments, share
	Link   int       // bytes of the text that stand inside links
	Hint   string    // class and id of the elements around it, lower case
	Near   string    // those of the two elements nearest to it
	Hidden bool
	Main   bool    // inside an article or main element
	links  int     // links begun in the text
	depth  int     // open elements around it
	body   bool    // inside an element that calls itself the article's body
	class  uint64  // hash of the nearest block element's tag and class
	outer  uint64  // the same with its parent's class
	within []int32 // ids of the containers it stands in, innermost first
}

// A Page is a page as the tokenizer sees it.
type Page struct {
	Blocks    []Block
	Title     string            // of the title element
	Meta      map[string]string // by name, property or itemprop, lower case; the first of each
	Canonical string
	Lang      string
	JSONLD    []string
	Times     []string // datetime attributes of time elements, in order
	Truncated bool     // the page ends inside a tag, comment or script, or before its end tags
}

// Limits that keep a hostile page from costing more than its size.
const (
	maxOpen   = 4096 // elements whose end is followed; deeper ones are read as text
	maxSearch = 64   // how far up an end tag looks for its start
	maxAttrs  = 64   // attributes looked at on one element
	maxAttr   = 4096 // bytes of an attribute looked at
	maxText   = 1 << 20
	maxWithin = 24 // containers of a block that are counted
)

// an element that is open
type open struct {
	tag    atom.Atom
	skip   bool
	hidden bool
	region string
	hint   string
	body   bool
	class  uint64 // hash of tag and hint
	id     int32  // number of a container, 0 for other elements
}

type scanner struct {
	page    *Page
	src     *piece.Source
	b       piece.Builder
	stack   []open
	deep    int // open elements beyond maxOpen
	skip    int // how many open elements are skipped
	links   int
	link    int // bytes of b inside links
	linked  int // links begun in b
	breaks  int
	capture *strings.Builder
	count   int32 // containers so far
}

// A tagReader is a start tag as read.
type tagReader struct {
	name   string
	tag    atom.Atom
	attr   attributes
	closed bool
}

// Scan reads a page from end to end.
func Scan(src *piece.Source) *Page {
	s := &scanner{page: &Page{Meta: map[string]string{}}, src: src}
	z := html.NewTokenizer(strings.NewReader(src.Text))
	at := 0
	for {
		tt := z.Next()
		raw := z.Raw()
		start := at
		at += len(raw)
		switch tt {
		case html.ErrorToken:
			s.flush()
			s.page.Truncated = len(raw) > 0 || s.unclosed()
			return s.page
		case html.TextToken:
			s.text(src.Text[start:at], start)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			t := &tagReader{name: string(name), tag: atom.Lookup(name), closed: tt == html.SelfClosingTagToken}
			t.attr = readAttributes(z, more)
			s.start(t)
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			s.end(tag)
		}
	}
}

// unclosed says whether the page ended with its body open although it had
// opened one: pages that leave out end tags close at least body or html.
func (s *scanner) unclosed() bool {
	for _, o := range s.stack {
		if o.tag == atom.Body {
			return true
		}
	}
	return false
}

func (s *scanner) text(raw string, at int) {
	if s.capture != nil {
		if s.capture.Len()+len(raw) <= maxText {
			s.capture.WriteString(raw)
		}
		return
	}
	if s.skip > 0 {
		return
	}
	before := s.b.Len()
	s.b.AddEscaped(raw, at)
	if s.links > 0 {
		s.link += s.b.Len() - before
	}
}

func (s *scanner) flush() {
	p, ok := s.b.Piece("")
	link, linked := s.link, s.linked
	s.link, s.breaks, s.linked = 0, 0, 0
	if !ok {
		return
	}
	b := Block{Piece: p, Link: link, links: linked, depth: len(s.stack)}
	for i := len(s.stack) - 1; i >= 0; i-- {
		o := s.stack[i]
		if b.Tag == 0 && isBlock(o.tag) {
			b.Tag = o.tag
			b.class, b.outer = o.class, o.class*31
			if i > 0 {
				b.outer += s.stack[i-1].class
			}
		}
		if b.Region == "" {
			b.Region = o.region
		}
		b.Hidden = b.Hidden || o.hidden
		b.body = b.body || o.body
		if o.hint != "" && len(b.Hint) < 200 {
			b.Hint += " " + o.hint
		}
		if i >= len(s.stack)-2 {
			b.Near = b.Hint
		}
		if b.Kind == "" {
			b.Kind = kindOf(o.tag)
		}
		b.Main = b.Main || o.tag == atom.Article || o.tag == atom.Main
		if o.id > 0 && len(b.within) < maxWithin {
			b.within = append(b.within, o.id)
		}
		if len(s.stack)-i > maxSearch {
			break
		}
	}
	s.page.Blocks = append(s.page.Blocks, b)
}

func kindOf(tag atom.Atom) model.BlockKind {
	switch tag {
	case atom.H1:
		return model.BlockTitle
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return model.BlockHeading
	case atom.Li, atom.Dt, atom.Dd:
		return model.BlockListItem
	case atom.Figcaption, atom.Caption, atom.Figure:
		return model.BlockCaption
	case atom.Blockquote, atom.Q:
		return model.BlockQuotation
	case atom.Tr:
		return model.BlockTable
	}
	return ""
}
