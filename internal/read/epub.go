package read

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"

	"synoptic/internal/model"
	"synoptic/internal/read/archive"
	"synoptic/internal/read/meta"
)

// A epubContainer is META-INF/container.xml: where the book's description is.
type epubContainer struct {
	Roots []struct {
		Path string `xml:"full-path,attr"`
	} `xml:"rootfiles>rootfile"`
}

// A epubPackage is a book's description: its documents and their order.
type epubPackage struct {
	Publisher string   `xml:"metadata>publisher"`
	Creators  []string `xml:"metadata>creator"`
	Dates     []string `xml:"metadata>date"`
	Items     []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Type       string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		ID string `xml:"idref,attr"`
	} `xml:"spine>itemref"`
}

// noDocuments are ends of names of files in a book that hold no text.
var noDocuments = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".css", ".js", ".ttf", ".otf", ".woff", ".woff2",
	".mp3", ".mp4", ".m4a", ".m4v", ".ogg", ".smil"}

// maxBook is how many bytes the texts of a book may have together.
const maxBook = 64 << 20

// readEPUB reads the documents of a book in reading order. Covers and tables of
// contents, which hold no running text, are passed over.
func (j job) readEPUB(source string, in *input, _ int) error {
	at, size, err := in.anywhere(j)
	if err != nil {
		return err
	}
	var p problems
	files, held := map[string][]byte{}, 0
	for _, problem := range archive.WalkZip(at, size, j.budget, func(m archive.Member) bool {
		if slices.Contains(noDocuments, strings.ToLower(path.Ext(m.Name))) {
			return true
		}
		data, err := io.ReadAll(io.LimitReader(m.Content, int64(maxBook-held)))
		if err != nil {
			p.add(m.Name, archive.Reason(err))
			return true
		}
		files[m.Name] = data
		held += len(data)
		return held < maxBook
	}) {
		p.add("", problem)
	}
	book, folder, err := description(files)
	if err != nil {
		p.add("", err.Error())
		return p.err()
	}
	before := j.given
	for _, name := range readingOrder(book, folder) {
		content, ok := files[name]
		if !ok {
			p.add(name, "not in the book")
			continue
		}
		articles, err := j.readText(source+"/"+name, content)
		for _, a := range articles {
			fromBook(a, book)
		}
		j.give(articles)
		if err != nil && !errors.Is(err, errNoText) {
			p.add(name, err.Error())
		}
	}
	return j.nothing(before, &p, "an EPUB file with no text in it")
}

// description finds what the book says of itself, and the folder its names are
// relative to.
func description(files map[string][]byte) (book epubPackage, folder string, err error) {
	var c epubContainer
	if err := decodeXML(files["META-INF/container.xml"], &c); err != nil || len(c.Roots) == 0 {
		return book, "", errors.New("an EPUB file that does not say where its content is")
	}
	root := strings.TrimPrefix(path.Clean("/"+c.Roots[0].Path), "/")
	if err := decodeXML(files[root], &book); err != nil {
		return book, "", errors.New("an EPUB file with a damaged or missing table of its documents")
	}
	return book, path.Dir(root), nil
}

func decodeXML(data []byte, into any) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict, d.CharsetReader = false, charset.NewReaderLabel
	return d.Decode(into)
}

// readingOrder is the names of the documents in the archive, each once.
func readingOrder(book epubPackage, folder string) (names []string) {
	hrefs := map[string]string{}
	for _, item := range book.Items {
		if strings.Contains(item.Type, "html") && !strings.Contains(" "+item.Properties+" ", " nav ") {
			hrefs[item.ID] = item.Href
		}
	}
	for _, ref := range book.Spine {
		href, ok := hrefs[ref.ID]
		if !ok {
			continue
		}
		delete(hrefs, ref.ID)
		if plain, err := url.PathUnescape(href); err == nil {
			href = plain
		}
		names = append(names, strings.TrimPrefix(path.Clean("/"+folder+"/"+href), "/"))
	}
	return names
}

// fromBook takes outlet, authors and time from the book where the document has
// none.
func fromBook(a *model.Article, book epubPackage) {
	if name := strings.Join(strings.Fields(book.Publisher), " "); name != "" && (a.Outlet.From == "file" || a.Outlet.Name == "") {
		a.Outlet = model.Outlet{Name: name, From: "metadata"}
	}
	if len(a.Byline) == 0 {
		for _, c := range book.Creators {
			a.Byline = append(a.Byline, meta.Persons(c)...)
		}
	}
	for _, d := range book.Dates {
		if value, ok := meta.Stamp(strings.TrimSpace(d)); ok && a.Published == nil {
			a.Published = &model.Published{Value: value, From: "metadata"}
		}
	}
	dropOwnCredits(a)
	a.Seal()
}
