package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestPage(t *testing.T) {
	var asked http.Header
	site := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header
		w.Header().Set("Content-Type", "text/html; charset=Windows-1251")
		w.Header().Set("Set-Cookie", "visitor=1")
		io.WriteString(w, story)
	})
	f, _ := quick()
	p := gets(t, f, "  "+strings.Replace(site, "http", "HTTP", 1)+"#comments ")
	if string(p.Data) != story || p.Type != "text/html" || p.Charset != "Windows-1251" || p.Address != site+"/" {
		t.Errorf("got %+v", p)
	}
	gets(t, f, site+"/again")
	if asked.Get("Cookie") != "" {
		t.Error("a cookie was sent back")
	}
	if agent := asked.Get("User-Agent"); !strings.HasPrefix(agent, "Synoptic/1.2 (") || !strings.Contains(agent, "docs/fetching.md") {
		t.Errorf("User-Agent %q", agent)
	}
}

func TestAgentIsOneWord(t *testing.T) {
	if got := agent("1.0 (x)\r\nCookie: a"); !strings.HasPrefix(got, "Synoptic/1.0xCookie:a (") {
		t.Errorf("got %q", got)
	}
}

func TestKindsOfContent(t *testing.T) {
	for kind, fetched := range map[string]bool{
		"": true, "text/html": true, "text/plain": true, "application/rss+xml": true, "application/pdf": true, "application/zip": true,
		"application/octet-stream": true, "nonsense": true, ";;;": true, "text/html; charset": true,
		"image/png": false, "video/mp4": false, "audio/mpeg": false, "text/css": false, "application/javascript": false, "font/woff2": false,
	} {
		site := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = []string{kind}
			if kind == "" {
				w.Header()["Content-Type"] = nil
			}
			io.WriteString(w, story)
		})
		f, _ := quick()
		if fetched {
			if p := gets(t, f, site); string(p.Data) != story {
				t.Errorf("%s: got %q", kind, p.Data)
			}
			continue
		}
		fails(t, f, site, kind, "not an article")
	}
}

func TestStatuses(t *testing.T) {
	for status, words := range map[int]string{
		401: "login", 402: "login", 403: "save the page in a browser", 404: "no such page", 410: "check the address", 418: "status 418", 429: "too many requests",
		451: "legal reasons", 500: "try again later", 502: "try again later", 503: "not in service", 599: "fails", 204: "gives no page", 206: "gives no page",
		300: "gives no page", 304: "gives no page", 407: "proxy",
	} {
		site := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		f, _ := quick()
		fails(t, f, site+"/page", words)
	}
}

