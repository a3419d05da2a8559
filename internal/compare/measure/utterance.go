package measure

import (
	"slices"

	"synoptic/internal/compare"
	"synoptic/internal/model"
)

// A Score counts pairs of statements. Across counts those of two articles
// alone; Hard are the pairs known not to be one utterance, Joined those of
// them that were put in one.
type Score struct {
	Right, Shown, Gold                   int
	AcrossRight, AcrossShown, AcrossGold int
	Hard, Joined                         int
}

// Add adds t to s.
func (s *Score) Add(t Score) {
	s.Right += t.Right
	s.Shown += t.Shown
	s.Gold += t.Gold
	s.AcrossRight += t.AcrossRight
	s.AcrossShown += t.AcrossShown
	s.AcrossGold += t.AcrossGold
	s.Hard += t.Hard
	s.Joined += t.Joined
}

// An Annotate finds the sentences and tokens of an article.
type Annotate func(*model.Article) *model.Analysis

// Utterances groups the gold statements of each story, with the weights that
// weightsOf gives for it (nil: those built in), and scores the pairs.
// Stories come back by name; wrong, if not nil, is told each wrong or missing
// pair.
func Utterances(g *Gold, articles map[string]*model.Article, annotate Annotate,
	weightsOf func(story string) *compare.Weights, wrong func(a, b string, shown bool)) map[string]Score {
	out := map[string]Score{}
	for _, story := range g.Stories() {
		var w *compare.Weights
		if weightsOf != nil {
			w = weightsOf(story)
		}
		_, groups := compare.Group(model.Story{}, g.Analyses(story, articles, annotate), w)
		out[story] = g.score(story, groups, wrong)
	}
	return out
}

// EndToEnd scores the pairs of whole synopses: analyze finds everything in an
// article, and compare puts the statements that were found into utterances. A
// variant stands for every gold statement of which it holds half of the
// content; two gold statements of different variants are shown as one utterance
// where words of theirs share a place in the apparatus. What stands for no gold statement is not counted,
// since gold does not hold every statement.
func EndToEnd(g *Gold, articles map[string]*model.Article, analyze Annotate) map[string]Score {
	out := map[string]Score{}
	for _, story := range g.Stories() {
		var list []*model.Analysis
		gold := map[string][]Statement{}
		for _, s := range g.Statements {
			a := articles[s.Article]
			if s.Story != story || a == nil {
				continue
			}
			if gold[s.Article] == nil {
				list = append(list, analyze(a))
			}
			gold[s.Article] = append(gold[s.Article], s)
		}
		synopsis := compare.Compare(model.Story{}, list)
		article := map[string]string{}
		for _, s := range synopsis.Statements {
			article[s.ID] = s.Article
		}
		var pairs [][]string
		for _, u := range synopsis.Utterances {
			pairs = append(pairs, shownPairs(u, article, gold)...)
		}
		out[story] = g.score(story, pairs, nil)
	}
	return out
}

// shownPairs lists the pairs of gold statements that u sets under each other.
func shownPairs(u model.Utterance, article map[string]string, gold map[string][]Statement) [][]string {
	type held struct {
		variant int
		sid     string
		pieces  []piece
	}
	var all []held
	for i, v := range u.Variants {
		for _, s := range gold[article[v.Statement]] {
			if pieces, ok := s.heldBy(v); ok {
				all = append(all, held{i, s.SID, pieces})
			}
		}
	}
	var out [][]string
	for i, a := range all {
		for _, b := range all[:i] {
			if a.variant != b.variant && meet(a.pieces, b.pieces, u.Variants[b.variant].Statement) {
				out = append(out, []string{":" + a.sid, ":" + b.sid})
			}
		}
	}
	return out
}

// A piece is the share of a gold statement in a run: the run and the bytes of
// it, counted from its start.
type piece struct {
	run        model.Run
	start, end int
}

// meet says whether two gold statements share a place: a column where the
// wordings differ, or the same words of a run that both have.
func meet(a, b []piece, statement string) bool {
	for _, x := range a {
		for _, y := range b {
			if x.run.Column != y.run.Column {
				continue
			}
			if !slices.Contains(x.run.With, statement) || x.start < y.end && y.start < x.end {
				return true
			}
		}
	}
	return false
}

// heldBy says whether v holds half of the content of s, and where.
func (s Statement) heldBy(v model.Variant) (pieces []piece, ok bool) {
	shared, all := 0, 0
	for _, c := range s.Content {
		all += c[1] - c[0]
		for _, r := range v.Words {
			if from, to := max(r.Start, c[0]), min(r.End, c[1]); from < to {
				shared += to - from
				pieces = append(pieces, piece{r, from - r.Start, to - r.Start})
			}
		}
	}
	return pieces, 2*shared >= all
}

// score compares groups of statement IDs ("article:sid") with gold.
func (g *Gold) score(story string, groups [][]string, wrong func(a, b string, shown bool)) Score {
	article := map[string]string{}
	for _, s := range g.Statements {
		if s.Story == story {
			article[s.SID] = s.Article
		}
	}
	gold := g.pairs(article)
	shown := map[[2]string]bool{}
	for _, members := range groups {
		eachPair(members, func(a, b string) { shown[key(local(a), local(b))] = true })
	}
	var s Score
	for p := range shown {
		s.Shown++
		across := article[p[0]] != article[p[1]]
		if across {
			s.AcrossShown++
		}
		switch {
		case gold[p]:
			s.Right++
			if across {
				s.AcrossRight++
			}
		case wrong != nil:
			wrong(p[0], p[1], true)
		}
	}
	for p := range gold {
		s.Gold++
		if article[p[0]] != article[p[1]] {
			s.AcrossGold++
		}
		if !shown[p] && wrong != nil {
			wrong(p[0], p[1], false)
		}
	}
	for _, n := range g.NotSame {
		if n.Story == story && n.SameSpeaker && n.Sure {
			s.Hard++
			if shown[key(n.A, n.B)] {
				s.Joined++
			}
		}
	}
	return s
}

// pairs are the pairs of statements that gold puts in one utterance.
func (g *Gold) pairs(article map[string]string) map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, members := range g.Utterances {
		eachPair(members, func(a, b string) {
			if article[a] != "" && article[b] != "" {
				out[key(a, b)] = true
			}
		})
	}
	return out
}

func eachPair(list []string, do func(a, b string)) {
	for i, a := range list {
		for _, b := range list[:i] {
			if a != b {
				do(a, b)
			}
		}
	}
}

func key(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// local is the statement's ID without that of its article.
func local(id string) string {
	for i := range len(id) {
		if id[i] == ':' {
			return id[i+1:]
		}
	}
	return id
}
