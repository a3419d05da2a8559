package measure

import (
	"testing"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/name"
	"synoptic/internal/model"
)

// document is "Ada Brook left Oslo" with its annotation.
func document() *corpus.Document {
	nn, vb := model.TagOf("NNP"), model.TagOf("VBD")
	rel := model.RelOf
	return &corpus.Document{
		Text:      "Ada Brook left Oslo",
		Sentences: []model.Sentence{{Last: 4}},
		Tokens: []model.Token{
			{Start: 0, End: 3, Head: 2, Tag: nn, Rel: rel("nsubj")}, {Start: 4, End: 9, Head: 0, Tag: nn, Rel: rel("flat")},
			{Start: 10, End: 14, Head: -1, Tag: vb, Rel: rel("root")}, {Start: 15, End: 19, Head: 2, Tag: nn, Rel: rel("obj")},
		},
		Names: []corpus.Name{{First: 0, Last: 2, Type: "PER"}, {First: 3, Last: 4, Type: "LOC"}, {First: 2, Last: 3, Type: "MISC"}},
	}
}

// allNouns tags each token as a proper noun.
func allNouns(_ string, _ []model.Sentence, tokens []model.Token) {
	for i := range tokens {
		tokens[i].Tag = model.TagOf("NNP")
	}
}

func TestTags(t *testing.T) {
	if got := Tags([]*corpus.Document{document()}, allNouns); got != (Ratio{3, 4}) || got.Percent() != 75 {
		t.Errorf("got %+v", got)
	}
}

func TestTrees(t *testing.T) {
	flat := func(_ string, _ []model.Sentence, tokens []model.Token) {
		for i := range tokens {
			tokens[i].Head, tokens[i].Rel = 2, model.RelOf("obj")
		}
		tokens[2].Head, tokens[2].Rel = -1, model.RelOf("root")
	}
	heads, trees := Trees([]*corpus.Document{document()}, allNouns, flat)
	if heads != (Ratio{3, 4}) || trees != (Ratio{2, 4}) {
		t.Errorf("heads %+v, trees %+v", heads, trees)
	}
}

func TestNames(t *testing.T) {
	find := func(string, []model.Sentence, []model.Token) []name.Name {
		return []name.Name{
			{First: 0, Last: 1, Type: model.Person}, {First: 3, Last: 4, Type: model.Country}, {First: 2, Last: 3, Type: model.Organisation},
		}
	}
	got := Names([]*corpus.Document{document()}, allNouns, find)
	if got["all"] != (Found{1, 3, 2}) || got["LOC"] != (Found{1, 1, 1}) || got["PER"] != (Found{0, 1, 1}) {
		t.Errorf("got %+v", got)
	}
	if f := got["all"].F1(); f != 40 {
		t.Errorf("F1 %f, want 40", f)
	}
}
