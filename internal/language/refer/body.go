package refer

import (
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/language/name"
	"synoptic/internal/model"
)

// addKnown adds the countries, capitals and seats of power that stand in the
// text with their capitals but were not found as names.
func (r *resolver) addKnown() {
	for i := 0; i < len(r.tokens); i++ {
		if r.inName[i] != 0 || !isCapital(r.word(i)) || en.IsStarter(r.word(i)) {
			continue
		}
		for n := 4; n > 0; n-- {
			last := i + n
			if last > len(r.tokens) || !r.sameSentence(i, last-1) || !r.free(i, last) || !isCapital(r.word(last-1)) {
				continue
			}
			if kind, ok := knownPlace(r.phrase(i, last)); ok {
				r.addName(name.Name{Type: kind, First: i, Last: last, Confidence: 0.8})
				i = last - 1
				break
			}
		}
	}
}

func (r *resolver) free(first, last int) bool {
	for i := first; i < last; i++ {
		if r.inName[i] != 0 {
			return false
		}
	}
	return true
}

// knownPlace is the type of a place known from the lists.
func knownPlace(s string) (model.EntityType, bool) {
	if en.IsAmbiguous(s) {
		return "", false
	}
	if _, ok := en.MetonymNamed(s); ok {
		return model.Place, true
	}
	if _, ok := en.CountryNamed(s); ok && !strings.HasPrefix(s, "the ") {
		return model.Country, true
	}
	if _, ok := en.CountryOfCapital(s); ok {
		return model.Place, true
	}
	return "", false
}

// retype corrects the types of names by the lists: bodies that were taken for
// persons (they close with a word of bodies, or are a name left without it),
// seats of power, and persons with their title that were taken for bodies.
func (r *resolver) retype() {
	stems := map[string]bool{}
	for i := range r.names {
		n := &r.names[i]
		if _, seat := en.MetonymNamed(n.Span.In(r.text)); seat && n.Type == model.Person {
			n.Type = model.Place
		}
		if n.Type == model.Organisation && r.leadsTitle(n.First, n.Last) && isCapital(r.word(n.Last-1)) &&
			!en.IsOrganisationWord(r.word(n.Last-1)) && !en.IsTitleWord(r.word(n.Last-1)) {
			n.Type = model.Person
		}
		if n.Type != model.Person && n.Type != model.Organisation || n.Last-n.First < 2 {
			continue
		}
		if w := r.word(n.Last - 1); en.IsOrganisationWord(w) && !en.IsGivenName(w) {
			if n.Type == model.Person {
				stems[r.phrase(n.First, n.Last-1)] = true
			}
			n.Type = model.Organisation
		}
	}
	for i := range r.names {
		if n := &r.names[i]; n.Type == model.Person && n.Last-n.First > 1 && stems[n.Span.In(r.text)] {
			n.Type = model.Organisation
		}
	}
}

// bodies joins the names that are not persons' into entities.
func (r *resolver) bodies() {
	byName := map[string]*entity{}
	var acronyms []int
	for i := range r.names {
		n := &r.names[i]
		if n.Type == model.Person || r.isDemonymName(n) {
			continue
		}
		text := n.Span.In(r.text)
		if isAllCapital(text) && len(text) <= 8 {
			acronyms = append(acronyms, i)
			continue
		}
		if e := r.surnameOf(n); e != nil {
			m := r.add(nil, model.MentionName, n.First, n.Last, n.Confidence)
			r.findTitle(m)
			r.link(len(r.mentions)-1, e, "", 0.85)
			continue
		}
		r.addBody(byName, n)
	}
	r.acronyms(byName, acronyms)
}

// isDemonymName says whether a name is an adjective of a nation alone.
func (r *resolver) isDemonymName(n *name.Name) bool {
	if n.Last-n.First > 2 {
		return false
	}
	s := n.Span.In(r.text)
	_, isCountry := en.CountryNamed(s)
	return en.IsDemonym(s) && !isCountry
}

func isAllCapital(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s && !strings.Contains(s, " ") && len(s) > 1
}

// surnameOf is the person whose surname a name of another type is alone: names
// are taken for places and bodies in headlines.
func (r *resolver) surnameOf(n *name.Name) *entity {
	if n.Last-n.First != 1 || n.Type == model.Country {
		return nil
	}
	s := n.Span.In(r.text)
	if _, known := knownPlace(s); known {
		return nil
	}
	if _, known := en.AgencyNamed(s); known || en.IsOrganisationWord(s) {
		return nil
	}
	words := nameWords(s)
	if len(words) != 1 {
		return nil
	}
	for _, e := range r.bearers(words[0]) {
		if len(e.words) > 1 && e.words[len(e.words)-1] == words[0] {
			return e
		}
	}
	return nil
}

