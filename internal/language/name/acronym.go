package name

import (
	"slices"

	"synoptic/internal/language/en"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// spellOut reads acronyms in brackets against the words before them. Words
// that spell the acronym and are a body, in part or by their first or last
// word, are one name ("Fisheries Research Centre of Norway ( FRCN )"). An
// acronym of words that are no body ("Electronic Voting Machine ( EVM )") is
// no body either.
func (d *decoder) spellOut(text string, tokens []model.Token, names []Name) []Name {
	word := func(i int) string { return tokens[i].Span().In(text) }
	things := make(map[uint64]bool)
	for _, s := range d.sentences {
		for k := s.First + 2; k+1 < s.Last; k++ {
			if word(k-1) != "(" || word(k+1) != ")" || !d.acronym(k) {
				continue
			}
			first := d.spelling(text, tokens, s.First, k)
			if first < 0 {
				continue
			}
			within := func(n Name) bool { return n.First < k-1 && n.Last > first }
			body := en.IsOrganisationWord(word(first)) || en.IsOrganisationWord(word(k-2)) ||
				slices.ContainsFunc(names, func(n Name) bool { return within(n) && n.Type == model.Organisation })
			if !body {
				things[d.words[k].Form] = d.words[k].lists&inAcronyms == 0
				continue
			}
			names = slices.DeleteFunc(names, within)
			names = inOrder(append(names, newName(text, tokens, first, k-1, 1, acronymConfidence)))
		}
	}
	return slices.DeleteFunc(names, func(n Name) bool {
		return n.Type == model.Organisation && n.Last-n.First == 1 && things[d.words[n.First].Form]
	})
}

// longestSpelling is how many tokens may spell an acronym.
const longestSpelling = 14

// spelling is the first of the tokens before the bracket at k-1 whose capitals
// spell the acronym at k, or -1. Words in small letters count or not.
func (d *decoder) spelling(text string, tokens []model.Token, from, k int) int {
	acronym := tokens[k].Span().In(text)
	for first := k - 2; first >= max(from, k-longestSpelling); first-- {
		if d.words[first].Flags&perceptron.FirstUpper != 0 && d.spells(text, tokens[first:k-1], first, acronym) {
			return first
		}
	}
	return -1
}

func (d *decoder) spells(text string, tokens []model.Token, first int, acronym string) bool {
	at := 0
	for i, t := range tokens {
		s := t.Span().In(text)
		switch capital := d.words[first+i].Flags&perceptron.FirstUpper != 0; {
		case s == "":
		case at < len(acronym) && s[0]&^0x20 == acronym[at]:
			at++
		case capital || i == 0:
			return false
		}
	}
	return at == len(acronym)
}
