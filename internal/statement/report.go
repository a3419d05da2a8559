package statement

import (
	"slices"
	"strings"

	"synoptic/internal/model"
)

// reports makes statements of the cues that no quotation was given to:
// indirect speech, and clauses with quoted words in them.
func (f *finder) reports() {
	for k := range f.cues {
		c := f.cues[k]
		if c.done || c.kind == infinitive || c.kind == according && !c.src.ok() {
			continue
		}
		runs, to, sure := f.region(k)
		if sure == 0 {
			continue
		}
		if c.frame&takesName != 0 && c.src.how == reachShared && f.at(c.word-1).pos == posComma && f.at(c.word).tag != "VBG" && f.at(c.last).quote >= 0 {
			continue // "the exhibition, called “Light”, opened"
		}
		if w := f.at(c.src.first).low; c.src.ok() && c.src.pronoun(f) && (w == "i" || w == "we" || w == "you" || w == "me" || w == "us") {
			continue // the author's own voice
		}
		if c.kind == gerund && c.group == f.units[f.at(c.word).unit].first && (c.lemma == "speak" || c.lemma == "talk") {
			continue // an occasion: "Speaking in Osaka, …"
		}
		if (c.lemma == "quote" || c.lemma == "cite") && f.quotesSomebody(c) {
			continue
		}
		if c.src.ok() && !f.speaks(c, sure) || c.conditional && sure < 0.8 {
			continue
		}
		if !c.src.ok() {
			if c.kind != finite || c.frame&takesThat == 0 || sure < 0.8 {
				continue
			}
			sure *= 0.6
		}
		f.report(k, runs, to, sure)
	}
}

func (f *finder) report(k int, runs []run, to run, sure float64) {
	c := f.cues[k]
	s := found{cue: k, src: c.src, Statement: model.Statement{Kind: model.Indirect, Confidence: sure * f.weight(c)}}
	for _, r := range runs {
		if r.empty() {
			continue
		}
		f.addRun(&s, r)
	}
	if len(s.Content) == 0 {
		return
	}
	s.Addressee = f.phraseText(to)
	s.Occasion = f.occasion(c)
	s.Speaker = f.speaker(c.src)
	f.add(s)
}

// speaks says whether a cue's source can be one: somebody, or a text that
// says or shows something. What "suggests" or "highlights" without being
// either is the article's own voice.
func (f *finder) speaks(c cue, sure float64) bool {
	switch f.nature(c.src) {
	case natureSpeaker:
		return true
	case natureText:
		return sure >= 0.8 || c.kind == according || c.class == "shows" || c.class == "warns" || c.lemma == "call" || c.lemma == "describe"
	case natureSpeech:
		return sure >= 0.6
	}
	return c.kind == according || sure >= 0.7 && !f.lex.in("thing verbs", c.lemma)
}

// A nature is what a source is by its head word.
type nature uint8

const (
	natureThing nature = iota
	natureSpeaker
	natureText
	natureSpeech // "his remarks"
)

func (f *finder) nature(s source) nature {
	if s.nameEnd > s.name {
		return natureSpeaker
	}
	e := s.headEnd - 1
	for e > s.head && f.at(e).pos == posGenitive {
		e--
	}
	w := f.at(e)
	if w.pos == posPronoun {
		if w.low == "it" || w.low == "this" || w.low == "that" {
			if m := f.mentionIn(s.head, s.headEnd); m >= 0 && f.an.Mentions[m].Entity >= 0 {
				return natureSpeaker
			}
			return natureThing
		}
		return natureSpeaker
	}
	if f.lex.in("document", w.low) {
		return natureText
	}
	if n, ok := f.lex.nouns[w.low]; ok && (w.pos == posNoun) {
		if n.clause {
			return natureSpeech
		}
		return natureText
	}
	if f.lex.in("people", w.low) || f.lex.in("media", w.low) || f.lex.in("reporters", w.low) || personLike(w.low) {
		return natureSpeaker
	}
	if m := f.mentionIn(s.head, s.headEnd); m >= 0 {
		mm := f.an.Mentions[m]
		if mm.Entity < 0 || mm.Entity >= len(f.an.Entities) {
			return natureSpeaker
		}
		switch f.an.Entities[mm.Entity].Type {
		case model.Work, model.Event:
			return natureText
		case model.Person, model.Organisation, model.Group, model.Country:
			return natureSpeaker
		}
		if mm.Kind == model.MentionName || mm.Kind == model.MentionTitle {
			return natureSpeaker
		}
	}
	if w.pos == posName || w.upper && w.pos != posNoun {
		return natureSpeaker
	}
	if f.surname(s) >= 0 {
		return natureSpeaker
	}
	if w.upper && e > 0 && f.at(e-1).unit == w.unit {
		return natureSpeaker
	}
	if w.pos == posNum || w.low == "many" || w.low == "some" || w.low == "others" || w.low == "both" {
		return natureSpeaker
	}
	return natureThing
}

