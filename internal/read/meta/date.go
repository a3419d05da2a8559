package meta

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

const (
	yearPattern = `((?:19|20)\d\d)`
	dayPattern  = `([0-3]?\d)(?:st|nd|rd|th|er|º|ª)?`
)

// datePatterns are the forms of a day; order names the groups' meaning, "?" two
// numbers that may be either. A short one has a year of two digits.
var datePatterns = sync.OnceValue(func() []datePattern {
	c := regexp.MustCompile
	m := monthPattern()
	return []datePattern{
		{c(`(?i)\b` + yearPattern + `[-/.](\d\d?)[-/.](\d\d?)`), "ymd", false},
		{c(`(?i)(?:^|[^\d.])` + dayPattern + `(?:[.,]? |[.\-–/])(?:of |de |di |d’|d')?` + m + `(?:[.,]{0,2} (?:de |del )?|[\-–/])` + yearPattern), "dmy", false},
		{c(`(?i)(?:\b|^|\s)` + m + `[. ]{1,2}` + dayPattern + `[ ,]{1,3}(?:at |de |del )?` + yearPattern), "mdy", false},
		{c(`(?i)\b` + yearPattern + `[.,]? ` + m + `[. ] ?` + dayPattern + `\b`), "ymd", false},
		{c(yearPattern + `\s?[年년]\s?(\d\d?)\s?[月월]\s?(\d\d?)\s?[日일]`), "ymd", false},
		{c(`(?:^|[^\d.])(\d\d?)[.] ?(\d\d?)[.] ?` + yearPattern), "dmy", false},
		{c(`(?:^|[^\d/-])(\d\d?)[/-](\d\d?)[/-]` + yearPattern), "?", false},
		{c(`\b(\d\d?)[.](\d\d?)[.](\d\d)\b`), "dmy", true},
		{c(`\b(\d\d?)[/](\d\d?)[/](\d\d)\b`), "?", true},
	}
})

type datePattern struct {
	re    *regexp.Regexp
	order string
	short bool
}

