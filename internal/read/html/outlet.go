package html

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
)

// How sure an outlet's name is, by where it was found: the share that was right
// on the pages labelled for it, smoothed.
const (
	sureSiteName  = 0.97
	surePublisher = 0.93
	sureSpelled   = 0.9
	sureTitleSite = 0.9
	sureTitleTail = 0.75
	sureSplit     = 0.6
	sureDomain    = 0.3
)

// outlet is the site's name as the page states it, and its domain.
func outlet(p *Page, ld ldArticle, site, url, source string) (model.Outlet, model.Found) {
	o := model.Outlet{Domain: meta.Site(url, source)}
	told := model.Found{From: "metadata"}
	take := func(name, how string, confidence float64) {
		if o.Name == "" && name != "" {
			o.Name, told.How, told.Confidence = name, how, confidence
		}
	}
	label := letters(meta.Label(o.Domain))
	ofTitle := titleSite(clean(p.Title), o.Domain)
	named := siteName(p.meta(siteNames[:1]))
	publisher := siteName(clean(ld.publisher))
	switch {
	case named != "" && ofTitle != "" && unlike(named, label) && (publisher == "" || unlike(named, publisher)):
		take(ofTitle, "the page's title", sureTitleSite) // what the page names is an edition or the like
	case strings.Contains(named, ".") && publisher != "" && !strings.Contains(publisher, "."):
		take(publisher, "JSON-LD publisher", surePublisher)
	}
	if foreign(url, source) {
		take(spelled(p, label), "the name in the address, as the page spells it", sureSpelled)
		take(strings.ToUpper(label), "the address", sureDomain)
	}
	take(named, "meta og:site_name", sureSiteName)
	take(publisher, "JSON-LD publisher", surePublisher)
	take(siteName(clean(site)), "JSON-LD WebSite", surePublisher)
	take(siteName(p.meta(siteNames[1:])), "the metadata", surePublisher)
	take(ofTitle, "the page's title", sureTitleSite)
	take(titleTail(clean(p.Title), p.meta(titleNames)), "the page's title", sureTitleTail)
	if o.Name != "" {
		o.Name = spelling(o.Name, []string{publisher, siteName(clean(site)), ofTitle}, p, label)
		o.From = "metadata"
		return o, told
	}
	if o.Domain == "" {
		return o, told
	}
	o.From, told.From = "text", "text"
	take(spelled(p, label), "the name in the address, as the page spells it", sureSpelled)
	if o.Name == "" {
		o.From, told.From = "url", "url"
		take(meta.DomainName(o.Domain), "words in the address", sureSplit)
		take(o.Domain, "the address", sureDomain)
	}
	return o, told
}

// unlike says whether a name has nothing of another.
func unlike(name, other string) bool {
	a, b := strings.TrimPrefix(letters(name), "the"), strings.TrimPrefix(letters(other), "the")
	return b != "" && !strings.Contains(a, b) && !strings.Contains(b, a)
}

// foreign says whether a page names an address of another site as its own, as
// pages do that show what others wrote.
func foreign(canonical, source string) bool {
	stated := meta.Domain(canonical)
	return stated != "" && meta.Label(meta.Site(canonical, source)) != meta.Label(stated)
}

// spelling is the best way in which the page writes a name that it states in
// one word of small letters, or as its address.
func spelling(name string, others []string, p *Page, label string) string {
	if best := betterOf(name, others); best != name {
		return best
	}
	if rough := strings.ToLower(name) == name && !strings.Contains(name, " "); rough && letters(name) == label {
		if s := spelled(p, label); s != "" {
			return s
		}
	}
	return name
}

// betterOf is the one of the others that has the same letters as name and more
// of the form of a name, or name.
func betterOf(name string, others []string) string {
	bare := strings.TrimPrefix(letters(name), "the")
	for _, o := range others {
		if o != "" && strings.TrimPrefix(letters(o), "the") == bare && formOf(o) > formOf(name) {
			name = o
		}
	}
	return name
}

// formOf is how much a name has the form of one.
func formOf(s string) int {
	n := 0
	if s != strings.ToLower(s) {
		n += 2
	}
	if s != strings.ToUpper(s) {
		n++
	}
	if strings.Contains(s, " ") {
		n++
	}
	return n
}

// How many words a name that an address holds has at most, and how long a line
// is that is looked through for it.
const (
	spelledWords = 6
	spelledLine  = 300
)

// spelled is how the page writes the name in its address: the words whose
// letters are those of the label, in the form in which they stand most often.
func spelled(p *Page, label string) string {
	label, the := strings.CutPrefix(label, "the")
	if len(label) < 3 {
		return ""
	}
	count := map[string]int{}
	look := func(text string) {
		if len(text) <= spelledLine {
			spellings(text, label, the, func(s string) { count[s]++ })
		}
	}
	look(clean(p.Title))
	for i := range p.Blocks {
		look(p.Blocks[i].Text)
	}
	best := ""
	for s, n := range count {
		f, g := formOf(s), formOf(best)
		if best == "" || f > g || f == g && (n > count[best] || n == count[best] && s < best) {
			best = s
		}
	}
	if best == strings.ToUpper(best) && strings.Contains(best, " ") {
		best = titleCase(best)
	}
	return best
}

// spellings visits the runs of words in text that have the letters of a label
// and begin with a capital, with the "The" before them; the says that the
// address has one too.
func spellings(text, label string, the bool, visit func(string)) {
	words := strings.Fields(text)
	for i, w := range words {
		l := letters(w)
		if l == "" || !strings.HasPrefix(label, l) || !capital(w) {
			continue
		}
		joined := ""
		for j := i; j < len(words) && j < i+spelledWords; j++ {
			if joined += letters(words[j]); !strings.HasPrefix(label, joined) {
				break
			}
			if joined == label {
				from := i
				if i > 0 && (words[i-1] == "The" || the && strings.EqualFold(words[i-1], "the")) {
					from--
				}
				visit(trimName(strings.Join(words[from:j+1], " ")))
			}
		}
	}
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "©(“\"'"))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

func trimName(s string) string {
	s = strings.Trim(s, ".,;:!?()[]“”\"'|©-–—")
	for _, end := range []string{"’s", "'s"} {
		s = strings.TrimSuffix(s, end)
	}
	return strings.TrimSpace(s)
}

func titleCase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	return strings.Join(words, " ")
}

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

// titleRest is what a page's title has before the article's title, in front of
// a separator: the site's name.
func titleRest(title, article string) string {
	for _, sep := range separators {
		if rest, ok := strings.CutSuffix(title, sep+article); ok && article != "" && len(strings.Fields(rest)) <= 5 {
			return siteName(rest)
		}
	}
	return ""
}

// segments are the parts of a page's title between separators, single and
// joined.
func segments(title string) []string {
	out := []string{title}
	for _, sep := range separators {
		parts := strings.Split(title, sep)
		for i := range parts {
			for j := i + 1; j <= len(parts); j++ {
				if s := strings.TrimSpace(strings.Join(parts[i:j], sep)); !slices.Contains(out, s) {
					out = append(out, s)
				}
			}
		}
	}
	return out
}
