package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"
)

// saveIt is what a reader can always do instead.
const saveIt = "save the page in a browser and name its file"

var (
	errProxyLogin = errors.New("the proxy wants a login (status 407); set it in http_proxy and https_proxy")
	errBadProxy   = errors.New("the proxy set by http_proxy or https_proxy is not written as an address; write it as http://proxy.example.org:3128")
)

// An Error says why an address could not be fetched.
type Error struct {
	Address string // as given
	Reason  string // for people, and what they can do
	Err     error
}

func (e *Error) Error() string { return "fetch " + e.Address + ": " + e.Reason }

func (e *Error) Unwrap() error { return e.Err }

// failure is err as the reason why address could not be fetched; at is the
// address that failed, after redirects.
func (t *trip) failure(address string, at *url.URL, err error) *Error {
	reason := err.Error()
	if t.hops > 0 && at != nil && at.String() != address {
		reason = "it redirects to " + shown(at.String()) + ": " + reason
	}
	return &Error{Address: shown(address), Reason: reason, Err: err}
}

// statusProblem words the answers that are no page.
func statusProblem(u *url.URL, a answer, now time.Time) error {
	host := u.Hostname()
	switch s := a.status; {
	case s == http.StatusOK:
		return nil
	case s == http.StatusNotFound || s == http.StatusGone:
		return fmt.Errorf("%s has no such page (status %d); check the address", host, s)
	case s == http.StatusUnauthorized || s == http.StatusPaymentRequired || s == http.StatusForbidden:
		return fmt.Errorf("%s does not give it to programs or without a login (status %d); %s", host, s, saveIt)
	case s == http.StatusTooManyRequests:
		return fmt.Errorf("%s has had too many requests (status 429); try again %s", host, later(a.header, now))
	case s == http.StatusServiceUnavailable:
		return fmt.Errorf("%s is not in service (status 503); try again %s", host, later(a.header, now))
	case s == http.StatusUnavailableForLegalReasons:
		return fmt.Errorf("%s withholds it for legal reasons (status 451)", host)
	case s == http.StatusProxyAuthRequired:
		return errProxyLogin
	case s >= 500:
		return fmt.Errorf("%s fails (status %d); try again later", host, s)
	}
	return fmt.Errorf("%s gives no page (status %d); %s", host, a.status, saveIt)
}

// later says when to try again, by what a header asks for.
func later(h http.Header, now time.Time) string {
	if pause, ok := retryAfter(h, now); ok && pause > 0 {
		return "in " + inWords(pause)
	}
	return "later"
}

// inWords is a time as people say it, rounded up.
func inWords(d time.Duration) string {
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{time.Hour, "hours"}, {time.Minute, "minutes"}} {
		if d > 2*unit.size {
			return fmt.Sprintf("%d %s", (d+unit.size-1)/unit.size, unit.name)
		}
	}
	return fmt.Sprintf("%d seconds", (d+time.Second-1)/time.Second)
}

// explain words what went wrong between here and a server.
func (f *Fetcher) explain(ctx context.Context, u, proxy *url.URL, err error) error {
	host, who := u.Hostname(), u.Host
	if proxy != nil {
		who = "the proxy " + proxy.Host
	}
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errTotal):
		return fmt.Errorf("%w (%s); try again later, or %s", cause, inWords(f.Total), saveIt)
	case errors.Is(cause, errIdle):
		return fmt.Errorf("%w (under %d bytes in %s); try again later, or %s", cause, least, inWords(f.Idle), saveIt)
	case cause != nil:
		return cause
	}
	var refused *refusal
	if errors.As(err, &refused) {
		if refused.at == host {
			return refused
		}
		return fmt.Errorf("its name %s stands for a place that is not fetched: %w", host, refused)
	}
	if e := explainTLS(host, err); e != nil {
		return e
	}
	if e := explainNet(host, who, err); e != nil {
		return e
	}
	var p *packed
	if errors.As(err, &p) {
		return fmt.Errorf("%w; %s", p, saveIt)
	}
	if text := err.Error(); strings.Contains(text, "gzip") || strings.Contains(text, "flate") {
		return fmt.Errorf("the page arrives damaged (bad gzip); try again, or %s", saveIt)
	}
	return fmt.Errorf("%s answers in a way that cannot be read (%s); %s", who, clip(plain(err.Error()), 120), saveIt)
}

// explainTLS words a failure of encryption, nil for others.
func explainTLS(host string, err error) error {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &name):
		return fmt.Errorf("the certificate of %s is for another name, so that it may not be that site; check the address", host)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fmt.Errorf("the certificate of %s has expired, or this computer's clock is wrong; check the clock, or %s", host, saveIt)
	case errors.As(err, &certificate):
		return fmt.Errorf("the certificate of %s is not signed by anybody this computer trusts, so that it may not be that site; check the address", host)
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return fmt.Errorf("%s does not speak https at this address; check the address", host)
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		return fmt.Errorf("no encrypted connection to %s comes about (%s); try again later, or %s", host, clip(plain(err.Error()), 80), saveIt)
	}
	return nil
}

// explainNet words a failure of the net, nil for others.
func explainNet(host, who string, err error) error {
	var dns *net.DNSError
	var timeout net.Error
	var op *net.OpError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("no site is known by the name %s; check the spelling", shown(dns.Name))
	case errors.As(err, &dns):
		return fmt.Errorf("the name %s cannot be looked up now; check the connection and try again", shown(dns.Name))
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("nothing answers at %s; check the address, or try again later", who)
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return fmt.Errorf("there is no way to %s from here; check the connection", who)
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%s does not answer in time; try again later", who)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return fmt.Errorf("%s breaks off before the page is complete; try again, or %s", who, saveIt)
	case strings.Contains(err.Error(), "Proxy Authentication Required"):
		return errProxyLogin
	case errors.As(err, &op) && op.Op == "dial":
		return fmt.Errorf("%s cannot be reached (%s); check the connection", who, clip(plain(op.Err.Error()), 80))
	}
	return nil
}

// shown is text of others as it may stand in a message: short and on one line,
// and an address without a password.
func shown(s string) string {
	if scheme, rest, ok := strings.Cut(s, "://"); ok {
		end := strings.IndexAny(rest+"/", "/?#")
		if at := strings.LastIndexByte(rest[:end], '@'); at >= 0 {
			s = scheme + "://" + rest[at+1:]
		}
	}
	return clip(plain(s), 300)
}

// plain is s on one line, without what a terminal might take for orders.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// clip cuts s to n bytes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
