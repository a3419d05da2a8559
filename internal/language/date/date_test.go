package date

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"synoptic/internal/language/segment"
	"synoptic/internal/model"
)

// find looks through text as through an article of that day ("" for none).
func find(text, day string) []model.Date {
	a := &model.Article{ID: "a", Text: text}
	if day != "" {
		a.Published = &model.Published{Value: day}
	}
	sentences, tokens := segment.Split(text, nil)
	for i := range tokens { // enough of tags for the rules that look at them
		w := tokens[i].Span().In(text)
		switch {
		case w == "will":
			tokens[i].Tag = model.TagOf("MD")
		case strings.HasSuffix(w, "ed") || w == "met" || w == "said" || w == "fell" || w == "left" || w == "began":
			tokens[i].Tag = model.TagOf("VBD")
		case w == "may" || w == "May" && i > 0 && text[tokens[i].Start-2] == '.':
			tokens[i].Tag = model.TagOf("MD")
		}
	}
	return Find(a, sentences, tokens)
}

// The articles of these are of Wednesday 2031-06-25.
func TestFind(t *testing.T) {
	for _, c := range []struct{ text, words, from, to string }{
		{"They met on 24 June 2031.", "24 June 2031", "2031-06-24", "2031-06-24"},
		{"They met on June 24, 2031, in Lund.", "June 24, 2031", "2031-06-24", "2031-06-24"},
		{"They met on 2031-06-24.", "2031-06-24", "2031-06-24", "2031-06-24"},
		{"They met on 24/06/2031.", "24/06/2031", "2031-06-24", "2031-06-24"},
		{"They met on June 24.", "June 24", "2031-06-24", "2031-06-24"},
		{"They met on the 3rd of May.", "the 3rd of May", "2031-05-03", "2031-05-03"},
		{"They met on Tuesday.", "Tuesday", "2031-06-24", "2031-06-24"},
		{"They met on Wednesday.", "Wednesday", "2031-06-25", "2031-06-25"},
		{"They met on Thursday.", "Thursday", "2031-06-19", "2031-06-19"},
		{"They will meet on Thursday.", "Thursday", "2031-06-26", "2031-06-26"},
		{"Tuesday's talks failed.", "Tuesday", "2031-06-24", "2031-06-24"},
		{"They met last Friday.", "last Friday", "2031-06-20", "2031-06-20"},
		{"They will meet next Monday.", "next Monday", "2031-06-30", "2031-06-30"},
		{"They met on Tuesday, June 17, 2031.", "Tuesday, June 17, 2031", "2031-06-17", "2031-06-17"},
		{"They met yesterday.", "yesterday", "2031-06-24", "2031-06-24"},
		{"They met today and left tomorrow.", "today", "2031-06-25", "2031-06-25"},
		{"They met earlier this week.", "earlier this week", "2031-06-23", "2031-06-29"},
		{"They met over the weekend.", "the weekend", "2031-06-21", "2031-06-22"},
		{"They met last month.", "last month", "2031-05-01", "2031-05-31"},
		{"They met last year.", "last year", "2030-01-01", "2030-12-31"},
		{"They met two days ago.", "two days ago", "2031-06-23", "2031-06-23"},
		{"They met in January.", "January", "2031-01-01", "2031-01-31"},
		{"They met in October.", "October", "2030-10-01", "2030-10-31"},
		{"They met in July last year.", "July last year", "2030-07-01", "2030-07-31"},
		{"They met in 2019.", "2019", "2019-01-01", "2019-12-31"},
		{"They met in June 2019.", "June 2019", "2019-06-01", "2019-06-30"},
		{"In the summer of 2019 they met.", "the summer of 2019", "2019-06-01", "2019-08-31"},
		{"In the third quarter of 2019 they met.", "the third quarter of 2019", "2019-07-01", "2019-09-30"},
		{"In the 1990s they met.", "the 1990s", "1990-01-01", "1999-12-31"},
		{"They met at 9 am local time.", "9 am local time", "2031-06-25T09:00", "2031-06-25T09:00"},
		{"They met at 5:10 p.m. on Tuesday.", "5:10 p.m. on Tuesday", "2031-06-24T17:10", "2031-06-24T17:10"},
		{"They met on Tuesday morning.", "Tuesday morning", "2031-06-24T05:00", "2031-06-24T12:00"},
		{"They met last night.", "last night", "2031-06-24T20:00", "2031-06-24T23:59"},
		{"On 1 June 2031 they met. Two days later they left.", "Two days later", "2031-06-03", "2031-06-03"},
		{"They met the day before yesterday.", "the day before yesterday", "2031-06-23", "2031-06-23"},
		{"The day after Monday's vote they met.", "The day after Monday", "2031-06-24", "2031-06-24"},
		{"The hearing is set for the week of March 6.", "the week of March 6", "2031-03-03", "2031-03-09"},
		{"They met on Christmas Eve.", "Christmas Eve", "2030-12-24", "2030-12-24"},
		{"They met last Thanksgiving.", "last Thanksgiving", "2030-11-28", "2030-11-28"},
		{"They met on Good Friday.", "Good Friday", "2031-04-11", "2031-04-11"},
		{"They met in nineteen ninety-six.", "nineteen ninety-six", "1996-01-01", "1996-12-31"},
		{"They met at 10:35 a.m. (0735 GMT) on Friday.", "10:35 a.m. (0735 GMT) on Friday", "2031-06-20T10:35", "2031-06-20T10:35"},
		{"At mid-afternoon yesterday they met.", "mid-afternoon yesterday", "2031-06-24T12:00", "2031-06-24T18:00"},
		{"In this year's first quarter sales rose.", "this year's first quarter", "2031-01-01", "2031-03-31"},
		{"Sales rose in the latest quarter.", "the latest quarter", "2031-01-01", "2031-03-31"},
		{"In the fourth quarter of 2030 sales fell. A loss followed profit in the year-earlier period.", "the year-earlier period", "2029-10-01", "2029-12-31"},
		{"In the fourth quarter of 2030 it lost more than a year ago.", "a year ago", "2029-10-01", "2029-12-31"},
		{"It lost more than a year ago.", "a year ago", "2030-01-01", "2030-12-31"},
		{"The year ended March 31.", "March 31", "2031-03-31", "2031-03-31"},
		{"The dividend is payable Jan. 2.", "Jan. 2", "2032-01-02", "2032-01-02"},
		{"The ban was extended until Tuesday.", "Tuesday", "2031-07-01", "2031-07-01"},
		{"It could come as early as Tuesday.", "Tuesday", "2031-07-01", "2031-07-01"},
		{"They waited two and a half hours.", "two and a half hours", "", ""},
		{"They met for two days.", "two days", "", ""},
		{"They met every Monday.", "every Monday", "", ""},
		{"They met recently.", "recently", "", ""},
	} {
		found := false
		for _, d := range find(c.text, "2031-06-25") {
			if d.In(c.text) != c.words {
				continue
			}
			found = true
			if d.From != c.from || d.To != c.to {
				t.Errorf("%s: %q is %q to %q, want %q to %q", c.text, c.words, d.From, d.To, c.from, c.to)
			}
		}
		if !found {
			t.Errorf("%s: %q not found, but %v", c.text, c.words, wordsOf(c.text))
		}
	}
}

