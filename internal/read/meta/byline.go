package meta

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/notpersons.txt
var notPersonList string

//go:embed data/particles.txt
var particleList string

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	fields(list, func(words []string) {
		for _, w := range words {
			m[w] = true
		}
	})
	return m
}

var (
	notPersons = sync.OnceValue(func() map[string]bool { return wordSet(notPersonList) })
	particles  = sync.OnceValue(func() map[string]bool { return wordSet(particleList) })
)

var bylineLead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(?i:written by|reported by|posted by|published by|story by|words by|report by|by)\s*:?\s+|(?i:authors?|reporters?|writer)\s*:\s*)`)
})

var nameSplit = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\s*(?:,|;|\||/|•|·|&|\s(?:and|with)\s)\s*`)
})

// BylineText is what follows the "By" of a byline such as "By Jane Roe and John
// Doe", and whether line is one at all.
func BylineText(line string) (string, bool) {
	if len(line) > 200 || len(line) < 4 || !strings.ContainsRune("bBwWrRpPsSaA", rune(line[0])) {
		return "", false
	}
	m := bylineLead().FindStringIndex(line)
	if m == nil {
		return "", false
	}
	rest := strings.TrimSpace(line[m[1]:])
	r, _ := utf8.DecodeRuneInString(rest)
	return rest, rest != "" && (unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) || r == '@')
}

// BylineOf is like BylineText, with the words of a language that stand before an
// author's name there.
func BylineOf(line, language string) (string, bool) {
	if rest, ok := BylineText(line); ok {
		return rest, true
	}
	c := calendars()[language]
	if c == nil || len(line) > 200 {
		return "", false
	}
	low := strings.ToLower(line)
	for _, by := range c.by {
		if !strings.HasPrefix(low, by) {
			continue
		}
		rest := line[len(by):]
		if rest == "" || rest[0] != ' ' && rest[0] != ':' {
			continue
		}
		if rest = strings.TrimLeft(rest, ": "); len(Persons(rest)) > 0 {
			return rest, true
		}
	}
	return "", false
}

// Persons are the persons' names in the text of a byline or an author field, in
// order; outlets, agencies, desks and roles are left out.
func Persons(text string) []string {
	text = strings.TrimSpace(text)
	if m := bylineLead().FindStringIndex(text); m != nil {
		text = text[m[1]:]
	}
	if _, start, _, ok := Date(text); ok {
		text = weekday().ReplaceAllString(text[:start], "")
	}
	var out []string
	for _, part := range nameSplit().Split(text, -1) {
		part = strings.Trim(strings.TrimSpace(part), ".,;:|-–—()[]")
		part = strings.TrimPrefix(part, "and ")
		part = beforeStop(bylineTail().ReplaceAllString(part, ""))
		part = withoutHandle(part)
		if !PersonName(part) {
			part = nameBefore(part)
		}
		if PersonName(part) && !contains(out, part) {
			out = append(out, properCase(part))
		}
	}
	return out
}

// weekday is a day of the week before a date, in a few languages.
var weekday = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[\s,|]+(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so)(?:day)?[.,]*\s*$`)
})

// withoutHandle is a name without the e-mail address or user name behind it.
func withoutHandle(s string) string {
	if i := strings.IndexByte(s, '@'); i > 0 {
		s = s[:i]
		if j := strings.LastIndexByte(s, ' '); j > 0 && s[len(s)-1] != ' ' && strings.ToLower(s[j:]) == s[j:] {
			s = s[:j] // an address, of which the part before "@" is no name
		}
	}
	return strings.TrimSpace(s)
}

// nameBefore is the name that stands before a role, an agency or an outlet with
// nothing between: "Jane Roe Foreign Editor" is Jane Roe. It is "" where there
// is none.
func nameBefore(s string) string {
	words := strings.Fields(s)
	if len(words) < 3 || len(words) > 9 {
		return ""
	}
	n := 2
	if second := words[1]; len(second) == 2 && second[1] == '.' || particles()[strings.ToLower(second)] {
		n = 3
	}
	if n >= len(words) {
		return ""
	}
	last := strings.ToLower(strings.Trim(words[len(words)-1], ".,"))
	rest := strings.Join(words[n:], " ")
	if !notPersons()[last] && !outletWords()[last] && Agency(rest) == "" {
		return ""
	}
	for _, w := range words[:n] {
		if outletWords()[strings.ToLower(w)] || Agency(strings.ToUpper(w)) != "" {
			return ""
		}
	}
	return strings.Join(words[:n], " ")
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// PersonName says whether s has the form of a person's name: two to five words
// with capitals, none of them the name of an agency, an outlet or a role.
func PersonName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || len(s) > 60 || Agency(s) != "" {
		return false
	}
	for i, w := range words {
		low := strings.ToLower(strings.Trim(w, ".,"))
		head, _, _ := strings.Cut(low, "-")
		if (notPersons()[low] || notPersons()[head]) && !particles()[low] {
			return false
		}
		r, _ := utf8.DecodeRuneInString(w)
		upper := unicode.IsUpper(r) || unicode.Is(unicode.Lo, r)
		if !upper && !(particles()[low] || strings.HasPrefix(low, "al-") || strings.HasPrefix(low, "d'") || strings.HasPrefix(low, "d’")) {
			return false
		}
		if i == 0 && low == "the" || strings.ContainsFunc(w, notInName) {
			return false
		}
	}
	return true
}

func notInName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune(".'’-‘`", r)
}

// properCase gives a name that is all in capitals its usual form.
func properCase(s string) string {
	if s != strings.ToUpper(s) || strings.ToLower(s) == s {
		return s
	}
	var b strings.Builder
	start := true
	for _, r := range s {
		if start {
			b.WriteRune(r)
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
		start = !unicode.IsLetter(r)
	}
	return b.String()
}

// bylineTail is what follows a name in a byline: a place, an outlet, a date.
var bylineTail = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\s+(?:in|for|at|on|(?i:published|updated|posted|last))(?:\s.*)?$`)
})

// beforeStop is name up to a full stop behind a whole name: "Jane Roe. Example
// News" is Jane Roe, but "Jane R. Roe" stays.
func beforeStop(name string) string {
	left, _, ok := strings.Cut(name, ". ")
	if ok && len(left)-strings.LastIndexByte(left, ' ') > 3 && PersonName(left) {
		return left
	}
	return name
}

//go:embed data/outletwords.txt
var outletWordList string

var outletWords = sync.OnceValue(func() map[string]bool { return wordSet(outletWordList) })

// OutletName says whether s has the form of an outlet's name: a few words with
// capitals of which the first or last is one that outlets carry.
func OutletName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 6 || len(s) > 50 || Agency(s) != "" {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !particles()[w] && w != "&" {
			return false
		}
	}
	return outletWords()[strings.ToLower(words[len(words)-1])] || outletWords()[strings.ToLower(words[0])]
}
