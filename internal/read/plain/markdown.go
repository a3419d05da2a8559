package plain

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// markSign is what only Markdown has: headings, links, strong words.
var markSign = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^#{1,6} \S|\]\([^()\s]{1,500}(?: "[^"\n]*")?\)|\*\*[^\s*][^*\n]{0,200}\*\*|^\[[^\]\n]{1,80}\]: \S`)
})

// markReach is how many bytes of a text are searched for signs of Markdown.
const markReach = 32 << 10

// isMarkdown says whether text, with or without front matter, is Markdown.
func isMarkdown(text string) bool {
	head := text[:min(len(text), markReach)]
	return strings.ContainsAny(head, "#]*") && markSign().MatchString(head)
}

// frontMatter is the number of lines of the fields on top of a text, between
// lines of three hyphens, and the fields by name in lower case; 0 where there
// are none.
func frontMatter(src *piece.Source) (lines int, fields map[string][]string) {
	if src.Lines() < 3 || strings.TrimRight(lineOf(src, 1), " ") != "---" {
		return 0, nil
	}
	fields = map[string][]string{}
	last := ""
	for n := 2; n <= min(src.Lines(), 200); n++ {
		line := strings.TrimRight(lineOf(src, n), " \t")
		if line == "---" || line == "..." {
			return n, fields
		}
		item, isItem := strings.CutPrefix(strings.TrimSpace(line), "- ")
		name, value, isField := strings.Cut(line, ":")
		switch {
		case line == "" || line[0] == '#':
		case isItem && last != "":
			fields[last] = append(fields[last], scalar(item))
		case isField && !strings.ContainsAny(name, " \t\"'"):
			last = strings.ToLower(name)
			fields[last] = values(value)
		case line[0] != ' ' && line[0] != '\t':
			return 0, nil
		}
	}
	return 0, nil
}

func lineOf(src *piece.Source, n int) string { return src.LineSpan(n).In(src.Text) }

// values are the value of a field: one, or those of a list in brackets.
func values(s string) (out []string) {
	s = strings.TrimSpace(s)
	if inner, ok := strings.CutPrefix(s, "["); ok {
		for item := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
			out = append(out, scalar(item))
		}
		return out
	}
	if s == "" {
		return nil
	}
	return []string{scalar(s)}
}

func scalar(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		s = s[1 : len(s)-1]
	}
	return piece.Clean(s)
}

// fromFields takes what the fields of front matter say.
func fromFields(a *model.Article, fields map[string][]string) {
	first := func(names ...string) string {
		for _, name := range names {
			if v := fields[name]; len(v) > 0 && v[0] != "" {
				return v[0]
			}
		}
		return ""
	}
	a.Title, a.Subtitle = first("title", "headline"), first("subtitle", "description")
	for _, name := range []string{"author", "authors", "byline", "by"} {
		for _, v := range fields[name] {
			a.Byline = append(a.Byline, meta.Persons(v)...)
		}
	}
	if v, ok := meta.Stamp(first("date", "published", "pubdate")); ok {
		a.Published = &model.Published{Value: v, From: "metadata"}
	}
	if v, ok := meta.Stamp(first("updated", "lastmod", "modified")); ok {
		a.Updated = &model.Published{Value: v, From: "metadata"}
	}
	if v := first("outlet", "publisher", "publication", "source", "site"); v != "" {
		a.Outlet = model.Outlet{Name: v, From: "metadata"}
		if d := meta.Domain(v); d != "" {
			a.Outlet = model.Outlet{Name: d, Domain: d, From: "url"}
		}
	}
	if v := first("url", "link", "canonical", "source_url"); meta.Domain(v) != "" {
		a.URL = v
	}
	a.Section = first("section", "category")
}

