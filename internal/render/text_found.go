package render

import (
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/model"
)

// differences shows each difference as its kind and subject, then its sides;
// the sides say all that the difference's note says.
func (p *page) differences() {
	if len(p.story.Differences) == 0 {
		return
	}
	p.heading("Differs")
	for i, d := range p.story.Differences {
		if i > 0 {
			p.line("")
		}
		about := differenceWords(d.Kind)
		if d.Updated {
			about += ", a later account is newer"
		}
		p.para("", "  ", bold(about+": "+d.About))
		for _, side := range d.Sides {
			ref := p.lineRef(side.Article, side.Start)
			p.para("  ", "      ", p.party(side), quoted(plain(side.Text)), ref)
		}
	}
}

// party names who asserts a side: the outlet itself, or a speaker in it.
func (p *page) party(side model.Side) []word {
	name := p.names[side.Article]
	if side.Party != "" {
		name = side.Party + ", in " + name
	}
	return faint(name + ":")
}

// timeline shows what happened when, a line for each happening.
func (p *page) timeline() {
	if len(p.story.Timeline) == 0 {
		return
	}
	p.heading("When")
	before := ""
	for _, h := range p.story.Timeline {
		date := happeningDate(&h)
		if date != before {
			p.para("", "  ", bold(date))
			before = date
		}
		var known []word
		if from := datedWords(h.From); from != "" {
			known = faint("(" + from + ")")
		}
		p.para("  ", "      ", quoted(plain(h.Text)), known, p.evidence(h.Evidence))
	}
}

// evidence is the references of a happening.
func (p *page) evidence(list []model.Evidence) []word {
	var refs []string
	for _, e := range list {
		refs = appendNew(refs, reference(p.names[e.Article], p.articles[e.Article], e.Start))
	}
	return bracketed(refs)
}

// bracketed are several references in one pair of brackets, none of them
// broken over lines.
func bracketed(refs []string) []word {
	if len(refs) > maxNames+1 {
		refs = append(slices.Clone(refs[:maxNames]), number(len(refs)-maxNames)+" more")
	}
	out := make([]word, len(refs))
	for i, r := range refs {
		if i == 0 {
			r = "[" + r
		}
		if i < len(refs)-1 {
			r += ";"
		} else {
			r += "]"
		}
		out[i] = word{r, markFaint}
	}
	return out
}

// labels shows what each account calls whom.
func (p *page) labels() {
	if len(p.story.Labels) == 0 {
		return
	}
	p.heading("Who calls whom what")
	for _, l := range p.story.Labels {
		p.para("", "  ", bold(l.Name))
		for _, article := range p.story.Articles {
			p.uses(l, article)
		}
	}
}

// uses shows what one account calls an entity, what only it uses first marked.
func (p *page) uses(l model.Label, article string) {
	var words []word
	start := -1
	for _, u := range l.Uses {
		if u.Article != article || len(u.Spans) == 0 {
			continue
		}
		if start < 0 {
			start = u.Spans[0].Start
		} else {
			words[len(words)-1].text += ","
		}
		m := markNone
		if u.Only {
			m = markUnder
		}
		text := marked(u.Text, m)
		if u.Scare {
			text = quoted(text)
		}
		words = append(words, text...)
		if n := len(u.Spans); n > 1 {
			words = append(words, word{fmt.Sprintf("(%d times)", n), markFaint})
		}
	}
	if start >= 0 {
		p.para("  ", "      ", faint(p.names[article]+":"), words, p.lineRef(article, start))
	}
}

// facts shows what some accounts have and others leave out: first what
// several have, then what each has alone.
func (p *page) facts() {
	var several []model.Fact
	alone := map[string][]model.Fact{}
	for _, f := range p.story.Facts {
		if accounts := accountsOf(f); len(accounts) == 1 {
			alone[accounts[0]] = append(alone[accounts[0]], f)
		} else if len(accounts) > 1 {
			several = append(several, f)
		}
	}
	if len(several)+len(alone) == 0 || len(p.story.Articles) < 2 {
		return
	}
	p.heading("Who has what")
	for i, f := range several {
		if i == maxFacts {
			p.para("", "", faint(number(len(several)-i)+" more are in the other formats."))
			break
		}
		p.fact(f)
	}
	if len(several) > 0 && len(alone) > 0 {
		p.line("")
	}
	for _, id := range p.story.Articles {
		p.factsAlone(id, alone[id])
	}
}

