package lines

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWeightsParse(t *testing.T) {
	for name, text := range map[string]string{"text": textWeights, "page": pageWeights} {
		w, err := Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if *w == (Weights{}) {
			t.Errorf("%s: no weights", name)
		}
		again, err := Parse(w.String())
		if err != nil || *again != *w {
			t.Errorf("%s: weights change when written and read: %v", name, err)
		}
	}
	for _, bad := range []string{"emit 1 2", "emit x 1 2 3 4", "emit 99999 1 2 3 4", "step 7 1 2 3 4", "step 1 a 2 3 4"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) gave no error", bad)
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

func TestTrainLearnsItsExample(t *testing.T) {
	e := samplePage()
	w := Train([]Example{e}, 10, 1)
	for i, s := range w.Decode(e.Lines) {
		if (s == Inside) != e.Keep[i] {
			t.Errorf("line %d is in state %d", i, s)
		}
	}
	if again := Train([]Example{e}, 10, 1); *again != *w {
		t.Error("the same examples and seed gave other weights")
	}
}

func TestArticleOfPage(t *testing.T) {
	e := samplePage()
	marks, flat := Article(e.Lines)
	if !flat {
		t.Fatal("page not seen as one")
	}
	for i, m := range marks {
		if m.Keep != e.Keep[i] {
			t.Errorf("line %d %q: kept %t", i, e.Lines[i].Text, m.Keep)
		}
	}
}

func TestCleanTextIsKeptWhole(t *testing.T) {
	e := samplePage()
	marks, flat := Article(e.Lines[3:6])
	if flat || !reflect.DeepEqual(marks, []Mark{{Keep: true}, {Keep: true}, {Keep: true}}) {
		t.Errorf("clean text marked %v, page %t", marks, flat)
	}
}

// TestDecodeSteps wants only steps that are allowed, for any weights and lines.
func TestDecodeSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &Weights{}
		for s := range w.Step {
			for p := range w.Step[s] {
				w.Step[s][p] = float32(rapid.Float64Range(-5, 5).Draw(t, "step"))
			}
			w.Emit[fBias*buckets][s] = float32(rapid.Float64Range(-5, 5).Draw(t, "emit"))
		}
		n := rapid.IntRange(0, 30).Draw(t, "lines")
		all := make([]Line, n)
		for i := range all {
			all[i].Text = strings.Repeat("word ", rapid.IntRange(1, 40).Draw(t, "words")) + "."
		}
		states := w.Decode(all)
		if len(states) != n {
			t.Fatalf("%d states of %d lines", len(states), n)
		}
		for i := 1; i < n; i++ {
			if !allowed[states[i-1]][states[i]] {
				t.Fatalf("state %d after %d", states[i], states[i-1])
			}
		}
	})
}