var (
	numbered  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{1,3}[.)] +\S`) })
	underline = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:=+|-{2,})\s*$`) })
	thematic  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:\*\s*){3,}$|^(?:_\s*){3,}$|^(?:-\s*){3,}$|^\x60{3,}\S*$`)
	})
	definition = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[[^\]]{1,80}\]: \S+`) })
	picture    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^!\[([^\]]*)\]\([^()]*\)$`) })
)

// markLines applies what Markdown writes with whole lines: underlined headings,
// numbered lists, rulers and definitions, pictures.
func markLines(src *piece.Source, raw []rawLine) (out []rawLine) {
	for _, l := range raw {
		whole := strings.TrimSpace(lineOf(src, src.Line(l.start)))
		switch {
		case underline().MatchString(whole) && len(out) > 0 && !l.blank && !out[len(out)-1].bullet && !out[len(out)-1].quoted:
			out[len(out)-1].head = 1
			if whole[0] == '-' {
				out[len(out)-1].head = 2
			}
			continue
		case thematic().MatchString(whole), definition().MatchString(whole):
			continue
		case !l.bullet && numbered().MatchString(l.text):
			n := strings.IndexByte(l.text, ' ')
			rest := strings.TrimLeft(l.text[n:], " ")
			l.start += len(l.text) - len(rest)
			l.text, l.bullet = rest, true
		}
		if m := picture().FindStringSubmatch(l.text); m != nil {
			l.text, l.start, l.picture = m[1], l.start+2, true
		}
		if l.head > 0 {
			l.text = strings.TrimRight(strings.TrimRight(l.text, "#"), " ")
		}
		if l.text != "" {
			out = append(out, l)
		}
	}
	return out
}

// addMarked adds the words of a line to b, without the marks around them.
func addMarked(b *piece.Builder, text string, at int) {
	drop := emphasis(text)
	from := 0
	skip := func(start, end int) {
		b.Add(text[from:start], at+from)
		from = end
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case i < from:
		case drop[i]:
			skip(i, i+1)
		case c == '\\' && i+1 < len(text) && strings.IndexByte("\\`*_{}[]()#+-.!>~|", text[i+1]) >= 0:
			skip(i, i+1)
			i++
		case c == '!' && strings.HasPrefix(text[i:], "!["):
			if label, end := link(text, i+1); label.End > 0 {
				skip(i, end)
			}
		case c == '[':
			if label, end := link(text, i); label.End > 0 {
				skip(i, i+1)
				addMarked(b, text[label.Start:label.End], at+label.Start)
				from = end
			}
		case c == '<' && strings.HasPrefix(text[i:], "<http"):
			if end := strings.IndexByte(text[i:], '>'); end > 0 && !strings.ContainsAny(text[i:i+end], " \t") {
				skip(i, i+1)
				skip(i+end, i+end+1)
			}
		}
	}
	b.Add(text[from:], at+from)
}

// maxLabel is how long the words and the address of a link are, in bytes.
const maxLabel = 1000

// link is the label of the link whose "[" stands at byte i, and where the link
// ends; the label is empty where there is none.
func link(text string, i int) (label model.Span, end int) {
	rest := text[i:min(len(text), i+maxLabel)]
	n := strings.IndexByte(rest, ']')
	if n < 2 || strings.IndexByte(rest[1:n], '[') >= 0 || n+1 >= len(rest) {
		return label, 0
	}
	close := byte(')')
	switch rest[n+1] {
	case '(':
	case '[':
		close = ']'
	default:
		return label, 0
	}
	m := strings.IndexByte(rest[n+1:], close)
	if m < 0 || close == ')' && m == 1 {
		return label, 0
	}
	return model.Span{Start: i + 1, End: i + n}, i + n + 1 + m + 1
}

// A delimiter is a run of marks that may open or close emphasis.
type delimiter struct {
	at, n int
	mark  byte
}

// maxOpen is how many runs of marks wait for their end.
const maxOpen = 20

// emphasis are the bytes of text that are marks of emphasis: runs of "*", "_",
// "~~" or "`" that have a like run behind the words they stand at.
func emphasis(text string) map[int]bool {
	if !strings.ContainsAny(text, "*_~`") {
		return nil
	}
	drop := map[int]bool{}
	var open []delimiter
	for i := 0; i < len(text); {
		c := text[i]
		if c != '*' && c != '_' && c != '~' && c != '`' || i > 0 && text[i-1] == '\\' {
			i++
			continue
		}
		d := delimiter{i, 1, c}
		for i+d.n < len(text) && text[i+d.n] == c {
			d.n++
		}
		i += d.n
		opens, closes := flanks(text, d)
		if closes {
			if k := match(open, d); k >= 0 {
				for n := range d.n {
					drop[open[k].at+n], drop[d.at+n] = true, true
				}
				open = open[:k]
				continue
			}
		}
		if opens && len(open) < maxOpen && d.n <= 3 && (c != '~' || d.n == 2) {
			open = append(open, d)
		}
	}
	return drop
}

func match(open []delimiter, d delimiter) int {
	for k := len(open) - 1; k >= 0; k-- {
		if open[k].mark == d.mark && open[k].n == d.n {
			return k
		}
	}
	return -1
}

// flanks says whether a run of marks stands before words, so that it may open,
// and behind words, so that it may close. It does neither inside of a word: "*"
// would in Markdown, but "2*3*4" is more common in texts.
func flanks(text string, d delimiter) (opens, closes bool) {
	before, _ := utf8.DecodeLastRuneInString(text[:d.at])
	after, _ := utf8.DecodeRuneInString(text[d.at+d.n:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	space := func(r rune) bool { return r == utf8.RuneError || unicode.IsSpace(r) }
	return !space(after) && !word(before), !space(before) && !word(after)
}
