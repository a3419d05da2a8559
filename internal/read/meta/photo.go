package meta

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// photoIntro is what stands before the credit of a picture.
var photoIntro = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^[\s([]*(?:©|(?:(?:main|file|lead|cover|header|featured?) )?(?:photos?|photograph(?:s|er|ed)?|images?|pictures?|pics?|foto|bild|bildquelle|crédits?|credits?|fotocredit|courtesy|source|quelle|illustration|copyright|handout)\b)(?:\s+(?:credits?|courtesy|copyright|sources?|by|of|via|from|illustration))*\s*[:©/|-]?\s*`)
})

// Limits of a picture credit, in words, and of the text in which one is looked
// for, in bytes from its end.
const (
	photoWords = 10
	photoTail  = 220
)

// PhotoCredits finds the agencies and outlets that a caption, or a line that
// stands with a picture, credits it to: "… (AP)", "Photo: Jane Roe/AFP via Getty
// Images", "Jane Roe, AP". All mentions of one credit have its span.
func PhotoCredits(caption string) []Mention {
	from := max(0, len(caption)-photoTail)
	for from > 0 && from < len(caption) && !utf8.RuneStart(caption[from]) {
		from++
	}
	var out []Mention
	for _, f := range findOrganisations(caption[from:]) {
		start, end, ok := photoSegment(caption, from+f.Start, from+f.End)
		if !ok || hasMention(out, f.Name) || Agency(f.Name) == "" && !withAgency(caption[start:end]) {
			continue
		}
		out = append(out, Mention{Agency: f.Name, Start: start, End: end, Photo: true, Whole: start == 0 && end >= len(caption)-1})
	}
	return out
}

// withAgency says whether a credit names an agency, too, or says that it is one:
// other outlets are named in too many other ways.
func withAgency(credit string) bool {
	return len(FindAgencies(credit)) > 0 || strings.TrimSpace(photoIntro().FindString(credit)) != ""
}

// photoSegment is the piece of a caption around the name at [start,end) that is
// a credit; ok is false where it is none.
func photoSegment(s string, start, end int) (from, to int, ok bool) {
	if open := strings.LastIndexAny(s[:start], "(["); open >= 0 && !strings.ContainsAny(s[open+1:start], ")]") {
		if n := strings.IndexAny(s[end:], ")]"); n >= 0 && len(strings.Fields(s[open:end+n])) <= photoWords && !opensSentence(s[open+1:]) {
			return open, end + n + 1, true
		}
	}
	from, to = segmentStart(s, start), segmentEnd(s, end)
	segment := s[from:to]
	if len(strings.Fields(segment)) > photoWords {
		return 0, 0, false
	}
	before, after := s[from:start], s[end:to]
	intro := photoIntro().FindString(segment)
	switch {
	case intro != "" && len(strings.TrimSpace(intro)) > 0 && !opensSentence(segment[len(intro):]):
	case bareAgencies(segment) != nil:
	case strings.HasSuffix(before, "/") && nameLike(before), strings.HasPrefix(after, "/") || strings.HasPrefix(after, " / "):
	case strings.HasSuffix(before, ", ") && PersonName(strings.Trim(before, " ,")) && strings.TrimSpace(after) == "":
	case strings.HasSuffix(before, " via ") || strings.HasSuffix(before, " for "):
		if !nameLike(strings.TrimSuffix(strings.TrimSuffix(before, " via "), " for ")) {
			return 0, 0, false
		}
	case strings.HasSuffix(before, "© "):
	default:
		return 0, 0, false
	}
	return from, to, true
}

// opensSentence says whether a text goes on as prose: with many small words.
func opensSentence(s string) bool {
	small := 0
	for _, w := range strings.Fields(s) {
		if w == strings.ToLower(w) && len(w) > 3 && !strings.ContainsAny(w, "/@") {
			small++
		}
	}
	return small > 3
}

// nameLike says whether a text ends with the name of a person or of an agency
// rather than with prose.
func nameLike(s string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '/' || r == ',' })
	if len(words) == 0 || len(words) > 8 {
		return false
	}
	last := words[len(words)-1]
	return last != strings.ToLower(last) || len(words) == 1
}

// segmentStart is where the sentence or part of a line begins in which the byte
// at stands.
func segmentStart(s string, at int) int {
	best := 0
	for _, sep := range []string{". ", "? ", "! ", " | ", ") ", "] ", "” ", "\" ", " – ", " — ", "; "} {
		if i := strings.LastIndex(s[:at], sep); i >= 0 && i+len(sep) > best && !initial(s, i) {
			best = i + len(sep)
		}
	}
	if photoIntro().MatchString(s[best:at]) {
		return best
	}
	if m := joinedIntro().FindAllStringIndex(s[:at], -1); m != nil {
		best = max(best, m[len(m)-1][0])
	}
	return best
}

// joinedIntro is a word that begins a credit behind a caption without a full
// stop.
var joinedIntro = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:photo(?:graph)?|image|picture|credit)(?: credit)?\s?: |© |©`)
})

