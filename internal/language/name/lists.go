package name

import (
	_ "embed"
	"strings"
	"sync"

	"synoptic/internal/language/en"
	"synoptic/internal/language/perceptron"
)

// listed is a set of word lists that a word stands in, alone or as part of a
// phrase.
type listed uint32

const (
	inGiven listed = 1 << iota
	inDemonyms
	inTitles
	inHonorifics
	inBodies // words that open or close the names of bodies
	inAcronyms
	inCalendar
	inParticles
	inCountry  // the whole of a country's name
	inCountry2 // a token of a longer one
	inPlace
	inPlace2
	inAgency
	inAgency2
	inCapital
	inCity // from here on, of the lists in the model
	inCity2
	inProvince
	inProvince2
	inSurname
	inGiven2
	inCompany
	inCompany2
)

// wordLists are the lists that hold the word by itself.
func wordLists(s string, style perceptron.Style) (l listed) {
	if style == perceptron.Capitals || style == perceptron.Small {
		s = capitalised(s)
	}
	set := func(b listed, ok bool) {
		if ok {
			l |= b
		}
	}
	set(inGiven, en.IsGivenName(s))
	set(inDemonyms, en.IsDemonym(s))
	set(inTitles, en.IsTitleWord(s))
	set(inHonorifics, en.IsHonorific(s))
	set(inBodies, en.IsOrganisationWord(s))
	_, acronym := en.Acronym(s)
	set(inAcronyms, acronym)
	_, calendar := en.CalendarWordOf(s)
	set(inCalendar, calendar)
	return l
}

// capitalised is s with its first letter alone a capital.
func capitalised(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
}

//go:embed particles.txt
var particleList string

var particles = sync.OnceValue(func() map[uint64]bool {
	out := make(map[uint64]bool)
	for line := range strings.Lines(particleList) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out[perceptron.Describe(line).Form] = true
		}
	}
	return out
})

//go:embed sports.txt
var sportsList string

// sportsWords are the forms of words of sports reports.
var sportsWords = sync.OnceValue(func() map[uint64]bool {
	out := make(map[uint64]bool)
	for line := range strings.Lines(sportsList) {
		if line[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			out[perceptron.Describe(w).Form] = true
		}
	}
	return out
})

// sportsOf says how much of a text is of sports: 0 for none, to 3.
func sportsOf(words []word) uint64 {
	known, found := sportsWords(), 0
	for i := range words {
		if known[words[i].Form] {
			found++
		}
	}
	switch perMille := 1000 * found / max(len(words), 1); {
	case perMille < 8:
		return 0
	case perMille < 20:
		return 1
	case perMille < 40:
		return 2
	}
	return 3
}

func isParticle(form uint64) bool { return particles()[form] }

// A phrase is what is known of a row of words that begins a listed name: the
// list it stands in when complete, or 0.
type phrase struct{ whole, part listed }

// phrases maps the joined forms of the first words of each listed name to
// what is known of them.
var phrases = sync.OnceValue(func() map[uint64]phrase {
	out := make(map[uint64]phrase)
	for _, c := range en.Countries() {
		addPhrase(out, c.Name, inCountry, inCountry2)
		for _, o := range c.Others {
			addPhrase(out, o, inCountry, inCountry2)
		}
		for _, o := range c.Capitals {
			addPhrase(out, o, inCapital|inPlace, inPlace2)
		}
	}
	for _, p := range en.Places() {
		addPhrase(out, p.Name, inPlace, inPlace2)
	}
	for _, a := range en.Agencies() {
		addPhrase(out, a.Name, inAgency, inAgency2)
		for _, o := range a.Others {
			addPhrase(out, o, inAgency, inAgency2)
		}
	}
	return out
})

func addPhrase(m map[uint64]phrase, name string, whole, part listed) {
	words := strings.Fields(strings.ReplaceAll(name, "-", " - "))
	h := uint64(0)
	for i, w := range words {
		h = perceptron.Join(h+1, perceptron.Describe(w).Form)
		p := m[h]
		if i == len(words)-1 {
			p.whole |= whole
			p.part |= part
		}
		m[h] = p
	}
}

const maxPhrase = 8

// markPhrases notes for each word of a sentence the listed names that it is,
// or is a part of; of several that begin at one word, the longest.
func markPhrases(words []word) {
	table := phrases()
	for i := 0; i < len(words); i++ {
		if !words[i].candidate {
			continue
		}
		h := uint64(0)
		var found phrase
		length := 0
		for j := i; j < len(words) && j < i+maxPhrase; j++ {
			h = perceptron.Join(h+1, words[j].Form)
			p, ok := table[h]
			if !ok {
				break
			}
			if p.whole != 0 {
				found, length = p, j-i+1
			}
		}
		if length == 1 {
			words[i].lists |= found.whole
		}
		for j := i; length > 1 && j < i+length; j++ {
			words[j].lists |= found.part
		}
	}
}
