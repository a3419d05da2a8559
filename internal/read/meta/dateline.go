package meta

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

//go:embed data/places.txt
var placeList string

//go:embed data/notdateline.txt
var notDatelineList string

var places = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	entries(placeList, func(line string) { m[line], m[strings.ToUpper(line)] = true, true })
	return m
})

var notDateline = sync.OnceValue(func() map[string]bool { return wordSet(notDatelineList) })

// A Dateline is what stands before an article's first sentence. End is the byte
// after it, where the sentence begins. Agency's Name is "" where none stands
// there; its span takes in the parentheses or slashes around it.
type Dateline struct {
	Place      string
	Start, End int // of Place
	Agency     Found
	Rest       int
}

const datePart = `(?:,? (?:\p{Lu}\p{L}{2,8}\.? \d{1,2}|\d{1,2} \p{Lu}\p{L}{2,8})(?:,? (?:19|20)\d\d)?)?`

var datelineForms = sync.OnceValue(func() []*regexp.Regexp {
	const (
		upper = `(\p{Lu}[\p{Lu}\d.'’/-]*(?:[ -]\p{Lu}[\p{Lu}\d.'’/-]*){0,4}(?:, \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2})??)`
		mixed = `(\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}|de |al-|es )[\p{L}.'’-]*){0,3}(?:, \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2})??(?: ?[/\[]\p{Lu}[\p{L} ]{2,30}\]?)?)`
		dash  = `\s*(?:--|—|–|-|:)\s*`
	)
	return []*regexp.Regexp{
		regexp.MustCompile(`^` + upper + datePart + `()` + `\s*(?:--|—|–|\s-)\s*`),
		regexp.MustCompile(`^` + mixed + datePart + `\.?,?\s*([(/\[][\p{L} .'’/&-]{2,40}[)/\]])[.:]?` + `\s*(?:(?:--|—|–|-|:)\s*)?`),
		regexp.MustCompile(`^` + mixed + datePart + `()\s?:\s+`),
		regexp.MustCompile(`^()([(/\[][\p{L} .'’/&-]{2,40}[)/\]])` + dash),
		regexp.MustCompile(`^()([\p{Lu}][\p{L}-]{1,12})\s*(?:--|—|–|\s-)\s+`),
		regexp.MustCompile(`^` + mixed + datePart + `,? ()?(?:--|—|–)\s*`),
	}
})

// FindDateline reads the dateline of a first paragraph: "LONDON (Reuters) - ",
// "BEIJING -- ", "Moscow: ", "New Delhi, June 24 (ANI): ".
func FindDateline(par string) (Dateline, bool) {
	head := par[:min(len(par), 160)]
	for i, re := range datelineForms() {
		m := re.FindStringSubmatchIndex(head)
		if m == nil {
			continue
		}
		d := Dateline{Start: m[2], End: m[3], Rest: m[1]}
		if m[2] >= 0 {
			d.End = m[2] + len(strings.TrimRight(head[m[2]:m[3]], " "))
			d.Place = head[m[2]:d.End]
		}
		if m[4] >= 0 && m[5] > m[4] {
			d.Agency = Found{creditName(head[m[4]:m[5]]), m[4], m[5]}
		}
		if d.good(i) {
			return d, true
		}
	}
	return Dateline{}, false
}

// good says whether what form i of the patterns matched is a dateline: the
// looser the form, the more must be known about place or agency.
func (d Dateline) good(form int) bool {
	first, _, _ := strings.Cut(d.Place, " ")
	if notDateline()[strings.Trim(first, ".:")] || len(d.Place) == 1 {
		return false
	}
	city, _, _ := strings.Cut(d.Place, ",")
	known := places()[city] || places()[strings.TrimRight(strings.FieldsFunc(city+" ", func(r rune) bool { return r == '/' || r == '[' })[0], " ")]
	switch form {
	case 0:
		return len(d.Place) > 2 && len(strings.Fields(city)) <= 3 && Agency(d.Place) == "" || known
	case 1:
		return d.Agency.Name != ""
	case 3, 4:
		return d.Agency.Name != ""
	default:
		return known
	}
}

// creditName is the agency named inside the parentheses of a dateline, "" where
// what stands there is none.
func creditName(s string) string {
	inner := strings.Trim(s, "()[]/ ")
	if a := Agency(inner); a != "" {
		return a
	}
	found := FindAgencies(inner)
	if len(found) == 0 {
		return ""
	}
	names := make([]string, len(found))
	covered := 0
	for i, f := range found {
		names[i] = f.Name
		covered += f.End - f.Start
	}
	if covered*2 < len(inner) {
		return ""
	}
	return strings.Join(names, "/")
}
