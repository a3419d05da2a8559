package html

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/day"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// A finder collects the dates that a page mentions.
type finder struct {
	page        *Page
	src         *piece.Source
	locale      meta.Locale
	title       int // index of the block that is the title, or -1
	first, last int // the blocks of the body
	seen        map[firstOf]bool
	out         []day.Mention
}

// firstOf is what a mention may be the first of.
type firstOf struct {
	kind  day.Kind
	place day.Place
	bare  int
}

// mentions are all dates that a page mentions and that could be of its
// publication, as far as they can be told from each other.
func mentions(a *model.Article, o outlined, src *piece.Source) []day.Mention {
	f := &finder{page: o.page, src: src, title: o.title, seen: map[firstOf]bool{}, locale: localeOf(a, o.page)}
	f.first, f.last = firstLong(o.page.Blocks, o.keep), -1
	for i, k := range o.keep {
		if k {
			f.last = i
		}
	}
	f.described(o.objects)
	f.stated()
	f.coded()
	f.shown()
	f.addresses(a)
	return f.out
}

func localeOf(a *model.Article, p *Page) meta.Locale {
	tag := p.Lang
	if og := clean(p.Meta["og:locale"]); og != "" && len(tag) < 5 {
		tag = og
	}
	return meta.LocaleOf(tag, meta.Domain(first(a.URL, a.Source)))
}

func (f *finder) add(m day.Mention) {
	if m.Value >= "1990" {
		f.out = append(f.out, m)
	}
}

// described adds what JSON-LD says.
func (f *finder) described(objects []any) {
	for _, root := range objects {
		everywhere(root, 0, func(o map[string]any) {
			for _, key := range []string{"datePublished", "dateModified", "dateCreated", "uploadDate"} {
				if v, ok := f.locale.Stamp(str(o[key])); ok {
					f.add(day.Mention{Value: v, Kind: day.JSONLD, Sense: senseOf(key), Main: articleLike(o), How: "JSON-LD " + key})
				}
			}
		})
	}
}

// everywhere visits all objects below v.
func everywhere(v any, depth int, visit func(map[string]any)) {
	if depth > maxLDDepth {
		return
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			everywhere(e, depth+1, visit)
		}
	case map[string]any:
		visit(x)
		for _, k := range slices.Sorted(maps.Keys(x)) {
			everywhere(x[k], depth+1, visit)
		}
	}
}

// articleLike says whether a described thing is an article or the like of it.
func articleLike(o map[string]any) bool {
	if str(o["headline"]) != "" {
		return true
	}
	name := str(o["@type"])
	for _, end := range []string{"Article", "Posting", "Report", "Review", "Recipe", "WebPage"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// senses are the parts of names that say what a date is of, in the order in
// which they are asked.
var senses = []struct {
	part  string
	sense meta.DateLabel
}{
	{"expir", meta.Other}, {"event", meta.Other}, {"regist", meta.Other}, {"birth", meta.Other}, {"comment", meta.Other},
	{"cache", meta.Other}, {"render", meta.Other}, {"generat", meta.Other}, {"start", meta.Other}, {"until", meta.Other}, {"valid", meta.Other}, {"joined", meta.Other},
	{"modif", meta.Updated}, {"updat", meta.Updated}, {"chang", meta.Updated}, {"edited", meta.Updated}, {"revis", meta.Updated},
	{"publ", meta.Published}, {"pubdate", meta.Published}, {"pub_date", meta.Published}, {"pub-date", meta.Published},
	{"issued", meta.Published}, {"posted", meta.Published}, {"creat", meta.Published}, {"ptime", meta.Published},
	{"displaydate", meta.Published}, {"upload", meta.Published}, {"entry-date", meta.Published}, {"sailthru.date", meta.Published},
}

// senseOf is what a name says a date is of.
func senseOf(name string) meta.DateLabel {
	name = strings.ToLower(name)
	for _, s := range senses {
		if strings.Contains(name, s.part) {
			return s.sense
		}
	}
	return meta.NoLabel
}

// stated adds what meta elements and the page's title say.
func (f *finder) stated() {
	for _, name := range slices.Sorted(maps.Keys(f.page.Meta)) {
		value := clean(f.page.Meta[name])
		switch {
		case slices.Contains(subtitleNames, name):
			f.words(value, day.Summary, "the page's description")
		case len(value) <= 60 && len(value) >= 8:
			if v, ok := f.locale.Stamp(value); ok {
				f.add(day.Mention{Value: v, Kind: day.Meta, Sense: senseOf(name), Name: name,
					Main: slices.Contains(publishedNames, name) || slices.Contains(updatedNames, name), How: "meta " + name})
			}
		}
	}
	f.words(clean(f.page.Title), day.Title, "the page's title")
}

// words adds the dates in a text that describes the page.
func (f *finder) words(text string, kind day.Kind, how string) {
	for _, d := range f.locale.Dates(text) {
		if d.Other == "" {
			f.add(day.Mention{Value: d.Value, Kind: kind, Sense: meta.LabelOf(text[:d.Start], text[d.End:]), How: how})
		}
	}
}

// place is where the byte at offset of the source stands on the page, and the
// block there, -1 for none.
func (f *finder) place(offset int) (day.Place, int) {
	blocks := f.page.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].Source.End > offset })
	if len(blocks) == 0 || offset < blocks[0].Source.Start-nearBytes {
		return day.Nowhere, -1
	}
	if i == len(blocks) {
		return day.Below, -1
	}
	return f.placeOf(i), i
}

