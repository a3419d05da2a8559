package roles

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"synoptic/internal/language"
	"synoptic/internal/model"
)

// TestField compares the field's sums with those over all labellings.
func TestField(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var trans transitions
	for a := range trans {
		for b := range trans[a] {
			trans[a][b] = random.Float32() - 0.5
		}
	}
	f := newField(trans)
	s := make([]scores, 4)
	for i := range s {
		for b := range s[i] {
			s[i][b] = 2*random.Float32() - 1
		}
	}
	want, best := everyLabelling(f, s)
	var l lattice
	l.run(f, s)
	for i := range s {
		for b, p := range l.token(i) {
			if math.Abs(p-want[i][b]) > 1e-6 {
				t.Errorf("token %d label %d: %v, want %v", i, b, p, want[i][b])
			}
		}
	}
	if got := f.best(s); !slices.Equal(got, best) {
		t.Errorf("best %v, want %v", got, best)
	}
}

// everyLabelling sums over all labellings of four tokens.
func everyLabelling(f *field, s []scores) (token [4][labelCount]float64, best []uint8) {
	total, top := 0.0, 0.0
	for n := range 7 * 7 * 7 * 7 {
		labels := []uint8{uint8(n % 7), uint8(n / 7 % 7), uint8(n / 49 % 7), uint8(n / 343)}
		p, before := 1.0, start
		for i, b := range labels {
			p *= f.after[before][b] * math.Exp(float64(s[i][b]))
			before = int(b)
		}
		total += p
		for i, b := range labels {
			token[i][b] += p
		}
		if p > top {
			top, best = p, labels
		}
	}
	for i := range token {
		scale(&token[i], total)
	}
	return token, best
}

func TestLabelsAndRuns(t *testing.T) {
	l := []Link{{Source: Run{5, 6}, Cue: Run{6, 7}, Content: []Run{{0, 4}, {7, 9}}}}
	got := Runs(Labels(10, l))
	if !slices.Equal(got[roleContent], []Run{{0, 4}, {7, 9}}) || !slices.Equal(got[roleSource], []Run{{5, 6}}) || !slices.Equal(got[roleCue], []Run{{6, 7}}) {
		t.Errorf("runs %v", got)
	}
	inner := Runs(Labels(6, []Link{{Content: []Run{{0, 6}}}, {Cue: Run{2, 3}}}))
	if !slices.Equal(inner[roleContent], []Run{{0, 2}, {3, 6}}) {
		t.Errorf("a cue inside a content leaves %v", inner[roleContent])
	}
}

// lesson is paragraphs of one pattern to learn from.
func lesson(names []string) []*Document {
	var out []*Document
	for _, name := range names {
		for _, said := range []string{"the bridge was safe", "nobody had paid for the ferry", "the school would open in May"} {
			text := name + " said that " + said + ". The weather was fine on the day."
			an := language.Annotate(&model.Article{Text: text, Language: "en", Blocks: []model.Block{{Kind: model.BlockParagraph, End: len(text)}}})
			d := &Document{Article: name, Paragraph: Paragraphs(an)[0]}
			d.Links = []Link{{Source: Run{0, 1}, Cue: Run{1, 2}, Content: []Run{{2, d.Sentences[0].Last - 1}}}}
			d.Mark()
			out = append(out, d)
		}
	}
	return out
}

func TestTrain(t *testing.T) {
	docs := lesson([]string{"Lund", "Moe", "Birk", "Holm", "Dahl", "Wik", "Berg", "Lie", "Vik"})
	o := Options{Epochs: 4, ChoiceEpochs: 4, Folds: 3, MinCount: 1, MinChoice: 1, Least: 1, Seed: 1}
	data := Train(docs, o)
	if !bytes.Equal(data, Train(docs, o)) {
		t.Error("the same lesson gives other bytes")
	}
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	d := lesson([]string{"Storr"})[0]
	links := f.Links(d.Paragraph)
	if len(links) == 0 || links[0].Cue != d.Links[0].Cue || links[0].Source != d.Links[0].Source || !slices.Equal(links[0].Content, d.Links[0].Content) {
		t.Errorf("found %+v, want %+v", links, d.Links)
	}
}
