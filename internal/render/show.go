package render

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// This file and those named show*.go show one article as it was read, and the
// source that it was read from.

// A Shown is an article to show, with what was found in it.
type Shown struct {
	Analysis *model.Analysis
	// Focus are the spans of the text to point at; where there are none, all
	// statements are marked.
	Focus []Marked
	// Source is the source that the article was read from, nil where it is not
	// asked for.
	Source *Source
}

// A Source is what an article was read from, decoded.
type Source struct {
	Form   string // "html", "text", or "data" for a feed or objects that may hold others too
	Text   string
	Line   int // of the file, that Text begins with, from 1
	Ranges func(model.Span) []model.Span
	// Reason says why the original cannot be marked, "" where it can.
	Reason string
}

// ShowOptions say how much of an article is shown.
type ShowOptions struct {
	Aside bool // what was left out of the page, too
}

// A Role is what a marked part of a text is in a finding.
type Role uint8

// Roles, the later over the earlier where both claim a byte.
const (
	RoleNone Role = iota
	RoleSaid
	RoleHow
	RoleWho
	RoleFocus
)

// A Marked is a span of a text with its role.
type Marked struct {
	model.Span
	Role Role
}

// Marks are the parts of a statement: what was said, how, by whom.
func Marks(s *model.Statement) []Marked {
	var out []Marked
	for _, c := range s.Content {
		out = append(out, Marked{c, RoleSaid})
	}
	if s.Cue != nil {
		out = append(out, Marked{s.Cue.Span, RoleHow})
	}
	if s.Source != nil {
		out = append(out, Marked{*s.Source, RoleWho})
	}
	return out
}

// marks are the focus of an article, else all its statements.
func (s *Shown) marks() []Marked {
	if len(s.Focus) > 0 {
		return s.Focus
	}
	var out []Marked
	for i := range s.Analysis.Statements {
		out = append(out, Marks(&s.Analysis.Statements[i])...)
	}
	return out
}

// A stretch is a part of a text, or of a source, in which nothing changes.
type stretch struct {
	model.Span
	role Role
	kept bool // of a source: it stands for a part of the text
}

// stretches cuts within into parts by the marks that lie over it.
func stretches(within model.Span, marks []Marked, kept []model.Span) []stretch {
	edges := []int{within.Start, within.End}
	add := func(s model.Span) {
		if s.Overlaps(within) {
			edges = append(edges, max(s.Start, within.Start), min(s.End, within.End))
		}
	}
	for _, m := range marks {
		add(m.Span)
	}
	first := sort.Search(len(kept), func(i int) bool { return kept[i].End > within.Start })
	last := first
	for ; last < len(kept) && kept[last].Start < within.End; last++ {
		add(kept[last])
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	out := make([]stretch, 0, len(edges))
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b Marked) int { return cmp.Compare(a.Start, b.Start) })
	var over []Marked // marks that may lie over the stretch
	kept = kept[first:last]
	for i := 1; i < len(edges); i++ {
		s := stretch{Span: model.Span{Start: edges[i-1], End: edges[i]}}
		for len(marks) > 0 && marks[0].Start <= s.Start {
			over, marks = append(over, marks[0]), marks[1:]
		}
		over = slices.DeleteFunc(over, func(m Marked) bool { return m.End <= s.Start })
		for _, m := range over {
			s.role = max(s.role, m.Role)
		}
		for len(kept) > 0 && kept[0].End <= s.Start {
			kept = kept[1:]
		}
		s.kept = len(kept) > 0 && kept[0].Start <= s.Start
		out = append(out, s)
	}
	return out
}

// spread gives each of spans, which are in order and apart, the marks that
// share a byte with it.
func spread(spans []model.Span, marks []Marked) [][]Marked {
	out := make([][]Marked, len(spans))
	for _, m := range marks {
		i := sort.Search(len(spans), func(i int) bool { return spans[i].End > m.Start })
		for ; i < len(spans) && spans[i].Start < m.End; i++ {
			out[i] = append(out[i], m)
		}
	}
	return out
}

// statementsEnding are the statements, by number from 1, at the offset behind
// whose last words and closing marks their number is set.
func statementsEnding(an *model.Analysis) map[int][]int {
	out := map[int][]int{}
	for i := range an.Statements {
		if c := an.Statements[i].Content; len(c) > 0 {
			end := c[len(c)-1].End
			for _, mark := range []string{",", ".", "?", "!", "…"} {
				end += len(mark) * prefixed(an.Article.Text, end, mark)
			}
			for _, mark := range []string{"”", "’", "\"", "'", "»"} {
				end += len(mark) * prefixed(an.Article.Text, end, mark)
			}
			for _, mark := range []string{",", "."} {
				end += len(mark) * prefixed(an.Article.Text, end, mark)
			}
			out[end] = append(out[end], i+1)
		}
	}
	return out
}

func prefixed(text string, at int, s string) int {
	if at <= len(text) && strings.HasPrefix(text[at:], s) {
		return 1
	}
	return 0
}

// inSource turns marks of the text into marks of the source.
func (s *Shown) inSource() (marks []Marked, kept []model.Span) {
	for _, m := range s.marks() {
		for _, r := range s.Source.Ranges(m.Span) {
			marks = append(marks, Marked{r, m.Role})
		}
	}
	for _, b := range s.Analysis.Article.Blocks {
		kept = append(kept, s.Source.Ranges(b.Span())...)
	}
	byStart := func(a, b model.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) }
	slices.SortFunc(kept, byStart)
	slices.SortStableFunc(marks, func(a, b Marked) int { return byStart(a.Span, b.Span) })
	return marks, kept
}

