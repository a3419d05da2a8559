package compare

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

//go:embed data/aliases.txt
var aliasText string

//go:embed data/honorifics.txt
var honorificText string

// aliases maps a name in its key form to that of the fullest name of the same
// body.
var aliases = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, line := range lines(aliasText) {
		names := strings.Split(line, " = ")
		for _, n := range names {
			out[strings.Join(nameWords(n), " ")] = strings.Join(nameWords(names[0]), " ")
		}
	}
	return out
})

// honorifics are words of a name that say what someone is, not who.
var honorifics = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(strings.Join(lines(honorificText), " ")) {
		out[w] = true
	}
	return out
})

// A namesake is an entity of one account while entities are joined.
type namesake struct {
	account, entity int
	typ             model.EntityType
	gender          model.Gender
	words           []string // key form of the name
	plain           string   // words joined
	sound           string   // key that transliterations share
	named           bool     // by a name, not by words such as "two officials"
}

// joinEntities joins the entities of the accounts into those of the story and
// tells each account which is which. Entities are one where their names are
// the same but for spelling, titles and the like, where one name is a known
// form of the other, and, for persons, where one is the surname of exactly
// one full name of the story.
func (c *context) joinEntities() {
	all := c.namesakes()
	sets := newSets(len(all))
	byKey := map[string]int{}
	for i, n := range all {
		for _, k := range n.keys() {
			if j, ok := byKey[k]; ok {
				sets.join(i, j)
			} else {
				byKey[k] = i
			}
		}
	}
	joinTypes(all, sets)
	joinMiddleNames(all, sets)
	joinLongerNames(all, sets)
	joinSurnames(all, sets)
	joinShortBodies(all, sets)
	joinAcrossTypes(all, sets)
	c.buildEntities(all, sets)
	c.numberEntities()
}

// namesakes lists the entities of all accounts.
func (c *context) namesakes() []namesake {
	var out []namesake
	for ai, a := range c.accounts {
		a.entity = make([]int, len(a.Entities))
		for i, e := range a.Entities {
			n := namesake{account: ai, entity: i, typ: e.Type, gender: e.Gender, words: nameWords(e.Name)}
			n.plain = strings.Join(n.words, " ")
			if country, ok := en.CountryNamed(e.Name); ok && e.Type != model.Person {
				n.plain = strings.ToLower(country.Name)
			} else if full, ok := aliases()[n.plain]; ok {
				n.plain = full
			}
			n.sound = soundKey(n.words)
			n.named = hasCapital(e.Name)
			out = append(out, n)
		}
	}
	return out
}

