package en

import (
	"strings"
	"sync"
)

// A Country is a country or a territory that acts as one in the news.
type Country struct {
	Name       string
	Others     []string // other names: "Russian Federation", "UK"
	Capitals   []string // the first is the present one
	Adjectives []string // "Russian"
	People     []string // "Russians"
}

// A PlaceName is a region, water, city or state that is no country.
type PlaceName struct {
	Name      string
	Kind      string // continent, region, water, city, state
	Adjective string
	People    string
}

// A Metonym is a building, seat or street that stands for a body.
type Metonym struct {
	Name      string
	StandsFor string // "the presidency of Russia"
	Country   string // name of the country, "" where there is none
}

// Countries are all countries, in alphabetical order. The slice is shared:
// callers must not change it.
func Countries() []Country { return countries() }

// Places are known places that are no countries. The slice is shared.
func Places() []PlaceName { return places() }

// PlaceKind is the kind of the known place of that name: city, state, region.
// Capitals are cities.
func PlaceKind(name string) (string, bool) {
	if kind, ok := placeKinds()[name]; ok {
		return kind, true
	}
	_, ok := CountryOfCapital(name)
	return "city", ok
}

var placeKinds = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, p := range places() {
		out[p.Name] = p.Kind
	}
	return out
})

// CountryNamed is the country of that name or other name ("Russia",
// "Russian Federation", "the UK").
func CountryNamed(name string) (Country, bool) { return lookup(byCountryName(), name) }

// CountryOfAdjective is the country an adjective points at ("Iranian").
func CountryOfAdjective(word string) (Country, bool) { return lookup(byAdjective(), word) }

// CountryOfPeople is the country whose people a noun names ("Iranians", "an
// Iranian", "Danes").
func CountryOfPeople(word string) (Country, bool) { return lookup(byPeople(), word) }

// CountryOfCapital is the country a city is the seat of ("Tehran").
func CountryOfCapital(city string) (Country, bool) { return lookup(byCapital(), city) }

// MetonymNamed is the metonym of that name, with or without "the".
func MetonymNamed(name string) (Metonym, bool) {
	m, ok := byMetonym()[strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")]
	return m, ok
}

// IsPlaceName says whether name is one of Places.
func IsPlaceName(name string) bool { _, ok := byPlace()[name]; return ok }

// IsDemonym says whether word is the adjective or people of a country, region
// or faith ("Iranian", "Danes", "European", "Muslim").
func IsDemonym(word string) bool { return demonyms()[word] }

// StandsFor says for what the place or building of that name can stand: "the
// government of Iran" for Tehran, "the presidency of Russia" for the Kremlin.
func StandsFor(name string) (string, bool) {
	if m, ok := MetonymNamed(name); ok {
		return m.StandsFor, true
	}
	if c, ok := CountryOfCapital(name); ok {
		return "the government of " + withArticle(c.Name), true
	}
	return "", false
}

// withArticle puts "the" before the countries that are named with it.
func withArticle(country string) string {
	for _, start := range []string{"United ", "Netherlands", "Philippines", "Czech Rep", "Dominican Rep", "Central African",
		"Bahamas", "Gambia", "Maldives", "Soviet ", "Republic of", "Solomon ", "Marshall "} {
		if strings.HasPrefix(country, start) {
			return "the " + country
		}
	}
	return country
}

func lookup(table map[string]int, word string) (Country, bool) {
	i, ok := table[word]
	if !ok {
		i, ok = table[strings.TrimPrefix(strings.TrimPrefix(word, "the "), "The ")]
	}
	if !ok {
		return Country{}, false
	}
	return countries()[i], true
}

var countries = sync.OnceValue(func() []Country {
	var out []Country
	for _, r := range rows("countries.txt", 5) {
		out = append(out, Country{r[0], items(r[1]), items(r[2]), items(r[3]), items(r[4])})
	}
	return out
})

var places = sync.OnceValue(func() []PlaceName {
	var out []PlaceName
	for _, r := range rows("places.txt", 4) {
		out = append(out, PlaceName{r[0], r[1], r[2], r[3]})
	}
	return out
})

var metonyms = sync.OnceValue(func() []Metonym {
	var out []Metonym
	for _, r := range rows("metonyms.txt", 3) {
		out = append(out, Metonym{r[0], r[1], r[2]})
	}
	return out
})

// index maps each of the words that of gives to the first country that has it.
func index(of func(Country) []string) map[string]int {
	out := map[string]int{}
	for i, c := range countries() {
		for _, w := range of(c) {
			if _, taken := out[w]; !taken {
				out[w] = i
			}
		}
	}
	return out
}

var (
	byCountryName = sync.OnceValue(func() map[string]int {
		return index(func(c Country) []string { return append([]string{c.Name}, c.Others...) })
	})
	byAdjective = sync.OnceValue(func() map[string]int {
		return index(func(c Country) []string { return c.Adjectives })
	})
	byPeople  = sync.OnceValue(func() map[string]int { return index(peopleWords) })
	byCapital = sync.OnceValue(func() map[string]int {
		return index(func(c Country) []string { return c.Capitals })
	})
	byMetonym = sync.OnceValue(func() map[string]Metonym {
		out := map[string]Metonym{}
		for _, m := range metonyms() {
			out[m.Name] = m
		}
		return out
	})
	byPlace = sync.OnceValue(func() map[string]PlaceName {
		out := map[string]PlaceName{}
		for _, p := range places() {
			out[p.Name] = p
		}
		return out
	})
	demonyms = sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, c := range countries() {
			for _, w := range append(peopleWords(c), c.Adjectives...) {
				out[w] = true
			}
		}
		for _, p := range places() {
			out[p.Adjective], out[p.People] = true, true
		}
		for _, r := range rows("peoples.txt", 2) {
			out[r[0]], out[r[1]] = true, true
		}
		delete(out, "")
		delete(out, "US")
		delete(out, "U.S.")
		return out
	})
)

// peopleWords are the nouns for the people of c, singular ones included.
func peopleWords(c Country) []string {
	out := append([]string{}, c.People...)
	for _, a := range c.Adjectives {
		for _, p := range c.People {
			if p == a+"s" {
				out = append(out, a) // "an Iranian"
			}
		}
	}
	return out
}

// IsAmbiguous says whether the name of a place is as often that of something
// else ("Jordan", "Nice").
func IsAmbiguous(name string) bool { return ambiguous()[name] }

var ambiguous = sync.OnceValue(func() map[string]bool { return wordSet("ambiguous.txt") })
