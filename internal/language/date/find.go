package date

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/language/en"
	"synoptic/internal/model"
)

// Find returns the expressions of time in an article, in order and not
// overlapping. Tokens may be untagged; the direction of a date is then less
// often known.
func Find(a *model.Article, sentences []model.Sentence, tokens []model.Token) []model.Date {
	f := finder{text: a.Text, tokens: tokens, blocks: a.Blocks}
	f.published, f.dated = publishedDay(a.Published)
	for _, s := range sentences {
		f.first, f.last = max(s.First, 0), min(s.Last, len(tokens))
		f.block = s.Block
		for i := f.first; i < f.last; {
			e, ok := f.match(i)
			if !ok {
				i++
				continue
			}
			e.sentence = model.Sentence{First: f.first, Last: f.last, Block: f.block}
			f.found = append(f.found, e)
			i = e.last
		}
	}
	f.isHistory = f.tellsOfOtherYears()
	for _, e := range f.found {
		f.first, f.last, f.block = e.sentence.First, e.sentence.Last, e.sentence.Block
		f.emit(e)
	}
	return f.out
}

// tellsOfOtherYears says whether an article tells of years gone by rather than
// of the days about its own date: most of what it dates has a year of its own,
// and not this one.
func (f *finder) tellsOfOtherYears() bool {
	gone, now := 0, 0
	for _, e := range f.found {
		switch year, err := strconv.Atoi(e.in.value[:min(4, len(e.in.value))]); {
		case e.in.from != "" && err == nil && f.dated && year < f.published.Year()-1:
			gone++
		case strings.HasPrefix(e.relative, "wd") || strings.HasPrefix(e.relative, "0D") || strings.HasSuffix(e.relative, "1D") || strings.HasSuffix(e.relative, "1W"):
			now++
		}
	}
	return gone >= 4 && gone > 3*now
}

func publishedDay(p *model.Published) (time.Time, bool) {
	t, err := time.Parse(layout, p.Day())
	return t, err == nil
}

// An expression is a match: its tokens and what they say.
type expression struct {
	first, last int
	kind        model.DateKind
	in          interval // where it says all itself
	relative    string   // where it counts from an anchor
	toNarrative bool     // counts from the day told before: "two days later"
	value       string   // of durations, sets and vague times
	direction   int      // where the words themselves tell it
	weekday     int
	anchor      model.Anchor   // of in, where it does not say all itself
	sentence    model.Sentence // that it stands in
	ofFigures   bool           // "a year earlier": counts from the article's date where no day was told
	ofQuarter   bool           // counts from the quarter told before, if one was
	back        int            // quarters before it
	compared    bool           // a quarter that others are compared with, or one told before
}

// A finder looks for expressions in one sentence at a time.
type finder struct {
	text        string
	tokens      []model.Token
	blocks      []model.Block
	published   time.Time
	dated       bool
	first, last int // tokens of the sentence
	block       int
	narrative   time.Time // the last day told explicitly
	told        int       // the sentence's first token when it was, +1; 0 for never
	toldYear    time.Time // in the year told last; its day or month, where those were told
	yearAt      int
	yearAlone   bool
	toldMonth   time.Time // the same for months
	monthAt     int
	toldQuarter time.Time // the same for quarters
	quarterAt   int
	found       []expression
	isHistory   bool
	out         []model.Date
}

// word is token i in small letters, "" outside the sentence.
func (f *finder) word(i int) string { return strings.ToLower(f.raw(i)) }

func (f *finder) raw(i int) string {
	if i < f.first || i >= f.last {
		return ""
	}
	return f.tokens[i].Span().In(f.text)
}

func (f *finder) tag(i int) string {
	if i < f.first || i >= f.last {
		return ""
	}
	return f.tokens[i].Tag.String()
}