// personLike says whether a noun ends like those of people.
func personLike(w string) bool {
	w = strings.TrimSuffix(w, "s")
	for _, e := range [...]string{"man", "men", "woman", "women", "person", "people", "ist", "ian", "or", "eer", "ster", "ee", "ant", "mate", "wright", "logist"} {
		if len(w) > len(e)+1 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return len(w) > 5 && strings.HasSuffix(w, "er")
}

// weight is how often a cue of a kind and class marks a statement.
func (f *finder) weight(c cue) float64 {
	w := 1.0
	switch c.class {
	case "believes", "shows":
		w = 0.8
	case "welcomes", "condemns":
		w = 0.92
	}
	if c.src.how == reachShared {
		w *= 0.95
	}
	if b := f.units[f.at(c.word).unit].block; b < len(f.an.Article.Blocks) && f.an.Article.Blocks[b].Kind == model.BlockCaption {
		w *= 0.6
	}
	return w
}

// addRun adds a run of reported words and what it holds of quotations.
func (f *finder) addRun(s *found, r run) {
	qs := f.quotesIn(r)
	span := f.span(r.first, r.last)
	quoted := false
	for _, q := range qs {
		if !f.scare(q) && !f.title(q) {
			quoted = true
		}
	}
	if len(qs) == 1 && f.lone(qs[0], r) && !f.title(qs[0]) {
		if f.used[qs[0]] > 0 {
			return
		}
		s.Kind = model.Direct
		f.take(s, qs[0])
		return
	}
	if quoted {
		s.Kind = model.Mixed
	}
	for _, q := range qs {
		if span.Start > f.quotes[q].outer.Start {
			span.Start = f.quotes[q].outer.Start
		}
		if f.used[q] == 0 {
			s.quotes = append(s.quotes, q)
		}
	}
	if n := len(qs); n > 0 {
		last := f.quotes[qs[n-1]].outer
		if span.End > last.Start && span.End < last.End {
			span.End = last.End
		}
	}
	span = trim(f.text, span, true)
	if span.Len() > 0 {
		s.Content = append(s.Content, span)
	}
	if n := len(qs); n > 0 && f.quotes[qs[n-1]].next >= 0 {
		f.take(s, f.quotes[qs[n-1]].next)
	}
}

// lone says whether the words r are quotation q and nothing else.
func (f *finder) lone(q int, r run) bool {
	a, b := f.wordAt(f.quotes[q].outer.Start), f.wordAt(f.quotes[q].outer.End)
	if r.first < a || r.first > f.wordAt(f.quotes[q].inner.Start) {
		return false
	}
	for i := b; i < r.last; i++ {
		if f.at(i).pos != posEnd && f.at(i).pos != posComma {
			return false
		}
	}
	return true
}

// occasion is where or at what a cue's sentence says that it was said:
// "speaking at X, he said", "said in an interview".
func (f *finder) occasion(c cue) string {
	if c.word >= len(f.words) || f.at(c.word).unit < 0 {
		return ""
	}
	un := f.units[f.at(c.word).unit]
	for i := un.first; i < min(un.last, un.first+60); i++ {
		w := f.at(i)
		if w.quote >= 0 || w.low != "speaking" && w.low != "talking" && w.low != "addressing" && w.low != "testifying" {
			continue
		}
		if r := f.occasionAt(i + 1); !r.empty() {
			return f.phraseText(r)
		}
	}
	for i := c.last; i < min(un.last, c.last+10); i++ {
		w := f.at(i)
		if w.quote >= 0 || w.pos == posComma || w.pos == posEnd || w.pos == posWh {
			break
		}
		if !c.takesPrep(w.low) && (w.low == "at" || w.low == "during" || w.low == "in") && f.event(i+1) {
			return f.phraseText(f.occasionAt(i))
		}
	}
	return ""
}

// occasionAt is the phrase of occasion that begins at word i: "at the …".
func (f *finder) occasionAt(i int) run {
	w := f.at(i)
	start := i
	switch {
	case w.low == "at" || w.low == "during" || w.low == "in" || w.low == "on" || w.low == "before":
		i++
	case w.low == "to" || w.low == "with" || w.low == "about" || w.low == "of":
		return run{}
	}
	e := f.phraseRight(i, i+maxPhrase)
	if e == i {
		return run{}
	}
	for n := 0; n < 2 && (f.at(e).low == "with" || f.at(e).low == "to" || f.at(e).low == "of" || f.at(e).low == "in" || f.at(e).low == "for"); n++ {
		if g := f.phraseRight(e+1, e+maxPhrase); g > e+1 {
			e = g
		}
	}
	return run{start, e}
}

// event says whether the phrase at word i names an occasion of speech.
func (f *finder) event(i int) bool {
	for j := i; j < f.phraseRight(i, i+maxPhrase); j++ {
		if f.lex.in("occasion", f.at(j).low) {
			return true
		}
	}
	return false
}

// resolveDocuments gives "the statement" to whoever spoke last before it.
func (f *finder) resolveDocuments() {
	last := -1
	for i := range f.out {
		s := &f.out[i]
		if f.document(s.src) && last >= 0 {
			p := f.out[last].Speaker
			if p.Name != "" && f.near(f.out[last].src, s.src) && f.issuer(&f.out[last], s) {
				p.Confidence = min(p.Confidence*0.85, unsure-0.02)
				s.Speaker = p
			}
		}
		if s.Speaker.Name != "" {
			last = i
		}
	}
}

// issuer says whether "the statement" that is a's source can be of the speaker
// of statement before: a body, or a person whose statement was spoken of.
func (f *finder) issuer(before, a *found) bool {
	if e := f.entity(before.Speaker.Entity); e == nil || e.Type != model.Person {
		return true
	}
	w, u := f.at(a.src.headEnd-1).low, f.at(before.src.first).unit
	if u < 0 {
		return false
	}
	for i := f.units[u].first; i < f.units[u].last; i++ {
		if f.words[i].low == w && f.words[i].quote < 0 {
			return true
		}
	}
	return false
}

// near says whether source b stands in the same paragraph as a or the next.
func (f *finder) near(a, b source) bool {
	if !a.ok() || !b.ok() {
		return false
	}
	u, v := f.at(a.first).unit, f.at(b.first).unit
	return u >= 0 && v >= 0 && f.units[v].block-f.units[u].block <= 1
}

// relays finds statements that one statement reports of another speaker: the
// outer speaker is what the inner came by. A report by a medium that only
// passes on a statement with a source of its own is not shown as one.
func (f *finder) relays() {
	drop := make([]bool, len(f.out))
	var open []int
	for i := range f.out {
		for len(open) > 0 && f.out[open[len(open)-1]].end() <= f.out[i].Content[0].Start {
			open = open[:len(open)-1]
		}
		for _, o := range open {
			outer := f.out[o]
			if !f.inside(f.out[i], outer) {
				continue
			}
			if outer.Kind == model.Direct { // a turn of a transcript, or a block
				drop[i] = true
				continue
			}
			m := f.medium(outer.src)
			if m == "" && f.attitude(f.out[i]) {
				drop[i] = true
				continue
			}
			if m != "" {
				f.out[i].Via = append(f.out[i].Via, m)
				if outer.cue >= 0 && f.cues[outer.cue].kind == according {
					drop[o] = true
				}
			} else if outer.Speaker.Name != "" && outer.Speaker.Name != f.out[i].Speaker.Name {
				f.out[i].Via = append(f.out[i].Via, outer.Speaker.Name)
				f.out[i].Confidence *= 0.9
			}
		}
		if len(open) < 6 {
			open = append(open, i)
		}
	}
	kept := f.out[:0]
	for i := range f.out {
		if !drop[i] {
			kept = append(kept, f.out[i])
		}
	}
	f.out = kept
}

// attitude says whether a statement reports a stance rather than words; inside
// what another speaker says, such a one is that speaker's assertion.
func (f *finder) attitude(s found) bool {
	c := f.cues[s.cue]
	if s.Cue.Class == "believes" || s.Cue.Class == "shows" || c.conditional || c.kind == nominal {
		return true
	}
	if f.lex.in("thing verbs", c.lemma) && f.at(c.last).low != "that" {
		return true
	}
	return c.frame&takesQuotation == 0 && c.frame&takesThat == 0 || s.Confidence < 0.7
}

func (s found) end() int { return s.Content[len(s.Content)-1].End }

// inside says whether statement in, with its cue, is part of what out reports.
func (f *finder) inside(in, out found) bool {
	if in.cue < 0 || in.cue == out.cue {
		return false
	}
	w := f.words[f.cues[in.cue].word]
	return slices.ContainsFunc(out.Content, func(c model.Span) bool { return c.Contains(model.Span{Start: w.start, End: w.end}) })
}
