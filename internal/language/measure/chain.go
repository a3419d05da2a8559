package measure

import (
	"slices"
	"strings"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/name"
	"synoptic/internal/model"
)

// Resolving is a function such as refer.Resolve.
type Resolving func(an *model.Analysis, names []name.Name)

// Chains counts, in documents with coreference whose sentences and tokens are
// taken as they are, the pronouns ("he" and "she", "it", "they") that are
// resolved to an entity which the set's chain names too. Gold are those whose
// chain has a proper name.
func Chains(docs []*corpus.Document, tag Tagging, parse Parsing, find Naming, resolve Resolving) map[string]Found {
	out := map[string]Found{}
	for _, d := range docs {
		a := &model.Article{Language: "en", Text: d.Text, Blocks: []model.Block{{Kind: model.BlockParagraph, End: len(d.Text)}}}
		an := &model.Analysis{Article: a, Sentences: d.Sentences, Tokens: slices.Clone(d.Tokens)}
		tag(d.Text, d.Sentences, an.Tokens)
		parse(d.Text, d.Sentences, an.Tokens)
		resolve(an, find(d.Text, d.Sentences, an.Tokens))
		heads, pronouns := d.ChainHeads()
		at := map[int]int{} // the entity of the pronoun that starts at a byte
		for _, m := range an.Mentions {
			if m.Kind == model.MentionPronoun && m.Entity >= 0 {
				at[m.Start] = m.Entity
			}
		}
		for i, t := range d.Tokens {
			kind := pronounKind(d.Word(i))
			if kind == "" {
				continue
			}
			gold := heads[pronouns[i]]
			f := Found{}
			if slices.ContainsFunc(gold, func(s model.Span) bool { return s.In(d.Text)[0] >= 'A' && s.In(d.Text)[0] <= 'Z' }) {
				f.Gold = 1
			}
			if e, ok := at[int(t.Start)]; ok {
				f.Found = 1
				if named := mentionsOver(an, e, gold); named {
					f.Right = 1
				}
			}
			sum := out[kind]
			sum.add(f)
			out[kind] = sum
		}
	}
	return out
}

// mentionsOver says whether a mention of entity e, no pronoun, lies over one of
// spans.
func mentionsOver(an *model.Analysis, e int, spans []model.Span) bool {
	return slices.ContainsFunc(an.Mentions, func(m model.Mention) bool {
		return m.Entity == e && m.Kind != model.MentionPronoun && slices.ContainsFunc(spans, m.Overlaps)
	})
}

func pronounKind(w string) string {
	if !corpus.IsPronoun(w) {
		return ""
	}
	switch strings.ToLower(w)[0] {
	case 'i':
		return "it"
	case 't':
		return "they"
	}
	return "he, she"
}
