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

	"synoptic/internal/language/en"
	"synoptic/internal/language/refer"
	"synoptic/internal/model"
)

//go:embed data/descriptors.txt
var descriptorText string

//go:embed data/standing.txt
var standingText string

// descriptors are nouns such as "regime" that describe a country's state, and
// how telling they are.
var descriptors = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for _, line := range lines(descriptorText) {
		w, n, _ := strings.Cut(line, " ")
		out[w], _ = strconv.Atoi(n)
	}
	return out
})

// standing maps a word that points at a country, as "Kyiv" in "the Kyiv
// regime", to the country.
var standing = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, line := range lines(standingText) {
		w, country, _ := strings.Cut(line, " ")
		out[w] = country
	}
	return out
})

// maxUses bounds the wordings of one entity in one account that are listed.
const maxUses = 6

// A use is one place where an account calls an entity something.
type use struct {
	entity, account int
	span            model.Span
	key             string // what wordings that are the same have in common
	telling         int    // how much it says: 0 a name, 1 a title, 2 a description or name of its own, 3 a stand
	scare           bool
}

// labels lists what the accounts call the entities of the story, for those
// that are called different things: what only one account uses first.
func labels(c *context) []model.Label {
	if c.lineages < 2 {
		return []model.Label{} // nobody to differ from
	}
	byEntity := make([][]use, len(c.entities))
	for ai := range c.accounts {
		for _, u := range c.usesIn(ai) {
			byEntity[u.entity] = append(byEntity[u.entity], u)
		}
	}
	type ranked struct {
		label model.Label
		only  int
	}
	var rows []ranked
	for e, uses := range byEntity {
		if l, only := c.label(e, uses); len(l.Uses) > 0 {
			rows = append(rows, ranked{l, only})
		}
	}
	slices.SortStableFunc(rows, func(a, b ranked) int { return cmp.Compare(b.only, a.only) })
	out := make([]model.Label, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.label)
	}
	return out
}

// usesIn finds the uses of one account, in the order of its text.
func (c *context) usesIn(ai int) []use {
	a := c.accounts[ai]
	var out []use
	for _, m := range a.Mentions {
		e := c.storyEntity(a, m)
		if e < 0 || m.Confidence < 0.5 || !c.labelled(e) {
			continue
		}
		out = append(out, c.mentionUses(ai, e, m)...)
	}
	out = append(out, c.descriptions(ai)...)
	slices.SortStableFunc(out, func(x, y use) int { return cmp.Compare(x.span.Start, y.span.Start) })
	return out
}

// labelled says whether entities of that kind are given labels.
func (c *context) labelled(e int) bool {
	switch c.entities[e].Type {
	case model.Unknown, model.Work:
		return false
	}
	return true
}

// mentionUses are what one mention calls its entity.
func (c *context) mentionUses(ai, e int, m model.Mention) []use {
	a := c.accounts[ai]
	var out []use
	add := func(s model.Span, telling int, scare bool) {
		if telling > 0 && !scare {
			s = trimLabel(a, s)
		}
		if key := c.labelKey(a, s); key != "" {
			out = append(out, use{e, ai, s, key, telling, scare})
		}
	}
	switch m.Kind {
	case model.MentionName:
		if m.Title.Len() > 0 {
			add(m.Title, 1, false)
		}
		if c.entities[e].Type != model.Group && c.wordsIn(a, m.Span) <= 3 && inScareQuotes(a, m.Span) {
			add(m.Span, 3, true)
		} else {
			add(m.Span, 0, false)
		}
	case model.MentionTitle, model.MentionDescriptor:
		add(m.Span, 1, false)
	}
	return out
}

// trimLabel takes articles, possessives, forms of address and a leading
// demonym off a wording: "the Ruritanian War Minister" is "War Minister" in the
// label. The span is empty where nothing is left.
func trimLabel(a *account, s model.Span) model.Span {
	s = trimSpace(a.Article.Text, s)
	first, last := a.TokensIn(s)
	bare := first
	for bare < last && isArticle(a.text(a.Tokens[bare].Span())) {
		bare++
	}
	for bare < last && (en.IsHonorific(a.text(a.Tokens[bare].Span())) || a.text(a.Tokens[bare].Span()) == ".") {
		bare++
	}
	if bare+1 < last && en.IsDemonym(a.text(a.Tokens[bare].Span())) {
		bare++
	}
	for i := bare + 1; i < last; i++ {
		if strings.ContainsAny(a.text(a.Tokens[i].Span()), "([") {
			last = i // what stands in brackets is no part of it
		}
	}
	for last > bare && (strings.ContainsAny(a.text(a.Tokens[last-1].Span()), ",;:") || en.IsHonorific(a.text(a.Tokens[last-1].Span()))) {
		last--
	}
	if bare >= last {
		return model.Span{}
	}
	return model.Span{Start: int(a.Tokens[bare].Start), End: int(a.Tokens[last-1].End)}
}

func isArticle(w string) bool {
	switch strings.ToLower(w) {
	case "the", "a", "an", "its", "his", "her", "their", "'s", "’s":
		return true
	}
	return false
}

