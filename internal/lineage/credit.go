package lineage

import (
	"slices"
	"strings"
	"sync"

	"synoptic/internal/model"
)

// A credit says that an article's text is an agency's, or was made with its
// help.
type credit struct {
	agency string
	part   bool        // the agency gave some of it, not the whole text
	span   *model.Span // where it stands in the text, nil where not in it
}

// A creditRule is a line of credit.txt.
type creditRule struct {
	before, after []string // folded words around the agency's name
	whole         bool     // the words are all there is
	part          bool
	outlet        bool // holds for outlets that are no agencies, too
}

var creditRules = sync.OnceValue(func() []creditRule {
	var out []creditRule
	for _, line := range entries(creditText) {
		f := strings.SplitN(line, " ", 3)
		before, after, ok := strings.Cut(f[len(f)-1], "{A}")
		if len(f) == 3 && ok && f[0] != "photo" && f[0] != "nobody" {
			out = append(out, creditRule{fold(before), fold(after), f[1] == "=", f[0] == "part", f[0] == "outlet"})
		}
	}
	return out
})

var (
	photoWords = sync.OnceValue(func() map[string]bool { return creditList("photo ") })
	nobody     = sync.OnceValue(func() map[string]bool { return creditList("nobody ") })
)

// creditList is the entries of credit.txt that begin with kind.
func creditList(kind string) map[string]bool {
	out := make(map[string]bool)
	for _, line := range entries(creditText) {
		if w, ok := strings.CutPrefix(line, kind); ok {
			out[w] = true
		}
	}
	return out
}

const (
	edgeLines  = 3   // paragraphs from either end in which an agency's bare name is a credit
	creditLine = 300 // bytes: longer paragraphs are no credit lines
	dateline   = 160 // bytes from the start of a paragraph in which a dateline stands
)

// creditsOf lists the credits of an article: those its reader found, and those
// its text shows.
func creditsOf(a *model.Article) []credit {
	var out []credit
	for _, c := range a.Credits {
		if !c.Photo && !c.Report {
			out = append(out, statedCredits(a, c)...)
		}
	}
	all := paragraphs(a)
	for i, p := range all {
		if p.End > len(a.Text) {
			continue
		}
		if b := blockAt(a, i); b == model.BlockCaption || b.Apart() {
			continue
		}
		if i < 4 {
			out = append(out, datelineCredit(a.Text, p)...)
		}
		if p.Len() <= creditLine {
			edge := i < edgeLines || i >= len(all)-edgeLines
			out = append(out, lineCredits(a.Text, p, edge)...)
		}
	}
	return out
}

func blockAt(a *model.Article, i int) model.BlockKind {
	if i < len(a.Blocks) {
		return a.Blocks[i].Kind
	}
	return model.BlockParagraph
}

// statedCredits are the credits that the article's reader found in one line:
// one for each name in it that is neither the article's own outlet nor nobody's
// ("agencies").
func statedCredits(a *model.Article, c model.Credit) []credit {
	var out []credit
	given := strings.FieldsFunc(c.Agency, func(r rune) bool { return r == ',' || r == ';' || r == '/' })
	for _, name := range given {
		name = canonicalAgency(name)
		if name == "" || nobody()[strings.ToLower(name)] || ofOutlet(name, a.Outlet) && !carriesName(name) {
			continue
		}
		out = append(out, credit{name, len(given) > 1 || partial(c.Text, name), c.Span})
	}
	return out
}

// carriesName says whether an agency of that name is known: an agency's own
// page credits itself.
func carriesName(agency string) bool {
	n, known := namesOf(agency)
	return known && n.agency
}

// canonicalAgency is the name under which an agency is shown.
func canonicalAgency(written string) string {
	written = strings.TrimSpace(written)
	if n, known := namesOf(written); known {
		return n.shown
	}
	return written
}

// partial says whether the words of a credit give the agency only a part.
func partial(line, agency string) bool {
	at := strings.Index(line, agency)
	if at < 0 {
		return false
	}
	before, after := fold(line[:at]), fold(line[at+len(agency):])
	for _, r := range creditRules() {
		if r.part && r.holds(before, after) {
			return true
		}
	}
	return false
}

// datelineCredit finds "(Reuters) -" at the start of a paragraph.
func datelineCredit(text string, p model.Span) []credit {
	end := min(p.End, p.Start+dateline)
	open := strings.IndexByte(text[p.Start:end], '(')
	if open < 0 {
		return nil
	}
	inside := text[p.Start+open+1 : end]
	closing := strings.IndexByte(inside, ')')
	if closing < 0 {
		return nil
	}
	rest := strings.TrimSpace(text[p.Start+open+1+closing+1 : p.End])
	if rest != "" && !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—") {
		return nil
	}
	n := namingsIn(inside, 0, closing)
	if len(n) != 1 || !n[0].agency || n[0].Len() != closing {
		return nil
	}
	s := model.Span{Start: p.Start + open, End: p.Start + open + closing + 2}
	return []credit{{n[0].shown, false, &s}}
}

// lineCredits finds the credits of a short paragraph. Where it stands in the
// middle of an article (not at its edge), a bare name is that of a picture's
// agency.
func lineCredits(text string, p model.Span, edge bool) []credit {
	var out []credit
	for _, n := range namingsIn(text, p.Start, p.End) {
		before, after := fold(text[p.Start:n.Start]), fold(text[n.End:p.End])
		if slices.ContainsFunc(before, func(w string) bool { return photoWords()[w] }) {
			continue
		}
		if k := len(before); k > 0 && before[k-1] == "the" {
			before = before[:k-1]
		}
		for _, r := range creditRules() {
			if (n.agency || r.outlet) && (edge || !r.whole) && r.holds(before, after) {
				s := p
				out = append(out, credit{n.shown, r.part, &s})
				break
			}
		}
	}
	return out
}

// holds says whether the rule fits the words before and after a name. A year
// may stand between "copyright" and the name.
func (r creditRule) holds(before, after []string) bool {
	if r.whole {
		return equalWords(before, r.before) && equalWords(after, r.after)
	}
	if n := len(before); n > 0 && len(before[n-1]) == 4 && before[n-1] > "1900" && before[n-1] < "2100" {
		before = before[:n-1]
	}
	return endsWith(before, r.before) && startsWith(after, r.after)
}

func equalWords(a, b []string) bool { return len(a) == len(b) && startsWith(a, b) }

func startsWith(words, prefix []string) bool {
	if len(words) < len(prefix) {
		return false
	}
	for i, w := range prefix {
		if words[i] != w {
			return false
		}
	}
	return true
}

func endsWith(words, suffix []string) bool {
	return len(words) >= len(suffix) && startsWith(words[len(words)-len(suffix):], suffix)
}
