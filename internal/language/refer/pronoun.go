package refer

import (
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
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
	if len(w) < 2 || len(w) > len("themselves") {
		return form{}, false
	}
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

// The probabilities from which on a pronoun is said to stand for an entity.
// Whoever uses a mention sees its confidence too.
const (
	leastOfPersons = 0.35
	leastOfOthers  = 0.4
)

// pronouns resolves the pronouns of the text from left to right, each to the
// entity that the ranker finds likeliest, or leaves it open where none is
// likely enough.
func (r *resolver) pronouns(by scorer) {
	s := r.newSearch()
	given := len(r.mentions) // those after it are pronouns found here
	for i := range r.tokens {
		s.enter(i, given)
		f, ok := formOf(r.word(i))
		if !ok || r.inName[i] > 0 {
			continue
		}
		if f.gender == model.Female && strings.EqualFold(r.word(i), "her") {
			f.possessive = r.tag(i) == "PRP$" || r.tokens[i].Rel == 0 && r.tag(i) == ""
		}
		s.options(i, f)
		if r.watch != nil {
			r.watch(i, s)
		}
		e, confidence := s.best(by)
		least := leastOfOthers
		if f.gender != "" {
			least = leastOfPersons
		}
		if confidence < least {
			e, confidence = nil, 0
		}
		if e == nil && f.thing {
			continue // "it" that stands for nobody is no mention
		}
		m := *r.add(e, model.MentionPronoun, i, i+1, confidence)
		s.enterPronoun(&m, f)
		if e != nil && f.gender != "" && confidence > 0.8 && (e.Gender == "" || e.weakGender && confidence > 0.9) {
			e.Gender, e.weakGender = f.gender, false
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

// head is the last token of [first,last) that is not governed inside it.
func (r *resolver) head(first, last int) int {
	for i := first; i < last; i++ {
		if h := int(r.tokens[i].Head); h < first || h >= last {
			return i
		}
	}
	return last - 1
}

// isSaying says whether token i is a verb of saying.
func (r *resolver) isSaying(i int) bool { return en.IsSayVerb(r.word(i)) }
