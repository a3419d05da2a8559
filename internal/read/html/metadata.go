package html

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	nethtml "golang.org/x/net/html"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// Names under which pages state one thing, most reliable first.
var (
	publishedNames = []string{"article:published_time", "og:article:published_time", "og:published_time", "datepublished",
		"parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
		"article.published", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
		"dc.date.created", "dcterms.created", "dcsext.articlefirstpublished", "article_date_original", "date", "published", "rnews:datepublished", "bt:pubdate", "ptime", "displaydate"}
	updatedNames  = []string{"article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "article.updated", "dcterms.modified"}
	authorNames   = []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "article:author_name", "og:article:author"}
	sectionNames  = []string{"article:section", "og:article:section", "parsely-section", "section", "cxenseparse:category"}
	titleNames    = []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline"}
	siteNames     = []string{"og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "publisher", "copyright"}
	subtitleNames = []string{"og:description", "description", "twitter:description"}
)

func (p *Page) meta(names []string) string {
	for _, n := range names {
		if v := clean(p.Meta[n]); v != "" {
			return v
		}
	}
	return ""
}

// clean is an attribute's or JSON string's value as text. References are
// decoded once more, since many pages encode them twice.
func clean(s string) string {
	if strings.Contains(s, "&") {
		s = nethtml.UnescapeString(s)
	}
	return piece.Clean(s)
}

// facts fills a with what the page's metadata state.
func facts(a *model.Article, p *Page, ld ldArticle, site string) {
	a.URL = address(first(p.Canonical, clean(p.Meta["og:url"]), ld.url))
	a.Outlet = outlet(p, ld, site, a.URL, a.Source)
	a.Section = section(first(clean(ld.section), p.meta(sectionNames)))
	a.Byline = byline(p, ld, a.Outlet.Name)
}

func address(s string) string {
	if meta.Domain(s) == "" {
		return ""
	}
	return strings.TrimSpace(s)
}

func section(s string) string {
	if len(s) > 60 || strings.Contains(s, "://") {
		return ""
	}
	return s
}

// outlet is the site's name as the page states it, and its domain.
func outlet(p *Page, ld ldArticle, site, url, source string) model.Outlet {
	o := model.Outlet{Domain: meta.Domain(first(url, source))}
	name := siteName(p.meta(siteNames[:1]))
	if publisher := siteName(clean(ld.publisher)); name == "" || strings.Contains(name, ".") && publisher != "" && !strings.Contains(publisher, ".") {
		name = first(publisher, name)
	}
	name = first(name, siteName(clean(site)), siteName(p.meta(siteNames[1:])))
	if name == "" {
		name = first(titleSite(clean(p.Title), o.Domain), titleTail(clean(p.Title), p.meta(titleNames)))
	}
	switch {
	case name != "":
		o.Name, o.From = name, "metadata"
	case o.Domain != "":
		o.Name, o.From = o.Domain, "url"
	}
	return o
}

// siteName is a site's name without the slogan behind it.
func siteName(s string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", ": "} {
		if head, _, ok := strings.Cut(s, sep); ok && len(head) >= 3 {
			s = head
		}
	}
	s = strings.TrimPrefix(s, "@")
	s = strings.TrimSpace(copyrightMark().ReplaceAllString(s, ""))
	if len(s) > 60 || strings.Contains(s, "://") || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return ""
	}
	return s
}

var copyrightMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:©|\(c\)|copyright)[\s\d,.©-]*|\b(?:19|20)\d\d[\d\s–-]*$`)
})

// separators divide a page's title from the site's name.
var separators = []string{" | ", " – ", " — ", " - ", " :: ", " » ", " • ", " · ", " « ", " / ", " : "}

// titleSite is the part of a page's title that has the letters of its domain.
func titleSite(title, domain string) string {
	if domain == "" {
		return ""
	}
	host := letters(domain)
	for _, sep := range separators {
		parts := strings.Split(title, sep)
		if len(parts) < 2 {
			continue
		}
		for _, part := range []string{parts[len(parts)-1], parts[0]} {
			if l := letters(part); len(l) >= 3 && strings.Contains(host, strings.TrimPrefix(l, "the")) {
				return strings.TrimSpace(part)
			}
		}
	}
	return ""
}

// titleTail is what a page's title has beyond the article's title, behind a
// separator: the site's name.
func titleTail(title, article string) string {
	for _, sep := range separators {
		if rest, ok := strings.CutPrefix(title, article+sep); ok && article != "" && len(strings.Fields(rest)) <= 5 {
			return siteName(rest)
		}
	}
	return ""
}

func letters(s string) string { return strings.Join(wordsOf(s), "") }

// byline is the persons that the metadata name as authors.
func byline(p *Page, ld ldArticle, outlet string) []string {
	var out []string
	add := func(s string) {
		if strings.Contains(s, "://") || strings.EqualFold(s, outlet) {
			return
		}
		for _, n := range meta.Persons(clean(s)) {
			if len(out) < 12 && !has(out, n) && !strings.EqualFold(n, outlet) {
				out = append(out, n)
			}
		}
	}
	for _, s := range ld.authors {
		add(s)
	}
	for _, n := range authorNames {
		if len(out) == 0 {
			add(p.Meta[n])
		}
	}
	return out
}

func has(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}
