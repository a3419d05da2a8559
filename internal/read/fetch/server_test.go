package fetch

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

const story = "<html><title>Ferry stays</title><p>The night ferry of Port Elsa stays for one more winter.</p></html>"

// A clock goes on only when somebody waits for it.
type clock struct {
	mu     sync.Mutex
	now    time.Time
	waited []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Wait(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.waited = append(c.waited, d)
	return ctx.Err()
}

// quick is a Fetcher for tests: it may go to this machine and has a clock of
// its own.
func quick() (*Fetcher, *clock) {
	f := New("1.2")
	f.AllowPrivate = true
	f.MaxSize = 1 << 20
	c := &clock{now: time.Date(2031, 3, 3, 12, 0, 0, 0, time.UTC)}
	f.Now, f.Wait = c.Now, c.Wait
	return f, c
}

// impatient is quick, with short times.
func impatient() *Fetcher {
	f, _ := quick()
	f.Header, f.Idle = 300*time.Millisecond, 200*time.Millisecond
	return f
}

// guarded is quick, but takes 127.0.0.1 for a public address, and no other.
func guarded() *Fetcher {
	f, _ := quick()
	f.AllowPrivate = false
	f.refuse = func(a netip.Addr) string {
		if a.Unmap() == netip.AddrFrom4([4]byte{127, 0, 0, 1}) {
			return ""
		}
		return Refused(a)
	}
	return f
}

// serve runs a server that has no robots.txt and answers all else by h.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.Start()
	t.Cleanup(s.Close)
	return s.URL
}

// raw runs a server that reads a request and answers with whatever answer
// writes; robots.txt is not found.
func raw(t *testing.T, answer func(c net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	t.Cleanup(func() { l.Close(); all.Wait() })
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer c.Close()
				r, err := http.ReadRequest(bufio.NewReader(c))
				if err != nil {
					return
				}
				if r.URL.Path == "/robots.txt" {
					io.WriteString(c, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
					return
				}
				answer(c)
			})
		}
	})
	return "http://" + l.Addr().String()
}

// say is an answer of fixed bytes.
func say(text string) func(net.Conn) {
	return func(c net.Conn) { io.WriteString(c, text) }
}

// names is a resolver that answers with the next of the addresses of a name,
// the last one again and again.
func names(t *testing.T, known map[string][]string) *net.Resolver {
	t.Helper()
	var mu sync.Mutex
	next := func(name string, kind dnsmessage.Type) (netip.Addr, bool, bool) {
		mu.Lock()
		defer mu.Unlock()
		list, ok := known[strings.TrimSuffix(name, ".")]
		if !ok {
			return netip.Addr{}, false, false
		}
		a := netip.MustParseAddr(list[0])
		if a.Is4() != (kind == dnsmessage.TypeA) {
			return a, false, true
		}
		if len(list) > 1 {
			known[strings.TrimSuffix(name, ".")] = list[1:]
		}
		return a, true, true
	}
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go answerNames(there, next)
		return here, nil
	}}
}

// answerNames answers the questions that come over c, framed as over TCP.
func answerNames(c net.Conn, next func(string, dnsmessage.Type) (netip.Addr, bool, bool)) {
	defer c.Close()
	for {
		var size [2]byte
		if _, err := io.ReadFull(c, size[:]); err != nil {
			return
		}
		question := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(c, question); err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(question) != nil {
			return
		}
		q := m.Questions[0]
		m.Header.Response, m.Additionals = true, nil
		a, has, known := next(q.Name.String(), q.Type)
		switch {
		case !known:
			m.Header.RCode = dnsmessage.RCodeNameError
		case has && a.Is4():
			m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class}, Body: &dnsmessage.AResource{A: a.As4()}}}
		case has:
			m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class}, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}}}
		}
		out, err := m.Pack()
		if err != nil {
			return
		}
		c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(out))), out...))
	}
}

// fails wants the address not to be fetched, for a reason that has all words.
func fails(t *testing.T, f *Fetcher, address string, words ...string) {
	t.Helper()
	p, err := f.Get(context.Background(), address)
	if err == nil {
		t.Fatalf("%s was fetched: %d bytes", address, len(p.Data))
	}
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("no reason for people: %v", err)
	}
	for _, w := range words {
		if !strings.Contains(e.Reason, w) {
			t.Errorf("reason %q lacks %q", e.Reason, w)
		}
	}
	if strings.ContainsAny(e.Error(), "\n\r\x1b\x00") || len(e.Error()) > 1200 {
		t.Errorf("a reason not for people: %q", e.Error())
	}
}

func gets(t *testing.T, f *Fetcher, address string) *Page {
	t.Helper()
	p, err := f.Get(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sum(ds []time.Duration) time.Duration {
	total := time.Duration(0)
	for d := range slices.Values(ds) {
		total += d
	}
	return total
}
