package measure

import (
	"slices"
	"strings"

	"synoptic/internal/language/corpus"
	"synoptic/internal/model"
)

// kindsOfArc names the kind of attachment that a gold relation is, by the
// relation or its part before the colon.
var kindsOfArc = map[string]string{
	"nmod": "phrases after nouns and verbs", "obl": "phrases after nouns and verbs", "advmod": "adverbs",
	"conj": "coordination", "cc": "coordination", "punct": "punctuation",
	"advcl": "clauses", "acl": "clauses", "ccomp": "clauses", "xcomp": "clauses", "parataxis": "clauses", "csubj": "clauses", "mark": "clauses",
	"root": "roots", "nsubj": "subjects and objects", "obj": "subjects and objects", "iobj": "subjects and objects", "expl": "subjects and objects",
	"compound": "inside names and compounds", "flat": "inside names and compounds", "appos": "inside names and compounds",
	"amod": "inside names and compounds", "nummod": "inside names and compounds", "fixed": "inside names and compounds",
}

// KindOfArc is the kind of attachment of a gold relation.
func KindOfArc(r model.Rel) string {
	base, _, _ := strings.Cut(r.String(), ":")
	if kind, ok := kindsOfArc[base]; ok {
		return kind
	}
	return "others"
}

// TreeErrors counts, by kind of attachment, the words that do not get their
// gold head, and under "relation only" those that get their head but not its
// relation. Wrongly tagged tells how many words with any such error also have
// a wrong tag.
func TreeErrors(docs []*corpus.Document, tag Tagging, parse Parsing) (kinds map[string]int, all, wronglyTagged int) {
	kinds = make(map[string]int)
	for _, d := range docs {
		tokens := slices.Clone(d.Tokens)
		tag(d.Text, d.Sentences, tokens)
		parse(d.Text, d.Sentences, tokens)
		for i, t := range tokens {
			g := d.Tokens[i]
			switch {
			case g.Rel == 0 || t.Head == g.Head && t.Rel == g.Rel:
				continue
			case t.Head == g.Head:
				kinds["relation only"]++
			default:
				kinds[KindOfArc(g.Rel)]++
			}
			all++
			if t.Tag != g.Tag {
				wronglyTagged++
			}
		}
	}
	return kinds, all, wronglyTagged
}

// TagErrors counts wrong tags by "gold as found".
func TagErrors(docs []*corpus.Document, tag Tagging) map[string]int {
	kinds := make(map[string]int)
	for _, d := range docs {
		tokens := slices.Clone(d.Tokens)
		tag(d.Text, d.Sentences, tokens)
		for i, t := range tokens {
			if g := d.Tokens[i].Tag; g != 0 && g != t.Tag {
				kinds[g.String()+" as "+t.Tag.String()]++
			}
		}
	}
	return kinds
}
