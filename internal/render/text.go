package render

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// DefaultWidth is the width of text, in columns, where no terminal tells its
// own.
const DefaultWidth = 80

// Style is how text is set.
type Style struct {
	Width int  // columns; kept between 60 and 140
	Marks bool // bold and underline by terminal codes; else words that differ are typed _so_
}

// Text writes doc for a terminal: per story its head, what was said, what
// differs, when, who calls whom what, who has what, and the sources.
func Text(w io.Writer, doc *model.Document, style Style) error {
	style.Width = min(max(style.Width, 60), 140)
	out := bufio.NewWriter(w)
	p := &page{out: out, style: style, articles: byID(doc), stories: map[string]*model.Synopsis{}}
	for i := range doc.Stories {
		p.stories[doc.Stories[i].ID] = &doc.Stories[i]
	}
	p.document(doc)
	return out.Flush()
}

// A page is text in the making. It remembers the story it is in.
type page struct {
	out      *bufio.Writer
	style    Style
	articles map[string]*model.Article
	stories  map[string]*model.Synopsis
	story    *model.Synopsis
	names    map[string]string // of the story's articles, by id
	said     map[string]*model.Statement
}

// Texts longer than these many entries are cut, and say so: a terminal is for
// an overview, the other formats have everything.
const (
	maxSingles    = 40
	maxFacts      = 20 // that several accounts have
	maxFactsAlone = 4  // that one account has, for each
	maxAlone      = 50 // stories of one account listed
)

func (p *page) document(doc *model.Document) {
	var alone []*model.Synopsis
	first := true
	for i := range doc.Stories {
		s := &doc.Stories[i]
		if len(s.Articles) < 2 && len(doc.Stories) > 1 {
			alone = append(alone, s)
			continue
		}
		if !first {
			p.line("")
			p.line(strings.Repeat("=", p.style.Width))
			p.line("")
		}
		first = false
		p.synopsis(s)
	}
	p.alone(alone, first)
	if len(doc.Articles) == 0 {
		p.para("", "", plain("No articles."))
	}
	if len(doc.Skipped) > 0 {
		p.heading("Skipped")
		for _, s := range doc.Skipped {
			p.para("  ", "    ", plain(s.Source+": "+s.Reason))
		}
	}
}

// alone lists the stories that only one account tells.
func (p *page) alone(stories []*model.Synopsis, first bool) {
	if len(stories) == 0 {
		return
	}
	if !first {
		p.line("")
		p.line(strings.Repeat("=", p.style.Width))
	}
	p.heading(capital(verb(len(stories), "one account stands apart", number(len(stories))+" accounts stand apart")))
	for i, s := range stories {
		if i == maxAlone {
			p.para("  ", "  ", faint("and "+number(len(stories)-i)+" more"))
			break
		}
		p.enter(s)
		for _, a := range pick(p.articles, s.Articles) {
			words := append(bold(title(s, a)), faint(p.place(a)+", "+count(len(s.Statements), "statement", "statements"))...)
			p.para("  ", "    ", words)
			for _, note := range notes(a) {
				p.para("    ", "    ", faint(note))
			}
		}
	}
}

// place is an account's outlet, its day where known, and its file.
func (p *page) place(a *model.Article) string {
	out := p.names[a.ID]
	if a.Published != nil {
		out += ", " + day(a.Published.Value)
	}
	return out
}

func (p *page) enter(s *model.Synopsis) {
	p.story = s
	p.names = names(pick(p.articles, s.Articles))
	p.said = make(map[string]*model.Statement, len(s.Statements))
	for i := range s.Statements {
		p.said[s.Statements[i].ID] = &s.Statements[i]
	}
}

func (p *page) synopsis(s *model.Synopsis) {
	p.enter(s)
	p.head()
	p.utterances()
	p.differences()
	p.timeline()
	p.labels()
	p.facts()
	p.sources()
}

// title is what a story is called: a headline, or the first words of an
// account that has none.
func title(s *model.Synopsis, a *model.Article) string {
	switch {
	case s.Title != "":
		return s.Title
	case a.Title != "":
		return a.Title
	}
	words := strings.Fields(a.Text)
	if len(words) > 12 {
		return strings.Join(words[:12], " ") + " …"
	}
	return strings.Join(words, " ")
}

func (p *page) head() {
	accounts := pick(p.articles, p.story.Articles)
	if len(accounts) == 0 {
		return
	}
	of := accounts[0]
	if a := p.articles[p.story.TitleOf]; a != nil {
		of = a
	}
	p.para("", "", bold(title(p.story, of)))
	line := "Headline by " + p.names[of.ID] + "."
	if of.Title == "" {
		line = "First words of " + p.names[of.ID] + "; it has no headline."
	}
	p.para("", "", faint(line))
	facts := tellers(accounts, len(p.story.Lineages))
	if days := published(accounts); days != "" {
		facts += " Published " + days + "."
	}
	p.para("", "", plain(facts))
	for _, id := range p.story.Related {
		if r := p.stories[id]; r != nil && len(r.Articles) > 0 {
			p.para("", "  ", faint("Related: "+p.related(r)))
		}
	}
}

// related names another story by its title and its first account.
func (p *page) related(s *model.Synopsis) string {
	for _, a := range pick(p.articles, s.Articles) {
		out := "“" + title(s, a) + "”, " + outlet(a)
		if days := published(pick(p.articles, s.Articles)); days != "" {
			out += ", " + days
		}
		return out
	}
	return s.Title
}

func (p *page) heading(s string) {
	p.line("")
	p.para("", "", bold(strings.ToUpper(s)))
	p.line("")
}

func (p *page) line(s string) {
	p.out.WriteString(s)
	p.out.WriteByte('\n')
}

// ref is the short reference that ends a line: outlet and line of the file. It
// is not broken over lines.
func (p *page) ref(article string, offset int) []word {
	name, ok := p.names[article]
	if !ok {
		name = outlet(p.articles[article])
	}
	return unbroken("[" + reference(name, p.articles[article], offset) + "]")
}

// lineRef is the reference that ends a line which begins with its outlet.
func (p *page) lineRef(article string, offset int) []word {
	if a := p.articles[article]; a != nil && a.Line(offset) > 0 {
		return unbroken("[line " + strconv.Itoa(a.Line(offset)) + "]")
	}
	return nil
}

func unbroken(s string) []word { return []word{{s, markFaint}} }

// para sets words as a paragraph: the first line after first, all others
// after rest.
func (p *page) para(first, rest string, words ...[]word) {
	var all []word
	for _, w := range words {
		all = append(all, w...)
	}
	for _, line := range wrap(all, p.style.Width-width(first), p.style.Width-width(rest), p.style.Marks) {
		p.line(strings.TrimRight(first+line, " "))
		first = rest
	}
}
