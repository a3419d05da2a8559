package segment

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"synoptic/internal/model"
)

func words(text string) string {
	_, tokens := Split(text, nil)
	var out []string
	for _, t := range tokens {
		out = append(out, t.Span().In(text))
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"She didn't, won't and can't.":                "She did n't , wo n't and ca n't .",
		"Kessia’s deal isn’t done":                    "Kessia ’s deal is n’t done",
		"It cannot, we're gonna":                      "It can not , we 're gon na",
		"They wouldn't've gone":                       "They would n't 've gone",
		"a 15-year term, a co-founder, 555-0123":      "a 15 - year term , a co-founder , 555-0123",
		"on 2031-06-24 and 24/06/2031 at 5:10 a.m.":   "on 2031-06-24 and 24/06/2031 at 5:10 a.m.",
		"$1,200.50, US$5bn, €3m, 10%, 5pm":            "$ 1,200.50 , US$ 5 bn , € 3m , 10 % , 5 pm",
		"see https://a.example/b?c=d, or www.b.test.": "see https://a.example/b?c=d , or www.b.test .",
		"Write to desk.one@b-c.example!":              "Write to desk.one@b-c.example !",
		"U.S. forces, U.N. and the U.S.'s envoy":      "U.S. forces , U.N. and the U.S. 's envoy",
		"J. R. Wend and Mr. Holm, Jr. spoke":          "J. R. Wend and Mr. Holm , Jr. spoke",
		"Well... no… yes -- maybe—or–not":             "Well ... no … yes -- maybe — or – not",
		`"Yes," he said. “No,” «oui» „ja“ ‘so’`:       `" Yes , " he said . “ No , ” « oui » „ ja “ ‘ so ’`,
		"``Yes,'' he said":                            "`` Yes , '' he said",
		"the '90s and the farmers' vote":              "the '90s and the farmers ' vote",
		"O'Brannigan's AT&T shares":                   "O'Brannigan 's AT&T shares",
		"#truce @desk_one No. 5, no. 5":               "#truce @desk_one No. 5 , no . 5",
		"and/or 9/11 w/o":                             "and / or 9/11 w/o",
		"the end.Then more, Node.js":                  "the end . Then more , Node.js",
		"What?! Really!!":                             "What ?! Really !!",
		"grew .25 points to 3.5":                      "grew .25 points to 3.5",
	} {
		if got := words(text); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestCases splits the paragraphs of each testdata file: in the input "|"
// stands where a sentence ends and another begins, and tokens are as wanted
// where the line after begins with "= ".
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		for line := range strings.Lines(string(raw)) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' && line[1] == ' ' {
				continue
			}
			if want, ok := strings.CutPrefix(line, "= "); ok {
				if got := words(last); got != want {
					t.Errorf("%s: tokens\n got %s\nwant %s", file, got, want)
				}
				continue
			}
			last = strings.ReplaceAll(line, "|", "")
			if got := marked(last); got != line {
				t.Errorf("%s: sentences\n got %s\nwant %s", file, got, line)
			}
		}
	}
}

// marked is text with "|" before each sentence but the first.
func marked(text string) string {
	sentences, _ := Split(text, nil)
	var b strings.Builder
	at := 0
	for i, s := range sentences {
		if i > 0 {
			b.WriteString(text[at:s.Start] + "|")
			at = s.Start
		}
	}
	return b.String() + text[at:]
}

func TestBlocksEndSentences(t *testing.T) {
	text := "A headline without a stop\n\nThe text begins"
	blocks := []model.Block{{Start: 0, End: 25}, {Start: 27, End: len(text)}}
	sentences, _ := Split(text, blocks)
	if len(sentences) != 2 || sentences[0].Block != 0 || sentences[1].Block != 1 || sentences[1].In(text) != "The text begins" {
		t.Errorf("%+v", sentences)
	}
}

