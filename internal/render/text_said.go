package render

import (
	"slices"
	"strings"

	"synoptic/internal/model"
)

// gap marks what a variant leaves out.
const gap = "·"

// utterances shows what several statements report, wording under wording, and
// then what only one reports, by speaker.
func (p *page) utterances() {
	var several, single []*model.Utterance
	for i := range p.story.Utterances {
		if u := &p.story.Utterances[i]; len(u.Statements) > 1 {
			several = append(several, u)
		} else if len(u.Statements) == 1 {
			single = append(single, u)
		}
	}
	if len(several)+len(single) == 0 {
		return
	}
	p.heading("Said")
	for i, u := range several {
		if i > 0 {
			p.line("")
		}
		p.utterance(u)
	}
	if len(single) > 0 {
		p.singles(single, len(several) > 0)
	}
}

// utterance shows one utterance: its speaker, every outlet's wording, and how
// the wordings stand to each other.
func (p *page) utterance(u *model.Utterance) {
	p.para("", "  ", bold(p.speaker(u.Speaker)), p.circumstances(u))
	var tellings []telling
	for i := range u.Variants {
		if s := p.said[u.Variants[i].Statement]; s != nil {
			tellings = append(tellings, telling{p.names[s.Article], s.Kind == model.Indirect, wordCount(&u.Variants[i])})
		}
	}
	if !p.same(u) && !p.aligned(u) {
		for i := range u.Variants {
			p.variant(u, &u.Variants[i])
		}
	}
	p.para("  ", "  ", faint(relationWords(u.Relation, tellings)))
}

// same sets an utterance that all report in the same words and manner: the
// words once, then who has them. It says whether it did.
func (p *page) same(u *model.Utterance) bool {
	var first *model.Statement
	var refs []string
	for _, v := range u.Variants {
		s := p.said[v.Statement]
		if s == nil || first != nil && (s.Text != first.Text || s.Kind != first.Kind || p.reported(s) != p.reported(first)) {
			return false
		}
		if first == nil {
			first = s
		}
		refs = appendNew(refs, reference(p.names[s.Article], p.articles[s.Article], statementStart(s)))
	}
	if len(refs) < 2 {
		return false
	}
	words := plain(first.Text)
	var lead []word
	if first.Kind == model.Direct {
		words = quoted(words)
	} else {
		lead = faint(p.reported(first))
	}
	p.para("  ", "      ", lead, words, bracketed(refs))
	return true
}

// speaker is a speaker's name, or what is unsure about it.
func (p *page) speaker(s model.Speaker) string {
	switch note := strings.TrimSuffix(speakerNote(s), "."); {
	case sure(s):
		return s.Name
	case s.Name == "" && s.Perhaps == "":
		return note
	default:
		return "Speaker unsure: " + strings.ToLower(note[:1]) + note[1:]
	}
}

// circumstances are to whom, where and when something was said.
func (p *page) circumstances(u *model.Utterance) []word {
	var parts []string
	if u.Addressee != "" {
		parts = append(parts, "to "+u.Addressee)
	}
	if u.Occasion != "" {
		parts = append(parts, u.Occasion)
	}
	if u.When != "" {
		parts = append(parts, when(u.When))
	}
	if len(parts) == 0 {
		return nil
	}
	return faint("· " + strings.Join(parts, ", "))
}

// variant shows one wording as a paragraph.
func (p *page) variant(u *model.Utterance, v *model.Variant) {
	s := p.said[v.Statement]
	if s == nil {
		return
	}
	p.wording(s, p.variantWords(u, v), true)
}

// wording shows the words of a statement, with its reference; named begins it
// with the outlet.
func (p *page) wording(s *model.Statement, words []word, named bool) {
	var lead []word
	ref := p.ref(s.Article, statementStart(s))
	if named {
		lead = faint(p.names[s.Article] + ":")
		ref = p.lineRef(s.Article, statementStart(s))
	}
	if s.Kind == model.Direct {
		words = quoted(words)
	} else {
		lead = append(lead, faint(p.reported(s))...)
	}
	var tail []word
	if len(s.Via) > 0 {
		tail = faint("via " + strings.Join(s.Via, ", "))
	}
	p.para("  ", "      ", lead, words, tail, ref)
}

// reported is the label of a statement that is not a plain quotation, in
// parentheses; "" for others.
func (p *page) reported(s *model.Statement) string {
	text := ""
	if a := p.articles[s.Article]; a != nil {
		text = a.Text
	}
	if label := how(s, text); label != "" {
		return "(" + label + ")"
	}
	return ""
}

func statementStart(s *model.Statement) int {
	if len(s.Content) > 0 {
		return s.Content[0].Start
	}
	return s.Span().Start
}

// variantWords are a variant's words: plain where all have them, marked where
// not, with a gap mark for each column that it alone or with others leaves out.
func (p *page) variantWords(u *model.Utterance, v *model.Variant) []word {
	var out []word
	columns := allColumns(u)
	next := 0
	for _, r := range v.Words {
		for next < len(columns) && columns[next] < r.Column {
			if len(out) == 0 || out[len(out)-1].text != gap {
				out = append(out, word{gap, markFaint})
			}
			next++
		}
		next++
		out = append(out, marked(r.Text, runMark(u, r))...)
	}
	if next < len(columns) && len(out) > 0 && out[len(out)-1].text != gap {
		out = append(out, word{gap, markFaint})
	}
	return out
}

func runMark(u *model.Utterance, r model.Run) mark {
	if len(r.With) >= len(u.Variants)-1 {
		return markNone
	}
	return markUnder
}

// allColumns are the columns of an utterance's alignment, in order.
func allColumns(u *model.Utterance) []int {
	var out []int
	for _, v := range u.Variants {
		for _, r := range v.Words {
			out = append(out, r.Column)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// singles shows the utterances that one statement alone reports, by speaker,
// those of whom most is reported first.
func (p *page) singles(list []*model.Utterance, others bool) {
	if others {
		p.line("")
		p.para("", "", faint("In one account only"))
		p.line("")
	}
	type voice struct{ name, article string }
	bySpeaker := map[voice][]*model.Utterance{}
	var order []voice
	for _, u := range list {
		v := voice{name: p.speaker(u.Speaker)}
		if s := p.said[u.Statements[0]]; s != nil && u.Speaker.Entity == "" {
			v.article = s.Article // "the company" of another account is another company
		}
		if bySpeaker[v] == nil {
			order = append(order, v)
		}
		bySpeaker[v] = append(bySpeaker[v], u)
	}
	slices.SortStableFunc(order, func(a, b voice) int { return len(bySpeaker[b]) - len(bySpeaker[a]) })
	shown := 0
	for _, v := range order {
		if shown >= maxSingles {
			p.para("", "", faint(number(len(list)-shown)+" more are in the other formats."))
			return
		}
		p.para("", "  ", bold(v.name))
		for _, u := range bySpeaker[v] {
			if s := p.said[u.Statements[0]]; s != nil {
				p.wording(s, plain(s.Text), false)
				shown++
			}
		}
	}
}
