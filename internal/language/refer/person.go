package refer

import (
	"slices"
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/language/name"
	"synoptic/internal/model"
)

// manyBearers is how many persons of one surname are looked at, the last named
// first: enough for any article, and a bound for what is none.
const manyBearers = 64

// persons joins the names of persons into entities: full names first, then
// surnames and given names alone.
func (r *resolver) persons() {
	type bearer struct {
		mention int
		words   []string
		gender  model.Gender // what the title shows
	}
	var short []bearer
	r.retype()
	r.addSurnames()
	for i := range r.names {
		n := &r.names[i]
		if n.Type != model.Person {
			continue
		}
		r.trimTitle(i)
		m := r.add(nil, model.MentionName, n.First, n.Last, n.Confidence)
		r.findTitle(m)
		at := len(r.mentions) - 1
		words := nameWords(r.phrase(n.First, n.Last))
		gender := r.titleGender(m)
		if len(words) < 2 {
			short = append(short, bearer{at, words, gender})
			continue
		}
		r.link(at, r.fullPerson(words, n.Span.In(r.text), gender), gender, 0.97)
	}
	for _, b := range short {
		e, confidence := r.shortPerson(b.words, b.mention, b.gender)
		if e == nil {
			e = r.entity(r.mentions[b.mention].In(r.text), model.Person)
			e.words = b.words
			r.index(e)
			confidence = 0.9
		}
		r.link(b.mention, e, b.gender, confidence)
	}
}

// addSurnames adds the surnames of persons named in full that stand alone in
// the text but were not found as names there.
func (r *resolver) addSurnames() {
	known := map[string]bool{}
	for i := range r.names {
		n := &r.names[i]
		if w := r.word(n.Last - 1); n.Type == model.Person && n.Last-n.First > 1 && len(w) > 2 && !en.IsTitleWord(w) {
			known[w] = true
		}
	}
	r.addSubjects(known)
	if len(known) == 0 {
		return
	}
	for i := range r.tokens {
		if r.inName[i] > 0 || !strings.HasPrefix(r.tag(i), "NNP") || !known[r.word(i)] || r.isNamePart(i-1) || r.isNamePart(i+1) {
			continue
		}
		r.addName(name.Name{Type: model.Person, First: i, Last: i + 1, Confidence: 0.8})
	}
	slices.SortFunc(r.names, func(a, b name.Name) int { return a.First - b.First })
	for k, n := range r.names {
		for t := n.First; t < n.Last; t++ {
			r.inName[t] = int32(k + 1)
		}
	}
}

// addSubjects adds single proper nouns that were not found as names but do or
// own something: names seen nowhere else.
func (r *resolver) addSubjects(known map[string]bool) {
	for i := range r.tokens {
		if r.inName[i] > 0 || known[r.word(i)] || r.tokens[i].Tag != tagNNP {
			continue
		}
		if rel := r.tokens[i].Rel; !isSubjectRel(rel) && rel != relPoss {
			continue
		}
		w := r.word(i)
		_, isDay := en.CalendarWordOf(w)
		if len(w) < 3 || isDay || !isCapital(w) || isAllCapital(w) || en.IsTitleWord(w) || en.IsOrganisationWord(w) || en.IsDemonym(w) || en.IsStarter(w) ||
			r.isNamePart(i-1) || isCapital(r.word(i+1)) || r.inName[max(i-1, 0)] > 0 || strings.EqualFold(r.word(i-1), "the") || r.word(i+1) == "-" || r.word(i-1) == "-" {
			continue
		}
		if h := r.up(i); h >= 0 && !strings.HasPrefix(r.tag(h), "V") && r.tokens[i].Rel != relPoss {
			continue
		}
		known[w] = true
	}
}

// isNamePart says whether token i is a capitalised word of some other name.
func (r *resolver) isNamePart(i int) bool {
	return strings.HasPrefix(r.tag(i), "NNP") && isCapital(r.word(i)) && !en.IsTitleWord(r.word(i))
}

// link makes mention at one of e and learns from its title.
func (r *resolver) link(at int, e *entity, gender model.Gender, confidence float64) {
	m := &r.mentions[at]
	m.entity = e
	m.Confidence = min(max(m.Confidence, 0.5), 1) * confidence
	e.count++
	if gender != "" && (e.Gender == "" || e.weakGender) {
		e.Gender, e.weakGender = gender, false
	}
	if e.Gender == "" {
		for _, w := range strings.Fields(e.Name)[:1] {
			e.Gender = en.GenderOf(w)
			e.weakGender = e.Gender != ""
		}
	}
	if t := m.Title.In(r.text); t != "" {
		e.titles = append(e.titles, strings.ToLower(t))
	}
}