var clock = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^[\s,|•·T@–—(-]{0,6}(?:\p{L}{1,5}\.? ){0,2}[\s|]*([0-2]?\d)[:.h]([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?\s*([ap]\.?m\b\.?)?(?:\s*(?:Uhr|hrs?|h|Hrs)\b)?\s*\(?((?-i:[A-Z]{1,4})\b|[+-]\d\d:?\d\d)?`)
})

var clockBefore = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b([0-2]?\d)[:.h]?([0-5]\d)(?::([0-5]\d))?\s*([ap]\.?m\b\.?)?\s*((?-i:[A-Z]{1,4})\b)?(?: \([^()]{1,12}\))?[\s,|•·–—-]{1,4}(?:on )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?$`)
})

// A Day is a date found on a line: its value in RFC 3339 form, cut short after
// the day or the minute where the line says no more, with a zone only where one
// is stated, and the bytes it stands on. Other is its other reading, where it
// could be read two ways.
type Day struct {
	Value      string
	Other      string
	Start, End int
	Short      bool // its year has two digits
}

// Date finds the first full date in line and the time that stands with it; ok
// is false where there is no full date, or one that could be read two ways.
func Date(line string) (value string, start, end int, ok bool) { return Locale{}.Date(line) }

// Date is like the function Date, in a locale.
func (l Locale) Date(line string) (value string, start, end int, ok bool) {
	for from := 0; ; {
		d, found := l.next(line, from, false)
		if !found {
			return "", 0, 0, false
		}
		if d.Other == "" {
			return d.Value, d.Start, d.End, true
		}
		from = d.End
	}
}

// Dates are all dates on a line, those with years of two digits too, and those
// that could be read two ways, which Date leaves out.
func (l Locale) Dates(line string) []Day {
	var out []Day
	for from := 0; len(out) < maxDates; {
		d, ok := l.next(line, from, true)
		if !ok {
			break
		}
		out = append(out, d)
		from = d.End
	}
	return out
}

// maxDates is how many dates of one line are looked at.
const maxDates = 20

// maxYears is how many years of a line are tried for the one of a date.
const maxYears = 60

// How far before and behind the year of a date its other parts stand, in bytes.
const (
	beforeYear = 48
	behindYear = 28
)

// next is the first date of line from the byte from on. The expressions are
// costly, so they are asked only around what could be a year.
func (l Locale) next(line string, from int, short bool) (Day, bool) {
	at := from
	for range maxYears {
		year := nextYear(line, at, short)
		if year < 0 {
			break
		}
		lo, hi := max(from, year-beforeYear), min(len(line), year+behindYear)
		for lo > from && (line[lo]&0xc0 == 0x80 || isDigit(line[lo]) && isDigit(line[lo-1])) {
			lo--
		}
		for hi < len(line) && line[hi]&0xc0 == 0x80 {
			hi++
		}
		if d, ok := l.first(line[lo:hi], short); ok {
			d.Start, d.End = d.Start+lo, d.End+lo
			l.addClock(line, from, &d)
			return d, true
		}
		at = year + 2
	}
	return Day{}, false
}

// nextYear is where the next four digits of a year stand in line, or with short
// the digits of a day such as 3.4.31, or -1.
func nextYear(line string, at int, short bool) int {
	for i := at; i+3 < len(line); i++ {
		c := line[i]
		if !isDigit(c) {
			continue
		}
		if (c == '1' && line[i+1] == '9' || c == '2' && line[i+1] == '0') && isDigit(line[i+2]) && isDigit(line[i+3]) {
			return i
		}
		if short && shortDay(line[i:]) {
			return i
		}
	}
	return -1
}

// shortDay says whether s begins like 3.4.31 or 03/04/31.
func shortDay(s string) bool {
	n := 0
	for parts := 0; parts < 3; parts++ {
		from := n
		for n < len(s) && n < from+2 && isDigit(s[n]) {
			n++
		}
		if n == from {
			return false
		}
		if parts < 2 {
			if n >= len(s) || s[n] != '.' && s[n] != '/' {
				return false
			}
			n++
		}
	}
	return true
}

// first is the first date of a piece of a line, without its time.
func (l Locale) first(piece string, short bool) (Day, bool) {
	var best Day
	found := false
	for _, p := range datePatterns() {
		if p.short && (!short || found) {
			continue
		}
		m := p.re.FindStringSubmatchIndex(piece)
		if m == nil || found && m[0] >= best.Start {
			continue
		}
		if value, other, good := l.dayOf(piece, m, p); good {
			best, found = Day{Value: value, Other: other, Start: m[2], End: m[1], Short: p.short}, true
		}
	}
	return best, found
}

// addClock adds the time that stands behind or before a day.
func (l Locale) addClock(line string, from int, d *Day) {
	after := line[d.End:]
	if m := clock().FindStringSubmatchIndex(after); m != nil && !(m[5] < len(after)-1 && after[m[5]] == '.' && isDigit(after[m[5]+1])) {
		if t, ok := l.timeOf(after, m, d.Value); ok {
			d.Value, d.End = d.Value+"T"+t, d.End+m[1]
			d.Other = withTime(d.Other, t)
			return
		}
	}
	before := line[from:d.Start]
	if m := clockBefore().FindStringSubmatchIndex(before); m != nil && (m[10] >= 0 || !isDigit(before[m[4]-1])) {
		if t, ok := l.timeOf(before, m, d.Value); ok {
			d.Value, d.Start = d.Value+"T"+t, from+m[0]
			d.Other = withTime(d.Other, t)
		}
	}
}

func withTime(day, t string) string {
	if day == "" {
		return ""
	}
	return day + "T" + t
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// dayOf is the day that a match of a date pattern gives, and its other reading.
func (l Locale) dayOf(line string, m []int, p datePattern) (day, other string, ok bool) {
	var g [3]string
	for i := range g {
		g[i] = line[m[2+2*i]:m[3+2*i]]
	}
	year := func(s string) int {
		if p.short {
			return 2000 + number(s)
		}
		return number(s)
	}
	switch p.order {
	case "ymd":
		day = calendarDay(number(g[0]), month(g[1], l.Language), number(g[2]))
	case "dmy":
		day = calendarDay(year(g[2]), month(g[1], l.Language), number(g[0]))
	case "mdy":
		day = calendarDay(year(g[2]), month(g[0], l.Language), number(g[1]))
	default:
		dayFirst := calendarDay(year(g[2]), number(g[1]), number(g[0]))
		monthFirst := calendarDay(year(g[2]), number(g[0]), number(g[1]))
		first, known := l.dayFirst()
		switch {
		case dayFirst == "" || monthFirst == "" || dayFirst == monthFirst:
			day = dayFirst + monthFirst
			if dayFirst == monthFirst {
				day = dayFirst
			}
		case known && first:
			day = dayFirst
		case known:
			day = monthFirst
		default:
			day, other = monthFirst, dayFirst
		}
	}
	return day, other, day != ""
}

// calendarDay is a day in RFC 3339 form, "" where there is no such day.
func calendarDay(y, m, d int) string {
	if m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// timeOf is the time that a match of a clock pattern gives: hour, minute,
// second, half of the day, zone.
func (l Locale) timeOf(s string, m []int, day string) (string, bool) {
	group := func(i int) string {
		if 2*i+1 >= len(m) || m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	h, half := number(group(1)), strings.ToLower(group(4))
	switch {
	case half != "" && h > 12:
		half = "" // "15:24 pm" is written too
	case half != "" && h < 1:
		return "", false
	}
	switch {
	case h > 23:
		return "", false
	case strings.HasPrefix(half, "p") && h < 12:
		h += 12
	case strings.HasPrefix(half, "a") && h == 12:
		h = 0
	}
	out := fmt.Sprintf("%02d:%s", h, group(2))
	if sec := group(3); sec != "" {
		out += ":" + sec
	}
	return out + l.zone(group(5), day), true
}

var isoPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*((?:19|20)\d\d)-?(\d\d?)-?(\d\d?)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*((?:GMT|UTC)?\s?(?:Z\b|[+-]\d\d:?\d\d|[+-]\d\d)?|[A-Z]{2,4}\b)?)?`)
})

// englishStamp is how JavaScript and mail write a time: "Tue Nov 19 2019
// 03:05:46 GMT+0000", "Tue Nov 19 21:57:01 UTC 2019".
var englishStamp = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2}) +(\d\d?) (\d\d:\d\d(?::\d\d)?) ([A-Z]{2,4}|[+-]\d{4}) ((?:19|20)\d\d)`)
})

