package render

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// An htmlBuilder turns stories into views and notes every span they point at.
type htmlBuilder struct {
	articles map[string]*model.Article
	anchors  *anchors
	titles   map[string]contentView // the stories, by id
}

// A refView is a link to the words that a finding rests on.
type refView struct {
	Name string // the outlet
	Href string // "#…", or "" where the article is not in the document
	Line int    // of the source, 0 where unknown
}

// A storyView is one story as the page shows it, in the order of the page.
type storyView struct {
	ID, Title, Lang string
	TitleOf         string
	Level           int // of its sections' headings
	Tellers, Dates  string
	Shared          []string // who shares a text with whom
	Disagree        []linkView
	MoreDisagree    int
	Nav             []linkView
	Related         []contentView
	Said, SaidMore  []utteranceView // in several accounts; the second is folded
	Alone           []speakerView   // in one account
	AloneMore       []speakerView
	AloneRest       int // how many utterances are in AloneMore
	Differs         []differenceView
	DiffersMore     []differenceView
	When, WhenMore  []happeningView
	Labels, Facts   tableView
	Sources         []lineageView
	Copies          []copyView
	Accounts        []accountView
}

// A linkView is a link inside the page.
type linkView struct{ Href, Kind, Text string }

// Sub is the level of the headings below a section's.
func (s storyView) Sub() int { return s.Level + 1 }

// firstDisagreements is how many differences the head of a story names.
const firstDisagreements = 6

// content is a story's line in the contents list.
func (b *htmlBuilder) content(s *model.Synopsis, n int) contentView {
	articles := pick(b.articles, s.Articles)
	c := contentView{Href: "#s" + strconv.Itoa(n), Title: s.Title, Dates: published(articles), Tellers: tellers(articles, len(s.Lineages))}
	if len(articles) == 1 {
		c.Tellers = outlet(articles[0])
	}
	if c.Title == "" {
		c.Title = "Untitled story"
	}
	if a := b.articles[s.TitleOf]; a != nil {
		c.Lang = a.Language
	}
	return c
}

// story is the view of a story but for its accounts.
func (b *htmlBuilder) story(s *model.Synopsis, n, level int) storyView {
	articles := pick(b.articles, s.Articles)
	t := &storyBuilder{b, s, "s" + strconv.Itoa(n), names(articles), articles, map[string]*model.Statement{}}
	for i := range s.Statements {
		t.statement[s.Statements[i].ID] = &s.Statements[i]
	}
	c := b.titles[s.ID]
	v := storyView{ID: t.id, Title: c.Title, Lang: c.Lang, Level: level, Tellers: c.Tellers, Dates: c.Dates}
	if a := b.articles[s.TitleOf]; a != nil && len(articles) > 1 {
		v.TitleOf = t.name(a.ID)
	}
	if len(articles) == 1 {
		v.Tellers = "One account, by " + t.name(articles[0].ID) + "."
	}
	for _, id := range s.Related {
		if r, ok := b.titles[id]; ok {
			v.Related = append(v.Related, r)
		}
	}
	said, alone := t.said()
	v.Said, v.SaidMore = fold(said, 20)
	v.Alone, v.AloneMore = fold(bySpeaker(alone), 8)
	for _, g := range v.AloneMore {
		v.AloneRest += len(g.Said)
	}
	v.Differs, v.DiffersMore = fold(t.differs(), 20)
	v.When, v.WhenMore = fold(t.happenings(), 20)
	if len(articles) > 1 {
		v.Labels, v.Facts = t.labels(), t.facts()
	}
	v.Sources, v.Copies = t.sources(), t.copies()
	if len(articles) > 1 {
		v.Shared = t.shared()
	}
	v.fillHead()
	return v
}

// fold cuts items after the first so many; a fold of one is not worth it.
func fold[T any](items []T, first int) (shown, folded []T) {
	if len(items) <= first+1 {
		return items, nil
	}
	return items[:first], items[first:]
}

// fillHead fills the head of a story from its sections.
func (s *storyView) fillHead() {
	for i, d := range s.Differs {
		if i == firstDisagreements {
			s.MoreDisagree = len(s.Differs) + len(s.DiffersMore) - i
			break
		}
		s.Disagree = append(s.Disagree, linkView{"#" + d.ID, d.Kind, shortened(d.About, 90)})
	}
	for _, n := range []struct {
		shown    bool
		id, text string
	}{
		{len(s.Said)+len(s.Alone) > 0, "said", "Said"}, {len(s.Differs) > 0, "differs", "Differs"}, {len(s.When) > 0, "when", "When"},
		{len(s.Labels.Rows) > 0, "labels", "Who calls whom what"}, {len(s.Facts.Rows) > 0, "facts", "Who has what"},
		{len(s.Sources) > 0, "sources", "Sources"}, {true, "accounts", "Accounts"},
	} {
		if n.shown {
			s.Nav = append(s.Nav, linkView{Href: "#" + s.ID + "-" + n.id, Text: n.text})
		}
	}
}