// emit resolves an expression and adds it to the result.
func (f *finder) emit(e expression) {
	d := model.Date{
		Span:     model.Span{Start: int(f.tokens[e.first].Start), End: int(f.tokens[e.last-1].End)},
		Kind:     e.kind,
		Weekday:  e.weekday,
		Value:    e.value,
		Relative: e.relative,
	}
	d.Direction = e.direction
	if e.kind == model.DateTime {
		d.Zone = f.zoneIn(e)
	}
	if e.ofQuarter && f.quarterIsTold() {
		q := f.toldQuarter.AddDate(0, -3*e.back, 0)
		if e.relative == "-1Y" {
			q = f.toldQuarter.AddDate(-1, 0, 0)
		}
		e.in, e.relative = quarterInterval(q.Year(), (int(q.Month())+2)/3), ""
		e.anchor, e.compared, d.Relative = model.AnchorNarrative, true, ""
	}
	if e.ofFigures && f.dated && f.told == 0 {
		e.toNarrative = false
	}
	switch {
	case e.relative != "":
		if d.Direction == 0 {
			d.Direction = f.tense(e)
		}
		f.anchor(&d, e)
	case e.in.from != "":
		d.From, d.To, d.Precision, d.Anchor, d.Value = e.in.from, e.in.to, e.in.precision, cmp.Or(e.anchor, model.AnchorExplicit), e.in.value
		f.remember(e.in)
		f.rememberYear(e.in)
	default:
		d.Anchor, d.Precision = model.AnchorOpen, ""
		if e.kind == model.DateVague {
			d.Precision = model.Vaguely
		}
	}
	if d.Precision == model.ByQuarter && !e.compared && strings.Contains(d.Value, "Q") {
		if t, err := time.Parse(layout, d.From); err == nil {
			f.toldQuarter, f.quarterAt = t, f.first+1
		}
	}
	f.out = append(f.out, d)
}

// remember keeps a day told explicitly as the anchor of what follows it.
func (f *finder) remember(in interval) {
	t, err := time.Parse(layout, in.from)
	switch {
	case err != nil:
	case in.precision == model.ByDay:
		f.narrative, f.told = t, f.first+1
	case in.precision == model.ByMonth:
		f.toldMonth, f.monthAt = t, f.first+1
	}
}

// zoneIn is the zone that an expression states for its time.
func (f *finder) zoneIn(e expression) string {
	for i := e.first; i < e.last; i++ {
		switch w := f.raw(i); {
		case isZone(w):
			return w
		case w == "local" && f.raw(i+1) == "time":
			return w
		}
	}
	return ""
}

// rememberYear keeps a year told explicitly: months and days after it are of
// that year.
func (f *finder) rememberYear(in interval) {
	t, err := time.Parse(layout, in.from[:min(len(layout), len(in.from))])
	if err != nil || len(in.value) < 4 {
		return
	}
	f.yearAlone = in.precision == model.ByYear
	if f.yearAlone {
		t = time.Date(t.Year(), 6, 30, 0, 0, 0, 0, time.UTC) // every month of it is the nearest
	}
	f.toldYear, f.yearAt = t, f.first+1
}

// ofToldYear says whether a day or month without a year is of the year told
// before it: one that is not the article's own.
func (f *finder) ofToldYear(e expression) bool {
	if f.yearAt == 0 || f.first+1-f.yearAt >= nearTokens || !strings.HasPrefix(e.relative, "--") {
		return false
	}
	return !f.dated || f.isHistory
}

