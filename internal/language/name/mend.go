package name

import (
	"slices"
	"strings"
	"time"

	"synoptic/internal/language/en"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// mend corrects what single decisions get wrong and the whole text shows:
// titles that were taken into a name, one name under several types, and
// acronyms that the text itself explains.
func (d *decoder) mend(text string, tokens []model.Token, names []Name) []Name {
	out := make([]Name, 0, len(names)+4) // one name can become two
	for _, n := range names {
		n, ok := trim(text, tokens, n)
		if ok = ok && !d.generic(text, tokens, n) && !currency(text, tokens, n); ok {
			out = append(out, splitTitled(text, tokens, d.trimEnd(text, tokens, n))...)
		}
	}
	out = d.addTitled(text, tokens, out)
	out = d.spellOut(text, tokens, out)
	out = d.addAcronyms(text, tokens, out)
	out = withoutOffices(text, tokens, d.fill(tokens, out))
	settleTypes(text, tokens, out)
	d.datelines(text, tokens, out)
	d.trustTitled(text, tokens, out)
	for i := range out {
		out[i] = nameCountry(text, out[i])
	}
	return out
}

// withoutOffices leaves out what ends with an office and stands right before a
// person: it is the person's title ("Norwegian Defence Minister Ada Holm").
func withoutOffices(text string, tokens []model.Token, names []Name) []Name {
	out := make([]Name, 0, len(names))
	for i, n := range names {
		_, office := en.OfficeOf(tokens[n.Last-1].Span().In(text))
		if office && n.Type != model.Person && i+1 < len(names) && names[i+1].First == n.Last && names[i+1].Type == model.Person {
			continue
		}
		out = append(out, n)
	}
	return out
}

func isCalendar(s string) bool {
	c, ok := en.CalendarWordOf(s)
	return ok && c.Kind != "season"
}

// trim takes from a name what is no part of one, and says whether anything is
// left: a title alone, a people or a day of the week is no name.
func trim(text string, tokens []model.Token, n Name) (Name, bool) {
	n = trimTitles(text, tokens, n)
	s := n.In(text)
	switch {
	case n.Type == model.Country || n.Type == model.Unknown:
		return n, true
	case n.Type == model.Person && n.Last-n.First == 1 && isTitle(s):
		return n, false
	}
	return n, !en.IsDemonym(s) && !isCalendar(s)
}

// isTitle says whether a word with a capital is part of a title, not a name.
func isTitle(s string) bool {
	return (en.IsTitleWord(s) || en.IsHonorific(s)) && !en.IsGivenName(s)
}

// trimTitles takes offices and honorifics off the front of a person's name,
// and the country before them ("US President").
func trimTitles(text string, tokens []model.Token, n Name) Name {
	if n.Type != model.Person {
		return n
	}
	word := func(i int) string { return tokens[i].Span().In(text) }
	titled := func(i int) bool { return isTitle(word(i)) }
	for n.Last-n.First > 1 {
		_, country := en.CountryNamed(word(n.First))
		nation := country || en.IsDemonym(word(n.First))
		if !titled(n.First) && !(nation && n.Last-n.First > 2 && titled(n.First+1)) {
			break
		}
		n.First++
	}
	n.Start = int(tokens[n.First].Start)
	return n
}

// trimEnd takes a day of the week and numbers off the end of a person's name
// ("Ada Brook Monday", "Brook 4-17").
func (d *decoder) trimEnd(text string, tokens []model.Token, n Name) Name {
	if n.Type != model.Person {
		return n
	}
	if k := n.Last - 2; k > n.First && tokens[k+1].Span().In(text) == "s" && apostrophe(tokens[k].Span().In(text)) {
		n.Last = k
	}
	for n.Last-n.First > 1 {
		c, ok := en.CalendarWordOf(tokens[n.Last-1].Span().In(text))
		if d.words[n.Last-1].Flags&perceptron.HasDigit == 0 && !(ok && c.Kind == "weekday") {
			break
		}
		n.Last--
	}
	n.End = int(tokens[n.Last-1].End)
	return n
}

func apostrophe(s string) bool { return s == "'" || s == "’" }

// splitTitled takes a person with a title out of the name of a body that it
// was joined to ("Fisheries Board Chairman Ada Brook").
func splitTitled(text string, tokens []model.Token, n Name) []Name {
	word := func(i int) string { return tokens[i].Span().In(text) }
	if n.Type != model.Organisation && n.Type != model.Unknown {
		return []Name{n}
	}
	person := n.Last
	for i := n.First; i+1 < n.Last; i++ {
		if o, ok := en.OfficeOf(word(i)); ok && (o.Kind == en.Office || o.Kind == en.Title) {
			person = i + 1
		}
	}
	if left := n.Last - person; left < 1 || left > 3 || left == 1 && !en.IsGivenName(word(person)) {
		return []Name{n}
	}
	for i := person; i < n.Last; i++ {
		if w := word(i); en.IsOrganisationWord(w) || en.IsTitleWord(w) || w[0] < 'A' || w[0] > 'Z' && w[0] < 0x80 {
			return []Name{n}
		}
	}
	title := person - 1
	for title > n.First && en.IsTitleWord(word(title-1)) {
		title--
	}
	found := []Name{newName(text, tokens, person, n.Last, 0, n.Confidence)}
	if title == n.First {
		return found
	}
	body := newName(text, tokens, n.First, title, kindOfType(n.Type), n.Confidence)
	if en.IsDemonym(body.In(text)) {
		body.Type = model.Unknown
	}
	if _, ok := en.CountryNamed(body.In(text)); ok {
		body.Type = model.Country
	}
	return append([]Name{body}, found...)
}

// generic says whether a name is a body's kind alone after an article ("the
// Government", "the Party"): a description, which package refer reads.
func (d *decoder) generic(text string, tokens []model.Token, n Name) bool {
	if n.Type != model.Organisation || n.Last-n.First != 1 || n.First == 0 || d.words[n.First].style != perceptron.Running {
		return false
	}
	before := tokens[n.First-1].Span().In(text)
	return (before == "the" || before == "The") && en.IsKindOfBody(n.In(text))
}

// currency says whether a name is a part of an amount of money ("US $ 5").
func currency(text string, tokens []model.Token, n Name) bool {
	return n.Last < len(tokens) && strings.HasPrefix(tokens[n.Last].Span().In(text), "$")
}

// nameCountry gives a place that is a country its type, and takes it from one
// that is none.
func nameCountry(text string, n Name) Name {
	if n.Type == model.Place || n.Type == model.Country {
		n.Type = model.Place
		if _, ok := en.CountryNamed(n.In(text)); ok {
			n.Type = model.Country
		}
	}
	return n
}

// addAcronyms finds the acronyms that stand in brackets after the name of an
// organisation, and takes them, and those of the list of bodies, for
// organisations wherever they stand.
func (d *decoder) addAcronyms(text string, tokens []model.Token, names []Name) []Name {
	known := make(map[uint64]bool)
	for _, n := range names {
		if n.Type == model.Organisation && n.Last+2 < len(tokens) && d.acronym(n.Last+1) &&
			tokens[n.Last].Span().In(text) == "(" && tokens[n.Last+2].Span().In(text) == ")" &&
			initials(text, tokens[n.First:n.Last], tokens[n.Last+1].Span().In(text)) {
			known[d.words[n.Last+1].Form] = true
		}
	}
	at := 0
	var added []Name
	for i := range d.words {
		for at < len(names) && names[at].Last <= i {
			at++
		}
		if !d.acronym(i) || d.words[i].lists&inAcronyms == 0 && !known[d.words[i].Form] {
			continue
		}
		if at == len(names) || names[at].First > i {
			added = append(added, newName(text, tokens, i, i+1, 1, acronymConfidence))
		} else if names[at].First == i && names[at].Last == i+1 {
			names[at].Type = model.Organisation
		}
	}
	return inOrder(append(names, added...))
}

func inOrder(names []Name) []Name {
	slices.SortFunc(names, func(a, b Name) int { return a.First - b.First })
	return names
}

// acronymConfidence is how sure an acronym is that the text or the list
// explains.
const acronymConfidence = 0.9

// acronym says whether token i is written in capitals in running text.
func (d *decoder) acronym(i int) bool {
	w := &d.words[i]
	return w.Flags&perceptron.AllUpper != 0 && w.style != perceptron.Capitals
}

// initials says whether an acronym begins as the words do and ends in the
// first letter of one of them.
func initials(text string, tokens []model.Token, acronym string) bool {
	first := tokens[0].Span().In(text)
	if first == "" || acronym == "" {
		return false
	}
	if len(tokens) > 1 && strings.EqualFold(first, "the") {
		first = tokens[1].Span().In(text)
	}
	if first == "" || first[0] != acronym[0] {
		return false
	}
	last := acronym[len(acronym)-1]
	return slices.ContainsFunc(tokens, func(t model.Token) bool {
		s := t.Span().In(text)
		return s != "" && s[0] == last
	})
}

// addTitled takes unmarked proper nouns after a title for a person.
func (d *decoder) addTitled(text string, tokens []model.Token, names []Name) []Name {
	marked := make([]bool, len(tokens)+1)
	for _, n := range names {
		for i := n.First; i < n.Last; i++ {
			marked[i] = true
		}
	}
	var added []Name
	for _, s := range d.sentences {
		if d.words[s.First].style != perceptron.Running {
			continue
		}
		for i := s.First; i+1 < s.Last; i++ {
			if marked[i] || !d.properAt(s, i) || !isOffice(tokens[i].Span().In(text)) {
				continue
			}
			end := i + 1
			for d.properAt(s, end) && !marked[end] && personal(tokens[end].Span().In(text)) {
				end++
			}
			if n := end - i - 1; n >= 1 && n <= 3 && !marked[end] && !d.properAt(s, end) {
				added = append(added, newName(text, tokens, i+1, end, 0, titledConfidence))
			}
			i = end - 1
		}
	}
	return inOrder(append(names, added...))
}

// isOffice says whether a word with a capital is the head of a title.
func isOffice(s string) bool {
	o, ok := en.OfficeOf(s)
	return ok && o.Kind != en.Role && isTitle(s)
}

// personal says whether a word with a capital can be a part of a person's name.
func personal(s string) bool {
	return !isTitle(s) && !en.IsOrganisationWord(s) && !en.IsDemonym(s) && !isCalendar(s)
}

// trustTitled is surer of persons whose title stands before them.
func (d *decoder) trustTitled(text string, tokens []model.Token, names []Name) {
	for i, n := range names {
		if n.Type != model.Person || n.First == 0 || d.words[n.First-1].Flags&perceptron.FirstUpper == 0 {
			continue
		}
		if isTitle(tokens[n.First-1].Span().In(text)) {
			names[i].Confidence = max(n.Confidence, titledConfidence)
		}
	}
}

// titledConfidence is how sure a person is at least after a title with its
// capital.
const titledConfidence = 0.85

// longestDateline is how many tokens a line of place and day has at most.
const longestDateline = 8

// datelines takes the names of a line of place and day ("QUAYPORT, Norway
// 2020-03-01") for places.
func (d *decoder) datelines(text string, tokens []model.Token, names []Name) {
	at := 0
	for _, s := range d.sentences {
		first := at
		for at < len(names) && names[at].First < s.Last {
			at++
		}
		if first == at || s.Last-s.First > longestDateline || names[first].First != s.First || !isDay(tokens[s.Last-1].Span().In(text)) {
			continue
		}
		for i := first; i < at; i++ {
			if names[i].Type != model.Unknown && names[at-1].Last >= s.Last-2 {
				names[i].Type = model.Place
			}
		}
	}
}

// isDay says whether s is a day as in 2020-03-01.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// A tally is the confidence with which a name was taken for each kind.
type tally [kinds]float64

// settleTypes gives the same name the same type throughout, that of the
// greater confidence. A single word counts with the persons whose last name
// it is.
func settleTypes(text string, tokens []model.Token, names []Name) {
	tallies := make(map[string]*tally)
	count := func(key string, n Name, say float64) {
		t := tallies[key]
		if t == nil {
			t = new(tally)
			tallies[key] = t
		}
		t[kindOfType(n.Type)] += say * n.Confidence
	}
	for _, n := range names {
		count(n.In(text), n, 1)
		if n.Type == model.Person && n.Last-n.First > 1 {
			count(tokens[n.Last-1].Span().In(text), n, surnameSay)
		}
	}
	for i, n := range names {
		t := tallies[n.In(text)]
		own := kindOfType(n.Type)
		for kind := range t {
			if t[kind] > settled*t[own] {
				names[i].Type, own = types[kind], kind
			}
		}
	}
}

// surnameSay is how much a full name says of its last word, against the word
// alone.
const surnameSay = 8

// settled is how much more confidence another type needs.
const settled = 1.1

func kindOfType(t model.EntityType) int {
	switch t {
	case model.Person:
		return 0
	case model.Organisation:
		return 1
	case model.Place, model.Country:
		return 2
	}
	return other
}
