package refer

import (
	"slices"
	"strings"
	"unicode"

	"synoptic/internal/language/en"
	"synoptic/internal/language/union"
	"synoptic/internal/model"
)

// A Rule says why two names were taken for one entity's.
type Rule string

// The rules by which entities of several articles are joined, the surest first.
const (
	SameWords  Rule = "same name"        // but for case, marks, titles and forms of one country
	OtherName  Rule = "other name"       // a body's short name or acronym that is widely known
	Spelled    Rule = "spelling"         // transliterations, short forms of given names
	Initials   Rule = "initials"         // of a body, or of a given name
	MiddleName Rule = "middle name"      // left out in one
	LongerName Rule = "longer name"      // the only one that holds all words of the other
	Surname    Rule = "surname"          // of only one person
	ShortName  Rule = "short name"       // the rare first or last word of only one body
	OtherType  Rule = "type not certain" // one name, taken for different things
)

// A Joined is the evidence for one join: two entities, by their numbers, and
// the rule.
type Joined struct {
	A, B int
	Why  Rule
}

// A joiner joins the entities of several articles.
type joiner struct {
	all  []namesake
	sets union.Sets
	why  []Joined
}

// A namesake is an entity while entities are joined.
type namesake struct {
	model.Entity
	words []string // of its name, normalised, middle names and initials kept
	plain string   // those joined, or the fullest name known of a body
	sound string   // skeletons of the words
	born  string   // what tells father from son
	named bool     // by a name, not by words such as "two officials"
}

// Join joins entities, each of some article, whose names go together: names
// that are the same but for spelling and titles, known forms of a name, an
// acronym, a surname that only one person has. Two persons of one surname stay
// apart, and who is known by that surname alone stays apart from both. Rare
// says whether a word is rare enough to stand for a body alone. What joined
// two of different names is kept as evidence.
func Join(entities []model.Entity, rare func(word string) bool) (union.Sets, []Joined) {
	j := joiner{sets: union.New(len(entities))}
	for _, e := range entities {
		j.all = append(j.all, newNamesake(e))
	}
	j.byKey()
	j.unknownTypes()
	j.persons()
	j.longerNames()
	j.surnames()
	j.shortBodies(rare)
	j.acrossTypes()
	return j.sets, j.why
}

func newNamesake(e model.Entity) namesake {
	n := namesake{Entity: e, words: KeyWords(e.Name), named: IsNamed(e.Name)}
	n.plain = strings.Join(n.words, " ")
	if n.Type == model.Person {
		n.born = generationOf(e.Name)
	}
	if country, ok := en.CountryNamed(e.Name); ok && e.Type != model.Person {
		n.plain = strings.ToLower(country.Name)
	} else if full, ok := en.FullName(n.plain); ok && e.Type != model.Person {
		n.plain = strings.Join(KeyWords(full), " ")
	}
	sounds := make([]string, len(n.words))
	for i, w := range n.words {
		sounds[i] = skeleton(w)
	}
	n.sound = strings.Join(sounds, " ")
	return n
}

// IsNamed says whether a name has a word with a capital, other than its
// article.
func IsNamed(name string) bool {
	for i, w := range strings.Fields(name) {
		if i == 0 && (w == "The" || w == "A" || w == "An") {
			continue
		}
		if strings.IndexFunc(w, unicode.IsUpper) >= 0 {
			return true
		}
	}
	return false
}

// join joins i and j, and keeps why where their names differ.
func (j *joiner) join(a, b int, why Rule) {
	if j.sets.Join(a, b) && j.all[a].Name != j.all[b].Name {
		j.why = append(j.why, Joined{a, b, why})
	}
}

// byKey joins those of one name, and bodies with their acronyms.
func (j *joiner) byKey() {
	type first struct {
		i   int
		why Rule
	}
	seen := map[string]first{}
	add := func(i int, key string, why Rule) {
		f, ok := seen[key]
		switch {
		case !ok:
			seen[key] = first{i, why}
		case f.why == SameWords:
			j.join(f.i, i, why)
		default:
			j.join(f.i, i, f.why)
		}
	}
	for i, n := range j.all {
		if !n.named || n.plain == "" {
			continue // two articles' "officials" need not be the same
		}
		class := string(classOf(n.Type)) + "|"
		why := SameWords
		if n.plain != strings.Join(n.words, " ") {
			why = OtherName
		}
		add(i, class+n.plain+n.born, why)
		if n.Type != model.Organisation {
			continue
		}
		for _, s := range InitialsOf(n.words) {
			add(i, class+s, Initials)
		}
	}
}

// classOf draws together types that are told apart with little certainty.
func classOf(t model.EntityType) model.EntityType {
	if t == model.Country {
		return model.Place
	}
	return t
}

