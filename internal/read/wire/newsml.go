package wire

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/feed"
	"synoptic/internal/read/html"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/xmltree"
)

// IsXML says whether the root element of that name, in lower case, makes a file
// an agency's: NewsML-G2 or NITF.
func IsXML(root string) bool {
	switch root {
	case "newsmessage", "newsitem", "packageitem", "nitf":
		return true
	}
	return false
}

// An item is a news item as XML: the whole source, the element, and those below
// it by name, first of each.
type item struct {
	text  string
	node  *xmltree.Node
	named map[string]*xmltree.Node
}

// itemNames are the elements that are looked at; the body is looked for apart,
// so that no word in it is taken for metadata.
var itemNames = []string{"headline", "hl1", "title", "by", "byline", "dateline", "located", "provider", "infosource",
	"versioncreated", "firstcreated", "contentcreated", "date.issue", "date.release", "pubdata", "doc-id", "language", "distributor", "doc.copyright"}

// ReadXML reads the news items in src. The error, which may stand beside
// entries, says how many have no text, as pictures and packages have none, and
// whether the file is cut off; items that end before the damage are kept.
func ReadXML(src *piece.Source) ([]piece.Entry, error) {
	tree, whole := xmltree.Parse(src.Text)
	var out []piece.Entry
	seen, without := 0, 0
	for _, n := range items(tree, whole) {
		if !n.Closed && !whole {
			continue
		}
		seen++
		if e, ok := newItem(src.Text, n).entry(seen); ok {
			out = append(out, e)
		} else {
			without++
		}
	}
	var said []string
	if seen == 0 && whole {
		said = append(said, "an agency's file without news items")
	}
	if without > 0 {
		said = append(said, fmt.Sprintf("%d of %d news items without text", without, seen))
	}
	if !whole {
		said = append(said, "truncated XML: it ends before its end tags")
	}
	if said == nil {
		return out, nil
	}
	return out, errors.New(strings.Join(said, "; "))
}

// items are the news items below root: the outermost, and in a file that is cut
// off those inside of one that does not end.
func items(root *xmltree.Node, whole bool) []*xmltree.Node {
	var out []*xmltree.Node
	for _, k := range root.Kids {
		switch k.Name {
		case "newsitem", "packageitem", "nitf":
			out = append(out, k)
			if k.Closed || whole {
				continue
			}
		}
		out = append(out, items(k, whole)...)
	}
	return out
}

// newItem indexes the elements of n by name.
func newItem(text string, n *xmltree.Node) item {
	it := item{text: text, node: n, named: map[string]*xmltree.Node{}}
	it.index(n)
	return it
}

func (it item) index(n *xmltree.Node) {
	for _, k := range n.Kids {
		if k.Name == "body.content" || k.Name == "html" || k.Name == "subject" || k.Name == "rightsinfo" {
			continue
		}
		if it.named[k.Name] == nil {
			it.named[k.Name] = k
		}
		it.index(k)
	}
}

// value is the text of the first of the named elements that has one.
func (it item) value(names ...string) string {
	for _, name := range names {
		if n := it.named[name]; n != nil {
			if s := html.Value(n.Text(it.text)); s != "" {
				return s
			}
		}
	}
	return ""
}

// entry is the item as an article; ok is false where it has no text.
func (it item) entry(number int) (piece.Entry, bool) {
	pieces, asides, at := it.body()
	if len(pieces) == 0 {
		return piece.Entry{}, false
	}
	a := &model.Article{Source: it.name(number), Aside: asides, Credits: []model.Credit{}, Blocks: []model.Block{}}
	a.Outlet = it.outlet()
	a.Byline = meta.Persons(it.value("by", "byline"))
	a.Dateline = it.place()
	a.Published = it.stamp("firstcreated", "contentcreated", "date.issue", "date.release", "versioncreated")
	a.Updated = it.stamp("versioncreated")
	if a.Updated != nil && a.Published != nil && a.Updated.Value == a.Published.Value {
		a.Updated = nil
	}
	a.Language = it.language()
	for _, name := range []string{"headline", "hl1", "title"} {
		n := it.named[name]
		if n == nil {
			continue
		}
		if a.Title = html.Value(n.Text(it.text)); a.Title == "" {
			continue
		}
		if p, ok := html.Title(n.Extract(it.text), a.Title); ok && n.End <= at {
			pieces = append([]piece.Piece{p}, withoutTitle(pieces, a.Title)...)
		}
		break
	}
	return piece.Entry{Article: a, Pieces: pieces}, true
}

