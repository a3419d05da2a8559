package cli

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"synoptic/internal/model"
	"synoptic/internal/read/fetch"
)

const ferryPage = `<html><head><title>Ferry stays %s</title></head><body><article><h1>Ferry stays %[1]s</h1>
<p>The harbour council voted on Monday to keep the night ferry running for one more winter, its chair Mara Lind said.</p>
<p>“Nobody should have to sleep on the quay,” said Lind, who chairs the council. The vote was %[1]s to nothing.</p></article></body></html>`

// A newsroom is a site with a feed, a sitemap and pages, which notes what it
// was asked for.
type newsroom struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newNewsroom(t *testing.T) *newsroom {
	n := &newsroom{}
	n.Server = httptest.NewServer(http.HandlerFunc(n.serve))
	t.Cleanup(n.Close)
	return n
}

func (n *newsroom) serve(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	n.asked = append(n.asked, r.URL.Path)
	n.mu.Unlock()
	loc := func(path, day string) string {
		return "<url><loc>" + n.URL + path + "</loc><lastmod>" + day + "</lastmod></url>"
	}
	switch path := r.URL.Path; {
	case path == "/robots.txt":
		io.WriteString(w, "User-agent: *\nDisallow: /private\n")
	case path == "/moved":
		http.Redirect(w, r, "/pages/moved", http.StatusMovedPermanently)
	case path == "/russian":
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		w.Write([]byte("<html><title>\xcf\xe0\xf0\xee\xec</title><p>\xcf\xe0\xf0\xee\xec \xee\xf1\xf2\xe0\xe5\xf2\xf1\xff \xed\xe0 \xe7\xe8\xec\xf3, \xf1\xea\xe0\xe7\xe0\xeb \xec\xfd\xf0 \xe3\xee\xf0\xee\xe4\xe0 \xe2 \xf1\xf0\xe5\xe4\xf3.</p></html>"))
	case path == "/feed":
		io.WriteString(w, `<rss><channel><title>Elsa Courier</title>
<item><title>Whole</title><guid>whole</guid><description>`+strings.Repeat("The mayor of Port Elsa has put off the tram line by two years, her office said on Tuesday. ", 8)+`</description></item>
<item><title>Old</title><link>/pages/old</link><pubDate>Mon, 03 Mar 2031 18:05:00 GMT</pubDate></item>
<item><title>New</title><link>pages/new#top</link><pubDate>Tue, 04 Mar 2031 18:05:00 GMT</pubDate></item>
<item><title>Private</title><link>`+n.URL+`/private/x</link></item></channel></rss>`)
	case path == "/packed":
		z := gzip.NewWriter(w)
		fmt.Fprint(z, "<urlset>"+loc("/pages/4", "2031-03-04")+loc("", "")+"<url/>")
		z.Close()
	case path == "/long":
		fmt.Fprintf(w, "<rss><channel><title>Elsa Courier</title><item><description>%s</description></item><item><link>/pages/5</link></item></channel></rss>",
			strings.Repeat("The mayor of Port Elsa has put off the tram line by two years, her office said on Tuesday. ", maxText/80))
	case path == "/sitemap.xml":
		io.WriteString(w, "<sitemapindex><sitemap><loc>"+n.URL+"/sitemap-1.xml</loc></sitemap><sitemap><loc>"+n.URL+"/sitemap.xml</loc></sitemap></sitemapindex>")
	case path == "/sitemap-1.xml":
		io.WriteString(w, "<urlset>"+loc("/pages/1", "2031-03-01")+loc("/pages/2", "2031-03-02")+loc("/pages/3", "2031-03-03")+"</urlset>")
	case strings.HasPrefix(path, "/pages/"):
		fmt.Fprintf(w, ferryPage, path[len("/pages/"):])
	default:
		http.NotFound(w, r)
	}
}