// TestBadAnswers has servers that break the rules of HTTP, or of good manners.
func TestBadAnswers(t *testing.T) {
	page := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	for name, c := range map[string]struct {
		answer func(net.Conn)
		words  []string
	}{
		"body too short":        {say(page + "Content-Length: 5000\r\n\r\n" + story), []string{"breaks off", "try again"}},
		"chunked, cut":          {say(page + "Transfer-Encoding: chunked\r\n\r\n10\r\nThe night "), []string{"breaks off"}},
		"chunked, garbage":      {say(page + "Transfer-Encoding: chunked\r\n\r\nzz\r\nThe night "), []string{"cannot be read"}},
		"no answer":             {say(""), []string{"breaks off"}},
		"not HTTP":              {say("SSH-2.0-OpenSSH_9.9\r\n\x1b[31m"), []string{"cannot be read"}},
		"negative length":       {say(page + "Content-Length: -5\r\n\r\n" + story), []string{"cannot be read"}},
		"two lengths":           {say(page + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + story), []string{"cannot be read"}},
		"bad gzip":              {say(page + "Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00 not deflated"), []string{"bad gzip"}},
		"cut gzip":              {say(page + "Content-Encoding: gzip\r\n\r\n" + string(packedIn(story)[:40])), []string{"breaks off"}},
		"broken checksum":       {say(page + "Content-Encoding: gzip\r\n\r\n" + string(flipped(packedIn(story)))), []string{"bad gzip"}},
		"other encoding":        {say(page + "Content-Encoding: br\r\n\r\nxxxx"), []string{"packed", `"br"`}},
		"empty":                 {say(page + "\r\n"), []string{"empty"}},
		"says it is large":      {say(page + "Content-Length: 99000000\r\n\r\n"), []string{"larger than 1 MB"}},
		"endless body":          {endless(page+"\r\n", "The night ferry stays. "), []string{"larger than 1 MB"}},
		"endless chunks":        {endless(page+"Transfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n"), []string{"larger than 1 MB"}},
		"endless header":        {endless("HTTP/1.1 200 OK\r\n", "X-A: bbbbbbbbbbbbbbbbbb\r\n"), []string{"header"}},
		"endless header line":   {endless("HTTP/1.1 200 OK\r\nX-A: ", "bbbbbbbbbbbbbbbbbb"), []string{"header"}},
		"endless early hints":   {endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), []string{"cannot be read"}},
		"slow header":           {drip("HTTP/1.1 200 OK\r\nX-Slow: "), []string{"does not answer in time"}},
		"silence":               {drip(""), []string{"does not answer in time"}},
		"slow body":             {drip(page + "\r\n"), []string{"too slowly", "try again later"}},
		"reset":                 {reset(page + "Content-Length: 5000\r\n\r\n" + story), []string{"breaks off"}},
		"location is too long":  {say("HTTP/1.1 302 Found\r\nLocation: /" + strings.Repeat("a", 9000) + "\r\n\r\n"), []string{"longer than any"}},
		"location has controls": {say("HTTP/1.1 302 Found\r\nLocation: http://a\x1b[31m/\r\n\r\n"), []string{"cannot be read"}},
		"no location":           {say("HTTP/1.1 302 Found\r\n\r\n"), []string{"without saying where"}},
		"bomb":                  {say(page + "Content-Encoding: gzip\r\n\r\n" + string(packedIn(strings.Repeat("a", 2<<20)))), []string{"larger than 1 MB"}},
		"endless empty gzip":    {endless(page+"Content-Encoding: gzip\r\n\r\n"+string(packedIn("a")[:10]), "\x00\x00\x00\xff\xff"), []string{"larger than 1 MB"}},
		"status without sense":  {say("HTTP/1.1 999 \x1b\r\n\r\n"), []string{"status 999"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, _ := quick()
			if slices.Contains([]string{"silence", "slow header", "slow body"}, name) {
				f = impatient()
			}
			started := time.Now()
			fails(t, f, raw(t, c.answer)+"/page", c.words...)
			if took := time.Since(started); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

// TestOddAnswers has servers whose mistakes do no harm.
func TestOddAnswers(t *testing.T) {
	page := "HTTP/1.1 200 OK\r\n"
	for name, answer := range map[string]func(net.Conn){
		"body too long":       say(fmt.Sprintf("%sContent-Length: %d\r\n\r\n%s<p>More</p>", page, len(story), story)),
		"no length":           say(page + "\r\n" + story),
		"large header":        say(page + "X-A: " + strings.Repeat("b", 100<<10) + "\r\n\r\n" + story),
		"not gzip":            say(page + "Content-Encoding: gzip\r\n\r\n" + story),
		"gzip and rubbish":    say(page + "Content-Encoding: gzip\r\n\r\n" + string(packedIn(story)) + "\x00\x00 rubbish that is no header"),
		"HTTP/1.0":            say("HTTP/1.0 200 OK\r\n\r\n" + story),
		"trailers":            say(fmt.Sprintf("%sTransfer-Encoding: chunked\r\nTrailer: X-A\r\n\r\n%x\r\n%s\r\n0\r\nX-A: b\r\n\r\n", page, len(story), story)),
		"a hint before":       say("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + page + "\r\n" + story),
		"two kinds":           say(page + "Content-Type: text/html\r\nContent-Type: image/png\r\n\r\n" + story),
		"slow, but it comes":  slow(page+"\r\n", story),
		"gzip in two members": say(page + "Content-Encoding: x-gzip\r\n\r\n" + string(packedIn(story[:40])) + string(packedIn(story[40:]))),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, _ := quick()
			if p := gets(t, f, raw(t, answer)); string(p.Data) != story {
				t.Errorf("got %q", p.Data)
			}
		})
	}
}

func packedIn(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.Bytes()
}

// flipped is data with a wrong checksum.
func flipped(data []byte) []byte {
	data[len(data)-6] ^= 0xff
	return data
}

func endless(start, again string) func(net.Conn) {
	many := strings.Repeat(again, 1000)
	return func(c net.Conn) {
		_, err := io.WriteString(c, start)
		for err == nil {
			_, err = io.WriteString(c, many)
		}
	}
}

func drip(start string) func(net.Conn) {
	return func(c net.Conn) {
		_, err := io.WriteString(c, start)
		for err == nil {
			if start != "" {
				_, err = io.WriteString(c, "x")
			} else {
				_, err = c.Read(make([]byte, 1)) // until it is closed
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}

func slow(start, text string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, start)
		for part := range strings.SplitAfterSeq(text, " ") {
			io.WriteString(c, part)
			time.Sleep(5 * time.Millisecond)
		}
	}
}

func reset(start string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, start)
		time.Sleep(20 * time.Millisecond)
		c.(*net.TCPConn).SetLinger(0)
	}
}

func TestTotalTime(t *testing.T) {
	f, _ := quick()
	f.Total, f.Idle = 150*time.Millisecond, time.Hour
	fails(t, f, raw(t, drip("HTTP/1.1 200 OK\r\n\r\n")), "not complete", "try again later")
}

func TestRedirects(t *testing.T) {
	var site string
	site = serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "../news/a%20b?c=d#part", http.StatusMovedPermanently)
		case "/news/a b":
			io.WriteString(w, story)
		case "/self":
			http.SetCookie(w, &http.Cookie{Name: "visitor", Value: "1"})
			http.Redirect(w, r, "/self", http.StatusFound)
		case "/a":
			http.Redirect(w, r, "/b", http.StatusSeeOther)
		case "/b":
			http.Redirect(w, r, "/a", http.StatusTemporaryRedirect)
		case "/to":
			w.Header().Set("Location", r.URL.Query().Get("at"))
			w.WriteHeader(http.StatusPermanentRedirect)
		default:
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}
	})
	f, c := quick()
	if p := gets(t, f, site+"/moved"); p.Address != site+"/news/a%20b?c=d" || string(p.Data) != story {
		t.Errorf("got %+v", p)
	}
	if len(c.waited) > 0 {
		t.Errorf("waited %v before a redirect", c.waited)
	}
	fails(t, f, site+"/self", "in a circle", "cookies", "save the page in a browser")
	fails(t, f, site+"/a", "in a circle")
	fails(t, f, site+"/x", "more than 10 times")
	for at, words := range map[string]string{
		"file:///etc/passwd":           "only http and https",
		"ftp://example.org/a":          "only http and https",
		"javascript:alert(1)":          "only http and https",
		"data:text/html,hello":         "only http and https",
		"http://":                      "names no host",
		"http://me:secret@example.org": "user name or password",
		"http://[::1":                  "not an address",
		"//127.0.0.1:1/x":              "nothing answers at 127.0.0.1:1",
	} {
		fails(t, f, site+"/to?at="+url.QueryEscape(at), "it redirects to", words)
		if _, err := f.Get(context.Background(), site+"/to?at="+url.QueryEscape(at)); strings.Contains(strings.TrimPrefix(err.Error(), "fetch "+site+"/to?at="+url.QueryEscape(at)), "secret") {
			t.Errorf("a password is shown: %v", err)
		}
	}
}