func (it item) name(number int) string {
	id := it.node.Attr("guid")
	if doc := it.named["doc-id"]; id == "" && doc != nil {
		id = doc.Attr("id-string")
	}
	if id = piece.Clean(id); id == "" || len(id) > 300 {
		return strconv.Itoa(number)
	}
	return id
}

// outlet is the provider: its name, else the literal or the end of the code
// that stands for it.
func (it item) outlet() model.Outlet {
	for _, name := range []string{"provider", "infosource", "pubdata", "distributor"} {
		n := it.named[name]
		if n == nil {
			continue
		}
		code := n.Attr("qcode")
		code = code[strings.IndexByte(code, ':')+1:]
		s := first(html.Value(n.Text(it.text)), html.Value(n.Attr("name")), html.Value(n.Attr("literal")), html.Value(code))
		if s != "" && len(s) < 100 {
			return model.Outlet{Name: s, Domain: meta.Domain(n.Attr("uri")), From: "metadata"}
		}
	}
	return model.Outlet{}
}

// place is where the item was written, without the day and agency that may
// stand beside it.
func (it item) place() string {
	if n := it.named["located"]; n != nil {
		if s := html.Value(n.First("", "name").Text(it.text)); s != "" {
			return s
		}
	}
	n := it.named["dateline"]
	if n == nil {
		return ""
	}
	if where := n.First("", "location"); where != nil {
		n = where
	}
	s := html.Value(n.Text(it.text))
	if d, ok := meta.FindDateline(s + " The"); ok && d.Place != "" {
		return d.Place
	}
	if len(s) > 60 {
		return ""
	}
	s, _, _ = strings.Cut(s, ",")
	return strings.TrimSpace(s)
}

func (it item) stamp(names ...string) *model.Published {
	for _, name := range names {
		n := it.named[name]
		if n == nil {
			continue
		}
		for _, s := range []string{n.Text(it.text), longDate(n.Attr("norm"))} {
			if v, ok := meta.Stamp(piece.Clean(s)); ok {
				return &model.Published{Value: v, From: "metadata"}
			}
		}
	}
	return nil
}

// longDate gives the ISO 8601 basic form, "20310503T080000Z", its separators.
func longDate(s string) string {
	if len(s) < 8 || strings.Trim(s[:8], "0123456789") != "" {
		return s
	}
	out := s[:4] + "-" + s[4:6] + "-" + s[6:8]
	if len(s) >= 15 && s[8] == 'T' && strings.Trim(s[9:15], "0123456789") == "" {
		out += "T" + s[9:11] + ":" + s[11:13] + ":" + s[13:15] + s[15:]
	}
	return out
}

func (it item) language() string {
	if n := it.named["language"]; n != nil {
		if tag := primary(n.Attr("tag")); tag != "" {
			return tag
		}
	}
	return primary(it.node.Attr("lang"))
}

// nitfTags are what elements of NITF are called on pages.
var nitfTags = map[string]string{"hl2": "h2", "hedline": "div", "media-caption": "figcaption", "media-producer": "figcaption",
	"media": "figure", "bq": "blockquote", "block": "div", "body.content": "div", "body.end": "div", "tagline": "p"}

// body is the text of an item and where in the file it begins: of inline NITF
// the content, of inline XHTML the body, of inline data all.
func (it item) body() (pieces []piece.Piece, asides []model.Aside, at int) {
	var inline, content *xmltree.Node
	if it.node.Name == "nitf" {
		inline = it.node
	}
	it.node.Find(func(k *xmltree.Node) {
		switch k.Name {
		case "inlinexml", "inlinedata":
			if inline == nil {
				inline = k
			}
		}
	})
	if inline == nil {
		return nil, nil, 0
	}
	inline.Find(func(k *xmltree.Node) {
		if content == nil && k.Name == "body.content" || content == nil && k.Name == "body" && k.First("", "body.content") == nil {
			content = k
		}
	})
	if content == nil {
		if inline == it.node {
			return nil, nil, 0
		}
		content = inline
	}
	e := content.Extract(it.text)
	if len(content.Kids) > 0 {
		e = content.Markup(it.text, nitfTags)
	}
	pieces, asides = feed.Body(e)
	return pieces, asides, content.Start
}