// fetchAll reads addresses without a pause between them, and returns what was
// read and skipped, the newsroom's address left out.
func (n *newsroom) fetchAll(t *testing.T, flags addressFlags, files []model.Skipped, addresses ...string) (sources, skipped []string) {
	t.Helper()
	fetcher := fetch.New("test")
	fetcher.AllowPrivate, fetcher.Pause = true, 0
	f := follower{addressFlags: flags, get: fetcher.Get, report: func(string, int, int) {}}
	for i, a := range addresses {
		addresses[i] = strings.Replace(a, "SITE", n.URL, 1)
	}
	articles, passed, err := f.readAddresses(context.Background(), addresses, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		sources = append(sources, strings.ReplaceAll(a.Source, n.URL, ""))
	}
	for _, s := range passed {
		skipped = append(skipped, strings.ReplaceAll(s.Source+": "+s.Reason, n.URL, ""))
	}
	return sources, skipped
}

func TestFetchedAddresses(t *testing.T) {
	n := newNewsroom(t)
	for name, c := range map[string]struct {
		flags     addressFlags
		addresses []string
		sources   []string
		skipped   []string
	}{
		"pages": {addressFlags{MaxLinks: 50}, []string{"SITE/pages/a", "SITE/pages/a#b", "SITE/moved", "SITE/pages/moved", "SITE/none", "SITE/private"},
			[]string{"/pages/a", "/pages/moved"},
			[]string{"/none: 127.0.0.1 has no such page (status 404); check the address",
				"/private: the robots.txt of 127.0.0.1 asks programs not to fetch it; save the page in a browser and name its file"}},
		"feed": {addressFlags{MaxLinks: 50}, []string{"SITE/feed"}, []string{"/feed#whole"},
			[]string{"/feed: 3 of 4 items are only links, without full text; --follow fetches them"}},
		"feed followed": {addressFlags{MaxLinks: 50, Follow: true}, []string{"SITE/feed", "SITE/pages/old"}, []string{"/feed#whole", "/pages/old", "/pages/new"},
			[]string{"/private/x: the robots.txt of 127.0.0.1 asks programs not to fetch it; save the page in a browser and name its file"}},
		"packed": {addressFlags{MaxLinks: 50}, []string{"SITE/packed"}, nil,
			[]string{"/packed: a sitemap of 3 addresses; truncated: the file ends before its end tags; --follow fetches them"}},
		"packed, followed": {addressFlags{MaxLinks: 50, Follow: true}, []string{"SITE/packed"}, []string{"/pages/4"},
			[]string{"/packed: truncated: the file ends before its end tags; 1 of its 3 links have no whole address, so that they cannot be followed",
				": 127.0.0.1 has no such page (status 404); check the address"}},
		"a long text is told though links are followed": {addressFlags{MaxLinks: 50, Follow: true}, []string{"SITE/long"}, []string{"/pages/5"},
			[]string{"/long: 2 MB of running text; an article has at most 2 MB"}},
		"newest of a feed": {addressFlags{MaxLinks: 1, Follow: true}, []string{"SITE/feed"}, []string{"/feed#whole", "/pages/new"},
			[]string{"/feed: 2 of its 3 links were not followed; --max-links raises the limit of 1"}},
		"sitemaps": {addressFlags{MaxLinks: 50}, []string{"SITE/sitemap.xml", "SITE/sitemap-1.xml"}, nil,
			[]string{"/sitemap.xml: an index of 2 sitemaps; --follow fetches them", "/sitemap-1.xml: a sitemap of 3 addresses; --follow fetches them"}},
		"sitemaps followed": {addressFlags{MaxLinks: 2, Follow: true}, []string{"SITE/sitemap.xml"}, []string{"/pages/3", "/pages/2"},
			[]string{"/sitemap-1.xml: 1 of its 3 links were not followed; --max-links raises the limit of 2"}},
	} {
		t.Run(name, func(t *testing.T) {
			sources, skipped := n.fetchAll(t, c.flags, nil, c.addresses...)
			if !slices.Equal(sources, c.sources) {
				t.Errorf("read %q", sources)
			}
			if !slices.Equal(skipped, c.skipped) {
				t.Errorf("skipped %q", skipped)
			}
		})
	}
}

