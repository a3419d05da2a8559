package feed

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"synoptic/internal/model"
	"synoptic/internal/read/html"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/xmltree"
)

// A channel is what a feed says of itself.
type channel struct {
	text    string
	outlet  model.Outlet
	authors []string
}

// Is says whether the root element of that name makes a file a feed or a list
// of addresses.
func Is(root string) bool {
	switch root {
	case "rss", "rdf", "feed", "urlset", "sitemapindex", "opml":
		return true
	}
	return false
}

// Read reads the feed in src. The error, which may stand beside entries, says
// how many items were only links and whether the feed is cut off; items that
// end before the damage are kept.
func Read(src *piece.Source) ([]piece.Entry, error) {
	root, whole := rootOf(src.Text)
	if root == nil {
		return nil, fmt.Errorf("no element in this XML file")
	}
	if list := addresses(root); list != "" {
		if !whole {
			list += "; " + truncated
		}
		return nil, fmt.Errorf("%s", list)
	}
	head, items := itemsOf(root)
	c := channelOf(src.Text, head)
	var out []piece.Entry
	seen, links := 0, 0
	for i, item := range items {
		if !item.Closed && !whole {
			continue
		}
		seen++
		if e, ok := c.entry(item, i+1); ok {
			out = append(out, e)
		} else {
			links++
		}
	}
	return out, problem(seen, links, whole)
}

// rootOf is the element of text that is a feed or a list, else its first; nil
// where there is none.
func rootOf(text string) (root *xmltree.Node, whole bool) {
	tree, whole := xmltree.Parse(text)
	for _, k := range tree.Kids {
		if Is(k.Name) {
			return k, whole
		}
	}
	if len(tree.Kids) == 0 {
		return nil, whole
	}
	return tree.Kids[0], whole
}

// truncated says that a feed or list is cut off.
const truncated = "truncated: the file ends before its end tags"

// problem words what of a feed could not be read.
func problem(items, links int, whole bool) error {
	var said []string
	switch {
	case items == 0:
		said = append(said, "a feed without items")
	case links > 0:
		said = append(said, OnlyLinks(links, items))
	}
	if !whole {
		said = append(said, truncated)
	}
	if said == nil {
		return nil
	}
	return fmt.Errorf("%s", strings.Join(said, "; "))
}

// OnlyLinks says how many of a file's items have no full text, "" where all do.
func OnlyLinks(links, items int) string {
	switch {
	case links == 0:
		return ""
	case items == 1:
		return "the one item is only a link, without full text"
	case links == 1:
		return fmt.Sprintf("1 of %d items is only a link, without full text", items)
	}
	return fmt.Sprintf("%d of %d items are only links, without full text", links, items)
}