// A factView is a line of what is known about an article.
type factView struct {
	Name, Value string
	Note        string // where it was found, and whether that is unsure
	Link        string
}

// factsOf is what is known about an article, each with where it was found.
func factsOf(a *model.Article) []factView {
	var out []factView
	add := func(field model.Field, name, value, from string) {
		if value != "" {
			out = append(out, factView{Name: name, Value: value, Note: foundWords(a, field, from)})
		}
	}
	name := a.Outlet.Name
	if a.Outlet.Domain != "" && a.Outlet.Domain != name {
		name = strings.TrimSpace(name + " (" + a.Outlet.Domain + ")")
	}
	add(model.FieldOutlet, "Outlet", name, a.Outlet.From)
	add(model.FieldByline, "By", join(a.Byline), "")
	if a.Published != nil {
		add(model.FieldPublished, "Published", when(a.Published.Value), a.Published.From)
	}
	if a.Updated != nil {
		add(model.FieldUpdated, "Changed", when(a.Updated.Value), a.Updated.From)
	}
	add(model.FieldDateline, "Place", a.Dateline, "")
	add(model.FieldSection, "Section", a.Section, "")
	add(model.FieldLanguage, "Language", languageName(a.Language), "")
	for _, c := range a.Credits {
		f := factView{Name: "Credits", Value: c.Agency}
		if c.Photo {
			f.Value += ", for a picture"
		}
		line := c.Line
		if c.Span != nil {
			line = a.Line(c.Span.Start)
		}
		f.Note = "“" + c.Text + "”" + atLine(line)
		out = append(out, f)
	}
	if a.URL != "" && a.URL != a.Source {
		f := factView{Name: "Page", Value: a.URL, Note: foundWords(a, model.FieldURL, "")}
		if address(a) == a.URL {
			f.Link = a.URL
		}
		out = append(out, f)
	}
	out = append(out, factView{Name: "Read from", Value: a.Source}, factView{Name: "Id", Value: a.ID})
	for _, n := range notes(a) {
		out = append(out, factView{Name: "Note", Value: n})
	}
	return out
}

func atLine(line int) string {
	if line > 0 {
		return ", line " + strconv.Itoa(line)
	}
	return ""
}

// foundWords says where a value was found, and that it is unsure where it is.
func foundWords(a *model.Article, field model.Field, from string) string {
	f, ok := a.Found[field]
	if !ok {
		return publishedWords(from)
	}
	out := f.How
	if out == "" {
		out = publishedWords(f.From)
	}
	out += atLine(f.Line)
	if f.Confidence < unsure {
		out = strings.TrimPrefix(out+", unsure", ", ")
	}
	return out
}

// kindWords is what a block is called where that is to be said; "" for running
// text, titles and headings, which show it.
func kindWords(b model.Block) string {
	switch b.Kind {
	case model.BlockParagraph, model.BlockTitle, model.BlockHeading, "":
		return ""
	}
	return string(b.Kind)
}

// byMark marks the words of a block that say whose it is.
func byMark(b model.Block) []Marked {
	if b.By == nil {
		return nil
	}
	return []Marked{{*b.By, RoleWho}}
}

// A nameView is a name in an article.
type nameView struct {
	Name   string
	Times  string
	Offset int
}

// namesOf are the names in an article by what they name, those most named
// first.
func namesOf(an *model.Analysis) (kinds []string, names map[string][]nameView) {
	type counted struct {
		nameView
		n int
	}
	all := map[string][]counted{}
	for _, e := range an.Entities {
		kind := entityWords(e.Type)
		if kind == "" || e.Name == "" || len(e.Mentions) == 0 {
			continue
		}
		if all[kind] == nil {
			kinds = append(kinds, kind)
		}
		all[kind] = append(all[kind], counted{nameView{e.Name, times(len(e.Mentions)), e.Mentions[0].Start}, len(e.Mentions)})
	}
	slices.Sort(kinds)
	names = map[string][]nameView{}
	for kind, list := range all {
		slices.SortStableFunc(list, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.Offset, b.Offset)) })
		for _, c := range list {
			names[kind] = append(names[kind], c.nameView)
		}
	}
	return kinds, names
}

func times(n int) string {
	switch n {
	case 1:
		return ""
	case 2:
		return "twice"
	}
	return number(n) + " times"
}

func entityWords(t model.EntityType) string {
	switch t {
	case model.Person:
		return "People"
	case model.Organisation:
		return "Bodies"
	case model.Place, model.Country:
		return "Places"
	}
	return ""
}

// dateWords says what a date in a text was resolved to; "" where to nothing.
func dateWords(d model.Date) string {
	if d.From == "" && d.To == "" || d.Kind == model.DateDuration || d.Kind == model.DateSet {
		return ""
	}
	out := interval(d.From, d.To)
	if note := datedWords(string(d.Anchor)); note != "" {
		out += ", " + note
	}
	return out
}

// Whole says whether s is a part of text that cuts no character.
func Whole(text string, s model.Span) bool { return cut(text, s) != "" }
