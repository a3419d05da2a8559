package refer

import (
	"bytes"
	"testing"

	"synoptic/internal/language/name"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
	"synoptic/internal/model"
)

// lesson is a text with marked names whose pronoun at the given words stands
// for the name same.
func lesson(t *testing.T, marked, pronoun, same string) Lesson {
	t.Helper()
	text, spans, kinds := unmark(marked)
	an := &model.Analysis{Article: &model.Article{ID: "a", Text: text}}
	an.Sentences, an.Tokens = segment.Split(text, nil)
	tag.Tag(text, an.Sentences, an.Tokens)
	parse.Parse(text, an.Sentences, an.Tokens)
	l := Lesson{Analysis: an, Weight: 1}
	known := Known{At: bytes.Index([]byte(text), []byte(pronoun))}
	for i, s := range spans {
		first, last := an.TokensIn(s)
		l.Names = append(l.Names, name.Name{Span: s, Type: kinds[i], First: first, Last: last, Confidence: 1})
		if s.In(text) == same {
			known.Same = append(known.Same, s)
		} else {
			known.Not = append(known.Not, s)
		}
	}
	if known.At < 0 || len(known.Same) == 0 {
		t.Fatalf("the lesson %q lacks %q or %q", text, pronoun, same)
	}
	l.Pronouns = []Known{known}
	return l
}

// What the same lessons teach is the same, and a model that was taught that
// the object is meant says so of another text.
func TestLearn(t *testing.T) {
	lessons := []Lesson{
		lesson(t, "[person Ada Holm] thanked [person Greta Lund]. She left.", "She", "Greta Lund"),
		lesson(t, "[person Ida Marr] called [person Anna Moe]. She slept.", "She", "Anna Moe"),
		lesson(t, "[person Vera Dahl] saw [person Nora Berg]. She sang.", "She", "Nora Berg"),
	}
	data := Learn(lessons, LearnDefaults)
	if !bytes.Equal(data, Learn(lessons, LearnDefaults)) {
		t.Fatal("two models of the same lessons differ")
	}
	resolve, err := With(data)
	if err != nil {
		t.Fatal(err)
	}
	other := lesson(t, "[person Karin Voss] met [person Ingrid Falk]. She laughed.", "She", "Ingrid Falk")
	resolve(other.Analysis, other.Names)
	if got := resolved(other.Analysis, "She", 1); got != "Ingrid Falk" {
		t.Errorf("She is %q", got)
	}
}

func TestBrokenModels(t *testing.T) {
	for _, data := range [][]byte{nil, make([]byte, 8), make([]byte, 8+1<<tableBits)} {
		if _, err := With(data); err == nil {
			t.Errorf("%d bytes: want an error", len(data))
		}
	}
}
