package refer

import (
	"math"
	"slices"
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// What is asked of an antecedent.
const (
	farthest = 4   // sentences back
	recent   = 24  // mentions looked at
	margin   = 0.3 // by which the best must lead
)

// A form is what a pronoun says of what it stands for.
type form struct {
	gender     model.Gender
	plural     bool
	thing      bool
	possessive bool
	reflexive  bool
}

// formOf is the form of a pronoun, in any case.
func formOf(w string) (form, bool) {
	switch strings.ToLower(w) {
	case "he", "him":
		return form{gender: model.Male}, true
	case "his":
		return form{gender: model.Male, possessive: true}, true
	case "himself":
		return form{gender: model.Male, reflexive: true}, true
	case "she":
		return form{gender: model.Female}, true
	case "her", "hers":
		return form{gender: model.Female, possessive: true}, true
	case "herself":
		return form{gender: model.Female, reflexive: true}, true
	case "they", "them":
		return form{plural: true}, true
	case "their", "theirs":
		return form{plural: true, possessive: true}, true
	case "themselves":
		return form{plural: true, reflexive: true}, true
	case "it":
		return form{thing: true}, true
	case "its":
		return form{thing: true, possessive: true}, true
	}
	return form{}, false
}

// pronouns resolves the pronouns of the text from left to right, each to the
// entity of the mention that fits best, or leaves it open where two fit about
// equally well.
func (r *resolver) pronouns() {
	given := len(r.mentions) // those after it are pronouns found here
	var window []*mention
	next := 0
	inside := r.quoted()
	for i := range r.tokens {
		for next < given && r.mentions[next].first <= i {
			m := r.mentions[next]
			if m.entity != nil && m.Kind != model.MentionDemonym {
				window = append(window, &m)
			}
			next++
		}
		window = window[max(0, len(window)-recent):]
		f, ok := formOf(r.word(i))
		if !ok {
			continue
		}
		if f.gender == model.Female && strings.EqualFold(r.word(i), "her") {
			f.possessive = r.tag(i) == "PRP$" || r.tokens[i].Rel == 0 && r.tag(i) == ""
		}
		e, confidence := r.antecedent(i, f, window, inside)
		if e == nil && f.thing {
			continue // "it" that stands for nobody is no mention
		}
		m := *r.add(e, model.MentionPronoun, i, i+1, confidence)
		if e != nil {
			window = append(window, &m)
			if e.Gender == "" && f.gender != "" && confidence > 0.8 {
				e.Gender = f.gender
			}
		}
	}
}

// quoted says of each token whether it stands between quotation marks.
func (r *resolver) quoted() []bool {
	out := make([]bool, len(r.tokens))
	open, block := false, -1
	for i := range r.tokens {
		if b := r.block(i); b != block {
			block, open = b, false
		}
		switch r.word(i) {
		case "“", "``", "«", "„":
			open = true
		case "”", "''", "»":
			open = false
		case "\"":
			open = !open
		}
		out[i] = open
	}
	return out
}

// antecedent is the entity the pronoun at token i stands for, nil where none
// is clearly the best.
func (r *resolver) antecedent(i int, f form, window []*mention, inside []bool) (*entity, float64) {
	type candidate struct {
		e     *entity
		score float64
	}
	var best, second candidate
	best.score, second.score = math.Inf(-1), math.Inf(-1)
	var seen []*entity
	for k := len(window) - 1; k >= 0; k-- {
		m := window[k]
		if slices.Contains(seen, m.entity) || int(r.sentence[i]-r.sentence[m.first]) > farthest {
			continue
		}
		if !r.agrees(m, f, i) || !f.reflexive && !f.possessive && r.sameClause(m, i) {
			continue
		}
		seen = append(seen, m.entity)
		c := candidate{m.entity, r.score(m, f, i, inside)}
		if c.score > best.score {
			best, second = c, best
		} else if c.score > second.score {
			second = c
		}
	}
	if best.e == nil || best.score < 0 {
		return nil, 0
	}
	lead := min(best.score-second.score, 2)
	if lead < margin {
		return nil, 0
	}
	return best.e, min(0.97, 0.6+0.2*lead)
}

// agrees says whether the entity of m agrees with a pronoun in gender, number
// and kind.
func (r *resolver) agrees(m *mention, f form, i int) bool {
	e := m.entity
	isPerson := e.Type == model.Person
	switch {
	case f.gender != "":
		return isPerson && !clash(e.Gender, f.gender)
	case f.plural:
		return e.Plural && (e.Type == model.Group || e.Type == model.Organisation) && r.sentence[i]-r.sentence[m.first] <= 1
	case isPerson || e.Plural:
		return false
	}
	// "it" stands for anything: only what is the subject, or owns.
	return (e.Type == model.Organisation || e.Type == model.Country || e.StandsFor != "") &&
		r.sentence[i]-r.sentence[m.first] <= 1 && r.isSubject(m) && (f.possessive || r.isSpeaking(i))
}

// isSpeaking says whether token i is the subject of a verb of saying.
func (r *resolver) isSpeaking(i int) bool {
	h := r.tokens[i].Head
	if h < 0 || int(h) >= len(r.tokens) {
		return en.IsSayVerb(r.word(i + 1))
	}
	return r.isSubjectToken(i) && en.IsSayVerb(r.word(int(h)))
}

// head is the last token of m's span that is not governed inside it.
func (r *resolver) head(m *mention) int {
	for i := m.first; i < m.last; i++ {
		if h := int(r.tokens[i].Head); h < m.first || h >= m.last {
			return i
		}
	}
	return m.last - 1
}

func (r *resolver) isSubjectToken(i int) bool {
	switch r.rel(i) {
	case "nsubj", "nsubj:pass", "nsubj:outer":
		return true
	}
	return false
}

// isSubject says whether m is a subject: by its own head, or by the title that
// it stands in.
func (r *resolver) isSubject(m *mention) bool {
	h := r.head(m)
	for range 3 {
		if r.isSubjectToken(h) {
			return true
		}
		switch r.rel(h) {
		case "flat", "appos", "compound", "nmod:desc":
		default:
			return false
		}
		up := int(r.tokens[h].Head)
		if up < 0 || up >= len(r.tokens) {
			return false
		}
		h = up
	}
	return false
}

// sameClause says whether m and the pronoun at token i depend on one verb, so
// that they cannot be one.
func (r *resolver) sameClause(m *mention, i int) bool {
	h := r.tokens[r.head(m)].Head
	return h >= 0 && h == r.tokens[i].Head && r.rel(i) != "conj"
}

// score is how well m serves as the antecedent of the pronoun at token i. The
// weights were set by hand on GAP's development part and on news.
func (r *resolver) score(m *mention, f form, i int, inside []bool) float64 {
	score := sentencesBack(int(r.sentence[i] - r.sentence[m.first]))
	subject := r.isSubject(m)
	if subject {
		score += 0.9
		if r.isSubjectToken(i) {
			score += 0.4
		}
	}
	if r.block(m.first) == r.block(i) {
		score += 0.4
	}
	switch r.rel(r.head(m)) {
	case "nmod:poss", "compound", "nmod":
		score -= 0.4
	case "conj":
		score -= 0.2
	}
	if f.gender != "" && m.entity.Gender == f.gender {
		score += 0.5
	}
	if m.Kind == model.MentionPronoun {
		score += 0.3
	}
	score += min(0.5, 0.1*float64(m.entity.count))
	if m.Full.Len() > m.Span.Len() && m.Full.Start == m.Start && m.Full.End > int(r.tokens[i].Start) && m.Full.Start <= int(r.tokens[i].Start) {
		score += 0.3 // inside the apposition of m
	}
	if inside[i] && !inside[m.first] && r.sentence[i] == r.sentence[m.first] {
		score -= 1.2 // speakers seldom speak of themselves as "he"
	}
	return score
}

// sentencesBack is the worth of a mention n sentences before the pronoun.
func sentencesBack(n int) float64 {
	switch n {
	case 0:
		return 1.6
	case 1:
		return 1.3
	case 2:
		return 0.6
	case 3:
		return 0.2
	}
	return 0
}