// nearBytes is how far above its first block the body of a page begins.
const nearBytes = 2000

func (f *finder) placeOf(i int) day.Place {
	switch {
	case f.title >= 0 && i < f.title, f.title < 0 && i < f.first-6:
		return day.Above
	case i < f.first:
		return day.Head
	case i <= f.first+1:
		return day.Lead
	case i <= f.last:
		return day.Body
	case i <= f.last+6:
		return day.Foot
	}
	return day.Below
}

// near says whether a block is a few from the title, or from the body where
// there is no title.
func (f *finder) near(i int) bool {
	at := f.title
	if at < 0 {
		at = f.first
	}
	return i >= at-4 && i <= at+5
}

// dateHints are the parts of class names that say something of a date.
var dateHints = []string{"date", "time", "publi", "updat", "modif", "creat", "meta", "byline", "author", "info", "comment", "foot",
	"copyright", "event", "teaser", "related", "recent", "popular", "sidebar", "widget", "calendar", "stamp", "title", "profile", "join", "list"}

func hintOf(class string) string {
	var out []string
	for _, h := range dateHints {
		if strings.Contains(class, h) {
			out = append(out, h)
		}
	}
	return strings.Join(out, " ")
}

// Limits on the blocks in which dates are looked for: of a longer block only
// its beginning, and only so much of a block at all.
const (
	dateBlock = 600
	dateLead  = 160
)

// shown adds the dates in the text of the page.
func (f *finder) shown() {
	for i := range f.page.Blocks {
		b := &f.page.Blocks[i]
		text := b.Text
		if len(text) > dateBlock {
			text = text[:runeStart(text, dateLead)]
		}
		from := 0
		for _, d := range f.locale.Dates(text) {
			m := day.Mention{Value: d.Value, Kind: day.Text, Sense: meta.LabelOf(text[from:d.Start], text[d.End:]), Place: f.placeOf(i),
				Near: f.near(i), Bare: bareness(b.Text, d), Hint: hintOf(b.Near), Region: b.Region, Hidden: b.Hidden, Short: d.Short,
				Either: d.Other != "", Source: b.Source, How: f.lineName(i)}
			if i == f.title {
				m.Place = day.Head
			}
			m.First = f.isFirst(m)
			f.add(m)
			if d.Other != "" {
				m.Value = d.Other
				f.add(m)
			}
			from = d.End
		}
	}
}

// runeStart is the end of the last whole character within n bytes of s.
func runeStart(s string, n int) int {
	for n > 0 && n < len(s) && s[n]&0xc0 == 0x80 {
		n--
	}
	return min(n, len(s))
}

// bareness is how little a line says beside a date: 2 for next to nothing, 1
// for a few words, 0 for prose.
func bareness(text string, d meta.Day) int {
	rest := len(strings.Fields(text[:d.Start])) + len(strings.Fields(text[min(d.End, len(text)):]))
	switch {
	case rest <= 4:
		return 2
	case rest <= 12 && !lines.RealParagraph(text):
		return 1
	}
	return 0
}

func (f *finder) isFirst(m day.Mention) bool {
	k := firstOf{m.Kind, m.Place, m.Bare}
	seen := f.seen[k]
	f.seen[k] = true
	return !seen
}

// lineName says in words where a block is.
func (f *finder) lineName(i int) string {
	switch {
	case i == f.title:
		return "the title"
	case f.title >= 0 && i > f.title && i <= f.title+5:
		return "a line below the title"
	case f.title >= 0 && i < f.title && i >= f.title-4:
		return "a line above the title"
	case i >= f.first && i <= f.last:
		return "the text"
	case i > f.last:
		return "a line behind the text"
	}
	return "a line of the page"
}

// addresses adds the days in the page's address and in that of its picture.
func (f *finder) addresses(a *model.Article) {
	for _, u := range []string{a.URL, a.Source, clean(f.page.Meta["og:url"])} {
		if d, ok := meta.URLDate(u); ok && meta.Domain(u) != "" {
			f.add(day.Mention{Value: d, Kind: day.URL, How: "the address"})
		}
	}
	for _, name := range []string{"og:image", "twitter:image"} {
		if d, ok := meta.URLDate(clean(f.page.Meta[name])); ok {
			f.add(day.Mention{Value: d, Kind: day.Image, How: "the address of the picture"})
		}
	}
}
