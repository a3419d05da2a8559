package render

import (
	"strings"
	"unicode/utf8"

	"synoptic/internal/model"
)

// A differenceView is a difference with the sides that agree put together. The
// model's note is left out: it says in a line what the sides show.
type differenceView struct {
	ID, Kind, About, Note string
	Denied                bool
	Groups                []groupView
}

// A groupView is the sides of a difference that agree.
type groupView struct{ Sides []sideView }

// A sideView is words that several accounts may share.
type sideView struct {
	Before, Text, After, Lang string
	By                        []partyView
}

// A partyView is an account that has some words, and to whom it attributes them.
type partyView struct {
	Party string
	Ref   refView
}

// besides is how many bytes of its sentence are shown on each side of words.
const besides = 110

func (t *storyBuilder) differs() []differenceView {
	var out []differenceView
	for i := range t.story.Differences {
		d := &t.story.Differences[i]
		id := t.finding("differs", i)
		v := differenceView{ID: id, Kind: differenceWords(d.Kind), About: d.About, Denied: d.Kind == model.DiffDenial}
		if d.Updated {
			v.Note = "A later account explains this."
		}
		group := map[string]int{}
		for _, s := range d.Sides {
			g, ok := group[s.Group]
			if !ok {
				g = len(v.Groups)
				group[s.Group] = g
				v.Groups = append(v.Groups, groupView{})
			}
			v.Groups[g].add(t.side(s, d.Kind, id))
		}
		out = append(out, v)
	}
	return out
}

// side is the view of one side with the rest of its sentence around it.
func (t *storyBuilder) side(s model.Side, k model.DifferenceKind, id string) sideView {
	span := model.Span{Start: s.Start, End: s.End}
	v := sideView{Text: s.Text, Lang: t.lang(s.Article), By: []partyView{{midSentence(s.Party), t.ref(s.Article, span, id)}}}
	if v.Text == "" {
		v.Text = cut(t.text(s.Article), span)
	}
	if k != model.DiffHeadline {
		v.Before, v.After = around(t.text(s.Article), span, besides)
	}
	return v
}

// add adds a side, to one with the same words where there is one.
func (g *groupView) add(s sideView) {
	for i := range g.Sides {
		if strings.EqualFold(g.Sides[i].Text, s.Text) {
			g.Sides[i].By = append(g.Sides[i].By, s.By...)
			return
		}
	}
	g.Sides = append(g.Sides, s)
}

// A happeningView is a line of the timeline.
type happeningView struct {
	ID, Date, Machine, How string
	Words                  string // the expression of time that was counted from
	Text, Lang             string
	Unsure                 bool
	Refs                   []refView
}

func (t *storyBuilder) happenings() []happeningView {
	var out []happeningView
	for i := range t.story.Timeline {
		h := &t.story.Timeline[i]
		v := happeningView{ID: t.finding("when", i), Date: happeningDate(h), Machine: machineDate(h), Text: h.Text, How: datedWords(h.From),
			Unsure: h.From == string(model.AnchorOpen) || h.Precision == model.Vaguely}
		for _, e := range h.Evidence {
			v.Refs = append(v.Refs, t.ref(e.Article, model.Span{Start: e.Start, End: e.End}, v.ID))
		}
		if len(h.Evidence) > 0 {
			v.Lang = t.lang(h.Evidence[0].Article)
			if d := h.Evidence[0].Date; d != nil && v.How != "" {
				v.Words = cut(t.text(h.Evidence[0].Article), *d)
			}
		}
		out = append(out, v)
	}
	return out
}

// machineDate is the value of a <time> element, "" where there is none.
func machineDate(h *model.Happening) string {
	if h.Until != "" && h.Until != h.Date || when(h.Date) == h.Date && len(h.Date) != 4 {
		return ""
	}
	return h.Date
}

// A tableView sets accounts beside each other: one column an account where
// they fit, else one line a row.
type tableView struct {
	Wide           bool // one column an account
	Class          string
	Caption, First string
	Head           []string
	Rows           []rowView
	More           *tableView // the rows that are folded
}

