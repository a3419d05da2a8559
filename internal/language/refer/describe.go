package refer

import (
	"slices"
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

var (
	relCop  = model.RelOf("cop")
	relAmod = model.RelOf("amod")
	relDet  = model.RelOf("det")
)

// described gathers what the sentences say that persons and bodies are, beside
// their titles: by appositions ("Holm, a computer specialist who ...", "the
// airline Tidewing") and by "is" ("Tidewing is an airline").
func (r *resolver) described() {
	byHead := map[int]*mention{} // names by their head
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind != model.MentionName || m.entity == nil {
			continue
		}
		byHead[r.head(m.first, m.last)] = m
		if before := m.first - 1; r.sameSentence(before, m.first) && r.isNoun(before) && m.entity.Type != model.Person {
			r.describe(m.entity, before) // the airline Tidewing
		}
	}
	for i := range r.tokens {
		h := r.up(i)
		if h < 0 {
			continue
		}
		switch rel := r.tokens[i].Rel; {
		case rel == relAppos && byHead[h] != nil && r.isNoun(i):
			r.describe(byHead[h].entity, i)
		case (rel == relAppos || rel == relDesc || rel == relFlat) && byHead[i] != nil && r.isNoun(h):
			r.describe(byHead[i].entity, h)
		case isSubjectRel(rel) && byHead[i] != nil && r.isNoun(h) && r.hasCopula(i, h):
			r.describe(byHead[i].entity, h)
		}
	}
}

// isNoun says whether token i is a common noun that is no name or title.
func (r *resolver) isNoun(i int) bool {
	return r.tokens[i].Tag == tagNN && r.inName[i] == 0
}

// hasCopula says whether a form of "to be" between tokens from and to makes
// the second a predicate.
func (r *resolver) hasCopula(from, to int) bool {
	for i := from + 1; i < to && i < from+12; i++ {
		if r.tokens[i].Rel == relCop && r.up(i) == to {
			return true
		}
	}
	return false
}

// describe notes the noun phrase whose head is token i as a description of e.
func (r *resolver) describe(e *entity, i int) {
	if e.Type == model.Person {
		if !isPersonNoun(strings.ToLower(r.word(i))) {
			return
		}
		text := strings.ToLower(r.phrase(r.phraseStart(i), i+1))
		if !slices.Contains(e.titles, text) && len(e.titles) < manyTitles {
			e.titles = append(e.titles, text)
		}
		return
	}
	if n, ok := en.BodyNounOf(strings.ToLower(r.word(i))); ok && !slices.Contains(e.nouns, n.Class) {
		e.nouns = append(e.nouns, n.Class)
	}
}

