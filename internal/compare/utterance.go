package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

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
			j, ok := entityOf[s.Speaker.Entity]
			if ok && s.Speaker.Entity != "" {
				s.Speaker.Entity = c.entities[j].ID
			} else {
				s.Speaker.Entity = ""
			}
			c.statements = append(c.statements, s)
			c.accountOf = append(c.accountOf, ai)
		}
	}
}

// speakerNumbers numbers the speaker of each statement: that of an entity is
// its index, that of a speaker known by words alone follows, and -1 is one
// who is not known.
func (c *context) speakerNumbers() []int {
	entity := map[string]int{}
	for i, e := range c.entities {
		entity[e.ID] = i
	}
	byName := map[string]int{}
	out := make([]int, len(c.statements))
	for i, s := range c.statements {
		name := strings.ToLower(s.Speaker.Name)
		j, ok := entity[s.Speaker.Entity]
		switch {
		case s.Speaker.Entity != "" && ok:
		case name == "":
			j = -1
		default:
			if j, ok = byName[name]; !ok {
				j = len(c.entities) + len(byName)
				byName[name] = j
			}
		}
		out[i] = j
	}
	return out
}

// utterances groups the statements of the story into speech acts, and fills
// speakers that one account leaves out and another names.
func utterances(c *context) []model.Utterance {
	reports := c.reports()
	groups := c.group(reports, weights())
	c.fillSpeakers(reports, groups)
	out := make([]model.Utterance, 0, len(groups))
	for _, g := range groups {
		out = append(out, c.utterance(reports, g))
	}
	for i := range out {
		out[i].ID = "u" + strconv.Itoa(i+1)
	}
	return out
}

// A member is a statement's share in an utterance: all of its content or some
// sentences of it.
type member struct {
	report int
	parts  []int // in order
}

// A group is the members of one utterance, in order of statements.
type group []member

// group finds the utterances among the reports, those that most lineages have
// first.
func (c *context) group(reports []report, w scorer) []group {
	heads, same := c.alike(reports)
	links := c.links(heads, reports, w)
	clusters := cluster(heads, reports, links, c)
	out := c.regroup(clusters, heads, reports, same)
	slices.SortStableFunc(out, func(a, b group) int {
		return cmp.Or(
			cmp.Compare(c.lineagesOf(reports, b), c.lineagesOf(reports, a)),
			cmp.Compare(len(b), len(a)),
			cmp.Compare(a[0].report, b[0].report),
			cmp.Compare(a[0].parts[0], b[0].parts[0]),
		)
	})
	return out
}

// lineagesOf counts the lineages that report a group.
func (c *context) lineagesOf(reports []report, g group) int {
	seen := map[int]bool{}
	for _, m := range g {
		seen[c.accounts[reports[m.report].account].lineage] = true
	}
	return len(seen)
}

// alike finds statements of one speaker in the very same words. heads are the
// reports that stand first of their kind; same lists, by head, all of them.
func (c *context) alike(reports []report) (heads []int, same map[int][]int) {
	first := map[string]int{}
	same = map[int][]int{}
	var key strings.Builder
	for i := range reports {
		r := &reports[i]
		key.Reset()
		key.WriteString(strconv.Itoa(r.speaker))
		if len(r.whole.terms) == 0 {
			key.WriteString(" only " + strconv.Itoa(i))
		}
		for _, p := range r.parts {
			key.WriteByte('|')
			for _, t := range p.tokens {
				key.WriteByte(' ')
				key.WriteString(strconv.Itoa(int(c.vocab.words[t].stem)))
			}
		}
		h, ok := first[key.String()]
		if !ok {
			h = i
			first[key.String()] = i
			heads = append(heads, i)
		}
		same[h] = append(same[h], i)
		r.head = h
	}
	return heads, same
}

// utterance makes the utterance of a group.
func (c *context) utterance(reports []report, g group) model.Utterance {
	u := model.Utterance{Relation: c.relation(reports, g)}
	best := -1
	for _, m := range g {
		s := &c.statements[m.report]
		u.Statements = append(u.Statements, s.ID)
		if best < 0 || betterSpeaker(s.Speaker, c.statements[best].Speaker) {
			best = m.report
		}
		u.Occasion = cmp.Or(u.Occasion, s.Occasion)
		u.When = cmp.Or(u.When, s.When)
		u.Addressee = cmp.Or(u.Addressee, s.Addressee)
	}
	u.Speaker = c.statements[best].Speaker
	for _, e := range c.entities {
		if u.Speaker.Entity != "" && e.ID == u.Speaker.Entity {
			u.Speaker.Name = e.Name
		}
	}
	u.Variants = c.variants(reports, g)
	return u
}

// betterSpeaker says whether a is known better than b: named, then surer.
func betterSpeaker(a, b model.Speaker) bool {
	if (a.Name != "") != (b.Name != "") {
		return a.Name != ""
	}
	if (a.Entity != "") != (b.Entity != "") {
		return a.Entity != ""
	}
	return a.Confidence > b.Confidence
}

// fillSpeakers names the speaker of a statement that its own account leaves
// without one, where another account has the same words with a name.
func (c *context) fillSpeakers(reports []report, groups []group) {
	for _, g := range groups {
		best := -1
		for _, m := range g {
			s := c.statements[m.report].Speaker
			if s.Name != "" && (best < 0 || betterSpeaker(s, c.statements[best].Speaker)) {
				best = m.report
			}
		}
		if best < 0 {
			continue
		}
		from := c.statements[best].Speaker
		for _, m := range g {
			s := &c.statements[m.report].Speaker
			if s.Name != "" {
				continue
			}
			agree := c.agree(&reports[m.report].whole, &reports[best].whole)
			*s = model.Speaker{Entity: from.Entity, Name: from.Name, How: model.ByOtherAccount,
				Confidence: 0.9 * from.Confidence * agree.contain}
		}
	}
}

// relation says how the wordings of a group stand to each other: the loosest
// link among them.
func (c *context) relation(reports []report, g group) model.Relation {
	if len(g) == 1 {
		return model.Single
	}
	quoted, reported := false, false
	wordings := make([]wording, len(g))
	longest := 0
	for i, m := range g {
		r := &reports[m.report]
		quoted = quoted || r.kind == model.Direct
		reported = reported || r.kind == model.Indirect
		wordings[i] = r.of(m.parts)
		if wordings[i].weight > wordings[longest].weight {
			longest = i
		}
	}
	same, part := true, true
	for i := range wordings {
		a := c.agree(&wordings[longest], &wordings[i])
		same = same && slices.Equal(wordings[longest].tokens, wordings[i].tokens)
		part = part && a.contain > 0.85
	}
	switch {
	case same:
		return model.SameWords
	case quoted && reported:
		return model.DirectVsIndirect
	case part:
		return model.PartOf
	}
	return model.Paraphrase
}

// of is the wording of some parts of a report.
func (r *report) of(parts []int) wording {
	if len(parts) >= len(r.parts) {
		return r.whole
	}
	var w wording
	for _, p := range parts {
		w.tokens = append(w.tokens, r.parts[p].tokens...)
		w.terms = append(w.terms, r.parts[p].terms...)
	}
	w.terms = distinct(w.terms)
	for _, t := range w.terms {
		w.weight += t.weight
	}
	return w
}
