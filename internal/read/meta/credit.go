package meta

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A Mention is a credit found in a line: who is credited, the words that say
// so, and whether it is for a picture.
type Mention struct {
	Agency     string
	Start, End int
	Photo      bool
	Whole      bool // the line says nothing else
}

// creditForm is one way of wording a credit. open says that a name that is no
// known agency may stand in group 1.
type creditForm struct {
	re   *regexp.Regexp
	open bool
}

var creditForms = sync.OnceValue(func() []creditForm {
	const name = `([^.;()]{2,80}?)`
	c := func(p string, open bool) creditForm { return creditForm{regexp.MustCompile(p), open} }
	return []creditForm{
		c(`^(?i:sources?|via|news source)\s*[:：|–-]\s*([^.;()]{2,60}?)[.)]?$`, true),
		c(`(?i)\(?\bwith (?:additional )?(?:agency |wire )?(?:inputs?|reporting|reports|files?|material|information|contributions?|additional reporting) (?:from|by) `+name+`(?:[.)]|$)`, true),
		c(`(?i)\(?\bwith ((?:agency|wire) (?:inputs|reports))[.)]*$`, false),
		c(`(?i)\(?\bwith `+name+` (?:inputs|reports|reporting)\b[.)]*`, false),
		c(`(?i)^\(?(?:some |additional |further )?(?:reporting|material|information|reports?|files?)(?: in this (?:story|report|article))? (?:is |are |was |were )?(?:taken |provided |supplied |drawn )?(?:from|by) `+name+`(?: (?:also )?(?:contributed|was used|were used).{0,40}?)?[.)]*$`, false),
		c(`(?i)\breporting (?:from|by) `+name+` contributed to this (?:story|report|article)\b\.?`, true),
		c(`(?i)^\(?`+name+` (?:also )?contributed to this (?:story|report|article)[.)]*$`, false),
		c(`(?i)^\(?(?:this (?:story|article|report|piece|post) |it )?(?:was )?(?:first |originally )(?:appeared|published|reported|posted)(?: (?:in|on|by|at))+ `+name+`(?: and .{0,60})?(?:[.)]|$)`, true),
		c(`(?i)\bread the (?:original|full) (?:article|story) (?:on|at|in) `+name+`(?:[.)]|$)`, true),
		c(`(?i)^\(?this (?:story|article|report|content) (?:is|was|has been) (?:provided|produced|supplied|distributed|written|republished|reproduced|taken|syndicated) (?:by|from) `+name+`(?:,? (?:and|under|with|with) .{0,80})?(?:[.)]|$)`, true),
		c(`(?i)^©? ?provided by `+name+`(?: (?:photo|image|picture|foto).*)?$`, true),
		c(`(?i)^with ((?-i:[A-Z]\w+ )?(?:wires|wire services|wire reports|agencies))[.)]*$`, false),
		c(`(?i)^(?:©|\(c\)|copyright)[ ©(c)]*(?:(?:19|20)\d\d)?,?(?: by)? `+name+`(?:[.,]? all rights reserved.*)?[.]?$`, false),
		c(`(?i)^©? ?(?:(?:19|20)\d\d) ?©? `+name+`(?:[.,]? all rights reserved.*)?[.]?$`, false),
	}
})

