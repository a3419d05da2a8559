package rendertest

import "synoptic/internal/model"

// differences is one of each kind.
func differences(c, v, n, t, q *model.Article) []model.Difference {
	return []model.Difference{
		{Kind: model.DiffNumber, About: "crane drivers who stopped work", Note: "Two hundred against 240.", Sides: []model.Side{
			side(c, "Two hundred crane drivers", "", "A"), side(n, "Two hundred crane drivers", "the Dockers’ Union", "A"),
			side(t, "Two hundred crane drivers", "their union", "A"), side(v, "About 240 dockers", "", "B"), side(q, "some 240", "", "B")}},
		{Kind: model.DiffDenial, About: "who broke off the talks", Note: "The authority denies what the union says.", Sides: []model.Side{
			side(n, "the authority broke off talks shortly after midnight", "the Dockers’ Union", "A"),
			side(t, "the authority broke off talks shortly after midnight", "their union", "A"),
			side(v, "denied that it had broken off the talks", "The port authority", "B")}},
		{Kind: model.DiffWho, About: "who left the talks", Note: "", Sides: []model.Side{
			side(t, "the authority broke off talks", "their union", "A"), side(q, "both sides walked out", "people in the room", "B")}},
		{Kind: model.DiffOutcome, About: "ships sent on to Eskholm", Note: "", Updated: true, Sides: []model.Side{
			side(c, "Three ships waiting in the roads were sent on", "the harbour master’s office", "A"), side(n, "Five ships longer than 90 metres", "", "B")}},
		{Kind: model.DiffDate, About: "when work stopped", Note: "", Sides: []model.Side{
			side(v, "on Wednesday morning", "", "A"), side(q, "at six yesterday morning", "", "B")}},
		{Kind: model.DiffPlace, About: "where Aldo Renn spoke", Note: "", Sides: []model.Side{
			side(t, "in the capital", "", "A"), side(c, "he told Radio Lumen", "", "B")}},
		{Kind: model.DiffHeadline, About: "what the headlines lead with", Note: "", Sides: []model.Side{
			side(c, "Crane drivers walk out at Marren harbour", "", "A"), side(v, "Minister sees no crisis as 240 dockers down tools", "", "B"),
			side(t, "Marren strike halts a fifth of Velia’s freight", "", "C")}},
	}
}

// timeline runs from an interval to a day counted from other accounts.
func timeline(c, v, n, q *model.Article) []model.Happening {
	const lead = "Two hundred crane drivers stopped work at Marren harbour on Wednesday"
	return []model.Happening{
		{Date: "2026-02-14", Precision: model.ByDay, From: string(model.AnchorExplicit), Text: "14 February: the authority announces the night roster.",
			Evidence: dated(c, evidence(c, "14 February: the authority announces the night roster."), "14 February")},
		{Date: "2026-03-02", Until: "2026-03-04", Precision: model.ByWeek, From: string(model.AnchorNarrative), Text: "a night of talks ends without a deal",
			Evidence: evidence(c, "a night of talks ends without a deal")},
		{Date: "2026-03-04", Precision: model.ByDay, From: string(model.AnchorPublished), Text: lead,
			Evidence: append(dated(c, evidence(c, lead), "on Wednesday"), evidence(v, "About 240 dockers downed tools at the country’s largest port on Wednesday morning")...)},
		{Date: "2026-03-04T00:00", Precision: model.ByPart, From: string(model.AnchorPublished), Text: "the authority broke off talks shortly after midnight", Statement: "t3",
			Evidence: dated(n, evidence(n, "the authority broke off talks shortly after midnight"), "shortly after midnight")},
		{Date: "2026-03-04T06:00", Precision: model.ByHour, From: "other accounts", Text: "The drivers climbed down at six yesterday morning",
			Evidence: dated(q, evidence(q, "The drivers climbed down at six yesterday morning"), "at six yesterday morning")},
		{Date: "2026", Precision: model.ByYear, From: string(model.AnchorOpen), Text: "nine in ten members voted to strike",
			Evidence: evidence(v, "nine in ten members voted to strike")},
	}
}

func labels(c, v, n, t, q *model.Article) []model.Label {
	only := func(u model.LabelUse) model.LabelUse { u.Only = true; return u }
	scare := func(u model.LabelUse) model.LabelUse { u.Scare = true; return u }
	return []model.Label{
		{Entity: "s1e6", Name: "strike", Uses: []model.LabelUse{
			use(c, "The transport minister, Aldo Renn, played the stoppage down", "the stoppage"),
			scare(only(use(v, "a “wildcat” action followed", "“wildcat” action"))),
			use(n, "Strike shuts cranes", "Strike"), use(t, "Marren strike halts", "Marren strike")}},
		{Entity: "s1e5", Name: "Dockers’ Union", Uses: []model.LabelUse{
			use(c, "the leader of the Dockers’ Union", "the Dockers’ Union"), use(n, "midnight, the Dockers’ Union said", "the Dockers’ Union"),
			only(use(t, "The militant union and", "The militant union"))}},
		{Entity: "s1e1", Name: "Petra Odúya", Uses: []model.LabelUse{
			use(c, "the leader of the Dockers’ Union", "the leader of the Dockers’ Union"), use(v, "Union leader Petra", "Union leader"),
			use(n, "union leader Petra", "union leader"), use(t, "union leader Petra", "union leader")}},
	}
}

func facts(c, v, n, t, q *model.Article) []model.Fact {
	ev := func(a *model.Article, words, party string, denies bool) model.FactEvidence {
		s := find(a, words)
		return model.FactEvidence{Article: a.ID, Start: s.Start, End: s.End, Party: party, Denies: denies}
	}
	return []model.Fact{
		{Text: "the authority broke off talks shortly after midnight", Evidence: []model.FactEvidence{
			ev(n, "the authority broke off talks shortly after midnight", "the Dockers’ Union", false),
			ev(t, "the authority broke off talks shortly after midnight", "their union", false),
			ev(v, "The port authority denied that it had broken off the talks", "The port authority", true)}, Absent: []string{c.ID}},
		{Text: "were sent on to Eskholm", Evidence: []model.FactEvidence{
			ev(c, "Three ships waiting in the roads were sent on to Eskholm", "the harbour master’s office", false),
			ev(n, "were sent on to Eskholm", "", false)}, Absent: []string{v.ID, t.ID, q.ID}},
		{Text: "nine in ten members voted to strike", Evidence: []model.FactEvidence{
			ev(v, "nine in ten members voted to strike", "", false)}, Absent: []string{n.ID, t.ID, q.ID}},
		{Text: "The militant union and the authority meet again on 6 March.", Evidence: []model.FactEvidence{
			ev(t, "The militant union and the authority meet again on 6 March.", "", false)}, Absent: []string{c.ID, v.ID, n.ID, q.ID}},
	}
}