func wordsOf(text string) (out []string) {
	for _, d := range find(text, "2031-06-25") {
		out = append(out, d.In(text))
	}
	return out
}

func TestNoDates(t *testing.T) {
	for _, text := range []string{
		"They may leave. May they?",
		"A second round, a march, the fall.",
		"It fell 5.50 points, three-quarters of it.",
		"Ada Holm, a 34-year-old doctor, spoke.",
		"It cost $2019 and 1,200 people came.",
		"Two flights a day.",
		"Ada Holm, 52 years old, spoke.",
		"Sun, a maker of lamps, rose.",
	} {
		for _, d := range find(text, "2031-06-25") {
			if d.In(text) != "a day" {
				t.Errorf("%s: %q was taken for a date", text, d.In(text))
			}
		}
	}
}

func TestUndated(t *testing.T) {
	text := "They met on Tuesday."
	d := find(text, "")[0]
	if d.Anchor != model.AnchorOpen || d.Weekday != 2 || d.Direction != -1 || d.From != "" || d.Value != "XXXX-WXX-2" {
		t.Fatalf("%+v", d)
	}
	if from, to := Resolve(d, "2031-06-26"); from != "2031-06-24" || to != from {
		t.Errorf("Resolve: %s to %s", from, to)
	}
	if from, _ := Resolve(d, "soon"); from != "" {
		t.Errorf("Resolve on no day: %s", from)
	}
	if from, _ := Resolve(model.Date{From: "2031-01-01", To: "2031-01-02"}, "2031-06-26"); from != "2031-01-01" {
		t.Errorf("a placed date moved to %s", from)
	}
}

// The values of these are TIMEX3's, for an article of 2031-06-25.
func TestValues(t *testing.T) {
	for text, want := range map[string]string{
		"They waited two and a half hours.":  "PT2H30M",
		"It took 5 1/2 years.":               "P5Y6M",
		"He left a minute and a half later.": "PT1M30S",
		"It has grown in recent months.":     "PXM",
		"That is rare these days.":           "PRESENT_REF",
		"It matters to today's youth.":       "PRESENT_REF",
		"They are the people of tomorrow.":   "FUTURE_REF",
		"It will open in the near future.":   "FUTURE_REF",
		"Talks run in the third quarter.":    "2031-Q3",
	} {
		if got := find(text, "2031-06-25"); len(got) != 1 || got[0].Value != want {
			t.Errorf("%s: %+v, want %s", text, got, want)
		}
	}
}