// anchor places a relative date: on the day told before where the words count
// from it or the article has no date, else on the article's own date.
func (f *finder) anchor(d *model.Date, e expression) {
	day, from := f.published, model.AnchorPublished
	near := f.told > 0 && f.first+1-f.told < nearTokens
	byMonth := e.toNarrative && f.monthAt > f.told && f.first+1-f.monthAt < nearTokens && strings.ContainsAny(e.relative, "MQY")
	direction := d.Direction
	switch {
	case f.ofToldYear(e):
		day, from, direction = f.toldYear, model.AnchorNarrative, 0
	case byMonth:
		day, from = f.toldMonth, model.AnchorNarrative
	case (e.toNarrative || !f.dated) && near:
		day, from = f.narrative, model.AnchorNarrative
	case !f.dated || e.toNarrative:
		d.Anchor, d.Value = model.AnchorOpen, openValue(e.relative)
		return
	}
	if direction == 0 && (strings.HasPrefix(e.relative, "wd")) {
		direction = -1 // news tells what happened
	}
	in, ok := place(e.relative, direction, day)
	if !ok {
		d.Anchor = model.AnchorOpen
		return
	}
	d.From, d.To, d.Precision, d.Value, d.Anchor = in.from, in.to, in.precision, in.value, from
	if e.toNarrative || f.told > 0 || from == model.AnchorNarrative {
		f.remember(in)
	}
	if from == model.AnchorNarrative && (in.precision == model.ByDay || in.precision == model.ByMonth) {
		f.rememberYear(in)
	}
}

// nearTokens is how far back, in tokens, a day told before is still the day of
// the narrative.
const nearTokens = 120

// openValue is the TIMEX3 value of a relative form that was not placed.
func openValue(rel string) string {
	rel, clock, timed := strings.Cut(rel, "T")
	var v string
	switch {
	case strings.HasPrefix(rel, "wd") && len(rel) > 2:
		v = "XXXX-WXX-" + rel[2:3]
	case strings.HasPrefix(rel, "--"):
		v = "XXXX-" + rel[2:]
	case strings.HasPrefix(rel, "q"):
		v = "XXXX-Q" + rel[1:]
	case len(rel) > 1 && rel[0] != '0' && !strings.Contains(rel, "Y"):
		v = period(strings.TrimLeft(rel[:len(rel)-1], "+-"), rel[len(rel)-1])
	default:
		v = "XXXX-XX-XX"
	}
	if timed {
		v += "T" + clock
	}
	return v
}

// tense tells from the verb that governs an expression whether it lies in the
// past (-1) or is to come (+1); 0 where the verb does not show it.
func (f *finder) tense(e expression) int {
	verb := f.governor(e)
	if verb > e.last && f.planned(verb) {
		return 0 // "On Friday, they planned to leave"
	}
	if d := f.led(e.first, verb); d != 0 {
		return d
	}
	if verb >= 0 {
		if d := f.verbTense(verb); d != 0 || e.weekday == 0 || !f.dependsOn(e, verb) {
			return d
		}
		return f.outlook(verb)
	}
	for i := e.first - 1; i >= f.first && e.first-i < 12; i-- {
		if t := f.verbTense(i); t != 0 {
			return t
		}
		if t := f.outlook(i); t != 0 && e.weekday > 0 && !f.isPossessive(e.last) && e.first-i < 4 {
			return t
		}
	}
	for i := e.last; i < f.last && i-e.last < 12; i++ {
		if t := f.verbTense(i); t != 0 {
			return t
		}
	}
	return 0
}

// led tells from the words right before token i whether what stands there is to
// come ("until Tuesday", "as early as Tuesday") or past ("ended March 31").
func (f *finder) led(i, verb int) int {
	switch f.word(i - 1) {
	case "until", "till", "by":
		if i-1 == f.first || verb >= 0 && f.hadBefore(verb) {
			return 0
		}
		return 1
	case "ended", "since":
		return -1
	case "ending", "effective", "payable":
		return 1
	case "as":
		if f.word(i-3) == "as" && (f.word(i-2) == "early" || f.word(i-2) == "soon" || f.word(i-2) == "late") {
			return 1
		}
	case "on", "for", "from":
		i--
	}
	for k := i - 1; k >= f.first && k >= i-4; k-- {
		switch f.word(k) {
		case "scheduled", "slated", "postponed", "delayed", "due":
			return 1
		case "soon":
			if f.word(k-1) == "as" && f.word(k+1) == "as" { // as soon as trading opens Monday
				return 1
			}
		case ",", ";", ":":
			return 0
		}
	}
	return 0
}

