package lineage

import (
	"fmt"

	"synoptic/internal/model"
)

// why says in one sentence what puts the members of a lineage together, or
// what sets a single one apart. Every figure in it is counted.
func (s *scene) why(members []int, l model.Lineage) string {
	if len(members) == 1 {
		return s.whyAlone(members[0], l)
	}
	credit := s.creditPhrase(members, l.Agency)
	shared := s.sharedPhrase(members)
	if credit == "" {
		return upperFirst(shared) + "."
	}
	return credit + ", and " + shared + "."
}

func (s *scene) whyAlone(i int, l model.Lineage) string {
	kind, other := s.closest(i)
	switch {
	case l.Agency != "" && ofOutlet(l.Agency, s.texts[i].article.Outlet):
		return "The agency's own text; no other account here carries it."
	case l.Agency != "":
		return "Credits " + l.Agency + "; no other account here carries the same text."
	case len(l.ReliesOn) > 0 && s.texts[i].helpedBy(l.ReliesOn[0].On):
		return "Worded by its own hand; it credits " + l.ReliesOn[0].On + " with part of the reporting."
	case len(l.ReliesOn) > 0:
		return "Worded by its own hand, but it rests on reporting by " + l.ReliesOn[0].On + "."
	case kind == model.Partial:
		return "Worded by its own hand, but for passages that also stand in " + s.shown(other) + "."
	case kind == model.SharedQuotation:
		return "Worded by its own hand; it shares only quotations with others."
	}
	return "Worded by its own hand."
}

// helpedBy says whether a credit gives an agency a part of the text.
func (t *text) helpedBy(agency string) bool {
	for _, c := range t.credits {
		if c.part && c.agency == agency {
			return true
		}
	}
	return false
}

// closest is the strongest kind that text i has with another, and that other.
func (s *scene) closest(i int) (model.CopyKind, int) {
	kind, other := model.CopyKind(""), -1
	for _, k := range s.of[i] {
		p := &s.pairs[k]
		if p.kind == model.Partial || p.kind == model.SharedQuotation && kind == "" {
			if kind != model.Partial {
				kind, other = p.kind, p.a+p.b-i
			}
		}
	}
	return kind, other
}

// shown is how an article is named in a sentence.
func (s *scene) shown(i int) string {
	if name := s.texts[i].article.OutletName(); name != "" {
		return name
	}
	return "another account"
}

func (s *scene) creditPhrase(members []int, agency string) string {
	if agency == "" {
		return ""
	}
	n := 0
	for _, i := range members {
		if carries(s.texts[i].credits, agency) || s.texts[i].helpedBy(agency) {
			n++
		}
	}
	own := 0
	for _, i := range members {
		if ofOutlet(agency, s.texts[i].article.Outlet) {
			own++
		}
	}
	switch {
	case n == len(members) && n == 2:
		return "Both credit " + agency
	case n == len(members):
		return fmt.Sprintf("All %d credit %s", n, agency)
	case own == 1 && n == 1 && len(members) == 2:
		return "One is " + agency + "'s own and the other credits it"
	case own == 1 && n > 0:
		return fmt.Sprintf("One is %s's own and %d credit it", agency, n)
	case n == 1:
		return "One credits " + agency
	}
	return fmt.Sprintf("%d of the %d credit %s", n, len(members), agency)
}

// sharedPhrase says how much the members share: of the one that shares least,
// with the member it is closest to.
func (s *scene) sharedPhrase(members []int) string {
	if len(members) == 2 {
		p := s.pairOf(members[0], members[1])
		if p == nil {
			return "they share their text"
		}
		n, of, unit := p.sharedOfShorter()
		return fmt.Sprintf("%d of the shorter one's %d %s stand in the other", n, of, unit)
	}
	worstN, worstOf, worstUnit := 0, 0, ""
	for _, i := range members {
		n, of, unit := s.sharedOf(i)
		if worstUnit == "" || ratio(n, of) < ratio(worstN, worstOf) {
			worstN, worstOf, worstUnit = n, of, unit
		}
	}
	return fmt.Sprintf("even the one least like the others shares %d of its %d %s with another", worstN, worstOf, worstUnit)
}

// sharedOf is how much of text i stands in the member it is closest to.
func (s *scene) sharedOf(i int) (n, of int, unit string) {
	of = 1
	for _, k := range s.of[i] {
		p := &s.pairs[k]
		if !p.whole() {
			continue
		}
		if m, o, u := p.sharedOf(i == p.a); ratio(m, o) > ratio(n, of) || unit == "" {
			n, of, unit = m, o, u
		}
	}
	return n, of, unit
}

func (s *scene) pairOf(i, j int) *pair {
	for _, k := range s.of[i] {
		if p := &s.pairs[k]; p.a == min(i, j) && p.b == max(i, j) {
			return p
		}
	}
	return nil
}

func (p *pair) sharedOfShorter() (int, int, string) { return p.sharedOf(p.x.body <= p.y.body) }

// sharedOf counts what of one side (a where left) stands in the other:
// sentences where there are some that do, else words.
func (p *pair) sharedOf(left bool) (n, of int, unit string) {
	t := p.y
	if left {
		t = p.x
	}
	covered := make([]bool, len(t.words))
	words := 0
	for _, r := range p.runs {
		from := r.b
		if left {
			from = r.a
		}
		for i := range r.n {
			covered[from+i] = true
			if t.marks[from+i]&(heading|caption|furniture) == 0 {
				words++
			}
		}
	}
	n, of = t.sentencesCovered(covered)
	if n*3 >= of && n > 0 {
		return n, of, "sentences"
	}
	return words, t.body, "words"
}

// sentencesCovered counts the sentences of the account and those of which at
// least four words in five are covered.
func (t *text) sentencesCovered(covered []bool) (n, of int) {
	for _, s := range t.sentences() {
		words, hit := 0, 0
		for i := t.wordAt(s.Start); i < len(t.words) && int(t.words[i].end) <= s.End; i++ {
			if t.marks[i]&(heading|caption|furniture) != 0 {
				continue
			}
			words++
			if covered[i] {
				hit++
			}
		}
		if words > 0 {
			of++
			if 5*hit >= 4*words {
				n++
			}
		}
	}
	return n, of
}

// sentences are those of the analysis, or roughly cut ones where it has none.
func (t *text) sentences() []model.Span {
	var out []model.Span
	for _, s := range t.an.Sentences {
		out = append(out, s.Span)
	}
	if len(out) > 0 {
		return out
	}
	for _, p := range paragraphs(t.article) {
		if p.End <= len(t.article.Text) {
			out = append(out, roughSentences(t.article.Text, p)...)
		}
	}
	return out
}

func upperFirst(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}
