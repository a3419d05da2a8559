package compare

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/internal/model"
)

// A context is a story while it is compared: the accounts in one fixed order,
// what was joined across them, and the counts that tell rare words from
// common ones. It is filled step by step by Compare and not changed later.
type context struct {
	story    model.Story
	accounts []*account     // by day of publication, then text; never by order of input
	index    map[string]int // article ID -> index into accounts

	entities   []model.Entity    // of the story; IDs "e1", "e2" ...
	statements []model.Statement // of the story, in order of accounts and then of text
	accountOf  []int             // of each statement, the index of its account
	utterances []model.Utterance

	vocab *vocabulary
	// documents is, by stem, the number of lineages that use it.
	documents []int32
	lineages  int // number of lineages among the accounts
}

// An account is one article's analysis with what comparing adds to it.
type account struct {
	*model.Analysis
	entity         []int   // story entity of each of Analysis.Entities, -1 for none
	words          []int32 // of each token, its word in the vocabulary
	day            string  // of publication, "2025-06-24", or ""
	lineage        int     // number of its lineage, from 0 without gaps
	representative bool    // the account that stands for its lineage
}

// id is the ID of the account's article.
func (a *account) id() string { return a.Article.ID }

// text is the piece of the account's text that s covers.
func (a *account) text(s model.Span) string { return s.In(a.Article.Text) }

// newContext orders the accounts, numbers their lineages and counts words.
func newContext(s model.Story, analyses []*model.Analysis) *context {
	c := &context{story: s, index: map[string]int{}, vocab: newVocabulary()}
	c.accounts = accountsOf(s, analyses)
	for i, a := range c.accounts {
		c.index[a.id()] = i
	}
	c.numberLineages()
	for _, a := range c.accounts {
		a.words = make([]int32, len(a.Tokens))
		for i, t := range a.Tokens {
			text := a.text(t.Span())
			if i > 0 && int(a.Tokens[i-1].End) == int(t.Start) {
				text = spelledOut(c.word(a, i-1), text)
			}
			a.words[i] = c.vocab.add(text)
		}
	}
	c.countDocuments()
	return c
}

// accountsOf picks the analyses of s and puts them in the order of
// publication (undated last), then of text, then of ID.
func accountsOf(s model.Story, analyses []*model.Analysis) []*account {
	wanted := map[string]bool{}
	for _, id := range s.Articles {
		wanted[id] = true
	}
	seen := map[string]bool{}
	var out []*account
	for _, an := range analyses {
		if an == nil || an.Article == nil || seen[an.Article.ID] {
			continue
		}
		if len(wanted) > 0 && !wanted[an.Article.ID] {
			continue
		}
		seen[an.Article.ID] = true
		out = append(out, &account{Analysis: an, day: an.Article.Published.Day()})
	}
	slices.SortFunc(out, compareAccounts)
	return out
}

func compareAccounts(a, b *account) int {
	return cmp.Or(
		cmp.Compare(published(a.Article), published(b.Article)),
		strings.Compare(a.Article.Text, b.Article.Text),
		strings.Compare(a.Article.Title, b.Article.Title),
		strings.Compare(a.id(), b.id()),
	)
}

// published is the time of publication in a form that sorts; an undated
// article comes after the dated ones.
func published(a *model.Article) string {
	if a.Published == nil || a.Published.Value == "" {
		return "~"
	}
	return a.Published.Value
}

// numberLineages gives each account the number of its lineage, in order of
// accounts, and names one representative a lineage: its origin, or the first
// account where that is not known. An account in no lineage is one of its own.
func (c *context) numberLineages() {
	of := make([]int, len(c.accounts)) // index into story.Lineages + 1
	for i, l := range c.story.Lineages {
		for _, id := range l.Articles {
			if j, ok := c.index[id]; ok {
				of[j] = i + 1
			}
		}
	}
	number := map[int]int{}
	for i, a := range c.accounts {
		n, ok := number[of[i]]
		if of[i] == 0 || !ok {
			n = c.lineages
			c.lineages++
			number[of[i]] = n
			a.representative = true
		}
		a.lineage = n
	}
	c.moveRepresentatives(of)
}