// A rowView is a row of a table; Cells stand in the order of Head.
type rowView struct {
	ID, Text, Lang string
	Sub            string
	Cells          []cellView
	Without        string // where not Wide: who does not have it
}

// A cellView is what one account has.
type cellView struct {
	Name    string
	Entries []entryView
	None    string // what stands where there is nothing: "" for an empty cell
}

// An entryView is words of an account, or a mere reference.
type entryView struct {
	Text, Lang string
	Refs       []refView
	Party      string
	Only       bool
	Denies     bool
	Scare      bool
}

// widest is the number of accounts up to which a table has a column for each.
const widest = 6

// firstRows is how many rows of a table are shown unfolded.
const firstRows = 15

// folded moves what is more than that into a table of its own.
func (v tableView) folded() tableView {
	rows, more := fold(v.Rows, firstRows)
	if more != nil {
		rest := v
		rest.Rows, rest.Caption = more, v.Caption+", continued"
		v.Rows, v.More = rows, &rest
	}
	return v
}

// table is an empty table for this story's accounts.
func (t *storyBuilder) table(class, caption, first string) tableView {
	v := tableView{Wide: len(t.articles) <= widest, Class: class, Caption: caption, First: first}
	for _, a := range t.articles {
		v.Head = append(v.Head, t.name(a.ID))
	}
	return v
}

// cells is an empty cell for each account, and where each account's is.
func (t *storyBuilder) cells() ([]cellView, map[string]int) {
	out, at := make([]cellView, len(t.articles)), make(map[string]int, len(t.articles))
	for i, a := range t.articles {
		out[i].Name = t.name(a.ID)
		at[a.ID] = i
	}
	return out, at
}

