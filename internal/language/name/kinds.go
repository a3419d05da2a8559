package name

import (
	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// tellKinds gives the names that are neither persons, bodies nor places a
// type: a people (Group), an event or a work; those of which the lists and
// the quotation marks around them tell nothing are left out. Things built are
// places, whatever they were taken for. A people before its ministry is a part
// of that name.
func tellKinds(text string, tokens []model.Token, names []Name) []Name {
	out := names[:0]
	word := func(i int) string { return tokens[i].Span().In(text) }
	for _, n := range names {
		if n.Type == model.Person && n.Last-n.First > 1 && en.IsFacilityWord(word(n.Last-1)) {
			n.Type = model.Place
		}
		if n.Type == model.Unknown && isPlace(n.In(text)) {
			n.Type = model.Place
			n = nameCountry(text, n)
		}
		if n.Type == model.Unknown {
			n.Type = kindOfThing(n.In(text), word(n.First), word(n.Last-1), quoted(text, tokens, n))
		}
		if last := len(out) - 1; last >= 0 && belongs(out[last], n, word) {
			n.First, n.Start = out[last].First, out[last].Start
			out = out[:last]
		}
		if n.Type != "" {
			out = append(out, n)
		}
	}
	return out
}

// kindOfThing is the type of a name by its words; "" where they do not tell.
func kindOfThing(name, first, last string, quoted bool) model.EntityType {
	switch {
	case en.IsDemonym(name):
		return model.Group
	case en.NamesEvent(first, last):
		return model.Event
	case en.NamesWork(first, last) || quoted:
		return model.Work
	}
	return ""
}

// quoted says whether quotation marks stand around a name.
func quoted(text string, tokens []model.Token, n Name) bool {
	return n.First > 0 && n.Last < len(tokens) && quotes[tokens[n.First-1].Span().In(text)] && quotes[tokens[n.Last].Span().In(text)]
}

var quotes = map[string]bool{`"`: true, "“": true, "”": true, "‘": true, "’": true, "''": true, "``": true, "«": true, "»": true, "„": true}

// isPlace says whether a name is that of a place of the lists.
func isPlace(name string) bool {
	if _, ok := en.CountryNamed(name); ok {
		return true
	}
	if _, ok := en.CountryOfCapital(name); ok {
		return true
	}
	return en.IsPlaceName(name)
}

// belongs says whether a people right before a body is a part of its name.
func belongs(people, body Name, word func(int) string) bool {
	return people.Type == model.Group && body.Type == model.Organisation && people.Last == body.First &&
		(en.IsNationalBody(word(body.First)) || en.IsNationalBody(word(body.Last-1)))
}
