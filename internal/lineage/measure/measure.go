package measure

import (
	"slices"
	"sort"
	"strings"

	"synoptic/internal/lineage"
	"synoptic/internal/model"
)

// A Pair is a labelled pair of articles.
type Pair struct {
	A         string    `json:"a"`
	B         string    `json:"b"`
	Kind      string    `json:"kind"`
	Direction string    `json:"direction"`
	Cut       bool      `json:"cut"`
	Passages  []Passage `json:"passages"`
}

// A Passage is a labelled stretch of equal words.
type Passage struct {
	A      [2]int `json:"a"`
	B      [2]int `json:"b"`
	Tokens int    `json:"tokens"`
}

// A Story is a labelled story.
type Story struct {
	Story    string     `json:"story"`
	Lineages [][]string `json:"lineages"`
	Accounts int        `json:"n_lineages"`
	RestsOn  []Reliance `json:"relies_on"`
}

// A Reliance is a named report that an article rests on.
type Reliance struct {
	Article string `json:"article"`
	On      string `json:"on"`
	Text    string `json:"text"`
}

// Counts is a precision and recall in the making.
type Counts struct{ Right, Found, Wanted int }

// F1 is the harmonic mean of precision and recall, 0 where nothing is right.
func (c Counts) F1() float64 {
	if c.Right == 0 {
		return 0
	}
	return 2 * float64(c.Right) / float64(c.Found+c.Wanted)
}

// A Result is what the measurement counts.
type Result struct {
	Pairs        int
	Copies       Counts // verbatim, edited or partial, or not
	Kinds        Counts // right kind; a text cut short may be called verbatim
	ChromeCopied int    // pairs of page furniture called copies
	Characters   Counts // bytes of passages
	Directions   Counts // of pairs with a known direction
	Stories      int
	RestsOn      Counts
	Invented     []string // reliances that the labels do not have
	Adjusted     float64  // adjusted Rand index over all labelled articles
	Accounts     Counts   // stories whose number of accounts is exactly right
	Confusion    map[[2]string]int
	Wrong        []string // pairs and stories not right, for people
	// FoundPairs and FoundStories are what was found for each labelled row, in
	// the layout of the labels.
	FoundPairs   []Pair
	FoundStories []Story
}

// Run measures on the sets under dir.
func Run(dir string) (Result, error) {
	res := Result{Confusion: make(map[[2]string]int)}
	records, err := Lines[Record](dir, "stories/*/*.jsonl")
	if err != nil {
		return res, err
	}
	analyses := make(map[string]*model.Analysis, len(records))
	for i := range records {
		if records[i].Body != "" {
			analyses[records[i].ID] = &model.Analysis{Article: records[i].Article()}
		}
	}
	pairs, err := Lines[Pair](dir, "gold/*pairs*.jsonl")
	if err != nil {
		return res, err
	}
	told := directions(records, analyses)
	for i := range pairs {
		if x, y := analyses[pairs[i].A], analyses[pairs[i].B]; x != nil && y != nil {
			res.pair(&pairs[i], x, y, told[[2]string{pairs[i].A, pairs[i].B}])
		}
	}
	stories, err := Lines[Story](dir, "gold/*lineages*.jsonl")
	if err != nil {
		return res, err
	}
	for i := range stories {
		res.story(&stories[i], analyses)
	}
	if res.Stories > 0 {
		res.Adjusted /= float64(res.Stories)
	}
	return res, nil
}

// directions are those that Find gives to copies when it sees a whole story, by
// the ids of both articles.
func directions(records []Record, analyses map[string]*model.Analysis) map[[2]string]string {
	stories := make(map[string][]*model.Analysis)
	var order []string
	for i := range records {
		an := analyses[records[i].ID]
		if an == nil || an.Article.ID != records[i].ID {
			continue
		}
		if stories[records[i].Story] == nil {
			order = append(order, records[i].Story)
		}
		stories[records[i].Story] = append(stories[records[i].Story], an)
	}
	turned := map[string]string{"a from b": "b from a", "b from a": "a from b"}
	out := make(map[[2]string]string)
	for _, name := range order {
		copies, _ := lineage.Find(stories[name])
		for _, c := range copies {
			back := c.Direction
			if t, ok := turned[back]; ok {
				back = t
			}
			out[[2]string{c.A.Article, c.B.Article}] = c.Direction
			out[[2]string{c.B.Article, c.A.Article}] = back
		}
	}
	return out
}