//go:embed data/stands.txt
var standText string

// stands are the stems of words that say how someone is seen.
var stands = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(strings.Join(lines(standText), " ")) {
		out[stemOf(w)] = true
	}
	return out
})

//go:embed data/titles.txt
var titleText string

// sameTitles maps the stem of a word in a title to that of the word it is the
// same as ("spokesperson", "spokeswoman").
var sameTitles = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, line := range lines(titleText) {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			out[stemOf(w)] = stemOf(words[0])
		}
	}
	return out
})

// labelKey is what two wordings that are the same share: stems without marks,
// function words and the country, so that "US President" and "President" are
// one. A wording of nothing but a country's name keeps it.
func (c *context) labelKey(a *account, s model.Span) string {
	first, last := a.TokensIn(s)
	var with, without strings.Builder
	for i := first; i < last; i++ {
		st := c.stem(a, i)
		if st == "" || !c.isContent(a, i) && last-first > 1 {
			continue
		}
		if same, ok := sameTitles()[st]; ok {
			st = same
		}
		with.WriteString(st + " ")
		if countryStem(a.text(a.Tokens[i].Span())) == "" {
			without.WriteString(st + " ")
		}
	}
	return cmp.Or(without.String(), with.String())
}

// wordsIn counts the tokens of s.
func (c *context) wordsIn(a *account, s model.Span) int {
	first, last := a.TokensIn(s)
	return last - first
}

// inScareQuotes says whether s stands alone in quotation marks, not as speech
// but as a term its author keeps at a distance.
func inScareQuotes(a *account, s model.Span) bool {
	if a.text(s) == "" {
		return false
	}
	before, after := a.Article.Text[:s.Start], a.Article.Text[s.End:]
	open, _ := utf8.DecodeLastRuneInString(before)
	shut, _ := utf8.DecodeRuneInString(after)
	if !strings.ContainsRune("\"“‘'«„", open) || !strings.ContainsRune("\"”’'»“", shut) {
		return false
	}
	if shut == '’' || shut == '\'' {
		// An apostrophe is not the end of a quotation.
		if open != '‘' && open != '\'' {
			return false
		}
		if next, _ := utf8.DecodeRuneInString(after[utf8.RuneLen(shut):]); unicode.IsLetter(next) {
			return false
		}
	}
	return true
}

// descriptions finds phrases of a country's adjective and a noun that
// describes its state ("the Ruritanian regime").
func (c *context) descriptions(ai int) []use {
	a := c.accounts[ai]
	countries := c.countryEntities()
	var out []use
	for i := 0; i+1 < len(a.Tokens); i++ {
		telling := descriptors()[c.word(a, i+1)]
		if telling == 0 {
			continue
		}
		name := countryOf(a.text(a.Tokens[i].Span()))
		e, ok := countries[strings.ToLower(name)]
		if name == "" || !ok {
			continue
		}
		s := model.Span{Start: int(a.Tokens[i].Start), End: int(a.Tokens[i+1].End)}
		if en.IsTitleWord(c.word(a, i+1)) || c.inMention(a, s) {
			continue
		}
		out = append(out, use{e, ai, s, c.labelKey(a, s), 1 + telling, inScareQuotes(a, s)})
	}
	return out
}

// inMention says whether s is a part of a longer name or stands before one:
// "the Ruritanian government spokesman" is no name for Ruritania.
func (c *context) inMention(a *account, s model.Span) bool {
	i, _ := slices.BinarySearchFunc(a.Mentions, s.Start, func(m model.Mention, at int) int { return cmp.Compare(m.Start, at) })
	for k := max(0, i-3); k < len(a.Mentions) && a.Mentions[k].Full.Start <= s.End; k++ {
		m := a.Mentions[k]
		if m.Full.Contains(s) && m.Full.Len() > s.Len()+5 && m.Kind == model.MentionName {
			return true
		}
	}
	return false
}

// countryOf is the country that an adjective or the like points at.
func countryOf(word string) string {
	if country, ok := en.CountryOfAdjective(word); ok {
		return country.Name
	}
	if name, ok := standing()[word]; ok {
		return name
	}
	return ""
}

// countryEntities are the story's countries by lower-case name as the list of
// countries has it.
func (c *context) countryEntities() map[string]int {
	out := map[string]int{}
	for i, e := range c.entities {
		if e.Type != model.Country && e.Type != model.Place {
			continue
		}
		country, ok := en.CountryNamed(e.Name)
		if !ok {
			continue
		}
		if _, taken := out[strings.ToLower(country.Name)]; !taken {
			out[strings.ToLower(country.Name)] = i
		}
	}
	return out
}

// A wordingOf is one wording of an account with all its places.
type wordingOf struct {
	account int
	uses    []use
	only    bool
	rank    int
}

