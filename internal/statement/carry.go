package statement

import (
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// carryPronouns sets right the pronouns that open a sentence of somebody who
// is speaking already: whoever spoke last goes on ("He added that ..."), and
// where the mention says otherwise, the speaker is unsure.
func (f *finder) carryPronouns() {
	last := -1
	for i := range f.out {
		s := &f.out[i]
		if last >= 0 && f.bodyAgain(s.src) && s.Speaker.Confidence < 0.7 {
			f.carryBody(s, &f.out[last])
		}
		if last >= 0 && f.opens(s.src) && s.Speaker.How != model.ByName && s.Speaker.How != model.ByTitle {
			f.carry(s, &f.out[last])
		}
		if s.Speaker.Name == "" && f.opens(s.src) {
			f.carrySubject(s)
		}
		if s.Speaker.How == model.ByPronoun && s.src.ok() && s.src.pronoun(f) && (last < 0 || f.out[last].Speaker.Entity != s.Speaker.Entity) && f.rivals(s.src) {
			s.Speaker.Confidence = min(s.Speaker.Confidence, 0.75)
		}
		if s.Speaker.Name != "" && f.main(i) {
			last = i
		}
	}
}

// opens says whether a source is he or she at the start of a sentence, or
// beside the quotation that the sentence begins with.
func (f *finder) opens(s source) bool {
	if !s.ok() || !s.pronoun(f) || s.implied {
		return false
	}
	w := f.at(s.first)
	if w.low != "he" && w.low != "she" && w.low != "they" || w.unit < 0 {
		return false
	}
	un := f.units[w.unit]
	i := s.first - 1
	for i >= un.first && (f.at(i).quote >= 0 || f.at(i).pos == posAdverb || f.at(i).pos == posComma || f.at(i).pos == posConj) {
		i--
	}
	return i < un.first
}

// main says whether statement i stands in the article's own voice: not inside
// what another one reports, and with the subject of its sentence as source.
func (f *finder) main(i int) bool {
	s := f.out[i]
	if s.cue < 0 || s.src.how == reachRelative || f.cues[s.cue].kind == gerund && !s.src.implied {
		return false
	}
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if f.inside(s, f.out[j]) {
			return false
		}
	}
	return true
}

// carry gives statement s, whose source is an opening pronoun, the speaker of
// the statement before it.
func (f *finder) carry(s, before *found) {
	a, b := f.at(before.src.first), f.at(s.src.first)
	if a.unit < 0 || f.units[b.unit].block-f.units[a.unit].block > 1 || b.unit < a.unit {
		return
	}
	if b.low == "they" {
		f.carryPlural(s, before)
		return
	}
	e := f.entity(before.Speaker.Entity)
	if e == nil || e.Type != model.Person || e.Plural || !agrees(*e, b.low) {
		return
	}
	p := model.Speaker{Entity: e.ID, Name: e.Name, How: model.ByPronoun}
	adds := s.cue >= 0 && f.lex.in("adding", f.at(f.cues[s.cue].word).low)
	near := b.unit-a.unit <= 1 || s.Kind == model.Direct && b.unit-a.unit <= 3
	switch {
	case s.Speaker.Entity == e.ID:
		s.Speaker.Confidence = max(s.Speaker.Confidence, min(0.93, before.Speaker.Confidence))
	case adds:
		p.Confidence = min(0.84, before.Speaker.Confidence)
		s.Speaker = p
	case s.Speaker.Name == "" && near:
		p.Confidence = min(0.78, before.Speaker.Confidence)
		s.Speaker = p
	case near:
		p.Confidence = min(0.79, before.Speaker.Confidence)
		s.Speaker = p
	}
}

