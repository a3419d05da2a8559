package measure

import (
	"slices"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/name"
	"synoptic/internal/model"
)

// Found counts what was found against what is gold: exact spans of the right
// type.
type Found struct{ Right, Found, Gold int }

// Precision, in percent.
func (f Found) Precision() float64 { return Ratio{f.Right, f.Found}.Percent() }

// Recall, in percent.
func (f Found) Recall() float64 { return Ratio{f.Right, f.Gold}.Percent() }

// F1 is the harmonic mean of both, in percent.
func (f Found) F1() float64 {
	if f.Right == 0 {
		return 0
	}
	return 200 * float64(f.Right) / float64(f.Found+f.Gold)
}

// add counts f's numbers in.
func (f *Found) add(g Found) {
	f.Right, f.Found, f.Gold = f.Right+g.Right, f.Found+g.Found, f.Gold+g.Gold
}

// Naming is a function such as name.Find.
type Naming func(text string, sentences []model.Sentence, tokens []model.Token) []name.Name

// nameTypes are the corpora's types that are looked for.
var nameTypes = []string{"PER", "ORG", "LOC"}

// corpusType is the corpora's word for a type of entity.
func corpusType(t model.EntityType) string {
	switch t {
	case model.Person:
		return "PER"
	case model.Organisation:
		return "ORG"
	case model.Place, model.Country:
		return "LOC"
	}
	return ""
}

// Names counts the names found by type, and all together under "all". The
// documents are tagged first; their tokens are taken as they are.
func Names(docs []*corpus.Document, tag Tagging, find Naming) map[string]Found {
	out := make(map[string]Found)
	for _, d := range docs {
		tokens := slices.Clone(d.Tokens)
		tag(d.Text, d.Sentences, tokens)
		span := func(first, last int) model.Span {
			return model.Span{Start: int(tokens[first].Start), End: int(tokens[last-1].End)}
		}
		var gold, got []typed
		for _, n := range d.Names {
			gold = append(gold, typed{span(n.First, n.Last), n.Type})
		}
		for _, n := range find(d.Text, d.Sentences, tokens) {
			got = append(got, typed{span(n.First, n.Last), corpusType(n.Type)})
		}
		compare(out, gold, got)
	}
	return out
}

// NamesInText counts like Names, but end to end: the documents' texts are cut
// into sentences and tokens by split, and a name found is right where its
// characters are those of a gold name of its type.
func NamesInText(docs []*corpus.Document, split Splitting, tag Tagging, find Naming) map[string]Found {
	out := make(map[string]Found)
	for _, d := range docs {
		blocks := make([]model.Block, 0, len(d.Sentences))
		for _, s := range d.Sentences {
			blocks = append(blocks, model.Block{
				Kind:  model.BlockParagraph,
				Start: int(d.Tokens[s.First].Start), End: int(d.Tokens[s.Last-1].End),
			})
		}
		sentences, tokens := split(d.Text, blocks)
		tag(d.Text, sentences, tokens)
		var got []typed
		for _, n := range find(d.Text, sentences, tokens) {
			got = append(got, typed{n.Span, corpusType(n.Type)})
		}
		var gold []typed
		for _, n := range d.Names {
			s := model.Span{Start: int(d.Tokens[n.First].Start), End: int(d.Tokens[n.Last-1].End)}
			gold = append(gold, typed{s, n.Type})
		}
		compare(out, gold, got)
	}
	return out
}

// Splitting is a function such as segment.Split.
type Splitting func(text string, blocks []model.Block) ([]model.Sentence, []model.Token)

// typed is a span and what it was taken for.
type typed struct {
	model.Span
	kind string
}

// compare adds the counts of one document to out.
func compare(out map[string]Found, gold, got []typed) {
	count := func(kind string, f Found) {
		for _, k := range []string{kind, "all"} {
			sum := out[k]
			sum.add(f)
			out[k] = sum
		}
	}
	known := make(map[typed]bool)
	for _, g := range gold {
		if slices.Contains(nameTypes, g.kind) {
			known[g] = true
			count(g.kind, Found{Gold: 1})
		}
	}
	for _, g := range got {
		if !slices.Contains(nameTypes, g.kind) {
			continue
		}
		f := Found{Found: 1}
		if known[g] {
			f.Right = 1
		}
		count(g.kind, f)
	}
}