// index makes e findable by the first and last words of its name.
func (r *resolver) index(e *entity) {
	if len(e.words) == 0 {
		return
	}
	last := skeleton(e.words[len(e.words)-1])
	r.byKey[last] = append(r.byKey[last], e)
	if first := skeleton(e.words[0]); first != last {
		r.byKey[first] = append(r.byKey[first], e)
	}
}

// bearers are the persons whose name begins or ends with word, the last named
// first.
func (r *resolver) bearers(word string) []*entity {
	all := r.byKey[skeleton(word)]
	all = slices.Clone(all[max(0, len(all)-manyBearers):])
	slices.Reverse(all)
	return all
}

// fullPerson is the person of that full name, new where none fits.
func (r *resolver) fullPerson(words []string, name string, gender model.Gender) *entity {
	for _, e := range r.bearers(words[len(words)-1]) {
		if e.Type != model.Person || clash(e.Gender, gender) && !e.weakGender || generationOf(e.Name) != generationOf(name) {
			continue
		}
		like := fullAgainst(e.words, words)
		if like < 0.7 {
			continue
		}
		if len(words) > len(e.words) || len(words) == len(e.words) && isInitial(e.words[0]) {
			e.words, e.Name = words, name
		}
		return e
	}
	e := r.entity(name, model.Person)
	e.words = words
	r.index(e)
	return e
}

func clash(a, b model.Gender) bool { return a != "" && b != "" && a != b }

// shortPerson is the person a surname or given name alone stands for at a
// mention, nil where there is none. Of several bearers the one whose gender
// and title fit is taken, else the first named, at low confidence.
func (r *resolver) shortPerson(words []string, at int, gender model.Gender) (*entity, float64) {
	if len(words) == 0 {
		return nil, 0
	}
	var fits []*entity
	surname := false // some bearer has the word as a surname
	for _, e := range r.bearers(words[0]) {
		if e.Type != model.Person || clash(e.Gender, gender) {
			continue
		}
		isLast := skeleton(e.words[len(e.words)-1]) == skeleton(words[0])
		if isLast && !surname {
			surname, fits = true, fits[:0]
		}
		if isLast || !surname {
			fits = append(fits, e)
		}
	}
	switch len(fits) {
	case 0:
		return nil, 0
	case 1:
		if surname {
			return fits[0], 0.95
		}
		return fits[0], 0.8
	}
	return r.mainBearer(fits, at)
}

// mainBearer is the one of several persons of one surname whom the surname
// alone means at a mention: the one the title names, else the one named first,
// since the others are named in full each time.
func (r *resolver) mainBearer(fits []*entity, at int) (*entity, float64) {
	titles := strings.ToLower(r.mentions[at].Title.In(r.text))
	if titles != "" {
		for _, e := range fits {
			if slices.Contains(e.titles, titles) {
				return e, 0.9
			}
		}
	}
	return fits[len(fits)-1], 0.65 // fits stand the last named first
}

// trimTitle moves title words at the start of a person's name out of it.
func (r *resolver) trimTitle(i int) {
	n := &r.names[i]
	for n.Last-n.First > 1 {
		w := r.word(n.First)
		office, ok := en.OfficeOf(w)
		isTitle := ok && office.Kind != en.Role || en.IsHonorific(w)
		if en.IsGivenName(w) && !en.IsHonorific(w) || !isTitle && !r.leadsTitle(n.First, n.Last) {
			break
		}
		if w == "Prince" && n.Last-n.First == 2 && r.word(n.First-1) == "" {
			break
		}
		r.inName[n.First] = 0
		n.First++
	}
	n.Span = r.span(n.First, n.Last)
}

// leadsTitle says whether token first, in a name that ends before last, only
// belongs to the office after it: "US" in "US President", "Foreign".
func (r *resolver) leadsTitle(first, last int) bool {
	for i := first; i < last-1; i++ {
		if o, ok := en.OfficeOf(r.word(i)); ok && i > first && o.Kind != en.Role {
			return true
		}
		if !isNationWord(r.word(i)) && en.InTitle(r.word(i)) == "" {
			return false
		}
	}
	return false
}

// titleGender is the gender that the title of m shows.
func (r *resolver) titleGender(m *mention) model.Gender {
	if m.Title.Len() == 0 {
		return ""
	}
	for i := m.first - 1; i >= 0 && int(r.tokens[i].Start) >= m.Title.Start; i-- {
		if o, ok := en.OfficeOf(r.word(i)); ok && o.Gender != "" {
			return o.Gender
		}
	}
	for i := m.last; i < len(r.tokens) && int(r.tokens[i].End) <= m.Title.End; i++ {
		if o, ok := en.OfficeOf(r.word(i)); ok && o.Gender != "" {
			return o.Gender
		}
	}
	return ""
}
