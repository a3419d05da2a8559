package refer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// longestTitle is how many tokens a title or apposition may have.
const longestTitle = 14

// findTitle gives m, the name of a person, the title or description that
// stands with it: before it, after it between commas, or before it with a
// comma.
func (r *resolver) findTitle(m *mention) {
	if start := r.titleBefore(m.first); start < m.first {
		r.setTitle(m, start, m.first)
		m.Full = r.span(start, m.last)
		return
	}
	if first, last := r.apposition(m.last); first < last {
		r.setTitle(m, first, last)
		m.Full = r.span(m.first, last)
		return
	}
	if start, end := r.appositionBefore(m.first); start < end {
		r.setTitle(m, start, end)
		m.Full = r.span(start, m.last)
	}
}

func (r *resolver) setTitle(m *mention, first, last int) {
	m.Title = r.span(first, last)
	for i := first; i < last; i++ {
		r.inTitle[i] = true
	}
}

// titleBefore is the token where the title that ends right before token first
// begins, or first where none stands there.
func (r *resolver) titleBefore(first int) int {
	start := r.headBefore(first)
	if start == first {
		return first
	}
	capital := isCapital(r.word(first - 1))
	for start > 0 && first-start < longestTitle && r.sameSentence(start-1, first) {
		next := r.modifierBefore(start, capital)
		if next == start {
			break
		}
		start = next
	}
	return start
}

// headBefore is where the head of a title begins that ends right before token
// end: "Foreign Minister", "Gen.". It is end where there is none.
func (r *resolver) headBefore(end int) int {
	for n := 3; n > 0; n-- {
		if first := end - n; r.sameSentence(first, end-1) && r.sameSentence(first, end) {
			w := r.phrase(first, end)
			if _, ok := en.OfficeOf(w); ok && r.inName[end-1] == 0 || en.IsHonorific(w) {
				return first
			}
		}
	}
	return end
}

// modifierBefore is where the modifier that ends right before token end
// begins: a demonym, "deputy", "foreign", a body ("Health Ministry spokesman"),
// a possessive country. It is end where none stands there.
func (r *resolver) modifierBefore(end int, capital bool) int {
	i := end - 1
	if n := r.inName[i]; n > 0 {
		if o := r.names[n-1]; o.Type == model.Person && (o.Last-o.First > 1 || r.isVerb(o.First-1)) {
			return end // but "Holm spokesman"
		}
		return r.names[n-1].First
	}
	w := r.word(i)
	switch {
	case r.isPossessive(i) && i > 0 && r.isNation(i-1):
		return r.nationStart(i - 1)
	case w == "-" && i > 0 && r.sameSentence(i-1, i) && r.tokens[i].Start == r.tokens[i-1].End:
		if isCapital(r.word(i-1)) || en.InTitle(r.word(i-1)) != "" {
			return i - 1
		}
		return end
	case en.IsTitleWord(w), r.isNation(i):
		return r.nationStart(i)
	case (w == "and" || w == "&") && r.sameSentence(i-1, end) && en.InTitle(r.word(i-1)) == "field" && en.InTitle(r.word(end)) == "field":
		return i - 1
	}
	if isCapital(w) {
		_, isDay := en.CalendarWordOf(w)
		if !isDay && !en.IsStarter(w) && strings.HasPrefix(r.tag(i), "NNP") {
			return i
		}
		return end
	}
	if tag := r.tag(i); !capital && (tag == "NN" || tag == "JJ") {
		return i
	}
	return end
}

// isNation says whether token i is a demonym, a country or a body's seat.
func (r *resolver) isNation(i int) bool {
	if w := r.word(i); isNationWord(w) && (!en.IsGivenName(w) || !r.isPersonName(i)) {
		return true
	}
	if r.sameSentence(i-1, i) && en.IsDemonym(r.word(i-1)+" "+r.word(i)) {
		return true // North Korean
	}
	n := r.inName[i]
	return n > 0 && r.names[n-1].Type != model.Person
}

func isNationWord(w string) bool {
	if en.IsDemonym(w) || w == "UN" || w == "U.N." || w == "EU" {
		return true
	}
	if _, ok := en.CountryNamed(w); ok && isCapital(w) {
		return true
	}
	_, ok := en.StandsFor(w)
	return ok
}

// nationStart is the first token of the name that token i stands in.
func (r *resolver) nationStart(i int) int {
	if n := r.inName[i]; n > 0 {
		return r.names[n-1].First
	}
	if w := r.word(i); (en.IsDemonym(r.word(i-1) + " " + w)) && r.sameSentence(i-1, i) {
		return i - 1 // North Korean
	}
	return i
}

