package language

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"synoptic/internal/model"
)

// story is an invented article with what news has in it.
const story = `Ferry sinks off Quayport, 12 feared lost

QUAYPORT, Norland (Tide Agency) — The ferry Brave Ida sank on Monday night with 120 people on board, harbour master Arno Holm said.

“We didn't know how old she was,” Holm, 54, told reporters at 9 a.m. on Tuesday. “Nobody had looked at her since Jan. 5, 2031.”

Interior Minister Lise Brandt said that the government would close the harbour until next Friday, and denied that her ministry had been warned.

The Norland Shipping Company, which had bought the ferry for $1.2m three years ago, said it would answer all questions “in due course”. Its chief executive, Ona Till, has left the country.

Rescuers found 96 passengers; twelve are still missing. According to Mayor Kessia Wend, who spoke with their families, most of them lived in Estwick.
`

func article(text string) *model.Article {
	a := &model.Article{ID: "a", Language: "en", Text: text, Published: &model.Published{Value: "2032-05-04", From: "metadata"}}
	at := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		if p != "" {
			a.Blocks = append(a.Blocks, model.Block{Kind: model.BlockParagraph, Start: at, End: at + len(p)})
		}
		at += len(p) + 2
	}
	return a
}

// BenchmarkAnnotate is the whole chain, segment to refer.
func BenchmarkAnnotate(b *testing.B) {
	a := article(strings.Repeat(story+"\n", 8))
	tokens := len(Annotate(a).Tokens)
	b.SetBytes(int64(len(a.Text)))
	allocated := testing.AllocsPerRun(1, func() { Annotate(a) })
	for b.Loop() {
		Annotate(a)
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(allocated/float64(tokens), "allocs/token")
}

const firstUse = "SYNOPTIC_TEST_FIRST_USE"

// TestFirstUse is run by BenchmarkLoad in a process of its own.
func TestFirstUse(t *testing.T) {
	if os.Getenv(firstUse) == "" {
		t.Skip("run by BenchmarkLoad in a process of its own")
	}
	start := time.Now()
	Annotate(article("Mayor Kessia Wend left."))
	first := time.Since(start)
	fmt.Printf("first use: %d\n", first.Nanoseconds())
}

// BenchmarkLoad is how much longer the first article of a process takes, which
// loads all models and word lists.
func BenchmarkLoad(b *testing.B) {
	sum := 0.0
	for b.Loop() {
		c := exec.Command(os.Args[0], "-test.run=^TestFirstUse$")
		c.Env = append(os.Environ(), firstUse+"=1")
		out, err := c.Output()
		if err != nil {
			b.Fatal(err)
		}
		var n float64
		_, after, _ := strings.Cut(string(out), "first use: ")
		if _, err := fmt.Sscan(after, &n); err != nil {
			b.Fatal(err)
		}
		sum += n
	}
	b.ReportMetric(sum/float64(b.N)/1e6, "ms/load")
}

// wrong says what is wrong with the sentences and tokens of an analysis.
func wrong(an *model.Analysis) string {
	text := an.Article.Text
	last := 0
	for _, t := range an.Tokens {
		if int(t.Start) < last || t.End <= t.Start || int(t.End) > len(text) {
			return "a token out of order or range"
		}
		if int(t.Head) >= len(an.Tokens) {
			return "a head out of range"
		}
		last = int(t.End)
	}
	next := 0
	for _, s := range an.Sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(an.Tokens) || s.Block < 0 || s.Block >= max(1, len(an.Article.Blocks)) {
			return "a sentence out of order or range"
		}
		next = s.Last
	}
	spans := func(what string, n int, span func(i int) model.Span) string {
		for i := range n {
			if s := span(i); s.Start < 0 || s.End < s.Start || s.End > len(text) {
				return what + " out of range"
			}
		}
		return ""
	}
	return spans("a mention", len(an.Mentions), func(i int) model.Span { return an.Mentions[i].Span }) +
		spans("a date", len(an.Dates), func(i int) model.Span { return an.Dates[i].Span })
}

func FuzzAnnotate(f *testing.F) {
	f.Add(story, 30)
	f.Add("\xff“U.S.\x00’’…", 2)
	f.Fuzz(func(t *testing.T, text string, cut int) {
		a := &model.Article{ID: "a", Language: "en", Text: text}
		if cut > 0 && cut < len(text) && utf8.RuneStart(text[cut]) {
			a.Blocks = []model.Block{{Kind: model.BlockParagraph, End: cut}, {Kind: model.BlockParagraph, Start: cut, End: len(text)}}
		}
		if w := wrong(Annotate(a)); w != "" {
			t.Fatalf("%s in %q", w, text)
		}
	})
}

// Lines without end cost time linear in their length: one twice as long must
// not take three times as long, in the best of some tries.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const size = 16 << 10
	for _, piece := range []string{"a", "Ada Brook ", "“", "the ferry left and ", "U.S. ", "Mr. Holm said on Monday. ", "\xff", "he, "} {
		text := strings.Repeat(piece, 2*size/len(piece))
		ratio := 1e9
		for try := 0; try < 4 && ratio > 3; try++ {
			half, whole := timed(t, text[:len(text)/2]), timed(t, text)
			ratio = min(ratio, float64(whole)/float64(half+10*time.Millisecond))
		}
		if ratio > 3 {
			t.Errorf("%q: twice the line takes %.1f times as long", piece, ratio)
		}
	}
}

// timed is how long it takes to annotate a text.
func timed(t *testing.T, text string) time.Duration {
	start := time.Now()
	an := Annotate(article(text))
	took := time.Since(start)
	if w := wrong(an); w != "" {
		t.Errorf("%.20q: %s", text, w)
	}
	return took
}