// isPersonNoun says whether a noun in small letters can mean a person.
func isPersonNoun(w string) bool {
	if o, ok := en.OfficeOf(w); ok {
		return o.Kind != en.Honorific
	}
	for _, end := range [...]string{"ist", "ian", "man", "woman", "er", "or", "person"} {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// manyTitles bounds how many descriptions of one person are kept.
const manyTitles = 32

// phraseStart is where the noun phrase begins whose head is token i, without
// its article.
func (r *resolver) phraseStart(i int) int {
	start := i
	for start > 0 && i-start < 6 && r.sameSentence(start-1, i) {
		switch r.tag(start - 1) {
		case "NN", "JJ", "NNP", "VBN", "HYPH", "JJS", "VBG", "CD":
			start--
			continue
		}
		break
	}
	return start
}

// bodyNouns are the classes of nouns that can stand for a body or place: those
// in its name, those it was described by, and what kind of place it is.
func (r *resolver) bodyNouns(e *entity) []string {
	out := slices.Clone(e.nouns)
	add := func(name string) {
		for w := range strings.FieldsSeq(strings.ToLower(name)) {
			if n, ok := en.BodyNounOf(strings.TrimSuffix(w, "s")); ok && n.Kind == "organisation" && !slices.Contains(out, n.Class) {
				out = append(out, n.Class)
			}
		}
	}
	switch e.Type {
	case model.Organisation:
		add(e.Name)
		if full, ok := en.Acronym(e.Name); ok {
			add(full)
		}
		last := e.Name[strings.LastIndexByte(e.Name, ' ')+1:]
		if en.IsCompanyWord(last) && !slices.Contains(out, "company") {
			out = append(out, "company")
		}
	case model.Country:
		out = append(out, "country")
	case model.Place:
		if kind, ok := en.PlaceKind(e.Name); ok {
			out = append(out, kind)
		}
	}
	if slices.Contains(out, "bank") || slices.Contains(out, "airline") {
		out = append(out, "company")
	}
	return out
}

// A bodyBearing is a body and where it was mentioned last.
type bodyBearing struct {
	e    *entity
	last int // token
}

// nearBodies is how many bodies of one class are looked at, the last named
// first; bodyTokens is how far back they may have been named.
const (
	nearBodies = 8
	bodyTokens = 600
)

// bodiesAlone resolves nouns that stand alone for a body or place named before
// ("the company", "the ministry"), where one that was described so is near.
// Where none was, the noun is left to stand for itself.
func (r *resolver) bodiesAlone(taken []bool) {
	near := map[string][]bodyBearing{}
	given := r.mentions
	next := 0
	classes := map[*entity][]string{}
	for i := range r.tokens {
		for ; next < len(given) && given[next].first <= i; next++ {
			m := &given[next]
			if m.entity == nil || m.entity.Type == model.Person || m.Kind == model.MentionDemonym && r.tag(m.first) == "JJ" {
				continue
			}
			list, ok := classes[m.entity]
			if !ok {
				list = r.bodyNouns(m.entity)
				classes[m.entity] = list
			}
			for _, c := range list {
				near[c] = moveToEnd(near[c], bodyBearing{m.entity, m.first})
			}
		}
		if r.tokens[i].Tag != tagNN || taken[i] || r.inName[i] > 0 || r.inTitle[i] {
			continue
		}
		n, ok := en.BodyNounOf(r.word(i))
		if !ok || r.isCompound(i) || r.word(i+1) == "-" || !r.isBareDefinite(i) || r.word(i+1) == "of" {
			continue
		}
		if e, confidence := nearest(near[n.Class], i, n.Kind); e != nil {
			m := r.add(e, model.MentionTitle, i, i+1, confidence)
			m.Title = m.Span
		}
	}
}

// moveToEnd puts b last among the bodies of a class.
func moveToEnd(list []bodyBearing, b bodyBearing) []bodyBearing {
	if i := slices.IndexFunc(list, func(x bodyBearing) bool { return x.e == b.e }); i >= 0 {
		list = slices.Delete(list, i, i+1)
	}
	list = append(list, b)
	return list[max(0, len(list)-nearBodies):]
}

// nearest is the body of a class that a noun at token i stands for: the only
// one, or the one named last where the others are far.
func nearest(list []bodyBearing, i int, kind string) (*entity, float64) {
	if len(list) == 0 {
		return nil, 0
	}
	best := list[len(list)-1]
	if i-best.last > bodyTokens {
		return nil, 0
	}
	sure := 0.85
	if kind != "organisation" {
		sure = 0.7 // a country or city is named in passing more often
	}
	if len(list) > 1 {
		second := list[len(list)-2]
		if best.last-second.last < 40 {
			return nil, 0
		}
		sure -= 0.2
	}
	return best.e, sure
}

// isBareDefinite says whether "the" or "this" stands right before token i, so
// that nothing tells the noun apart from others of its kind.
func (r *resolver) isBareDefinite(i int) bool {
	if !r.sameSentence(i-1, i) {
		return false
	}
	w := r.word(i - 1)
	return strings.EqualFold(w, "the") || strings.EqualFold(w, "this")
}

// epithets resolves descriptions of persons that name an office or calling of
// nobody in the article ("the New York businessman"): such words tell more of
// the one person whom the sentence before is about.
func (r *resolver) epithets() {
	heads := map[string]bool{} // spoken of as somebody new: "a judge"
	known := map[string]*entity{}
	var people []int // mentions of persons by name, so far
	for k := range r.mentions {
		m := &r.mentions[k]
		if m.Kind == model.MentionName && m.entity != nil && m.entity.Type == model.Person {
			people = append(people, k)
		}
		if m.Kind != model.MentionTitle || m.entity != nil {
			continue
		}
		text := strings.ToLower(m.In(r.text))
		if e := known[text]; e != nil {
			m.entity, m.Confidence = e, sureOfEpithet
			continue
		}
		head := strings.ToLower(r.word(m.last - 1))
		if !strings.EqualFold(r.word(m.first-1), "the") || m.last-m.first < 2 || heads[head] {
			heads[head] = true
			continue
		}
		heads[head] = true
		if e := r.inFocus(people, m); e != nil {
			m.entity, m.Confidence = e, sureOfEpithet
			known[text] = e
		}
	}
}

// sureOfEpithet is how often such a description means the person in focus: it
// is always shown as unsure.
const sureOfEpithet = 0.6

// inFocus is the person named in the sentence of m before it, or in the
// sentence before, who is spoken of far more than any other there; nil where
// nobody is.
func (r *resolver) inFocus(people []int, m *mention) *entity {
	o, _ := en.OfficeOf(r.word(m.last - 1))
	var best *entity
	second := 0
	for k := len(people) - 1; k >= max(0, len(people)-recent); k-- {
		p := &r.mentions[people[k]]
		if r.sentence[m.first]-r.sentence[p.first] > 1 {
			break
		}
		switch e := p.entity; {
		case clash(e.Gender, o.Gender) || e == best:
		case best == nil:
			best = e
		case e.count > best.count:
			best, second = e, max(second, best.count)
		default:
			second = max(second, e.count)
		}
	}
	if best == nil || best.count < 2*second {
		return nil
	}
	return best
}
