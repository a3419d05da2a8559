package lineage

import (
	"slices"

	"synoptic/internal/model"
)

// lineageOf describes one group of texts.
func (s *scene) lineageOf(members []int) model.Lineage {
	l := model.Lineage{Agency: s.agencyOf(members), Articles: []string{}}
	for _, i := range members {
		t := s.texts[i]
		l.Articles = append(l.Articles, t.article.ID)
		l.ReliesOn = append(l.ReliesOn, restsOn(t)...)
	}
	l.Origin = s.originOf(members, l.Agency)
	l.Why = s.why(members, l)
	return l
}

// agencyOf is the agency that most of the members credit for their text, the
// first by name among equals. Where members share a text, a credit for a part
// of it counts too if none is for the whole.
func (s *scene) agencyOf(members []int) string {
	counts := make(map[string]int)
	for _, part := range [...]bool{false, true} {
		if part && (len(counts) > 0 || len(members) < 2) {
			break
		}
		for _, i := range members {
			for _, a := range s.texts[i].credited(part) {
				counts[a]++
			}
		}
	}
	best := ""
	for a, n := range counts {
		if n > counts[best] || n == counts[best] && a < best {
			best = a
		}
	}
	return best
}

// agencies are the agencies whose text t carries, each once.
func (t *text) agencies() []string { return t.credited(false) }

// credited are the agencies that t credits with the whole or a part, each once.
func (t *text) credited(part bool) []string {
	var out []string
	for _, c := range t.credits {
		if c.part == part && !slices.Contains(out, c.agency) {
			out = append(out, c.agency)
		}
	}
	return out
}

// originOf is the one member that others of the group took from and that took
// from none, "" where that is not known.
func (s *scene) originOf(members []int, agency string) string {
	if len(members) < 2 {
		return ""
	}
	gave, took := make(map[int]int), make(map[int]bool)
	for _, i := range members {
		for _, k := range s.of[i] {
			p := &s.pairs[k]
			if !p.whole() {
				continue
			}
			switch p.direction {
			case fromA:
				gave[p.a]++
				took[p.b] = true
			case fromB:
				gave[p.b]++
				took[p.a] = true
			}
		}
	}
	origin := -1
	for _, i := range members {
		if agency != "" && !ofOutlet(agency, s.texts[i].article.Outlet) {
			continue
		}
		if took[i] || gave[i] == 0 && agency == "" {
			continue
		}
		if origin >= 0 {
			return ""
		}
		origin = i
	}
	if origin < 0 {
		return ""
	}
	return s.texts[origin].article.ID
}

// restsOn lists the reports that an article says it rests on: the agencies it
// credits with a part, else the report that basis finds.
func restsOn(t *text) []model.Reliance {
	var out []model.Reliance
	add := func(on string, span *model.Span) {
		for _, r := range out {
			if r.On == on {
				return
			}
		}
		out = append(out, model.Reliance{Article: t.article.ID, On: on, Span: span})
	}
	for _, c := range t.credits {
		if c.part {
			add(c.agency, c.span)
		}
	}
	if len(out) > 0 {
		return out
	}
	if r, ok := basis(t.reliances); ok {
		add(r.on, &r.span)
	}
	return out
}

// sameOrganisation compares two names of outlets without their articles.
func sameOrganisation(a, b string) bool {
	fa, fb := fold(a), fold(b)
	if len(fa) > 0 && fa[0] == "the" {
		fa = fa[1:]
	}
	if len(fb) > 0 && fb[0] == "the" {
		fb = fb[1:]
	}
	return equalWords(fa, fb)
}

// namesOf is the known organisation of that name.
func namesOf(shown string) (name, bool) {
	w := fold(shown)
	if len(w) == 0 {
		return name{}, false
	}
	for _, n := range names()[w[0]] {
		if equalWords(n.words, w) {
			return n, true
		}
	}
	return name{}, false
}