func TestFilesWithLinks(t *testing.T) {
	n := newNewsroom(t)
	path := filepath.ToSlash(filepath.Join(t.TempDir(), "feeds.opml"))
	opml := `<opml><body><outline xmlUrl="` + n.URL + `/feed"/><outline type="link" url="` + n.URL + `/pages/one"/><outline type="link" url="/pages/two"/></body>`
	if err := os.WriteFile(path, []byte(opml), 0o644); err != nil {
		t.Fatal(err)
	}
	files := []model.Skipped{{Source: "missing", Reason: "no such file or folder"}, {Source: path, Reason: "an OPML list of 3 addresses; truncated: the file ends before its end tags"}}
	sources, skipped := n.fetchAll(t, addressFlags{MaxLinks: 50}, files)
	if len(sources) != 0 || !slices.Equal(skipped, []string{"missing: no such file or folder", path + ": an OPML list of 3 addresses; truncated: the file ends before its end tags; --follow fetches them"}) {
		t.Errorf("read %q, skipped %q", sources, skipped)
	}
	sources, skipped = n.fetchAll(t, addressFlags{MaxLinks: 2, Follow: true}, files)
	if !slices.Equal(sources, []string{"/feed#whole", "/pages/one", "/pages/new"}) {
		t.Errorf("read %q", sources)
	}
	if want := path + ": truncated: the file ends before its end tags; 1 of its 3 links have no whole address, so that they cannot be followed"; !slices.Contains(skipped, want) {
		t.Errorf("skipped %q", skipped)
	}
}

// TestCompareAddresses runs the whole program on addresses.
func TestCompareAddresses(t *testing.T) {
	n := newNewsroom(t)
	run := func(stdin string, args ...string) (code int, stdout, stderr string) {
		var out, errs bytes.Buffer
		code = Main(context.Background(), append([]string{"compare", "--format", "json"}, args...), strings.NewReader(stdin), &out, &errs, []string{"NO_PROXY=*"})
		return code, out.String(), errs.String()
	}
	code, stdout, stderr := run("", n.URL+"/moved", n.URL+"/russian", "--allow-private")
	var doc model.Document
	if err := json.Unmarshal([]byte(stdout), &doc); code != exitDone || err != nil || len(doc.Articles) != 2 {
		t.Fatalf("exit %d, %v: %s%s", code, err, stdout, stderr)
	}
	if a := doc.Articles[0]; a.Source != n.URL+"/pages/moved" || a.URL != a.Source || a.Outlet.Domain != "127.0.0.1" || a.Title != "Ferry stays moved" {
		t.Errorf("%q, %q, %+v, %q", a.Source, a.URL, a.Outlet, a.Title)
	}
	if !strings.Contains(doc.Articles[1].Text, "Паром остается на зиму") {
		t.Errorf("the charset of the header is lost: %q", doc.Articles[1].Text)
	}
	code, stdout, stderr = run("", n.URL+"/pages/a")
	if code != exitFailed || stdout != "" || !strings.Contains(stderr, "127.0.0.1 is this machine itself (loopback); only public addresses are fetched, unless you give --allow-private") {
		t.Errorf("exit %d: %s%s", code, stdout, stderr)
	}
	sitemap := "<urlset><url><loc>" + n.URL + "/pages/b</loc></url></urlset>"
	code, _, stderr = run(sitemap, "-")
	if code != exitFailed || !strings.Contains(stderr, "skipped standard input: a sitemap of 1 address; --follow fetches it") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	code, stdout, stderr = run(sitemap, "-", "--follow", "--allow-private")
	if code != exitDone || !strings.Contains(stdout, `"source": "`+n.URL+`/pages/b"`) {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

func TestFetchingEndsWhenTheUserWants(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	f := follower{addressFlags: addressFlags{MaxLinks: 5, Follow: true}, report: func(string, int, int) {}, get: func(ctx context.Context, _ string) (*fetch.Page, error) {
		stop()
		return nil, ctx.Err()
	}}
	if _, _, err := f.readAddresses(ctx, []string{"https://a.example/", "https://b.example/"}, nil, nil); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