// TestPrivatePlaces wants nothing private to be reached by redirects or names.
func TestPrivatePlaces(t *testing.T) {
	reached := false
	l, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("this system has no second loopback address:", err)
	}
	secret := &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reached = true
		io.WriteString(w, "secret")
	})}}
	secret.Start()
	defer secret.Close()
	_, secretPort, _ := net.SplitHostPort(l.Addr().String())
	site := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if at := r.URL.Query().Get("at"); at != "" {
			http.Redirect(w, r, at, http.StatusFound)
			return
		}
		io.WriteString(w, story)
	})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(site, "http://"))
	f := guarded()
	f.Dialer.Resolver = names(t, map[string][]string{
		"news.example.org":    {"127.0.0.1"},
		"inner.example.org":   {"127.0.0.2"},
		"rebound.example.org": {"127.0.0.1", "127.0.0.1", "127.0.0.2"}, // robots.txt, page, and then
		"meta.example.org":    {"169.254.169.254"},
		"six.example.org":     {"fd00::1"},
		"mapped.example.org":  {"::ffff:10.0.0.1"},
	})
	if p := gets(t, f, "http://news.example.org:"+port+"/"); string(p.Data) != story {
		t.Errorf("got %q", p.Data)
	}
	for _, at := range []string{
		"http://127.0.0.2:" + secretPort, "http://inner.example.org:" + secretPort + "/", "http://localhost:" + secretPort, "http://a.localhost./",
		"http://169.254.169.254/latest/meta-data/", "http://meta.example.org/", "http://[fd00:ec2::254]/", "http://six.example.org/", "http://mapped.example.org/",
		"http://[::ffff:127.0.0.2]:" + secretPort, "http://[64:ff9b::7f00:2]/", "http://[::]:" + secretPort, "http://0:" + secretPort, "http://127.2:" + secretPort,
		"http://2130706434:" + secretPort, "http://0x7f000002:" + secretPort, "http://0177.0.0.2:" + secretPort, "http://１２７.0.0.2:" + secretPort,
		"http://intranet/", "http://printer.local/", "http://metadata.google.internal/", "http://[fe80::1%25lo]/", "http://100.64.0.1/", "http://224.0.0.1/",
	} {
		fails(t, f, at, "--allow-private")
		fails(t, f, "http://news.example.org:"+port+"/?at="+url.QueryEscape(at), "it redirects to", "--allow-private")
	}
	rebound := "http://rebound.example.org:" + secretPort + "/"
	f.hosts = map[string]*host{}
	if p := gets(t, f, "http://rebound.example.org:"+port+"/"); string(p.Data) != story {
		t.Errorf("got %q", p.Data)
	}
	fails(t, f, rebound, "rebound.example.org stands for", "127.0.0.2 is this machine itself", "--allow-private")
	fails(t, f, "http://unknown.example.org/", "no site is known by the name unknown.example.org")
	if reached {
		t.Error("the private server was reached")
	}
	f.AllowPrivate = true
	f.robots = map[string]*robots{}
	if p := gets(t, f, "http://127.0.0.2:"+secretPort+"/"); string(p.Data) != "secret" {
		t.Errorf("got %q", p.Data)
	}
}