// Stamp reads a time as metadata states it: ISO 8601 in any of its forms, else
// any date that Date knows.
func Stamp(s string) (string, bool) { return Locale{}.Stamp(s) }

// Stamp is like the function Stamp, in a locale.
func (l Locale) Stamp(s string) (string, bool) {
	if m := englishStamp().FindStringSubmatch(s); m != nil {
		s = m[2] + " " + m[1] + " " + m[5] + " " + m[3] + " " + m[4]
	}
	if m := isoPattern().FindStringSubmatch(s); m != nil {
		if day := calendarDay(number(m[1]), number(m[2]), number(m[3])); day != "" {
			return day + l.isoTime(m, day), true
		}
	}
	v, _, _, ok := l.Date(strings.Replace(s, "GMT+", "+", 1))
	return v, ok
}

func (l Locale) isoTime(m []string, day string) string {
	if m[4] == "" || number(m[4]) > 23 || number(m[5]) > 59 {
		return ""
	}
	out := "T" + m[4] + ":" + m[5]
	if m[6] != "" {
		out += ":" + m[6]
	}
	z := strings.TrimSpace(m[7])
	if rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(z, "GMT"), "UTC")); rest != "" {
		z = rest
	}
	return out + l.zone(z, day)
}

// urlDates are the forms of a day in an address: year first, then day first.
var urlDates = sync.OnceValue(func() []datePattern {
	return []datePattern{
		{regexp.MustCompile(`[/_=-]((?:19|20)\d\d)[/_-]?([01]\d|[a-z]{3}|[1-9](?:[/_-]))[/_-]?([0-3]\d|[1-9])(?:[/_.&-]|$)`), "ymd", false},
		{regexp.MustCompile(`[/_-]([0-3]?\d)[-_]([01]?\d)[-_]((?:19|20)\d\d)(?:[/_.&-]|$)`), "dmy", false},
	}
})

// archived is what a web archive puts before the address of a page.
var archived = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^https?://web\.archive\.org/web/\d+[a-z_]*/`)
})

// URLDate is the day a web address has in its path.
func URLDate(url string) (string, bool) {
	url = strings.ToLower(archived().ReplaceAllString(url, ""))
	for _, p := range urlDates() {
		m := p.re.FindStringSubmatchIndex(url)
		if m == nil {
			continue
		}
		g := func(i int) string { return strings.Trim(url[m[2*i]:m[2*i+1]], "/_-") }
		day := ""
		if p.order == "ymd" {
			day = calendarDay(number(g(1)), month(g(2), ""), number(g(3)))
		} else {
			day = calendarDay(number(g(3)), number(g(2)), number(g(1)))
		}
		if day != "" {
			return day, true
		}
	}
	return "", false
}
