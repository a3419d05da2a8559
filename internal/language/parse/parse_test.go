package parse

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/language/tag"
	"synoptic/internal/model"
)

// split makes one sentence of words that stand between spaces.
func split(text string) ([]model.Sentence, []model.Token) {
	var tokens []model.Token
	at := 0
	for w := range strings.SplitSeq(text, " ") {
		if w != "" {
			tokens = append(tokens, model.Token{Start: int32(at), End: int32(at + len(w)), Head: -1})
		}
		at += len(w) + 1
	}
	return []model.Sentence{{Span: model.Span{End: len(text)}, Last: len(tokens)}}, tokens
}

// tree lists "relation:head" of each word, heads counted from 1, the root 0.
func tree(text string) string {
	sentences, tokens := split(text)
	tag.Tag(text, sentences, tokens)
	Parse(text, sentences, tokens)
	var out []string
	for _, t := range tokens {
		out = append(out, fmt.Sprintf("%s:%d", t.Rel, t.Head+1))
	}
	return strings.Join(out, " ")
}

func TestParseInventedSentences(t *testing.T) {
	for text, want := range map[string]string{
		"The ferry left the harbour .":              "det:2 nsubj:3 root:0 det:5 obj:3 punct:3",
		"Brook said that the ferry had sunk .":      "nsubj:2 root:0 mark:7 det:5 nsubj:7 aux:7 ccomp:2 punct:2",
		"The boats were sold by the old captain .":  "det:2 nsubj:pass:4 aux:pass:4 root:0 case:8 det:8 amod:8 obl:agent:4 punct:4",
		"She will not talk to reporters tomorrow .": "nsubj:4 aux:4 advmod:4 root:0 case:6 obl:4 obl:unmarked:4 punct:4",
	} {
		if got := tree(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// checkTrees checks that each sentence has one root and no cycle, and that no
// head lies outside it.
func checkTrees(t *testing.T, sentences []model.Sentence, tokens []model.Token) {
	t.Helper()
	for _, s := range sentences {
		last := min(s.Last, len(tokens))
		roots := 0
		for i := s.First; i < last; i++ {
			if tokens[i].Rel == 0 {
				t.Fatalf("token %d has no relation", i)
			}
			if tokens[i].Head < 0 {
				roots++
				continue
			}
			steps, k := 0, i
			for tokens[k].Head >= 0 && steps <= last {
				k, steps = int(tokens[k].Head), steps+1
				if k < s.First || k >= last {
					t.Fatalf("a head of token %d lies outside its sentence", i)
				}
			}
			if steps > last {
				t.Fatalf("token %d hangs in a cycle", i)
			}
		}
		if roots != 1 && last > s.First && last-s.First <= maxRun {
			t.Fatalf("%d roots in a sentence of %d", roots, last-s.First)
		}
	}
}

func TestProjectivise(t *testing.T) {
	heads := []int32{2, 3, 4, 4} // 0-2 crosses 1-3; the root is 4
	projectivise(heads)
	for d := range heads {
		if crosses(heads, int32(d)) {
			t.Errorf("arc to %d still crosses: %v", d, heads)
		}
	}
}

// tiny is a document with one sentence and its tree.
func tiny(text, gold string) *corpus.Document {
	s, tokens := split(text)
	for i, g := range strings.Fields(gold) {
		rel, head, _ := strings.Cut(g, "/")
		tokens[i].Rel = model.RelOf(rel)
		fmt.Sscan(head, &tokens[i].Head)
		tokens[i].Head--
	}
	return &corpus.Document{Text: text, Sentences: s, Tokens: tokens}
}

func TestTrainIsDeterministic(t *testing.T) {
	docs := []*corpus.Document{
		tiny("the ferry left the pier", "det/2 nsubj/3 root/0 det/5 obj/3"),
		tiny("Brook left", "nsubj/2 root/0"),
		tiny("Brook said the ferry left", "nsubj/2 root/0 det/4 nsubj/5 ccomp/2"),
	}
	o := Options{Epochs: 12, MinUpdates: 1, Explore: 0.5, Quantise: perceptron.Quantise{Clip: 8}, Seed: 4}
	a, _ := Train(docs, o)
	b, _ := Train(docs, o)
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
	p, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		tokens := append([]model.Token(nil), d.Tokens...)
		p.Parse(d.Text, d.Sentences, tokens)
		for i := range tokens {
			if tokens[i] != d.Tokens[i] {
				t.Errorf("%q: token %d is %+v, was trained as %+v", d.Text, i, tokens[i], d.Tokens[i])
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("The ferry left .", uint8(1), uint8(15))
	f.Add("\xff “É” 3.5-TON\x00 al Bin", uint8(3), uint8(0))
	f.Fuzz(func(t *testing.T, text string, step, tags uint8) {
		var tokens []model.Token
		for at := 0; at < len(text); at += 1 + int(step)/2 {
			tokens = append(tokens, model.Token{
				Start: int32(at), End: int32(min(len(text), at+int(step)%7)), Head: -1,
				Tag: model.Tag(int(tags) * len(tokens) % 200),
			})
		}
		before := append([]model.Token(nil), tokens...)
		half := len(tokens) / 2
		sentences := []model.Sentence{{Last: half}, {First: half, Last: len(tokens) + 3}}
		Parse(text, sentences, tokens)
		for i := range tokens {
			if tokens[i].Start != before[i].Start || tokens[i].End != before[i].End || tokens[i].Tag != before[i].Tag {
				t.Fatalf("token %d changed", i)
			}
		}
		checkTrees(t, sentences, tokens)
	})
}

func TestLongSentence(t *testing.T) {
	text := strings.Repeat("the ferry left and ", maxRun/3)
	sentences, tokens := split(text)
	tag.Tag(text, sentences, tokens)
	Parse(text, sentences, tokens)
	checkTrees(t, sentences, tokens)
}

func BenchmarkParse(b *testing.B) {
	line := "The harbour master of Quayport said on Tuesday that the ferry had left without its 120 passengers . "
	text := strings.Repeat(line, 50)
	_, tokens := split(text)
	var sentences []model.Sentence
	for i := 0; i < len(tokens); i += 18 {
		sentences = append(sentences, model.Sentence{First: i, Last: min(i+18, len(tokens))})
	}
	tag.Tag(text, sentences, tokens)
	b.ReportAllocs()
	for b.Loop() {
		Parse(text, sentences, tokens)
	}
	b.ReportMetric(float64(len(tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