// kinds maps the labels' names of kinds to ours.
var kinds = map[string]model.CopyKind{
	"verbatim": model.Verbatim, "edited": model.Edited, "partial": model.Partial,
	"shared quotes": model.SharedQuotation, "chrome": model.Chrome, "independent": "",
}

// foundPair is what was found for a labelled pair, in the layout of the labels.
func foundPair(p *Pair, kind model.CopyKind, direction string, copies []model.Copy) Pair {
	out := Pair{A: p.A, B: p.B, Direction: strings.NewReplacer("b from a", "a->b", "a from b", "b->a").Replace(direction)}
	for name, k := range kinds {
		if k == kind {
			out.Kind = name
		}
	}
	for _, c := range copies {
		out.Passages = append(out.Passages, Passage{A: [2]int{c.A.Start, c.A.End}, B: [2]int{c.B.Start, c.B.End}})
	}
	return out
}

// foundStory is what was found for a labelled story, in the layout of the
// labels.
func foundStory(name string, lineages []model.Lineage) Story {
	out := Story{Story: name, Accounts: len(lineages)}
	for _, l := range lineages {
		out.Lineages = append(out.Lineages, l.Articles)
		for _, x := range l.ReliesOn {
			out.RestsOn = append(out.RestsOn, Reliance{Article: x.Article, On: x.On})
		}
	}
	return out
}

func isCopy(k model.CopyKind) bool {
	return k == model.Verbatim || k == model.Edited || k == model.Partial
}

// pair counts one pair. direction is that found in the whole story, "" where
// the pair has no copy there.
func (r *Result) pair(p *Pair, x, y *model.Analysis, direction string) {
	kind, alone, copies := lineage.Between(x, y)
	if direction == "" {
		direction = alone
	}
	want := kinds[p.Kind]
	r.Pairs++
	r.FoundPairs = append(r.FoundPairs, foundPair(p, kind, direction, copies))
	r.Confusion[[2]string{p.Kind, string(kind)}]++
	r.Copies.add(isCopy(want) && isCopy(kind), isCopy(kind), isCopy(want))
	r.Kinds.add(kind == want || p.Cut && kind == model.Verbatim, true, true)
	if kind != want {
		r.Wrong = append(r.Wrong, "kind: "+p.A[:4]+" "+p.B[:4]+" is "+p.Kind+", found "+string(kind))
	}
	if want == model.Chrome && isCopy(kind) {
		r.ChromeCopied++
	}
	if p.Direction != "unknown" && (isCopy(want) || want == model.SharedQuotation) {
		d := strings.NewReplacer("a->b", "b from a", "b->a", "a from b").Replace(p.Direction)
		r.Directions.add(d == direction, direction != "unknown", true)
		if d != direction {
			r.Wrong = append(r.Wrong, "direction: "+p.A[:4]+" "+p.B[:4]+" "+p.Kind+" is "+d+", found "+direction)
		}
	}
	if isCopy(want) || want == model.SharedQuotation {
		r.passages(p, copies, len(x.Article.Text), len(y.Article.Text))
	}
}

