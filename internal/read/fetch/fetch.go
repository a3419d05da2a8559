package fetch

import (
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode"

	"synoptic/internal/read/mail"
)

// Limits that every Fetcher has.
const (
	// MaxSize is how large a page may be by default, in bytes, as it is sent and
	// unpacked.
	MaxSize     = 10 << 20
	maxHops     = 10        // redirects behind each other
	maxHeader   = 256 << 10 // bytes of a response's header
	maxRemember = 1000      // hosts and robots.txt files kept in mind
)

// A Fetcher gets pages from web addresses. It may be used by many goroutines.
// Make one with New; its fields may be changed before the first use.
type Fetcher struct {
	Agent        string // User-Agent
	AllowPrivate bool   // also addresses of this machine and its networks
	MaxSize      int64  // bytes of a page
	Cache        Cache  // what is asked for only if it has changed; may be nil

	Header time.Duration // until a response begins
	Idle   time.Duration // in which some hundred bytes must come
	Total  time.Duration // for one address with its redirects, without waiting for a turn
	Pause  time.Duration // between two addresses of one host
	// MaxPause is the longest pause that a host may ask for, by Crawl-delay or
	// Retry-After. What asks for more is not waited for.
	MaxPause time.Duration

	Dialer net.Dialer // its resolver and timeout; what it may dial is checked in its Control
	TLS    *tls.Config
	Proxy  func(*url.URL) (*url.URL, error) // the proxy for an address; nil for none
	Now    func() time.Time
	Wait   func(context.Context, time.Duration) error

	refuse func(netip.Addr) string // why an address must not be dialled

	once            sync.Once
	direct, proxied *http.Transport

	mu     sync.Mutex
	hosts  map[string]*host
	robots map[string]*robots
}

// New is a Fetcher with defaults for the program of that version.
func New(version string) *Fetcher {
	return &Fetcher{
		Agent:    agent(version),
		MaxSize:  MaxSize,
		Header:   20 * time.Second,
		Idle:     15 * time.Second,
		Total:    90 * time.Second,
		Pause:    time.Second,
		MaxPause: 30 * time.Second,
		Dialer:   net.Dialer{Timeout: 10 * time.Second},
		Now:      time.Now,
		Wait:     wait,
		refuse:   Refused,
		hosts:    map[string]*host{},
		robots:   map[string]*robots{},
	}
}

// agent is an honest User-Agent: name, version, what the program does, and
// where that is described.
func agent(version string) string {
	version = strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || r <= ' ' || strings.ContainsRune(`()"\/`, r) {
			return -1
		}
		return r
	}, version)
	return "Synoptic/" + cmp.Or(version, "0") + " (compares news articles on its user's own computer; robots.txt name: " +
		robotsName + "; described in docs/fetching.md of the project)"
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// A Page is what an address gave.
type Page struct {
	Address   string // after redirects
	Type      string // media type in lower case, "" where none was stated
	Charset   string // as the HTTP header states it
	Data      []byte
	Unchanged bool // it is the page of the cache
}

// A trip is the way from an address through its redirects to a page.
type trip struct {
	*Fetcher
	left    time.Duration // of Total
	hops    int
	seen    map[string]bool // addresses that redirected
	retried bool
}

// Get gets the page at an http or https address. A failure is an *Error with a
// reason for people, or ctx's error where ctx ended.
func (f *Fetcher) Get(ctx context.Context, address string) (*Page, error) {
	t := &trip{Fetcher: f, left: f.Total, seen: map[string]bool{}}
	var page *Page
	u, err := f.parse(address)
	for at := u; err == nil && page == nil; {
		u = at
		if page, at, err = t.visit(ctx, u); err == nil && page == nil && at != u {
			err = t.hop(u)
		}
	}
	switch {
	case err == nil:
		return page, nil
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	}
	return nil, t.failure(address, u, err)
}

// hop counts the redirect at u, and says why there may be no more.
func (t *trip) hop(u *url.URL) error {
	t.hops++
	switch at := u.String(); {
	case t.seen[at]:
		return fmt.Errorf("it redirects in a circle, as sites do that want cookies; %s", saveIt)
	case t.hops > maxHops:
		return fmt.Errorf("it redirects more than %d times; %s", maxHops, saveIt)
	default:
		t.seen[at] = true
		return nil
	}
}

// visit asks for u, when it is its host's turn and its robots.txt lets it. The
// result is a page, or the address to go on with: another one after a redirect,
// u itself where the host asked to wait a moment.
func (t *trip) visit(ctx context.Context, u *url.URL) (*Page, *url.URL, error) {
	h, err := t.enter(ctx, u, t.hops > 0)
	if err != nil {
		return nil, nil, err
	}
	defer t.leave(h)
	if err := t.permitted(ctx, u, h); err != nil {
		return nil, nil, err
	}
	header, entry := t.conditions(u)
	a, err := t.ask(ctx, u, header, t.MaxSize, true)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case a.status == http.StatusNotModified && entry != nil:
		page := entry.Page
		page.Unchanged = true
		return &page, nil, nil
	case isRedirect(a.status):
		next, err := t.redirect(u, a.header.Get("Location"))
		return nil, next, err
	case a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable:
		if t.again(h, a) {
			t.retried = true
			return nil, u, nil
		}
	}
	page, err := t.page(u, a)
	return page, nil, err
}

// page is the page that an answer holds.
func (t *trip) page(u *url.URL, a answer) (*Page, error) {
	if err := statusProblem(u, a, t.Now()); err != nil {
		return nil, err
	}
	kind, params := contentType(a.header)
	if what := unwanted(kind); what != "" {
		return nil, fmt.Errorf("it is %s (%s), not an article; name the page that it stands on", what, shown(kind))
	}
	if a.cut {
		return nil, fmt.Errorf("it is larger than %d MB; save it and name its file", t.MaxSize>>20)
	}
	if len(a.data) == 0 {
		return nil, fmt.Errorf("the page is empty; %s", saveIt)
	}
	page := Page{Address: u.String(), Type: kind, Charset: params["charset"], Data: a.data}
	t.remember(u, a.header, page)
	return &page, nil
}

// contentType is the media type that a header states and its parameters.
func contentType(h http.Header) (string, map[string]string) {
	return mail.Header{"content-type": h.Get("Content-Type")}.Type()
}

// unwanted names kinds of content that hold no article, "" for all others:
// servers often name a kind wrongly, so that the content decides.
func unwanted(kind string) string {
	top, _, _ := strings.Cut(kind, "/")
	switch {
	case top == "image":
		return "a picture"
	case top == "audio":
		return "sound"
	case top == "video":
		return "a film"
	case top == "font", strings.HasSuffix(kind, "/css"), strings.HasSuffix(kind, "javascript"), kind == "application/wasm":
		return "a part of a page"
	}
	return ""
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}