// check says what is wrong with a segmentation of text, or "".
func check(text string, blocks []model.Block, sentences []model.Sentence, tokens []model.Token) string {
	last, valid := 0, utf8.ValidString(text)
	for _, tok := range tokens {
		s := tok.Span()
		if s.Start < last || s.End <= s.Start || s.End > len(text) {
			return "a token out of order or range"
		}
		if strings.ContainsAny(s.In(text), " \n\t") {
			return "a token with a space in it"
		}
		if valid && !utf8.ValidString(s.In(text)) {
			return "a token that cuts a character"
		}
		last = s.End
	}
	next := 0
	for _, s := range sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(tokens) {
			return "a sentence that does not follow the one before"
		}
		next = s.Last
		if s.Start != int(tokens[s.First].Start) || s.End != int(tokens[s.Last-1].End) {
			return "a sentence whose span is not that of its tokens"
		}
		if len(blocks) > 0 && (s.Block >= len(blocks) || s.Start < blocks[s.Block].Start || s.End > blocks[s.Block].End) {
			return "a sentence outside its block"
		}
	}
	if next != len(tokens) {
		return "tokens without a sentence"
	}
	return ""
}

// covered says whether every character that is no space lies in a token.
func covered(text string, tokens []model.Token) bool {
	last := 0
	for _, t := range append(tokens, model.Token{Start: int32(len(text)), End: int32(len(text))}) {
		for i := last; i < int(t.Start); {
			c, n := classAt(text, i)
			if c != space {
				return false
			}
			i += n
		}
		last = int(t.End)
	}
	return true
}

func TestAnyText(t *testing.T) {
	pieces := []string{"Mr.", " ", "“", "”", "\"", "'", "’s", "n't", ".", "...", "?", "U.S.", "-", "co-", "A", "b", "é", "2", ",", ":", "/",
		"@", "http://", "www.", "ß", "\u00a0", "�", "\xff", "漢", "!", "$", "’", "''", "said", "#", "The"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), "")
		cut := rapid.SliceOfN(rapid.IntRange(-2, 60), 0, 6).Draw(t, "cuts")
		var blocks []model.Block
		for i := 0; i+1 < len(cut); i += 2 {
			blocks = append(blocks, model.Block{Start: cut[i], End: cut[i+1]})
		}
		sentences, tokens := Split(text, blocks)
		if wrong := check(text, nil, sentences, tokens); wrong != "" && utf8.ValidString(text) && len(blocks) == 0 {
			t.Fatalf("%s in %q", wrong, text)
		}
		if len(blocks) == 0 && !covered(text, tokens) {
			t.Fatalf("a character without a token in %q", text)
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("“Who knows?” Mr. Holm said. It's 5pm in the U.S. now...", 3, 20)
	f.Add("a.b.c@d-e.f http://x.y/z, '90s 'em ``q'' 1-2-3", 0, 9)
	f.Fuzz(func(t *testing.T, text string, cut, end int) {
		sentences, tokens := Split(text, nil)
		if wrong := check(text, nil, sentences, tokens); wrong != "" {
			t.Fatal(wrong)
		}
		if !covered(text, tokens) {
			t.Fatal("a character without a token")
		}
		blocks := []model.Block{{Start: 0, End: cut}, {Start: cut, End: end}, {Start: end, End: len(text)}}
		Split(text, blocks)
	})
}

// sample is a text to measure on: invented, with what news has in it.
var sample = strings.Repeat("“We didn't know,” Mr. Holm, 54, told reporters in the U.S. on Jan. 5, 2031. "+
	"Kessia's 15-year-old $1,200.50 plan — “a start” — fell 3.5% at 5:10 a.m.; see www.desk.example/a. ", 50)

func BenchmarkSplit(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		Split(sample, nil)
	}
}

// One long line of any kind must cost time linear in its length; these would
// take minutes otherwise.
func TestLongLines(t *testing.T) {
	pieces := []string{"a", "a-", "1-", "a.", "'", "\"", "“", "(", "...", "a'", "n't", "www.", "http://", "@", "1,1", "Mr. ", "? \" ", "x ", "\xff", "U.S. The "}
	for _, piece := range append(pieces, strings.Repeat(strings.Join(pieces, " "), 8)) {
		size := 1 << 20
		if len(piece) > 100 {
			size = 10 << 20 // all kinds in one line of 10 MB
		}
		text := strings.Repeat(piece, size/len(piece))
		sentences, tokens := Split(text, nil)
		if wrong := check(text, nil, sentences, tokens); wrong != "" {
			t.Errorf("%.30q: %s", piece, wrong)
		}
	}
}
