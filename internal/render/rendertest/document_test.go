package rendertest

import (
	"testing"

	"synoptic/internal/model"
)

// TestDocument checks that every run of a variant is its article's text.
func TestDocument(t *testing.T) {
	doc := Document()
	texts := map[string]string{}
	for _, a := range doc.Articles {
		texts[a.ID] = a.Text
	}
	runs := 0
	for _, s := range doc.Stories {
		article := map[string]string{}
		for _, st := range s.Statements {
			article[st.ID] = st.Article
		}
		for _, u := range s.Utterances {
			for _, v := range u.Variants {
				for _, r := range v.Words {
					runs++
					if got := (model.Span{Start: r.Start, End: r.End}).In(texts[article[v.Statement]]); got != r.Text {
						t.Errorf("%s: run %q stands for %q", u.ID, r.Text, got)
					}
				}
			}
		}
	}
	if runs < 60 {
		t.Errorf("only %d runs", runs)
	}
}
