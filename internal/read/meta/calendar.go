package meta

import (
	"embed"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/*/dates.txt
var dateLists embed.FS

// A calendar is what the lists of dates.txt say, of one language or of all.
type calendar struct {
	months                    map[string]int
	alone                     []string // months that another, larger language has too, for another month
	published, updated, other []string // phrases before a date
	by                        []string // phrases before an author
}

// calendars are all languages' calendars by language, and under "" that of all
// together, in which a name that means several months means what it means in
// most languages.
var calendars = sync.OnceValue(func() map[string]*calendar {
	out := map[string]*calendar{}
	all := &calendar{months: map[string]int{}}
	votes := map[string][13]int{}
	files, _ := fs.Glob(dateLists, "data/*/dates.txt") // the pattern is good
	for _, file := range files {
		text, err := dateLists.ReadFile(file)
		if err != nil {
			panic(err) // embedded files can be read
		}
		c := readCalendar(string(text))
		out[strings.Split(file, "/")[1]] = c
		all.published = append(all.published, c.published...)
		all.updated = append(all.updated, c.updated...)
		all.other = append(all.other, c.other...)
		all.by = append(all.by, c.by...)
		for name, m := range c.months {
			if slices.Contains(c.alone, name) {
				continue
			}
			v := votes[name]
			v[m]++
			votes[name] = v
		}
	}
	for name, v := range votes {
		for m, n := range v {
			if n > v[all.months[name]] {
				all.months[name] = m
			}
		}
	}
	out[""] = all
	return out
})

func readCalendar(text string) *calendar {
	c := &calendar{months: map[string]int{}}
	entries(text, func(line string) {
		key, rest, _ := strings.Cut(line, ":")
		if n, ok := strings.CutPrefix(key, "month "); ok {
			m, _ := strconv.Atoi(n)
			for _, name := range strings.Fields(rest) {
				name, alone := strings.CutSuffix(name, "*")
				c.months[name] = m
				if alone {
					c.alone = append(c.alone, name)
				}
			}
			return
		}
		var phrases []string
		for p := range strings.SplitSeq(rest, "|") {
			phrases = append(phrases, strings.TrimSpace(p))
		}
		switch key {
		case "published":
			c.published = phrases
		case "updated":
			c.updated = phrases
		case "other":
			c.other = phrases
		case "by":
			c.by = phrases
		}
	})
	return c
}

// month is the number of a month that is written as a number or name, in the
// language if it has that name, else in any.
func month(s, language string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	s = strings.ToLower(s)
	if c := calendars()[language]; c != nil {
		if m := c.months[s]; m > 0 {
			return m
		}
	}
	return calendars()[""].months[s]
}

// monthPattern matches every month's name, long ones first.
var monthPattern = sync.OnceValue(func() string {
	names := slices.Collect(maps.Keys(calendars()[""].months))
	slices.SortFunc(names, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return `(` + strings.Join(names, "|") + `)`
})

// A DateLabel says what the words around a date make it.
type DateLabel string

// What a date can be of.
const (
	NoLabel   DateLabel = ""
	Published DateLabel = "published"
	Updated   DateLabel = "updated"
	Other     DateLabel = "other" // of an event, a membership, a copyright
)

// labelReach is how many bytes before a date its label stands.
const labelReach = 48

// LabelOf is what the words before a date, or else behind it, say it is of; the
// words nearest to it count.
func LabelOf(before, after string) DateLabel {
	if len(before) > labelReach {
		before = before[len(before)-labelReach:]
	}
	if l := nearestLabel(strings.ToLower(before), strings.LastIndex); l != NoLabel {
		return l
	}
	if len(after) > labelReach {
		after = after[:labelReach]
	}
	return nearestLabel(strings.ToLower(after), strings.Index)
}

// nearestLabel is the label of the phrase that find places last in words.
func nearestLabel(words string, find func(s, sub string) int) DateLabel {
	if strings.TrimSpace(words) == "" {
		return NoLabel
	}
	all, best, size := calendars()[""], -1, 0
	label := NoLabel
	for l, phrases := range map[DateLabel][]string{Published: all.published, Updated: all.updated, Other: all.other} {
		for _, p := range phrases {
			at := find(words, p)
			if at < 0 || !atWord(words, at, len(p)) {
				continue
			}
			if at+len(p) > best || at+len(p) == best && (len(p) > size || len(p) == size && l < label) {
				best, size, label = at+len(p), len(p), l
			}
		}
	}
	return label
}

// atWord says whether s[at:at+n] begins and ends at the edge of a word, in
// scripts that have such edges.
func atWord(s string, at, n int) bool {
	letter := func(b byte) bool { return 'a' <= b && b <= 'z' }
	return !(at > 0 && letter(s[at-1]) && letter(s[at])) && !(at+n < len(s) && letter(s[at+n]) && letter(s[at+n-1]))
}
