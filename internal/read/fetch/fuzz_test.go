package fetch

import (
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzRobots wants any robots.txt to be read in little time and space, and its
// rules to be asked without harm.
func FuzzRobots(f *testing.F) {
	for _, text := range []string{"", "User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 1.5\n", "user-agent: SYN\ruser-agent: x\r\nDISALLOW : /%2f?\n#", "Disallow: *\nUser-agent:\n:"} {
		f.Add([]byte(text), "/a/b?c")
	}
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		own := ownRules(data)
		if len(own) > 2*len(data)+100 {
			t.Errorf("%d bytes become %d", len(data), len(own))
		}
		if again := ownRules([]byte(own)); again != own && len(data) < maxRobots {
			t.Errorf("read again, %q becomes %q", own, again)
		}
		group := rules(data).FindGroup(robotsName)
		group.Test(path[:min(len(path), maxRule)])
		if group.CrawlDelay < 0 || group.CrawlDelay > 24*time.Hour {
			t.Errorf("a pause of %s", group.CrawlDelay)
		}
	})
}

// FuzzAddress wants no address through the checks that names a private place.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"https://example.org/a?b#c", "http://127.0.0.1", "http://[::ffff:10.0.0.1]:80/", "http://0x7f.1/", "http://１２７.0.0.1/", "HTTP://me:pw@a.b/", "//x", "http://[fe80::1%25lo]/", "http://a.localhost."} {
		f.Add(s, "../x")
	}
	f.Fuzz(func(t *testing.T, address, location string) {
		fetcher := New("1")
		u, err := fetcher.parse(address)
		if err != nil {
			short(t, err.Error())
			return
		}
		public(t, u)
		next, err := fetcher.redirect(u, location)
		if err != nil {
			short(t, err.Error())
			return
		}
		public(t, next)
		if path := robotsPath(next); len(path) > maxRule {
			t.Errorf("a path of %d bytes", len(path))
		}
	})
}

func public(t *testing.T, u *url.URL) {
	t.Helper()
	host := u.Hostname()
	if u.Scheme != "http" && u.Scheme != "https" || host == "" || u.User != nil || u.Fragment != "" {
		t.Errorf("let through: %q", u)
	}
	if a, err := netip.ParseAddr(host); err == nil && Refused(a) != "" {
		t.Errorf("let through: %q", u)
	}
	if _, err := http.NewRequest(http.MethodGet, u.String(), nil); err != nil {
		t.Errorf("%q is no request: %v", u, err)
	}
}

func short(t *testing.T, reason string) {
	t.Helper()
	if len(reason) > 1000 || strings.ContainsAny(reason, "\x00\n\r\x1b") {
		t.Errorf("a reason not for people: %q", reason)
	}
}

// FuzzHeaders wants whatever a header says to lead to a bounded wait and a
// short reason.
func FuzzHeaders(f *testing.F) {
	f.Add(429, "120", "text/html; charset=utf-8")
	f.Add(503, "Mon, 03 Mar 2031 12:00:20 GMT", ";charset")
	f.Add(200, "-1e400", "image/\x1bpng")
	now := time.Date(2031, 3, 3, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, status int, after, kind string) {
		h := http.Header{"Retry-After": {after}, "Content-Type": {kind}}
		if d, ok := retryAfter(h, now); d < 0 || d > maxRetryAfter || !ok && d != 0 {
			t.Errorf("wait %s", d)
		}
		c := New("1")
		p, err := (&trip{Fetcher: c}).page(&url.URL{Scheme: "https", Host: "example.org"}, answer{status: status, header: h, data: []byte("x")})
		if err != nil {
			short(t, err.Error())
		} else if p == nil || status != http.StatusOK {
			t.Errorf("a page of status %d", status)
		}
	})
}

func TestRefused(t *testing.T) {
	public := []string{"8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.167.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
		"::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"}
	private := []string{"0.0.0.0", "0.1.2.3", "10.0.0.1", "127.0.0.1", "127.255.255.255", "100.64.0.1", "100.127.255.255", "169.254.169.254", "169.254.1.1", "172.16.0.1", "172.31.255.255",
		"192.0.0.192", "192.168.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::", "2001:0:1::", "2001:db8::1",
		"fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "4000::1", "fe80::ffff:8.8.8.8"}
	for _, s := range public {
		if what := Refused(netip.MustParseAddr(s)); what != "" {
			t.Errorf("%s is refused: %s", s, what)
		}
	}
	for _, s := range private {
		if what := Refused(netip.MustParseAddr(s)); what == "" {
			t.Errorf("%s is not refused", s)
		}
	}
	if Refused(netip.Addr{}) == "" {
		t.Error("no address is not refused")
	}
	if what := Refused(netip.MustParseAddr("169.254.169.254")); !strings.Contains(what, "metadata") {
		t.Errorf("the metadata service is %s", what)
	}
	if !slices.ContainsFunc(refusedRanges(), func(r addressRange) bool { return r.prefix.Addr().Is6() }) || len(refusedRanges()) < 25 {
		t.Errorf("%d ranges", len(refusedRanges()))
	}
}
