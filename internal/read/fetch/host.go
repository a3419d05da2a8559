package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A host is what is known of a host that was asked before.
type host struct {
	turn  chan struct{} // holds one token while the host is being asked
	next  time.Time     // when the next address may be asked for
	until time.Time     // the host asked to be left alone until then
	pause time.Duration // that its robots.txt asks for
}

// enter waits for the turn at u's host and for the pause it wants. A redirect
// to the host needs no pause. After it, leave must be called.
func (f *Fetcher) enter(ctx context.Context, u *url.URL, redirected bool) (*host, error) {
	h := f.host(u.Hostname())
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	now := f.Now()
	pause := h.until.Sub(now)
	if pause > f.MaxPause {
		<-h.turn
		return nil, fmt.Errorf("%s asked to be left alone for %s; try again then", u.Hostname(), inWords(pause))
	}
	if !redirected {
		pause = max(pause, h.next.Sub(now))
	}
	if pause > 0 {
		if err := f.Wait(ctx, pause); err != nil {
			<-h.turn
			return nil, err
		}
	}
	return h, nil
}

// leave ends the turn.
func (f *Fetcher) leave(h *host) {
	h.next = f.Now().Add(max(f.Pause, h.pause))
	<-h.turn
}

func (f *Fetcher) host(name string) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.hosts[name]
	if h == nil {
		f.forgetHosts()
		h = &host{turn: make(chan struct{}, 1)}
		f.hosts[name] = h
	}
	return h
}

// forgetHosts forgets hosts that nobody is asking, where there are too many.
func (f *Fetcher) forgetHosts() {
	if len(f.hosts) < maxRemember {
		return
	}
	for name, h := range f.hosts {
		select {
		case h.turn <- struct{}{}: // nobody has it
			if f.Now().After(h.next) && f.Now().After(h.until) {
				delete(f.hosts, name)
			}
			<-h.turn
		default:
		}
	}
}

// restless is how long a host is left alone that has too many requests and does
// not say for how long.
const restless = 10 * time.Second

// again notes the pause that an overloaded host asks for, and says whether it
// is to be asked once more, after that pause.
func (t *trip) again(h *host, a answer) bool {
	pause, stated := retryAfter(a.header, t.Now())
	if !stated {
		if a.status == http.StatusTooManyRequests {
			h.until = t.Now().Add(restless)
		}
		return false
	}
	h.until = t.Now().Add(pause)
	return pause <= t.MaxPause && !t.retried
}

// maxRetryAfter is the longest that a host is left alone.
const maxRetryAfter = 24 * time.Hour

// retryAfter is how long a header asks to wait, by seconds or a date.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if value == "" {
		return 0, false
	}
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, maxRetryAfter.Seconds()) * float64(time.Second)), true
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(0, at.Sub(now)), maxRetryAfter), true
	}
	return 0, false
}
