package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"synoptic/internal/model"
)

// Markdown writes doc as CommonMark with tables, made to be pasted into notes:
// the order and the words of the page without the full texts. Words of the
// accounts stand in block quotations and tables, each with its reference.
func Markdown(w io.Writer, doc *model.Document) error {
	b, page, _ := newStories(doc)
	page.words(doc)
	m := &markdown{w: bufio.NewWriter(w)}
	if page.Many {
		m.line("# ", plainMarkdown(page.Title), "\n")
		m.paragraph(plainMarkdown(page.Lead))
	}
	for i := range page.Stories {
		m.story(&page.Stories[i], page.Many)
		m.accounts(&page.Stories[i], pick(b.articles, doc.Stories[i].Articles))
	}
	if len(page.Skipped) > 0 {
		m.heading("Not used")
		for _, s := range page.Skipped {
			m.line("- ", plainMarkdown(s.Source), ": ", plainMarkdown(s.Reason))
		}
		m.line()
	}
	return m.w.Flush()
}

// A markdown writes one rendering; part is the heading of a story's parts.
type markdown struct {
	w    *bufio.Writer
	part string
}

func (m *markdown) line(pieces ...string) {
	for _, p := range pieces {
		m.w.WriteString(p)
	}
	m.w.WriteByte('\n')
}

// paragraph writes text and an empty line, or nothing where there is none.
func (m *markdown) paragraph(text string) {
	if text != "" {
		m.line(text, "\n")
	}
}

func (m *markdown) heading(text string) { m.line(m.part, " ", text, "\n") }

func (m *markdown) story(s *storyView, many bool) {
	m.part = "##"
	if many {
		m.part = "###"
	}
	m.line(m.part[1:], " ", plainMarkdown(s.Title), "\n")
	if s.TitleOf != "" {
		m.paragraph("Headline of " + plainMarkdown(s.TitleOf) + ".")
	}
	dates := ""
	if s.Dates != "" {
		dates = " " + s.Dates + "."
	}
	m.paragraph(plainMarkdown(strings.TrimSpace(s.Tellers + dates + " " + strings.Join(s.Shared, " "))))
	m.said(s)
	m.differs(s)
	m.when(s)
	m.table("Who calls whom what", s.Labels)
	m.table("Who has what", s.Facts)
	m.sources(s)
}

func (m *markdown) said(s *storyView) {
	if len(s.Said)+len(s.Alone) == 0 {
		return
	}
	m.heading("Said")
	if len(s.Said) > 0 {
		m.paragraph("Words in italics stand in one account only; · marks words left out.")
	}
	for _, u := range append(s.Said[:len(s.Said):len(s.Said)], s.SaidMore...) {
		m.paragraph(speakerLine(u))
		for _, w := range u.Wordings {
			m.wording(w)
		}
		m.paragraph(plainMarkdown(u.Relation))
	}
	if len(s.Alone) > 0 && len(s.Said) > 0 {
		m.line(m.part, "# In one account only\n")
	}
	for _, g := range append(s.Alone[:len(s.Alone):len(s.Alone)], s.AloneMore...) {
		m.paragraph(speakerLine(utteranceView{Speaker: g.Speaker, Note: g.Note}))
		for _, u := range g.Said {
			for _, w := range u.Wordings {
				if u.Occasion != "" {
					w.Extra = append(w.Extra[:len(w.Extra):len(w.Extra)], u.Occasion)
				}
				m.wording(w)
			}
		}
	}
}

func speakerLine(u utteranceView) string {
	out := "**" + plainMarkdown(u.Speaker) + "**"
	if u.Occasion != "" {
		out += ", " + plainMarkdown(u.Occasion)
	}
	if u.Note != "" {
		out += " (" + plainMarkdown(strings.TrimSuffix(u.Note, ".")) + ")"
	}
	return out
}

