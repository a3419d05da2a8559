package plain

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
)

// Limits of a title, in words and bytes: the longest headlines have thirty.
const (
	maxTitleWords = 32
	maxTitleBytes = 240
)

// titleReach is how many lines above the body a title is looked for.
const titleReach = 50

// titleLike says whether text has the form of a title: some words without the
// full stop, comma or colon that ends a sentence or announces one.
func titleLike(text string) bool {
	words := len(strings.Fields(text[:min(len(text), maxTitleBytes+1)]))
	if len(text) > maxTitleBytes || words > maxTitleWords || words < 2 {
		return false
	}
	t := strings.TrimRight(text, `"'”’»)]`)
	return !strings.HasSuffix(t, ".") && !strings.HasSuffix(t, ":") && !strings.HasSuffix(t, ",") && !strings.HasSuffix(t, ";")
}

// title finds the title: a line without a full stop before the first paragraph,
// that speaks of what the body speaks of, better with a byline or date after it
// and space around it. It returns its index, or -1.
func (r *reading) title() int {
	best, bestScore := -1, 0.0
	var body map[string]bool
	if r.flat {
		body = r.bodyWords()
	}
	for i := r.first - 1; i >= 0 && i >= r.first-titleReach; i-- {
		if s := r.titleScore(i, body); s > bestScore {
			best, bestScore = i, s
		}
	}
	if best < 0 && r.first == 0 && len(r.pars) > 1 && r.pars[0].head == 1 {
		best = 0
	}
	if best < 0 {
		return -1
	}
	r.pars[best].Kind = model.BlockTitle
	r.marks[best].Keep = true
	r.article.Title = r.pars[best].Text
	return best
}

// leastShare is the least share of a title's words that stand in the body of a
// flattened page; without it any line of a menu could be the title.
const leastShare = 0.25

func (r *reading) titleScore(i int, body map[string]bool) float64 {
	p := r.pars[i]
	if p.Kind != "" || !titleLike(p.Text) || r.marks[i].Class != "" || notTitle(p.Text) || r.isMeta(i) || p.bullet && r.flat {
		return 0
	}
	if p.head == 1 {
		return 100
	}
	words := len(strings.Fields(p.Text))
	s := 1.0
	if r.flat {
		share := shareIn(p.Text, body)
		if share < leastShare {
			return 0
		}
		s += 6 * share
		if words < 4 {
			s -= 2
		}
		if words <= 3 && meta.PersonName(p.Text) {
			s -= 2
		}
	}
	if words >= 4 {
		s += 2
	}
	if p.blank {
		s += 0.5
	}
	if i+1 < len(r.pars) && r.pars[i+1].blank {
		s += 0.5
	}
	for j := i + 1; j < r.first && j <= i+5; j++ {
		if r.isMeta(j) {
			s += 3
			break
		}
	}
	return s - r.company(i) - 0.08*float64(r.first-i-1)
}

// company is how much a line stands among others like it, as in a ticker.
func (r *reading) company(i int) float64 {
	out := 0.0
	for _, j := range []int{i - 2, i - 1, i + 1, i + 2} {
		if j >= 0 && j < r.first && titleLike(r.pars[j].Text) && r.marks[j].Class == "" && !r.isMeta(j) && !r.pars[j].bullet &&
			len(strings.Fields(r.pars[j].Text)) >= 4 {
			out += 0.4
		}
	}
	return out
}

// bodyWordLimit is how many words of the body titles are compared with.
const bodyWordLimit = 1500

// bodyWords are the stems of the long words of the kept paragraphs.
func (r *reading) bodyWords() map[string]bool {
	out := map[string]bool{}
	n := 0
	for i := r.first; i >= 0 && i <= r.last && n < bodyWordLimit; i++ {
		if !r.marks[i].Keep {
			continue
		}
		for w := range longWords(r.pars[i].Text) {
			out[w] = true
			n++
		}
	}
	return out
}

// longWords yields the first five letters of each word of four letters or more,
// and numbers whole: enough to see that two texts speak of one thing.
func longWords(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			runes := []rune(strings.ToLower(w))
			if len(runes) < 4 && !unicode.IsDigit(runes[0]) {
				continue
			}
			if !yield(string(runes[:min(len(runes), 5)])) {
				return
			}
		}
	}
}

// shareIn is the share of the long words of s that are in body.
func shareIn(s string, body map[string]bool) float64 {
	n, hit := 0, 0
	for w := range longWords(s) {
		n++
		if body[w] {
			hit++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(hit) / float64(n)
}

// joinedStop is a full stop with no space behind it, as between a caption and its
// credit.
var joinedStop = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\p{Ll}{2}\.\p{Lu}`) })

// aboutOpening is how lines about the article begin, roles how the lines of
// authors end.
var (
	aboutOpening = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(?:welcome to|(?:last )?(?:updated?|published|posted|modified|created|printed?)\b|print this|tested by|share\b|photo(?:s|graph)? by|file photo|home [»>/]|\d{1,2}:\d\d\b)`)
	})
	roles = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(?:writer|contributor|correspondent|reporter|columnist|editor|staff|associated press|reuters|afp|wire services|usa today)\s*$`)
	})
)

// notTitle says whether a line of a title's form is something else: a caption, a
// byline, a trail of sections, a line about the article, a first paragraph with
// its dateline, or more than one sentence.
func notTitle(s string) bool {
	if captionLike(s) || namesOnly(s) || twoSentences(s) || joinedStop().MatchString(s) || captionWording().MatchString(s) {
		return true
	}
	if aboutOpening().MatchString(s) || strings.Contains(s, " > ") || strings.Contains(s, " » ") || strings.HasSuffix(s, "»") {
		return true
	}
	if roles().MatchString(s) && authors(s) {
		return true
	}
	if _, start, end, ok := meta.Date(s); ok && len(strings.Fields(s[:start]))+len(strings.Fields(s[end:])) <= 8 {
		return true
	}
	_, dateline := meta.FindDateline(s)
	return dateline && strings.ContainsAny(s, "—–")
}

// authors says whether the first two words of a line are a person's name.
func authors(s string) bool {
	w := strings.Fields(s)
	return len(w) <= 12 && len(w) >= 3 && (meta.PersonName(strings.Trim(w[0]+" "+w[1], ",")) || meta.PersonName(strings.Trim(w[0]+" "+w[1]+" "+w[2], ",")))
}

// namesOnly says whether a line is persons and their outlet, as bylines without
// "By" are: "Jane Roe, examplenews.org".
func namesOnly(s string) bool {
	head, rest, ok := strings.Cut(s, ",")
	if !ok || len(strings.Fields(s)) > 8 {
		return false
	}
	return meta.PersonName(strings.TrimSpace(head)) && (strings.Contains(rest, ".") || meta.Agency(rest) != "" || meta.OutletName(strings.TrimSpace(rest)))
}

// asksOnly says whether a line is one short question or exclamation, which
// opens a text only as its title.
func asksOnly(s string) bool {
	t := strings.TrimRight(s, `"'”’»)]`)
	return (strings.HasSuffix(t, "?") || strings.HasSuffix(t, "!")) && len(strings.Fields(s)) <= 16 && !strings.Contains(s, ". ") &&
		!strings.HasPrefix(s, "“") && !strings.HasPrefix(s, "\"")
}