// hasCapital says whether a name has a word with a capital, other than its
// article.
func hasCapital(name string) bool {
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

// keys are what namesakes that are one entity have in common. One without a
// name has none: two accounts' "officials" need not be the same.
func (n namesake) keys() []string {
	if !n.named || n.plain == "" {
		return nil
	}
	class := string(class(n.typ))
	out := []string{class + "|" + n.plain}
	if n.typ == model.Person && len(n.words) > 1 {
		out = append(out, "sound|"+n.sound)
	}
	if n.typ == model.Organisation {
		for _, s := range []string{initials(n.words, false), initials(n.words, true)} {
			if len(s) > 2 {
				out = append(out, class+"|"+s)
			}
		}
	}
	return out
}

// class draws together types that are told apart with little certainty.
func class(t model.EntityType) model.EntityType {
	if t == model.Country {
		return model.Place
	}
	return t
}

// initials are the first letters of a name's words ("iaea"), with or without
// its function words, or "" for a name of fewer than three words.
func initials(words []string, all bool) string {
	if len(words) < 3 {
		return ""
	}
	var b strings.Builder
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); all || !functionWords()[w] {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// nameWords is a name in the form in which names are compared: lower case,
// without marks, accents, articles, possessives and honorifics. A name of
// nothing but honorifics stays as it is.
func nameWords(name string) []string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '.':
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'':
			return unicode.ToLower(r)
		case r == '’' || r == 'ʼ' || r == '`':
			return '\''
		}
		return ' '
	}, norm.NFD.String(name))
	all := strings.Fields(plain)
	var out []string
	for i, w := range all {
		w = strings.Trim(strings.TrimSuffix(w, "'s"), "'")
		if w == "" || i == 0 && w == "the" || honorifics()[w] {
			continue
		}
		out = append(out, w)
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// soundKey is a form that the usual transliterations of one name share: vowels
// that vary are drawn together, doubled letters are single.
func soundKey(words []string) string {
	r := strings.NewReplacer("kh", "h", "ph", "f", "ck", "k", "ou", "u", "oo", "u", "ee", "i", "ey", "i", "ei", "i",
		"iy", "i", "ij", "i", "y", "i", "j", "i", "w", "v", "q", "k", "tz", "ts", "dh", "d", "gh", "g", "'", "")
	var out []string
	for _, w := range words {
		s := r.Replace(w)
		var b strings.Builder
		var last rune
		for _, c := range s {
			if c == 'e' && last == 'i' {
				continue
			}
			if c != last {
				b.WriteRune(c)
			}
			last = c
		}
		out = append(out, b.String())
	}
	return strings.Join(out, " ")
}

// sets is a union-find over indices.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) root(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// join makes one set of two; the lower root stays.
func (s sets) join(i, j int) {
	i, j = s.root(i), s.root(j)
	s[max(i, j)] = min(i, j)
}

// joinTypes joins a name whose type is not known with the one set of that
// name whose type is.
func joinTypes(all []namesake, s sets) {
	known := map[string][]int{}
	for i, n := range all {
		if n.named && n.typ != model.Unknown && !slices.Contains(known[n.plain], s.root(i)) {
			known[n.plain] = append(known[n.plain], s.root(i))
		}
	}
	for i, n := range all {
		if roots := known[n.plain]; n.named && n.typ == model.Unknown && len(roots) == 1 {
			s.join(i, roots[0])
		}
	}
}

// joinMiddleNames joins persons whose first and last names agree where one has
// a middle name or initial that the other leaves out, unless two different
// ones are in use.
func joinMiddleNames(all []namesake, s sets) {
	ends := map[string][]int{}
	for i, n := range all {
		if n.named && n.typ == model.Person && len(n.words) > 1 {
			k := n.words[0] + " " + n.words[len(n.words)-1]
			ends[k] = append(ends[k], i)
		}
	}
	for _, list := range ends {
		var middles []string
		for _, i := range list {
			w := all[i].words
			middles = append(middles, strings.Join(w[1:len(w)-1], " "))
		}
		if compatibleMiddles(middles) {
			for _, i := range list[1:] {
				s.join(list[0], i)
			}
		}
	}
}

// compatibleMiddles says whether middle names can all be of one person: each
// is empty or begins the longest.
func compatibleMiddles(middles []string) bool {
	longest := slices.MaxFunc(middles, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	})
	for _, m := range middles {
		if !strings.HasPrefix(longest, m) {
			return false
		}
	}
	return true
}

