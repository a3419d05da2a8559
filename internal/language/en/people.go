package en

import (
	"slices"
	"strings"
	"sync"

	"synoptic/internal/model"
)

// An OfficeKind says how a title is used.
type OfficeKind string

// The kinds of title.
const (
	Office    OfficeKind = "office"    // one bearer at a time: president, foreign minister
	Title     OfficeKind = "title"     // many bearers, stands before a name: senator, general
	Role      OfficeKind = "role"      // a calling or relation: analyst, activist, mother
	Honorific OfficeKind = "honorific" // only before a name: Mr., Sir, Gen.
)

// An OfficeWord is the head of a title: "minister", "press secretary", "Mr.".
type OfficeWord struct {
	Word   string
	Plural string
	Kind   OfficeKind
	Gender model.Gender // what the word shows of its bearer's gender
}

// OfficeOf finds the title head that word (or words, any case: "Foreign
// Minister") is, in its singular.
func OfficeOf(word string) (OfficeWord, bool) {
	if i, ok := officeIndex()[word]; ok {
		return offices()[i], true
	}
	i, ok := inSmall(officeIndex(), word)
	if !ok || offices()[i].Kind == Honorific {
		return OfficeWord{}, false // "count" and "sister" are honorifics only with a capital
	}
	return offices()[i], true
}

// OfficeOfPlural finds the title head whose plural word is ("ministers").
func OfficeOfPlural(word string) (OfficeWord, bool) {
	i, ok := officePlurals()[word]
	if !ok {
		i, ok = officePlurals()[strings.ToLower(word)]
	}
	if !ok {
		return OfficeWord{}, false
	}
	return offices()[i], true
}

// IsTitleWord says whether word, in any case, can stand in a title before a
// name: a head ("Minister", "Gen.") or a word inside one ("Deputy",
// "Foreign").
func IsTitleWord(word string) bool {
	if _, ok := OfficeOf(word); ok {
		return true
	}
	_, ok := inSmall(officeWords(), word)
	return ok
}

// InTitle says what word is inside a title before its head: "rank" (deputy,
// former), "field" (foreign, finance), or "".
func InTitle(word string) string { return officeWords()[strings.ToLower(word)] }

// IsHonorific says whether word stands only before names ("Mr.", "Sen").
func IsHonorific(word string) bool {
	i, ok := officeIndex()[word]
	return ok && offices()[i].Kind == Honorific
}

// GenderOf is the gender a given name shows, "" where it shows none or is not
// known. Hyphenated names are known by their first half.
func GenderOf(given string) model.Gender {
	g, ok := genders()[given]
	if !ok {
		if first, _, cut := strings.Cut(given, "-"); cut {
			g = genders()[first]
		}
	}
	return g
}

// IsGivenName says whether word is known as a given name.
func IsGivenName(word string) bool {
	_, ok := genders()[word]
	return ok
}

// OfficesMeant are the words that word can stand for where an office is named
// alone: "justice" for "judge". The slice is shared.
func OfficesMeant(word string) []string { return sameOffices()[word] }

// StandsForOffice says whether other is among OfficesMeant.
func StandsForOffice(word, other string) bool { return slices.Contains(sameOffices()[word], other) }

// FullNames are the given names that a short form stands for ("Bill":
// "William"), likeliest first.
func FullNames(short string) []string { return nicknames()[short] }

var offices = sync.OnceValue(func() []OfficeWord {
	var out []OfficeWord
	for _, r := range rows("offices.txt", 4) {
		out = append(out, OfficeWord{r[0], r[1], OfficeKind(r[2]), model.Gender(r[3])})
	}
	return out
})

var officeIndex = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for i, o := range offices() {
		if _, taken := out[o.Word]; !taken {
			out[o.Word] = i
		}
	}
	return out
})

var officePlurals = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for i, o := range offices() {
		if _, taken := out[o.Plural]; !taken && o.Plural != "" {
			out[o.Plural] = i
		}
	}
	return out
})

var officeWords = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range rows("officewords.txt", 2) {
		out[r[0]] = r[1]
	}
	return out
})

var genders = sync.OnceValue(func() map[string]model.Gender {
	out := map[string]model.Gender{}
	for _, r := range rows("givennames.txt", 2) {
		if r[1] == "either" {
			out[r[0]] = ""
		} else {
			out[r[0]] = model.Gender(r[1])
		}
	}
	return out
})

var nicknames = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, r := range rows("nicknames.txt", 2) {
		out[r[0]] = items(r[1])
	}
	return out
})

var sameOffices = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, r := range rows("sameoffices.txt", 2) {
		out[r[0]] = items(r[1])
	}
	return out
})
