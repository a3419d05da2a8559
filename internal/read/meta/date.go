package meta

import (
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/months.txt
var monthList string

//go:embed data/zones.txt
var zoneList string

var monthNames = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	fields(monthList, func(w []string) {
		n, _ := strconv.Atoi(w[0])
		for _, name := range w[1:] {
			m[name] = n
		}
	})
	return m
})

var zoneOffsets = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	fields(zoneList, func(w []string) { m[w[0]] = w[1] })
	return m
})

const (
	yearPattern = `((?:19|20)\d\d)`
	dayPattern  = `([0-3]?\d)(?:st|nd|rd|th|er|º|ª)?`
)

// monthPattern matches every month's name, long ones first.
var monthPattern = sync.OnceValue(func() string {
	names := slices.Collect(maps.Keys(monthNames()))
	slices.SortFunc(names, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return `(` + strings.Join(names, "|") + `)`
})

// datePatterns are the forms of a day, most telling first; order names the
// groups' meaning.
var datePatterns = sync.OnceValue(func() []datePattern {
	return []datePattern{
		{regexp.MustCompile(`(?i)\b` + yearPattern + `[-/.](\d\d?)[-/.](\d\d?)`), "ymd"},
		{regexp.MustCompile(`(?i)\b` + dayPattern + `(?:[.,]? |[.\-–/])(?:of |de |di )?` + monthPattern() + `(?:[.,]{0,2} (?:de |del )?|[\-–/])` + yearPattern + `\b`), "dmy"},
		{regexp.MustCompile(`(?i)\b` + monthPattern() + `[. ]{1,2}` + dayPattern + `[ ,]{1,3}(?:at )?` + yearPattern + `\b`), "mdy"},
		{regexp.MustCompile(`\b(\d\d?)[.] ?(\d\d?)[.] ?` + yearPattern + `\b`), "dmy"},
		{regexp.MustCompile(`\b(\d\d?)[/-](\d\d?)[/-]` + yearPattern + `\b`), "?"},
	}
})

type datePattern struct {
	re    *regexp.Regexp
	order string
}

var clock = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^[\s,|•·T@–—-]{0,6}(?:at |on )?[\s|]*([0-2]?\d)[:.h]([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*\(?((?-i:[A-Z]{1,4})\b|[+-]\d\d:?\d\d)?`)
})

var clockBefore = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b([0-2]?\d)[:.]([0-5]\d)(?::([0-5]\d))?\s*([ap]\.?m\.?)?\s*((?-i:[A-Z]{1,4})\b)?[\s,|•·–—-]{1,4}(?:on )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?$`)
})

// Date finds the first full date in line and the time that stands with it. The
// value has RFC 3339 form, cut short after the day or the minute where the line
// says no more, with a zone only where one is stated. Start and end are the
// bytes of line it stands on; ok is false where there is no full date, or one
// that could be read two ways.
func Date(line string) (value string, start, end int, ok bool) {
	if !hasYear(line) {
		return "", 0, 0, false
	}
	best := -1
	var day string
	for _, p := range datePatterns() {
		m := p.re.FindStringSubmatchIndex(line)
		if m == nil || best >= 0 && m[0] >= start {
			continue
		}
		d, good := dayOf(line, m, p.order)
		if !good {
			continue
		}
		best, day, start, end = 0, d, m[0], m[1]
	}
	if best < 0 {
		return "", 0, 0, false
	}
	if m := clock().FindStringSubmatchIndex(line[end:]); m != nil {
		if t, ok := timeOf(line[end:], m); ok {
			return day + "T" + t, start, end + m[1], true
		}
	}
	if m := clockBefore().FindStringSubmatchIndex(line[:start]); m != nil {
		if t, ok := timeOf(line[:start], m); ok {
			return day + "T" + t, m[0], end, true
		}
	}
	return day, start, end, true
}

// hasYear says whether four digits of a year stand in line: the expressions are
// costly, and most lines have none.
func hasYear(line string) bool {
	for i := 0; i+3 < len(line); i++ {
		if (line[i] == '1' && line[i+1] == '9' || line[i] == '2' && line[i+1] == '0') && isDigit(line[i+2]) && isDigit(line[i+3]) {
			return true
		}
	}
	return false
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// dayOf is the day that a match of a date pattern gives.
func dayOf(line string, m []int, order string) (string, bool) {
	var g [3]string
	for i := range g {
		g[i] = line[m[2+2*i]:m[3+2*i]]
	}
	var y, mo, d int
	switch order {
	case "ymd":
		y, mo, d = number(g[0]), number(g[1]), number(g[2])
	case "dmy":
		y, mo, d = number(g[2]), month(g[1]), number(g[0])
	case "mdy":
		y, mo, d = number(g[2]), month(g[0]), number(g[1])
	default:
		a, b := number(g[0]), number(g[1])
		y = number(g[2])
		switch {
		case a > 12:
			d, mo = a, b
		case b > 12 || a == b:
			mo, d = a, b
		default:
			return "", false
		}
	}
	if mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, mo, d), true
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

func month(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return monthNames()[strings.ToLower(s)]
}

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
func timeOf(s string, m []int) (string, bool) {
	group := func(i int) string {
		if 2*i+1 >= len(m) || m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	h, half := number(group(1)), strings.ToLower(group(4))
	switch {
	case half != "" && (h < 1 || h > 12), h > 23:
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
	return out + zone(group(5)), true
}

// zone is the RFC 3339 form of a stated zone, "" where it is not one.
func zone(s string) string {
	if s == "" {
		return ""
	}
	if s[0] == '+' || s[0] == '-' {
		if len(s) == 5 {
			return s[:3] + ":" + s[3:]
		}
		return s
	}
	return zoneOffsets()[s]
}

var isoPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?)?`)
})

// Stamp reads a time as metadata states it: ISO 8601 in any of its forms, else
// any date that Date knows.
func Stamp(s string) (string, bool) {
	m := isoPattern().FindStringSubmatch(s)
	if m == nil || m[3] == "" {
		if v, _, _, ok := Date(s); ok {
			return v, true
		}
		return "", false
	}
	y, mo, d := number(m[1]), number(m[2]), number(m[3])
	if mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) {
		return "", false
	}
	out := fmt.Sprintf("%04d-%02d-%02d", y, mo, d)
	if m[4] == "" || number(m[4]) > 23 || number(m[5]) > 59 {
		return out, true
	}
	out += "T" + m[4] + ":" + m[5]
	if m[6] != "" {
		out += ":" + m[6]
	}
	switch z := m[7]; {
	case len(z) == 3:
		out += z + ":00"
	default:
		out += zone(z)
	}
	return out, true
}

var urlDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[/_-]((?:19|20)\d\d)[/_-]?([01]\d|[a-z]{3})[/_-]?([0-3]\d)(?:[/_.-]|$)`)
})

// URLDate is the day a web address has in its path.
func URLDate(url string) (string, bool) {
	m := urlDate().FindStringSubmatch(strings.ToLower(url))
	if m == nil {
		return "", false
	}
	y, mo, d := number(m[1]), month(m[2]), number(m[3])
	if mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, mo, d), true
}
