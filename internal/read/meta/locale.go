package meta

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"
)

//go:embed data/zones.txt
var zoneList string

// A Locale is what is known of where a source is from, as far as it tells how
// dates are written there. The zero Locale knows nothing.
type Locale struct {
	Language string // "en"
	Country  string // "gb", lower case
}

// LocaleOf makes a locale of a language tag such as "en-GB" or "de_AT" and the
// domain of the page, whose last part may be a country's.
func LocaleOf(tag, domain string) Locale {
	var l Locale
	parts := strings.FieldsFunc(strings.ToLower(tag), func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) > 0 {
		l.Language = parts[0]
	}
	if top := domain[strings.LastIndexByte(domain, '.')+1:]; len(top) == 2 && !generic[top] {
		l.Country = top
		if top == "uk" {
			l.Country = "gb"
		}
	} else if len(parts) > 1 && len(parts[len(parts)-1]) == 2 {
		l.Country = parts[len(parts)-1]
	}
	return l
}

// generic are the country domains that sites of anywhere use.
var generic = map[string]bool{"tv": true, "io": true, "co": true, "me": true, "fm": true, "ai": true, "ly": true, "eu": true, "cc": true, "to": true}

// dayFirst says whether 3/4/2031 is the third of April here, and whether that
// is known.
func (l Locale) dayFirst() (first, known bool) {
	switch {
	case l.Country == "us" || l.Country == "ph":
		return false, true
	case l.Country != "" && l.Country != "ca":
		return true, true
	case l.Language != "" && l.Language != "en":
		return true, true
	}
	return false, false
}

// A zoneRule is a line of zones.txt.
type zoneRule struct {
	standard, summer string
	rule             string // whose summer time
	countries        []string
}

var zoneRules = sync.OnceValue(func() map[string][]zoneRule {
	m := map[string][]zoneRule{}
	fields(zoneList, func(w []string) {
		z := zoneRule{standard: w[1]}
		if len(w) > 3 && w[2] != "-" {
			z.summer, z.rule = w[2], w[3]
		}
		if len(w) > 4 {
			z.countries = w[4:]
		}
		m[w[0]] = append(m[w[0]], z)
	})
	return m
})

// zone is the RFC 3339 form of a stated zone on a day, "" where it is not known
// to be one.
func (l Locale) zone(s, day string) string {
	if s == "" {
		return ""
	}
	if s[0] == '+' || s[0] == '-' {
		return offset(s)
	}
	for _, z := range zoneRules()[s] {
		if len(z.countries) > 0 && !contains(z.countries, l.Country) {
			continue
		}
		if z.rule != "" && summer(z.rule, day) {
			return z.summer
		}
		return z.standard
	}
	return ""
}

// offset is "+0530" or "+05" as "+05:30".
func offset(s string) string {
	digits := strings.ReplaceAll(s[1:], ":", "")
	switch len(digits) {
	case 2:
		digits += "00"
	case 4:
	default:
		return ""
	}
	if digits > "1400" || digits[2:] > "59" {
		return ""
	}
	return s[:1] + digits[:2] + ":" + digits[2:]
}

// summer says whether summer time holds on a day in the United States, as since
// 2007: from the second Sunday of March to the first of November.
func summer(rule, day string) bool {
	t, err := time.Parse("2006-01-02", day)
	if err != nil || rule != "us" {
		return false
	}
	from := sunday(t.Year(), time.March, 2)
	to := sunday(t.Year(), time.November, 1)
	d := fmt.Sprintf("%02d-%02d", t.Month(), t.Day())
	return d >= from && d < to
}

// sunday is the nth Sunday of a month, as "03-14".
func sunday(year int, m time.Month, nth int) string {
	first := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
	day := 1 + (7-int(first.Weekday()))%7 + 7*(nth-1)
	return fmt.Sprintf("%02d-%02d", m, day)
}
