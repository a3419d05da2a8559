package read

import (
	"bytes"
	"errors"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/feed"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/wire"
)

// maxEntries is how many articles one file may hold.
const maxEntries = 200000

// articles makes articles of the entries of a source. Each is named after the
// file and its place in it.
func articles(source string, src *piece.Source, entries []piece.Entry) []*model.Article {
	out := make([]*model.Article, 0, len(entries))
	for _, e := range entries[:min(len(entries), maxEntries)] {
		a := e.Article
		assemble(a, src, e.Pieces)
		if a.Text == "" {
			continue
		}
		a.Source = source + "#" + a.Source
		finish(a)
		out = append(out, a)
	}
	return out
}

// entries reads a file by a reader of entries.
func entries(source string, data []byte, read func(*piece.Source) ([]piece.Entry, error)) ([]*model.Article, error) {
	src := piece.NewSource(Decode(data))
	found, err := read(src)
	out := articles(source, src, found)
	if len(out) == 0 && err == nil {
		err = errors.New("no article text found")
	}
	return out, err
}

// feeds are RSS and Atom feeds, sitemaps and OPML lists.
var feeds = form{
	is: func(data []byte) bool { return feed.Is(rootName(data)) },
	read: func(source string, data []byte, _ int) ([]*model.Article, error) {
		return entries(source, data, feed.Read)
	},
}

// agencyFiles are NewsML-G2 and NITF.
var agencyFiles = form{
	is: func(data []byte) bool { return wire.IsXML(rootName(data)) },
	read: func(source string, data []byte, _ int) ([]*model.Article, error) {
		return entries(source, data, wire.ReadXML)
	},
}

// objects are JSON Lines, arrays and objects of articles, JSON Feed, ninjs and
// the program's own export.
var objects = form{
	is: func(data []byte) bool { return wire.IsJSON(opening(data)) },
	read: func(source string, data []byte, _ int) ([]*model.Article, error) {
		return entries(source, data, wire.ReadJSON)
	},
}

// rootName is the local name of the first element of an XML file, in lower
// case; "" where data does not begin as one.
func rootName(data []byte) string {
	head := opening(data)
	for {
		head = strings.TrimLeft(head, " \t\r\n\f\ufeff")
		mark := ""
		switch {
		case strings.HasPrefix(head, "<!--"):
			mark = "-->"
		case strings.HasPrefix(head, "<?"):
			mark = "?>"
		case strings.HasPrefix(head, "<!"):
			if mark = ">"; strings.Contains(head[:strings.IndexByte(head+">", '>')], "[") {
				mark = "]>"
			}
		}
		if mark == "" {
			break
		}
		_, rest, ok := strings.Cut(head, mark)
		if !ok {
			return ""
		}
		head = rest
	}
	if !strings.HasPrefix(head, "<") {
		return ""
	}
	name := head[1:max(1, strings.IndexAny(head, " \t\r\n/>"))]
	if _, local, ok := strings.Cut(name, ":"); ok {
		name = local
	}
	return strings.ToLower(name)
}

// opening is the first part of data, decoded as far as telling its kind needs.
func opening(data []byte) string {
	head := data[:min(len(data), 8<<10)]
	if bytes.IndexByte(head[:min(len(head), 64)], 0) >= 0 {
		return Decode(head)
	}
	return strings.TrimPrefix(string(head), "\xef\xbb\xbf")
}
