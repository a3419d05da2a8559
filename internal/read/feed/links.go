package feed

import (
	"net/url"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/html"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/xmltree"
)

// A Link is an article, or a list of such links, that a file names by address
// without its text.
type Link struct {
	Address   string // as it is written, perhaps relative to that of the file; "" where none can be followed
	Title     string
	Published *model.Published // nil where it is not given
	Updated   *model.Published
	List      bool // it leads to a feed or another list, not to an article
}

// maxLinks is how many links of one file are given: as many as a sitemap may
// have by sitemaps.org.
const maxLinks = 50000

// Links are the items of a feed that have no full text, the addresses of a
// sitemap and the feeds of an OPML list, in the order of the file. Said is what
// Read says of them in its error.
func Links(src *piece.Source) (links []Link, said string) {
	root, whole := rootOf(src.Text)
	if root == nil {
		return nil, ""
	}
	c := channel{text: src.Text}
	switch root.Name {
	case "urlset":
		links = c.located(root.All("url"), false)
	case "sitemapindex":
		links = c.located(root.All("sitemap"), true)
	case "opml":
		links = c.outlines(root)
	default:
		return itemLinks(src.Text, root, whole)
	}
	return links, addresses(root)
}

// located are the links of a sitemap's elements.
func (c channel) located(nodes []*xmltree.Node, list bool) []Link {
	var out []Link
	for _, n := range nodes[:min(len(nodes), maxLinks)] {
		l := Link{Address: c.value(n.First("-", "loc")), Updated: c.stamp(n, "lastmod"), List: list}
		if news := n.First("", "news"); news != nil {
			l.Title = c.value(news.First("", "title"))
			l.Published = c.stamp(news, "publication_date")
		}
		out = add(out, l)
	}
	return out
}

// outlines are the links of an OPML list.
func (c channel) outlines(root *xmltree.Node) []Link {
	var out []Link
	root.Find(func(n *xmltree.Node) {
		if n.Name != "outline" {
			return
		}
		l := Link{Address: n.Attr("xmlurl"), Title: piece.Clean(n.Attr("text")), List: true}
		if l.Address == "" {
			l.Address = n.Attr("url")
			l.List = strings.EqualFold(n.Attr("type"), "include") || strings.EqualFold(n.Attr("type"), "rss") || strings.HasSuffix(strings.ToLower(l.Address), ".opml")
		}
		if l.Address != "" { // else it is a folder
			out = add(out, l)
		}
	})
	return out
}

// itemLinks are the items of a feed that are no articles yet.
func itemLinks(text string, root *xmltree.Node, whole bool) (links []Link, said string) {
	head, items := itemsOf(root)
	c := channelOf(text, head)
	seen, bare := 0, 0
	for _, item := range items {
		if !item.Closed && !whole {
			continue
		}
		seen++
		if pieces, _, _ := c.body(item); len(pieces) > 0 {
			continue
		}
		bare++
		l := Link{Address: c.link(item), Title: html.Value(item.First("-", "title").Text(text))}
		if l.Address == "" {
			l.Address = c.relative(item)
		}
		l.Published = c.stamp(item, published...)
		l.Updated = c.stamp(item, updated...)
		links = add(links, l)
	}
	return links, OnlyLinks(bare, seen)
}

// relative is the link of an item that names no host.
func (c channel) relative(item *xmltree.Node) string {
	for _, k := range item.All("link") {
		if rel := k.Attr("rel"); rel != "" && rel != "alternate" {
			continue
		}
		if at := k.Attr("href"); at != "" {
			return at
		}
		if at := c.value(k); at != "" {
			return at
		}
	}
	return ""
}

func (c channel) value(n *xmltree.Node) string { return piece.Clean(n.Text(c.text)) }

// add adds a link, up to as many as there may be.
func add(links []Link, l Link) []Link {
	if len(links) >= maxLinks {
		return links
	}
	if !followable(l.Address) {
		l.Address = ""
	}
	return append(links, l)
}

// followable says whether an address may lead to a page: it is relative, or
// one of the web.
func followable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && address != "" && (u.Scheme == "" || u.Host != "" && (u.Scheme == "http" || u.Scheme == "https"))
}