// InitialsOf are the first letters of a name of three words or more, with and
// without its function words.
func InitialsOf(words []string) []string {
	if len(words) < 3 {
		return nil
	}
	var all, some strings.Builder
	for _, w := range words {
		first := []rune(w)[0]
		all.WriteRune(first)
		switch w {
		case "of", "the", "and", "for", "on", "in", "to", "a", "de", "la":
		default:
			some.WriteRune(first)
		}
	}
	var out []string
	for _, s := range []string{some.String(), all.String()} {
		if len(s) > 2 && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// unknownTypes joins a name whose type is not known with the one set of that
// name whose type is.
func (j *joiner) unknownTypes() {
	known := map[string][]int{}
	for i, n := range j.all {
		if n.named && n.Type != model.Unknown && !slices.Contains(known[n.plain], j.sets.Root(i)) {
			known[n.plain] = append(known[n.plain], j.sets.Root(i))
		}
	}
	for i, n := range j.all {
		if roots := known[n.plain]; n.named && n.Type == model.Unknown && len(roots) == 1 {
			j.join(i, roots[0], SameWords)
		}
	}
}

// manyNames is how many different full names with one surname are compared two
// by two: more are of no one story.
const manyNames = 64

// persons joins full names of one person: spellings, short forms and initials
// of the given name, middle names. An initial is joined only where one person
// fits it, and nobody is joined to two who have different middle names.
func (j *joiner) persons() {
	bySurname := map[string][]int{} // the first of each name
	seen := map[string]bool{}
	var order []string
	for i, n := range j.all {
		if !n.named || n.Type != model.Person || len(n.words) < 2 || seen[n.plain+n.born] {
			continue
		}
		seen[n.plain+n.born] = true
		for _, w := range []string{n.words[len(n.words)-1], n.words[0]} {
			key := skeleton(w)
			if bySurname[key] == nil {
				order = append(order, key)
			}
			if list := bySurname[key]; len(list) < manyNames && !slices.Contains(list, i) {
				bySurname[key] = append(list, i)
			}
		}
	}
	for _, key := range order {
		j.oneSurname(bySurname[key])
	}
}

// oneSurname joins those of persons who share a first or last word: first
// those that are surely one, then those of which each fits only one other.
func (j *joiner) oneSurname(list []int) {
	var likely [][2]int
	for k, a := range list {
		for _, b := range list[k+1:] {
			x, y := &j.all[a], &j.all[b]
			if clash(x.Gender, y.Gender) || x.born != y.born || !middlesAgree(j.middlesOf(list, x.words, y.words)) {
				continue
			}
			switch like := fullAgainst(barest(x.words), barest(y.words)); {
			case like >= 0.9 && x.sound != y.sound && like != 0.9:
				j.join(a, b, MiddleName)
			case like >= 0.9:
				j.join(a, b, Spelled)
			case like >= 0.7:
				likely = append(likely, [2]int{a, b})
			}
		}
	}
	fits := map[int][]int{} // the other sets that each fits
	for _, p := range likely {
		a, b := j.sets.Root(p[0]), j.sets.Root(p[1])
		for _, q := range [2][2]int{{a, b}, {b, a}} {
			if a != b && !slices.Contains(fits[q[0]], q[1]) {
				fits[q[0]] = append(fits[q[0]], q[1])
			}
		}
	}
	for _, p := range likely {
		if a, b := j.sets.Root(p[0]), j.sets.Root(p[1]); len(fits[a]) == 1 && len(fits[b]) == 1 {
			why := Spelled
			if isInitial(j.all[p[0]].words[0]) || isInitial(j.all[p[1]].words[0]) {
				why = Initials
			}
			j.join(p[0], p[1], why)
		}
	}
}

// barest is a name without what stands between its first and last word where
// that is initials alone.
func barest(words []string) []string {
	for _, w := range words[1 : len(words)-1] {
		if !isInitial(w) {
			return words
		}
	}
	return []string{words[0], words[len(words)-1]}
}

// middlesOf are the middle names that those of list have whose first and last
// words are those of x or y.
func (j *joiner) middlesOf(list []int, x, y []string) []string {
	var out []string
	for _, i := range list {
		w := j.all[i].words
		for _, z := range [][]string{x, y} {
			if skeleton(w[0]) == skeleton(z[0]) && skeleton(w[len(w)-1]) == skeleton(z[len(z)-1]) {
				out = append(out, strings.ReplaceAll(strings.Join(w[1:len(w)-1], " "), ".", ""))
				break
			}
		}
	}
	return out
}

// middlesAgree says whether middle names can all be of one person: each begins
// the longest.
func middlesAgree(middles []string) bool {
	longest := ""
	for _, m := range middles {
		if len(m) > len(longest) {
			longest = m
		}
	}
	for _, m := range middles {
		if !strings.HasPrefix(longest, m) {
			return false
		}
	}
	return true
}

// longerNames joins a person's name of two words or more with the only longer
// name that holds all its words in their order: one account gives a form of
// address or a second surname that the other leaves out.
func (j *joiner) longerNames() {
	byWord := map[string][]int{} // first of each name, by each word
	seen := map[string]bool{}
	for i, n := range j.all {
		if !n.named || n.Type != model.Person || len(n.words) < 3 || seen[n.plain] {
			continue
		}
		seen[n.plain] = true
		for _, w := range n.words {
			byWord[w] = append(byWord[w], i)
		}
	}
	for i, n := range j.all {
		if !n.named || n.Type != model.Person || len(n.words) < 2 {
			continue
		}
		to, many := -1, false
		for _, k := range byWord[n.words[0]] {
			if len(j.all[k].words) > len(n.words) && j.all[k].born == n.born && inOrderOf(n.words, j.all[k].words) {
				many = many || to >= 0 && j.sets.Root(to) != j.sets.Root(k)
				to = k
			}
		}
		if to >= 0 && !many {
			j.join(i, to, LongerName)
		}
	}
}

// inOrderOf says whether all words of a stand in b, in their order.
func inOrderOf(a, b []string) bool {
	k := 0
	for _, w := range b {
		if k < len(a) && a[k] == w {
			k++
		}
	}
	return k == len(a)
}

// surnames joins a person known by one name with the only person whose surname
// (or, of a name of three words, first word) it is.
func (j *joiner) surnames() {
	full := map[string][]int{}
	add := func(word string, root int) {
		if key := skeleton(word); !slices.Contains(full[key], root) {
			full[key] = append(full[key], root)
		}
	}
	for i, n := range j.all {
		if !n.named || n.Type != model.Person || len(n.words) < 2 {
			continue
		}
		add(n.words[len(n.words)-1], j.sets.Root(i))
		if len(n.words) == 3 {
			add(n.words[0], j.sets.Root(i))
		}
	}
	for i, n := range j.all {
		if !n.named || n.Type != model.Person && n.Type != model.Unknown || len(n.words) != 1 {
			continue
		}
		if roots := full[n.sound]; len(roots) == 1 && !clash(n.Gender, j.all[roots[0]].Gender) {
			j.join(i, roots[0], Surname)
		}
	}
}

// shortBodies joins a body known by one rare word with the only body whose
// name begins or ends with it.
func (j *joiner) shortBodies(rare func(string) bool) {
	full := map[string][]int{}
	for i, n := range j.all {
		if !n.named || n.Type != model.Organisation || len(n.words) < 2 {
			continue
		}
		for _, w := range []string{n.words[0], n.words[len(n.words)-1]} {
			if !slices.Contains(full[w], j.sets.Root(i)) {
				full[w] = append(full[w], j.sets.Root(i))
			}
		}
	}
	for i, n := range j.all {
		if !n.named || n.Type != model.Organisation || len(n.words) != 1 || !rare(n.plain) {
			continue
		}
		if roots := full[n.words[0]]; len(roots) == 1 {
			j.join(i, roots[0], ShortName)
		}
	}
}

// acrossTypes joins entities of one name whose type the articles do not agree
// on. One of a single word that is a person's stays apart where it is part of
// a longer name or is used of the person more than of anything else.
func (j *joiner) acrossTypes() {
	count := map[int]int{}
	long := map[int]bool{}
	byName := map[string][]int{}
	var order []string
	for i, n := range j.all {
		r := j.sets.Root(i)
		count[r]++
		long[r] = long[r] || len(n.words) > 1
		if n.named && n.Type != model.Work && n.Type != model.Event {
			key := n.plain + n.born
			if byName[key] == nil {
				order = append(order, key)
			}
			byName[key] = append(byName[key], i)
		}
	}
	for _, name := range order {
		j.oneName(byName[name], count, long)
	}
}

// oneName joins those of one name across types.
func (j *joiner) oneName(list []int, count map[int]int, long map[int]bool) {
	to := -1
	for _, i := range list {
		if len(j.all[i].words) > 1 || j.all[i].Type != model.Person {
			to = i
			break
		}
	}
	for _, i := range list {
		r := j.sets.Root(i)
		if to < 0 || r == j.sets.Root(to) {
			continue
		}
		single := len(j.all[i].words) == 1 && j.all[i].Type == model.Person
		if !single || !long[r] && count[r] <= count[j.sets.Root(to)] {
			j.join(i, to, OtherType)
		}
	}
}
