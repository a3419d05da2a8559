package render

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// ShowText writes articles for a terminal, each as it was read: what is known
// about it, its text with what was said in it, names and dates.
func ShowText(w io.Writer, shown []Shown, o ShowOptions, style Style) error {
	style.Width = min(max(style.Width, 60), 140)
	out := bufio.NewWriter(w)
	p := &page{out: out, style: style}
	for i := range shown {
		if i > 0 {
			p.line("")
			p.line(strings.Repeat("=", style.Width))
			p.line("")
		}
		p.shown(&shown[i], o)
	}
	if len(shown) == 0 {
		p.para("", "", plain("No articles."))
	}
	return out.Flush()
}

func (p *page) shown(s *Shown, o ShowOptions) {
	an := s.Analysis
	a := an.Article
	p.aboutArticle(a)
	if s.Source != nil {
		p.source(s)
		return
	}
	p.heading("Text")
	p.key(s)
	p.blocks(s)
	if len(s.Focus) == 0 {
		p.statements(an)
		p.namesIn(an)
		p.datesIn(an)
	}
	if o.Aside {
		p.aside(a)
	}
}

// nameWidth is the width of the column of names in the head of an article.
const nameWidth = 11

// aboutArticle writes the head of an article: its title and what is known about it.
func (p *page) aboutArticle(a *model.Article) {
	if a.Title != "" {
		p.wrapped("", "", chunks(nil, a.Title, markBold))
		if note := foundWords(a, model.FieldTitle, ""); note != "" {
			p.para("", "", faint("Title: "+note+"."))
		}
	} else {
		p.wrapped("", "", chunks(nil, title(&model.Synopsis{}, a), markBold))
		p.para("", "", faint("First words; it has no title."))
	}
	p.line("")
	before := ""
	for _, f := range factsOf(a) {
		name := f.Name
		if name == before {
			name = ""
		}
		before = f.Name
		all := chunks(chunks(nil, f.Value+" ", markNone), f.Note, markFaint)
		if f.Note != "" {
			all = chunks(chunks(nil, f.Value+" · ", markNone), f.Note, markFaint)
		}
		p.wrapped(fmt.Sprintf("%-*s", nameWidth, name), strings.Repeat(" ", nameWidth), all)
	}
}

var roleMarks = map[Role]mark{RoleNone: markNone, RoleSaid: markUnder, RoleHow: markSlant, RoleWho: markWho, RoleFocus: markUnder}

// key says what the marks in the text mean.
func (p *page) key(s *Shown) {
	if len(s.Focus) == 0 && len(s.Analysis.Statements) == 0 {
		return
	}
	var all []chunk
	if len(s.Focus) > 0 && s.Focus[0].Role == RoleFocus {
		all = chunks(all, "The words asked for", markUnder)
	} else {
		for i, part := range []struct {
			text string
			role Role
		}{{"who speaks", RoleWho}, {"how", RoleHow}, {"what was said", RoleSaid}} {
			if i > 0 {
				all = chunks(all, ", ", markFaint)
			}
			all = chunks(all, part.text, roleMarks[part.role])
		}
		if len(s.Focus) == 0 && s.Source == nil {
			all = chunks(all, " and the number under Said.", markFaint)
		}
	}
	p.wrapped("", "", all)
	p.line("")
}

// blocks writes the text, the line of the source before each block; of an
// article with a focus only the blocks around it.
func (p *page) blocks(s *Shown) {
	a := s.Analysis.Article
	marks := s.marks()
	ends := statementsEnding(s.Analysis)
	if len(s.Focus) > 0 || s.Source != nil {
		ends = nil // there is no list of what was said
	}
	all := blocks(a)
	spans := make([]model.Span, len(all))
	for i, b := range all {
		spans[i] = b.Span()
	}
	marked := spread(spans, marks)
	digits := 3
	if n := len(all); n > 0 {
		digits = max(digits, len(strconv.Itoa(all[n-1].Line)))
	}
	margin := strings.Repeat(" ", digits+2)
	left := false
	for i, b := range all {
		if len(s.Focus) > 0 && !near(marked, i) {
			if !left {
				p.line(margin + "…")
				p.line("")
			}
			left = true
			continue
		}
		left = false
		if b.Page > 0 && (i == 0 || all[i-1].Page != b.Page) {
			p.wrapped(margin, margin, chunks(nil, "Page "+strconv.Itoa(b.Page), markFaint))
			p.line("")
		}
		first := margin
		if b.Line > 0 {
			first = fmt.Sprintf("%*d  ", digits, b.Line)
		}
		p.wrapped(first, margin, p.blockChunks(s, b, marked[i], ends))
		if i+1 < len(all) {
			p.line("")
		}
	}
}

// near says whether a mark lies in block i or in one beside it.
func near(marked [][]Marked, i int) bool {
	for j := max(0, i-1); j <= min(i+1, len(marked)-1); j++ {
		if len(marked[j]) > 0 {
			return true
		}
	}
	return false
}

