package tag

import (
	"bytes"
	"strings"
	"testing"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// split makes one sentence of words that stand between spaces.
func split(text string) ([]model.Sentence, []model.Token) {
	var tokens []model.Token
	at := 0
	for _, w := range strings.Split(text, " ") {
		if w != "" {
			tokens = append(tokens, model.Token{Start: int32(at), End: int32(at + len(w)), Head: -1})
		}
		at += len(w) + 1
	}
	return []model.Sentence{{Span: model.Span{End: len(text)}, Last: len(tokens)}}, tokens
}

func tags(text string) string {
	sentences, tokens := split(text)
	Tag(text, sentences, tokens)
	var out []string
	for _, t := range tokens {
		out = append(out, t.Tag.String())
	}
	return strings.Join(out, " ")
}

func TestTagInventedSentences(t *testing.T) {
	for text, want := range map[string]string{
		"The harbour master said on Tuesday that the ferry had left .":  "DT NN NN VBD IN NNP IN DT NN VBD VBN .",
		"“ We will not leave , ” Minister Ada Brook told reporters .":   "`` PRP MD RB VB , '' NNP NNP NNP VBD NNS .",
		"She 's been there since 1994 .":                                "PRP VBZ VBN RB IN CD .",
		"MINISTER SAYS FERRY WILL RETURN":                               "NN VBZ NN MD VB",
		"They want to rule out an attack , but the rule is not clear .": "PRP VBP TO VB RP DT NN , CC DT NN VBZ RB JJ .",
	} {
		if got := tags(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	doc := func(text, gold string) *corpus.Document {
		s, tokens := split(text)
		for i, g := range strings.Fields(gold) {
			tokens[i].Tag = model.TagOf(g)
		}
		return &corpus.Document{Text: text, Sentences: s, Tokens: tokens}
	}
	docs := []*corpus.Document{
		doc("The ferry left the old pier .", "DT NN VBD DT JJ NN ."),
		doc("Two ferries leave the pier at noon .", "CD NNS VBP DT NN IN NN ."),
		doc("Brook left the pier .", "NNP VBD DT NN ."),
	}
	o := Options{Epochs: 6, MinUpdates: 1, Quantise: perceptron.Quantise{Clip: 8}, Seed: 3}
	a, _ := Train(docs, o)
	b, _ := Train(docs, o)
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
	m, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	tokens := append([]model.Token(nil), docs[0].Tokens...)
	m.Tag(docs[0].Text, docs[0].Sentences, tokens)
	for i := range tokens {
		if tokens[i].Tag != docs[0].Tokens[i].Tag {
			t.Errorf("token %d is tagged %s, was trained as %s", i, tokens[i].Tag, docs[0].Tokens[i].Tag)
		}
	}
}

func FuzzTag(f *testing.F) {
	f.Add("The ferry left .", uint8(1))
	f.Add("\xff “é” 3.5-ton\x00", uint8(3))
	f.Fuzz(func(t *testing.T, text string, step uint8) {
		var tokens []model.Token
		for at := 0; at < len(text); at += 1 + int(step)/2 {
			tokens = append(tokens, model.Token{Start: int32(at), End: int32(min(len(text), at+int(step)%7)), Head: -1})
		}
		before := append([]model.Token(nil), tokens...)
		Tag(text, []model.Sentence{{Last: len(tokens) / 2}, {First: len(tokens) / 2, Last: len(tokens) + 3}}, tokens)
		for i := range tokens {
			if tokens[i].Start != before[i].Start || tokens[i].End != before[i].End {
				t.Fatalf("token %d moved", i)
			}
			if tokens[i].Tag.String() == "" {
				t.Fatalf("token %d has no tag", i)
			}
		}
	})
}

func BenchmarkTag(b *testing.B) {
	text := strings.Repeat("The harbour master of Quayport said on Tuesday that the ferry had left without its 120 passengers . ", 50)
	_, all := split(text)
	var sentences []model.Sentence
	for i := 0; i < len(all); i += 19 {
		sentences = append(sentences, model.Sentence{First: i, Last: min(i+19, len(all))})
	}
	b.ReportAllocs()
	for b.Loop() {
		Tag(text, sentences, all)
	}
	b.ReportMetric(float64(len(all))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
