package html

import (
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/day"
)

// coded adds the times that stand in attributes of elements and in scripts, in
// the form of ISO 8601, with what their names say they are of.
func (f *finder) coded() {
	text := f.src.Text
	scripts := scriptSpans(text)
	for at := 0; ; {
		at = nextStamp(text, at)
		if at < 0 {
			return
		}
		end := at
		for end < len(text) && end < at+maxStamp && strings.IndexByte("0123456789-:T.+Z/ ", text[end]) >= 0 {
			end++
		}
		for _, zone := range []string{"GMT", "UTC"} {
			if strings.HasPrefix(text[end:], zone) {
				end += len(zone)
			}
		}
		key, ok := keyBefore(text, at)
		if ok && len(f.out) < maxMentions {
			f.code(key, at, end, scripts)
		}
		at = max(end, at+4)
	}
}

// Limits: the longest time, and how many dates of a page are compared.
const (
	maxStamp    = 32
	maxMentions = 1000
)

// code adds one time of an attribute or script.
func (f *finder) code(key string, at, end int, scripts []model.Span) {
	v, ok := f.locale.Stamp(strings.ReplaceAll(f.src.Text[at:end], "/", "-"))
	if !ok {
		return
	}
	m := day.Mention{Value: v, Source: model.Span{Start: at, End: end}}
	if inSpans(scripts, at) {
		m.Kind, m.Sense, m.How = day.Script, senseOf(key), "a script, as "+key
		f.add(m)
		return
	}
	tag := tagAround(f.src.Text, at)
	name, _, _ := strings.Cut(strings.TrimLeft(tag, "<"), " ")
	name = strings.ToLower(strings.TrimSpace(name))
	switch {
	case tag == "" || name == "meta":
		return
	case name == "time":
		m.Kind, m.How = day.Time, "a time element"
	default:
		m.Kind, m.How = day.Attr, "an attribute, "+key
	}
	m.Sense = senseOf(key + " " + classes(tag))
	place, block := f.place(at)
	m.Place = place
	if block >= 0 {
		m.Near, m.Region, m.Hint = f.near(block), f.page.Blocks[block].Region, hintOf(strings.ToLower(classes(tag)))
	}
	m.First = f.isFirst(m)
	f.add(m)
}

// nextStamp is where the next four digits of a year with a hyphen or slash and
// two more digits stand in text, from at on, or -1.
func nextStamp(text string, at int) int {
	for i := at; i+10 <= len(text); i++ {
		c := text[i]
		if c != '1' && c != '2' {
			continue
		}
		if !(c == '2' && text[i+1] == '0' || c == '1' && text[i+1] == '9') || !digit(text[i+2]) || !digit(text[i+3]) {
			continue
		}
		if (text[i+4] == '-' || text[i+4] == '/') && digit(text[i+5]) && (i == 0 || !digit(text[i-1])) {
			return i
		}
	}
	return -1
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

// keyBefore is the name before a value: of key="value", "key": "value" or
// key = 'value'.
func keyBefore(text string, at int) (string, bool) {
	i := at - 1
	skip := func(set string) bool {
		from := i
		for i >= 0 && at-i < 80 && strings.IndexByte(set, text[i]) >= 0 {
			i--
		}
		return i < from
	}
	quoted := skip("\"'\\")
	skip(" \t\n")
	if !skip(":=") || !quoted && text[i+1] != '=' {
		return "", false
	}
	skip(" \t\n\"'\\")
	end := i + 1
	for i >= 0 && end-i < 40 && (isWord(text[i]) || text[i] == '-' || text[i] == ':' || text[i] == '.') {
		i--
	}
	return text[i+1 : end], i+1 < end
}

func isWord(b byte) bool {
	return digit(b) || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '_'
}

// tagAround is the tag in which the byte at stands, "" outside of tags.
func tagAround(text string, at int) string {
	from := strings.LastIndexByte(text[max(0, at-maxTag):at], '<')
	if from < 0 {
		return ""
	}
	from += max(0, at-maxTag)
	if strings.IndexByte(text[from:at], '>') >= 0 {
		return ""
	}
	end := strings.IndexByte(text[at:min(len(text), at+maxTag)], '>')
	if end < 0 {
		return ""
	}
	return text[from : at+end]
}

// maxTag is how far around a value its tag is looked for.
const maxTag = 600

// classes are the values of a tag's class, itemprop, property, title and id.
func classes(tag string) string {
	var b strings.Builder
	for _, name := range []string{"class", "itemprop", "property", "title", "id", "name"} {
		for _, quote := range []string{`="`, `='`, "="} {
			_, rest, ok := strings.Cut(tag, " "+name+quote)
			if !ok {
				continue
			}
			end := strings.IndexAny(rest, quote[len(quote)-1:]+">")
			if quote == "=" {
				end = strings.IndexAny(rest, " >")
			}
			if end < 0 {
				end = len(rest)
			}
			b.WriteString(rest[:end] + " ")
			break
		}
	}
	if strings.Contains(tag, " pubdate") {
		b.WriteString("pubdate")
	}
	return b.String()
}

// scriptSpans are where scripts stand in a page.
func scriptSpans(text string) []model.Span {
	var out []model.Span
	for at := 0; ; {
		i := strings.Index(text[at:], "<script")
		if i < 0 {
			return out
		}
		start := at + i
		end := strings.Index(text[start:], "</script")
		if end < 0 {
			return append(out, model.Span{Start: start, End: len(text)})
		}
		open := strings.IndexByte(text[start:], '>')
		out = append(out, model.Span{Start: start + open, End: start + end})
		at = start + end
	}
}

func inSpans(spans []model.Span, at int) bool {
	lo, hi := 0, len(spans)
	for lo < hi {
		mid := (lo + hi) / 2
		if spans[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(spans) && spans[lo].Start <= at
}
