package language

import (
	"testing"

	"synoptic/internal/model"
)

func TestAnnotate(t *testing.T) {
	a := &model.Article{ID: "a", Text: "The mayor resigned. She gave no reason."}
	a.Blocks = []model.Block{{Kind: model.BlockParagraph, End: len(a.Text)}}
	an := Annotate(a)
	if an.Article != a || len(an.Sentences) != 2 || len(an.Tokens) != 9 {
		t.Errorf("%d sentences, %d tokens", len(an.Sentences), len(an.Tokens))
	}
}

func TestAnnotateNothing(t *testing.T) {
	if an := Annotate(&model.Article{}); len(an.Tokens) != 0 || len(an.Sentences) != 0 {
		t.Error("an empty article has no tokens")
	}
}

func TestOtherLanguagesAreOnlySegmented(t *testing.T) {
	text := "Die Bürgermeisterin Nora Birk kam am Montag nach Tollby."
	a := &model.Article{Language: "de", Text: text, Blocks: []model.Block{{Kind: model.BlockParagraph, End: len(text)}}}
	an := Annotate(a)
	if len(an.Tokens) == 0 || len(an.Sentences) == 0 {
		t.Error("not segmented")
	}
	if len(an.Entities)+len(an.Mentions)+len(an.Dates) != 0 {
		t.Errorf("annotated by English rules: %v", an.Entities)
	}
}
