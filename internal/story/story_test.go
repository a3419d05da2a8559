package story

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"synoptic/internal/model"
)

func article(id, day, title, text string) *model.Analysis {
	a := &model.Article{ID: id, Title: title, Text: text}
	if day != "" {
		a.Published = &model.Published{Value: day}
	}
	return &model.Analysis{Article: a}
}

// The accounts of three invented events; the two ferries are twins.
var accounts = []*model.Analysis{
	article("f1", "2031-05-06", "Ferry with 212 aboard grounds off Port Ellery",
		"A ferry with 212 people aboard ran aground on a sandbank outside Port Ellery early on Tuesday after its steering failed in heavy rain. Coast guard boats took off the passengers. Harbour master Tobin Hale said the vessel had been inspected in March."),
	article("f2", "2031-05-06", "Passengers taken off stranded ferry",
		"Coast guard crews rescued all 212 passengers of a ferry stranded on a sandbank near Port Ellery on Tuesday. Steering trouble in heavy rain drove the ferry aground, harbour master Tobin Hale told reporters. Two passengers were treated for bruises."),
	article("f3", "", "",
		"The grounding of the Ellery ferry has reopened a quarrel about the silted channel. Harbour master Tobin Hale had warned the council of Port Ellery about the sandbank, and after Tuesday's rescue of 212 passengers fishermen want the channel dredged."),
	article("g1", "2031-11-19", "Ferry collides with pier at Quillan",
		"A ferry struck the stone pier at Quillan on Wednesday, throwing dozens of commuters to the floor. Nine were hurt, surgeon Ama Reddick of Quillan infirmary said. Captain Joss Arbel blamed a jammed throttle."),
	article("g2", "2031-11-20", "Nine hurt as Quillan ferry hits pier",
		"Nine commuters were hurt when a ferry hit the pier at Quillan, the infirmary's surgeon Ama Reddick said. The captain, Joss Arbel, reported a jammed throttle moments before the ferry struck."),
	article("v1", "2031-05-06", "Marrowby votes to keep its library",
		"Councillors in Marrowby voted by nine to two to keep the town library open, ending months of argument over a budget gap. Librarian Nell Osgood thanked the readers who had collected signatures."),
	article("v2", "2031-05-07", "Library saved by council vote",
		"The library of Marrowby stays open after councillors voted nine to two against closing it. Readers had collected signatures for months; librarian Nell Osgood wept when the vote was read out."),
}

func groupsOf(stories []model.Story) []string {
	var out []string
	for _, s := range stories {
		out = append(out, strings.Join(s.Articles, " "))
	}
	return out
}

func TestGroup(t *testing.T) {
	stories := Group(accounts)
	want := []string{"f1 f2 f3", "v1 v2", "g1 g2"}
	if got := groupsOf(stories); !slices.Equal(got, want) {
		t.Fatalf("stories %q, want %q", got, want)
	}
	for _, s := range stories {
		if s.ID == "" || s.Title == "" || !slices.Contains(s.Articles, s.TitleOf) {
			t.Errorf("story without id or title of one of its articles: %+v", s)
		}
		for _, an := range accounts {
			if an.Article.ID == s.TitleOf && an.Article.Title != s.Title {
				t.Errorf("title %q is not the headline of %s", s.Title, s.TitleOf)
			}
		}
	}
}

func TestFewArticles(t *testing.T) {
	for _, c := range []struct{ ids, want []string }{
		{[]string{"f1"}, []string{"f1"}},
		{[]string{"f1", "f2"}, []string{"f1 f2"}},
		{[]string{"f1", "g1"}, []string{"f1", "g1"}},
		{[]string{"f1", "f3", "g2"}, []string{"f1 f3", "g2"}},
		{[]string{"v1", "f3"}, []string{"v1", "f3"}},
	} {
		var list []*model.Analysis
		for _, an := range accounts {
			if slices.Contains(c.ids, an.Article.ID) {
				list = append(list, an)
			}
		}
		got := groupsOf(Group(list))
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: stories %q, want %q", c.ids, got, c.want)
		}
	}
}

