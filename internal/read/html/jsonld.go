package html

import (
	"encoding/json"
	"strings"
)

// A ldArticle is what JSON-LD says of an article.
type ldArticle struct {
	headline, published, modified, section, url, publisher, language string
	authors, organisations                                           []string
	body                                                             int // length of articleBody
}

// articleTypes are the schema.org types that are articles, best first.
var articleTypes = []string{"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
	"BackgroundNewsArticle", "ReviewNewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "Report", "WebPage"}

// maxLDDepth is how deep nested objects are searched.
const maxLDDepth = 12

// parseJSONLD is what the scripts that are JSON describe.
func parseJSONLD(scripts []string) []any {
	var roots []any
	for _, text := range scripts {
		var v any
		if json.Unmarshal([]byte(cleanJSON(text)), &v) == nil {
			roots = append(roots, v)
		}
	}
	return roots
}

// readJSONLD is the best article that is described, and the site.
func readJSONLD(roots []any) (best ldArticle, site string) {
	rank := len(articleTypes)
	names := map[string]string{} // names of described things by "@id"
	for _, v := range roots {
		walk(v, 0, func(o map[string]any) {
			if id, name := str(o["@id"]), str(o["name"]); id != "" && name != "" {
				names[id] = name
			}
			if isType(o, "WebSite") && site == "" {
				site = str(o["name"])
			}
		})
	}
	for _, v := range roots {
		walk(v, 0, func(o map[string]any) {
			for r, t := range articleTypes[:rank] {
				if isType(o, t) {
					best, rank = ldOf(o, names), r
					return
				}
			}
		})
	}
	return best, site
}

// cleanJSON mends what pages get wrong: comments or CDATA around the object and
// raw line breaks inside strings.
func cleanJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, cut := range []string{"<!--", "-->", "<![CDATA[", "]]>", "//<![CDATA[", "//]]>", "/*<![CDATA[*/", "/*]]>*/"} {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, cut), cut))
	}
	s = strings.TrimRight(s, "; \n\r\t")
	return strings.Map(func(r rune) rune {
		if r < 0x20 {
			return ' '
		}
		return r
	}, s)
}

func walk(v any, depth int, visit func(map[string]any)) {
	if depth > maxLDDepth {
		return
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			walk(e, depth+1, visit)
		}
	case map[string]any:
		visit(x)
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item", "isPartOf",
			"publisher", "author", "about", "subjectOf", "liveBlogUpdate"} {
			if e, ok := x[k]; ok && !(depth > 4 && k == "liveBlogUpdate") {
				walk(e, depth+1, visit)
			}
		}
	}
}

func isType(o map[string]any, t string) bool {
	switch x := o["@type"].(type) {
	case string:
		return x == t
	case []any:
		for _, e := range x {
			if e == t {
				return true
			}
		}
	}
	return false
}

func ldOf(o map[string]any, names map[string]string) ldArticle {
	a := ldArticle{
		headline:  first(str(o["headline"]), str(o["name"])),
		published: str(o["datePublished"]),
		modified:  str(o["dateModified"]),
		section:   str(o["articleSection"]),
		url:       first(str(o["url"]), idOf(o["mainEntityOfPage"])),
		language:  str(o["inLanguage"]),
		body:      len(str(o["articleBody"])),
		publisher: nameOf(o["publisher"], names),
	}
	people(o["author"], names, &a.authors)
	if len(a.authors) == 0 {
		people(o["creator"], names, &a.authors)
	}
	bodies(o["author"], &a.organisations)
	bodies(o["publisher"], &a.organisations)
	return a
}

// people collects the names of authors that are not organisations.
func people(v any, names map[string]string, out *[]string) {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			people(e, names, out)
		}
	case map[string]any:
		if !isType(x, "Organization") && !isType(x, "NewsMediaOrganization") {
			if list, ok := x["name"].([]any); ok {
				people(list, names, out)
			} else if n := nameOf(x, names); n != "" {
				*out = append(*out, n)
			}
		}
	case string:
		*out = append(*out, x)
	}
}

// bodies collects the names of organisations.
func bodies(v any, out *[]string) {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			bodies(e, out)
		}
	case map[string]any:
		if isType(x, "Organization") || isType(x, "NewsMediaOrganization") {
			*out = append(*out, str(x["name"]))
		}
	}
}

func nameOf(v any, names map[string]string) string {
	switch x := v.(type) {
	case []any:
		if len(x) > 0 {
			return nameOf(x[0], names)
		}
	case map[string]any:
		return first(str(x["name"]), names[str(x["@id"])])
	case string:
		return x
	}
	return ""
}

func idOf(v any) string {
	if o, ok := v.(map[string]any); ok {
		return str(o["@id"])
	}
	return str(v)
}

// str is v as a string, the first of a list, "" for anything else.
func str(v any) string {
	switch x := v.(type) {
	case string:
		return strings.TrimSpace(x)
	case []any:
		if len(x) > 0 {
			return str(x[0])
		}
	case map[string]any:
		return str(x["@value"])
	}
	return ""
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