// wording writes one wording as a block quotation. How it is reported stands
// before the words: a denial must not be read as what it denies.
func (m *markdown) wording(w wordingView) {
	how, extra := "", ""
	if w.How != "" {
		how = "(" + plainMarkdown(w.How) + ") "
	}
	if len(w.Extra) > 0 {
		extra = " (" + plainMarkdown(strings.Join(w.Extra, ", ")) + ")"
	}
	m.line("> ", how, words(w), "  \n> — ", escapeMarkdown(refTexts(w.Refs, "; ")), extra, "\n")
}

// words is a wording with the words that only it has in italics.
func words(w wordingView) string {
	var b strings.Builder
	if w.Quoted {
		b.WriteString("“")
	}
	for _, r := range w.Runs {
		b.WriteString(escapeMarkdown(r.Before))
		switch {
		case r.Gap:
			b.WriteString("·")
		case r.Differ == "only":
			b.WriteString("*" + escapeMarkdown(r.Text) + "*")
		default:
			b.WriteString(escapeMarkdown(r.Text))
		}
		b.WriteString(escapeMarkdown(r.After))
	}
	if w.Quoted {
		b.WriteString("”")
	}
	return atStart(b.String())
}

func (m *markdown) differs(s *storyView) {
	all := append(s.Differs[:len(s.Differs):len(s.Differs)], s.DiffersMore...)
	if len(all) == 0 {
		return
	}
	m.heading("Differs")
	for _, d := range all {
		m.paragraph("**" + plainMarkdown(d.Kind) + ":** " + escapeMarkdown(d.About))
		for i, g := range d.Groups {
			if i > 0 {
				m.line("against\n")
			}
			for _, side := range g.Sides {
				m.line("> ", atStart(escapeMarkdown(side.Before)+"**"+escapeMarkdown(side.Text)+"**"+escapeMarkdown(side.After)), "  \n> — ", escapeMarkdown(parties(side.By)), "\n")
			}
		}
		m.paragraph(plainMarkdown(d.Note))
	}
}