// bodyKey is what names of one body share: small letters, no article, and the
// country's name for all names of a country.
func bodyKey(s string) string {
	if c, ok := en.CountryNamed(s); ok {
		return strings.ToLower(c.Name)
	}
	return NormaliseBody(s)
}

// NormaliseBody is the name of a body or place in small letters, without
// article, possessive and diacritics, in British spelling: a key under which
// its mentions in several articles meet.
func NormaliseBody(s string) string {
	fields := strings.Fields(foldSpelling(trimThe(s) + " "))
	for i, f := range fields {
		fields[i] = fold(f)
	}
	return strings.TrimSuffix(strings.Join(fields, " "), "'s")
}

// addBody adds a mention of a body, place or country by its name.
func (r *resolver) addBody(byName map[string]*entity, n *name.Name) *entity {
	text := n.Span.In(r.text)
	key := bodyKey(text)
	e := byName[key]
	if e == nil && n.Type == model.Organisation && n.Last-n.First > 1 {
		e = byName[key+" headquarters"]
	}
	if e == nil {
		e = r.entity(trimThe(text), bodyType(text, n.Type))
		e.maybePerson = r.couldBePerson(n)
		if stands, ok := en.StandsFor(text); ok {
			e.StandsFor = stands
		}
		byName[key] = e
	}
	if longer(text, e.Name) {
		e.Name = trimThe(text)
	}
	r.add(e, model.MentionName, n.First, n.Last, n.Confidence)
	return e
}

// longer says whether a is a fuller name than b.
func longer(a, b string) bool { return len(trimThe(a)) > len(b) }

// bodyType corrects the type of a name by the lists.
func bodyType(s string, t model.EntityType) model.EntityType {
	if _, ok := en.CountryNamed(s); ok && t != model.Organisation {
		return model.Country
	}
	if c, ok := en.CountryNamed(s); ok && c.Name == trimThe(s) {
		return model.Country
	}
	if m, ok := en.MetonymNamed(s); ok && !isCity(m.Name) {
		return model.Organisation
	}
	return t
}

func isCity(s string) bool {
	_, ok := en.CountryOfCapital(s)
	return ok || s == "Brussels" || s == "Strasbourg"
}

// acronyms joins acronyms to the names they stand for: the one right before
// them in brackets, one whose capitals they spell, a well-known one.
func (r *resolver) acronyms(byName map[string]*entity, at []int) {
	known, initials := map[string]*entity{}, r.initials()
	for _, i := range at {
		n := &r.names[i]
		text := n.Span.In(r.text)
		key := strings.ReplaceAll(text, ".", "")
		if e := known[key]; e == nil {
			known[key] = r.acronym(byName, initials, n, key)
		}
		if e := known[key]; e != nil {
			r.add(e, model.MentionName, n.First, n.Last, n.Confidence)
			continue
		}
		known[key] = r.addBody(byName, n)
	}
}

func (r *resolver) acronym(byName, initials map[string]*entity, n *name.Name, key string) *entity {
	if c, ok := en.CountryNamed(n.Span.In(r.text)); ok {
		return byName[strings.ToLower(c.Name)]
	}
	if w := r.word(n.First - 1); w == "(" && n.First >= 2 && r.inName[n.First-2] > 0 {
		before := r.names[r.inName[n.First-2]-1]
		if before.Type != model.Person {
			return byName[bodyKey(before.Span.In(r.text))]
		}
	}
	if full, ok := en.Acronym(key); ok {
		if e := byName[NormaliseBody(full)]; e != nil {
			return e
		}
	}
	return initials[key]
}

// initials are the bodies and places found so far by the capitals of their
// names, the first of those that share them.
func (r *resolver) initials() map[string]*entity {
	out := map[string]*entity{}
	for _, e := range r.entities {
		if e.Type == model.Person || !strings.Contains(e.Name, " ") {
			continue
		}
		var capitals []byte
		for w := range strings.FieldsFuncSeq(e.Name, func(r rune) bool { return r == ' ' || r == '-' }) {
			if asciiCapital(w[0]) {
				capitals = append(capitals, w[0])
			}
		}
		if key := string(capitals); len(key) > 1 && out[key] == nil {
			out[key] = e
		}
	}
	return out
}

func asciiCapital(b byte) bool { return 'A' <= b && b <= 'Z' }

// couldBePerson says whether a name taken for a place or body looks like a
// person's: nothing is known of it, and no word of it is one of bodies.
func (r *resolver) couldBePerson(n *name.Name) bool {
	if n.Last-n.First > 3 || strings.EqualFold(r.word(n.First-1), "the") {
		return false
	}
	s := n.Span.In(r.text)
	if _, known := knownPlace(s); known {
		return false
	}
	if _, known := en.AgencyNamed(s); known || isAllCapital(s) || en.IsDemonym(s) {
		return false
	}
	for i := n.First; i < n.Last; i++ {
		if w := r.word(i); !isCapital(w) || en.IsOrganisationWord(w) {
			return false
		}
	}
	return true
}