func TestIPv6(t *testing.T) {
	l, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Skip("this system has no IPv6:", err)
	}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, story) })}}
	s.Start()
	defer s.Close()
	f, _ := quick()
	if p := gets(t, f, "http://"+l.Addr().String()+"/"); p.Address != "http://"+l.Addr().String()+"/" {
		t.Errorf("got %q", p.Address)
	}
	fails(t, guarded(), "http://"+l.Addr().String()+"/", "loopback")
}

func TestNothingThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	f, _ := quick()
	fails(t, f, "http://"+address, "nothing answers at "+address)
}

func TestEncryption(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, story, r.ProtoMajor) }))
	s.EnableHTTP2 = true
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	f, _ := quick()
	fails(t, f, s.URL, "certificate", "not signed by anybody")
	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	fails(t, f, strings.Replace(plain, "http:", "https:", 1), "does not speak https")
	fails(t, f, strings.Replace(raw(t, nil), "http:", "https:", 1), "breaks off")

	trusting := func(name string, now time.Time) *Fetcher {
		f, _ := quick()
		roots := x509.NewCertPool()
		roots.AddCert(s.Certificate())
		f.TLS = &tls.Config{RootCAs: roots, ServerName: name, Time: func() time.Time { return now }}
		return f
	}
	if p := gets(t, trusting("", time.Now()), s.URL); string(p.Data) != story+"2" {
		t.Errorf("got %q", p.Data)
	}
	fails(t, trusting("other.example.org", time.Now()), s.URL, "for another name")
	fails(t, trusting("", time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC)), s.URL, "expired")
}