// moveRepresentatives lets the origin of a lineage stand for it.
func (c *context) moveRepresentatives(of []int) {
	for i, l := range c.story.Lineages {
		o, ok := c.index[l.Origin]
		if !ok || of[o] != i+1 {
			continue
		}
		for j, a := range c.accounts {
			if of[j] == i+1 {
				a.representative = j == o
			}
		}
	}
}

// countDocuments counts in how many lineages each stem stands.
func (c *context) countDocuments() {
	c.documents = make([]int32, len(c.vocab.stems))
	last := make([]int32, len(c.vocab.stems)) // lineage+1 that counted it last
	order := make([]int, len(c.accounts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(c.accounts[i].lineage, c.accounts[j].lineage)
	})
	for _, i := range order {
		a := c.accounts[i]
		for _, w := range a.words {
			st := c.vocab.words[w].stem
			if last[st] != int32(a.lineage)+1 {
				last[st] = int32(a.lineage) + 1
				c.documents[st]++
			}
		}
	}
}

// word is the lower-case text of token i of account a.
func (c *context) word(a *account, i int) string { return c.vocab.words[a.words[i]].lower }

// stem is the stem of token i of account a; "" for marks.
func (c *context) stem(a *account, i int) string { return c.vocab.stems[c.stemID(a, i)] }

// stemID is the number of the stem of token i of account a; 0 for marks.
func (c *context) stemID(a *account, i int) int32 { return c.vocab.words[a.words[i]].stem }

// isContent says whether token i of account a is a word that carries meaning:
// no mark, no function word.
func (c *context) isContent(a *account, i int) bool { return c.vocab.words[a.words[i]].content }

// sentence is the sentence of account a that holds the start of s, and
// whether there is one.
func (c *context) sentence(a *account, s model.Span) (model.Sentence, bool) {
	i := a.Sentence(s.Start)
	if i < 0 {
		return model.Sentence{}, false
	}
	return a.Sentences[i], true
}

// storyEntity is the index into c.entities of the entity that mention m of
// account a refers to, or -1.
func (c *context) storyEntity(a *account, m model.Mention) int {
	if m.Entity < 0 || m.Entity >= len(a.entity) {
		return -1
	}
	return a.entity[m.Entity]
}

// A vocabulary holds each word form of the story once.
type vocabulary struct {
	byText map[string]int32
	byStem map[string]int32
	words  []word
	stems  []string  // stems[0] is "", the stem of marks
	senses [][]int32 // of each stem, the groups of words of like meaning it stands in
}

// A word is a word form: its lower-case text, its stem's number and whether
// it carries meaning.
type word struct {
	lower   string
	stem    int32
	content bool
}

func newVocabulary() *vocabulary {
	return &vocabulary{
		byText: map[string]int32{},
		byStem: map[string]int32{"": 0},
		stems:  []string{""},
		senses: [][]int32{nil},
	}
}

// add returns the number of the word with that text, new or not.
func (v *vocabulary) add(text string) int32 {
	if i, ok := v.byText[text]; ok {
		return i
	}
	w := word{lower: lower(text)}
	st := stemOf(w.lower)
	if country := countryStem(text); country != "" {
		st = country
	}
	if st != "" {
		w.stem = v.stemNumber(st)
		w.content = !functionWords()[w.lower]
	}
	i := int32(len(v.words))
	v.words = append(v.words, w)
	v.byText[text] = i
	return i
}

func (v *vocabulary) stemNumber(stem string) int32 {
	if i, ok := v.byStem[stem]; ok {
		return i
	}
	i := int32(len(v.stems))
	v.stems = append(v.stems, stem)
	v.senses = append(v.senses, senses()[stem])
	v.byStem[stem] = i
	return i
}
