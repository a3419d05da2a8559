package refer

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"synoptic/internal/language/name"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
	"synoptic/internal/model"
)

// analyse resolves text whose names are given as they stand in it, each with
// its type before a colon, in the order of the text: "person:Ada Holm".
func analyse(text string, marked ...string) *model.Analysis {
	a := &model.Article{ID: "a", Text: text}
	for start := 0; start < len(text); {
		end := strings.Index(text[start:], "\n\n")
		if end < 0 {
			end = len(text) - start
		}
		a.Blocks = append(a.Blocks, model.Block{Kind: model.BlockParagraph, Start: start, End: start + end})
		start += end + 2
	}
	an := &model.Analysis{Article: a}
	an.Sentences, an.Tokens = segment.Split(text, a.Blocks)
	at := 0
	var names []name.Name
	for _, m := range marked {
		kind, words, _ := strings.Cut(m, ":")
		i := strings.Index(text[at:], words)
		if i < 0 {
			panic("the test's text lacks " + words)
		}
		s := model.Span{Start: at + i, End: at + i + len(words)}
		first, last := an.TokensIn(s)
		names = append(names, name.Name{Span: s, Type: model.EntityType(kind), First: first, Last: last, Confidence: 1})
		at = s.End
	}
	Resolve(an, names)
	return an
}

// resolved is the name of the entity that the nth mention with these words
// stands for, "?" where it is open, "" where there is no such mention.
func resolved(an *model.Analysis, words string, nth int) string {
	for _, m := range an.Mentions {
		if m.In(an.Article.Text) != words {
			continue
		}
		if nth--; nth > 0 {
			continue
		}
		if m.Entity < 0 {
			return "?"
		}
		return an.Entities[m.Entity].Name
	}
	return ""
}

func titleOf(an *model.Analysis, words string) string {
	for _, m := range an.Mentions {
		if m.In(an.Article.Text) == words && m.Title.Len() > 0 {
			return m.Title.In(an.Article.Text)
		}
	}
	return ""
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"Danish Foreign Minister Ada Holm spoke.", "Ada Holm", "Danish Foreign Minister"},
		{"Ada Holm, Denmark's foreign minister, spoke.", "Ada Holm", "Denmark's foreign minister"},
		{"Denmark's foreign minister, Ada Holm, spoke.", "Ada Holm", "Denmark's foreign minister"},
		{"Ada Holm, 54, a retired teacher, spoke.", "Ada Holm", "a retired teacher"},
		{"The former mayor Ada Holm spoke.", "Ada Holm", "former mayor"},
		{"North Korean leader Ada Holm spoke.", "Ada Holm", "North Korean leader"},
		{"Gen. Ada Holm spoke.", "Ada Holm", "Gen."},
		{"They left, Ada Holm said.", "Ada Holm", ""},
		{"On Tuesday Ada Holm spoke.", "Ada Holm", ""},
		{"Ada Holm, the mayor of Lund, spoke.", "Ada Holm", "the mayor of Lund"},
		{"Ada Holm, who is a minister, spoke.", "Ada Holm", ""},
	} {
		an := analyse(c.text, "person:"+c.name)
		if got := titleOf(an, c.name); got != c.want {
			t.Errorf("%s: title %q, want %q", c.text, got, c.want)
		}
	}
}

func TestOnePersonManyNames(t *testing.T) {
	an := analyse("Sergei Wolyn met Mr Lund. Wolyn left. “No,” said Sergey Wolynsky-Marr. Sergey Wolyn slept.",
		"person:Sergei Wolyn", "person:Mr Lund", "person:Wolyn", "person:Sergey Wolynsky-Marr", "person:Sergey Wolyn")
	if a, b := resolved(an, "Wolyn", 1), resolved(an, "Sergey Wolyn", 1); a != b || a == "" {
		t.Errorf("Wolyn is %q, Sergey Wolyn is %q", a, b)
	}
	if got := resolved(an, "Sergey Wolynsky-Marr", 1); got != "Sergey Wolynsky-Marr" {
		t.Errorf("another surname was joined: %q", got)
	}
	if got := resolved(an, "Lund", 1); got != "Lund" {
		t.Errorf("Mr Lund is %q", got)
	}
}

func TestTwoOfOneSurname(t *testing.T) {
	an := analyse("Mary Holm met Peter Holm. Mrs Holm spoke first. Mr Holm wept.",
		"person:Mary Holm", "person:Peter Holm", "person:Holm", "person:Holm")
	if got := resolved(an, "Holm", 1); got != "Mary Holm" {
		t.Errorf("Mrs Holm is %q", got)
	}
	if got := resolved(an, "Holm", 2); got != "Peter Holm" {
		t.Errorf("Mr Holm is %q", got)
	}
}

