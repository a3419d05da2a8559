package refer

import (
	"cmp"
	"slices"
	"strconv"

	"synoptic/internal/language/name"
	"synoptic/internal/model"
)

// Resolve fills an.Entities and an.Mentions from the names of its text. Tokens
// may be untagged or unparsed; less is found then. Mentions stand in the order
// of the text, outer before inner.
func Resolve(an *model.Analysis, names []name.Name) {
	resolve(an, names, english())
}

// With is Resolve with the model of a file.
func With(data []byte) (func(an *model.Analysis, names []name.Name), error) {
	m, err := openRanker(data)
	return func(an *model.Analysis, names []name.Name) { resolve(an, names, m) }, err
}

func resolve(an *model.Analysis, names []name.Name, by *ranker) {
	r := newResolver(an, names)
	r.entitiesOfNames()
	r.pronouns(by)
	r.order()
	r.publish()
}

// entitiesOfNames finds all mentions that are no pronouns.
func (r *resolver) entitiesOfNames() {
	r.addKnown()
	r.persons()
	r.bodies()
	r.demonyms()
	r.groups()
	r.order()
	r.described()
	r.offices()
	r.order()
	r.epithets()
}

// A mention under construction: the model's, and the tokens of its span.
type mention struct {
	model.Mention
	first, last int
	entity      *entity
}

// An entity under construction.
type entity struct {
	model.Entity
	words  []string // of its fullest name, normalised
	nouns  []string // classes of the nouns it was described by
	titles []string // its titles and descriptions, in small letters
	count  int      // mentions so far
	index  int      // in the result

	weakGender  bool // its gender rests on its given name alone
	maybePerson bool // of another type, but its name could be a person's
	met, rank   int  // mentions before the pronoun at hand; its number among the persons
}

// A resolver holds what Resolve knows of one article.
type resolver struct {
	text      string
	tokens    []model.Token
	sentences []model.Sentence
	article   *model.Article
	an        *model.Analysis
	names     []name.Name
	sentence  []int32 // of each token
	inName    []int32 // of each token: index into names + 1, or 0
	inTitle   []bool  // of each token: belongs to the title of a name
	mentions  []mention
	told      []int32 // of each sentence: those up to it not quoted as a whole
	entities  []*entity
	byKey     map[string][]*entity
	watch     func(token int, s *search) // sees each search, while a model is learnt
}

func newResolver(an *model.Analysis, names []name.Name) *resolver {
	r := &resolver{an: an, tokens: an.Tokens, sentences: an.Sentences, article: an.Article, byKey: map[string][]*entity{}}
	if an.Article != nil {
		r.text = an.Article.Text
	} else {
		r.article = &model.Article{}
	}
	r.sentence = make([]int32, len(r.tokens))
	for i, s := range r.sentences {
		for t := max(s.First, 0); t < min(s.Last, len(r.tokens)); t++ {
			r.sentence[t] = int32(i)
		}
	}
	r.inName = make([]int32, len(r.tokens))
	r.inTitle = make([]bool, len(r.tokens))
	for _, n := range names {
		if n.First >= 0 && n.First < n.Last && n.Last <= len(r.tokens) && r.inName[n.First] == 0 && r.inName[n.Last-1] == 0 {
			r.addName(n)
		}
	}
	return r
}

// addName takes in a name, without a possessive at its end.
func (r *resolver) addName(n name.Name) {
	for n.Last-1 > n.First && r.isPossessive(n.Last-1) {
		n.Last--
	}
	n.Span = r.span(n.First, n.Last)
	r.names = append(r.names, n)
	for t := n.First; t < n.Last; t++ {
		r.inName[t] = int32(len(r.names))
	}
}

func (r *resolver) span(first, last int) model.Span {
	return model.Span{Start: int(r.tokens[first].Start), End: int(r.tokens[last-1].End)}
}

// word is token i, "" out of range.
func (r *resolver) word(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Span().In(r.text)
}

// phrase is the text from token first to before last.
func (r *resolver) phrase(first, last int) string { return r.span(first, last).In(r.text) }

func (r *resolver) tag(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Tag.String()
}

func (r *resolver) rel(i int) string { return r.tokens[i].Rel.String() }

// sameSentence says whether tokens i and j exist and stand in one sentence.
func (r *resolver) sameSentence(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(r.tokens) && j < len(r.tokens) && r.sentence[i] == r.sentence[j]
}

func (r *resolver) block(token int) int {
	if len(r.sentences) == 0 {
		return 0
	}
	return r.sentences[r.sentence[token]].Block
}

func (r *resolver) isPossessive(i int) bool {
	w := r.word(i)
	return w == "'s" || w == "’s" || (w == "'" || w == "’") && r.tag(i) == "POS"
}

// add notes a mention of e by tokens [first,last).
func (r *resolver) add(e *entity, kind model.MentionKind, first, last int, confidence float64) *mention {
	s := r.span(first, last)
	r.mentions = append(r.mentions, mention{
		Mention: model.Mention{Span: s, Full: s, Title: model.Span{Start: s.Start, End: s.Start}, Kind: kind, Entity: -1, Confidence: confidence},
		first:   first, last: last, entity: e,
	})
	if e != nil {
		e.count++
	}
	return &r.mentions[len(r.mentions)-1]
}

// entity makes a new entity.
func (r *resolver) entity(name string, kind model.EntityType) *entity {
	e := &entity{Entity: model.Entity{Name: name, Type: kind}}
	r.entities = append(r.entities, e)
	return e
}

// order sorts the mentions as they stand in the text, outer before inner.
func (r *resolver) order() {
	slices.SortStableFunc(r.mentions, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
}

// publish writes the result: entities in the order of their first mention.
func (r *resolver) publish() {
	r.an.Entities, r.an.Mentions = nil, nil
	for _, e := range r.entities {
		e.index = -1
	}
	for _, m := range r.mentions {
		if e := m.entity; e != nil {
			if e.index < 0 {
				e.index = len(r.an.Entities)
				e.ID = "e" + strconv.Itoa(e.index+1)
				r.an.Entities = append(r.an.Entities, e.Entity)
			}
			m.Entity = e.index
			out := &r.an.Entities[e.index]
			out.Mentions = append(out.Mentions, m.Span.At(r.article.ID))
		}
		r.an.Mentions = append(r.an.Mentions, m.Mention)
	}
}
