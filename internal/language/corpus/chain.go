package corpus

import (
	"strings"

	"synoptic/internal/model"
)

// A Chained is a gold mention: the tokens [First,Last) and what it refers to,
// which mentions of one document share. Sets without coreference have none.
type Chained struct {
	First, Last int
	ID          string
}

// chain reads the coreference of the last token added ("Entity=(4-person(5-place)4)"):
// brackets open and close mentions, numbers say what they refer to.
func (b *builder) chain(misc string) {
	_, s, ok := strings.Cut(misc, "Entity=")
	if !ok {
		return
	}
	s, _, _ = strings.Cut(s, "|")
	at := len(b.doc.Tokens) - 1
	for s != "" {
		opens := s[0] == '('
		s = strings.TrimPrefix(s, "(")
		end := strings.IndexAny(s, "()")
		if end < 0 {
			end = len(s)
		}
		id := s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
		if opens {
			b.open = append(b.open, Chained{First: at, ID: id})
		}
		s = s[end:]
		if strings.HasPrefix(s, ")") {
			b.endChain(id, at+1)
			s = s[1:]
		}
	}
}

// endChain closes the last open mention of id before token last.
func (b *builder) endChain(id string, last int) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if c := b.open[i]; c.ID == id {
			c.Last = last
			b.doc.Chains = append(b.doc.Chains, c)
			b.open = append(b.open[:i], b.open[i+1:]...)
			return
		}
	}
}

// ChainHeads are the head words of the mentions of each chain, pronouns left
// out, and for each token that is a pronoun the chain it is of.
func (d *Document) ChainHeads() (heads map[string][]model.Span, pronouns map[int]string) {
	heads, pronouns = map[string][]model.Span{}, map[int]string{}
	for _, c := range d.Chains {
		h := d.headOf(c)
		switch {
		case IsPronoun(d.Word(h)) && c.Last == c.First+1:
			pronouns[h] = c.ID
		case !IsPronoun(d.Word(h)):
			heads[c.ID] = append(heads[c.ID], d.Tokens[h].Span())
		}
	}
	return heads, pronouns
}

// headOf is the token of a mention that is governed from outside it.
func (d *Document) headOf(c Chained) int {
	for i := c.First; i < c.Last; i++ {
		if h := int(d.Tokens[i].Head); h < c.First || h >= c.Last {
			return i
		}
	}
	return c.First
}

// IsPronoun says whether w is a personal pronoun of the third person.
func IsPronoun(w string) bool {
	switch strings.ToLower(w) {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
		"they", "them", "their", "theirs", "themselves":
		return true
	}
	return false
}
