package meta

import (
	_ "embed"
	"net/url"
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"
)

//go:embed data/mirrors.txt
var mirrorList string

var mirrors = sync.OnceValue(func() map[string]bool { return wordSet(mirrorList) })

// Domain is the host of a web address without "www.", "" where address is none.
func Domain(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// Site is the domain of whoever runs the page at a source that names another
// address as its own: the source's, but for archives and other mirrors, which
// show pages as they were elsewhere.
func Site(canonical, source string) string {
	own, stated := Domain(source), Domain(canonical)
	if own == "" || stated == "" || registered(own) == registered(stated) {
		if stated == "" {
			return own
		}
		return stated
	}
	if mirrors()[registered(own)] || mirrors()[own] {
		return stated
	}
	return own
}

// registered is the part of a domain that somebody registered: bbc.co.uk of
// news.bbc.co.uk.
func registered(domain string) string {
	if r, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil {
		return r
	}
	return domain
}

// Label is the name in a domain: bbc of news.bbc.co.uk.
func Label(domain string) string {
	label, _, _ := strings.Cut(registered(domain), ".")
	return label
}

// DomainName splits the name in a domain into words, "" where no word in it is
// one that outlets carry: The Example Post of theexamplepost.com.
func DomainName(domain string) string {
	label := Label(domain)
	if strings.Contains(label, "-") {
		words := strings.Split(label, "-")
		if !outletWords()[words[0]] && !outletWords()[words[len(words)-1]] {
			return ""
		}
		return capitalised(words...)
	}
	the, rest := "", label
	if r, ok := strings.CutPrefix(label, "the"); ok && len(r) > 5 {
		the, rest = "The ", r
	}
	best := ""
	for w := range outletWords() {
		if head, ok := strings.CutSuffix(rest, w); ok && len(w) > len(best) && len(head) >= 3 {
			best = w
		}
	}
	if best == "" {
		return ""
	}
	return the + capitalised(strings.TrimSuffix(rest, best), best)
}

func capitalised(words ...string) string {
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}
