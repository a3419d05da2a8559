package statement

import (
	"sort"
	"strings"
	"unicode"

	"synoptic/internal/model"
)

// labelled finds what is ascribed by layout alone: "Name: …" and "… : Name" in
// headlines, "NAME: …" in transcripts, "…" – Name, and quotations set as
// blocks of their own after a colon.
func (f *finder) labelled() {
	turns := 0
	for _, b := range f.an.Article.Blocks {
		if b.Kind.Body() && f.turn(b) > 0 {
			turns++
		}
	}
	for i, b := range f.an.Article.Blocks {
		switch {
		case f.heading(i):
			f.headline(b)
		case b.Kind == model.BlockQuotation:
			f.blockQuotation(i)
		case b.Kind.Body():
			if colon := f.turn(b); colon > 0 && !f.cueUsed(colon) && (turns > 1 || f.at(colon+1).quote >= 0) {
				f.label(b, colon, 0.9, turns > 1)
			}
			f.signed(b)
		}
	}
}

// cueUsed says whether a statement has its cue at word i already.
func (f *finder) cueUsed(i int) bool {
	cs := f.cuesFrom(i)
	return len(cs) > 0 && cs[0].word == i && cs[0].done
}

// turn is the index of the colon that ends the speaker's name at the start of
// block b, or 0.
func (f *finder) turn(b model.Block) int {
	i := f.wordAt(b.Start)
	for i < len(f.words) && f.words[i].pos == posMark {
		i++
	}
	for j := i + 1; j < i+6 && j < len(f.words) && f.words[j].start < b.End; j++ {
		w := f.words[j]
		if w.quote != f.at(i).quote {
			return 0
		}
		if w.pos == posColon {
			if f.isPerson(j-1) && f.nameOnly(i, j) || allCapitals(f.span(i, j).In(f.text)) && f.capitalEntity(i, j) >= 0 {
				return j
			}
			return 0
		}
		if !w.pos.inPhrase() && w.low != "." {
			return 0
		}
	}
	return 0
}

// capitalEntity is the person whose last name the label [i,j) is in capitals,
// -1 for none or several.
func (f *finder) capitalEntity(i, j int) int {
	if m := f.mentionIn(i, j); m >= 0 {
		if e := f.an.Mentions[m].Entity; e >= 0 && e < len(f.an.Entities) && f.an.Entities[e].Type == model.Person {
			return e
		}
	}
	label := strings.Fields(f.span(i, j).In(f.text))
	if len(label) > 0 {
		if e, ok := f.surnames[lower(label[len(label)-1])]; ok {
			return e
		}
	}
	return -1
}

// nameOnly says whether the words [i,j) are a name, with or without title.
func (f *finder) nameOnly(i, j int) bool {
	m := f.mentionIn(i, j)
	return m >= 0 && f.an.Mentions[m].Full.Start <= f.words[i].start
}

func allCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

// headline handles "Name: …" and "…: Name" in a title or heading.
func (f *finder) headline(b model.Block) {
	first, last := f.wordAt(b.Start), f.wordAt(b.End)
	colon, end := -1, -1
	for i := first; i < last; i++ {
		if f.words[i].pos == posColon && f.words[i].quote < 0 {
			if colon < 0 {
				colon = i
			}
			end = i
		}
	}
	if colon < 0 {
		return
	}
	if colon > first && colon-first <= 8 && f.labelSpeaks(first, colon) {
		f.label(b, colon, 0.85, false)
		return
	}
	if n := last - end - 1; end-first > 3 && n > 0 && n <= 6 && f.labelSpeaks(end+1, last) {
		f.trailingLabel(b, end, last)
	}
}