func parties(by []partyView) string {
	var out []string
	for _, b := range by {
		text := refText(b.Ref)
		if b.Party != "" {
			text += ", as said by " + b.Party
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

func (m *markdown) when(s *storyView) {
	all := append(s.When[:len(s.When):len(s.When)], s.WhenMore...)
	if len(all) == 0 {
		return
	}
	m.heading("When")
	m.row("Date", "What", "By whom")
	m.row("---", "---", "---")
	for _, h := range all {
		date := h.Date
		if h.How != "" {
			date += " (" + h.How + ")"
		}
		m.row(escapeMarkdown(date), escapeMarkdown(h.Text), escapeMarkdown(refTexts(h.Refs, "; ")))
	}
	m.line()
}

// row writes a row of a table of cells already escaped.
func (m *markdown) row(cells ...string) {
	m.line("| ", strings.Join(cells, " | "), " |")
}

// table writes a table with a column an account where there are few, else a
// list.
func (m *markdown) table(title string, t tableView) {
	if len(t.Rows) == 0 {
		return
	}
	m.heading(title)
	rows := t.Rows
	if t.More != nil {
		rows = append(rows[:len(rows):len(rows)], t.More.Rows...)
	}
	if !t.Wide {
		m.list(rows)
		return
	}
	head, rule := []string{t.First}, []string{"---"}
	for _, h := range t.Head {
		head, rule = append(head, escapeMarkdown(h)), append(rule, "---")
	}
	m.row(head...)
	m.row(rule...)
	for _, r := range rows {
		cells := []string{escapeMarkdown(r.Text)}
		for _, c := range r.Cells {
			cells = append(cells, entries(c))
		}
		m.row(cells...)
	}
	m.line()
}

func (m *markdown) list(rows []rowView) {
	for _, r := range rows {
		m.line("- ", plainMarkdown(r.Text))
		for _, c := range r.Cells {
			m.line("  - ", plainMarkdown(c.Name), ": ", entries(c))
		}
		if r.Without != "" {
			m.line("  - Not there: ", plainMarkdown(r.Without))
		}
	}
	m.line()
}

// entries is what an account has, on one line.
func entries(c cellView) string {
	if len(c.Entries) == 0 {
		return c.None
	}
	var out []string
	for _, e := range c.Entries {
		var parts []string
		switch {
		case e.Denies && e.Party != "":
			parts = append(parts, "denied by "+e.Party)
		case e.Denies:
			parts = append(parts, "denied")
		}
		text := e.Text
		if lines := lineNumbers(e.Refs); lines != "" {
			parts = append(parts, lines)
		}
		if e.Party != "" && !e.Denies {
			parts = append(parts, "as said by "+e.Party)
		}
		if e.Scare {
			parts = append(parts, "in quotation marks")
		}
		if e.Only {
			parts = append(parts, "only here")
		}
		note := strings.Join(parts, ", ")
		switch {
		case text != "" && note != "":
			text += " (" + note + ")"
		case text == "":
			text = note
		}
		out = append(out, escapeMarkdown(text))
	}
	return strings.Join(out, "; ")
}

func lineNumbers(refs []refView) string {
	var out []string
	for _, r := range refs {
		if r.Line > 0 {
			out = append(out, fmt.Sprint("line ", r.Line))
		}
	}
	return strings.Join(out, ", ")
}

func (m *markdown) sources(s *storyView) {
	if len(s.Sources) == 0 {
		return
	}
	m.heading("Sources")
	for _, l := range s.Sources {
		text := l.Names + ". " + l.What + " " + l.Why
		for _, r := range l.Relies {
			text += " " + r.Name + " rests in part on " + r.On + " (" + refText(r.Ref) + ")."
		}
		m.line("- ", plainMarkdown(text))
	}
	m.line()
	if len(s.Copies) == 0 {
		return
	}
	m.paragraph("Passages that stand in two accounts:")
	for _, c := range s.Copies {
		m.line("> ", plainMarkdown(c.Text), "  \n> — ", escapeMarkdown(refText(c.A)), "; ", escapeMarkdown(refText(c.B)), ", ", c.How, ". ", escapeMarkdown(c.Direction), "\n")
	}
}

// accounts lists the accounts by name, title, time and address.
func (m *markdown) accounts(s *storyView, articles []*model.Article) {
	m.heading("Accounts")
	named := names(articles)
	for _, a := range articles {
		title := ""
		if a.Title != "" {
			title = ": " + escapeMarkdown(a.Title)
		}
		from := escapeMarkdown(a.Source)
		if link := address(a); link != "" {
			from = "<" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(link) + ">"
		}
		m.line("- **", plainMarkdown(named[a.ID]), "**", title, ". ", escapeMarkdown(strings.Join(meta(a), ", ")), ". ", from)
	}
	m.line()
}

func refText(r refView) string {
	if r.Line > 0 {
		return fmt.Sprint(r.Name, ", line ", r.Line)
	}
	return r.Name
}

func refTexts(refs []refView, separator string) string {
	var out []string
	for _, r := range refs {
		out = append(out, refText(r))
	}
	return strings.Join(out, separator)
}

// escapeMarkdown escapes what Markdown would take for markup inside a line,
// and makes s one line.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>|~&$", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainMarkdown escapes s for the beginning of a line.
func plainMarkdown(s string) string { return atStart(escapeMarkdown(strings.TrimSpace(s))) }

// atStart escapes what would make the beginning of a line a heading, a list or
// a rule.
func atStart(s string) string {
	if s == "" {
		return s
	}
	if strings.ContainsRune("#+-=!", rune(s[0])) {
		return "\\" + s
	}
	digits := 0
	for digits < len(s) && digits < 10 && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') {
		return s[:digits] + "\\" + s[digits:]
	}
	return s
}
