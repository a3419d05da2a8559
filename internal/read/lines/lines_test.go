package lines

import (
	"bytes"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func TestModelsParse(t *testing.T) {
	for name, data := range map[string][]byte{"text": textForest, "page": pageForest} {
		m, err := ParseModel(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if m.First.Trees() == 0 || m.Second.Trees() == 0 {
			t.Errorf("%s: a pass without trees", name)
		}
		again, err := m.Bytes()
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("%s: model changes when read and written: %v", name, err)
		}
		if _, err := ParseModel(data[:len(data)/2]); err == nil {
			t.Errorf("%s: half a model is read without an error", name)
		}
	}
}

func TestFurniture(t *testing.T) {
	for line, want := range map[string]Class{
		"Related News": Related, "READ NEXT »": Related, "Most Read": Related, "More from Port Elsa": Related,
		"No comments:": Comments, "12 Comments": Comments, "Post a Comment": Comments, "Share this": Share,
		"All Rights Reserved": Footer, "© 2031 Elsa Courier": Footer, "3 Min Read": Meta, "Listen": Player,
		"Advertisement": Advert, "Read more: The mayor loses a vote": Link, "___": Rule, "[Why the customs house stands empty today]": Link,
		"Sign up for our newsletter and never miss a boat": Subscribe,
		"The council voted on Monday.":                     "", "A divided town": "", "Lind: Night ferry stays": "",
		"Comments by the chair angered the owners of both boats on Monday.": "",
		"More than two hundred people came":                                 "",
	} {
		if got := Furniture(line); got != want {
			t.Errorf("Furniture(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestEndsSentence(t *testing.T) {
	for line, want := range map[string]bool{
		"It is over.": true, "It is over.”": true, "Is it over?": true, "It is over. (AP)": true, "It is over (AP)": false,
		"A divided town": false, "He said:": false, "": false, "第一。": true,
	} {
		if got := EndsSentence(line); got != want {
			t.Errorf("EndsSentence(%q) = %t", line, got)
		}
	}
}

// samplePage is a small flattened page; its lines 3 to 5 are the article.
func samplePage() Example {
	all := []Line{{Text: "Home", Bullet: true}, {Text: "Sport", Bullet: true}, {Text: "Weather", Bullet: true},
		{Text: "The harbour council voted on Monday to keep the night ferry running through the winter."},
		{Text: "Nobody should have to sleep on the quay, said the chair of the council after the vote."},
		{Text: "The owners said that they would need a contract for three years before they order engines."},
		{Text: "Most Read"}, {Text: "Storm brings down two trees"}, {Text: "All Rights Reserved"}}
	return Example{Lines: all, Keep: []bool{false, false, false, true, true, true, false, false, false}}
}

// many are variants of one page, from which training can learn.
func many() []Example {
	var out []Example
	for range 12 {
		out = append(out, samplePage())
	}
	return out
}

func TestTrainLearnsItsExample(t *testing.T) {
	m := TrainSecond(TrainFirst(many()), many())
	e := samplePage()
	for i, s := range m.Scores(e.Lines) {
		if (s > 0) != e.Keep[i] {
			t.Errorf("line %d has score %.1f", i, s)
		}
	}
	a, _ := m.Bytes()
	b, _ := TrainSecond(TrainFirst(many()), many()).Bytes()
	if !bytes.Equal(a, b) {
		t.Error("the same examples gave another model")
	}
}

func TestBestRuns(t *testing.T) {
	for _, c := range []struct {
		scores []float32
		want   string
	}{
		{nil, ""},
		{[]float32{-3, 2, 2, -0.4, 2, -3, -3}, "-++++--"}, // a dip inside stays in
		{[]float32{-3, -3, 0.1, -3}, "----"},              // a lone weak line does not begin an article
		{[]float32{-3, -3, 3, -3}, "--+-"},
		{[]float32{5}, "+"},
	} {
		got := ""
		for _, k := range bestRuns(c.scores) {
			got += string("-+"[flag(k)])
		}
		if got != c.want {
			t.Errorf("bestRuns(%v) = %s, want %s", c.scores, got, c.want)
		}
	}
}

// TestBestRunsIsBest compares with every choice there is.
func TestBestRunsIsBest(t *testing.T) {
	value := func(scores []float32, keep func(i int) bool) float64 {
		sum := 0.0
		for i, s := range scores {
			if keep(i) {
				sum += float64(max(-maxScore, min(maxScore, s+bias)))
			}
			if i > 0 && keep(i) != keep(i-1) {
				sum -= switchCost
			}
		}
		return sum
	}
	rapid.Check(t, func(t *rapid.T) {
		scores := rapid.SliceOfN(rapid.Float32Range(-8, 8), 1, 8).Draw(t, "scores")
		keep := bestRuns(scores)
		got := value(scores, func(i int) bool { return keep[i] })
		for choice := range 1 << len(scores) {
			if v := value(scores, func(i int) bool { return choice>>i&1 == 1 }); v > got+1e-4 {
				t.Fatalf("%v has value %f, %b has %f", keep, got, choice, v)
			}
		}
	})
}

func TestArticleOfPage(t *testing.T) {
	e := samplePage()
	choice := Default().Article(e.Lines)
	if !choice.Page {
		t.Fatal("page not seen as one")
	}
	for i, m := range choice.Marks {
		if m.Keep != e.Keep[i] {
			t.Errorf("line %d %q: kept %t", i, e.Lines[i].Text, m.Keep)
		}
	}
}

func TestCleanTextIsKeptWhole(t *testing.T) {
	e := samplePage()
	choice := Default().Article(e.Lines[3:6])
	if choice.Page || choice.Uncertain || !reflect.DeepEqual(choice.Marks, []Mark{{Keep: true}, {Keep: true}, {Keep: true}}) {
		t.Errorf("clean text: %+v", choice)
	}
}

// TestScoresOfAnyLines wants a finite score for each line, whatever the lines.
func TestScoresOfAnyLines(t *testing.T) {
	text := rapid.StringOf(rapid.RuneFrom([]rune("ab é.,“1A 東")))
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 20).Draw(t, "lines")
		markup := rapid.Bool().Draw(t, "markup")
		all := make([]Line, n)
		for i := range all {
			all[i].Text = text.Draw(t, "text")
			if markup {
				all[i].Traits = &Traits{Tag: "p", Link: rapid.Float64Range(0, 1).Draw(t, "link"),
					Within: rapid.SliceOfN(rapid.Int32Range(1, 5), 0, 4).Draw(t, "within"), Class: uint64(i % 3)}
			}
		}
		choice := Default().Article(all)
		m := Default().Text
		if markup {
			m = Default().Page
		}
		if choice.Agreement < 0 || choice.Agreement > 1 {
			t.Fatalf("agreement %v", choice.Agreement)
		}
		scores := m.Scores(all)
		if len(scores) != n || len(choice.Marks) != n {
			t.Fatalf("%d scores and %d marks of %d lines", len(scores), len(choice.Marks), n)
		}
		for _, s := range scores {
			if math.IsNaN(float64(s)) || math.IsInf(float64(s), 0) {
				t.Fatalf("score %v", s)
			}
		}
	})
}

// TestAgreement weighs running text by its words.
func TestAgreement(t *testing.T) {
	c := &context{s: []shape{{words: 30}, {words: 5}, {words: 70}}, real: []bool{true, false, true}}
	for _, x := range []struct {
		a, b []bool
		want float64
	}{
		{[]bool{true, true, true}, []bool{true, false, true}, 1},
		{[]bool{true, false, false}, []bool{true, false, true}, 0.3},
		{[]bool{false, true, false}, []bool{false, false, false}, 1},
	} {
		if got := c.agreement(x.a, x.b); got != x.want {
			t.Errorf("agreement of %v and %v is %v, want %v", x.a, x.b, got, x.want)
		}
	}
	if u := (Choice{Agreement: 0.3}).Doubt(); u[:27] != "uncertain text: another way" {
		t.Errorf("doubt told as %q", u)
	}
}

func TestMemory(t *testing.T) {
	var m Memory
	m.Add("a", []string{"Support us: 12 readers did", "one", "two and more of it"})
	if m.Recurs("a", "one") {
		t.Error("a line of one page recurs")
	}
	m.Add("a", []string{"Support us: 30 readers did", "three", "four five six seven eight"})
	m.Add("b", []string{"one", "nine"})
	m.Add("", []string{"one"})
	for line, want := range map[string]bool{"SUPPORT US: 7 readers did": true, "one": false, "three": false, "new": false} {
		if m.Recurs("a", line) != want {
			t.Errorf("%q recurs: %t", line, !want)
		}
	}
	m.Add("a", []string{"three", "four five six seven eight"})
	if m.Recurs("a", "three") {
		t.Error("a page that was seen before counts twice")
	}
}

// TestUncertain wants doubt of a page on which an article is followed by a longer
// stretch of comments, and none of a page that has nothing but the article.
func TestUncertain(t *testing.T) {
	e := samplePage()
	if c := Default().Article(e.Lines); c.Uncertain || c.Agreement != 1 {
		t.Errorf("sample page: agreement %.2f, uncertain %t", c.Agreement, c.Uncertain)
	}
	page := append([]Line{}, e.Lines[:6]...)
	for _, l := range []string{"14 Comments", "Leave a comment", "Sign in", "Newest first", "Older comments"} {
		page = append(page, Line{Text: l})
	}
	for range 4 {
		for _, l := range e.Lines[3:6] {
			page = append(page, Line{Text: "I think you are all wrong about it. " + l.Text + " That is what my cousin told me too, and you can believe it."})
		}
	}
	c := Default().Article(page)
	kept := 0
	for _, m := range c.Marks[11:] {
		kept += flag(m.Keep)
	}
	if kept == 0 && !c.Uncertain {
		t.Errorf("article of three lines before twelve of comments: agreement %.2f, not uncertain", c.Agreement)
	}
	if c.Uncertain != (c.Agreement < leastFlatAgreement) {
		t.Errorf("agreement %.2f, uncertain %t", c.Agreement, c.Uncertain)
	}
}
