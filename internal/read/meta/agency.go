package meta

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/agency"
)

//go:embed data/photo.txt
var photoList string

// agencyTable maps every spelling to the name shown; longest is the number of
// words of the longest spelling.
type agencyTable struct {
	names   map[string]string
	outlets map[string]string // others than agencies
	running map[string]bool   // spellings that mean an agency in running text too
	photo   map[string]bool
	longest int
	first   map[string]bool // the first words of all spellings
}

var agencies = sync.OnceValue(func() agencyTable {
	t := agencyTable{names: map[string]string{}, outlets: map[string]string{}, running: map[string]bool{}, photo: map[string]bool{}, first: map[string]bool{}}
	for _, n := range agency.Names() {
		t.names[n.Written] = n.Shown
		t.running[n.Written] = !n.CreditOnly
		t.first[firstWord(n.Written)] = true
		t.longest = max(t.longest, len(strings.Fields(n.Written)))
	}
	for _, n := range agency.Outlets() {
		if t.names[n.Written] == "" {
			t.outlets[n.Written] = n.Shown
			t.first[firstWord(n.Written)] = true
			t.longest = max(t.longest, len(strings.Fields(n.Written)))
		}
	}
	entries(photoList, func(line string) { t.photo[line] = true })
	return t
})

// firstWord is the first word of a name, "" where it has none.
func firstWord(name string) string {
	starts, ends := wordEdges(name)
	if len(starts) == 0 {
		return ""
	}
	return name[starts[0]:ends[0]]
}

// A Found is a name found in a text, at the bytes [Start,End).
type Found struct {
	Name       string
	Start, End int
}

// Agency is the name shown for an agency of that exact spelling, with or
// without "the", or "".
func Agency(s string) string {
	s = strings.Trim(strings.TrimSpace(s), ".,;:()[]/")
	if n, ok := agencies().names[s]; ok {
		return n
	}
	for _, the := range []string{"The ", "the "} {
		if rest, ok := strings.CutPrefix(s, the); ok {
			return agencies().names[rest]
		}
	}
	return ""
}

// PhotoOnly says whether an agency credits pictures only.
func PhotoOnly(name string) bool { return agencies().photo[name] }

// FindAgencies finds the agencies named in s, longest spelling first, in order.
// It reads credit lines, not running text: "Trend" or "Petra" mean an agency
// only there.
func FindAgencies(s string) []Found {
	t := agencies()
	return findNames(s, func(written string) string { return t.names[written] })
}

// findOrganisations finds agencies and other outlets, as FindAgencies does.
func findOrganisations(s string) []Found {
	t := agencies()
	return findNames(s, func(written string) string {
		if n := t.names[written]; n != "" {
			return n
		}
		return t.outlets[written]
	})
}

// findNames finds the spellings for which named gives a name, the longest
// first, in order.
func findNames(s string, named func(string) string) []Found {
	t := agencies()
	starts, ends := wordEdges(s)
	var out []Found
	for i := 0; i < len(starts); i++ {
		if !t.first[s[starts[i]:ends[i]]] {
			continue
		}
		for n := min(t.longest, len(starts)-i); n > 0; n-- {
			span := s[starts[i]:ends[i+n-1]]
			if name := named(span); name != "" {
				out = append(out, Found{name, starts[i], ends[i+n-1]})
				i += n - 1
				break
			}
		}
	}
	return out
}

// AuthorAgencies finds the agencies that the text of a byline names as authors:
// those that are all of a part of it, or stand at the end of one.
func AuthorAgencies(s string) []Found {
	if rest, ok := BylineText(s); ok {
		s = rest
	}
	if _, start, end, ok := Date(s); ok {
		s = s[:start] + "," + s[end:]
	}
	var out []Found
	for _, part := range nameSplit().Split(s, -1) {
		part = strings.Trim(strings.TrimSpace(part), ".,;:|-–—()[]")
		for _, f := range FindAgencies(part) {
			whole := f.End-f.Start == len(strings.TrimPrefix(part, "The "))
			atEnd := f.End == len(part) && nameBefore(part) != ""
			writer := f.Start == 0 && notPersons()[strings.ToLower(part[strings.LastIndexByte(part, ' ')+1:])]
			if whole || atEnd || writer {
				out = append(out, Found{Name: f.Name})
			}
		}
	}
	return out
}

// wordEdges are the starts and ends of the words of s; a hyphen or apostrophe
// between letters belongs to a word when the whole is one spelling, so words
// are runs of letters, digits, "'", "’" and "-".
func wordEdges(s string) (starts, ends []int) {
	in := false
	for i, r := range s {
		w := unicode.IsLetter(r) || unicode.IsDigit(r) || (r == '\'' || r == '’' || r == '-') && in
		if w && !in {
			starts = append(starts, i)
		}
		if !w && in {
			ends = append(ends, i)
		}
		in = w
	}
	if in {
		ends = append(ends, len(s))
	}
	for i := range ends {
		for ends[i] > starts[i] && strings.HasSuffix(s[:ends[i]], "-") {
			ends[i]--
		}
		for {
			r, n := utf8.DecodeLastRuneInString(s[starts[i]:ends[i]])
			if r != '\'' && r != '’' || ends[i]-n <= starts[i] {
				break
			}
			ends[i] -= n
		}
	}
	return starts, ends
}

// SameName says whether two names of outlets are one: equal in their letters,
// or one the other with "News", "The" or an ending such as ".com".
func SameName(a, b string) bool {
	x, y := bareName(a), bareName(b)
	return x != "" && x == y
}

func bareName(s string) string {
	s = strings.ToLower(s)
	for _, end := range []string{".com", ".org", ".net", ".co.uk"} {
		s = strings.TrimSuffix(s, end)
	}
	s = strings.TrimSuffix(strings.TrimPrefix(s, "the "), " news")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