// labelSpeaks says whether the words before a colon name somebody who can
// speak.
func (f *finder) labelSpeaks(i, j int) bool {
	for k := i; k < j; k++ {
		if w := f.at(k); w.quote >= 0 || !w.pos.inPhrase() && w.pos != posPrep && w.low != "." && w.low != "&" {
			return false
		}
	}
	m := f.mentionIn(i, j)
	if m < 0 {
		return f.lex.in("people", f.at(j-1).low) || f.lex.in("document", f.at(j-1).low) || f.surname(source{head: i, headEnd: j}) >= 0
	}
	e := f.an.Mentions[m].Entity
	if e < 0 || e >= len(f.an.Entities) {
		return f.lex.in("people", f.at(j-1).low)
	}
	switch f.an.Entities[e].Type {
	case model.Person, model.Organisation, model.Group:
		return true
	case model.Country:
		return f.at(j+1).quote >= 0
	}
	return f.lex.in("people", f.at(j-1).low)
}

// label makes a statement of block b whose first words, up to a colon, name
// the speaker. Whole says that the rest is his words, marked or not.
func (f *finder) label(b model.Block, colon int, sure float64, whole bool) {
	first, last := f.wordAt(b.Start), f.wordAt(b.End)
	if colon+1 >= last {
		return
	}
	for _, q := range f.quotesIn(run{colon + 1, last}) {
		if f.used[q] > 0 {
			return
		}
	}
	head := colon
	for i := first; i < colon; i++ { // "the mayor of X:" speaks, not X
		if f.at(i).pos == posPrep {
			head = i
			break
		}
	}
	for first < colon && f.at(first).pos == posMark {
		first++
	}
	src := source{first: first, last: colon, head: first, headEnd: head, how: reachHeadline}
	f.labelledBy(src, colon, run{colon + 1, last}, sure, whole)
	if n := len(f.out) - 1; n >= 0 && allCapitals(f.span(first, colon).In(f.text)) && f.cues[f.out[n].cue].word == colon {
		if e := f.capitalEntity(first, colon); e >= 0 {
			f.out[n].Speaker = model.Speaker{Entity: f.an.Entities[e].ID, Name: f.an.Entities[e].Name, How: model.ByName, Confidence: 0.92}
		}
	}
}

func (f *finder) trailingLabel(b model.Block, colon, last int) {
	first := f.wordAt(b.Start)
	for last > colon+1 && f.at(last-1).pos == posEnd {
		last--
	}
	for _, c := range f.cuesFrom(first) {
		if c.word < colon && c.done {
			return
		}
	}
	src := source{first: colon + 1, last: last, head: colon + 1, headEnd: last, how: reachHeadline}
	f.labelledBy(src, colon, run{first, colon}, 0.75, false)
}

// labelledBy adds a statement whose cue is the colon.
func (f *finder) labelledBy(src source, colon int, content run, sure float64, whole bool) {
	at := len(f.cues) - len(f.cuesFrom(colon))
	k := f.insertCue(at, cue{word: colon, group: colon, last: colon + 1, class: "says", lemma: ":", src: src})
	s := found{cue: k, src: src, Statement: model.Statement{Kind: model.Indirect, Confidence: sure}}
	f.addRun(&s, content)
	if whole && s.Kind != model.Direct { // a turn of a transcript is the speaker's words
		s.Kind = model.Direct
		s.Content = []model.Span{trim(f.text, f.span(content.first, content.last), false)}
	}
	s.Speaker = f.speaker(src)
	f.add(s)
}

// signed handles a block that is a quotation and, after a dash, a name.
func (f *finder) signed(b model.Block) {
	first, last := f.wordAt(b.Start), f.wordAt(b.End)
	q := int(f.at(first).quote)
	if first >= last || q < 0 || f.used[q] > 0 {
		return
	}
	j := f.wordAt(f.quotes[q].outer.End)
	if j+1 >= last || f.at(j).pos != posDash || last-j > 14 {
		return
	}
	e := f.phraseRight(j+1, last)
	if e == j+1 || !f.isPerson(e-1) {
		return
	}
	src := source{first: j + 1, last: e, head: j + 1, headEnd: e, how: reachHeadline}
	at := len(f.cues) - len(f.cuesFrom(j))
	k := f.insertCue(at, cue{word: j, group: j, last: j + 1, class: "says", lemma: "–", src: src})
	s := found{cue: k, src: src, Statement: model.Statement{Kind: model.Direct, Confidence: 0.9}}
	f.take(&s, q)
	s.Speaker = f.speaker(src)
	f.add(s)
}

