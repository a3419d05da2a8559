package lines

import (
	_ "embed"
	"sync"
)

// The weights are made by cmd/train from the pages of the scrapinghub article
// extraction benchmark; doc.go names the accuracy.
//
//go:embed data/text.weights
var textWeights string

//go:embed data/page.weights
var pageWeights string

// models are the weights for lines without and with markup. Weights that do not
// parse are empty, which a test refuses.
var models = sync.OnceValue(func() (m struct{ text, page *Weights }) {
	m.text, _ = Parse(textWeights)
	m.page, _ = Parse(pageWeights)
	if m.text == nil {
		m.text = &Weights{}
	}
	if m.page == nil {
		m.page = &Weights{}
	}
	return m
})

// A Mark says of a line whether it belongs to the article, and of what class
// of furniture it is where it does not.
type Mark struct {
	Keep  bool
	Class Class
}

// Flat says whether lines are a page with its furniture rather than an article
// alone: lines that are furniture by their words, or a run of short lines as
// only a menu is.
func Flat(all []Line) bool { return flat(all, shapes(all)) }

func flat(all []Line, s []shape) bool {
	furniture, short, longest := 0, 0, 0
	for i, l := range all {
		if s[i].class != "" {
			furniture++
		}
		if s[i].words <= 5 && !s[i].sentence || l.Bullet && s[i].words <= 8 {
			short++
			longest = max(longest, short)
		} else {
			short = 0
		}
	}
	return furniture >= 4 || furniture >= 2 && longest >= 4 || longest >= 8 && furniture > 0
}

// Article marks the lines of a page that are the article. Lines with traits are
// judged by the model for markup; a text without furniture is kept but for what
// cannot be an article's.
func Article(all []Line) []Mark {
	s := shapes(all)
	marks := make([]Mark, len(all))
	for i := range all {
		marks[i].Class = s[i].class
	}
	weights := models().text
	switch {
	case len(all) > 0 && all[0].Traits != nil:
		weights = models().page
	case !flat(all, s):
		clean(all, s, marks)
		return marks
	}
	first, last := -1, -1
	for i, state := range weights.Decode(all) {
		marks[i].Keep = state == Inside
		if marks[i].Keep {
			if first < 0 {
				first = i
			}
			last = i + 1
		}
	}
	if first >= 0 {
		dropInside(all, s, marks, first, last)
	}
	return marks
}

// dropInside drops the furniture inside the run: lines that are it by their
// words, and what follows "Related news" up to the next paragraph.
func dropInside(all []Line, s []shape, marks []Mark, first, last int) {
	related := false
	for i := first; i < last; i++ {
		switch {
		case s[i].class == Related:
			related = true
			marks[i].Keep = false
		case s[i].class != "":
			marks[i].Keep = false
		case related && !RealParagraph(all[i].Text):
			marks[i] = Mark{Class: Related}
		case !marks[i].Keep:
		default:
			related = false
		}
	}
}

// clean marks the lines of a text without a page around it: all but lines that
// cannot be an article's.
func clean(all []Line, s []shape, marks []Mark) {
	for i := range all {
		switch s[i].class {
		case Comments, Share, Subscribe, Advert, Footer, Player, Link, Rule:
			marks[i].Keep = false
		default:
			marks[i].Keep = true
		}
	}
}