// hadBefore says whether "had" goes with a verb.
func (f *finder) hadBefore(verb int) bool {
	for i := verb - 1; i >= f.first && verb-i < 5; i-- {
		if f.word(i) == "had" {
			return true
		}
	}
	return false
}

// dependsOn says whether an expression hangs on a verb itself, not on a noun
// of its clause.
func (f *finder) dependsOn(e expression, verb int) bool {
	for i := e.first; i < e.last; i++ {
		if int(f.tokens[i].Head) == verb {
			return !f.isPossessive(e.last)
		}
	}
	return false
}

// outlook tells from a verb without tense, or one of planning, that a weekday
// with it is to come.
func (f *finder) outlook(verb int) int {
	switch f.tag(verb) {
	case "VB", "VBG", "VBN":
		isBare := f.tag(verb) == "VB"
		for i := verb - 1; i >= f.first && verb-i < 5; i-- {
			switch f.word(i) {
			case "would", "may", "might", "should", "must":
				if f.word(i+1) != "have" {
					return 1
				}
			case "to", "do", "does", "not", "n't", "let":
				isBare = false
			}
		}
		if isBare && verb > f.first { // a verb of the present that was taken for an infinitive
			return 1
		}
		if h := int(f.tokens[verb].Head); f.tag(verb) == "VBG" && h >= f.first && h < f.last && strings.HasPrefix(f.tag(h), "VB") {
			return max(f.verbTense(h), 0)
		}
	case "VBP", "VBZ":
		if !en.IsSayVerb(f.word(verb)) {
			return 1
		}
	}
	return 0
}

// governor is the verb above an expression in the tree, -1 where there is none.
func (f *finder) governor(e expression) int {
	i := e.last - 1
	for range 12 {
		h := int(f.tokens[i].Head)
		if h < f.first || h >= f.last {
			return -1
		}
		if (h < e.first || h >= e.last) && strings.HasPrefix(f.tag(h), "VB") {
			return h
		}
		i = h
	}
	return -1
}

// verbTense is the tense token i shows as a verb or with its auxiliaries.
func (f *finder) verbTense(i int) int {
	switch f.tag(i) {
	case "VBD":
		if f.planned(i) {
			return 1
		}
		return -1
	case "MD":
		if w := f.word(i); w == "will" || w == "'ll" || w == "shall" || w == "’ll" || w == "wo" {
			return 1
		}
		return 0
	case "VBN":
		return f.auxiliaries(i, -1)
	case "VB":
		return f.auxiliaries(i, 0)
	case "VBG":
		return f.auxiliaries(i, 0)
	}
	return 0
}

func (f *finder) planned(verb int) bool {
	w := f.word(verb)
	return w == "planned" || w == "scheduled"
}

// auxiliaries looks at the words before a verb for what they say of its time.
func (f *finder) auxiliaries(verb, otherwise int) int {
	for i := verb - 1; i >= f.first && verb-i < 5; i-- {
		switch f.word(i) {
		case "will", "'ll", "’ll", "shall", "wo":
			return 1
		case "did", "had", "was", "were", "has", "have":
			return -1
		case "to":
			if f.tag(verb) == "VB" && f.leadsOn(i-1) {
				return 1
			}
		case "would", "could", "may", "might", "should", "can", "must":
			return 0
		}
	}
	return otherwise
}

// leadsOn says whether token i, before "to", points at what is to come.
func (f *finder) leadsOn(i int) bool {
	switch f.word(i) {
	case "expected", "due", "scheduled", "set", "plans", "plan", "planned", "planning", "is", "are", "likely", "hopes", "hope", "intends", "wants",
		"expects", "about", "ready", "going", "slated", "agreed":
		return true
	}
	return false
}
