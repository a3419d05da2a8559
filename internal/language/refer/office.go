package refer

import (
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// offices resolves offices that stand alone ("the foreign minister", "the
// Russian president", "the ministry") to the one entity of the article that
// bears them. Where none or several do, the mention is left open.
func (r *resolver) offices() {
	bearings := r.bearings()
	taken := make([]bool, len(r.tokens))
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind == model.MentionName || m.Kind == model.MentionDescriptor {
			for t := m.first; t < m.last; t++ {
				taken[t] = true
			}
		}
	}
	for i := range r.tokens {
		if taken[i] || r.inTitle[i] || r.inName[i] > 0 {
			continue
		}
		o, ok := en.OfficeOf(r.word(i))
		switch {
		case ok && o.Kind != en.Honorific && r.rolesAlone(o.Word):
			r.officeAlone(i, o, bearings)
		case !ok && r.tokens[i].Tag == tagNN && isPersonNoun(strings.ToLower(r.word(i))) && len(bearings[strings.ToLower(r.word(i))]) > 0:
			r.officeAlone(i, en.OfficeWord{Word: r.word(i), Kind: en.Role}, bearings)
		}
	}
	r.order()
	r.bodiesAlone(taken)
}

// rolesAlone leaves out words that say nothing of an office.
func (r *resolver) rolesAlone(w string) bool {
	switch w {
	case "man", "woman", "boy", "girl", "chair", "head", "host", "anchor", "general", "major", "deputy", "justice", "counsel", "count":
		return false
	}
	return true
}

// officeAlone adds the mention whose head is the office at token i.
func (r *resolver) officeAlone(i int, o en.OfficeWord, bearings map[string][]bearing) {
	if next, ok := en.OfficeOf(r.word(i + 1)); ok && next.Kind != en.Honorific && r.sameSentence(i, i+1) {
		return // the head of "press secretary" is the second word
	}
	if r.word(i+1) == "-" || r.isCompound(i) {
		return
	}
	start := r.titleBefore(i + 1)
	if start > i {
		start = i
	}
	isOpening := r.sentence[i] < openingSentences && r.isIndefiniteOpening(start)
	if !isOpening && (!r.opensFull(start) || start > 0 && r.isIndefinite(start-1)) {
		return
	}
	text := strings.ToLower(r.phrase(start, i+1))
	e, confidence := bearer(bearings, text, o)
	if isOpening {
		if e == nil {
			return
		}
		confidence *= 0.9
	}
	m := r.add(e, model.MentionTitle, start, i+1, confidence)
	m.Title = m.Span
}

// openingSentences are the first sentences of an article, in which somebody
// named further down is often called by office alone.
const openingSentences = 3

// isIndefiniteOpening says whether the office that begins at token i opens its
// sentence, bare or with "a": "A judge has ruled", "Judge rejects request".
func (r *resolver) isIndefiniteOpening(i int) bool {
	if r.isIndefinite(i-1) && r.sameSentence(i-1, i) {
		return !r.sameSentence(i-2, i)
	}
	return !r.sameSentence(i-1, i)
}

// isCompound says whether token i only modifies the noun after it: "president"
// in "the president elections".
func (r *resolver) isCompound(i int) bool {
	if !r.sameSentence(i, i+1) {
		return false
	}
	switch r.tag(i + 1) {
	case "NN", "NNS", "NNP", "NNPS":
		return true
	}
	return r.inName[i+1] > 0
}

func (r *resolver) isIndefinite(i int) bool {
	switch strings.ToLower(r.word(i)) {
	case "a", "an", "another", "any", "every", "no", "each", "some":
		return true
	}
	return false
}

// A bearing is a person and one of its titles, taken apart.
type bearing struct {
	e     *entity
	title officeWords
}

// bearings are the titles of all persons by each of their words.
func (r *resolver) bearings() map[string][]bearing {
	out := map[string][]bearing{}
	for _, e := range r.entities {
		if e.Type != model.Person {
			continue
		}
		for _, t := range e.titles {
			parts := officeParts(t)
			for _, w := range parts.words {
				if len(out[w]) < manyBearers {
					out[w] = append(out[w], bearing{e, parts})
				}
			}
		}
	}
	return out
}