// addresses says what list of addresses root is, "" where it is none.
func addresses(root *xmltree.Node) string {
	n := 0
	switch root.Name {
	case "urlset":
		return fmt.Sprintf("a sitemap of %s", count(len(root.All("url")), "address", "addresses"))
	case "sitemapindex":
		return fmt.Sprintf("an index of %s", count(len(root.All("sitemap")), "sitemap", "sitemaps"))
	case "opml":
		root.Find(func(k *xmltree.Node) {
			if k.Name == "outline" && (k.Attr("xmlurl") != "" || k.Attr("url") != "") {
				n++
			}
		})
		return fmt.Sprintf("an OPML list of %s", count(n, "address", "addresses"))
	}
	return ""
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// itemsOf are the element that describes a feed and the feed's items.
func itemsOf(root *xmltree.Node) (head *xmltree.Node, items []*xmltree.Node) {
	if root.Name == "feed" {
		return root, root.All("entry")
	}
	head = root.First("", "channel")
	if head == nil {
		head = root
	}
	items = head.All("item")
	if head != root {
		items = append(items, root.All("item")...)
	}
	return head, items
}

func channelOf(text string, head *xmltree.Node) channel {
	c := channel{text: text}
	c.outlet = c.named(head)
	c.authors = c.people(head)
	return c
}

// named is the outlet that an element with title and link describes.
func (c channel) named(n *xmltree.Node) model.Outlet {
	o := model.Outlet{Domain: meta.Domain(c.link(n))}
	title := n.First("-", "title")
	if o.Name = html.SiteName(html.Value(title.Text(c.text)), o.Domain); o.Name != "" {
		o.From = "metadata"
	} else if o.Domain != "" {
		o.Name, o.From = o.Domain, "url"
	}
	return o
}

// link is the address that an item or a feed has as a page.
func (c channel) link(n *xmltree.Node) string {
	best := ""
	for _, k := range n.All("link") {
		address := k.Attr("href")
		if address == "" {
			address = strings.TrimSpace(k.Text(c.text))
		}
		rel := k.Attr("rel")
		if meta.Domain(address) != "" && (best == "" && rel != "self" && rel != "enclosure" && rel != "hub" || rel == "alternate") {
			best = address
			if rel == "alternate" {
				break
			}
		}
	}
	if best == "" {
		for _, name := range []string{"guid", "id"} {
			if id := strings.TrimSpace(n.First("-", name).Text(c.text)); meta.Domain(id) != "" {
				return id
			}
		}
	}
	return best
}

// people are the persons an item or feed names as its authors.
func (c channel) people(n *xmltree.Node) []string {
	var out []string
	for _, k := range n.Kids {
		if k.Name != "author" && k.Name != "creator" {
			continue
		}
		name := k.Text(c.text)
		if inner := k.First("", "name"); inner != nil {
			name = inner.Text(c.text)
		}
		if mail, person, ok := strings.Cut(name, "("); ok && strings.Contains(mail, "@") {
			name = strings.TrimSuffix(strings.TrimSpace(person), ")")
		}
		for _, p := range meta.Persons(html.Value(name)) {
			if len(out) < 12 && !contains(out, p) && !strings.EqualFold(p, c.outlet.Name) {
				out = append(out, p)
			}
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// entry is an item as an article; ok is false where it has no full text.
func (c channel) entry(item *xmltree.Node, number int) (piece.Entry, bool) {
	pieces, asides, at := c.body(item)
	if len(pieces) == 0 {
		return piece.Entry{}, false
	}
	a := &model.Article{Source: c.name(item, number), Outlet: c.outlet, Aside: asides, Credits: []model.Credit{}, Blocks: []model.Block{}}
	a.URL = c.link(item)
	if source := item.First("-", "source"); source != nil {
		a.Outlet = c.source(source)
	}
	if a.Outlet.Domain == "" {
		a.Outlet.Domain = meta.Domain(a.URL)
	}
	if a.Byline = c.people(item); a.Byline == nil {
		a.Byline = c.authors
	}
	a.Published = c.stamp(item, published...)
	a.Updated = c.stamp(item, updated...)
	if a.Published == nil {
		a.Published, a.Updated = a.Updated, nil
	}
	if a.Updated != nil && a.Updated.Value == a.Published.Value {
		a.Updated = nil
	}
	if title := item.First("-", "title"); title != nil {
		a.Title = html.Value(title.Text(c.text))
		if p, ok := html.Title(title.Extract(c.text), a.Title); ok && p.Source.End <= at && a.Title != "" {
			pieces = append([]piece.Piece{p}, withoutTitle(pieces, a.Title)...)
		}
	}
	return piece.Entry{Article: a, Pieces: pieces}, true
}

// withoutTitle is pieces without a repeated title on top.
func withoutTitle(pieces []piece.Piece, title string) []piece.Piece {
	if len(pieces) > 1 && strings.EqualFold(pieces[0].Text, title) {
		return pieces[1:]
	}
	return pieces
}

// source is the outlet that an item was taken from.
func (c channel) source(n *xmltree.Node) model.Outlet {
	if o := c.named(n); o.Name != "" {
		return o
	}
	o := model.Outlet{Domain: meta.Domain(n.Attr("url"))}
	if o.Name = html.SiteName(html.Value(n.Text(c.text)), o.Domain); o.Name == "" {
		return c.outlet
	}
	o.From = "metadata"
	return o
}

// name is an item's name inside the feed: its id, else its number.
func (c channel) name(item *xmltree.Node, number int) string {
	for _, name := range []string{"guid", "id"} {
		if id := piece.Clean(item.First("-", name).Text(c.text)); id != "" && len(id) < 300 {
			return id
		}
	}
	if id := item.Attr("about"); id != "" && len(id) < 300 {
		return piece.Clean(id)
	}
	return strconv.Itoa(number)
}

// Elements that tell when an item was published and last changed.
var (
	published = []string{"pubdate", "published", "date", "issued"}
	updated   = []string{"updated", "modified"}
)

func (c channel) stamp(item *xmltree.Node, names ...string) *model.Published {
	for _, name := range names {
		if v, ok := meta.Stamp(piece.Clean(item.First("", name).Text(c.text))); ok {
			return &model.Published{Value: v, From: "metadata"}
		}
	}
	return nil
}

// body is the full text of an item and where in the feed it begins.
func (c channel) body(item *xmltree.Node) (pieces []piece.Piece, asides []model.Aside, at int) {
	for _, n := range []*xmltree.Node{item.First("content", "encoded"), item.First("", "encoded"), item.First("-", "content"),
		item.First("xhtml", "body"), item.First("-", "body"), item.First("-", "description"), item.First("-", "summary")} {
		if n == nil {
			continue
		}
		teaser := n.Name == "description" || n.Name == "summary"
		if pieces, asides = c.blocks(n); len(pieces) > 0 && Full(pieces, teaser) {
			return pieces, asides, n.Start
		}
	}
	return nil, nil, 0
}

// blocks are the blocks of an element that holds a text in any of the ways
// that feeds have.
func (c channel) blocks(n *xmltree.Node) ([]piece.Piece, []model.Aside) {
	var e *piece.Extract
	if len(n.Kids) > 0 {
		e = n.Markup(c.text, nil)
	} else {
		e = n.Extract(c.text)
	}
	return Body(e)
}

// Body reads the text or markup of an extract as the body of an article.
func Body(e *piece.Extract) (pieces []piece.Piece, asides []model.Aside) {
	src := e.Source()
	if html.Markup(src.Text) {
		pieces, asides = html.Fragment(src)
	} else {
		pieces = piece.Paragraphs(src)
	}
	for i := range asides {
		asides[i].Line = 0 // the line in the extract says nothing
	}
	e.Place(pieces)
	return pieces, asides
}

// What makes a text a whole one: this many words in all, and for an element
// that is meant for teasers as many sentences too.
const (
	leastWords       = 12
	leastTeaserWords = 60
	leastSentences   = 3
)

// Full says whether pieces are a whole text rather than a teaser.
func Full(pieces []piece.Piece, teaser bool) bool {
	words, sentences := 0, 0
	for _, p := range pieces {
		words += len(strings.Fields(p.Text))
		sentences += Sentences(p.Text)
	}
	last := strings.TrimRight(pieces[len(pieces)-1].Text, " )]»\"”")
	for _, end := range []string{"…", "...", "&hellip;", "Read more", "Read More", "Continue reading", " chars"} {
		if strings.HasSuffix(last, end) {
			return false
		}
	}
	return words >= leastWords && (!teaser || words >= leastTeaserWords && sentences >= leastSentences)
}

// Sentences is about how many sentences end in text.
func Sentences(text string) int {
	n := 0
	runes := []rune(text)
	for i, r := range runes {
		switch r {
		case '.', '!', '?', '…', '؟', '।':
			if i+1 == len(runes) || i+2 < len(runes) && !unicode.IsLetter(runes[i+1]) && !unicode.IsDigit(runes[i+1]) && !unicode.IsLower(runes[i+2]) {
				n++
			}
		case '。', '！', '？':
			n++
		}
	}
	return n
}
