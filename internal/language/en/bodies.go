package en

import (
	"strings"
	"sync"

	"synoptic/internal/model"
)

// An Agency is a news agency or a widely quoted outlet.
type Agency struct {
	Name   string
	Others []string
	Kind   string // agency, broadcaster, paper, site
}

// A GroupWord is the head of a noun phrase that names a body or a group of
// people by role or nation: "officials", "media", "armed forces".
type GroupWord struct {
	Word   string
	Type   model.EntityType // Group or Organisation
	Plural bool
}

// A BodyNoun is a noun that stands for a body or place named elsewhere: "the
// company". Nouns of one class stand for each other.
type BodyNoun struct {
	Class string
	Kind  string // organisation, country, state, city, place
}

// BodyNounOf finds the noun that word, in small letters, is.
func BodyNounOf(word string) (BodyNoun, bool) {
	n, ok := bodyNouns()[word]
	return n, ok
}

// Agencies are the known agencies and outlets. The slice is shared.
func Agencies() []Agency { return agencies() }

// AgencyNamed is the agency or outlet of that name or other name.
func AgencyNamed(name string) (Agency, bool) {
	i, ok := agencyIndex()[name]
	if !ok {
		return Agency{}, false
	}
	return agencies()[i], true
}

// Acronym is the name a well-known acronym stands for ("IAEA").
func Acronym(word string) (string, bool) {
	name, ok := acronyms()[word]
	return name, ok
}

// GroupOf finds the group word that word is, in any case; two words such as
// "air force" included.
func GroupOf(word string) (GroupWord, bool) {
	g, ok := groups()[word]
	if !ok {
		g, ok = groups()[strings.ToLower(word)]
	}
	return g, ok
}

// IsCompanyWord says whether word closes the names of companies ("Inc.").
func IsCompanyWord(word string) bool {
	_, ok := companyWords()[strings.TrimSuffix(word, ".")]
	return ok
}

// IsLegalForm says whether word, in small letters or as it is written, is a
// legal form that the name of a company can do without ("Inc.", "plc").
func IsLegalForm(word string) bool {
	return legalForms()[strings.ToLower(strings.TrimSuffix(word, "."))]
}

// FullName is the fullest name of the body that is also known by name, in
// small letters and without marks ("security council").
func FullName(name string) (string, bool) {
	if full, ok := aliases()[name]; ok {
		return full, true
	}
	return Acronym(strings.ToUpper(name))
}

// IsOrganisationWord says whether word, with its capital, opens or closes the
// names of bodies ("Ministry", "Bank").
func IsOrganisationWord(word string) bool { return organisationWords()[word] }

var agencies = sync.OnceValue(func() []Agency {
	var out []Agency
	for _, r := range rows("agencies.txt", 3) {
		out = append(out, Agency{r[0], items(r[1]), r[2]})
	}
	return out
})

var agencyIndex = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for i, a := range agencies() {
		for _, n := range append([]string{a.Name}, a.Others...) {
			if _, taken := out[n]; !taken {
				out[n] = i
			}
		}
	}
	return out
})

var acronyms = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range rows("acronyms.txt", 2) {
		out[r[0]] = r[1]
	}
	return out
})

var groups = sync.OnceValue(func() map[string]GroupWord {
	out := map[string]GroupWord{}
	for _, r := range rows("groups.txt", 3) {
		out[r[0]] = GroupWord{r[0], model.EntityType(r[1]), r[2] == "plural"}
	}
	return out
})

var organisationWords = sync.OnceValue(func() map[string]bool { return wordSet("orgheads.txt") })

var bodyNouns = sync.OnceValue(func() map[string]BodyNoun {
	out := map[string]BodyNoun{}
	for _, r := range rows("bodynouns.txt", 3) {
		out[r[0]] = BodyNoun{r[1], r[2]}
	}
	return out
})

var companyWords = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range rows("companywords.txt", 2) {
		out[r[0]] = r[1]
	}
	return out
})

var legalForms = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for w, kind := range companyWords() {
		if kind == "form" {
			out[strings.ToLower(w)] = true
		}
	}
	return out
})

var aliases = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range rows("aliases.txt", 1) {
		names := strings.Split(r[0], " = ")
		for _, n := range names {
			out[strings.ToLower(strings.ReplaceAll(n, ".", ""))] = names[0]
		}
	}
	return out
})

// IsFacilityWord says whether word, with its capital, closes the names of
// things built ("Airport").
func IsFacilityWord(word string) bool { return facilityWords()[word] }

var facilityWords = sync.OnceValue(func() map[string]bool { return wordSet("facilities.txt") })

// thingWords open or close the names of one kind of thing.
type thingWords struct{ first, last map[string]bool }

// NamesEvent says whether a name that opens and closes with these words is an
// event's ("Battle", "Cup").
func NamesEvent(first, last string) bool { return eventWords().hold(first, last) }

// NamesWork says the same of laws, treaties, books and prizes.
func NamesWork(first, last string) bool { return workWords().hold(first, last) }

func (t thingWords) hold(first, last string) bool { return t.first[first] || t.last[last] }

var (
	eventWords = sync.OnceValue(func() thingWords { return readThings("eventwords.txt") })
	workWords  = sync.OnceValue(func() thingWords { return readThings("workwords.txt") })
)

func readThings(file string) thingWords {
	t := thingWords{make(map[string]bool), make(map[string]bool)}
	for _, r := range rows(file, 2) {
		if r[1] == "first" {
			t.first[r[0]] = true
		} else {
			t.last[r[0]] = true
		}
	}
	return t
}

// IsKindOfBody says whether word, with its capital, describes a body rather
// than names it ("the Government").
func IsKindOfBody(word string) bool { return bodyKinds()[word] }

var bodyKinds = sync.OnceValue(func() map[string]bool { return wordSet("bodykinds.txt") })

// IsNationalBody says whether word, with its capital, opens or closes the name
// of a body that a nation has one of ("Ministry").
func IsNationalBody(word string) bool { return nationalBodies()[word] }

var nationalBodies = sync.OnceValue(func() map[string]bool { return wordSet("nationalbodies.txt") })