// joinLongerNames joins a person's name of two words or more with the only
// longer name of the story that holds all its words in their order: one
// account gives a form of address or a second surname that the other leaves
// out.
func joinLongerNames(all []namesake, s sets) {
	byWord := map[string][]int{} // first namesake of each set and name, by each word
	seen := map[string]bool{}
	for i, n := range all {
		if !n.named || n.typ != model.Person || len(n.words) < 3 || seen[n.plain] {
			continue
		}
		seen[n.plain] = true
		for _, w := range n.words {
			byWord[w] = append(byWord[w], i)
		}
	}
	for i, n := range all {
		if !n.named || n.typ != model.Person || len(n.words) < 2 {
			continue
		}
		to, many := -1, false
		for _, j := range byWord[n.words[0]] {
			if len(all[j].words) > len(n.words) && inOrderOf(n.words, all[j].words) {
				many = many || to >= 0 && s.root(to) != s.root(j)
				to = j
			}
		}
		if to >= 0 && !many {
			s.join(i, to)
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

// joinSurnames joins a person known by one name with the only person of the
// story whose surname (or, of a name of three words, first word) it is.
func joinSurnames(all []namesake, s sets) {
	full := map[string][]int{}
	add := func(name string, root int) {
		if !slices.Contains(full[name], root) {
			full[name] = append(full[name], root)
		}
	}
	for i, n := range all {
		if !n.named || n.typ != model.Person || len(n.words) < 2 {
			continue
		}
		add(soundKey(n.words[len(n.words)-1:]), s.root(i))
		if len(n.words) == 3 {
			add(soundKey(n.words[:1]), s.root(i))
		}
	}
	for i, n := range all {
		if !n.named || n.typ != model.Person && n.typ != model.Unknown || len(n.words) != 1 {
			continue
		}
		if roots := full[n.sound]; len(roots) == 1 {
			s.join(i, roots[0])
		}
	}
}

// joinShortBodies joins a body known by one rare word with the only body of
// the story whose name begins or ends with it.
func joinShortBodies(all []namesake, s sets) {
	full := map[string][]int{}
	for i, n := range all {
		if !n.named || n.typ != model.Organisation || len(n.words) < 2 {
			continue
		}
		for _, w := range []string{n.words[0], n.words[len(n.words)-1]} {
			if !slices.Contains(full[w], s.root(i)) {
				full[w] = append(full[w], s.root(i))
			}
		}
	}
	for i, n := range all {
		if !n.named || n.typ != model.Organisation || len(n.words) != 1 || rarity(stemOf(n.plain)) < 0.8 {
			continue
		}
		if roots := full[n.words[0]]; len(roots) == 1 {
			s.join(i, roots[0])
		}
	}
}

// joinAcrossTypes joins entities of one name whose type the accounts do not
// agree on. One of a single word that is a person's stays apart where it is
// part of a longer name or is used of the person more than of anything else.
func joinAcrossTypes(all []namesake, s sets) {
	count := map[int]int{}
	long := map[int]bool{}
	byName := map[string][]int{}
	for i, n := range all {
		r := s.root(i)
		count[r]++
		long[r] = long[r] || len(n.words) > 1
		if n.named && n.typ != model.Work && n.typ != model.Event {
			byName[n.plain] = append(byName[n.plain], i)
		}
	}
	for _, list := range byName {
		to := -1
		for _, i := range list {
			if len(all[i].words) > 1 || all[i].typ != model.Person {
				to = i
				break
			}
		}
		for _, i := range list {
			r := s.root(i)
			if to < 0 || r == s.root(to) {
				continue
			}
			single := len(all[i].words) == 1 && all[i].typ == model.Person
			if !single || !long[r] && count[r] <= count[s.root(to)] {
				s.join(i, to)
			}
		}
	}
}

// buildEntities makes the story's entities out of the joined ones.
func (c *context) buildEntities(all []namesake, s sets) {
	at := map[int]int{}
	var names []map[string]int
	var types []map[model.EntityType]int
	for i, n := range all {
		root := s.root(i)
		k, ok := at[root]
		if !ok {
			k = len(c.entities)
			at[root] = k
			c.entities = append(c.entities, model.Entity{Mentions: []model.Passage{}})
			names = append(names, map[string]int{})
			types = append(types, map[model.EntityType]int{})
		}
		e := &c.accounts[n.account].Entities[n.entity]
		c.accounts[n.account].entity[n.entity] = k
		names[k][e.Name]++
		types[k][e.Type]++
		t := &c.entities[k]
		t.Gender = cmp.Or(t.Gender, e.Gender)
		t.Plural = t.Plural || e.Plural
		t.StandsFor = cmp.Or(t.StandsFor, e.StandsFor)
	}
	for k := range c.entities {
		c.entities[k].Type = bestType(types[k])
		c.entities[k].Name = bestName(names[k], c.entities[k].Type)
	}
	for _, a := range c.accounts {
		for _, m := range a.Mentions {
			if j := c.storyEntity(a, m); j >= 0 {
				c.entities[j].Mentions = append(c.entities[j].Mentions, m.At(a.id()))
			}
		}
	}
}

// bestName is the form of a name that most accounts use among its full forms:
// of a country the usual one, of others those of two words or more where there
// are any, and not all in capitals.
func bestName(names map[string]int, typ model.EntityType) string {
	best, most := "", -1
	for n, count := range names {
		if country, ok := en.CountryNamed(n); ok && typ == model.Country {
			n = country.Name
		} else if words := nameWords(n); len(words) > 1 {
			count += 1 << 20
			if strings.ToUpper(n) == n {
				count -= 1 << 19
			}
		}
		if count > most || count == most && (len(n) > len(best) || len(n) == len(best) && n < best) {
			best, most = n, count
		}
	}
	return best
}

// bestType is the type that most accounts give, unknown only where all do.
func bestType(types map[model.EntityType]int) model.EntityType {
	best, most := model.Unknown, -1
	for t, count := range types {
		if t == model.Unknown {
			count = 0
		}
		if count > most || count == most && t < best {
			best, most = t, count
		}
	}
	return best
}

// numberEntities puts the entities in the order of their mentions and names
// and gives them their IDs.
func (c *context) numberEntities() {
	order := make([]int, len(c.entities))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &c.entities[i], &c.entities[j]
		return cmp.Or(cmp.Compare(len(b.Mentions), len(a.Mentions)), strings.Compare(a.Name, b.Name), cmp.Compare(a.Type, b.Type))
	})
	place := make([]int, len(order))
	sorted := make([]model.Entity, len(order))
	for n, i := range order {
		place[i] = n
		sorted[n] = c.entities[i]
		sorted[n].ID = "e" + strconv.Itoa(n+1)
	}
	c.entities = sorted
	for _, a := range c.accounts {
		for i, e := range a.entity {
			a.entity[i] = place[e]
		}
	}
}
