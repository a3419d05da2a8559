package render

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
)

// What becomes of the elements of somebody's page when it is shown: only their
// names are kept, as classes of our own divs and spans, so that nothing of the
// page can run, be fetched, or reach out of its place.
var (
	pageBlocks = elements("address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption figure footer form " +
		"h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul")
	pageInline = elements("a abbr b cite code del em i ins kbd mark q s samp small span strong sub sup time u var")
	pageDrops  = elements("audio button canvas datalist iframe math noembed noframes noscript object script select style svg template textarea title video")
	pageVoid   = elements("area base br col embed hr img input link meta param source track wbr")
	pageEnds   = elements("dd dt li p td th tr") // they end where another begins
)

func elements(names string) map[string]bool {
	out := map[string]bool{}
	for _, n := range strings.Fields(names) {
		out[n] = true
	}
	return out
}

// deepestPage is how many elements of a page may stand inside each other.
// Deeper ones are left out, not their text.
const deepestPage = 120

// A pageCleaner writes a page anew.
type pageCleaner struct {
	out     strings.Builder
	src     string
	marks   []Marked
	kept    []model.Span
	stack   []pageElement
	dropped int // open elements whose content is left out
	marker  marker
}

type pageElement struct {
	tag     string
	written string // the element written for it, "" for none
	drop    bool
}

// cleanPage is a page as HTML that is safe to show, with the parts of it marked
// that stand for parts of the article.
func cleanPage(src string, marks []Marked, kept []model.Span, focus bool) string {
	c := &pageCleaner{src: src, marks: marks, kept: kept, marker: marker{focus: focus}}
	z := html.NewTokenizer(strings.NewReader(src))
	at := 0
	for {
		kind := z.Next()
		start := at
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			c.pop(0)
			return c.out.String()
		case html.TextToken:
			c.text(model.Span{Start: start, End: at})
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			c.start(string(name), pageAttributes(z, more), kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			c.end(string(name))
		}
	}
}

// A pageAttribute is what is taken of an element's attributes.
type pageAttribute struct {
	alt    string
	lang   string
	dir    string
	hidden bool
}

func pageAttributes(z *html.Tokenizer, more bool) (out pageAttribute) {
	for n := 0; more && n < 64; n++ {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "alt":
			out.alt = strings.Join(strings.Fields(strings.ToValidUTF8(string(v[:min(len(v), 300)]), "")), " ")
		case "lang":
			if strings.Trim(strings.ToLower(string(v)), "abcdefghijklmnopqrstuvwxyz-") == "" && len(v) >= 2 && len(v) < 20 {
				out.lang = string(v)
			}
		case "dir":
			if d := strings.ToLower(string(v)); d == "rtl" || d == "ltr" {
				out.dir = d
			}
		case "hidden":
			out.hidden = true
		case "style":
			out.hidden = out.hidden || strings.Contains(strings.ReplaceAll(strings.ToLower(string(v)), " ", ""), "display:none")
		}
	}
	return out
}

func (c *pageCleaner) start(tag string, a pageAttribute, closed bool) {
	if pageVoid[tag] {
		c.void(tag, a)
		return
	}
	if pageEnds[tag] {
		c.endBefore(tag)
	}
	if closed && (atom.Lookup([]byte(tag)) == 0 || pageDrops[tag]) {
		return
	}
	e := pageElement{tag: tag, drop: pageDrops[tag] || a.hidden && tag != "body" && tag != "html"}
	if e.drop {
		c.dropped++
	}
	if c.dropped == 0 && len(c.stack) < deepestPage {
		switch {
		case pageBlocks[tag]:
			e.written = "div"
		case pageInline[tag]:
			e.written = "span"
		}
	}
	if e.written != "" {
		c.out.WriteString("<" + e.written + ` class="e-` + tag + `"`)
		if a.lang != "" {
			c.out.WriteString(` lang="` + a.lang + `"`)
		}
		if a.dir != "" {
			c.out.WriteString(` dir="` + a.dir + `"`)
		}
		c.out.WriteByte('>')
	}
	c.stack = append(c.stack, e)
}

// void writes an element without content.
func (c *pageCleaner) void(tag string, a pageAttribute) {
	if c.dropped > 0 {
		return
	}
	switch tag {
	case "br", "wbr":
		c.out.WriteString("<" + tag + ">")
	case "hr":
		c.out.WriteString(`<div class="e-hr"></div>`)
	case "img":
		if a.alt != "" {
			c.out.WriteString(`<span class="picture">picture: ` + html.EscapeString(visible(a.alt)) + `</span> `)
		}
	}
}

// endBefore ends the element of that name, if one is open, where another begins.
func (c *pageCleaner) endBefore(tag string) {
	for i := len(c.stack) - 1; i >= 0 && i >= len(c.stack)-16; i-- {
		if t := c.stack[i].tag; t == tag {
			c.pop(i)
			return
		} else if pageBlocks[t] && !(tag == "tr" && (t == "td" || t == "th")) {
			return
		}
	}
}

func (c *pageCleaner) end(tag string) {
	for i := len(c.stack) - 1; i >= 0 && i >= len(c.stack)-64; i-- {
		if c.stack[i].tag == tag {
			c.pop(i)
			return
		}
		if pageDrops[c.stack[i].tag] {
			return
		}
	}
}

// pop ends element i and all that were opened in it.
func (c *pageCleaner) pop(i int) {
	for j := len(c.stack) - 1; j >= i; j-- {
		if c.stack[j].written != "" {
			c.out.WriteString("</" + c.stack[j].written + ">")
		}
		if c.stack[j].drop {
			c.dropped--
		}
	}
	c.stack = c.stack[:i]
}

// text writes a part of the page's text. What stands for a part of the article
// is shown wherever it stands.
func (c *pageCleaner) text(s model.Span) {
	for len(c.marks) > 0 && c.marks[0].End <= s.Start {
		c.marks = c.marks[1:]
	}
	n := 0
	for n < len(c.marks) && c.marks[n].Start < s.End {
		n++
	}
	for len(c.kept) > 0 && c.kept[0].End <= s.Start {
		c.kept = c.kept[1:]
	}
	for _, st := range stretches(s, c.marks[:n], c.kept) {
		if c.dropped == 0 || st.kept {
			c.marker.write(&c.out, st, html.UnescapeString(st.In(c.src)))
		}
	}
}

// A marker writes stretches of a source as HTML, and gives the first that is
// pointed at a place to go to.
type marker struct {
	focus   bool // findings are pointed at
	pointed bool
}

var roleClasses = map[Role]string{RoleSaid: "m-said", RoleHow: "m-how", RoleWho: "m-who", RoleFocus: "m-focus"}

func (m *marker) write(out *strings.Builder, st stretch, text string) {
	text = html.EscapeString(visible(text))
	class := roleClasses[st.role]
	switch {
	case text == "":
	case class != "":
		attributes := ` class="` + class + `"`
		if !m.pointed && strings.TrimSpace(text) != "" {
			m.pointed = true
			attributes += ` id="here"`
			if m.focus {
				attributes += ` tabindex="-1" autofocus`
			}
		}
		out.WriteString("<mark" + attributes + ">" + text + "</mark>")
	case st.kept:
		out.WriteString(`<mark class="m-kept">` + text + "</mark>")
	default:
		out.WriteString(text)
	}
}

// visible is s without characters that a page must not hold or that would turn
// the direction of what follows.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 && r != '\n' && r != '\t' && r != '\r', r == 0x7f, 0x80 <= r && r < 0xa0, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}
