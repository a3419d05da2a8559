package name

import (
	"bytes"
	"strings"
	"testing"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
	"synoptic/internal/model"
)

// split makes a sentence a line out of words that stand between spaces.
func split(text string) ([]model.Sentence, []model.Token) {
	var sentences []model.Sentence
	var tokens []model.Token
	at := 0
	for line := range strings.Lines(text) {
		first, start := len(tokens), at
		for word := range strings.SplitSeq(strings.TrimSuffix(line, "\n"), " ") {
			if word != "" {
				tokens = append(tokens, model.Token{Start: int32(at), End: int32(at + len(word)), Head: -1})
			}
			at += len(word) + 1
		}
		if len(tokens) > first {
			sentences = append(sentences, model.Sentence{Span: model.Span{Start: start, End: at - 1}, First: first, Last: len(tokens)})
		}
	}
	return sentences, tokens
}

// found lists the names of a text as "type:words".
func found(text string) string {
	sentences, tokens := split(text)
	tag.Tag(text, sentences, tokens)
	var out []string
	for _, n := range Find(text, sentences, tokens) {
		out = append(out, string(n.Type)+":"+n.In(text))
	}
	return strings.Join(out, ", ")
}

func TestFindInventedSentences(t *testing.T) {
	for text, want := range map[string]string{
		"Norwegian Foreign Minister Harald Lindqvist said on Monday that Qatar had agreed .": "group:Norwegian, person:Harald Lindqvist, country:Qatar",
		"Prime Minister Elena Markova flew to Geneva .":                                      "person:Elena Markova, place:Geneva",
		"The Ministry of Fisheries denied it .":                                              "organisation:Ministry of Fisheries",
		"According to the ministry , nobody was hurt in the harbour .":                       "",
		"MINISTER SAYS NOBODY WAS HURT IN HARBOUR FIRE":                                      "",
		"Russian and Iranian officials met in Vienna on Tuesday .":                           "group:Russian, group:Iranian, place:Vienna",
	} {
		if got := found(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestNamesLieWithinTheText(t *testing.T) {
	text := "Ada Brook , of Brook & Sons , met King Olaf in Oslo .\nBrook said : “ We will stay in Norway . ”"
	sentences, tokens := split(text)
	tag.Tag(text, sentences, tokens)
	checkNames(t, text, tokens, Find(text, sentences, tokens))
}

func TestTrim(t *testing.T) {
	for text, want := range map[string]string{
		"Ada Brook":                  "Ada Brook",
		"Foreign Minister Ada Brook": "Ada Brook",
		"US President Ada Brook":     "Ada Brook",
		"Mr. Brook":                  "Brook",
		"President":                  "",
		"Norwegians":                 "",
		"Wednesday":                  "",
	} {
		_, tokens := split(text)
		n, ok := trim(text, tokens, newName(text, tokens, 0, len(tokens), 0, 1))
		if got := n.In(text); ok != (want != "") || ok && got != want {
			t.Errorf("%q becomes %q (%t), want %q", text, got, ok, want)
		}
	}
}

func TestGrowCountsUpTo255(t *testing.T) {
	n := uint8(0)
	for want := 1; want < 300; want++ {
		if n = grow(n); int(n) != min(want, 255) {
			t.Fatalf("after %d steps the count is %d", want, n)
		}
	}
}

func TestContextSeesTheRestOfTheText(t *testing.T) {
	text := "We met Brook and Brook .\nA brook ran by Mr. Brook ."
	sentences, tokens := split(text)
	var d decoder
	d.prepare(perceptron.Lexicon{}, text, sentences, tokens)
	s := d.context.of(&d.words[2])
	if s.capital != 3 || s.small != 1 || s.cues&afterTitle == 0 {
		t.Errorf("Brook is seen %d times with a capital, %d small, cues %b", s.capital, s.small, s.cues)
	}
}

func TestSettleTypes(t *testing.T) {
	text := "Ada Brook Brook Oslo"
	_, tokens := split(text)
	names := []Name{
		newName(text, tokens, 0, 2, 0, 0.9), // Ada Brook, a person
		newName(text, tokens, 2, 3, 2, 0.5), // Brook, taken for a place
		newName(text, tokens, 3, 4, 2, 0.9),
	}
	settleTypes(text, tokens, names)
	if names[1].Type != model.Person || names[2].Type == model.Person {
		t.Errorf("types are %s and %s", names[1].Type, names[2].Type)
	}
}

func TestFillMarksWhatWasMissed(t *testing.T) {
	text := "Ada Brook met Norham here .\nThen Norham met Brook ."
	sentences, tokens := split(text)
	for i := range tokens {
		if r := text[tokens[i].Start]; r >= 'A' && r <= 'Z' {
			tokens[i].Tag = model.TagOf("NNP")
		}
	}
	var d decoder
	d.prepare(perceptron.Lexicon{}, text, sentences, tokens)
	all := []Name{
		newName(text, tokens, 0, 2, 0, 0.9), newName(text, tokens, 3, 4, 1, 0.9), // the second Norham and Brook are missed
	}
	var got []string
	for _, n := range d.fill(tokens, all) {
		got = append(got, n.In(text))
	}
	if want := "Ada Brook, Norham"; strings.Join(got, ", ") != want {
		t.Errorf("names found once with 0.9 are %q, want %q: too unsure to go by", got, want)
	}
	all = append(all[:2:2], newName(text, tokens, 7, 8, 1, 0.8))
	got = nil
	for _, n := range d.fill(tokens, append(all, newName(text, tokens, 9, 10, 0, 0.5))) {
		got = append(got, n.In(text))
	}
	if want := "Ada Brook, Norham, Norham, Brook"; strings.Join(got, ", ") != want {
		t.Errorf("names are %q, want %q", got, want)
	}
	got = nil
	for _, n := range d.fill(tokens, []Name{all[0], newName(text, tokens, 0, 2, 0, 0.9), all[1], all[2]}) {
		got = append(got, n.In(text))
	}
	if len(got) != 5 || got[4] != "Brook" {
		t.Errorf("a person's last name is not found again: %q", got)
	}
}

func TestAcronymOfTheText(t *testing.T) {
	text := "The Harbour Workers Union ( HWU ) said no .\nOn Monday HWU members stayed away ."
	if got := found(text); strings.Count(got, "organisation:HWU") != 2 {
		t.Errorf("names are %s", got)
	}
}

func TestSplitTitled(t *testing.T) {
	for words, want := range map[string]string{
		"Fisheries Board Chairman Ada Brook":   "organisation:Fisheries Board, person:Ada Brook",
		"Norway Ambassador Ada Brook":          "country:Norway, person:Ada Brook",
		"Quayport Mayor Ada Brook":             "organisation:Quayport, person:Ada Brook",
		"Norwegian Minister Ada Brook":         "unknown:Norwegian, person:Ada Brook",
		"Ministry of Fisheries":                "organisation:Ministry of Fisheries",
		"President Brook University":           "organisation:President Brook University",
		"Office of the Prime Minister Norwich": "organisation:Office of the Prime Minister Norwich",
	} {
		_, tokens := split(words)
		var got []string
		for _, n := range splitTitled(words, tokens, newName(words, tokens, 0, len(tokens), 1, 0.9)) {
			got = append(got, string(n.Type)+":"+n.In(words))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s\n got %s\nwant %s", words, s, want)
		}
	}
}

func TestMendKeepsNamesThatFollowOneThatIsSplit(t *testing.T) {
	text := "Fisheries Board Chairman Ada Brook met Olaf Lund in Oslo ."
	sentences, tokens := split(text)
	tag.Tag(text, sentences, tokens)
	var d decoder
	d.prepare(perceptron.Lexicon{}, text, sentences, tokens)
	names := []Name{newName(text, tokens, 0, 5, 1, 0.9), newName(text, tokens, 6, 8, 0, 0.9), newName(text, tokens, 9, 10, 2, 0.9)}
	var got []string
	found := d.mend(text, tokens, names)
	for _, n := range found {
		got = append(got, string(n.Type)+":"+n.In(text))
	}
	checkNames(t, text, tokens, found)
	if s := strings.Join(got, ", "); s != "organisation:Fisheries Board, person:Ada Brook, person:Olaf Lund, place:Oslo" {
		t.Errorf("names are %s", s)
	}
}

func TestSpellOut(t *testing.T) {
	text := "The Fisheries Research Centre of Norway ( FRCN ) spoke .\nAn Electric Vessel Motor ( EVM ) broke , and the EVM went ."
	sentences, tokens := split(text)
	var d decoder
	d.prepare(perceptron.Lexicon{}, text, sentences, tokens)
	names := []Name{newName(text, tokens, 1, 4, 1, 0.8), newName(text, tokens, 5, 6, 2, 0.9)}
	for i := range tokens {
		if tokens[i].Span().In(text) == "EVM" {
			names = append(names, newName(text, tokens, i, i+1, 1, 0.6))
		}
	}
	var got []string
	for _, n := range d.spellOut(text, tokens, names) {
		got = append(got, string(n.Type)+":"+n.In(text))
	}
	if s := strings.Join(got, ", "); s != "organisation:Fisheries Research Centre of Norway" {
		t.Errorf("names are %s", s)
	}
}

func TestEndsAndDatelines(t *testing.T) {
	text := "QUAYPORT , Norway 2020-03-01\nAda Brook Monday met the Council"
	sentences, tokens := split(text)
	var d decoder
	d.prepare(perceptron.Lexicon{}, text, sentences, tokens)
	names := []Name{newName(text, tokens, 0, 1, 1, 0.9), newName(text, tokens, 2, 3, 2, 0.9)}
	d.datelines(text, tokens, names)
	if names[0].Type != model.Place {
		t.Errorf("the place of a dateline is %s", names[0].Type)
	}
	if n := d.trimEnd(text, tokens, newName(text, tokens, 4, 7, 0, 0.9)); n.In(text) != "Ada Brook" {
		t.Errorf("a person is %q", n.In(text))
	}
	money := "US $ 5 and US law"
	_, coins := split(money)
	if !currency(money, coins, newName(money, coins, 0, 1, 2, 0.9)) || currency(money, coins, newName(money, coins, 4, 5, 2, 0.9)) {
		t.Error("a currency is taken for a country")
	}
	if !d.generic(text, tokens, newName(text, tokens, 9, 10, 1, 0.9)) || d.generic(text, tokens, newName(text, tokens, 0, 1, 1, 0.9)) {
		t.Error("a kind of body after an article is taken for a name")
	}
}

// checkNames checks order, ranges and spans.
func checkNames(t *testing.T, text string, tokens []model.Token, names []Name) {
	t.Helper()
	before := 0
	for _, n := range names {
		if n.First < before || n.Last <= n.First || n.Last > len(tokens) {
			t.Fatalf("name has tokens [%d,%d) of %d after %d", n.First, n.Last, len(tokens), before)
		}
		before = n.Last
		if n.Start != int(tokens[n.First].Start) || n.End != int(tokens[n.Last-1].End) {
			t.Fatalf("name has span %v, its tokens another", n.Span)
		}
		if n.Confidence < 0 || n.Confidence > 1 {
			t.Fatalf("confidence %f", n.Confidence)
		}
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	s, tokens := split("Ada Brook lives in Quayport .\nBrook likes Quayport .\nThe mayor of Quayport is Ada Brook .")
	text := "Ada Brook lives in Quayport .\nBrook likes Quayport .\nThe mayor of Quayport is Ada Brook ."
	doc := &corpus.Document{Text: text, Sentences: s, Tokens: tokens, Names: []corpus.Name{
		{First: 0, Last: 2, Type: "PER"}, {First: 4, Last: 5, Type: "LOC"}, {First: 6, Last: 7, Type: "PER"},
		{First: 8, Last: 9, Type: "LOC"}, {First: 13, Last: 14, Type: "LOC"}, {First: 15, Last: 17, Type: "PER"},
	}}
	docs := []*corpus.Document{doc, doc, doc, doc}
	o := Options{Epochs: 20, Folds: 2, MinCount: 1, Rate: 0.3, Quantise: perceptron.Quantise{Clip: 2}, Seed: 2}
	a, _ := Train(docs, Lists{}, o)
	b, _ := Train(docs, Lists{}, o)
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
	f, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	got := f.Find(text, s, tokens)
	if len(got) != len(doc.Names) {
		t.Fatalf("%d names found, %d trained", len(got), len(doc.Names))
	}
	for i, n := range got {
		if n.First != doc.Names[i].First || n.Last != doc.Names[i].Last {
			t.Errorf("name %d is [%d,%d)", i, n.First, n.Last)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Ada Brook left Oslo .", uint8(1), uint8(15))
	f.Add("\xff “É” 3.5-TON\x00 al Bin", uint8(3), uint8(0))
	f.Fuzz(func(t *testing.T, text string, step, tags uint8) {
		var tokens []model.Token
		for at := 0; at < len(text); at += 1 + int(step)/2 {
			tokens = append(tokens, model.Token{
				Start: int32(at), End: int32(min(len(text), at+int(step)%7)), Head: -1, Tag: model.Tag(tags),
			})
		}
		half := len(tokens) / 2
		names := Find(text, []model.Sentence{{Last: half}, {First: half, Last: len(tokens) + 3}}, tokens)
		checkNames(t, text, tokens, names)
	})
}

func BenchmarkFind(b *testing.B) {
	line := "The harbour master of Quayport said on Tuesday that Ada Brook had left Norway without the Ministry of Fisheries . \n"
	text := strings.Repeat(line, 50)
	sentences, tokens := split(text)
	tag.Tag(text, sentences, tokens)
	b.ReportAllocs()
	for b.Loop() {
		Find(text, sentences, tokens)
	}
	b.ReportMetric(float64(len(tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func TestTellKinds(t *testing.T) {
	text := "The Battle of Estwick , the Fjord Games , the Quayport Accords , “ The Long Tide ” , Norwegian , Alnholt and Quayport Airport . Norwegian Foreign Ministry"
	_, tokens := split(text)
	index := func(words string) (first, last int) {
		at := strings.Index(text, words)
		for i, k := range tokens {
			if int(k.Start) == at {
				first = i
			}
			if int(k.End) == at+len(words) {
				last = i + 1
			}
		}
		return first, last
	}
	var names []Name
	for _, n := range []struct {
		words string
		kind  int
	}{
		{"Battle of Estwick", other}, {"Fjord Games", other}, {"Quayport Accords", other}, {"The Long Tide", other},
		{"Norwegian", other}, {"Alnholt", other}, {"Quayport Airport", 0}, {"Foreign Ministry", 1},
	} {
		first, last := index(n.words)
		names = append(names, newName(text, tokens, first, last, n.kind, 0.9))
	}
	var got []string
	for _, n := range tellKinds(text, tokens, names) {
		got = append(got, string(n.Type)+":"+n.In(text))
	}
	nation, body := newName(text, tokens, len(tokens)-3, len(tokens)-2, other, 0.9), newName(text, tokens, len(tokens)-2, len(tokens), 1, 0.9)
	if n := tellKinds(text, tokens, []Name{nation, body}); len(n) != 1 || n[0].In(text) != "Norwegian Foreign Ministry" {
		t.Errorf("a nation's ministry is %v", n)
	}
	want := "event:Battle of Estwick, event:Fjord Games, work:Quayport Accords, work:The Long Tide, group:Norwegian, place:Quayport Airport, organisation:Foreign Ministry"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestOfficeBeforePersonIsNoName(t *testing.T) {
	text := "After the storm in northern Norway, Norwegian Defence Minister Ada Holm ordered the ships to sea."
	a := []model.Block{{Kind: model.BlockParagraph, End: len(text)}}
	sentences, tokens := segment.Split(text, a)
	tag.Tag(text, sentences, tokens)
	for _, n := range Find(text, sentences, tokens) {
		if strings.HasSuffix(n.In(text), "Minister") {
			t.Errorf("%q is taken for a name", n.In(text))
		}
	}
}
