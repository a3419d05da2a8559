package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// An answer is what a server says to one request. Data are there where the
// status is 200 and the content may be an article.
type answer struct {
	status int
	header http.Header
	data   []byte
	cut    bool // there is more than the limit
}

// accepted are the kinds of content that are asked for.
const accepted = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, " +
	"application/xml;q=0.9, text/xml;q=0.9, text/plain;q=0.8, application/json;q=0.8, application/pdf;q=0.8, */*;q=0.5"

// Reasons for giving up while a server still answers.
var (
	errTotal = errors.New("the page is not complete after the longest time that is waited")
	errIdle  = errors.New("the page comes too slowly, or not at all")
)

// ask sends one request and reads up to limit bytes of the answer; with whole,
// nothing of an answer that is known to be longer.
func (t *trip) ask(ctx context.Context, u *url.URL, header http.Header, limit int64, whole bool) (answer, error) {
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	started := t.Now()
	total := time.AfterFunc(max(t.left, 0), func() { giveUp(errTotal) })
	defer func() {
		total.Stop()
		t.left -= t.Now().Sub(started)
	}()
	proxy, err := t.proxy(u)
	if err != nil {
		return answer{}, err
	}
	header.Set("User-Agent", t.Agent)
	header.Set("Accept", accepted)
	header.Set("Accept-Encoding", "gzip")
	request := (&http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: header}).WithContext(ctx)
	response, err := t.transport(proxy).RoundTrip(request)
	if err != nil {
		return answer{}, t.explain(ctx, u, proxy, err)
	}
	defer response.Body.Close()
	a := answer{status: response.StatusCode, header: response.Header}
	kind, _ := contentType(a.header)
	if a.status != http.StatusOK || unwanted(kind) != "" {
		return a, nil
	}
	if a.cut = whole && response.ContentLength > limit; a.cut {
		return a, nil
	}
	a.data, a.cut, err = t.body(giveUp, response, limit)
	if err != nil {
		return answer{}, t.explain(ctx, u, proxy, err)
	}
	return a, nil
}

// least is how many bytes must come in each Idle.
const least = 500

// body reads up to limit bytes, content encoding undone, and gives up where
// they come too slowly.
func (f *Fetcher) body(giveUp func(error), r *http.Response, limit int64) (data []byte, cut bool, err error) {
	from := &counted{r: io.LimitReader(r.Body, limit+1)}
	done := make(chan struct{})
	defer close(done)
	go from.watch(f.Idle, done, giveUp)
	data, err = unpack(from, r.Header, limit)
	switch {
	case int64(len(data)) > limit:
		return data[:limit], true, nil
	case from.n.Load() > limit:
		return data, true, nil
	}
	return data, false, err
}

// counted counts the bytes that are read.
type counted struct {
	r io.Reader
	n atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// watch gives up where fewer bytes than the least come in a time, until done.
func (c *counted) watch(every time.Duration, done <-chan struct{}, giveUp func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for last := int64(0); ; {
		select {
		case <-done:
			return
		case <-tick.C:
			n := c.n.Load()
			if n-last < least {
				giveUp(errIdle)
				return
			}
			last = n
		}
	}
}

// unpack reads up to limit+1 bytes of r, out of gzip where the header names it
// and r begins as such.
func unpack(r io.Reader, header http.Header, limit int64) ([]byte, error) {
	switch encoding := strings.ToLower(strings.TrimSpace(header.Get("Content-Encoding"))); encoding {
	case "", "identity":
		return io.ReadAll(io.LimitReader(r, limit+1))
	case "gzip", "x-gzip":
	default:
		return nil, &packed{encoding}
	}
	sign := make([]byte, 2)
	n, err := io.ReadFull(r, sign)
	start := io.MultiReader(bytes.NewReader(sign[:n]), r)
	if err != nil || string(sign) != "\x1f\x8b" {
		return io.ReadAll(io.LimitReader(start, limit+1))
	}
	z, err := gzip.NewReader(start)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(z, limit+1))
	if errors.Is(err, gzip.ErrHeader) && len(data) > 0 {
		err = nil // only rubbish behind a whole page
	}
	return data, err
}

// A packed error says that a page came in an encoding that was not asked for.
type packed struct{ encoding string }

func (p *packed) Error() string {
	return fmt.Sprintf("the page is packed in a way that was not asked for (%s)", strconv.Quote(clip(p.encoding, 30)))
}

// proxy is the proxy for u, nil where there is none.
func (f *Fetcher) proxy(u *url.URL) (*url.URL, error) {
	if f.Proxy == nil {
		return nil, nil
	}
	proxy, err := f.Proxy(u)
	if err != nil {
		return nil, errBadProxy
	}
	return proxy, nil
}

// transport is the way to the net: through the proxy that the user set, which
// may well be a private address, or directly and then only to addresses that
// may be dialled. Connections are not kept, so that nothing goes on behind a
// page's end.
func (f *Fetcher) transport(proxy *url.URL) *http.Transport {
	f.once.Do(func() {
		checked, free := f.Dialer, f.Dialer
		checked.Control, checked.ControlContext = f.control, nil
		f.direct = &http.Transport{
			DialContext:            checked.DialContext,
			TLSClientConfig:        f.TLS,
			TLSHandshakeTimeout:    f.Dialer.Timeout,
			ResponseHeaderTimeout:  f.Header,
			MaxResponseHeaderBytes: maxHeader,
			DisableKeepAlives:      true,
			DisableCompression:     true,
			ForceAttemptHTTP2:      true,
		}
		f.proxied = f.direct.Clone()
		f.proxied.DialContext = free.DialContext
		f.proxied.Proxy = func(r *http.Request) (*url.URL, error) { return f.Proxy(r.URL) }
	})
	if proxy != nil {
		return f.proxied
	}
	return f.direct
}