// accountsOf are the articles that have a fact, or deny it.
func accountsOf(f model.Fact) []string {
	var out []string
	for _, e := range f.Evidence {
		out = appendNew(out, e.Article)
	}
	return out
}

// factsAlone shows what one account alone has.
func (p *page) factsAlone(article string, facts []model.Fact) {
	if len(facts) == 0 {
		return
	}
	p.para("", "  ", bold(p.names[article]), faint("only"))
	for i, f := range facts {
		if i == maxFactsAlone {
			p.para("  ", "  ", faint(number(len(facts)-i)+" more are in the other formats."))
			return
		}
		p.para("  ", "      ", plain(f.Text), p.lineRef(article, f.Evidence[0].Start))
	}
}

func (p *page) fact(f model.Fact) {
	have, deny, refs := []string{}, []string{}, []string{}
	for _, e := range f.Evidence {
		name := p.names[e.Article]
		if e.Denies {
			deny = appendNew(deny, name)
			continue
		}
		if e.Party != "" {
			name += " (from " + e.Party + ")"
		}
		have = appendNew(have, name)
		refs = appendNew(refs, reference(p.names[e.Article], p.articles[e.Article], e.Start))
	}
	p.para("", "  ", plain(f.Text), bracketed(refs))
	line := join(have)
	if len(deny) > 0 {
		line += "; denied in " + join(deny)
	}
	if len(f.Absent) > 0 {
		var absent []string
		for _, id := range f.Absent {
			absent = append(absent, p.names[id])
		}
		line += "; not in " + join(absent)
	}
	p.para("    ", "    ", faint(line+"."))
}

// sources shows the lineages, and where to find each account.
func (p *page) sources() {
	p.heading("Sources")
	for _, group := range p.lineagesByWhy() {
		why := group.why
		if len(group.outlets) > 1 && group.alone && why != "" {
			why = "each " + strings.ToLower(why[:1]) + why[1:]
		}
		p.para("", "  ", bold(join(group.outlets)), plain("– "+why))
	}
	for _, l := range p.story.Lineages {
		for _, r := range l.ReliesOn {
			var at []word
			if r.Span != nil {
				at = p.ref(r.Article, r.Span.Start)
			}
			p.para("  ", "      ", plain(p.names[r.Article]+" relies on "+r.On+"."), at)
		}
	}
	p.line("")
	for _, a := range pick(p.articles, p.story.Articles) {
		p.account(a)
	}
}

// A sourcesGroup is accounts with one reason given for their standing.
type sourcesGroup struct {
	outlets []string
	why     string
	alone   bool // each is an account of its own
}

// lineagesByWhy lists lineages; those of one account each that have the same
// reason stand together.
func (p *page) lineagesByWhy() []sourcesGroup {
	var out []sourcesGroup
	alone := map[string]int{}
	for _, l := range p.story.Lineages {
		var outlets []string
		for _, id := range l.Articles {
			outlets = append(outlets, p.names[id])
		}
		at, ok := alone[l.Why]
		if len(outlets) == 1 && ok {
			out[at].outlets = append(out[at].outlets, outlets...)
			continue
		}
		if len(outlets) == 1 {
			alone[l.Why] = len(out)
		}
		out = append(out, sourcesGroup{outlets, l.Why, len(outlets) == 1})
	}
	return out
}

// account is one line for an article: outlet, headline, time, credits, file.
func (p *page) account(a *model.Article) {
	parts := []string{}
	if a.Title != "" {
		parts = append(parts, "“"+a.Title+"”")
	}
	if a.Published != nil {
		at := when(a.Published.Value)
		if a.Published.From == string(model.AnchorAccounts) {
			at += " (" + publishedWords(a.Published.From) + ")"
		}
		parts = append(parts, at)
	} else {
		parts = append(parts, "undated")
	}
	var credits []string
	for _, c := range a.Credits {
		if !c.Photo && !c.Report {
			credits = appendNew(credits, c.Agency)
		}
	}
	if len(credits) > 0 {
		parts = append(parts, "credits "+join(credits))
	}
	p.para("", "  ", bold(p.names[a.ID]+":"), plain(strings.Join(parts, ", ")), faint("["+a.Source+"]"))
	for _, note := range notes(a) {
		p.para("  ", "  ", faint(note))
	}
}
