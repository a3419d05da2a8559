package compare

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"synoptic/internal/model"
)

// A quoted is words in quotation marks in a statement.
type quoted struct {
	statement int
	account   int
	span      model.Span // of the words, without the marks
	words     []int32    // stems
}

// creditWords is how many words in a row two accounts must quote alike for
// their speakers to be set against each other.
const creditWords = 8

// creditDifferences are words that accounts credit to different speakers, and
// headlines that credit a word to another than their own body does.
func creditDifferences(c *context, all []line) []model.Difference {
	quotes := quotedWords(c)
	out := creditedTwice(c, quotes)
	out = append(out, headlineCredits(c, all, quotes)...)
	return append(out, headlineNumbers(c, all)...)
}

// quotedWords lists the words in quotation marks of all statements.
func quotedWords(c *context) []quoted {
	var out []quoted
	for i := range c.statements {
		s := &c.statements[i]
		a := c.accounts[c.accountOf[i]]
		for _, span := range s.Content {
			parts := []model.Span{span}
			if s.Kind != model.Direct {
				parts = inQuotes(a.Article.Text, span)
			}
			for _, p := range parts {
				if q := (quoted{i, c.accountOf[i], p, stemsIn(c, a, p)}); len(q.words) > 0 {
					out = append(out, q)
				}
			}
		}
	}
	return out
}

func stemsIn(c *context, a *account, s model.Span) []int32 {
	first, last := a.TokensIn(s)
	var out []int32
	for i := first; i < last; i++ {
		if st := c.stemID(a, i); st != 0 {
			out = append(out, st)
		}
	}
	return out
}

// inQuotes lists what stands in quotation marks within s, without the marks.
func inQuotes(text string, s model.Span) []model.Span {
	var out []model.Span
	in := s.In(text)
	open, closer := -1, ""
	for i, r := range in {
		n := utf8.RuneLen(r)
		switch {
		case open < 0 && (r == '“' || r == '"' || r == '‘' || r == '\'' && wordStart(in, i)):
			open, closer = i+n, map[rune]string{'“': "”", '"': "\"", '‘': "’", '\'': "'"}[r]
		case open >= 0 && string(r) == closer && !insideWord(in, i, n):
			if i > open {
				out = append(out, model.Span{Start: s.Start + open, End: s.Start + i})
			}
			open = -1
		}
	}
	return out
}

func wordStart(s string, i int) bool { return i == 0 || s[i-1] == ' ' || s[i-1] == '(' }

// insideWord says whether the mark at i has letters on both sides.
func insideWord(s string, i, n int) bool {
	return i > 0 && i+n < len(s) && asciiLetter(s[i-1]) && asciiLetter(s[i+n])
}

func asciiLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// creditedTwice finds runs of words that statements of different accounts
// credit to different persons.
func creditedTwice(c *context, quotes []quoted) []model.Difference {
	type place struct{ quote, at int }
	first := map[[creditWords]int32]place{}
	done := map[[2]int]bool{}
	var out []model.Difference
	for i := range quotes {
		q := &quotes[i]
		for at := 0; at+creditWords <= len(q.words); at++ {
			gram := [creditWords]int32(q.words[at : at+creditWords])
			if !weighty(c, gram[:]) {
				continue
			}
			p, ok := first[gram]
			if !ok {
				first[gram] = place{i, at}
				continue
			}
			o := &quotes[p.quote]
			pair := [2]int{o.statement, q.statement}
			if o.account == q.account || done[pair] || !differentPersons(c, o.statement, q.statement) {
				continue
			}
			done[pair] = true
			out = append(out, model.Difference{
				Kind: model.DiffWho, About: trimQuotes(c.accounts[o.account].text(o.span)),
				Sides: []model.Side{creditSide(c, o, "A"), creditSide(c, q, "B")},
			})
		}
	}
	return out
}