func TestConditionalRequests(t *testing.T) {
	full := 0
	site := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 03 Mar 2031 11:00:00 GMT")
		if r.URL.Path == "/secret" {
			w.Header().Set("Cache-Control", "private, no-store")
		}
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Mon, 03 Mar 2031 11:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		full++
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, story)
	})
	f, _ := quick()
	f.Cache = &Memory{}
	first, second := gets(t, f, site), gets(t, f, site)
	if first.Unchanged || !second.Unchanged || full != 1 {
		t.Errorf("asked for the whole page %d times: %v, %v", full, first.Unchanged, second.Unchanged)
	}
	if second.Unchanged = false; string(second.Data) != story || second.Charset != "utf-8" || second.Address != site+"/" {
		t.Errorf("kept as %+v", second)
	}
	gets(t, f, site+"/secret")
	if p := gets(t, f, site+"/secret"); p.Unchanged {
		t.Error("a page was kept that must not be")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	m := &Memory{Max: 100}
	for i := range 50 {
		m.Put(fmt.Sprint(i%20), Entry{Page: Page{Data: make([]byte, i)}})
	}
	if m.size > 100 || len(m.entries) != len(m.order) {
		t.Errorf("%d bytes, %d entries, %d in order", m.size, len(m.entries), len(m.order))
	}
	if _, ok := m.Get("9"); !ok {
		t.Error("the newest page was forgotten")
	}
	m.Put("large", Entry{Page: Page{Data: make([]byte, 101)}})
	if m.size != 0 || len(m.entries) != 0 {
		t.Errorf("a page larger than all room leaves %d bytes", m.size)
	}
}

func TestPauses(t *testing.T) {
	site := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, story) })
	f, c := quick()
	for i := range 3 {
		gets(t, f, fmt.Sprint(site, "/", i))
	}
	if got := sum(c.waited); got != 2*time.Second {
		t.Errorf("waited %v", c.waited)
	}
}

func TestOneAtATime(t *testing.T) {
	var at, most atomic.Int32
	site := serve(t, func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), at.Add(1)))
		time.Sleep(2 * time.Millisecond)
		at.Add(-1)
		io.WriteString(w, story)
	})
	f, c := quick()
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() { gets(t, f, fmt.Sprint(site, "/", i)) })
	}
	all.Wait()
	if most.Load() != 1 || sum(c.waited) < 19*time.Second {
		t.Errorf("%d at a time, waited %v", most.Load(), c.waited)
	}
}

func TestRetryAfter(t *testing.T) {
	answers := map[string]string{"/soon": "7", "/late": "3600", "/date": "Mon, 03 Mar 2031 12:00:20 GMT", "/rubbish": "soon", "/negative": "-1", "/none": ""}
	for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		asked := map[string]int{}
		site := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if asked[r.URL.Path]++; asked[r.URL.Path] > 1 {
				io.WriteString(w, story)
				return
			}
			w.Header().Set("Retry-After", answers[r.URL.Path])
			w.WriteHeader(status)
		})
		for path, words := range map[string]string{"/late": "try again in 60 minutes", "/rubbish": "try again later", "/negative": "try again later", "/none": "try again later"} {
			f, _ := quick()
			fails(t, f, site+path, words, fmt.Sprint("status ", status))
			if path == "/late" {
				fails(t, f, site+"/soon", "asked to be left alone for 60 minutes")
			}
		}
		for path, least := range map[string]time.Duration{"/soon": 7 * time.Second, "/date": 20 * time.Second} {
			f, c := quick()
			if p := gets(t, f, site+path); string(p.Data) != story || sum(c.waited) < least {
				t.Errorf("%s: waited %v", path, c.waited)
			}
		}
	}
	always := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	f, _ := quick()
	fails(t, f, always, "too many requests")
}

