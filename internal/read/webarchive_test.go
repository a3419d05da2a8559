package read

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/read/warc"
)

func record(kind, uri, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2033-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, len(block), block)
}

func response(status int, fields, body string) string {
	return fmt.Sprintf("HTTP/1.1 %d OK\r\n%s\r\n\r\n%s", status, fields, body)
}

func chunked(s string) (out string) {
	for len(s) > 0 {
		n := min(len(s), 100)
		out += fmt.Sprintf("%x;x=y\r\n%s\r\n", n, s[:n])
		s = s[n:]
	}
	return out + "0\r\n\r\n"
}

func webArchive(t testing.TB) string {
	const html = "Content-Type: text/html; charset=windows-1252"
	latin := strings.ReplaceAll(page, "Port Elsa", "Port \xc9lsa")
	return record("warcinfo", "", "software: x") +
		record("response", "https://www.ledger.example.com/a", response(200, html, latin)) +
		record("request", "https://www.ledger.example.com/a", "GET /a HTTP/1.1\r\n\r\n") +
		record("response", "<https://www.ledger.example.com/b>", response(200, html+"\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(string(gzipOf(t, []byte(page)))))) +
		record("revisit", "https://www.ledger.example.com/a", "") +
		record("response", "https://www.ledger.example.com/c", response(404, html, page)) +
		record("response", "https://www.ledger.example.com/d.png", response(200, "Content-Type: image/png", "\x89PNG")) +
		record("response", "https://www.ledger.example.com/e", response(200, html+"\r\nContent-Encoding: br", "\x01")) +
		strings.Replace(record("resource", "https://www.ledger.example.com/f", page), "application/http; msgtype=response", "text/html", 1)
}

func TestWARC(t *testing.T) {
	data := webArchive(t)
	base := "https://www.ledger.example.com/"
	for name, data := range map[string][]byte{"x.warc": []byte(data), "x.warc.gz": gzipOf(t, []byte(data)), "x.warc.zst": zstdOf(t, []byte(data))} {
		articles, err := Read(name, data)
		if want := []string{base + "a", base + "b", base + "f"}; !slices.Equal(sourcesOf(articles), want) {
			t.Fatalf("%s: read %v, %v", name, sourcesOf(articles), err)
		}
		for _, want := range []string{"1 request", "1 revisit", "1 status 404", "1 not a page", `e: content encoding "br" is not supported`} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %v lacks %q", name, err, want)
			}
		}
		a := articles[0]
		if a.URL != base+"a" || a.Outlet.Domain != "ledger.example.com" || a.Published != nil || !strings.Contains(a.Text, "Port Élsa") {
			t.Errorf("%s: URL %q, outlet %+v, published %v, text %q", name, a.URL, a.Outlet, a.Published, a.Text)
		}
		for _, a := range articles {
			invariants(t, a, len(page)+10)
		}
	}
}

func TestDamagedWARC(t *testing.T) {
	one := record("response", "https://ledger.example.com/a", response(200, "Content-Type: text/html", page))
	for name, data := range map[string]string{
		"cut":      one + one[:len(one)-200],
		"between":  one + "noise\nnoise\r\n",
		"length":   strings.Replace(one, "Content-Length: ", "Content-Length: 9", 1) + one,
		"negative": strings.Replace(one, "Content-Length: ", "Content-Length: -", 1) + one,
	} {
		articles, err := Read("x.warc", []byte(data))
		if len(articles) != 1 || err == nil || !strings.Contains(err.Error(), "damaged or truncated") {
			t.Errorf("%s: read %v, %v", name, sourcesOf(articles), err)
		}
	}
	endless := record("response", "https://ledger.example.com/a", response(200, "Content-Type: text/html\r\nTransfer-Encoding: chunked", "fffffffffffff\r\n"+page))
	if a := read1(t, "x.warc", []byte(endless)); len(a.Notes) == 0 || !strings.Contains(a.Notes[len(a.Notes)-1], "ended early") {
		t.Errorf("notes %q", a.Notes)
	}
	bomb := string(gzipOf(t, make([]byte, 40<<20)))
	_, err := Read("x.warc", []byte(record("response", "https://ledger.example.com/a", response(200, "Content-Encoding: gzip", bomb))))
	if err == nil || !strings.Contains(err.Error(), "unpacks to more") {
		t.Errorf("bomb: %v", err)
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(webArchive(f)))
	f.Add([]byte(webArchive(f)[:900]))
	f.Fuzz(func(t *testing.T, data []byte) {
		if warc.Is(data) {
			fuzzed(t, data)
		}
	})
}