// weighty says whether a run of words is more than a turn of phrase that
// anyone might use.
func weighty(c *context, run []int32) bool {
	w := 0.0
	for _, st := range run {
		w += max(0, rarity(c.vocab.stems[st])-0.2)
	}
	return w >= 1.5
}

func creditSide(c *context, q *quoted, group string) model.Side {
	s := sideOf(c, q.account, q.span, group)
	s.Party = c.statements[q.statement].Speaker.Name
	return s
}

// reportSide is the whole report that q stands in, as far as its sentence
// goes.
func reportSide(c *context, q *quoted, group string) model.Side {
	s := &c.statements[q.statement]
	span := s.Span()
	if in, ok := c.sentence(c.accounts[q.account], q.span); ok {
		span = model.Span{Start: max(span.Start, in.Start), End: min(span.End, in.End)}
	}
	side := sideOf(c, q.account, span, group)
	side.Party = s.Speaker.Name
	return side
}

// sureSpeaker is how sure a speaker must be to be set against another.
const sureSpeaker = 0.8

// differentPersons says whether two statements surely have different persons
// as speakers.
func differentPersons(c *context, i, j int) bool {
	a, b := &c.statements[i].Speaker, &c.statements[j].Speaker
	return surePerson(c, i) && surePerson(c, j) && a.Name != b.Name && (a.Entity == "" || a.Entity != b.Entity) &&
		!sameName(a.Name, b.Name) && len(c.statements[i].Via) == 0 && len(c.statements[j].Via) == 0
}

func surePerson(c *context, i int) bool {
	s := &c.statements[i].Speaker
	if s.Name == "" || s.Confidence < sureSpeaker || s.How != model.ByName && s.How != model.ByTitle {
		return false
	}
	e := entityNamed(c, s)
	return e != nil && e.Type == model.Person && strings.Contains(e.Name, " ")
}

// entityNamed is the story's entity that s is, or nil.
func entityNamed(c *context, s *model.Speaker) *model.Entity {
	i := slices.IndexFunc(c.entities, func(e model.Entity) bool {
		return s.Entity != "" && e.ID == s.Entity || s.Entity == "" && e.Name == s.Name
	})
	if i < 0 {
		return nil
	}
	return &c.entities[i]
}

// headlineCredits are quoted words that a headline credits to one and the
// body of the same article to another only.
func headlineCredits(c *context, all []line, quotes []quoted) []model.Difference {
	byAccount := map[int][]*quoted{}
	for i := range quotes {
		byAccount[quotes[i].account] = append(byAccount[quotes[i].account], &quotes[i])
	}
	var out []model.Difference
	for i := range all {
		if all[i].kind != model.BlockTitle {
			continue
		}
		if d, ok := headlineCredit(c, &all[i], byAccount[all[i].account]); ok {
			out = append(out, d)
		}
	}
	return out
}

func headlineCredit(c *context, l *line, quotes []*quoted) (model.Difference, bool) {
	a := c.accounts[l.account]
	for _, s := range inQuotes(a.Article.Text, l.span) {
		words := stemsIn(c, a, s)
		if len(words) == 0 || rarity(c.vocab.stems[words[0]]) < 0.4 && len(words) < 3 {
			continue
		}
		who, span, ok := headlineSpeaker(c, a, l, s)
		if !ok {
			continue
		}
		var other *quoted
		for _, q := range quotes {
			if l.span.Overlaps(q.span) || !containsRun(q.words, words) {
				continue
			}
			sp := &c.statements[q.statement].Speaker
			if sp.Name == "" || sp.Confidence < 0.5 || sameParty(c, who, sp) {
				other = nil
				break
			}
			if other == nil {
				other = q
			}
		}
		if other == nil {
			continue
		}
		head := sideOf(c, l.account, span, "A")
		head.Party = who.Name
		return model.Difference{Kind: model.DiffHeadline, About: a.text(s), Sides: []model.Side{head, reportSide(c, other, "B")}}, true
	}
	return model.Difference{}, false
}