func TestAcronyms(t *testing.T) {
	an := analyse("The Northern Fish Board (NFB) met. The NFB spoke.",
		"organisation:Northern Fish Board", "organisation:NFB", "organisation:NFB")
	for n := 1; n <= 2; n++ {
		if got := resolved(an, "NFB", n); got != "Northern Fish Board" {
			t.Errorf("NFB is %q", got)
		}
	}
}

func TestMetonymsAndDemonyms(t *testing.T) {
	an := analyse("Oslo protested. Norwegian officials met Norway's ambassador at the Kremlin. Norwegian television said so.",
		"place:Oslo", "country:Norway", "place:Kremlin")
	if got := resolved(an, "Norwegian", 1); got != "Norway" {
		t.Errorf("Norwegian is %q", got)
	}
	for _, e := range an.Entities {
		switch e.Name {
		case "Oslo":
			if e.StandsFor != "the government of Norway" {
				t.Errorf("Oslo stands for %q", e.StandsFor)
			}
		case "Norwegian officials":
			if e.Type != model.Group || !e.Plural {
				t.Errorf("%+v", e)
			}
		}
	}
	if got := resolved(an, "Norwegian officials", 1); got != "Norwegian officials" {
		t.Errorf("officials: %q", got)
	}
}

func TestOfficesAlone(t *testing.T) {
	an := analyse("Danish Foreign Minister Ada Holm met the mayor of Lund, Per Dahl. The foreign minister left. The king slept. The Danish minister wept.",
		"person:Ada Holm", "place:Lund", "person:Per Dahl")
	if got := resolved(an, "foreign minister", 1); got != "Ada Holm" {
		t.Errorf("the foreign minister is %q", got)
	}
	if got := resolved(an, "king", 1); got != "?" {
		t.Errorf("the king is %q", got)
	}
	if got := resolved(an, "Danish minister", 1); got != "Ada Holm" {
		t.Errorf("the Danish minister is %q", got)
	}
}

func TestPronouns(t *testing.T) {
	an := analyse("Mary Holm met Peter Dahl. She left.\n\nGreta Lund and Anna Moe met. She left.",
		"person:Mary Holm", "person:Peter Dahl", "person:Greta Lund", "person:Anna Moe")
	if got := resolved(an, "She", 1); got != "Mary Holm" {
		t.Errorf("She is %q", got)
	}
	second := 0
	for _, m := range an.Mentions {
		if m.In(an.Article.Text) != "She" {
			continue
		}
		if second++; second == 2 && m.Confidence >= 0.8 {
			t.Errorf("She after two women is sure: %.2f", m.Confidence)
		}
	}
}

// Exchanging two names exchanges the results and changes nothing else.
func TestExchangedNames(t *testing.T) {
	const text = "AAA BBB, the mayor, met CCC DDD. BBB spoke. “No,” DDD said. The mayor left."
	run := func(a, b string) []string {
		one, two := strings.Fields(a), strings.Fields(b)
		full := strings.NewReplacer("AAA", one[0], "BBB", one[1], "CCC", two[0], "DDD", two[1]).Replace(text)
		an := analyse(full, "person:"+a, "person:"+b, "person:"+one[1], "person:"+two[1])
		var out []string
		for _, m := range an.Mentions {
			who := "?"
			if m.Entity >= 0 {
				who = an.Entities[m.Entity].Name
			}
			out = append(out, string(m.Kind)+" "+who)
		}
		return out
	}
	rename := strings.NewReplacer("Ada Holm", "Greta Dahl", "Greta Dahl", "Ada Holm")
	first, second := run("Ada Holm", "Greta Dahl"), run("Greta Dahl", "Ada Holm")
	if len(first) != len(second) || len(first) < 5 {
		t.Fatalf("%v\n%v", first, second)
	}
	for i := range first {
		if rename.Replace(first[i]) != second[i] {
			t.Errorf("mention %d: %s, exchanged %s", i, first[i], second[i])
		}
	}
}

func TestNamesOfOne(t *testing.T) {
	for _, c := range []struct {
		kind model.EntityType
		a, b string
		want bool
	}{
		{model.Person, "Wolyn", "Sergei Wolyn", true},
		{model.Person, "Sergei Wolyn", "Sergey Wolyn", true},
		{model.Person, "Dmitry Polyakovsky", "Dmitriy Polyakovskiy", true},
		{model.Person, "Foreign Minister Ada Holm", "Ada Holm", true},
		{model.Person, "Ada Holm", "Peter Holm", false},
		{model.Person, "Bill Holm", "William Holm", true},
		{model.Person, "A. Holm", "Ada Holm", true},
		{model.Person, "Ada Holm", "Ada Dahl", false},
		{model.Organisation, "IAEA", "International Atomic Energy Agency", true},
		{model.Country, "the UK", "United Kingdom", true},
		{model.Person, "Mohammed Basri", "Muhammad Basri", true},
		{model.Person, "Jon P. Moe", "Jon Moe", true},
		{model.Person, "Jon Moe Jr.", "Jon Moe", false},
		{model.Person, "Moe", "Jon Moe Jr.", true},
		{model.Person, "Yevgeny Basin", "Evgeny Basin", true},
		{model.Person, "Holm Ada", "Ada Holm", true},
		{model.Person, "", "Moe", false},
		{model.Person, "Åse Bjørk", "Ase Bjork", true},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			sets, _ := Join([]model.Entity{{Name: pair[0], Type: c.kind}, {Name: pair[1], Type: c.kind}}, func(string) bool { return false })
			if got := sets.Root(1) == 0; got != c.want {
				t.Errorf("%q and %q are one: %v", pair[0], pair[1], got)
			}
		}
	}
	if got := strings.Join(KeyWords("Foreign Minister Ása K. Holm-Dahl Jr.’s"), " "); got != "asa k holm dahl" {
		t.Errorf("KeyWords: %q", got)
	}
}