// shared says which accounts of a story rest on one text, the first few.
func (t *storyBuilder) shared() []string {
	var out []string
	for _, l := range t.story.Lineages {
		if len(l.Articles) < 2 || len(out) == 3 {
			continue
		}
		var named []string
		for _, a := range l.Articles {
			named = append(named, t.name(a))
		}
		if len(named) > widest {
			named = append(named[:2:2], count(len(named)-2, "other", "others"))
		}
		out = append(out, join(named)+" share one text"+by(l.Agency)+".")
	}
	return out
}

// by is " by NAME", or "" where there is no name.
func by(name string) string {
	if name == "" {
		return ""
	}
	return " by " + name
}

// A storyBuilder makes the findings' views of one story.
type storyBuilder struct {
	*htmlBuilder
	story     *model.Synopsis
	id        string
	names     map[string]string
	articles  []*model.Article
	statement map[string]*model.Statement
}

// finding is the id of the nth finding (from 0) of a section.
func (t *storyBuilder) finding(section string, n int) string {
	return t.id + "-" + section + "-" + strconv.Itoa(n+1)
}

// name is the article's name in this story.
func (t *storyBuilder) name(article string) string {
	if name := t.names[article]; name != "" {
		return name
	}
	return outlet(t.htmlBuilder.articles[article])
}

// text is the article's text, "" where there is no such article.
func (t *storyBuilder) text(article string) string { return t.anchors.text[article] }

// lang is the language of the article's words, "" where unknown.
func (t *storyBuilder) lang(article string) string {
	return language(t.htmlBuilder.articles[article])
}

func language(a *model.Article) string {
	if a == nil || a.Language == "und" {
		return ""
	}
	return a.Language
}

// ref is the link from a finding to its words.
func (t *storyBuilder) ref(article string, s model.Span, finding string) refView {
	r := refView{Name: t.name(article)}
	if id := t.anchors.cite(article, s, finding); id != "" {
		r.Href = "#" + id
		a := t.htmlBuilder.articles[article]
		r.Line = a.Line(s.Start)
		r.Name += standsIn(a, s.Start)
	}
	return r
}

// An utteranceView is one speech act with its wordings.
type utteranceView struct {
	ID, Speaker, Note, Occasion, Relation string
	Unsure                                bool
	Nameless                              bool // the speaker is no entity: the account's own words
	Wordings                              []wordingView
}

// A wordingView is a wording of an utterance: who reports it so, how, and the
// words.
type wordingView struct {
	By     string // the accounts
	Refs   []refView
	Lang   string
	How    string // "reported: denied", "partly quoted: called" or "" for a quotation
	Quoted bool   // set in quotation marks
	Runs   []runView
	Extra  []string // "told Radio Lumen", "via Veld Press"
}

// A runView is a run of words with its mark. Space stands before it.
type runView struct {
	Before string // what stands before the marked words
	Text   string
	After  string // punctuation after them
	Differ string // "", "only" where no other has these words, "some" where some have
	Gap    bool   // a mark for words that this one leaves out; no text
}

// A speakerView is what one speaker said in one account only.
type speakerView struct {
	Speaker, Note string
	Unsure        bool
	Said          []utteranceView
}

// bySpeaker puts together what a speaker said, speakers in the order of their
// first words.
func bySpeaker(all []utteranceView) []speakerView {
	var out []speakerView
	at := map[string]int{}
	for _, u := range all {
		key := u.Speaker + "\n" + u.Note
		if u.Nameless {
			key += "\n" + u.Wordings[0].By // "the company" of another account is another company
		}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, speakerView{Speaker: u.Speaker, Note: u.Note, Unsure: u.Unsure})
		}
		out[i].Said = append(out[i].Said, u)
	}
	return out
}

// said is the utterances: those of several accounts, and those of one.
func (t *storyBuilder) said() (several, alone []utteranceView) {
	n := 0
	for i := range t.story.Utterances {
		u := &t.story.Utterances[i]
		v, ok := t.utterance(u, t.finding("said", n))
		if !ok {
			continue
		}
		n++
		if u.Relation == model.Single {
			alone = append(alone, v)
		} else {
			several = append(several, v)
		}
	}
	return several, alone
}

// utterance is the view of u, or false where none of its statements is there.
func (t *storyBuilder) utterance(u *model.Utterance, id string) (utteranceView, bool) {
	v := utteranceView{ID: id, Speaker: speakerName(u.Speaker), Note: speakerNote(u.Speaker), Occasion: occasion(u)}
	v.Unsure = !sure(u.Speaker)
	v.Nameless = u.Speaker.Entity == ""
	filled := columns(u)
	var tellings []telling
	same := map[string]int{}
	for i := range u.Variants {
		st := t.statement[u.Variants[i].Statement]
		if st == nil {
			continue
		}
		ref := t.ref(st.Article, st.Span(), id)
		tellings = append(tellings, telling{ref.Name, st.Kind == model.Indirect, wordCount(&u.Variants[i])})
		w := t.wording(u, &u.Variants[i], st, filled)
		key := fmt.Sprint(w)
		at, ok := same[key]
		if !ok {
			at = len(v.Wordings)
			same[key] = at
			v.Wordings = append(v.Wordings, w)
		}
		v.Wordings[at].Refs = append(v.Wordings[at].Refs, ref)
	}
	for i := range v.Wordings {
		v.Wordings[i].By = refNames(v.Wordings[i].Refs)
	}
	if len(t.articles) > 1 {
		v.Relation = relationWords(u.Relation, tellings)
	}
	if u.Relation == model.Single {
		v.Relation = ""
	}
	return v, len(v.Wordings) > 0
}

