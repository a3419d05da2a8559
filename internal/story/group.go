package story

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"synoptic/internal/model"
)

// Group puts articles into stories: a Stream fed in order of publication,
// undated articles last, then repaired. The answer does not depend on the order
// of analyses. Stories are in the order of their first article, the articles of
// one in order of publication, then of id.
func Group(analyses []*model.Analysis) []model.Story {
	s := New(Options{})
	for _, an := range InOrder(analyses) {
		s.Add(an)
	}
	s.Repair()
	return s.Stories()
}

// InOrder is the analyses in order of publication, undated ones last, and of id
// within a day. Empty ones are left out.
func InOrder(analyses []*model.Analysis) []*model.Analysis {
	out := slices.DeleteFunc(slices.Clone(analyses), func(an *model.Analysis) bool { return an == nil || an.Article == nil })
	slices.SortStableFunc(out, func(x, y *model.Analysis) int {
		a, b := x.Article, y.Article
		return cmp.Or(compareDays(a.Published.Day(), b.Published.Day()), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Source, b.Source))
	})
	return out
}

// compareDays puts "" last.
func compareDays(a, b string) int {
	if (a == "") != (b == "") {
		if a == "" {
			return 1
		}
		return -1
	}
	return cmp.Compare(a, b)
}

// Stories are the stories as they stand. A story's ID is made of the id of its
// first article, the earliest one, and so stays when later ones join. Its title
// is the headline of the most central account, the first sentence of that
// account where no account has a headline.
func (s *Stream) Stories() []model.Story {
	out := make([]model.Story, len(s.groups))
	related := s.related()
	for i := range s.groups {
		central := s.central(s.groups[i])
		out[i] = model.Story{
			ID: s.storyID(i), Title: s.titles[central].text, TitleOf: s.docs[central].id,
			Articles: s.articles(s.groups[i].members), Related: []string{},
			Lineages: []model.Lineage{}, Copies: []model.Copy{},
		}
		for _, j := range related[i] {
			out[i].Related = append(out[i].Related, s.storyID(j))
		}
	}
	return out
}

// storyID is the first 12 hex digits of SHA-256 over "story", a zero byte and
// the id of the story's first article.
func (s *Stream) storyID(i int) string {
	first := s.docs[s.sorted(s.groups[i].members)[0]].id
	sum := sha256.Sum256([]byte("story\x00" + first))
	return hex.EncodeToString(sum[:])[:12]
}

// sorted is docs in order of publication, undated last, then of id.
func (s *Stream) sorted(docs []int) []int {
	out := slices.Clone(docs)
	slices.SortStableFunc(out, func(x, y int) int {
		return cmp.Or(compareDays(s.titles[x].published, s.titles[y].published), cmp.Compare(s.docs[x].id, s.docs[y].id))
	})
	return out
}

func (s *Stream) articles(docs []int) []string {
	out := make([]string, 0, len(docs))
	for _, i := range s.sorted(docs) {
		out = append(out, s.docs[i].id)
	}
	return out
}

// central is the doc whose mean score with the others' texts is highest, among
// those with a headline where there are any.
func (s *Stream) central(g group) int {
	some := g.bases[:min(len(g.bases), 4*compared)]
	best, bestScore, bestTitled := g.members[0], 0.0, false
	for k, i := range some {
		sum := 0.0
		for _, j := range some {
			if i != j {
				sum += s.docs[i].all.dot(s.docs[j].all)
			}
		}
		titled := s.titles[i].headline
		if k == 0 || titled && !bestTitled || titled == bestTitled && sum > bestScore {
			best, bestScore, bestTitled = i, sum, titled
		}
	}
	return best
}

// maxRelated is how many related stories a story lists.
const maxRelated = 10

// related lists for each group those that are alike without being the same, the
// most alike first.
func (s *Stream) related() [][]int {
	tried := make(map[[2]int]bool)
	near := make([][]edge, len(s.groups))
	for _, e := range s.edges {
		a, b := s.storyOf[e.a], s.storyOf[e.b]
		key := [2]int{min(a, b), max(a, b)}
		if a == b || tried[key] {
			continue
		}
		tried[key] = true
		bound := s.model.Related
		if !s.together(key[0], key[1]) {
			bound = s.model.Join
		}
		if x := s.between(key[0], key[1]); x >= bound {
			near[a] = append(near[a], edge{a, b, x})
			near[b] = append(near[b], edge{b, a, x})
		}
	}
	out := make([][]int, len(s.groups))
	for i, list := range near {
		slices.SortFunc(list, func(x, y edge) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.b, y.b)) })
		for _, e := range list[:min(len(list), maxRelated)] {
			out[i] = append(out[i], e.b)
		}
	}
	return out
}

// relatedDays is how far apart the days of related stories are at most.
const relatedDays = 30

// together says whether two groups are known to be of about the same time.
// Stories alike but far apart, or without dates, are seldom of one run of
// events.
func (s *Stream) together(a, b int) bool {
	fromA, toA := s.days(a)
	fromB, toB := s.days(b)
	return fromA != noDay && fromB != noDay && fromA <= toB+relatedDays && fromB <= toA+relatedDays
}

// days are the first and last day of a group, noDay where it has none.
func (s *Stream) days(g int) (from, to int32) {
	from, to = noDay, noDay
	for _, i := range s.groups[g].members {
		switch d := s.docs[i].day; {
		case d == noDay:
		case from == noDay:
			from, to = d, d
		default:
			from, to = min(from, d), max(to, d)
		}
	}
	return from, to
}

// between is the mean score of the bases of two groups.
func (s *Stream) between(a, b int) float64 {
	x, y := s.groups[a].bases, s.groups[b].bases
	x, y = x[:min(len(x), compared)], y[:min(len(y), compared)]
	sum := 0.0
	for _, i := range x {
		for _, j := range y {
			sum += s.model.score(s.docs[i], s.docs[j])
		}
	}
	return sum / float64(max(len(x)*len(y), 1))
}