func TestTitleWithoutHeadlines(t *testing.T) {
	stories := Group([]*model.Analysis{accounts[2], article("f4", "", "", "The grounding of the Ellery ferry off Port Ellery worries harbour master Tobin Hale. All 212 passengers left the sandbank by boat.")})
	if len(stories) != 1 || !strings.HasPrefix(stories[0].Title, "The grounding of the Ellery ferry") || strings.Contains(stories[0].Title, ". ") {
		t.Errorf("stories %+v, want one named by the first sentence of an account", stories)
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	want := Group(accounts)
	rapid.Check(t, func(r *rapid.T) {
		if got := Group(rapid.Permutation(accounts).Draw(r, "order")); !reflect.DeepEqual(got, want) {
			t.Fatalf("stories %v, want %v", groupsOf(got), groupsOf(want))
		}
	})
}

func TestStreamIsBatch(t *testing.T) {
	s := New(Options{})
	for _, an := range InOrder(accounts) {
		s.Add(an)
	}
	before := groupsOf(s.Stories())
	s.Repair()
	if got, want := s.Stories(), Group(accounts); !reflect.DeepEqual(got, want) {
		t.Errorf("stream %v, batch %v", groupsOf(got), groupsOf(want))
	}
	if len(before) == 0 {
		t.Error("a stream has stories before it is repaired")
	}
}

// partition fails the test unless every article is in one story.
func partition(t testing.TB, list []*model.Analysis, stories []model.Story) {
	t.Helper()
	n := 0
	for _, s := range stories {
		n += len(s.Articles)
		if len(s.Articles) == 0 || s.Lineages == nil || s.Copies == nil || s.Related == nil {
			t.Fatalf("story %+v", s)
		}
	}
	if n != len(list) {
		t.Fatalf("%d articles in stories, want %d", n, len(list))
	}
}

func TestPartition(t *testing.T) {
	words := strings.Fields("ferry harbour council library vote Port Ellery Quillan Marrowby Tobin Hale 212 9 rain throttle pier, the a of. \n “said” 東京 при")
	rapid.Check(t, func(r *rapid.T) {
		var list []*model.Analysis
		for i := range rapid.IntRange(0, 30).Draw(r, "articles") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 60).Draw(r, "words"), " ")
			day := rapid.SampledFrom([]string{"", "2031", "2031-05-06", "2031-05-07T10:00", "nonsense!!"}).Draw(r, "day")
			list = append(list, article(fmt.Sprint("id", i), day, "", text))
		}
		partition(t, list, Group(list))
	})
}

func TestSmallest(t *testing.T) {
	list := []*model.Analysis{article("a", "", "", ""), article("b", "", "", ""), article("c", "", "", "Ferry runs aground"), article("d", "", "", "Library stays open")}
	stories := Group(append([]*model.Analysis{nil, {}}, list...))
	partition(t, list, stories)
	if len(stories) != 4 {
		t.Errorf("stories %v: empty and tiny articles that say nothing alike stay apart", groupsOf(stories))
	}
	if got := Group(nil); got == nil || len(got) != 0 {
		t.Errorf("no articles make %v", got)
	}
}

func TestThousandCopies(t *testing.T) {
	var list []*model.Analysis
	for i := range 1000 {
		an := article(fmt.Sprint("id", i), "2031-05-06", accounts[0].Article.Title, accounts[0].Article.Text)
		if i%2 == 1 {
			an.Article.Text += fmt.Sprintf(" Printed by outlet %d.", i)
		}
		list = append(list, an)
	}
	stories := Group(append(list, accounts[1], accounts[3]))
	if len(stories) != 2 || len(stories[0].Articles) != 1001 {
		t.Errorf("%d stories, the first of %d: copies of one text are one story", len(stories), len(stories[0].Articles))
	}
}

// A digest that takes a sentence of each story must not glue them together.
func TestDigest(t *testing.T) {
	var text []string
	for _, an := range accounts {
		first, _, _ := strings.Cut(an.Article.Text, ".")
		text = append(text, first+".")
	}
	stories := Group(append(slices.Clone(accounts), article("digest", "2031-05-07", "The week in brief", strings.Join(text, " "))))
	if len(stories) < 3 {
		t.Errorf("stories %q: a digest joins what is apart", groupsOf(stories))
	}
}

// generated makes n articles of n/4 invented stories.
func generated(n int) []*model.Analysis {
	rng := rand.New(rand.NewPCG(7, 11))
	name := func() string {
		b := []byte{byte('A' + rng.IntN(26))}
		for range 4 + rng.IntN(4) {
			b = append(b, "aeioubdgklmnprst"[rng.IntN(16)])
		}
		return string(b)
	}
	words := strings.Fields("government minister police fire market bridge school hospital strike vote court company oil storm flood rescue trial talks border treaty election budget protest factory accident airport railway museum festival harvest drought")
	var out []*model.Analysis
	for s := 0; len(out) < n; s++ {
		var terms []string
		for range 6 {
			terms = append(terms, name())
		}
		for range 8 {
			terms = append(terms, words[rng.IntN(len(words))])
		}
		for range 1 + rng.IntN(7) {
			var b strings.Builder
			for i := range 120 {
				if i%15 == 14 {
					b.WriteString("was said. ")
				}
				if rng.IntN(3) == 0 {
					b.WriteString(terms[rng.IntN(len(terms))])
				} else {
					b.WriteString(words[rng.IntN(len(words))])
				}
				b.WriteByte(' ')
			}
			out = append(out, article(fmt.Sprintf("id%06d", len(out)), fmt.Sprintf("2031-%02d-%02d", 1+s*12/n%12, 1+s%28), "", b.String()))
		}
	}
	return out[:n]
}

func TestTenThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("ten thousand articles take some seconds")
	}
	list := generated(10000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	stories := Group(list)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	t.Logf("%d articles in %d stories, %v, %d MB allocated", len(list), len(stories), took, (after.TotalAlloc-before.TotalAlloc)>>20)
	partition(t, list, stories)
	if took > 2*time.Minute {
		t.Errorf("took %v, want at most two minutes", took)
	}
}

func TestTemplates(t *testing.T) {
	var list []*model.Analysis
	for i := range 1000 {
		list = append(list, article(fmt.Sprint("id", i), fmt.Sprintf("2031-%02d-%02d", 1+i%12, 1+i%28), "Weather for the coast",
			fmt.Sprintf("Winds from the west at %d knots, sea slight to moderate, visibility good. High water at Port Ellery at %d:%02d. Outlook for the following day: showers.", 5+i%30, i%24, i%60)))
	}
	start := time.Now()
	partition(t, list, Group(list))
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v, want at most 20 s", d)
	}
}

func TestLinkage(t *testing.T) {
	// Two tight pairs, far from each other, and one alone.
	scores := []float64{
		0, 3, -2, -2, -5,
		3, 0, -2, -2, -5,
		-2, -2, 0, 4, -5,
		-2, -2, 4, 0, -5,
		-5, -5, -5, -5, 0,
	}
	if got := linkage(scores, 5, 0, 0); !slices.Equal(got, []int{0, 0, 2, 2, 4}) {
		t.Errorf("groups %v", got)
	}
}

func FuzzGroup(f *testing.F) {
	f.Add("Ferry aground at Port Ellery", "The ferry ran aground.", "2031-05-06")
	f.Add("", "\xff“ ’ 2.5,", "2031-13-45")
	f.Fuzz(func(t *testing.T, title, text, day string) {
		list := append(slices.Clone(accounts), article("x", day, title, text))
		partition(t, list, Group(list))
	})
}

func BenchmarkAdd(b *testing.B) {
	list := generated(2000)
	b.ReportAllocs()
	for b.Loop() {
		s := New(Options{})
		for _, an := range list {
			s.Add(an)
		}
	}
	b.ReportMetric(float64(b.N*len(list))/b.Elapsed().Seconds(), "articles/s")
}
