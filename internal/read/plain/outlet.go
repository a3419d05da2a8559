package plain

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/meta"
)

var copyright = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:©|\(c\)|copyright)(?:[ ©]|\(c\))*(?:by )?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?[ ,.]*(?:by )?([\p{Lu}][^.|,©]{2,40}?)(?:[.,|]|\s+(?:all rights|(?:19|20)\d\d)|$)`)
})

var leadCredit = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\p{Lu}[\p{Lu}\d]{3,24}):\s`)
})

// leadInitials is an outlet in parentheses before a first sentence: "(EBC) —".
var leadInitials = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\((\p{Lu}{3,8})\)\s+(?:(?:—|–|--|-)\s*)?\p{Lu}`)
})

var accordingTo = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`According to ((?:\p{Lu}[\p{L}\d'’-]*)(?: \p{Lu}[\p{L}\d'’-]*){0,4})`)
})

// outlet finds the outlet in the page's own lines: "By X" where X stands on the
// page elsewhere too, a copyright line, a site name that recurs, or the credit
// a text opens with.
func (r *reading) outlet() {
	for _, way := range []struct {
		find       func() string
		how        string
		confidence float64
	}{
		{r.bylineOutlet, "the byline, which the page names elsewhere too", 0.9},
		{r.siteName, "a name that stands on top of the page and recurs", 0.85},
		{r.copyrightOutlet, "the copyright line", 0.85},
		{r.headOutlet, "a line above the text", 0.75},
		{r.leadOutlet, "the credit that the text opens with", 0.8},
	} {
		if name := way.find(); name != "" {
			r.article.Outlet = model.Outlet{Name: name, From: "text"}
			r.article.Tell(model.FieldOutlet, model.Found{From: "text", How: way.how, Confidence: way.confidence})
			return
		}
	}
}

func (r *reading) isOutlet(name string) bool {
	return name != "" && sameLetters(name, r.article.Outlet.Name)
}

// How many lines at the top and the bottom of a page name the site.
const (
	pageHead = 12
	pageFoot = 15
)

func (r *reading) bylineOutlet() string {
	for i, p := range r.pars {
		rest, ok := meta.BylineText(p.Text)
		if !ok || len(rest) > 60 || meta.Agency(rest) != "" {
			continue
		}
		for j, q := range r.pars {
			if j != i && (j < pageHead || j >= len(r.pars)-pageFoot) && !r.marks[j].Keep && sameLetters(q.Text, rest) {
				return q.Text
			}
		}
	}
	return ""
}

func (r *reading) copyrightOutlet() string {
	for i := len(r.pars) - 1; i >= 0 && i >= len(r.pars)-40; i-- {
		if r.marks[i].Keep && !r.flat || len(r.pars[i].Text) > 300 {
			continue
		}
		m := copyright().FindStringSubmatch(r.pars[i].Text)
		if m == nil {
			continue
		}
		name, _, _ := strings.Cut(m[1], " (")
		name = withoutForm(strings.TrimSpace(name))
		low := strings.ToLower(name)
		if strings.HasPrefix(low, "copyright") {
			continue
		}
		if !strings.Contains(low, "rights") && !strings.Contains(low, "reserved") && meta.Agency(name) == "" && len(strings.Fields(name)) <= 6 {
			return name
		}
	}
	return ""
}

// headOutlet is a line, or a part of a byline, in the head of a text that has the
// form of an outlet's name.
func (r *reading) headOutlet() string {
	for i, p := range r.pars {
		if i >= headLines || lines.RealParagraph(p.Text) {
			break
		}
		rest, by := meta.BylineText(p.Text)
		if len(p.Text) > 120 || p.bullet || !by && i > 2 {
			continue
		}
		if !by {
			if i+1 < len(r.pars) && meta.OutletName(p.Text) && !lines.RealParagraph(r.pars[i+1].Text) {
				return p.Text
			}
			continue
		}
		for part := range strings.FieldsFuncSeq(rest, func(c rune) bool { return strings.ContainsRune("|,/•·", c) }) {
			if part = strings.TrimSpace(part); meta.OutletName(part) && !meta.PersonName(part) {
				return part
			}
		}
	}
	return ""
}

// headLines is how many lines the head of a text has at most.
const headLines = 8

// withoutForm is a company's name without its legal form.
func withoutForm(name string) string {
	for {
		i := strings.LastIndexByte(name, ' ')
		if i < 0 {
			return name
		}
		switch strings.ToLower(strings.Trim(name[i+1:], ".,")) {
		case "inc", "llc", "ltd", "limited", "corp", "corporation", "pty", "pvt", "plc", "gmbh", "ag", "co", "sa", "bv":
			name = strings.TrimRight(name[:i], " ,")
		default:
			return name
		}
	}
}

// appeals matches lines that name the site but ask for something.
var appeals = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:support|follow|subscribe|visit|about|join|contact|watch|read|download|get|my|your)\b|\b(?:shop|store|app|newsletter)$`)
})

// siteName is a short line without furniture words that stands both before and
// after the article, or opens the page and recurs.
func (r *reading) siteName() string {
	if !r.flat {
		return ""
	}
	count := map[string]int{}
	for i, p := range r.pars {
		if !r.marks[i].Keep {
			count[strings.ToLower(p.Text)]++
		}
	}
	for i := 0; i < len(r.pars) && i < pageHead; i++ {
		p := r.pars[i]
		if appeals().MatchString(p.Text) || r.marks[i].Keep || p.bullet || r.marks[i].Class != "" || len(p.Text) > 50 || count[strings.ToLower(p.Text)] < 2 {
			continue
		}
		if words := len(strings.Fields(p.Text)); words <= 5 && !lines.EndsSentence(p.Text) {
			return p.Text
		}
	}
	return ""
}

// leadOutlet reads the credit a text opens with ("EXAMPLENEWS: …"): an outlet
// where the text names one of the same letters, or the word itself says it is.
func (r *reading) leadOutlet() string {
	for i, p := range r.pars {
		if i >= 4 {
			break
		}
		if m := leadInitials().FindStringSubmatch(p.Text); m != nil && meta.Agency(m[1]) == "" {
			return m[1]
		}
		m := leadCredit().FindStringSubmatch(p.Text)
		if m == nil || meta.Agency(m[1]) != "" {
			continue
		}
		for _, q := range r.pars[i:min(len(r.pars), i+30)] {
			for _, n := range accordingTo().FindAllStringSubmatch(q.Text, 4) {
				if name := lettersPrefix(n[1], m[1]); name != "" {
					return name
				}
			}
		}
		for _, end := range []string{"NEWS", "TIMES", "POST", "PRESS", "MEDIA", "TV", "DAILY", "TODAY", "WIRE", "HERALD", "TRIBUNE"} {
			if strings.HasSuffix(m[1], end) && len(m[1]) > len(end) {
				return m[1]
			}
		}
	}
	return ""
}

// lettersPrefix is the first words of name whose letters are those of word.
func lettersPrefix(name, word string) string {
	words := strings.Fields(name)
	for n := len(words); n > 0; n-- {
		if s := strings.Join(words[:n], " "); sameLetters(s, word) {
			return s
		}
	}
	return ""
}

// sameLetters compares letters and digits alone, whatever their case.
func sameLetters(a, b string) bool { return lettersOf(a) == lettersOf(b) && a != "" }

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
