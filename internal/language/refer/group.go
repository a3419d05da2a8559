package refer

import (
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// demonyms adds the adjectives and nouns of nations ("Iranian", "Danes") as
// mentions of their country.
func (r *resolver) demonyms() {
	byCountry := map[string]*entity{}
	for _, e := range r.entities {
		if e.Type == model.Country {
			byCountry[bodyKey(e.Name)] = e
		}
	}
	for i := 0; i < len(r.tokens); i++ {
		if !isCapital(r.word(i)) {
			continue
		}
		last, c, ok := r.demonymAt(i)
		if !ok || r.inLongerName(i, last) {
			continue
		}
		key := strings.ToLower(c.Name)
		e := byCountry[key]
		if e == nil {
			e = r.entity(c.Name, model.Country)
			byCountry[key] = e
		}
		r.add(e, model.MentionDemonym, i, last, 0.95)
		i = last - 1
	}
}

// demonymAt is the country whose adjective or people begins at token i.
func (r *resolver) demonymAt(i int) (last int, c en.Country, ok bool) {
	for n := 2; n > 0; n-- {
		if !r.sameSentence(i, i+n-1) {
			continue
		}
		w := r.phrase(i, i+n)
		if _, isName := en.CountryNamed(w); isName {
			return i, c, false
		}
		if c, ok = en.CountryOfAdjective(w); !ok {
			c, ok = en.CountryOfPeople(w)
		}
		if ok {
			return i + n, c, true
		}
	}
	return i, c, false
}

// inLongerName says whether tokens [first,last) are part of a longer name.
func (r *resolver) inLongerName(first, last int) bool {
	n := r.inName[first]
	return n > 0 && (r.names[n-1].First < first || r.names[n-1].Last > last)
}

// groups finds bodies and groups of people named by nation and role: "Iranian
// officials", "the Israeli armed forces", "Russia's foreign ministry".
func (r *resolver) groups() {
	known := map[string]*entity{}
	for _, e := range r.entities {
		if e.Type == model.Organisation || e.Type == model.Group {
			known[NormaliseBody(e.Name)] = e
		}
	}
	for i := 0; i < len(r.tokens); i++ {
		first, last, g := r.groupAt(i)
		if first >= last {
			continue
		}
		text := r.phrase(first, last)
		key := NormaliseBody(text)
		e := known[key]
		if e == nil {
			e = r.entity(text, g.Type)
			e.Plural = g.Plural
			known[key] = e
		}
		kind := model.MentionDescriptor
		if isCapital(r.word(last - 1)) {
			kind = model.MentionName // the Ruritanian Foreign Ministry
		}
		r.add(e, kind, first, last, 0.9)
		i = last - 1
	}
}

// groupAt is the phrase whose head is the group word at token i, where a
// nation stands in it before the head.
func (r *resolver) groupAt(i int) (first, last int, g en.GroupWord) {
	g, ok := en.GroupOf(r.word(i))
	last = i + 1
	if !ok || r.inName[i] > 0 || r.inTitle[i] || r.isCompound(i) || r.tag(i) == "JJ" || r.word(i+1) == "-" ||
		r.word(i) == "opposition" && r.word(i+1) == "to" || r.word(i+1) == "and" && r.tag(i+2) == "JJ" && !g.Plural {
		return i, i, g
	}
	if _, longer := en.GroupOf(r.word(i + 1)); longer && r.inName[i+1] == 0 && r.sameSentence(i, i+1) {
		return i, i, g // "police department": the next one is the head
	}
	nation := -1
	for first = i; first > 0 && i-first < 7 && r.sameSentence(first-1, i); {
		next := r.groupModifier(first, i)
		if next == first {
			break
		}
		if r.isNation(next) && (r.inName[next] == 0 || r.names[r.inName[next]-1].Type != model.Organisation || r.isPossessive(first-1)) {
			nation = next
		}
		first = next
	}
	if nation < 0 {
		return i, i, g
	}
	return first, last, g
}

// groupModifier is where the modifier before token at begins, for the group
// word at head; it is at where none stands there.
func (r *resolver) groupModifier(at, head int) int {
	i := at - 1
	switch {
	case r.isPossessive(i) && i > 0 && (r.isNation(i - 1)) && !r.isPersonName(i-1):
		return r.nationStart(i - 1)
	case r.isPersonName(i):
		return at
	case r.isNation(i):
		if r.inName[i] > 0 && r.names[r.inName[i]-1].Last < at {
			return at
		}
		return r.nationStart(i)
	case en.InTitle(r.word(i)) != "":
		return i
	case r.word(i) == "-" && r.sameSentence(i-1, i) && r.tokens[i].Start == r.tokens[i-1].End && r.tokens[i].End == r.tokens[at].Start:
		return i - 1
	}
	switch r.tag(i) {
	case "JJ", "NN", "NNP", "VBN":
		if _, day := en.CalendarWordOf(r.word(i)); !day {
			return i
		}
	}
	return at
}
