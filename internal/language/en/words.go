package en

import (
	"strconv"
	"strings"
	"sync"
)

// An AbbreviationKind says what follows an abbreviation, and so whether its
// full stop can also end a sentence.
type AbbreviationKind string

// The kinds of abbreviation.
const (
	NotAbbreviation AbbreviationKind = ""
	BeforeName      AbbreviationKind = "title"  // Mr., Gen., St.
	BeforeNumber    AbbreviationKind = "number" // No., pp.
	InName          AbbreviationKind = "name"   // Inc., Jr.
	OfPlace         AbbreviationKind = "place"  // Calif., U.S.
	OfMonth         AbbreviationKind = "month"  // Jan., Tues.
	OfUnit          AbbreviationKind = "unit"   // kg., hrs.
	Otherwise       AbbreviationKind = "other"  // etc., a.m.
)

// Abbreviation says what kind of abbreviation word is, written without its
// last full stop.
func Abbreviation(word string) AbbreviationKind { return abbreviations()[word] }

// A CalendarWord is the name of a day, month or season.
type CalendarWord struct {
	Word   string
	Kind   string // weekday, month, season
	Number int    // Monday 1, January 1, winter 1
	Note   string // plural, abbr, or word: also an ordinary word
}

// CalendarWordOf finds the day, month or season that word names. Days and
// months need their capital; abbreviations may keep their full stop, and all
// capitals are read too.
func CalendarWordOf(word string) (CalendarWord, bool) {
	word = strings.TrimSuffix(word, ".")
	c, ok := calendar()[word]
	if !ok && len(word) > 2 {
		c, ok = calendar()[word[:1]+strings.ToLower(word[1:])]
		if ok && strings.ToUpper(word) != word && c.Kind != "season" {
			ok = false
		}
		if ok && c.Kind != "season" && len(word) == 3 {
			ok = false // MAR and SUN in capitals are more often something else
		}
	}
	if !ok {
		c, ok = calendar()[strings.ToLower(word)]
	}
	return c, ok
}

var abbreviations = sync.OnceValue(func() map[string]AbbreviationKind {
	out := map[string]AbbreviationKind{}
	for _, r := range rows("abbreviations.txt", 2) {
		out[r[0]] = AbbreviationKind(r[1])
	}
	return out
})

var calendar = sync.OnceValue(func() map[string]CalendarWord {
	out := map[string]CalendarWord{}
	for _, r := range rows("times.txt", 4) {
		n, _ := strconv.Atoi(r[2])
		out[r[0]] = CalendarWord{r[0], r[1], n, r[3]}
	}
	return out
})

// SplitOf is the number of bytes of the first of the two tokens that word (in
// lower case) is written together from ("cannot": 3), or 0.
func SplitOf(word string) int { return splits()[word] }

// EachSplit calls visit for each word that SplitOf parts.
func EachSplit(visit func(word string)) {
	for w := range splits() {
		visit(w)
	}
}

// KeepsHyphen says whether the hyphen between the two parts (in lower case)
// belongs to the word: "co-founder", but not "ceasefire-broker".
func KeepsHyphen(before, after string) bool {
	return hyphens()[before] == "before" || hyphens()[after] == "after"
}

// IsStarter says whether word, with its capital after an abbreviation, shows
// that a sentence begins.
func IsStarter(word string) bool { return starters()[word] }

// IsCredit says whether word, with a colon after it, begins the credit of a
// picture.
func IsCredit(word string) bool { return credits()[word] }

// IsSayVerb says whether word can follow a quotation and its speaker.
func IsSayVerb(word string) bool { return sayVerbs()[word] }

var splits = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for _, r := range rows("splits.txt", 2) {
		n, _ := strconv.Atoi(r[1])
		out[r[0]] = n
	}
	return out
})

var hyphens = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range rows("hyphens.txt", 2) {
		out[r[0]] = r[1]
	}
	return out
})

var (
	starters = sync.OnceValue(func() map[string]bool { return wordSet("starters.txt") })
	credits  = sync.OnceValue(func() map[string]bool { return wordSet("credits.txt") })
	sayVerbs = sync.OnceValue(func() map[string]bool { return wordSet("sayverbs.txt") })
)

func wordSet(file string) map[string]bool {
	out := map[string]bool{}
	for _, r := range rows(file, 1) {
		out[r[0]] = true
	}
	return out
}

// IsUnit says whether word is a unit that may follow a number unspaced.
func IsUnit(word string) bool { return units()[word] }

var units = sync.OnceValue(func() map[string]bool { return wordSet("units.txt") })

// A TimeWord is a word of time; timewords.txt tells what Class and Value mean.
type TimeWord struct {
	Class string
	Value string
}

// TimeWordOf is what word, in small letters, means as a word of time of that
// class.
func TimeWordOf(word, class string) (string, bool) {
	for _, t := range timeWords()[word] {
		if t.Class == class {
			return t.Value, true
		}
	}
	return "", false
}

// IsAgeWord says whether "today's" before word, in small letters, means
// nowadays: "today's youth".
func IsAgeWord(word string) bool {
	_, ok := TimeWordOf(word, "age")
	return ok
}

// IsTimeWord says whether word, in small letters, is a word of time of any
// class.
func IsTimeWord(word string) bool {
	t := timeWords()[word]
	return len(t) > 0 && t[0].Class != "age"
}

var timeWords = sync.OnceValue(func() map[string][]TimeWord {
	out := map[string][]TimeWord{}
	for _, r := range rows("timewords.txt", 3) {
		out[r[0]] = append(out[r[0]], TimeWord{r[1], r[2]})
	}
	return out
})

// HolidayOf is the day of the feast of that name, in the form that
// holidays.txt tells.
func HolidayOf(name string) (string, bool) {
	day, ok := holidays()[name]
	return day, ok
}

// OpensHoliday says whether the name of a feast begins with word.
func OpensHoliday(word string) bool { return holidayWords()[word] }

var holidays = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range rows("holidays.txt", 2) {
		out[r[0]] = r[1]
	}
	return out
})

var holidayWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for name := range holidays() {
		first, _, _ := strings.Cut(name, " ")
		out[strings.TrimSuffix(first, "'s")] = true
	}
	return out
})
