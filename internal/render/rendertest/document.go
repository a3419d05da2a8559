package rendertest

import "synoptic/internal/model"

// Document is the invented story. Every call builds a new one, so a test may
// change what it gets.
func Document() *model.Document {
	c, v, n, t, q, r := courier(), velian(), north(), tide(), quay(), roster()
	articles := map[string]*model.Article{c.ID: c, v.ID: v, n.ID: n, t.ID: t, q.ID: q, r.ID: r}
	return &model.Document{
		Format:   model.Format,
		Articles: []*model.Article{c, v, n, t, q, r},
		Stories:  []model.Synopsis{strike(articles, c, v, n, t, q), night(r)},
		Skipped: []model.Skipped{
			{Source: "accounts/scan.pdf", Reason: "holds no text, only pictures"},
			{Source: "accounts/empty.txt", Reason: "is empty"},
		},
	}
}

// The speakers of the story.
func person(entity, name string, how model.SpeakerHow, confidence float64) model.Speaker {
	return model.Speaker{Entity: entity, Name: name, How: how, Confidence: confidence}
}

// strike is the story that five accounts tell.
func strike(articles map[string]*model.Article, c, v, n, t, q *model.Article) model.Synopsis {
	s := model.Synopsis{Story: model.Story{
		ID: "s1", Title: c.Title, TitleOf: c.ID, Articles: []string{n.ID, c.ID, v.ID, t.ID, q.ID}, Related: []string{"s2"},
		Lineages: lineages(c, v, n, t, q), Copies: copies(n, t, c),
	}}
	s.Entities = entities(c, v, n, t, q)
	s.Statements = statements(c, v, n, t, q)
	s.Utterances = utterances(articles, s.Statements)
	s.Differences = differences(c, v, n, t, q)
	s.Timeline = timeline(c, v, n, q)
	s.Labels = labels(c, v, n, t, q)
	s.Facts = facts(c, v, n, t, q)
	return s
}

// night is the related story with a single account.
func night(r *model.Article) model.Synopsis {
	st := said("s2t1", r, model.Direct, person("s2e1", "Hanna Lisk", model.ByName, 0.97), "Hanna Lisk, its director",
		"said Hanna Lisk, its director", "said", "says", "The ships do not sleep, and the port cannot either")
	return model.Synopsis{
		Story: model.Story{
			ID: "s2", Title: r.Title, TitleOf: r.ID, Articles: []string{r.ID}, Related: []string{"s1"},
			Lineages: []model.Lineage{{Articles: []string{r.ID}, Why: "No other account of this story."}},
			Copies:   []model.Copy{},
		},
		Entities:   []model.Entity{{ID: "s2e1", Name: "Hanna Lisk", Type: model.Person, Mentions: []model.Passage{passage(r, "Hanna Lisk")}}},
		Statements: []model.Statement{st},
		Utterances: []model.Utterance{{ID: "s2u1", Speaker: st.Speaker, Statements: []string{st.ID}, Relation: model.Single,
			Variants: variants(map[string]*model.Article{r.ID: r}, wording{st, []string{st.Text}})}},
		Differences: []model.Difference{}, Labels: []model.Label{}, Facts: []model.Fact{},
		Timeline: []model.Happening{{Date: "2026-03", Precision: model.ByMonth, From: string(model.AnchorPublished),
			Text:     "The authority of Marren port will run its cranes through the night from March on.",
			Evidence: dated(r, evidence(r, "The authority of Marren port will run its cranes through the night from March on."), "from March on")}},
	}
}

func lineages(c, v, n, t, q *model.Article) []model.Lineage {
	return []model.Lineage{
		{Articles: []string{n.ID, t.ID}, Origin: n.ID, Agency: "Veld Press", Why: "North Coast Post credits Veld Press, and 71 % of the words of Tide & Trade stand in it in the same order."},
		{Articles: []string{c.ID}, Why: "It shares no passage with the others.",
			ReliesOn: []model.Reliance{{Article: c.ID, On: "Veld Press", Span: pointer(find(c, "told Veld Press"))}}},
		{Articles: []string{v.ID}, Why: "It shares no passage with the others."},
		{Articles: []string{q.ID}, Why: "It shares no passage with the others."},
	}
}

func copies(n, t, c *model.Article) []model.Copy {
	const lead = "Two hundred crane drivers walked off the job at Marren port on Wednesday after the authority broke off talks shortly after midnight, "
	const union = "“We will not go back until this night roster is torn up,” union leader Petra Odúya said."
	return []model.Copy{
		{A: passage(n, lead+"the Dockers’ Union said."), B: passage(t, lead+"their union said."), Kind: model.Edited, Direction: "b from a"},
		{A: passage(n, union), B: passage(t, union), Kind: model.Verbatim, Direction: "common source"},
		{A: passage(c, "The cranes stand still because the talks stand still"), B: passage(t, "The cranes stand still because the talks stand still"),
			Kind: model.SharedQuotation, Direction: "unknown"},
	}
}

func entities(c, v, n, t, q *model.Article) []model.Entity {
	return []model.Entity{
		{ID: "s1e1", Name: "Petra Odúya", Type: model.Person, Gender: model.Female, Mentions: []model.Passage{
			passage(c, "Petra Odúya, the leader of the Dockers’ Union"), passage(v, "Petra Odúya"), passage(n, "Petra Odúya"), passage(t, "Petra Odúya"), passage(q, "P. Odúya")}},
		{ID: "s1e2", Name: "Aldo Renn", Type: model.Person, Gender: model.Male, Mentions: []model.Passage{
			passage(c, "Aldo Renn"), within(c, "he told Radio Lumen", "he").At(c.ID), passage(v, "Aldo Renn"), passage(t, "Aldo Renn")}},
		{ID: "s1e3", Name: "Hanna Lisk", Type: model.Person, Mentions: []model.Passage{passage(c, "Hanna Lisk"), passage(t, "Hanna Lisk")}},
		{ID: "s1e4", Name: "port authority", Type: model.Organisation, Mentions: []model.Passage{passage(v, "The port authority")}},
		{ID: "s1e5", Name: "Dockers’ Union", Type: model.Organisation, Mentions: []model.Passage{passage(n, "the Dockers’ Union")}},
		{ID: "s1e6", Name: "strike", Type: model.Event, Mentions: []model.Passage{passage(c, "a stoppage of ten days")}},
	}
}