// blockChunks are the words of a block with their marks, and the numbers of the
// statements that end in it.
func (p *page) blockChunks(s *Shown, b model.Block, marks []Marked, ends map[int][]int) []chunk {
	text := s.Analysis.Article.Text
	var out []chunk
	if label := kindWords(b); label != "" {
		out = chunks(out, label+": ", markFaint)
	}
	base := markNone
	if b.Kind == model.BlockTitle || b.Kind == model.BlockHeading {
		base = markBold
	}
	at := b.Start
	put := func(end int, m mark) {
		for i := at + 1; i <= end; i++ {
			if n := ends[i]; n != nil {
				out = chunks(out, text[at:i], m)
				out = chunks(out, "["+joinNumbers(n)+"]", markFaint)
				at = i
			}
		}
		out = chunks(out, text[at:end], m)
		at = end
	}
	for _, st := range stretches(b.Span(), append(marks, byMark(b)...), nil) {
		m := roleMarks[st.role]
		if m == markNone {
			m = base
		}
		put(st.End, m)
	}
	return out
}

func joinNumbers(n []int) string {
	out := make([]string, len(n))
	for i, v := range n {
		out[i] = strconv.Itoa(v)
	}
	return strings.Join(out, ",")
}

// statements lists what was said, numbered as in the text.
func (p *page) statements(an *model.Analysis) {
	if len(an.Statements) == 0 {
		return
	}
	p.heading("Said")
	for i := range an.Statements {
		s := &an.Statements[i]
		first := fmt.Sprintf("%3d  ", i+1)
		rest := strings.Repeat(" ", 5)
		all := chunks(nil, p.speaker(s.Speaker)+" ", markBold)
		if sure(s.Speaker) {
			all = chunks(all, speakerNote(s.Speaker), markFaint)
		}
		p.wrapped(first, rest, all)
		p.wrapped(rest, rest, saidChunks(s, an.Article.Text))
		p.wrapped(rest, rest, chunks(nil, statementPlace(s, an.Article), markFaint))
	}
}

// saidChunks are the words of a statement, with its manner before reported ones.
func saidChunks(s *model.Statement, text string) []chunk {
	if label := how(s, text); label != "" {
		return chunks(chunks(nil, "("+label+") ", markFaint), s.Text, markNone)
	}
	return chunks(nil, "“"+s.Text+"”", markNone)
}

// statementPlace says where a statement stands, and how sure it is one.
func statementPlace(s *model.Statement, a *model.Article) string {
	start := statementStart(s)
	var parts []string
	if line := a.Line(start); line > 0 {
		parts = append(parts, "line "+strconv.Itoa(line))
	}
	if b := a.BlockAt(start); b >= 0 && !a.Blocks[b].Kind.Body() {
		parts = append(parts, "in the "+string(a.Blocks[b].Kind))
	}
	span := s.Span()
	parts = append(parts, fmt.Sprintf("%s, bytes %d:%d", s.ID, span.Start, span.End), fmt.Sprintf("sure %.2f", s.Confidence))
	if s.Speaker.Name != "" && s.Speaker.How != model.ByDescriptor {
		parts = append(parts, fmt.Sprintf("of the speaker %.2f", s.Speaker.Confidence))
	}
	return strings.Join(parts, ", ")
}

func (p *page) namesIn(an *model.Analysis) {
	kinds, names := namesOf(an)
	if len(kinds) == 0 {
		return
	}
	p.heading("Names")
	for _, kind := range kinds {
		var all []chunk
		for i, n := range names[kind] {
			if i > 0 {
				all = chunks(all, " · ", markFaint)
			}
			all = chunks(all, n.Name, markNone)
			if n.Times != "" {
				all = chunks(all, " "+n.Times, markFaint)
			}
		}
		p.wrapped(fmt.Sprintf("%-*s", nameWidth, kind), strings.Repeat(" ", nameWidth), all)
	}
}

func (p *page) datesIn(an *model.Analysis) {
	first := true
	for _, d := range an.Dates {
		words := dateWords(d)
		if words == "" {
			continue
		}
		if first {
			p.heading("Dates")
			first = false
		}
		all := chunks(nil, "“"+cut(an.Article.Text, d.Span)+"” ", markNone)
		p.wrapped("", "  ", chunks(all, words+atLine(an.Article.Line(d.Start)), markFaint))
	}
}

// aside lists what was left out of the source.
func (p *page) aside(a *model.Article) {
	p.heading("Left out")
	if len(a.Aside) == 0 {
		p.para("", "", plain("Nothing."))
	}
	for _, s := range a.Aside {
		first := "     "
		if s.Line > 0 {
			first = fmt.Sprintf("%3d  ", s.Line)
		}
		all := chunks(nil, s.Kind+": ", markFaint)
		before, by, after := asideParts(s)
		all = chunks(chunks(chunks(all, before, markNone), by, markWho), after, markNone)
		p.wrapped(first, "     ", all)
	}
}

// asideParts are the words of an aside that say whose it is, and those before
// and behind them.
func asideParts(s model.Aside) (before, by, after string) {
	before, after, ok := strings.Cut(s.Text, s.By)
	if s.By == "" || !ok {
		return s.Text, "", ""
	}
	return before, s.By, after
}