// bodyAgain says whether a source is "it" or "the company", "the ministry":
// a body that was named before.
func (f *finder) bodyAgain(s source) bool {
	if !s.ok() || s.last-s.first > 2 || s.last != s.headEnd {
		return false
	}
	if s.pronoun(f) {
		return f.at(s.first).low == "it"
	}
	return f.at(s.first).low == "the" && s.last-s.first == 2 && f.lex.in("body", f.at(s.first+1).low)
}

// carryBody gives such a source the body that spoke in the statement before.
func (f *finder) carryBody(s, before *found) {
	a, b := f.at(before.src.first), f.at(s.src.first)
	e := f.entity(before.Speaker.Entity)
	if e == nil || a.unit < 0 || f.units[b.unit].block-f.units[a.unit].block > 1 || b.unit < a.unit || b.unit-a.unit > 4 {
		return
	}
	how := model.ByDescriptor
	if s.src.pronoun(f) {
		how = model.ByPronoun
	}
	switch e.Type {
	case model.Organisation, model.Country:
	case model.Group:
		if how == model.ByDescriptor {
			return
		}
	default:
		return
	}
	s.Speaker = model.Speaker{Entity: e.ID, Name: e.Name, How: how, Confidence: min(0.72, before.Speaker.Confidence)}
}

// carrySubject gives an opening he or she that is still open the subject of
// the sentence before, where that is a person.
func (f *finder) carrySubject(s *found) {
	w := f.at(s.src.first)
	if w.low == "they" || w.unit < 1 || f.units[w.unit].block-f.units[w.unit-1].block > 1 {
		return
	}
	un := f.units[w.unit-1]
	src := f.sentenceSubject(un, un.first)
	if !src.ok() || src.pronoun(f) {
		return
	}
	p := f.speaker(src)
	if e := f.entity(p.Entity); e != nil && e.Type == model.Person && !e.Plural && agrees(*e, w.low) {
		s.Speaker = model.Speaker{Entity: e.ID, Name: e.Name, How: model.ByPronoun, Confidence: min(0.72, p.Confidence)}
	}
}

// agrees says whether he or she can stand for a person.
func agrees(e model.Entity, pronoun string) bool {
	g := e.Gender
	if g == "" {
		first, _, _ := strings.Cut(e.Name, " ")
		g = en.GenderOf(first)
	}
	return !(g == model.Male && pronoun == "she" || g == model.Female && pronoun == "he")
}

// carryPlural gives "they" the speakers of the statement before, where those
// are several or a body.
func (f *finder) carryPlural(s, before *found) {
	if s.Speaker.Name != "" || before.Speaker.Name == "" {
		return
	}
	e := f.entity(before.Speaker.Entity)
	plural := e == nil && (strings.Contains(before.Speaker.Name, " and ") || f.at(before.src.headEnd-1).tag == "NNS") ||
		e != nil && (e.Plural || e.Type == model.Group)
	if !plural {
		return
	}
	s.Speaker = before.Speaker
	s.Speaker.How = model.ByPronoun
	s.Speaker.Confidence = min(0.75, before.Speaker.Confidence)
}

// rivals says whether the sentence before a pronoun names two people it could
// stand for.
func (f *finder) rivals(s source) bool {
	w := f.at(s.first)
	if w.unit < 0 {
		return false
	}
	first := -1
	for u := max(int(w.unit)-1, 0); u <= int(w.unit); u++ {
		un := f.units[u]
		if f.units[w.unit].block-un.block > 1 {
			continue
		}
		for i := un.first; i < min(un.last, s.first); i++ {
			if f.words[i].quote >= 0 || !f.isPerson(i) {
				continue
			}
			e := f.an.Mentions[f.words[i].mention].Entity
			if !agrees(f.an.Entities[e], w.low) {
				continue
			}
			if first >= 0 && first != e {
				return true
			}
			first = e
		}
	}
	return false
}

// entity is the entity of that ID, nil where there is none.
func (f *finder) entity(id string) *model.Entity {
	if i, ok := f.entities[id]; ok {
		return &f.an.Entities[i]
	}
	return nil
}