func TestRobots(t *testing.T) {
	for name, c := range map[string]struct {
		status  int
		text    string
		allowed bool
		pause   time.Duration
	}{
		"none":              {404, "", true, 0},
		"forbidden":         {403, "", true, 0},
		"broken":            {500, "", false, 0},
		"overloaded":        {429, "", false, 0},
		"empty":             {200, "", true, 0},
		"disallow":          {200, "User-agent: *\nDisallow: /", false, 0},
		"disallow us":       {200, "User-agent: Synoptic/2\nDisallow: /news\n\nUser-agent: *\nDisallow:\n", false, 0},
		"allow us":          {200, "User-agent: synoptic\nDisallow:\nUser-agent: *\nDisallow: /\n", true, 0},
		"others only":       {200, "User-agent: BadBot\nUser-agent: WorseBot\nDisallow: /\n", true, 0},
		"another path":      {200, "User-agent: *\r\nDisallow: /private # and more\r\nAllow: /news", true, 0},
		"longer wins":       {200, "User-agent: *\nDisallow: /news\nAllow: /news/story", true, 0},
		"query":             {200, "User-agent: *\nDisallow: /*?part=2", false, 0},
		"byte order mark":   {200, "\ufeffUser-agent: *\nDisallow: /", false, 0},
		"old Mac":           {200, "User-agent: *\rDisallow: /", false, 0},
		"one bad line":      {200, "Disallow before: all\nCrawl-delay: soon\nUser-agent: *\nCrawl-delay: soon\nDisallow: /news", false, 0},
		"garbage":           {200, "\x00\xff\xfe<html><a href=\"http://x\">:::</a>\nDisallow: /\n", true, 0},
		"delay":             {200, "User-agent: *\nCrawl-delay: 5", true, 5 * time.Second},
		"long delay":        {200, "User-agent: *\nCrawl-delay: 1e300", true, 30 * time.Second},
		"negative delay":    {200, "User-agent: *\nCrawl-delay: -5", true, time.Second},
		"huge":              {200, "User-agent: *\nDisallow: /news\n" + strings.Repeat("Disallow: /x\n", 1<<20), false, 0},
		"huge, rule behind": {200, strings.Repeat("# comment\n", 1<<20) + "User-agent: *\nDisallow: /news\n", true, 0},
		"many agents":       {200, strings.Repeat("User-agent: *\nUser-agent: x\n", 10000) + strings.Repeat("Disallow: /x\n", 10000), true, 0},
		"many stars":        {200, "User-agent: *\nDisallow: " + strings.Repeat("*a", 900) + "\n", true, 0},
		"long rule":         {200, "User-agent: *\nDisallow: /" + strings.Repeat("n", 1<<18) + "\nDisallow: /news", false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/robots.txt" {
					io.WriteString(w, story)
					return
				}
				asked++
				w.WriteHeader(c.status)
				io.WriteString(w, c.text)
			}))
			defer s.Close()
			f, clock := quick()
			at := s.URL + "/news/story?part=2"
			if !c.allowed {
				fails(t, f, at, "robots.txt")
				return
			}
			gets(t, f, at)
			gets(t, f, at)
			if c.pause > 0 && sum(clock.waited) != c.pause {
				t.Errorf("waited %v", clock.waited)
			}
			if asked != 1 {
				t.Errorf("asked for robots.txt %d times", asked)
			}
			clock.Wait(context.Background(), 25*time.Hour)
			if gets(t, f, at); asked != 2 {
				t.Errorf("asked for robots.txt %d times in two days", asked)
			}
		})
	}
}

