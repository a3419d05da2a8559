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
		gold := make(map[corpus.Name]bool)
		count := func(kind string, f Found) {
			for _, k := range []string{kind, "all"} {
				sum := out[k]
				sum.add(f)
				out[k] = sum
			}
		}
		for _, n := range d.Names {
			if slices.Contains(nameTypes, n.Type) {
				gold[n] = true
				count(n.Type, Found{Gold: 1})
			}
		}
		for _, n := range find(d.Text, d.Sentences, tokens) {
			kind := corpusType(n.Type)
			f := Found{Found: 1}
			if gold[corpus.Name{First: n.First, Last: n.Last, Type: kind}] {
				f.Right = 1
			}
			count(kind, f)
		}
	}
	return out
}
