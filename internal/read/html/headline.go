package html

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
	"synoptic/internal/read/piece"
)

// A statedTitle is a title that the metadata state, and where.
type statedTitle struct{ text, how string }

// How sure a title is, by how it was found: the share that was right on the
// pages labelled for it, smoothed.
const (
	sureShownStated = 0.99
	sureShown       = 0.85
	sureStated      = 0.8
)

// headline finds the title: the heading on the page that says what metadata
// say, else what metadata say without the site's name. It returns the block's
// index, or -1 where no block shows it.
func headline(a *model.Article, p *Page, ld ldArticle, src *piece.Source, keep []bool) int {
	var stated []statedTitle
	for _, s := range []statedTitle{{clean(ld.headline), "JSON-LD headline"}, {p.meta(titleNames), "the metadata"}, {clean(p.Title), "the page's title"}} {
		if s.text = withoutSite(s.text, a.Outlet); s.text != "" {
			stated = append(stated, s)
		}
	}
	body := firstLong(p.Blocks, keep)
	best, how := shownTitle(p, stated, body)
	confidence := sureShownStated
	if best < 0 {
		best, how, confidence = leadHeading(p, stated, body), "the heading above the text", sureShown
	}
	told := model.Found{From: "metadata", How: how, Confidence: confidence}
	switch {
	case best >= 0:
		a.Title = p.Blocks[best].Text
		told.From, told.Line = "text", src.Line(p.Blocks[best].Source.Start)
	case len(stated) > 0:
		a.Title = stated[0].text
		told.How, told.Confidence = stated[0].how, sureStated
	default:
		return -1
	}
	a.Tell(model.FieldTitle, told)
	return best
}

// shownTitle is the block that shows what is stated, or -1.
func shownTitle(p *Page, stated []statedTitle, body int) (best int, how string) {
	parts := map[string]bool{}
	for _, s := range segments(clean(p.Title)) {
		parts[letters(s)] = len(strings.Fields(s)) >= 3
	}
	best = -1
	bestScore := 0.5
	for i, b := range p.Blocks {
		if i > body+200 {
			break
		}
		if !couldBeTitle(b, parts) {
			continue
		}
		score, as := 0.0, "the heading above the text"
		for _, s := range stated {
			if o := overlap(b.Text, s.text); o > score {
				score, as = o, "the heading, as "+s.how+" says"
			}
		}
		if parts[letters(b.Text)] {
			score = max(score, 1)
		}
		if b.Tag == atom.H1 {
			score += 0.3
		}
		if i > body {
			score -= 0.35
		}
		if b.Region != "" {
			score -= 0.25
		}
		if score > bestScore {
			best, bestScore, how = i, score, as
		}
	}
	return best, how
}

// leadHeading is the one heading of the first order above the body, where none
// shows what is stated: it must share a word with that, or nothing be stated.
// It is -1 where there is none.
func leadHeading(p *Page, stated []statedTitle, body int) int {
	only := onlyH1(p.Blocks, body)
	if only < 0 || len(stated) == 0 {
		return only
	}
	if len(strings.Fields(p.Blocks[only].Text)) < 3 {
		return -1
	}
	for _, s := range stated {
		for _, w := range wordsOf(s.text) {
			if len(w) > 3 && slices.Contains(wordsOf(p.Blocks[only].Text), w) {
				return only
			}
		}
	}
	return -1
}

// couldBeTitle says whether a block could show the title: a heading, or a short
// block of which the class says so.
// Parts are the parts of the page's title.
func couldBeTitle(b Block, parts map[string]bool) bool {
	if b.Hidden || len(b.Text) > 300 {
		return false
	}
	heading := b.Tag == atom.H1 || b.Tag == atom.H2 || b.Tag == atom.H3
	if b.Link*2 > len(b.Text) && b.Tag != atom.H1 && !(heading && parts[letters(b.Text)]) {
		return false
	}
	if heading {
		return true
	}
	return strings.Contains(b.Near, "title") || strings.Contains(b.Near, "headline")
}

func onlyH1(blocks []Block, body int) int {
	found := -1
	for i, b := range blocks {
		if b.Tag == atom.H1 && i < body && b.Region == "" && !b.Hidden {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// firstLong is the index of the first kept block of running text.
func firstLong(blocks []Block, keep []bool) int {
	for i, k := range keep {
		if k && len(blocks[i].Text) > 80 {
			return i
		}
	}
	return len(blocks)
}

// overlap is how much two headlines share: the words they have in common of all
// words they have.
func overlap(a, b string) float64 {
	x, y := wordsOf(a), wordsOf(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	in := map[string]int{}
	for _, w := range x {
		in[w]++
	}
	common := 0
	for _, w := range y {
		if in[w] > 0 {
			in[w]--
			common++
		}
	}
	return float64(common) / float64(len(x)+len(y)-common)
}

// withoutSite is a page's title without the site's name before or behind it.
func withoutSite(title string, o model.Outlet) string {
	site, host := letters(o.Name), letters(o.Domain)
	isSite := func(part string) bool {
		l := letters(part)
		return l != "" && (l == site || len(l) >= 3 && host != "" && strings.Contains(host, l) ||
			site != "" && strings.HasPrefix(l, site) && len(l) <= len(site)+20 || len(l) >= 4 && strings.Contains(site, l))
	}
	for _, sep := range separators {
		for {
			i := strings.LastIndex(title, sep)
			if i <= 0 || !isSite(title[i+len(sep):]) {
				break
			}
			title = strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, sep); i > 0 && isSite(title[:i]) && len(title)-i > 15 {
			title = strings.TrimSpace(title[i+len(sep):])
		}
	}
	if l := letters(title); l == site || l == host {
		return ""
	}
	return title
}