// label makes the label of entity e out of its uses, and counts what only one
// account has. It is empty where the accounts do not differ.
func (c *context) label(e int, uses []use) (model.Label, int) {
	out := model.Label{Entity: c.entities[e].ID, Name: c.entities[e].Name}
	list := c.wordingsOf(withoutTitles(uses))
	alone := len(list) == 1
	list = slices.DeleteFunc(list, func(w wordingOf) bool { return c.plain(e, alone, w) })
	lineages := map[int]bool{}
	for _, w := range list {
		lineages[c.accounts[w.account].lineage] = true
	}
	only, loud := 0, false
	for _, w := range list {
		if w.only {
			only++
		}
		loud = loud || w.uses[0].scare || w.uses[0].telling >= 3
	}
	if only == 0 && !loud || len(lineages) < 2 && !loud {
		return out, 0
	}
	slices.SortStableFunc(list, func(a, b wordingOf) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(len(b.uses), len(a.uses)), cmp.Compare(a.account, b.account))
	})
	count := map[int]int{}
	for _, w := range list {
		if count[w.account]++; count[w.account] > maxUses {
			continue
		}
		a := c.accounts[w.account]
		u := model.LabelUse{Article: a.id(), Text: a.text(w.uses[0].span), Only: w.only, Scare: w.uses[0].scare}
		for _, x := range w.uses {
			u.Spans = append(u.Spans, x.span)
		}
		out.Uses = append(out.Uses, u)
	}
	return out, only
}

// withoutTitles leaves out names in quotation marks where nobody writes the
// name without them: such a name is a title of a work or the like.
func withoutTitles(uses []use) []use {
	plain, quoted := 0, 0
	for _, u := range uses {
		switch {
		case u.scare:
			quoted++
		case u.telling == 0:
			plain++
		}
	}
	if quoted == 0 || plain >= quoted {
		return uses
	}
	return slices.DeleteFunc(slices.Clone(uses), func(u use) bool { return u.scare })
}

// wordingsOf gathers uses by account and wording and finds what only the
// accounts of one lineage use.
func (c *context) wordingsOf(uses []use) []wordingOf {
	type key struct {
		account int
		words   string
		scare   bool
	}
	at := map[key]int{}
	var out []wordingOf
	for _, u := range uses {
		k := key{u.account, u.key, u.scare}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, wordingOf{account: u.account})
		}
		out[i].uses = append(out[i].uses, u)
	}
	lineages := c.wordingLineages(out)
	for i := range out {
		w := &out[i]
		w.only = c.lineages > 1 && !c.shared(w, lineages)
		w.rank = w.uses[0].telling * 2
		if w.only {
			w.rank++
		}
	}
	return out
}

// A spread is a wording and the lineages that use it.
type spread struct {
	words    []string
	scare    bool
	lineages []int
}

// maxSpread bounds the wordings of one entity that are compared.
const maxSpread = 200

// wordingLineages lists the distinct wordings with the lineages that use them.
func (c *context) wordingLineages(list []wordingOf) []spread {
	at := map[string]int{}
	var out []spread
	for _, w := range list {
		u := w.uses[0]
		k := strconv.FormatBool(u.scare) + u.key
		i, ok := at[k]
		if !ok {
			if len(out) == maxSpread {
				continue
			}
			i = len(out)
			at[k] = i
			out = append(out, spread{words: strings.Fields(u.key), scare: u.scare})
		}
		if l := c.accounts[w.account].lineage; !slices.Contains(out[i].lineages, l) {
			out[i].lineages = append(out[i].lineages, l)
		}
	}
	return out
}

// shared says whether another lineage calls the entity the same as w, but for
// words that say nothing of how it is seen: "Transport Commissioner" is the
// same as "London's transport commissioner", "former President" is not the
// same as "President".
func (c *context) shared(w *wordingOf, all []spread) bool {
	mine := strings.Fields(w.uses[0].key)
	lineage := c.accounts[w.account].lineage
	for _, s := range all {
		other := slices.ContainsFunc(s.lineages, func(l int) bool { return l != lineage })
		if other && s.scare == w.uses[0].scare && sameSense(mine, s.words) {
			return true
		}
	}
	return false
}

// sameSense says whether one wording holds all words of the other and the rest
// takes no stand.
func sameSense(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if !contained(a, b) {
		return false
	}
	for _, w := range b {
		if !slices.Contains(a, w) && stands()[w] {
			return false
		}
	}
	return true
}

// plain says whether a wording is a mere name that tells a reader nothing: a
// short form of the entity's name, or one of a person.
func (c *context) plain(e int, alone bool, w wordingOf) bool {
	if w.uses[0].telling > 0 {
		return false
	}
	if c.entities[e].Type == model.Person {
		return true
	}
	name := refer.KeyWords(c.entities[e].Name)
	text := c.accounts[w.account].text(w.uses[0].span)
	mine := refer.KeyWords(text)
	if _, country := en.CountryNamed(text); country && strings.ToUpper(text) == text {
		return true // US, U.S., UK
	}
	return contained(mine, name) || contained(name, mine) || slices.Contains(refer.InitialsOf(name), strings.Join(mine, "")) || alone
}

// contained says whether all words of a are among those of b.
func contained(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}