// blockQuotation handles a block set off as a quotation, without marks, after
// a paragraph that ends in a colon.
func (f *finder) blockQuotation(i int) {
	b := f.an.Article.Blocks[i]
	first, last := f.wordAt(b.Start), f.wordAt(b.End)
	if first == 0 || first >= last || f.at(first-1).pos != posColon {
		return
	}
	if q := f.at(first).quote; q >= 0 && f.used[q] > 0 {
		return
	}
	k, sure := f.colonCue(first-1, 0.9)
	if k < 0 {
		return
	}
	s := found{cue: k, src: f.cues[k].src, Statement: model.Statement{Kind: model.Direct, Confidence: sure}}
	s.Content = []model.Span{trim(f.text, b.Span(), false)}
	for _, q := range f.quotesIn(run{first, last}) {
		s.quotes = append(s.quotes, q)
	}
	s.Speaker = f.speaker(s.src)
	f.add(s)
}

// floating gives quotations without a cue of their own to whoever the
// paragraph before leaves speaking.
func (f *finder) floating() {
	n := len(f.out)
	at := 0
	for q := range f.quotes {
		qu := f.quotes[q]
		for at < n && f.out[at].Content[0].Start < qu.outer.Start {
			at++
		}
		if qu.depth > 0 || f.used[q] > 0 || qu.prev >= 0 && f.used[qu.prev] > 0 {
			continue
		}
		switch {
		case f.heading(qu.block):
			f.headingQuotation(q, n)
		case f.floats(q):
			f.float(q, f.out[:at])
		}
	}
}

// floats says whether quotation q stands as a sentence of its own.
func (f *finder) floats(q int) bool {
	qu := f.quotes[q]
	if !f.an.Article.Blocks[qu.block].Kind.Body() || !f.sentential(q) || f.title(q) {
		return false
	}
	if !qu.closed && qu.next < 0 && qu.prev < 0 {
		return false // a stray opening mark
	}
	inner := strings.TrimSpace(qu.inner.In(f.text))
	if strings.Count(inner, " ") < 2 || !strings.ContainsAny(inner[len(inner)-1:], ".?!") && qu.closed && !strings.HasSuffix(inner, "…") {
		return false
	}
	i := f.wordAt(qu.outer.Start)
	p := f.at(i - 1)
	if i > 0 && p.start >= f.an.Article.Blocks[qu.block].Start && p.pos != posEnd && p.quote < 0 {
		return false
	}
	return f.endsUnit(q)
}

// float makes a statement of q by the speaker before it; before are the
// statements that begin before q.
func (f *finder) float(q int, before []found) {
	s := found{cue: -1, Statement: model.Statement{Kind: model.Direct, Confidence: 0.85}}
	f.take(&s, q)
	last := f.chainEnd(q)
	for n := f.after(last); n >= 0 && f.used[n] == 0 && f.adjacent(last, n) && f.sentential(n); n = f.after(last) {
		f.take(&s, n)
		last = f.chainEnd(n)
	}
	s.Speaker = f.carriedSpeaker(q, before)
	if s.Speaker.Name == "" && s.Speaker.Perhaps == "" {
		s.Speaker.Perhaps = f.nextPerson(last)
	}
	f.add(s)
}

// nextPerson is the first person named after quotation q in its paragraph or
// the next.
func (f *finder) nextPerson(q int) string {
	b := min(f.quotes[q].block+1, len(f.an.Article.Blocks)-1)
	end := f.an.Article.Blocks[b].End
	for i := f.wordAt(f.quotes[q].outer.End); i < len(f.words) && f.words[i].start < end && f.words[i].quote < 0; i++ {
		if f.isPerson(i) {
			return f.an.Entities[f.an.Mentions[f.words[i].mention].Entity].Name
		}
	}
	return ""
}

