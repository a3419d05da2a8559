package rendertest

import "synoptic/internal/model"

// statements is everything said in the story, in the order of the accounts.
func statements(c, v, n, t, q *model.Article) []model.Statement {
	oduya := person("s1e1", "Petra Odúya", model.ByName, 0.98)
	renn := person("s1e2", "Aldo Renn", model.ByName, 0.97)
	lisk := person("s1e3", "Hanna Lisk", model.ByName, 0.96)
	out := []model.Statement{
		said("t1", n, model.Direct, oduya, "union leader Petra Odúya", "union leader Petra Odúya said", "said", "says", "We will not go back until this night roster is torn up"),
		said("t2", n, model.Direct, person("s1e2", "Aldo Renn", model.ByOtherAccount, 0.9), "Renn", "Renn said in the capital", "said", "says", "The harbour is closed to nobody"),
		said("t3", n, model.Indirect, person("s1e5", "Dockers’ Union", model.ByName, 0.91), "the Dockers’ Union", "the Dockers’ Union said", "said", "says",
			"the authority broke off talks shortly after midnight"),
		said("t4", c, model.Direct, oduya, "Petra Odúya, the leader of the Dockers’ Union", "Petra Odúya, the leader of the Dockers’ Union, told reporters", "told", "says",
			"We will not go back until the night roster is torn up"),
		said("t5", c, model.Direct, person("s1e2", "Aldo Renn", model.ByPronoun, 0.88), "he", "he told Radio Lumen", "told", "says",
			"It is too early to speak of a crisis", "and most ships are being unloaded"),
		said("t6", c, model.Direct, lisk, "Hanna Lisk, the port’s director", "said Hanna Lisk, the port’s director", "said", "says",
			"The cranes stand still because the talks stand still, and nobody else is to blame for it"),
		said("t7", c, model.Direct, model.Speaker{How: model.SpeakerIsUnknown, Perhaps: "Hanna Lisk", Confidence: 0.46}, "", "", "", "",
			"They knew for weeks that this would come."),
		said("t8", c, model.Indirect, person("", "A port official who did not want to be named", model.ByDescriptor, 0.9),
			"A port official who did not want to be named", "A port official who did not want to be named told Veld Press", "told", "says",
			"the authority had drawn up plans for a stoppage of ten days"),
		said("t9", v, model.Direct, renn, "Transport Minister Aldo Renn", "Transport Minister Aldo Renn told Radio Lumen", "told", "says",
			"It is still far too early to speak of any crisis, and most of the ships are being unloaded"),
		said("t10", v, model.Indirect, oduya, "Union leader Petra Odúya", "Union leader Petra Odúya said", "said", "says",
			"her members would not return to work until the night roster was withdrawn"),
		said("t11", v, model.Mixed, person("", "Rike Amsel", model.ByName, 0.93), "its spokeswoman, Rike Amsel", "its spokeswoman, Rike Amsel, said", "said", "says",
			"They were “suspended by both sides”"),
		said("t12", v, model.Indirect, person("s1e4", "The port authority", model.ByName, 0.9), "The port authority", "The port authority denied", "denied", "denies",
			"it had broken off the talks"),
		said("t13", t, model.Direct, oduya, "union leader Petra Odúya", "union leader Petra Odúya said", "said", "says", "We will not go back until this night roster is torn up"),
		said("t14", t, model.Direct, renn, "Transport Minister Aldo Renn", "Transport Minister Aldo Renn said", "said", "says", "The harbour is closed to nobody"),
		said("t15", t, model.Direct, lisk, "port director Hanna Lisk", "said port director Hanna Lisk", "said", "says", "The cranes stand still because the talks stand still"),
		said("t16", q, model.Direct, person("s1e2", "Aldo Renn", model.ByOtherAccount, 0.83), "Renn", "Renn: “Too early", "", "",
			"Too early to speak of a crisis, and most ships are unloaded."),
		said("t17", q, model.Direct, oduya, "P. Odúya", "P. Odúya", "", "", "We do not go back before that roster is torn up."),
	}
	out[3].Addressee, out[3].Occasion = "reporters", "at the north gate"
	out[4].Addressee, out[8].Addressee = "Radio Lumen", "Radio Lumen"
	out[4].When, out[8].When = "2026-03-04", "2026-03-04"
	out[7].Via = []string{"Veld Press"}
	out[6].Confidence = 0.71
	return out
}

// utterances lays the statements out: all relations, two to four variants.
func utterances(articles map[string]*model.Article, all []model.Statement) []model.Utterance {
	by := map[string]model.Statement{}
	for _, s := range all {
		by[s.ID] = s
	}
	w := func(id string, pieces ...string) wording { return wording{by[id], pieces} }
	u := func(id string, r model.Relation, ws ...wording) model.Utterance {
		first := ws[0].statement
		out := model.Utterance{ID: id, Speaker: first.Speaker, Relation: r, Variants: variants(articles, ws...),
			Occasion: first.Occasion, When: first.When, Addressee: first.Addressee}
		for _, x := range ws {
			out.Statements = append(out.Statements, x.statement.ID)
		}
		return out
	}
	single := func(id, statement string) model.Utterance {
		var pieces []string
		for _, c := range by[statement].Content {
			pieces = append(pieces, c.In(articles[by[statement].Article].Text))
		}
		return u(id, model.Single, w(statement, pieces...))
	}
	return []model.Utterance{
		u("u1", model.DirectVsIndirect,
			w("t4", "We", "will not", "go back", "until", "the", "night", "roster", "is torn up"),
			w("t10", "her members", "would not", "return to work", "until", "the", "night", "roster", "was withdrawn"),
			w("t1", "We", "will not", "go back", "until", "this", "night", "roster", "is torn up"),
			w("t13", "We", "will not", "go back", "until", "this", "night", "roster", "is torn up"),
			w("t17", "We", "do not", "go back", "before", "that", "", "roster", "is torn up")),
		u("u2", model.Paraphrase,
			w("t5", "It is", "", "too early to speak of", "a", "crisis", "and", "most", "", "ships are", "being", "unloaded"),
			w("t9", "It is", "still far", "too early to speak of", "any", "crisis", "and", "most", "of the", "ships are", "being", "unloaded"),
			w("t16", "", "", "Too early to speak of", "a", "crisis", "and", "most", "", "ships are", "", "unloaded")),
		u("u3", model.PartOf,
			w("t6", "The cranes stand still because the talks stand still", ", and nobody else is to blame for it"),
			w("t15", "The cranes stand still because the talks stand still", "")),
		u("u4", model.SameWords, w("t2", "The harbour is closed to nobody"), w("t14", "The harbour is closed to nobody")),
		single("u5", "t7"),
		single("u6", "t8"),
		single("u7", "t11"),
		single("u8", "t12"),
		single("u9", "t3"),
	}
}
