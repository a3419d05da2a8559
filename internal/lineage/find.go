package lineage

import (
	"slices"

	"synoptic/internal/language/union"
	"synoptic/internal/model"
)

// manyTexts is the number of texts up to which every pair is compared. Above
// it each text is compared with the candidates that share most with it.
const (
	manyTexts  = 40
	candidates = 12 // texts each text is compared with at least, where so many share anything
	holders    = 64 // texts listed for one fingerprint; more carry no more evidence
	window     = 4  // shingles of which one is kept when looking for candidates
)

// A pair is what two texts of a story have in common.
type pair struct {
	a, b      int // a < b
	kind      model.CopyKind
	direction string
	comparison
}

// A scene is the texts of one story and what they have in common.
type scene struct {
	lex   *lexicon
	texts []*text
	pairs []pair
	of    [][]int32 // pairs that each text is in
}

// Find finds the passages that stand in more than one of the articles of one
// story, and puts the articles into lineages: those that rest on one text base.
// Copies are in the order of the articles and of their text; page furniture is
// left out. Every article is in exactly one lineage. Neither depends on
// anything but the articles and their order.
func Find(analyses []*model.Analysis) ([]model.Copy, []model.Lineage) {
	s := newScene(analyses)
	g := union.New(len(s.texts))
	copies := []model.Copy{}
	for i := range s.pairs {
		if p := &s.pairs[i]; p.whole() {
			g.Join(p.a, p.b)
		}
	}
	agencies := s.agencies(g)
	for i := range s.pairs {
		p := &s.pairs[i]
		if p.whole() && p.direction == unknown && agencies[g.Root(p.a)] {
			p.direction = common // a third copy credits the agency
		}
		copies = append(copies, p.copies(s.lex)...)
	}
	lineages := []model.Lineage{}
	for _, members := range g.Members() {
		lineages = append(lineages, s.lineageOf(members))
	}
	return copies, lineages
}

// whole says whether one text was taken over as a whole.
func (p *pair) whole() bool { return p.kind == model.Verbatim || p.kind == model.Edited }

// agencies says of the root of each group whether a member credits an agency.
func (s *scene) agencies(g union.Sets) map[int]bool {
	out := make(map[int]bool)
	for i, t := range s.texts {
		if len(t.agencies()) > 0 {
			out[g.Root(i)] = true
		}
	}
	return out
}

// newScene reads the articles and compares them.
func newScene(analyses []*model.Analysis) *scene {
	s := &scene{lex: newLexicon()}
	for _, an := range analyses {
		if an != nil && an.Article != nil {
			s.texts = append(s.texts, prepare(an, s.lex))
		}
	}
	s.of = make([][]int32, len(s.texts))
	for _, c := range s.candidates() {
		for _, i := range c {
			s.of[i] = append(s.of[i], int32(len(s.pairs)))
		}
		s.pairs = append(s.pairs, newPair(c[0], c[1], s.texts[c[0]], s.texts[c[1]], s.lex))
	}
	return s
}

func newPair(a, b int, x, y *text, lex *lexicon) pair {
	p := pair{a: a, b: b, comparison: compare(x, y, lex)}
	p.kind = p.comparison.kind()
	p.direction = p.comparison.direction(p.kind)
	return p
}

// candidates lists the pairs worth comparing, in order.
func (s *scene) candidates() [][2]int {
	var out [][2]int
	if len(s.texts) <= manyTexts {
		for i := range s.texts {
			for j := i + 1; j < len(s.texts); j++ {
				out = append(out, [2]int{i, j})
			}
		}
		return out
	}
	index := make(map[uint64][]int32)
	for i, t := range s.texts {
		kept := winnow(inOrder(t.grams), window)
		for _, j := range most(kept, index) {
			out = append(out, [2]int{int(j), i})
		}
		for _, h := range kept {
			if list := index[h]; len(list) < holders && (len(list) == 0 || list[len(list)-1] != int32(i)) {
				index[h] = append(list, int32(i))
			}
		}
	}
	slices.SortFunc(out, func(x, y [2]int) int { return slices.Compare(x[:], y[:]) })
	return out
}

// inOrder is the hashes of grams in reading order.
func inOrder(grams []gram) []uint64 {
	out := make([]uint64, len(grams))
	for _, g := range grams {
		out[g.pos] = g.hash
	}
	return out
}

// most lists the texts that share most of the hashes, at most so many, the
// earlier among equals.
func most(hashes []uint64, index map[uint64][]int32) []int32 {
	counts := make(map[int32]int)
	for _, h := range hashes {
		for _, i := range index[h] {
			counts[i]++
		}
	}
	out := make([]int32, 0, len(counts))
	for i := range counts {
		out = append(out, i)
	}
	slices.SortFunc(out, func(x, y int32) int {
		if d := counts[y] - counts[x]; d != 0 {
			return d
		}
		return int(x - y)
	})
	return out[:min(len(out), candidates)]
}

// copies lists the passages of a pair that are worth showing.
func (p *pair) copies(lex *lexicon) []model.Copy {
	var out []model.Copy
	if p.kind == "" || p.kind == model.Chrome {
		return nil
	}
	for _, q := range p.passages {
		kind := p.kindOf(q, lex)
		if kind == "" {
			continue
		}
		a, na, b, nb := q.ends()
		out = append(out, model.Copy{
			A: p.x.span(a, na).At(p.x.article.ID), B: p.y.span(b, nb).At(p.y.article.ID),
			Kind: kind, Direction: p.direction,
		})
	}
	return out
}

// kindOf is the kind of one passage, "" where it says nothing: furniture, or a
// formula that chance puts into two texts. In a text taken over as a whole
// every passage was taken with it.
func (p *pair) kindOf(q passage, lex *lexicon) model.CopyKind {
	var s stats
	for _, r := range q.runs {
		s.add(p.statsOf(r, lex))
	}
	switch {
	case s.rubbish > s.shared && s.rubbish > s.own:
		return ""
	case p.kind == model.Verbatim || p.kind == model.Edited:
		return p.kind
	case s.own > 0 && p.kind == model.Partial && s.weight >= passageWeight:
		return model.Partial
	case s.quotation >= minStretch:
		return model.SharedQuotation
	}
	return ""
}

// passageWeight is the rarity, in nats, below which a passage outside
// quotations is a formula.
const passageWeight = 20

// Between says what two articles have in common: the kind ("" where nothing is
// shared but formulas), who took from whom, and the passages. Unlike Find it
// also tells page furniture, which has no passages.
func Between(x, y *model.Analysis) (model.CopyKind, string, []model.Copy) {
	lex := newLexicon()
	p := newPair(0, 1, prepare(x, lex), prepare(y, lex), lex)
	return p.kind, p.direction, p.copies(lex)
}
