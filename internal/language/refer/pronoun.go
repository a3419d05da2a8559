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
	farthest = 4    // sentences back
	recent   = 24   // mentions looked at
	margin   = 0.15 // by which the best must lead

	marginOfThings = 1.2 // the same for "it" and "its", which stand for more than names
)

// Weights of score, set on GAP's development part.
const (
	weightSame      = 2.4 // in the pronoun's own sentence
	weightOneBack   = 0.6 // one sentence before
	weightTwoBack   = 0.3
	weightThreeBack = 0.1
	weightFar       = -0.5
	weightSubject   = 0.9  // is a subject
	weightParallel  = 0.4  // and so is the pronoun
	weightInside    = 0.1  // inside another noun phrase, subtracted
	weightCount     = 0.12 // for each mention so far, up to four
	weightAhead     = 2.6  // the subject that a fronted phrase leads up to
	weightBlock     = 0.4  // in the same paragraph
	weightConjunct  = 0.2  // joined by "and" to another, subtracted
	weightOwner     = 0.1  // in the possessive, subtracted
	weightQuoted    = 1.2  // the pronoun is quoted, the candidate is outside, subtracted
	weightGender    = 0.05 // its gender is known
	weightInQuote   = 1.2  // the candidate is quoted, the pronoun is not, subtracted
	weightSpeaker   = 0.4  // both are subjects of verbs of saying
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
	r.given = slices.Clone(r.mentions)
	var window []*mention
	next := 0
	inside := r.quoted()
	r.countTold(inside)
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

// countTold counts, for each sentence, the sentences up to it that are not
// quoted as a whole: a long quotation does not part its speaker from "he said".
func (r *resolver) countTold(inside []bool) {
	r.told = make([]int32, len(r.sentences))
	n := int32(0)
	for k, s := range r.sentences {
		quoted := s.First >= 0 && s.Last <= len(r.tokens)
		for t := max(s.First, 0); quoted && t < s.Last; t++ {
			if !inside[t] && t != s.Last-1 {
				quoted = false
			}
		}
		if !quoted {
			n++
		}
		r.told[k] = n
	}
}

// sentencesBetween is how many sentences lie from token a to token b, those
// quoted as a whole not counted; 0 within one sentence, else at least 1.
func (r *resolver) sentencesBetween(a, b int) int {
	from, to := r.sentence[a], r.sentence[b]
	if from == to || int(to) >= len(r.told) || int(from) >= len(r.told) {
		return 0
	}
	return max(1, int(r.told[to]-r.told[from]))
}

// isSpeaker says whether m is the subject of a verb of saying.
func (r *resolver) isSpeaker(m *mention) bool {
	if strings.EqualFold(r.word(m.first-2), "according") && r.word(m.first-1) == "to" {
		return true
	}
	h := int(r.tokens[r.head(m)].Head)
	for range 3 {
		if h < 0 || h >= len(r.tokens) {
			return false
		}
		if en.IsSayVerb(r.word(h)) {
			return r.isSubject(m)
		}
		h = int(r.tokens[h].Head)
	}
	return false
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

// A candidate is an entity a pronoun may stand for, with its best score.
type candidate struct {
	e     *entity
	score float64
}

// bestTwo are the best and the second best of candidates, the earlier one
// first where they are equal.
func bestTwo(candidates []candidate) (best, second candidate) {
	best.score, second.score = math.Inf(-1), math.Inf(-1)
	for _, c := range candidates {
		if c.score > best.score {
			best, second = c, best
		} else if c.score > second.score {
			second = c
		}
	}
	return best, second
}

// antecedent is the entity the pronoun at token i stands for, nil where none
// is clearly the best.
func (r *resolver) antecedent(i int, f form, window []*mention, inside []bool) (*entity, float64) {
	var candidates []candidate
	var barred []*entity // in the pronoun's own clause
	for k := len(window) - 1; k >= 0; k-- {
		m := window[k]
		if r.sentencesBetween(m.first, i) > farthest || !r.agrees(m, f, i) {
			continue
		}
		if !f.reflexive && !f.possessive && r.sameClause(m, i) {
			barred = append(barred, m.entity)
			continue
		}
		if slices.Contains(barred, m.entity) {
			continue
		}
		score := r.score(m, f, i, inside)
		at := slices.IndexFunc(candidates, func(c candidate) bool { return c.e == m.entity })
		if at < 0 {
			candidates = append(candidates, candidate{m.entity, score})
		} else {
			candidates[at].score = max(candidates[at].score, score)
		}
	}
	best, second := bestTwo(candidates)
	if m := r.ahead(i, f); m != nil {
		c := candidate{m.entity, weightAhead}
		switch {
		case c.e == best.e:
			best.score = max(best.score, c.score)
		case c.score > best.score:
			best, second = c, best
		case c.score > second.score:
			second = c
		}
	}
	if best.e == nil || best.score < 0 {
		return nil, 0
	}
	lead := min(best.score-second.score, 2)
	if lead < margin || f.thing && lead < marginOfThings {
		return nil, 0
	}
	confidence := min(0.97, 0.6+0.2*lead)
	if f.gender != "" && best.e.Gender == "" {
		confidence *= 0.85
	}
	return best.e, confidence
}

// ahead is the person named as the subject of the sentence whose fronted
// phrase the pronoun at token i stands in: "In her speech, Ada Holm said". It
// is nil where there is none.
func (r *resolver) ahead(i int, f form) *mention {
	if f.gender == "" {
		return nil
	}
	top := r.fronted(i)
	if top < 0 {
		return nil
	}
	k, _ := slices.BinarySearchFunc(r.given, i, func(m mention, i int) int { return m.first - i })
	for ; k < len(r.given) && r.sameSentence(i, r.given[k].first); k++ {
		m := &r.given[k]
		h := r.head(m)
		if m.Kind == model.MentionName && m.entity != nil && r.isSubjectToken(h) && int(r.tokens[h].Head) == top && r.agrees(m, f, i) {
			return m
		}
	}
	return nil
}

// fronted is the verb that governs the phrase which token i stands in and
// which stands before that verb's subject, -1 where there is none.
func (r *resolver) fronted(i int) int {
	for t, n := i, 0; n < 12; n++ {
		h := int(r.tokens[t].Head)
		if h < 0 || h >= len(r.tokens) {
			return -1
		}
		if rel := r.rel(t); h > t && (rel == "obl" || rel == "advcl" || rel == "nmod") {
			return h
		}
		t = h
	}
	return -1
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
	// "it" stands for anything: only a speaker or an owner can be told.
	return (e.Type == model.Organisation || e.Type == model.Country || e.StandsFor != "") &&
		r.sentence[i]-r.sentence[m.first] <= 1 && (f.possessive || r.isSpeaking(i) && r.isSubject(m))
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

// score is how well m serves as the antecedent of the pronoun at token i.
func (r *resolver) score(m *mention, f form, i int, inside []bool) float64 {
	score := sentencesBack(r.sentencesBetween(m.first, i))
	if r.isSubject(m) {
		score += weightSubject
		if r.isSubjectToken(i) {
			score += weightParallel
		}
	}
	if r.block(m.first) == r.block(i) {
		score += weightBlock
	}
	switch r.rel(r.head(m)) {
	case "nmod:poss":
		score -= weightOwner
	case "compound", "nmod":
		score -= weightInside
	case "conj":
		score -= weightConjunct
	}
	if f.gender != "" && m.entity.Gender == f.gender {
		score += weightGender
	}
	score += min(4*weightCount, weightCount*float64(m.entity.count))
	if !inside[i] && inside[m.first] {
		score -= weightInQuote
	} else if !inside[i] && r.isSpeaker(m) && r.isSpeaking(i) {
		score += weightSpeaker
	}
	if inside[i] && !inside[m.first] && r.sentence[i] == r.sentence[m.first] {
		score -= weightQuoted
	}
	return score
}

// sentencesBack is the worth of a mention n sentences before the pronoun.
func sentencesBack(n int) float64 {
	switch n {
	case 0:
		return weightSame
	case 1:
		return weightOneBack
	case 2:
		return weightTwoBack
	case 3:
		return weightThreeBack
	}
	return weightFar
}
