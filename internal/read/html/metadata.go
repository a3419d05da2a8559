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
	o, told := outlet(p, ld, site, a.URL, a.Source)
	if a.Outlet = o; o.Name != "" {
		a.Tell(model.FieldOutlet, told)
	}
	if a.URL != "" {
		a.Tell(model.FieldURL, model.Found{From: "metadata", How: "the canonical address", Confidence: 0.97})
	}
	if a.Section = section(first(clean(ld.section), p.meta(sectionNames))); a.Section != "" {
		a.Tell(model.FieldSection, model.Found{From: "metadata", How: "the section that the metadata state", Confidence: 0.9})
	}
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

// siteName is a site's name without the slogan behind it.
func siteName(s string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", ": "} {
		if head, _, ok := strings.Cut(s, sep); ok && len(head) >= 3 {
			s = head
		}
	}
	s = strings.TrimPrefix(s, "@")
	s = strings.TrimSpace(copyrightMark().ReplaceAllString(s, ""))
	if len(s) > 60 || len(letters(s)) < 2 || strings.Contains(s, "://") || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return ""
	}
	return s
}

var copyrightMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:(?:©|\(c\)|copyright)[\s\d,.-]*)+|\b(?:19|20)\d\d[\d\s–-]*$`)
})

func letters(s string) string { return strings.Join(wordsOf(s), "") }

func has(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}