// passages counts bytes. The labels list the five longest stretches only, so
// where they list five, ours of fewer words than the shortest do not count.
func (r *Result) passages(p *Pair, copies []model.Copy, na, nb int) {
	goldA, goldB := make([]bool, na), make([]bool, nb)
	shortest := 0
	for i, q := range p.Passages {
		fill(goldA, q.A[0], q.A[1])
		fill(goldB, q.B[0], q.B[1])
		if n := q.A[1] - q.A[0]; i == 4 {
			shortest = n
		}
	}
	foundA, foundB := make([]bool, na), make([]bool, nb)
	for _, c := range copies {
		if c.A.End-c.A.Start >= shortest || overlaps(goldA, c.A.Start, c.A.End) {
			fill(foundA, c.A.Start, c.A.End)
			fill(foundB, c.B.Start, c.B.End)
		}
	}
	for i := range goldA {
		r.Characters.add(goldA[i] && foundA[i], foundA[i], goldA[i])
	}
	for i := range goldB {
		r.Characters.add(goldB[i] && foundB[i], foundB[i], goldB[i])
	}
}

func fill(b []bool, from, to int) {
	for i := max(from, 0); i < min(to, len(b)); i++ {
		b[i] = true
	}
}

func overlaps(b []bool, from, to int) bool { return slices.Contains(b[from:to], true) }

func (c *Counts) add(right, found, wanted bool) {
	for _, x := range [...]struct {
		is bool
		n  *int
	}{{right, &c.Right}, {found, &c.Found}, {wanted, &c.Wanted}} {
		if x.is {
			*x.n++
		}
	}
}

func (r *Result) story(s *Story, analyses map[string]*model.Analysis) {
	want := make(map[string]int)
	var list []*model.Analysis
	for i, l := range s.Lineages {
		for _, id := range l {
			if an := analyses[id]; an != nil {
				want[id] = i
				list = append(list, an)
			}
		}
	}
	if len(list) == 0 {
		return
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Article.ID < list[j].Article.ID })
	r.Stories++
	_, lineages := lineage.Find(list)
	r.FoundStories = append(r.FoundStories, foundStory(s.Story, lineages))
	found := make(map[string]int)
	rests := make(map[string]string)
	for i, l := range lineages {
		for _, id := range l.Articles {
			found[id] = i
		}
		for _, x := range l.ReliesOn {
			rests[x.Article] = x.On
		}
	}
	r.Accounts.add(len(lineages) == s.Accounts, true, true)
	if len(lineages) != s.Accounts {
		r.Wrong = append(r.Wrong, "accounts: "+s.Story)
	}
	r.Adjusted += adjustedRand(want, found)
	for _, w := range s.RestsOn {
		got := rests[w.Article]
		r.RestsOn.add(same(got, w.On), false, true)
		if same(got, w.On) {
			delete(rests, w.Article)
			r.RestsOn.Found++
		} else {
			r.Wrong = append(r.Wrong, "rests on: "+w.Article[:4]+" on "+w.On+" ("+w.Text+"), found "+got)
		}
	}
	for id, on := range rests {
		r.RestsOn.Found++
		r.Invented = append(r.Invented, s.Story+" "+id[:4]+" on "+on)
	}
	sort.Strings(r.Invented)
}

// same compares two names of outlets, without article and hyphens.
func same(a, b string) bool {
	f := func(s string) string {
		return strings.TrimPrefix(strings.ReplaceAll(strings.ToLower(s), "-", " "), "the ")
	}
	return f(a) == f(b)
}

// adjustedRand is the adjusted Rand index of two partitions of the same
// articles (Hubert and Arabie 1985); 1 where both are trivial and equal.
func adjustedRand(want, found map[string]int) float64 {
	cells, rows, columns := make(map[[2]int]int), make(map[int]int), make(map[int]int)
	for id, w := range want {
		cells[[2]int{w, found[id]}]++
		rows[w]++
		columns[found[id]]++
	}
	two := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	sum, sumRows, sumColumns := 0.0, 0.0, 0.0
	for _, n := range cells {
		sum += two(n)
	}
	for _, n := range rows {
		sumRows += two(n)
	}
	for _, n := range columns {
		sumColumns += two(n)
	}
	expected := sumRows * sumColumns / max(two(len(want)), 1)
	if d := (sumRows+sumColumns)/2 - expected; d != 0 {
		return (sum - expected) / d
	}
	return 1
}