// carriedSpeaker is who speaks a floating quotation: the speaker of the last
// direct statement nearby, unless another person has come in between.
func (f *finder) carriedSpeaker(q int, before []found) model.Speaker {
	start := f.quotes[q].outer.Start
	block := f.quotes[q].block
	unknown := model.Speaker{How: model.SpeakerIsUnknown}
	i := f.wordAt(start)
	var subject model.Speaker
	if i > 0 && f.words[i-1].unit >= 0 {
		un := f.units[f.words[i-1].unit]
		if block-un.block <= 1 && f.words[un.first].start < start {
			if src := f.sentenceSubject(un, un.first); src.ok() && f.couldSpeak(src) {
				subject = f.speaker(src)
			}
		}
	}
	for k := len(before) - 1; k >= 0; k-- {
		p := before[k]
		b := f.an.Article.BlockAt(p.Content[0].Start)
		if block-b > 1 {
			break
		}
		if p.Speaker.Name == "" || len(p.Via) > 0 {
			continue
		}
		out := p.Speaker
		out.How = model.ByParagraph
		sure := 0.6
		if p.Kind == model.Direct {
			sure = 0.75
		}
		if subject.Name != "" && subject.Name != out.Name {
			if subject.Entity == "" || p.end() > f.words[i-1].start-200 && p.Kind == model.Direct {
				sure = 0.5
			} else {
				out, sure = subject, 0.55
				out.How = model.ByParagraph
			}
		} else if subject.Name == out.Name {
			sure += 0.1
		}
		out.Confidence = min(out.Confidence, sure)
		return out
	}
	if subject.Name == "" || subject.Entity == "" {
		return unknown
	}
	subject.How = model.ByParagraph
	subject.Confidence = min(subject.Confidence*0.7, 0.6)
	return subject
}

// couldSpeak says whether a subject is a person or a body.
func (f *finder) couldSpeak(s source) bool {
	m := f.mentionIn(s.head, s.headEnd)
	if m < 0 {
		return false
	}
	e := f.an.Mentions[m].Entity
	if e < 0 || e >= len(f.an.Entities) {
		return false
	}
	switch f.an.Entities[e].Type {
	case model.Person, model.Organisation, model.Group, model.Country:
		return true
	}
	return false
}

// nearby is how many statements before and after a heading are looked at.
const nearby = 60

// headingQuotation gives a quotation in a heading to whoever says the same
// words nearby in the text; n is how many statements there are to look among.
func (f *finder) headingQuotation(q, n int) {
	inner := f.quotes[q].inner.In(f.text)
	want := contentWords(inner)
	if len(want) < 2 || f.title(q) {
		return
	}
	best, score := -1, 0
	from := sort.Search(n, func(i int) bool { return f.out[i].Content[0].Start >= f.quotes[q].outer.Start })
	for i := max(from-nearby, 0); i < min(from+nearby, n); i++ {
		s := &f.out[i]
		if s.Kind == model.Indirect || s.Speaker.Name == "" || f.heading(f.an.Article.BlockAt(s.Content[0].Start)) {
			continue
		}
		have := 0
		for w := range contentWords(join(f.text, s.Content)) {
			if want[w] {
				have++
			}
		}
		if have > score {
			best, score = i, have
		}
	}
	if best < 0 || score < 2 || score*3 < len(want)*2 {
		return
	}
	s := found{cue: -1, Statement: model.Statement{Kind: model.Direct, Confidence: 0.7, Speaker: f.out[best].Speaker}}
	s.Speaker.How = model.ByParagraph
	s.Speaker.Confidence = min(s.Speaker.Confidence, 0.75)
	f.take(&s, q)
	f.add(s)
}

// contentWords are the words of s of four letters and more, cut to their
// first five so that inflections agree.
func contentWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) >= 4 {
			out[w[:min(len(w), 5)]] = true
		}
	}
	return out
}