// TestRobotsElsewhere has robots.txt files that redirect or do not come.
func TestRobotsElsewhere(t *testing.T) {
	for name, c := range map[string]struct {
		robots http.HandlerFunc
		words  string // "" where the page is fetched
	}{
		"moved": {func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.Redirect(w, r, "/other.txt", http.StatusFound)
				return
			}
			io.WriteString(w, "User-agent: *\nDisallow: /news")
		}, "robots.txt"},
		"in a circle": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/robots.txt", http.StatusFound) }, ""},
		"to a file": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(302)
		}, ""},
		"slow": {func(w http.ResponseWriter, r *http.Request) { time.Sleep(600 * time.Millisecond) }, "does not answer in time"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/news" {
					io.WriteString(w, story)
					return
				}
				c.robots(w, r)
			}))
			defer s.Close()
			if c.words != "" {
				fails(t, impatient(), s.URL+"/news", c.words)
				return
			}
			f, _ := quick()
			gets(t, f, s.URL+"/news")
		})
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	f, _ := quick()
	for address, words := range map[string]string{
		"":                              "only http and https",
		"example.org":                   "only http and https",
		"file:///etc/passwd":            "only http and https",
		"http:///page":                  "names no host",
		"http:page":                     "names no host",
		"http://a b/":                   "not written as an address",
		"http://me:pw@example.org/":     "user name or password",
		"http://a\x1b[31m/":             "not written as an address",
		"http://" + ".com/\u202e":       "",
		"http://xn--a.\u2024\u2024.org": "not a name",
		"http://example.org/" + strings.Repeat("a", 9000): "the longest",
	} {
		fails(t, f, address, words)
	}
}

func TestProxy(t *testing.T) {
	var through []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		through = append(through, r.Method+" "+r.RequestURI)
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, story)
	}))
	defer proxy.Close()
	f, _ := quick()
	f.AllowPrivate = false
	f.Proxy = Proxies(map[string]string{"http_proxy": proxy.URL, "no_proxy": "plain.example.org"})
	if p := gets(t, f, "http://news.example.org/story"); string(p.Data) != story || len(through) != 2 || through[1] != "GET http://news.example.org/story" {
		t.Errorf("asked the proxy for %q", through)
	}
	for _, at := range []string{"http://10.0.0.1/", "http://169.254.169.254/", "http://[::ffff:10.0.0.1]/", "http://167772161/", "http://10.1/", "http://intranet/", "http://a.internal/", "http://１０.0.0.1/"} {
		fails(t, f, at, "--allow-private")
	}
	f.Dialer.Resolver = names(t, map[string][]string{})
	fails(t, f, "https://secure.example.org/", "no site is known") // no proxy for https
	if len(through) != 2 {
		t.Errorf("the proxy was asked for %q", through[2:])
	}

	for _, bad := range []string{"%%%", "http://", "ftp://a.example", "http://[::1"} {
		f.Proxy = Proxies(map[string]string{"https_proxy": bad})
		fails(t, f, "http://news.example.org/", "not written as an address")
	}

	down, _ := quick()
	down.Proxy = Proxies(map[string]string{"HTTP_PROXY": "http://me:secret@127.0.0.1:1", "HTTPS_PROXY": "127.0.0.1:1"})
	fails(t, down, "http://news.example.org/", "nothing answers at the proxy 127.0.0.1:1")
	fails(t, down, "https://news.example.org/", "nothing answers at the proxy 127.0.0.1:1")
	if _, err := down.Get(context.Background(), "http://news.example.org/"); strings.Contains(err.Error(), "secret") {
		t.Errorf("a password is shown: %v", err)
	}
	wants := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
	defer wants.Close()
	down.once, down.Proxy = sync.Once{}, Proxies(map[string]string{"HTTPS_PROXY": wants.URL})
	fails(t, down, "https://news.example.org/", "the proxy wants a login")
}

func TestEndedByTheCaller(t *testing.T) {
	site := raw(t, drip("HTTP/1.1 200 OK\r\n\r\n"))
	f, _ := quick()
	f.Idle, f.Total = time.Hour, time.Hour
	ctx, stop := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, stop)
	if _, err := f.Get(ctx, site); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	f.Pause = time.Hour
	f.Wait = wait
	ctx, stop = context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer stop()
	if _, err := f.Get(ctx, site); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestHostsAreForgotten(t *testing.T) {
	f, c := quick()
	for i := range 3 * maxRemember {
		h, err := f.enter(context.Background(), &url.URL{Host: fmt.Sprint("h", i)}, false)
		if err != nil {
			t.Fatal(err)
		}
		f.leave(h)
		c.Wait(context.Background(), 10*time.Millisecond)
	}
	if len(f.hosts) > maxRemember {
		t.Errorf("%d hosts are kept in mind", len(f.hosts))
	}
}