func isCapital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

// apposition is the description after a name that ends before token at:
// "Petra Lund, Ruritania's foreign minister,". Empty where there is none.
func (r *resolver) apposition(at int) (first, last int) {
	if r.word(at) != "," || !r.sameSentence(at-1, at) {
		return at, at
	}
	i := at + 1
	if isAge(r.word(i)) && r.word(i+1) == "," { // Holm, 54, a doctor
		i += 2
	}
	if !r.sameSentence(at, i) || !r.opensDescription(i) {
		return at, at
	}
	head := -1
	for j := i; j < i+longestTitle && r.sameSentence(i, j); j++ {
		w := r.word(j)
		if head < 0 && (r.inName[j] > 0 && r.isPersonName(j) || r.endsNounPhrase(j)) {
			return at, at
		}
		if o, ok := en.OfficeOf(w); ok && o.Kind != en.Honorific && head < 0 && !r.isPossessive(j+1) {
			head = j
		}
		if head >= 0 && r.closesApposition(j+1, i) {
			return i, j + 1
		}
		if r.isVerb(j+1) || w == "," {
			break
		}
	}
	return at, at
}

func (r *resolver) isPersonName(i int) bool {
	n := r.inName[i]
	return n > 0 && r.names[n-1].Type == model.Person
}

func isAge(w string) bool {
	return len(w) == 2 && w[0] >= '1' && w[0] <= '9' && w[1] >= '0' && w[1] <= '9'
}

// opensDescription says whether a description can begin with token i.
func (r *resolver) opensDescription(i int) bool {
	w := strings.ToLower(r.word(i))
	switch w {
	case "the", "a", "an", "his", "her", "its", "their", "one":
		return true
	}
	if r.isNation(i) || en.InTitle(w) != "" {
		return true
	}
	_, ok := en.OfficeOf(w)
	return ok && !isCapital(r.word(i)) || ok && r.inName[i] == 0
}

// endsNounPhrase says whether the first noun phrase of a description has ended
// at token i, before its head was seen.
func (r *resolver) endsNounPhrase(i int) bool {
	switch r.word(i) {
	case "of", "for", "in", "at", "on", "with", "who", "which", "that", "from", "by", "to", ";", ":", ".":
		return true
	}
	return r.isVerb(i)
}

func (r *resolver) isVerb(i int) bool {
	switch r.tag(i) {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return i < len(r.tokens) && r.word(i) == "said"
}

// closesApposition says whether token i stands right after an apposition that
// began at first.
func (r *resolver) closesApposition(i, first int) bool {
	if !r.sameSentence(first, i) {
		return true
	}
	switch r.word(i) {
	case ",", ".", ";", ":", "—", "–", "--", ")", "who", "”", "\"", "?", "!":
		return true
	}
	return false
}

// appositionBefore is the description that a comma parts from the name at
// token first: "Ruritania's foreign minister, Petra Lund,".
func (r *resolver) appositionBefore(first int) (start, end int) {
	comma := first - 1
	if comma < 1 || r.word(comma) != "," || !r.sameSentence(comma, first) {
		return first, first
	}
	after := first
	for after < len(r.tokens) && r.inName[after] == r.inName[first] && r.inName[first] > 0 {
		after++
	}
	if !r.closesApposition(after, first) {
		return first, first
	}
	if s := r.titleBefore(comma); s < comma && r.opensFull(s) {
		return s, comma
	}
	return r.officeOf(comma, first)
}

// opensFull says whether the noun phrase that begins at token i is definite: it
// has an article, or is a nation's.
func (r *resolver) opensFull(i int) bool {
	if w := strings.ToLower(r.word(i - 1)); (w == "the" || w == "its" || w == "their" || w == "his" || w == "her") && r.sameSentence(i-1, i) {
		return true
	}
	return r.isNation(i)
}

// officeOf is a description such as "the head of the Agency" that ends at a
// comma.
func (r *resolver) officeOf(comma, first int) (start, end int) {
	for i := comma - 1; i > comma-10 && r.sameSentence(i, comma); i-- {
		if r.isVerb(i) || r.word(i) == "," {
			break
		}
		if w := r.word(i); w != "of" && w != "for" && w != "at" {
			continue
		}
		if s := r.titleBefore(i); s < i && r.opensFull(s) {
			return s, comma
		}
	}
	return first, first
}