// refNames joins the names of the accounts that refs lead to.
func refNames(refs []refView) string {
	var out []string
	for _, r := range refs {
		out = appendNew(out, r.Name)
	}
	if len(out) > widest {
		out = append(out[:2:2], count(len(out)-2, "other", "others"))
	}
	return join(out)
}

// occasion is where, to whom and when an utterance was made, as far as known.
func occasion(u *model.Utterance) string {
	var out []string
	if u.Addressee != "" {
		out = append(out, "to "+u.Addressee)
	}
	if u.Occasion != "" {
		out = append(out, u.Occasion)
	}
	if u.When != "" {
		out = append(out, when(u.When))
	}
	return strings.Join(out, ", ")
}

// columns says which columns of an utterance hold words. There are never more
// columns than runs.
func columns(u *model.Utterance) []bool {
	runs := 0
	for _, v := range u.Variants {
		runs += len(v.Words)
	}
	out := make([]bool, runs)
	for _, v := range u.Variants {
		for _, r := range v.Words {
			if r.Column >= 0 && r.Column < runs && hasWord(r.Text) {
				out[r.Column] = true
			}
		}
	}
	return out
}

// wording is the view of a variant, without who reports it.
func (t *storyBuilder) wording(u *model.Utterance, variant *model.Variant, st *model.Statement, filled []bool) wordingView {
	w := wordingView{Lang: t.lang(st.Article), How: how(st, t.text(st.Article)), Quoted: st.Kind == model.Direct}
	if len(variant.Words) == 0 {
		w.Runs = []runView{{Text: st.Text}}
	} else {
		w.Runs = markedRuns(t.text(st.Article), u, variant, st, filled)
	}
	if len(st.Via) > 0 {
		w.Extra = append(w.Extra, "via "+strings.Join(st.Via, ", via "))
	}
	return w
}

// markedRuns is a variant's runs with what differs and what is left out marked.
// Nothing is marked where all of it differs, and no gaps where speech is
// reported: a report leaves out words by its nature.
func markedRuns(text string, u *model.Utterance, variant *model.Variant, st *model.Statement, filled []bool) []runView {
	common := false
	for _, r := range variant.Words {
		common = common || len(r.With) > 0
	}
	var out []runView
	end, column := -1, -1
	for _, r := range variant.Words {
		if common && st.Kind != model.Indirect && leftOut(filled, column+1, r.Column) {
			out = append(out, gapMark(len(out) > 0))
		}
		run := runView{Text: r.Text}
		if common && len(r.With) < len(u.Variants)-1 {
			run = differing(r)
		}
		if len(out) > 0 && out[len(out)-1].Gap {
			run.Before = " " + run.Before
		} else {
			run.Before = between(text, end, r.Start, st.Content) + run.Before
		}
		out = append(out, run)
		end, column = r.End, r.Column
	}
	if common && st.Kind != model.Indirect && leftOut(filled, column+1, len(filled)) {
		out = append(out, gapMark(true))
	}
	return out
}

// gapMark is a mark for words left out; inside says that words stand before it.
func gapMark(inside bool) runView {
	if inside {
		return runView{Gap: true, Before: " "}
	}
	return runView{Gap: true}
}

// leftOut says whether some variant has words in a column of [from,to).
func leftOut(filled []bool, from, to int) bool {
	for c := max(from, 0); c < to && c < len(filled); c++ {
		if filled[c] {
			return true
		}
	}
	return false
}

// between is what stands between two runs of a variant: the text's own space,
// or a mark of omission where a new piece of the content begins.
func between(text string, end, start int, content []model.Span) string {
	if end < 0 {
		return ""
	}
	for _, c := range content[min(1, len(content)):] {
		if end <= c.Start && c.Start <= start {
			return " … "
		}
	}
	if s := (model.Span{Start: end, End: start}).In(text); len(s) < 8 {
		return s
	}
	return " "
}

// hasWord says whether s holds more than punctuation.
func hasWord(s string) bool { return strings.IndexFunc(s, isWord) >= 0 }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) }

// differing is a run with its words marked and the punctuation around them not.
func differing(r model.Run) runView {
	first := strings.IndexFunc(r.Text, isWord)
	if first < 0 {
		return runView{Text: r.Text}
	}
	last := strings.LastIndexFunc(r.Text, isWord)
	_, n := utf8.DecodeRuneInString(r.Text[last:])
	v := runView{Before: r.Text[:first], Text: r.Text[first : last+n], After: r.Text[last+n:], Differ: "some"}
	if len(r.With) == 0 {
		v.Differ = "only"
	}
	return v
}