var lastAgency = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:[(\[]([\p{L}][^()\[\]]{1,40})[)\]]|(?:—|–|--|\s-)\s?([\p{Lu}][\p{L}/ -]{1,30}))\.?$`)
})

// LineCredits finds the credits a short line of its own consists of or holds:
// "Source: Agencies", "Reporting from AFP contributed to this story.", "—AFP".
func LineCredits(line string) []Mention {
	if len(line) > 400 {
		return nil
	}
	if bare := bareAgencies(line); bare != nil {
		return bare
	}
	if !mayCredit(line) {
		return nil
	}
	for _, f := range creditForms() {
		m := f.re.FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		whole := m[0] == 0 && m[1] >= len(line)-1
		if out := named(line, m[2], m[3], m[0], m[1], f.open, whole); out != nil {
			return out
		}
	}
	return nil
}

// creditWords are those of which every wording of a credit holds one. Looking
// for them first spares most lines the expressions.
var creditWords = []string{"source", "via", "input", "report", "contribut", "appeared", "with ", "provided", "publish", "posted", "copyright",
	"(c)", "©", "material", "information", "this story", "this article", "this content", "read the ", "files from"}

func mayCredit(line string) bool {
	if len(line) > 0 && (line[0] == '2' || line[0] == '1') {
		return true
	}
	low := strings.ToLower(line)
	for _, w := range creditWords {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// named makes mentions of the agencies named in line[from:to], or where open of
// the capitalised name that stands there.
func named(line string, from, to, start, end int, open, whole bool) []Mention {
	var out []Mention
	for _, f := range FindAgencies(line[from:to]) {
		if !hasMention(out, f.Name) {
			out = append(out, Mention{Agency: f.Name, Start: start, End: end, Photo: PhotoOnly(f.Name), Whole: whole})
		}
	}
	if out == nil && open {
		for _, part := range strings.Split(line[from:to], ",") {
			if name := strings.Trim(part, " \"“”'"); knownOutlet(name) && !hasMention(out, name) {
				out = append(out, Mention{Agency: name, Start: start, End: end, Whole: whole})
			}
		}
	}
	return out
}

func hasMention(list []Mention, name string) bool {
	for _, m := range list {
		if m.Agency == name {
			return true
		}
	}
	return false
}

// knownOutlet says whether a name is an outlet's that is known, or has the form
// of one: what stands behind "Source:" is often a ministry, a firm or a date.
func knownOutlet(name string) bool {
	if !outletLike(name) {
		return false
	}
	if found := findOrganisations(name); len(found) == 1 && found[0].End-found[0].Start >= len(strings.TrimPrefix(name, "The ")) {
		return true
	}
	return OutletName(name) || strings.Contains(name, ".") && !strings.HasSuffix(name, ".") && !strings.Contains(name, " ")
}

// outletLike says whether name could name an outlet: up to five words, the
// first with a capital, most of them too.
func outletLike(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	upper := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			upper++
		} else if len(w) > 3 && !strings.Contains(w, ".") {
			return false
		}
	}
	return upper > 0 || strings.Contains(name, ".")
}

// bareAgencies reads a line that is nothing but agencies: "AFP", "(Reuters)",
// "—AP/Reuters", "By Agencies".
func bareAgencies(line string) []Mention {
	inner, _ := BylineText(line)
	if inner == "" {
		inner = line
	}
	if len(inner) > 80 {
		return nil
	}
	inner = strings.Trim(inner, " ()[]-–—*.")
	if len(inner) > 60 || inner == "" {
		return nil
	}
	found := FindAgencies(inner)
	rest := len(inner)
	var out []Mention
	for _, f := range found {
		rest -= f.End - f.Start
		if !hasMention(out, f.Name) {
			out = append(out, Mention{Agency: f.Name, End: len(line), Photo: PhotoOnly(f.Name), Whole: true})
		}
	}
	for _, sep := range []string{" and ", ", ", "/", " & ", "The ", "the ", "+", "|"} {
		rest -= strings.Count(inner, sep) * len(sep)
	}
	if len(found) == 0 || rest > 0 {
		return nil
	}
	return out
}

// EndCredits finds the credit at the end of an article's last paragraph: "…
// (AP)", "… —AFP", "… (With inputs from agencies)".
func EndCredits(par string) []Mention {
	if m := LineCredits(par); m != nil && m[0].Start > 0 {
		return m
	}
	tailFrom := max(0, len(par)-80)
	m := lastAgency().FindStringSubmatchIndex(par[tailFrom:])
	if m == nil {
		return nil
	}
	for g := 1; g <= 2; g++ {
		if m[2*g] < 0 {
			continue
		}
		inner := par[tailFrom+m[2*g] : tailFrom+m[2*g+1]]
		if joined := creditName(inner); joined != "" {
			start := tailFrom + m[0]
			for start < len(par) && par[start] == ' ' {
				start++
			}
			var out []Mention
			for name := range strings.SplitSeq(joined, "/") {
				out = append(out, Mention{Agency: name, Start: start, End: tailFrom + m[1], Photo: PhotoOnly(name), Whole: start < 10})
			}
			return out
		}
	}
	return nil
}

var reportersLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\(?(?:(?:Additional )?[Rr]eporting by .{3,200}|.{3,160} contributed (?:reporting|to this (?:report|story|article)).{0,60}|(?:\(?Except for the headline, )?[Tt]his (?:story|article|report) (?:has not been edited|is auto-generated|was auto-generated|is published from).{0,160})[.)]*$`)
})

// ReportersLine says whether a line names those who worked on the text:
// "Reporting by Jane Roe; Editing by John Doe".
func ReportersLine(line string) bool {
	return len(line) < 300 && (strings.Contains(line, "eporting") || strings.Contains(line, " contributed ") || strings.Contains(line, "his ")) && reportersLine().MatchString(line)
}
