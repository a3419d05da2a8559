package fetch

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// An Entry is a page with what a server needs to tell whether it has changed.
type Entry struct {
	ETag, LastModified string
	Page               Page
}

// A Cache keeps pages by their address, so that they are sent again only where
// they have changed. It may be used by many goroutines.
type Cache interface {
	Get(address string) (Entry, bool)
	Put(address string, e Entry)
}

// A Memory is a Cache that keeps pages of up to Max bytes in all, the newest
// where there are more. Its zero value keeps 64 MB.
type Memory struct {
	Max int

	mu      sync.Mutex
	entries map[string]Entry
	order   []string
	size    int
}

// Get is the page kept for address.
func (m *Memory) Get(address string) (Entry, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.entries[address]
	return e, ok
}

// Put keeps a page for address.
func (m *Memory) Put(address string, e Entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	limit := m.Max
	if limit == 0 {
		limit = 64 << 20
	}
	if m.entries == nil {
		m.entries = map[string]Entry{}
	}
	if old, ok := m.entries[address]; ok {
		m.size -= len(old.Page.Data)
	} else {
		m.order = append(m.order, address)
	}
	m.entries[address] = e
	m.size += len(e.Page.Data)
	for m.size > limit {
		m.size -= len(m.entries[m.order[0]].Page.Data)
		delete(m.entries, m.order[0])
		m.order = m.order[1:]
	}
}

// conditions are the header fields that ask for u only if it has changed, and
// the entry that they are from; nil where there is none.
func (f *Fetcher) conditions(u *url.URL) (http.Header, *Entry) {
	h := http.Header{}
	if f.Cache == nil {
		return h, nil
	}
	e, ok := f.Cache.Get(u.String())
	if !ok {
		return h, nil
	}
	if e.ETag != "" {
		h.Set("If-None-Match", e.ETag)
	}
	if e.LastModified != "" {
		h.Set("If-Modified-Since", e.LastModified)
	}
	return h, &e
}

// remember keeps a page that its server can tell changes of.
func (f *Fetcher) remember(u *url.URL, h http.Header, page Page) {
	e := Entry{ETag: h.Get("ETag"), LastModified: h.Get("Last-Modified"), Page: page}
	if f.Cache == nil || e.ETag == "" && e.LastModified == "" || strings.Contains(strings.ToLower(h.Get("Cache-Control")), "no-store") {
		return
	}
	f.Cache.Put(u.String(), e)
}
