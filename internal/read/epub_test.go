package read

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
)

const bookTable = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:publisher>The Port Elsa Ledger</dc:publisher><dc:creator>Mara Lind</dc:creator><dc:date>2031-06-03</dc:date></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="1" href="z%20one.xhtml" media-type="application/xhtml+xml"/><item id="2" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/><item id="x" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/><itemref idref="n"/><itemref idref="1"/><itemref idref="2"/><itemref idref="x"/><itemref idref="1"/></spine></package>`

func bookOf(t testing.TB, files ...file) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	first := file{"mimetype", "application/epub+zip"}
	for i, f := range append([]file{first}, files...) {
		method := zip.Deflate
		if i == 0 {
			method = zip.Store
		}
		w, err := z.CreateRaw(&zip.FileHeader{Name: f.name, Method: zip.Store, UncompressedSize64: uint64(len(f.data)), CompressedSize64: uint64(len(f.data))})
		if method == zip.Deflate {
			w, err = z.Create(f.name)
		}
		if err == nil {
			_, err = io.WriteString(w, f.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func book(t testing.TB) []byte {
	return bookOf(t,
		file{"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>`},
		file{"OPS/book.opf", bookTable}, file{"OPS/nav.xhtml", page}, file{"OPS/z one.xhtml", page}, file{"OPS/a.xhtml", page},
		file{"OPS/c.xhtml", "<html><body><img src='cover.png'/></body></html>"})
}

func TestEPUB(t *testing.T) {
	articles, err := Read("b.epub", book(t))
	if want := []string{"b.epub/OPS/z one.xhtml", "b.epub/OPS/a.xhtml"}; !slices.Equal(sourcesOf(articles), want) {
		t.Fatalf("read %v, %v", sourcesOf(articles), err)
	}
	if err == nil || err.Error() != "OPS/gone.xhtml: not in the book" {
		t.Errorf("error %v", err)
	}
	for _, a := range articles {
		invariants(t, a, len(page))
		if a.Outlet.Name != "The Port Elsa Ledger" || !slices.Equal(a.Byline, []string{"Mara Lind"}) || a.Published == nil || a.Published.Value != "2031-06-03" {
			t.Errorf("outlet %+v, byline %q, published %+v", a.Outlet, a.Byline, a.Published)
		}
	}
	inZip, _ := Read("x.zip", zipOf(t, file{"b.epub", string(book(t))}))
	if len(inZip) != 2 {
		t.Errorf("in an archive: %v", sourcesOf(inZip))
	}
}

func TestDamagedEPUB(t *testing.T) {
	for _, data := range [][]byte{bookOf(t), bookOf(t, file{"META-INF/container.xml", "<container><rootfiles><rootfile full-path='x'/>"}), book(t)[:200]} {
		if articles, err := Read("b.epub", data); len(articles) != 0 || err == nil || !strings.Contains(err.Error(), "an EPUB file") {
			t.Errorf("read %v, %v", sourcesOf(articles), err)
		}
	}
}

func FuzzEPUB(f *testing.F) {
	f.Add(bookTable, page)
	f.Add("<package><spine>", "<p>")
	f.Fuzz(func(t *testing.T, table, text string) {
		fuzzed(t, bookOf(t, file{"META-INF/container.xml", "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>"},
			file{"OPS/book.opf", table}, file{"OPS/a.xhtml", text}))
	})
}