// headlineSpeaker is to whom the headline l credits the words s: the speaker
// of the statement there, or the first name of the headline where the words
// follow it. span is the headline from the name to the words.
func headlineSpeaker(c *context, a *account, l *line, s model.Span) (model.Speaker, model.Span, bool) {
	of := statementsOf(c, a)
	for i := range of {
		if l.span.Contains(of[i].Span()) && slices.ContainsFunc(of[i].Content, func(t model.Span) bool { return t.Overlaps(s) }) && of[i].Speaker.Name != "" {
			return of[i].Speaker, join(of[i].Span(), s), true
		}
	}
	for _, m := range a.Mentions {
		if l.span.Contains(m.Span) && m.End <= s.Start && m.Start-l.span.Start < 30 && m.Kind != model.MentionDemonym {
			if e := c.storyEntity(a, m); e >= 0 && calls(c, a, m.End, s.Start) {
				return model.Speaker{Entity: c.entities[e].ID, Name: c.entities[e].Name}, model.Span{Start: m.Start, End: s.End}, true
			}
		}
	}
	return model.Speaker{}, model.Span{}, false
}

// calls says whether a verb of naming or saying stands right between a name
// and the quoted words.
func calls(c *context, a *account, from, to int) bool {
	first, last := a.TokensIn(model.Span{Start: from, End: to})
	for i := first; i < min(last, first+3); i++ {
		switch strings.TrimSuffix(c.stem(a, i), "s") {
		case "call", "say", "brand", "label", "slam", "describ", "term", "denounc", "deem":
			return true
		}
	}
	return false
}

func join(a, b model.Span) model.Span {
	return model.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// sameParty says whether two speakers may be one, or one speak for the other:
// they share a name, one's name stands in the other's title, or one of them
// is a person of whose office nothing is known.
func sameParty(c *context, a model.Speaker, b *model.Speaker) bool {
	if a.Entity != "" && a.Entity == b.Entity || sameName(a.Name, b.Name) {
		return true
	}
	x, y := entityNamed(c, &a), entityNamed(c, b)
	if x == nil || y == nil {
		return true
	}
	return x.Type == model.Person || y.Type == model.Person
}

// containsRun says whether words has run as a run.
func containsRun(words, run []int32) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if slices.Equal(words[i:i+len(run)], run) {
			return true
		}
	}
	return false
}

// headlineNumbers are tolls of a headline that its own body contradicts.
func headlineNumbers(c *context, all []line) []model.Difference {
	byKey := map[[2]string][]count{}
	var keys [][2]string
	for _, n := range counts(c, all) {
		if !n.plain || n.toll != "dead" && n.toll != "hurt" {
			continue
		}
		k := [2]string{c.accounts[n.account].id(), n.key}
		if byKey[k] == nil {
			keys = append(keys, k)
		}
		byKey[k] = append(byKey[k], n)
	}
	var out []model.Difference
	for _, k := range keys {
		if d, ok := headlineNumber(c, all, byKey[k]); ok {
			out = append(out, d)
		}
	}
	return out
}

func headlineNumber(c *context, all []line, members []count) (model.Difference, bool) {
	var title *count
	var body []*count
	for i := range members {
		switch l := &all[members[i].line]; {
		case l.kind == model.BlockTitle && title == nil:
			title = &members[i]
		case l.lead():
			body = append(body, &members[i])
		}
	}
	if title == nil || title.soft || len(body) == 0 {
		return model.Difference{}, false
	}
	for _, b := range body {
		if !title.conflicts(b.quantity) || b.soft {
			return model.Difference{}, false
		}
	}
	slices.SortStableFunc(body, func(x, y *count) int { return cmp.Compare(x.line, y.line) })
	return model.Difference{Kind: model.DiffHeadline, Sides: []model.Side{
		sideOf(c, title.account, title.shown, "A"), sideOf(c, body[0].account, body[0].shown, "B"),
	}}, true
}
