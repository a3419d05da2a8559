package lines

// A Mark says of a line whether it belongs to the article, and of what class
// of furniture it is where it does not.
type Mark struct {
	Keep  bool
	Class Class
}

// score is how much a line looks like one of an article: positive for running
// text, negative for furniture.
func score(l Line, s shape) float64 {
	switch {
	case s.class != "":
		return -3
	case s.byline || s.credit && s.words <= 12 || s.date && s.words <= 8:
		return -1
	}
	v := 0.0
	switch {
	case s.sentence && s.words >= 12:
		v = 2 + min(float64(s.words)/20, 2)
	case s.sentence && s.words >= 6:
		v = 0.8
	case s.words >= 25:
		v = 1.5
	case s.words >= 8:
		v = -0.4
	default:
		v = -0.8
	}
	if l.Bullet && s.words <= 6 {
		v -= 1.5
	}
	if s.repeats > 1 && s.words < 40 {
		v -= 1.5
	}
	if s.ellipsis && v > 0 {
		v /= 2
	}
	return v
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

// Article marks the lines of a flattened page that are the article.
func Article(all []Line) []Mark {
	s := shapes(all)
	marks := make([]Mark, len(all))
	for i := range all {
		marks[i].Class = s[i].class
	}
	if !flat(all, s) {
		clean(all, s, marks)
		return marks
	}
	first, last := bestRun(all, s)
	for i := first; i < last; i++ {
		marks[i].Keep = true
	}
	dropInside(all, s, marks, first, last)
	return marks
}

// bestRun is the half-open range of lines whose scores add up to most.
func bestRun(all []Line, s []shape) (first, last int) {
	best, sum, start := 0.0, 0.0, 0
	for i := range all {
		if sum <= 0 {
			sum, start = 0, i
		}
		sum += score(all[i], s[i])
		if sum > best {
			best, first, last = sum, start, i+1
		}
	}
	return first, last
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