func TestZones(t *testing.T) {
	for text, want := range map[string]string{
		"They met at 9 am local time.":              "local",
		"They met at 14:44 GMT on Tuesday.":         "GMT",
		"They met at 5 p.m. EST.":                   "EST",
		"They met at 5 p.m.":                        "",
		"They met on Tuesday in the local ET hall.": "",
	} {
		if got := find(text, "2031-06-25"); len(got) != 1 || got[0].Zone != want {
			t.Errorf("%s: %+v, want zone %q", text, got, want)
		}
	}
}

// A text that tells of other years has its months in those; one of the day's
// news, with a year in passing, in its own.
func TestYearsToldOf(t *testing.T) {
	history := "In 1943 they met. In May 1943 they left. In 1944 they met. By late 1944 it was lost. In March they fled."
	got := find(history, "2031-06-25")
	if last := got[len(got)-1]; last.Value != "1944-03" || last.Anchor != model.AnchorNarrative {
		t.Errorf("March: %+v", last)
	}
	news := "They met on Tuesday. It was founded in 1943. In March they fled."
	got = find(news, "2031-06-25")
	if last := got[len(got)-1]; last.Value != "2031-03" || last.Anchor != model.AnchorPublished {
		t.Errorf("March: %+v", last)
	}
}

func TestAnchors(t *testing.T) {
	text := "On 1 June 2031 they met. They left the following day. They met again on Monday."
	want := []model.Anchor{model.AnchorExplicit, model.AnchorNarrative, model.AnchorPublished}
	got := find(text, "2031-06-25")
	if len(got) != len(want) {
		t.Fatalf("%d dates", len(got))
	}
	for i := range want {
		if got[i].Anchor != want[i] {
			t.Errorf("%s: %s, want %s", got[i].In(text), got[i].Anchor, want[i])
		}
	}
	if got[1].From != "2031-06-02" {
		t.Errorf("the following day is %s", got[1].From)
	}
}

func TestWeekdayIsWithinAWeek(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 2000).Draw(t, "day"))
		number := rapid.IntRange(1, 7).Draw(t, "weekday")
		past, _ := place("wd"+string(rune('0'+number)), -1, day)
		coming, _ := place("wd"+string(rune('0'+number)), 1, day)
		p, _ := time.Parse(layout, past.from)
		c, _ := time.Parse(layout, coming.from)
		if int(p.Weekday()+6)%7+1 != number || p.After(day) || day.Sub(p) > 6*24*time.Hour {
			t.Fatalf("past %s of %s", past.from, day.Format(layout))
		}
		if int(c.Weekday()+6)%7+1 != number || c.Before(day) || c.Sub(day) > 6*24*time.Hour {
			t.Fatalf("coming %s of %s", coming.from, day.Format(layout))
		}
	})
}

// wrong says what is wrong with the dates of a text, or "".
func wrong(text string, dates []model.Date) string {
	last := 0
	for _, d := range dates {
		switch {
		case d.Start < last || d.End <= d.Start || d.End > len(text):
			return "a date out of order or range"
		case (d.From == "") != (d.To == "") || d.From > d.To:
			return "an interval that ends before it begins"
		case d.From == "" && d.Anchor != model.AnchorOpen:
			return "an anchor without a day"
		}
		last = d.End
	}
	return ""
}

func TestAnyText(t *testing.T) {
	words := strings.Fields("the last this next latest quarter period year-earlier year-end week of day before after Christmas Thanksgiving 1/2 half nineteen ninety-six until 24 June 2031 , . Tuesday May two days ago later a.m. 9 : 5:10 yesterday morning - year old every in 1990s ' s first quarter of fiscal mid-June weekend 24/06/2031 30 31 February recently past few at noon local time said will X")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 30).Draw(t, "words"), " ")
		day := rapid.SampledFrom([]string{"", "2031-06-25", "2031", "x"}).Draw(t, "day")
		if w := wrong(text, find(text, day)); w != "" {
			t.Fatalf("%s in %q", w, text)
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("On 24 June they met; two days later, at 9 a.m. on Monday, last week in the 1990s.", "2031-06-25")
	f.Fuzz(func(t *testing.T, text, day string) {
		sentences, tokens := segment.Split(text, nil)
		a := &model.Article{Text: text, Published: &model.Published{Value: day}}
		dates := Find(a, sentences, tokens)
		if w := wrong(text, dates); w != "" {
			t.Fatal(w)
		}
		for _, d := range dates {
			Resolve(d, day)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("On Tuesday, 24 June 2031, they met at 9 a.m.; two days later the mayor left for three weeks, officials said last month. ", 20)
	sentences, tokens := segment.Split(text, nil)
	a := &model.Article{Text: text, Published: &model.Published{Value: "2031-06-25"}}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(a, sentences, tokens)
	}
}
