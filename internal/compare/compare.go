package compare

import "synoptic/internal/model"

// Compare makes the synopsis of the story s out of the analyses of its
// accounts. Analyses of articles that s does not name are passed over, as is
// an article of s without an analysis; where s names no articles, all
// analyses count. The same accounts in any order give the same synopsis.
func Compare(s model.Story, analyses []*model.Analysis) model.Synopsis {
	c := newContext(s, analyses)
	out := model.Synopsis{Story: c.story}
	c.joinEntities()
	c.collectStatements()
	c.utterances = utterances(c)
	out.Entities = c.entities
	out.Statements = c.statements
	out.Utterances = c.utterances
	out.Differences = differences(c)
	out.Timeline = timeline(c)
	out.Labels = labels(c)
	out.Facts = facts(c)
	out.Dated = datedAccounts(c)
	return out
}
