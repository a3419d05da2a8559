package read

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"synoptic/internal/model"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// described is a link in one line.
func described(l Link) string {
	s := l.Address
	if l.List {
		s += " (list)"
	}
	if l.Title != "" {
		s += " " + l.Title
	}
	if l.Published != nil {
		s += " published " + l.Published.Value
	}
	if l.Updated != nil {
		s += " updated " + l.Updated.Value
	}
	return s
}

// TestLinks reads the lists of addresses in testdata/links: txtar files like
// the golden cases, with a link in a line as what is wanted.
func TestLinks(t *testing.T) {
	cases, err := filepath.Glob("testdata/links/*.txtar")
	if err != nil || len(cases) < 5 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(path)
			if err != nil || len(ar.Files) == 0 {
				t.Fatalf("parse %s: %v", path, err)
			}
			links, said := Links(ar.Files[0].Data)
			if _, err := Read("list", ar.Files[0].Data); err == nil || !strings.Contains(err.Error(), said) {
				t.Errorf("%v does not say %q", err, said)
			}
			var got strings.Builder
			for _, l := range links {
				got.WriteString(described(l) + "\n")
			}
			fmt.Fprintf(&got, "said: %s\n", said)
			if packed, _ := Links(gzipped(ar.Files[0].Data)); len(packed) != len(links) {
				t.Errorf("%d links packed, %d not", len(packed), len(links))
			}
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "want", Data: []byte(got.String())})
				if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(ar.Files) != 2 || string(ar.Files[1].Data) != got.String() {
				t.Errorf("other links; -update rewrites\n%s", got.String())
			}
		})
	}
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

func TestOtherFilesHaveNoLinks(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte(sample), "page": []byte("<html><a href='https://a.example/'>a</a></html>"),
		"JSON": []byte(`{"items":[{"title":"a","url":"https://a.example/"}]}`), "gzip": gzipped([]byte(sample)), "cut gzip": gzipped([]byte(sample))[:12],
		"bomb": gzipped(make([]byte, 1<<20)),
	} {
		if links, said := Links(data); len(links) > 0 || said != "" {
			t.Errorf("%s: %v, %q", name, links, said)
		}
	}
}

// TestManyLinks wants large and hostile lists to end.
func TestManyLinks(t *testing.T) {
	for name, data := range map[string]string{
		"sitemap":      "<urlset>" + strings.Repeat("<url><loc>https://a.example/</loc></url>", 60000) + "</urlset>",
		"deep OPML":    "<opml><body>" + strings.Repeat(`<outline xmlUrl="https://a.example/">`, 200000),
		"deep JSON":    `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("[", 1000000),
		"empty items":  "<rss><channel>" + strings.Repeat("<item/>", 60000) + "</channel></rss>",
		"relative":     "<urlset>" + strings.Repeat("<url><loc>/a</loc></url>", 10),
		"packed bomb":  string(gzipped([]byte("<urlset>" + strings.Repeat("<url><loc>https://a.example/</loc></url>", 300000)))),
		"long address": "<urlset><url><loc>https://a.example/" + strings.Repeat("a", 1<<20) + "</loc></url></urlset>",
	} {
		links, _ := Links([]byte(data))
		if len(links) > 50000 {
			t.Errorf("%s: %d links", name, len(links))
		}
	}
}

// FuzzLinks wants links that can be followed, whatever the file.
func FuzzLinks(f *testing.F) {
	for _, dir := range []string{"testdata/*.txtar", "testdata/links/*.txtar"} {
		cases, err := filepath.Glob(dir)
		if err != nil || len(cases) == 0 {
			f.Fatalf("no cases in %s: %v", dir, err)
		}
		for _, path := range cases {
			ar, err := txtar.ParseFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(ar.Files[0].Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		links, _ := Links(data)
		for _, l := range links {
			if u, err := url.Parse(l.Address); err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("a link to %q", l.Address)
			}
		}
	})
}

func TestPageInTheCharsetOfItsHeader(t *testing.T) {
	russian := "<html><title>\xcf\xe0\xf0\xee\xec</title><p>\xcf\xe0\xf0\xee\xec \xee\xf1\xf2\xe0\xe5\xf2\xf1\xff \xed\xe0 \xe7\xe8\xec\xf3, \xf1\xea\xe0\xe7\xe0\xeb \xec\xfd\xf0 \xe3\xee\xf0\xee\xe4\xe0 \xe2 \xf1\xf0\xe5\xe4\xf3.</p></html>"
	as, err := readPage("https://www.kurier.example/parom", InCharset([]byte(russian), "windows-1251"))
	if err != nil || len(as) != 1 || !strings.Contains(as[0].Text, "Паром остается на зиму") {
		t.Fatalf("%v, %v", as, err)
	}
	if a := as[0]; a.Source != "https://www.kurier.example/parom" || a.URL != a.Source || a.Outlet.Domain != "kurier.example" {
		t.Errorf("%q, %q, %+v", a.Source, a.URL, a.Outlet)
	}
	for name, data := range map[string]string{"UTF-8, whatever the header says": "<p>Паром</p>", "a gzip file": string(gzipped([]byte("x"))), "a PDF": "%PDF-1.7\n\xff"} {
		if got := InCharset([]byte(data), "windows-1251"); string(got) != data {
			t.Errorf("%s: changed to %q", name, got)
		}
	}
}

func readPage(address string, data []byte) (out []*model.Article, err error) {
	err = Options{}.ReadPage(address, data, func(a *model.Article) error {
		out = append(out, a)
		return nil
	})
	return out, err
}