// wrong says what is wrong with an analysis, or "".
func wrong(an *model.Analysis) string {
	last := model.Span{End: 1 << 30}
	for _, m := range an.Mentions {
		switch {
		case m.Start < 0 || m.End > len(an.Article.Text) || m.Start >= m.End:
			return "a mention out of range"
		case m.Start < last.Start || m.Start == last.Start && m.End > last.End:
			return "mentions out of order"
		case !m.Full.Contains(m.Span):
			return "a full span without its mention"
		case m.Entity >= len(an.Entities) || m.Entity < -1:
			return "a mention of an entity that is not there"
		case m.Confidence < 0 || m.Confidence > 1:
			return "a confidence out of range"
		}
		last = m.Span
	}
	for _, e := range an.Entities {
		if len(e.Mentions) == 0 || e.ID == "" {
			return "an entity without mentions or ID"
		}
	}
	return ""
}

func TestAnyNames(t *testing.T) {
	words := []string{"Ada", "Holm", ",", "the", "Danish", "foreign", "minister", "Oslo", "'s", "he", "She", "IAEA", "(", ")", "\"", ".", "officials",
		"said", "of", "Gen.", "-", "US", "President", "\n\n", "Board", "it", "their"}
	kinds := []model.EntityType{model.Person, model.Organisation, model.Place, model.Country, model.Unknown}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 40).Draw(t, "words"), " ")
		an := &model.Analysis{Article: &model.Article{ID: "a", Text: text}}
		an.Sentences, an.Tokens = segment.Split(text, nil)
		var names []name.Name
		for i := 0; i < len(an.Tokens); i++ {
			n := rapid.IntRange(-6, 3).Draw(t, "length")
			if n > 0 {
				last := min(i+n, len(an.Tokens))
				names = append(names, name.Name{Type: rapid.SampledFrom(kinds).Draw(t, "kind"), First: i, Last: last,
					Span: model.Span{Start: int(an.Tokens[i].Start), End: int(an.Tokens[last-1].End)}, Confidence: 0.5})
				i = last
			}
		}
		Resolve(an, names)
		if w := wrong(an); w != "" {
			t.Fatalf("%s in %q", w, text)
		}
	})
}

// Any bytes, every word with a capital a name: spans stay in range, and a long
// sentence takes no longer a word than a short one.
func FuzzResolve(f *testing.F) {
	f.Add("Ada Holm, the mayor, met Per Dahl. She said \"he\" left. The airline Tidewing cut its flights.", byte(1))
	f.Fuzz(func(t *testing.T, text string, kind byte) {
		kinds := []model.EntityType{model.Person, model.Organisation, model.Place, model.Country, model.Unknown}
		an := &model.Analysis{Article: &model.Article{ID: "a", Text: text}}
		an.Sentences, an.Tokens = segment.Split(text, nil)
		tag.Tag(text, an.Sentences, an.Tokens)
		parse.Parse(text, an.Sentences, an.Tokens)
		var names []name.Name
		for i, token := range an.Tokens {
			if isCapital(token.Span().In(text)) {
				names = append(names, name.Name{Span: token.Span(), Type: kinds[(int(kind)+i)%len(kinds)], First: i, Last: i + 1, Confidence: 0.7})
			}
		}
		Resolve(an, names)
		if w := wrong(an); w != "" {
			t.Fatal(w)
		}
	})
}

func TestLongSentence(t *testing.T) {
	const n = 20000
	analyse(strings.Repeat("Ada Holm and she and the mayor and it and the company and Danish men ", n)+".", slices.Repeat([]string{"person:Ada Holm"}, n)...)
}

func BenchmarkResolve(b *testing.B) {
	text := strings.Repeat("Danish Foreign Minister Ada Holm met Peter Dahl in Oslo. She said Norwegian officials had left. ", 20)
	var marked []string
	for range 20 {
		marked = append(marked, "person:Ada Holm", "person:Peter Dahl", "place:Oslo")
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		analyse(text, marked...)
	}
}
