package statement

import (
	"strings"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// unsure is the confidence below which a speaker is shown as unsure.
const unsure = 0.8

// speaker resolves a source to an entity, or leaves it in its own words.
func (f *finder) speaker(s source) model.Speaker {
	if !s.ok() {
		return model.Speaker{How: model.SpeakerIsUnknown}
	}
	if s.nameEnd > s.name {
		if m := f.mentionIn(s.name, s.nameEnd); m >= 0 {
			return f.named(s, m, 0.93)
		}
	}
	if out, ok := f.several(s); ok {
		return out
	}
	if f.nature(s) == natureSpeech {
		if p := f.possessor(s); p.ok() {
			out := f.speaker(p)
			out.Confidence *= 0.9
			return out
		}
	}
	if m := f.mentionIn(s.head, s.headEnd); m >= 0 {
		if out := f.mentioned(s, m); out.How != "" {
			return out
		}
	}
	if e := f.surname(s); e >= 0 {
		return f.settle(model.Speaker{Entity: f.an.Entities[e].ID, Name: f.an.Entities[e].Name, How: model.ByName, Confidence: 0.88 * s.sureness()})
	}
	return f.ownWords(s)
}

// several is the speakers of a source that joins two: "A and B said".
func (f *finder) several(s source) (model.Speaker, bool) {
	for i := s.head + 1; i < s.headEnd-1; i++ {
		if f.at(i).low != "and" {
			continue
		}
		a, b := s, s
		a.last, a.headEnd, b.first, b.head = i, i, i+1, i+1
		if m := f.at(i).mention; m >= 0 && f.an.Mentions[m].End > f.words[i].end {
			return model.Speaker{}, false // "and" within a name
		}
		x, y := f.speaker(a), f.speaker(b)
		if x.Name == "" || y.Name == "" {
			return model.Speaker{}, false
		}
		if x.Name == y.Name {
			return x, true
		}
		return model.Speaker{Name: x.Name + " and " + y.Name, How: x.How, Confidence: min(x.Confidence, y.Confidence)}, true
	}
	return model.Speaker{}, false
}

// surname is the one person whose last name a source is where no mention was
// found in it, as in headlines; -1 for none.
func (f *finder) surname(s source) int {
	if s.headEnd-s.head > 2 || s.headEnd <= s.head {
		return -1
	}
	w := f.at(s.headEnd - 1)
	if e, ok := f.surnames[w.low]; ok && w.upper {
		return e
	}
	return -1
}

// possessor is whose speech a source names: "his remarks", "the minister's
// comments".
func (f *finder) possessor(s source) source {
	for i := s.headEnd - 2; i >= s.head; i-- {
		switch w := f.at(i); w.pos {
		case posPossessive:
			return source{first: i, last: i + 1, head: i, headEnd: i + 1, how: s.how}
		case posGenitive:
			return source{first: s.head, last: i, head: s.head, headEnd: i, how: s.how}
		}
	}
	return source{}
}

// mentionIn is the mention that words [first,last) are: one that covers the
// last of them, names before titles before pronouns. -1 where there is none.
func (f *finder) mentionIn(first, last int) int {
	for last > first && f.at(last-1).pos == posGenitive {
		last--
	}
	if last <= first {
		return -1
	}
	best := -1
	span := f.span(first, last)
	rank := func(m int) int {
		switch f.an.Mentions[m].Kind {
		case model.MentionName:
			return 4
		case model.MentionTitle:
			return 3
		case model.MentionPronoun:
			return 2
		case model.MentionDescriptor:
			return 1
		}
		return 0
	}
	for _, m := range f.mentionsOver(f.words[last-1].start) {
		mm := f.an.Mentions[m]
		if mm.Kind == model.MentionDemonym || mm.Start < span.Start && mm.Full.Start < span.Start && mm.Kind != model.MentionName {
			continue
		}
		if best < 0 || rank(m) > rank(best) {
			best = m
		}
	}
	return best
}

// mentionsOver are the indices of the mentions that cover offset.
func (f *finder) mentionsOver(offset int) []int {
	ms := f.an.Mentions
	lo, hi := 0, len(ms)
	for lo < hi {
		m := (lo + hi) / 2
		if ms[m].Start > offset {
			hi = m
		} else {
			lo = m + 1
		}
	}
	var out []int
	for i := lo - 1; i >= 0 && i > lo-24; i-- {
		if ms[i].Start <= offset && ms[i].End > offset {
			out = append(out, i)
		}
	}
	return out
}

// mentioned is the speaker that mention m gives, or a zero Speaker where the
// mention cannot speak.
func (f *finder) mentioned(s source, m int) model.Speaker {
	mm := f.an.Mentions[m]
	if mm.Entity < 0 || mm.Entity >= len(f.an.Entities) {
		if mm.Kind == model.MentionPronoun {
			return model.Speaker{How: model.SpeakerIsUnknown}
		}
		return model.Speaker{}
	}
	switch mm.Kind {
	case model.MentionPronoun:
		return f.pronoun(m)
	case model.MentionTitle:
		return f.named(s, m, 0.92)
	case model.MentionDescriptor:
		out := f.named(s, m, 0.95*f.definite(s))
		if out.Name != "" {
			out.How = model.ByDescriptor
		}
		return out
	}
	if e := f.an.Entities[mm.Entity]; e.Type == model.Work || e.Type == model.Event {
		return model.Speaker{}
	}
	return f.named(s, m, 0.97)
}

// named makes a speaker of a mention; sure is how often such a source is the
// right one where the mention itself is resolved rightly.
func (f *finder) named(s source, m int, sure float64) model.Speaker {
	mm := f.an.Mentions[m]
	if mm.Entity < 0 || mm.Entity >= len(f.an.Entities) {
		return f.ownWords(s)
	}
	e := f.an.Entities[mm.Entity]
	if mm.Kind == model.MentionName && mm.Confidence < 0.5 { // whose name it is is open, but not that it is one
		if i := f.surname(s); i >= 0 {
			e := f.an.Entities[i]
			return model.Speaker{Entity: e.ID, Name: e.Name, How: model.ByName, Confidence: 0.88 * s.sureness()}
		}
		return model.Speaker{Name: mm.In(f.text), How: model.ByName, Confidence: min(0.7, 0.3+mm.Confidence)}
	}
	out := model.Speaker{Entity: e.ID, Name: e.Name, How: model.ByName, Confidence: sure * sureOfName(mm.Confidence) * s.sureness()}
	if _, several := f.surnameOf(mm.Span); several {
		out.Confidence = min(out.Confidence, 0.75)
	}
	switch mm.Kind {
	case model.MentionName:
		out.Name = f.fuller(mm, e)
	case model.MentionTitle:
		out.How = model.ByTitle
	case model.MentionDescriptor:
		out.How, out.Confidence = model.ByDescriptor, sure*mm.Confidence
	case model.MentionPronoun:
		return f.pronoun(m)
	}
	if e.Type == model.Place {
		out.Confidence *= 0.8
	}
	return f.settle(out)
}

// fuller is the name of a body, with the nation that stands before it here:
// the Foreign Ministry is somebody's.
func (f *finder) fuller(m model.Mention, e model.Entity) string {
	i := f.wordAt(m.Start) - 1
	if i < 0 || e.Type != model.Organisation || !strings.HasPrefix(e.Name, m.In(f.text)) {
		return e.Name
	}
	w := f.words[i]
	nation := f.text[w.start:w.end]
	if !w.upper || w.quote >= 0 || !en.IsDemonym(nation) || f.words[i+1].start != m.Start {
		return e.Name
	}
	return nation + " " + e.Name
}

// sureOfName is how often a name's entity is the right speaker, by the
// confidence of the mention (counted on 24 articles of PolNeAR dev).
func sureOfName(confidence float64) float64 {
	if confidence < 0.5 {
		return confidence
	}
	return 0.84 + 0.15*confidence
}

// surnameOf says whether a mention is a bare last name that several people of
// the article have.
func (f *finder) surnameOf(s model.Span) (string, bool) {
	name := lower(s.In(f.text))
	e, ok := f.surnames[name]
	return name, ok && e < 0
}

// sureness is how likely the construction is to give the right source.
func (s source) sureness() float64 {
	switch s.how {
	case reachShared:
		return 0.93
	case reachRelative, reachInverted:
		return 0.95
	case reachAppositive:
		return 0.97
	case reachFloating:
		return 0.75
	}
	return 1
}

func (f *finder) pronoun(m int) model.Speaker {
	mm := f.an.Mentions[m]
	e := f.an.Entities[mm.Entity]
	switch lower(mm.In(f.text)) {
	case "he", "she", "him", "her", "his":
		if e.Type != model.Person {
			return model.Speaker{How: model.SpeakerIsUnknown}
		}
	default: // what they and it stand for is less often clear
		mm.Confidence *= 0.8
	}
	out := model.Speaker{Entity: e.ID, Name: e.Name, How: model.ByPronoun, Confidence: 0.94 * mm.Confidence}
	return f.settle(out)
}

// settle turns a speaker that is less likely right than wrong into an unknown
// one with a guess.
func (f *finder) settle(s model.Speaker) model.Speaker {
	if s.Confidence < 0.35 {
		return model.Speaker{How: model.SpeakerIsUnknown, Perhaps: s.Name, Confidence: s.Confidence}
	}
	return s
}

// ownWords is a source that names nobody, in its own words.
func (f *finder) ownWords(s source) model.Speaker {
	first, last := s.first, s.last
	if s.how == reachAppositive || s.how == reachRelative || s.how == reachAccording || s.last-s.first > 14 {
		last = s.headEnd
		first = s.head
	}
	if f.lex.in("time", f.at(last-1).low) && s.headEnd < last { // "the president on Sunday"
		first, last = s.head, s.headEnd
	}
	for last > first && f.at(last-1).pos == posGenitive {
		last--
	}
	if f.at(first).low == "the" && last > first+1 {
		first++
	}
	if first >= last {
		return model.Speaker{How: model.SpeakerIsUnknown}
	}
	if last == first+1 && (f.at(first).pos == posPronoun || f.at(first).pos == posDet || f.at(first).pos == posPossessive) {
		return model.Speaker{How: model.SpeakerIsUnknown}
	}
	name := f.span(first, last).In(f.text)
	return model.Speaker{Name: name, How: model.ByDescriptor, Confidence: 0.88 * f.definite(s)}
}

// definite lowers the confidence of a description of one person or body that
// the text may name elsewhere: "the judge", "his lawyer".
func (f *finder) definite(s source) float64 {
	d, h := f.at(s.head), f.at(s.headEnd-1)
	heading := f.heading(f.blockOf(s.first))
	if strings.HasSuffix(h.low, "s") || h.tag == "NNS" || f.lex.in("many", h.low) || h.tag != "NN" && h.upper && !heading {
		return 1
	}
	if heading || d.low == "the" || d.low == "this" || d.pos == posPossessive {
		return 0.48
	}
	for i := s.head; i < s.headEnd; i++ {
		if f.at(i).pos == posGenitive {
			return 0.7
		}
	}
	return 0.9
}

// blockOf is the block of word i, -1 for none.
func (f *finder) blockOf(i int) int {
	if u := f.at(i).unit; u >= 0 {
		return f.units[u].block
	}
	return -1
}

// document says whether a source is a text that somebody issued: "the
// statement".
func (f *finder) document(s source) bool {
	if !s.ok() || s.headEnd <= s.head || s.headEnd != s.last || s.last-s.first > 3 {
		return false
	}
	w := f.at(s.headEnd - 1)
	d := f.at(s.head).low
	return (w.low == "statement" || w.low == "letter" || w.low == "post" || w.low == "tweet" || w.low == "memo") && (d == "the" || d == "this") && s.head+2 == s.headEnd
}

// medium is the news outlet that a source names or is, "" where it is none.
func (f *finder) medium(s source) string {
	if !s.ok() {
		return ""
	}
	for i := s.head; i < s.headEnd; i++ {
		m := f.at(i).mention
		if m < 0 || f.an.Mentions[m].Kind != model.MentionName {
			continue
		}
		name := f.an.Mentions[m].In(f.text)
		e := f.an.Mentions[m].Entity
		person := e >= 0 && e < len(f.an.Entities) && f.an.Entities[e].Type != model.Organisation && f.an.Entities[e].Type != model.Unknown
		if _, ok := en.AgencyNamed(name); ok || !person && (looksLikeOutlet(name) || name == f.an.Article.Outlet.Name) {
			return name
		}
		if !person && f.lex.in("media", f.at(s.headEnd-1).low) && f.at(s.headEnd-1).mention != m {
			return name
		}
	}
	w := f.at(s.headEnd - 1).low
	if f.lex.in("media", w) && w != "report" && w != "reports" {
		return f.span(s.head, s.headEnd).In(f.text)
	}
	return ""
}

// looksLikeOutlet says whether a name ends like a news outlet's.
func looksLikeOutlet(name string) bool {
	name = strings.ToLower(name)
	for _, w := range [...]string{" news", " times", " post", " journal", " tribune", " herald", " gazette", " today", " tv", " radio", " agency", " press", " daily", " guardian", " telegraph"} {
		if strings.HasSuffix(name, w) {
			return true
		}
	}
	return false
}
