package fetch

import (
	_ "embed"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"unicode"

	"golang.org/x/net/idna"
)

// maxAddress is how long an address may be, in bytes.
const maxAddress = 8 << 10

// refusedList names address ranges that are not dialled, and what they are.
//
//go:embed refused.txt
var refusedList string

type addressRange struct {
	prefix netip.Prefix
	what   string
}

var refusedRanges = sync.OnceValue(func() []addressRange {
	var out []addressRange
	for line := range strings.Lines(refusedList) {
		prefix, what, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(prefix, "#") {
			out = append(out, addressRange{netip.MustParsePrefix(prefix), what})
		}
	}
	return out
})

// global is where the addresses of the IPv6 internet are.
var global = netip.MustParsePrefix("2000::/3")

// embedding are ranges whose addresses hold an IPv4 address, and where in
// their bytes: those of NAT64 and 6to4. It is the one that is reached.
var embedding = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12},
	{netip.MustParsePrefix("2002::/16"), 2},
}

// Refused says what kind of address is not dialled unless private addresses are
// allowed, "" for those of the public internet.
func Refused(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	if !a.IsValid() {
		return "no address"
	}
	for _, e := range embedding {
		if e.prefix.Contains(a) {
			b := a.As16()
			return Refused(netip.AddrFrom4([4]byte(b[e.at : e.at+4])))
		}
	}
	for _, r := range refusedRanges() {
		if r.prefix.Contains(a) {
			return r.what
		}
	}
	if a.Is6() && !global.Contains(a) {
		return "an address outside the public internet"
	}
	return ""
}

// A refusal says that an address must not be dialled.
type refusal struct{ at, what string }

func (r *refusal) Error() string {
	return fmt.Sprintf("%s is %s; only public addresses are fetched, unless you give --allow-private", r.at, r.what)
}

// control is called with the address that is really dialled, after names were
// looked up: a name that stands for one address when it is checked and for
// another when it is used gains nothing.
func (f *Fetcher) control(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return &refusal{shown(address), "not an internet address"}
	}
	if what := f.refuse(ap.Addr()); what != "" && !f.AllowPrivate {
		return &refusal{ap.Addr().String(), what}
	}
	return nil
}

// parse is the address as it may be fetched, without its fragment.
func (f *Fetcher) parse(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress {
		return nil, fmt.Errorf("the address is %d characters long; the longest that are fetched have %d", len(address), maxAddress)
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("it is not written as an address; write it as https://example.org/page")
	}
	return u, f.check(u)
}

// check says why u is not an address that is fetched, and takes off its
// fragment.
func (f *Fetcher) check(u *url.URL) error {
	u.Scheme = strings.ToLower(u.Scheme)
	host := u.Hostname()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%s addresses are not fetched, only http and https", shown(u.Scheme+":"))
	case host == "" || u.Opaque != "" || strings.ContainsAny(host, " \\\"<>^`{|}"):
		return errors.New("the address names no host; write it as https://example.org/page")
	case u.User != nil:
		return errors.New("the address holds a user name or password, which would be shown with the article; give it without them")
	}
	if err := asciiHost(u); err != nil {
		return err
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	if f.AllowPrivate {
		return nil
	}
	return f.checkHost(u.Hostname())
}

// asciiHost writes u's host in the form that it is looked up in: letters that
// only look like others, and digits of other scripts, would else pass a check.
func asciiHost(u *url.URL) error {
	if strings.ContainsFunc(u.Host, func(r rune) bool { return r > unicode.MaxASCII }) {
		host, err := idna.Lookup.ToASCII(u.Hostname())
		if err != nil {
			return fmt.Errorf("%s is not a name that a host can have; check the spelling", shown(u.Hostname()))
		}
		if port := u.Port(); port != "" {
			host += ":" + port
		}
		u.Host = host
	}
	u.Host = strings.ToLower(u.Host)
	return nil
}

// privateNames end the names of hosts that only a private network knows.
var privateNames = []string{"localhost", "local", "internal", "home.arpa", "localdomain", "intranet", "lan"}

// checkHost refuses hosts that can be told to be private without looking them
// up. All others are checked when they are dialled; but where a proxy does the
// dialling, this is all there is.
func (f *Fetcher) checkHost(host string) error {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if a, err := netip.ParseAddr(host); err == nil {
		if what := f.refuse(a); what != "" {
			return &refusal{a.String(), what}
		}
		return nil
	}
	if isPrivate := func(name string) bool { return host == name || strings.HasSuffix(host, "."+name) }; slices.ContainsFunc(privateNames, isPrivate) {
		return &refusal{shown(host), "a name of this machine or its network"}
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") {
		return &refusal{shown(host), "a number in an unusual form"}
	}
	if last == host {
		return &refusal{shown(host), "a name without a domain, as private networks have"}
	}
	return nil
}

// redirect is where a response at u leads on to.
func (f *Fetcher) redirect(u *url.URL, location string) (*url.URL, error) {
	if location == "" {
		return nil, errors.New("it redirects without saying where; " + saveIt)
	}
	if len(location) > maxAddress {
		return nil, errors.New("it redirects to an address longer than any that is fetched; " + saveIt)
	}
	next, err := u.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("it redirects to %s, which is not an address; %s", shown(location), saveIt)
	}
	if err := f.check(next); err != nil {
		return nil, fmt.Errorf("it redirects to %s: %w", shown(next.Redacted()), err)
	}
	return next, nil
}