// nonEmpty drops the empty cells of a row that is not shown in columns.
func nonEmpty(cells []cellView) []cellView {
	var out []cellView
	for _, c := range cells {
		if len(c.Entries) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func (t *storyBuilder) labels() tableView {
	v := t.table("labels", "What each account calls the same person, body or event", "Name")
	entity := map[string]model.EntityType{}
	for _, e := range t.story.Entities {
		entity[e.ID] = e.Type
	}
	for i, l := range t.story.Labels {
		row := rowView{ID: t.finding("labels", i), Text: l.Name}
		if k := entity[l.Entity]; k != model.Unknown {
			row.Sub = string(k)
		}
		cells, at := t.cells()
		for _, u := range l.Uses {
			if c, ok := at[u.Article]; ok {
				cells[c].Entries = append(cells[c].Entries, t.use(u, row.ID))
			}
		}
		for c := range cells {
			if len(cells[c].Entries) == 0 {
				cells[c].None = "–"
			}
		}
		row.Cells = cells
		if !v.Wide {
			row.Cells = nonEmpty(cells)
		}
		v.Rows = append(v.Rows, row)
	}
	return v.folded()
}

// mostRefs is how many places of one label are linked.
const mostRefs = 5

func (t *storyBuilder) use(u model.LabelUse, id string) entryView {
	e := entryView{Text: u.Text, Lang: t.lang(u.Article), Only: u.Only, Scare: u.Scare}
	line := map[int]bool{}
	for _, s := range u.Spans {
		r := t.ref(u.Article, s, id)
		if line[r.Line] || len(e.Refs) == mostRefs {
			continue
		}
		line[r.Line] = true
		e.Refs = append(e.Refs, r)
	}
	return e
}

func (t *storyBuilder) facts() tableView {
	v := t.table("facts", "Which account states what", "Stated")
	for i := range t.story.Facts {
		f := &t.story.Facts[i]
		row := rowView{ID: t.finding("facts", i), Text: f.Text}
		cells, at := t.cells()
		for _, e := range f.Evidence {
			if row.Lang == "" {
				row.Lang = t.lang(e.Article)
			}
			if c, ok := at[e.Article]; ok {
				ref := t.ref(e.Article, model.Span{Start: e.Start, End: e.End}, row.ID)
				cells[c].Entries = append(cells[c].Entries, entryView{Refs: []refView{ref}, Party: midSentence(e.Party), Denies: e.Denies})
			}
		}
		markAbsent(cells, at, f.Absent)
		row.Cells = cells
		if !v.Wide {
			row.Cells = nonEmpty(cells)
			row.Without = without(cells)
		}
		v.Rows = append(v.Rows, row)
	}
	return v.folded()
}

// markAbsent says in the empty cells of a fact what their emptiness means, and
// of a cell that is the only one that it is.
func markAbsent(cells []cellView, at map[string]int, absent []string) {
	gone := map[int]bool{}
	for _, id := range absent {
		if c, ok := at[id]; ok && len(cells[c].Entries) == 0 {
			cells[c].None = "not there"
			gone[c] = true
		}
	}
	for c := range cells {
		switch {
		case len(cells[c].Entries) == 0 && cells[c].None == "":
			cells[c].None = "not clear"
		case len(cells[c].Entries) > 0 && len(gone) == len(cells)-1:
			cells[c].Entries[0].Only = true
		}
	}
}

// without names the accounts that do not state a fact.
func without(cells []cellView) string {
	var out []string
	for _, c := range cells {
		if c.None == "not there" {
			out = append(out, c.Name)
		}
	}
	if len(out) > widest {
		return count(len(out), "account", "accounts")
	}
	return join(out)
}

// A lineageView is the accounts that rest on one text.
type lineageView struct {
	ID, Names, What, Why string
	Relies               []relianceView
}

// A relianceView is a report that an account rests on.
type relianceView struct {
	Name, On string
	Ref      refView
}

func (t *storyBuilder) sources() []lineageView {
	if len(t.articles) < 2 {
		return nil
	}
	var out []lineageView
	for i, l := range t.story.Lineages {
		id := t.finding("sources", i)
		var named []string
		for _, a := range l.Articles {
			named = append(named, t.name(a))
		}
		v := lineageView{ID: id, Names: join(named), What: lineageWords(len(named), l.Agency), Why: l.Why}
		if l.Origin != "" && len(named) > 1 {
			v.What += " " + t.name(l.Origin) + " had it first."
		}
		for _, r := range l.ReliesOn {
			view := relianceView{Name: t.name(r.Article), On: r.On, Ref: refView{Name: t.name(r.Article)}}
			if r.Span != nil {
				view.Ref = t.ref(r.Article, *r.Span, id)
			}
			v.Relies = append(v.Relies, view)
		}
		out = append(out, v)
	}
	return out
}

// A copyView is a passage that stands in two accounts.
type copyView struct {
	ID, Text, Lang, How, Direction string
	A, B                           refView
}

// longestPassage is how many bytes of a copied passage are shown; the link
// shows all of it.
const longestPassage = 280

func (t *storyBuilder) copies() []copyView {
	var out []copyView
	for _, c := range t.story.Copies {
		if c.Kind == model.Chrome {
			continue
		}
		id := t.finding("copies", len(out))
		out = append(out, copyView{ID: id, Text: shortened(cut(t.text(c.A.Article), c.A.Span()), longestPassage), Lang: t.lang(c.A.Article),
			How: copyWords(c.Kind), Direction: directionWords(c.Direction, t.name(c.A.Article), t.name(c.B.Article)),
			A: t.ref(c.A.Article, c.A.Span(), id), B: t.ref(c.B.Article, c.B.Span(), id)})
	}
	return out
}

// shortened is the beginning of s, cut at a space, with "…" where it was cut.
func shortened(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= limit {
		return s
	}
	start := s[:limit]
	if i := strings.LastIndexByte(start, ' '); i > 0 {
		return start[:i] + " …"
	}
	for !utf8.ValidString(start) {
		start = start[:len(start)-1]
	}
	return start + "…"
}
