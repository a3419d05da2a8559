// Package extractors holds other programs' ways of finding the article of a
// page: for benchmarks beside package read, and for labels made by machine from
// which the first pass of the line model learns (command silver). It is a module
// of its own, so that neither the program nor its tests depend on these
// libraries.
package extractors

import (
	"bytes"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var address = &url.URL{Scheme: "http", Host: "localhost", Path: "/"}

// Trafilatura is the article that go-trafilatura finds with its fallbacks, one
// line a block, "" where it finds none.
func Trafilatura(page string) string {
	return safe(func() (*html.Node, error) {
		r, err := trafilatura.Extract(strings.NewReader(page), trafilatura.Options{EnableFallback: true, ExcludeComments: true, OriginalURL: address})
		if err != nil {
			return nil, err
		}
		return r.ContentNode, nil
	})
}

// Readability is the article that go-readability finds.
func Readability(page string) string {
	return safe(func() (*html.Node, error) {
		parser := readability.NewParser()
		r, err := parser.Parse(bytes.NewReader([]byte(page)), address)
		return r.Node, err
	})
}

// Distiller is the article that go-domdistiller finds.
func Distiller(page string) string {
	return safe(func() (*html.Node, error) {
		r, err := distiller.ApplyForReader(strings.NewReader(page), &distiller.Options{SkipPagination: true})
		if err != nil {
			return nil, err
		}
		return r.Node, nil
	})
}

// safe is the text of what extract finds; a panic in a library is no find.
func safe(extract func() (*html.Node, error)) (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	node, err := extract()
	if err != nil || node == nil {
		return ""
	}
	var b strings.Builder
	write(&b, node)
	return b.String()
}

// blocks are elements that begin and end a line.
var blocks = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.Li: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Td: true, atom.Tr: true, atom.Blockquote: true, atom.Br: true,
	atom.Section: true, atom.Article: true, atom.Figcaption: true, atom.Figure: true, atom.Ul: true, atom.Ol: true,
	atom.Table: true, atom.Pre: true}

func write(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(strings.Join(strings.Fields(n.Data), " ") + " ")
	}
	if blocks[n.DataAtom] {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(b, c)
	}
	if blocks[n.DataAtom] {
		b.WriteByte('\n')
	}
}
