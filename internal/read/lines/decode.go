package lines

import "fmt"

// A Mark says of a line whether it belongs to the article, and of what class
// of furniture it is where it does not.
type Mark struct {
	Keep  bool
	Class Class
}

// A Choice is what Article says of all lines.
type Choice struct {
	Marks []Mark
	Page  bool // the lines are a page with its furniture
	// Agreement is how much of the running text that this choice or another,
	// simple one keeps both keep, from 0 to 1.
	Agreement float64
	// Uncertain says that the other choice differs so widely that a reader should
	// look at what was left out: one page in eight of those measured, most of those
	// that went wrong among them.
	Uncertain bool
}

// Doubt is what to tell a reader of an uncertain choice.
func (c Choice) Doubt() string {
	return fmt.Sprintf("uncertain text: another way of choosing agrees on %.0f %% of the running text; what was left out is kept beside the article", 100*c.Agreement)
}

// Below which agreement a choice is uncertain, set by the F1 of pages above and
// below: see docs/models/lines.md. Without markup the simple choice is worse.
const (
	leastAgreement     = 0.8
	leastFlatAgreement = 0.7
)

// flat says whether lines are a page with its furniture rather than an article
// with a few foreign lines in it: a run of short lines as only a menu is, or
// more furniture than any article carries along. Furniture at the very end is
// easily told and says nothing.
func flat(all []Line, s []shape) bool {
	for len(all) > 0 && s[len(all)-1].class != "" {
		all = all[:len(all)-1]
	}
	furniture, real, short, longest := 0, 0, 0, 0
	for i, l := range all {
		switch s[i].class {
		case "", Link, Rule, Advert, Player:
		default:
			furniture++
		}
		if s[i].sentence && s[i].words >= 8 {
			real++
		}
		if s[i].words <= 5 && !s[i].sentence || l.Bullet && s[i].words <= 8 {
			short++
			longest = max(longest, short)
		} else {
			short = 0
		}
	}
	return furniture >= 2 && longest >= 4 || furniture >= 6 || furniture >= 3 && furniture > real
}

// Article marks the lines of a page that are the article. Lines with traits are
// judged by the model for markup; a text without a page around it is kept but
// for what cannot be an article's.
func (m *Models) Article(all []Line) Choice {
	s := shapes(all)
	marks := make([]Mark, len(all))
	for i := range all {
		marks[i].Class = s[i].class
	}
	model := m.Text
	switch {
	case len(all) > 0 && all[0].Traits != nil:
		model = m.Page
	case !flat(all, s):
		clean(all, s, marks)
		return Choice{Marks: marks, Agreement: 1}
	}
	c := newContext(all, s)
	keep := model.keep(c)
	for i, k := range keep {
		marks[i].Keep = k
	}
	agreement := c.agreement(keep, c.densest())
	least := leastAgreement
	if c.groups == nil {
		least = leastFlatAgreement
	}
	return Choice{Marks: marks, Page: true, Agreement: agreement, Uncertain: agreement < least}
}

// Keep says of each line whether it is the article's, for measuring.
func (m *Model) Keep(all []Line) []bool { return m.keep(newContext(all, shapes(all))) }

// keep chooses the lines and mends what the model cannot know.
func (m *Model) keep(c *context) []bool {
	all, s := c.all, c.s
	out := bestRuns(m.scores(c))
	first, last := -1, -1
	for i, k := range out {
		if k {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return out
	}
	if all[0].Traits == nil {
		first = extendUp(s, out, first)
		last = extendDown(s, out, last)
	}
	dropInside(all, s, out, first, last)
	keepHeadings(all, s, out, first, last)
	return out
}

// goesOn says whether a line is a paragraph with which an article goes on.
func goesOn(s shape, words int) bool {
	return s.class == "" && s.sentence && !s.ellipsis && s.words >= words && s.repeats == 1
}

// extendUp takes in the paragraphs right above the article, advertisements and
// players between them passed over.
func extendUp(s []shape, out []bool, first int) int {
	for i, gap := first-1, 0; i >= 0 && gap <= 2; i-- {
		switch {
		case goesOn(s[i], 12):
			out[i], first, gap = true, i, 0
		case s[i].class == Advert || s[i].class == Player || s[i].class == Rule || s[i].class == Link:
			gap++
		default:
			return first
		}
	}
	return first
}

// maxInset is how many lines of links to other pages are looked past for the
// rest of an article.
const maxInset = 6

// extendDown takes in the paragraphs right below the article, past a heading or
// a few links to other pages. Past links a paragraph counts only when it is long
// or another follows, since links have summaries too.
func extendDown(s []shape, out []bool, last int) int {
	for i := last + 1; i < len(s); {
		j, links := i, false
		for j < len(s) && j-i <= maxInset && !goesOn(s[j], 12) && (links || !goesOn(s[j], 8)) {
			switch c := s[j].class; {
			case c == Related || c == Link:
				links = true
			case c == Advert || c == Player || c == Rule || c == Share:
			case c != "" || s[j].date || s[j].byline || !links && j > i:
				return last
			}
			j++
		}
		if j >= len(s) || !goesOn(s[j], 8) || links && s[j].words < 30 && (j+1 >= len(s) || !goesOn(s[j+1], 12)) {
			return last
		}
		out[j] = true
		if !links && j == i+1 && s[i].class == "" {
			out[i] = true
		}
		last, i = j, j+1
	}
	return last
}

// dropInside drops the furniture inside the article: lines that are it by their
// words, and what follows "Related news" up to the next paragraph.
func dropInside(all []Line, s []shape, out []bool, first, last int) {
	related := false
	for i := first; i <= last; i++ {
		switch {
		case s[i].class == Related:
			related = true
			out[i] = false
		case s[i].class != "":
			out[i] = false
		case related && !RealParagraph(all[i].Text):
			out[i] = false
		default:
			related = false
		}
	}
}

// keepHeadings takes in a short line left out alone between two kept paragraphs.
func keepHeadings(all []Line, s []shape, out []bool, first, last int) {
	for i := first + 1; i < last; i++ {
		if out[i] || !out[i-1] && s[i-1].class != Related && !isRegion(all[i-1]) || !out[i+1] {
			continue
		}
		plain := s[i].class == "" && !s[i].date && !s[i].byline && !s[i].credit && s[i].words <= 14 && s[i].repeats == 1 && !all[i].Bullet
		if t := all[i].Traits; t != nil {
			if plain && len(t.Tag) == 2 && t.Tag[0] == 'h' && t.Link < 0.5 && t.Region == "" && !t.Hidden {
				out[i] = true
			}
		} else if plain && out[i-1] && !s[i].sentence {
			out[i] = true
		}
	}
}

// isRegion says whether markup sets a line apart from the article.
func isRegion(l Line) bool { return l.Traits != nil && l.Traits.Region != "" }

// clean marks the lines of a text without a page around it: all but lines that
// cannot be an article's, and the headlines below "Related news".
func clean(all []Line, s []shape, marks []Mark) {
	related := false
	for i := range all {
		switch s[i].class {
		case Comments, Share, Subscribe, Advert, Footer, Player, Link, Rule, Tags:
			marks[i].Keep = false
			continue
		case Related:
			related = true
			continue
		}
		if related && s[i].words <= 25 && !s[i].sentence {
			marks[i] = Mark{Class: Related}
			continue
		}
		related = false
		marks[i].Keep = true
	}
}
