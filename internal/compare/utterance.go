package compare

import (
	"slices"
	"strconv"

	"synoptic/internal/model"
)

// collectStatements gathers the statements of all accounts under IDs that are
// unique in the story, with speakers mapped to the story's entities.
func (c *context) collectStatements() {
	for ai, a := range c.accounts {
		entityOf := map[string]int{}
		for i, e := range a.Entities {
			entityOf[e.ID] = a.entity[i]
		}
		for _, s := range a.Statements {
			s.ID = a.id() + ":" + s.ID
			s.Article = a.id()
			s.Content = slices.Clone(s.Content)
			if j, ok := entityOf[s.Speaker.Entity]; ok && s.Speaker.Entity != "" {
				s.Speaker.Entity = c.entities[j].ID
			} else {
				s.Speaker.Entity = ""
			}
			c.statements = append(c.statements, s)
			c.accountOf = append(c.accountOf, ai)
		}
	}
}

// utterances groups the statements of the story into speech acts.
func utterances(c *context) []model.Utterance {
	var out []model.Utterance
	for i, s := range c.statements {
		out = append(out, model.Utterance{
			ID: "u" + strconv.Itoa(i+1), Speaker: s.Speaker, Statements: []string{s.ID}, Relation: model.Single,
			Occasion: s.Occasion, When: s.When, Addressee: s.Addressee,
		})
	}
	return out
}