// initial says whether the full stop at i is of an initial: "Jane R. Roe".
func initial(s string, i int) bool {
	return s[i] == '.' && i > 0 && s[i-1] >= 'A' && s[i-1] <= 'Z' && (i == 1 || s[i-2] == ' ')
}

// segmentEnd is where that part ends.
func segmentEnd(s string, at int) int {
	best := len(s)
	for _, sep := range []string{". ", " | ", "; ", " hide caption", " less", " more"} {
		if i := strings.Index(s[at:], sep); i >= 0 && at+i < best {
			best = at + i
		}
	}
	return best
}

// PhotoCredit finds the first credit of a caption.
func PhotoCredit(caption string) (Mention, bool) {
	found := PhotoCredits(caption)
	if len(found) == 0 {
		return Mention{}, false
	}
	return found[0], true
}

// PhotoLine says whether a line is nothing but the credit of a picture.
func PhotoLine(line string) bool {
	if len(line) > 100 {
		return false
	}
	found := PhotoCredits(line)
	return len(found) > 0 && found[0].Whole && !PersonName(line)
}

var reportForms = sync.OnceValue(func() []*regexp.Regexp {
	const of = `(?:(?:an?|the|local|state|news|newspaper|broadcaster|agency|media|outlet|website|magazine|exclusive|recent|new|earlier|later|official|state-run|run|[A-Z][a-z]+(?:an|ese|ish)|US|U\.S\.)[ -])*$`
	return []*regexp.Regexp{
		regexp.MustCompile(`(?:^|\W)(?i:according to|citing|cited by|quoted by|as reported by|reported by|first reported by|reports by|report by|reports from|report from|report in|reports in|published by|published in) ` + of),
		regexp.MustCompile(`^(?:'s|’s)?(?: News)?,? (?:(?:has|had|have|also|first|earlier|later|previously|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) )*(?:reported|reports|has learned|quoted|revealed)\b`),
	}
})

// maxNames is how many names of a paragraph are looked at.
const maxNames = 60

// Reports finds the agencies and outlets that a paragraph names as the source
// of a report: "according to a Reuters report", "Reuters reported".
func Reports(par string) []Mention {
	if !strings.Contains(par, "report") && !strings.Contains(par, "ccording to") && !strings.Contains(par, "cit") && !strings.Contains(par, "quot") && !strings.Contains(par, "learned") {
		return nil
	}
	t, forms := agencies(), reportForms()
	var out []Mention
	for n, f := range findNames(par, func(w string) string {
		if t.running[w] {
			return t.names[w]
		}
		return t.outlets[w]
	}) {
		if n >= maxNames {
			break
		}
		before, after := par[max(0, f.Start-80):f.Start], par[f.End:min(len(par), f.End+60)]
		start, end := f.Start, f.End
		if m := forms[0].FindStringIndex(before); m != nil {
			start -= len(before) - m[0]
			for start < f.Start && !isLetter(par[start]) {
				start++
			}
		} else if m := forms[1].FindStringIndex(after); m != nil {
			end += m[1]
		} else {
			continue
		}
		if !hasMention(out, f.Name) {
			out = append(out, Mention{Agency: f.Name, Start: start, End: end})
		}
	}
	return out
}

func isLetter(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }
