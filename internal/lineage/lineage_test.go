package lineage

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"synoptic/internal/model"
)

// article makes an analysis of paragraphs, one a line.
func article(id, outlet, day, text string) *model.Analysis {
	a := &model.Article{ID: id, Text: strings.TrimSpace(text), Outlet: model.Outlet{Name: outlet}}
	if day != "" {
		a.Published = &model.Published{Value: day}
	}
	for _, p := range linesOf(a.Text) {
		a.Blocks = append(a.Blocks, model.Block{Kind: model.BlockParagraph, Start: p.Start, End: p.End})
	}
	return &model.Analysis{Article: a}
}

const wire = `PORT ELLERY (AP) — A ferry with 212 people on board ran aground on a sandbank outside the harbour early on Tuesday after its steering failed in heavy rain.
Coast guard boats took off all passengers within three hours, and two of them were treated for bruises at the town's hospital.
The harbour master said the vessel had been inspected in March and that the cause of the failure was not yet known.
Sand had silted up the eastern channel for years, and fishermen had asked the council twice to have it dredged.
A tug from Marrowby was to pull the ferry free at the next high tide, which was expected shortly after midnight.
The line's owner cancelled all crossings until Thursday and promised to refund every ticket.`

var (
	copied = strings.Replace(wire, "PORT ELLERY (AP) — ", "", 1)
	cut    = strings.Join(strings.Split(wire, "\n")[:4], "\n")
	edited = `Passengers spoke of a night of fear after a ferry ran aground.
Some had been asleep below deck; others said they saw the lights of the town go past on the wrong side.
Volunteers from the rowing club brought soup and blankets to the quay and stayed until the last bus had left.
` + strings.NewReplacer("heavy rain", "driving rain", "within three hours", "in under three hours", "all crossings", "every crossing").Replace(copied)
	own = `More than two hundred travellers spent the small hours of Tuesday on a stranded ferry near Port Ellery.
"It went quiet, and then it leaned," said Orla Venn, a baker on her way home from the mainland market.
Rescuers brought everybody ashore before breakfast, officials told this paper, and the hospital saw two light injuries.
Nobody could say why the rudder had stopped answering.`
	ownToo = `At Port Ellery the morning ferry never arrived.
"It went quiet, and then it leaned," Orla Venn told the Marrowby Gazette, still wrapped in a blanket on the quay.
Townspeople blame the shallow channel; the shipping line blames the weather; an inquiry has been announced for spring.
Divers are due to look at the rudder at the weekend.`
)

func TestKinds(t *testing.T) {
	x := article("x", "Ellery Echo", "2031-05-06", wire)
	for _, c := range []struct {
		name string
		y    string
		want model.CopyKind
	}{
		{"word for word", copied, model.Verbatim},
		{"cut short", cut, model.Edited},
		{"reworded and extended", edited, model.Edited},
		{"one sentence taken over", own + "\nSand had silted up the eastern channel for years, and fishermen had asked the council twice to have it dredged.", model.Partial},
		{"nothing shared", own, ""},
		{"furniture", own + "\nSign up for our newsletter. All rights reserved by the publishers of this page.", ""},
	} {
		if kind, _, _ := Between(x, article("y", "Marrowby Post", "2031-05-06", c.y)); kind != c.want {
			t.Errorf("%s: kind %q, want %q", c.name, kind, c.want)
		}
	}
	a, b := article("a", "Ellery Echo", "", own), article("b", "Marrowby Gazette", "", ownToo)
	if kind, _, _ := Between(a, b); kind != model.SharedQuotation {
		t.Errorf("one quotation in two accounts: kind %q, want %q", kind, model.SharedQuotation)
	}
	foot := "\nAll rights reserved. This material may not be published, broadcast or rewritten without leave."
	if kind, _, copies := Between(article("a", "", "", own+foot), article("b", "", "", cut+foot)); kind != model.Chrome || len(copies) != 0 {
		t.Errorf("one closing line in two articles: kind %q with %d copies, want %q with none", kind, len(copies), model.Chrome)
	}
}

func TestDirection(t *testing.T) {
	text := strings.Replace(copied, "(AP)", "", 1)
	for _, c := range []struct {
		name string
		x, y *model.Analysis
		want string
	}{
		{"both credit the agency", article("x", "Ellery Echo", "", wire), article("y", "Marrowby Post", "", wire), "common source"},
		{"the later credits the other", article("x", "Ellery Times", "2031-05-06", text), article("y", "Marrowby Post", "2031-05-06", text+"\nThis story originally appeared on Ellery Times."), "b from a"},
		{"a day between", article("x", "Ellery Echo", "2031-05-08", text), article("y", "Marrowby Post", "2031-05-06", text), "a from b"},
		{"hours of one day", article("x", "Ellery Echo", "2031-05-06T09:00", text), article("y", "Marrowby Post", "2031-05-06T11:00", text), "unknown"},
		{"no dates", article("x", "Ellery Echo", "", text), article("y", "Marrowby Post", "", text), "unknown"},
	} {
		if _, got, _ := Between(c.x, c.y); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLineages(t *testing.T) {
	list := []*model.Analysis{
		article("a", "Ellery Echo", "2031-05-06", wire),
		article("b", "Marrowby Post", "2031-05-06", copied),
		article("c", "Coast Daily", "2031-05-06", edited),
		article("d", "Island Voice", "2031-05-06", own),
		article("e", "North Shore News", "2031-05-06", ownToo),
	}
	copies, lineages := Find(list)
	if len(lineages) != 3 || !reflect.DeepEqual(lineages[0].Articles, []string{"a", "b", "c"}) {
		t.Fatalf("lineages %+v, want a, b and c in one, d and e apart", lineages)
	}
	if l := lineages[0]; l.Agency != "AP" || l.Origin != "" || !strings.HasPrefix(l.Why, "One credits AP, and ") {
		t.Errorf("lineage of the wire text: %+v", l)
	}
	want := []model.Reliance{{Article: "e", On: "Marrowby Gazette", Span: &model.Span{}}}
	got := lineages[2].ReliesOn
	if len(got) != 1 || got[0].On != want[0].On || got[0].Span.In(list[4].Article.Text) != "told the Marrowby Gazette" {
		t.Errorf("account that rests on a paper: %+v", got)
	}
	if len(lineages[1].ReliesOn) != 0 {
		t.Errorf("account of its own rests on %+v", lineages[1].ReliesOn)
	}
	checkCopies(t, list, copies)
	for _, c := range copies {
		if c.A.Article == "a" && c.B.Article == "b" && c.Direction != "common source" {
			t.Errorf("direction of an agency's text %q", c.Direction)
		}
	}
}

func TestWhyCounts(t *testing.T) {
	_, l := Find([]*model.Analysis{article("a", "Ellery Echo", "", wire), article("b", "Marrowby Post", "", cut)})
	want := "Both credit AP, and 4 of the shorter one's 4 sentences stand in the other."
	if len(l) != 1 || l[0].Why != want {
		t.Errorf("lineages %+v, want one with %q", l, want)
	}
}

func TestRestsOn(t *testing.T) {
	for _, c := range []struct{ text, on, words string }{
		{"According to a Reuters report, dredging has been put off.", "Reuters", "According to a Reuters report"},
		{"The Marrowby Times reports that dredging has been put off.", "Marrowby Times", "The Marrowby Times reports"},
		{"Dredging has been put off, the state news agency Xinhua reported on Monday.", "Xinhua", "Xinhua reported"},
		{"The mayor told CNN that dredging has been put off.", "CNN", "told CNN"},
		{"Dredging has been put off.\nReporting from AFP contributed to this story.", "AFP", "Reporting from AFP contributed to this story."},
		{"Dredging has been put off, the mayor told reporters.", "", ""},
		{"Reuters has a new office at the harbour.", "", ""},
		{"The Ellery Echo reported that dredging has been put off.", "", ""},
		{"REUTERS/Orla Venn", "", ""},
		{"Dredging has been put off.\nPhoto: AP", "", ""},
	} {
		an := article("a", "Ellery Echo", "", c.text)
		_, l := Find([]*model.Analysis{an})
		var on, words string
		if len(l[0].ReliesOn) > 0 {
			on, words = l[0].ReliesOn[0].On, l[0].ReliesOn[0].Span.In(an.Article.Text)
		}
		if on != c.on || words != c.words {
			t.Errorf("%q rests on %q by %q, want %q by %q", c.text, on, words, c.on, c.words)
		}
	}
}

// checkCopies holds copies to what Find promises.
func checkCopies(t testing.TB, list []*model.Analysis, copies []model.Copy) {
	t.Helper()
	texts := make(map[string]string)
	for _, an := range list {
		texts[an.Article.ID] = an.Article.Text
	}
	for _, c := range copies {
		for _, p := range [...]model.Passage{c.A, c.B} {
			if p.Start < 0 || p.Start >= p.End || p.End > len(texts[p.Article]) {
				t.Fatalf("span [%d,%d) of %q is not in its text", p.Start, p.End, p.Article)
			}
		}
		a, b := fold(c.A.Span().In(texts[c.A.Article])), fold(c.B.Span().In(texts[c.B.Article]))
		if a[0] != b[0] || a[len(a)-1] != b[len(b)-1] {
			t.Fatalf("passages %q and %q do not begin and end alike", a, b)
		}
		if c.Kind == model.Chrome || c.Kind == "" || c.Direction == "" {
			t.Fatalf("copy without kind or direction: %+v", c)
		}
	}
}

func checkPartition(t testing.TB, list []*model.Analysis, lineages []model.Lineage) {
	t.Helper()
	n := 0
	for _, l := range lineages {
		n += len(l.Articles)
		if l.Why == "" || len(l.Articles) == 0 {
			t.Fatalf("lineage without members or reason: %+v", l)
		}
	}
	if n != len(list) {
		t.Fatalf("%d articles in lineages, want %d", n, len(list))
	}
}

// patchwork makes an article out of paragraphs that others may hold too.
func patchwork(t *rapid.T, id string) *model.Analysis {
	paragraphs := append(strings.Split(wire, "\n"), append(strings.Split(own, "\n"), strings.Split(ownToo, "\n")...)...)
	n := rapid.IntRange(0, 8).Draw(t, "paragraphs")
	var chosen []string
	for range n {
		p := rapid.SampledFrom(paragraphs).Draw(t, "paragraph")
		words := strings.Fields(p)
		if rapid.Bool().Draw(t, "reword") && len(words) > 3 {
			words[rapid.IntRange(0, len(words)-1).Draw(t, "word")] = "otherwise"
		}
		chosen = append(chosen, strings.Join(words, " "))
	}
	return article(id, rapid.SampledFrom([]string{"", "Ellery Echo", "Marrowby Gazette"}).Draw(t, "outlet"), "", strings.Join(chosen, "\n"))
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var list []*model.Analysis
		for i := range rapid.IntRange(0, 6).Draw(r, "articles") {
			list = append(list, patchwork(r, fmt.Sprint("id", i)))
		}
		copies, lineages := Find(list)
		checkCopies(t, list, copies)
		checkPartition(t, list, lineages)
		again, same := Find(list)
		if !reflect.DeepEqual(copies, again) || !reflect.DeepEqual(lineages, same) {
			t.Fatal("the same articles gave another answer")
		}
		back := slices.Clone(list)
		slices.Reverse(back)
		_, turned := Find(back)
		if !slices.Equal(sets(lineages), sets(turned)) {
			t.Fatalf("lineages %v in one order, %v in the other", sets(lineages), sets(turned))
		}
	})
}

// sets is lineages without their order.
func sets(lineages []model.Lineage) []string {
	var out []string
	for _, l := range lineages {
		ids := slices.Clone(l.Articles)
		slices.Sort(ids)
		out = append(out, strings.Join(ids, " "))
	}
	slices.Sort(out)
	return out
}

// within fails the test where f takes longer than a user would wait.
func within(t *testing.T, limit time.Duration, f func()) {
	t.Helper()
	start := time.Now()
	f()
	if d := time.Since(start); d > limit {
		t.Errorf("took %v, want at most %v", d, limit)
	}
}

func TestThousandCopies(t *testing.T) {
	var list []*model.Analysis
	for i := range 1000 {
		list = append(list, article(fmt.Sprint("id", i), fmt.Sprint("Outlet ", i), "", fmt.Sprintf("Our reporter %d writes.\n%s", i, wire)))
	}
	within(t, 20*time.Second, func() {
		copies, lineages := Find(list)
		checkPartition(t, list, lineages)
		if len(lineages) != 1 {
			t.Errorf("%d lineages of one text, want 1", len(lineages))
		}
		if len(copies) > 50*len(list) {
			t.Errorf("%d copies listed, want them bounded", len(copies))
		}
	})
}

func TestRefrain(t *testing.T) {
	text := strings.Repeat("the rain fell on the harbour and on the hills and the rain fell on ", 3000)
	within(t, 20*time.Second, func() {
		Find([]*model.Analysis{article("a", "", "", text), article("b", "", "", text[5:]), article("c", "", "", strings.Repeat("rain ", 40000)), article("d", "", "", strings.Repeat("rain ", 40001))})
	})
}

func TestSmallest(t *testing.T) {
	list := []*model.Analysis{nil, {}, article("a", "", "", ""), article("b", "", "", "Ferry runs aground"), article("c", "", "", "Ferry runs aground"), {Article: &model.Article{ID: "d", Text: "\xff\xfe \"“", Blocks: []model.Block{{Start: 0, End: 99}}}}}
	copies, lineages := Find(list)
	checkPartition(t, list[2:], lineages)
	if len(copies) != 0 {
		t.Errorf("three words make %d copies", len(copies))
	}
	if c, l := Find(nil); len(c) != 0 || len(l) != 0 || c == nil || l == nil {
		t.Error("no articles, so empty lists and no nil ones")
	}
}

func FuzzFind(f *testing.F) {
	f.Add(wire, edited)
	f.Add(own, ownToo)
	f.Add("“a ’b’ \"c\nd (AP) - told CNN", "© 2031 AP\x80")
	f.Fuzz(func(t *testing.T, x, y string) {
		x, y = strings.ToValidUTF8(x, "?"), strings.ToValidUTF8(y, "?")
		list := []*model.Analysis{article("x", "CNN", "2031-05-06", x), article("y", "", "2031", y)}
		copies, lineages := Find(list)
		checkCopies(t, list, copies)
		checkPartition(t, list, lineages)
	})
}

func BenchmarkFind(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	lines := strings.Split(wire+"\n"+own+"\n"+ownToo, "\n")
	var list []*model.Analysis
	for i := range 12 {
		var text []string
		for range 20 {
			text = append(text, lines[rng.IntN(len(lines))], fmt.Sprintf("Line %d of article %d says something of its own about ferry %d.", rng.IntN(9999), i, rng.IntN(9999)))
		}
		list = append(list, article(fmt.Sprint(i), "", "", strings.Join(text, "\n")))
	}
	b.ReportAllocs()
	for b.Loop() {
		Find(list)
	}
}