// bearer is the one person among the bearings whose titles fit an office, with
// the probability that it is the right one; nil where none or several fit.
func bearer(bearings map[string][]bearing, office string, o en.OfficeWord) (*entity, float64) {
	want := officeParts(office)
	if len(want.words) == 0 {
		return nil, 0
	}
	var best, second *entity // those whose own title has the office's nation, or none, come first
	bestOwn, secondOwn := false, false
	for _, b := range bearersOf(bearings, want.words[len(want.words)-1]) {
		if clash(b.e.Gender, o.Gender) || !want.fits(b.title) {
			continue
		}
		own := want.nation == b.title.nation
		switch {
		case b.e == best:
			bestOwn = bestOwn || own
		case best == nil || own && !bestOwn:
			best, second, bestOwn, secondOwn = b.e, best, own, bestOwn
		case second == nil || own:
			second, secondOwn = b.e, own
		}
	}
	switch {
	case best == nil || second != nil && secondOwn == bestOwn:
		return nil, 0
	case second != nil && want.nation == "":
		return best, 0.75
	}
	return best, 0.85
}

// bearersOf are the bearings of a word and of those that it can stand for.
func bearersOf(bearings map[string][]bearing, word string) []bearing {
	out := bearings[word]
	for _, w := range en.OfficesMeant(word) {
		out = append(out[:len(out):len(out)], bearings[w]...)
	}
	return out
}

// An officeWords is an office taken apart: whose it is, and the words of it.
type officeWords struct {
	nation string
	former bool
	deputy bool
	words  []string
}

// officeParts takes a title in small letters apart.
func officeParts(s string) officeWords {
	var p officeWords
	for w := range strings.FieldsSeq(strings.NewReplacer("'s", "", "’s", "", "-", " ", "defense", "defence").Replace(s)) {
		if nation := nationOf(w); nation != "" && p.nation == "" {
			p.nation = nation
			continue
		}
		if full := shortTitles[w]; full != "" {
			w = full
		}
		switch w {
		case "former", "ex":
			p.former = true
		case "deputy", "vice", "assistant":
			p.deputy = true
		case "the", "a", "an", "of", "affairs", "his", "her", "its", "their", "then", "current", "new", "for":
		default:
			p.words = append(p.words, w)
		}
	}
	return p
}

// shortTitles are the offices that short titles before a name stand for.
var shortTitles = map[string]string{"sen.": "senator", "sen": "senator", "gov.": "governor", "gov": "governor", "rep.": "representative",
	"rep": "representative", "gen.": "general", "gen": "general", "congressman": "representative", "congresswoman": "representative",
	"pres.": "president", "gop": "republican", "capt.": "captain", "col.": "colonel", "prof.": "professor", "adm.": "admiral"}

// nationOf is the country that a word in small letters points at, "" for none.
func nationOf(w string) string {
	w = title(w)
	switch w {
	case "Us", "U.s.":
		return "United States"
	case "Uk", "U.k.":
		return "United Kingdom"
	}
	if c, ok := en.CountryOfAdjective(w); ok {
		return c.Name
	}
	if c, ok := en.CountryNamed(w); ok {
		return c.Name
	}
	if m, ok := en.MetonymNamed(w); ok {
		return m.Country
	}
	if kind, ok := en.PlaceKind(w); ok && kind == "state" {
		return w
	}
	return ""
}

// fits says whether the office p, as it stands alone, can be that of a person
// called by title t: all its words are among the title's, and country and rank
// do not speak against it.
func (p officeWords) fits(t officeWords) bool {
	if p.nation != "" && t.nation != "" && p.nation != t.nation || p.deputy != t.deputy && p.deputy || t.deputy && !p.deputy ||
		p.former && !t.former {
		return false
	}
	for _, w := range p.words {
		found := false
		for _, x := range t.words {
			if x == w || en.StandsForOffice(w, x) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return len(p.words) > 0
}
