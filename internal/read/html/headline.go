package html

import (
	"strings"

	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
)

// headline finds the title: the heading on the page that says what metadata
// say, else what metadata say without the site's name. It returns the block's
// index, or -1 where no block shows it.
func headline(a *model.Article, p *Page, ld ldArticle, keep []bool) int {
	var stated []string
	for _, s := range []string{clean(ld.headline), p.meta(titleNames), clean(p.Title)} {
		if s = withoutSite(s, a.Outlet); s != "" {
			stated = append(stated, s)
		}
	}
	body := firstLong(p.Blocks, keep)
	best, bestScore := -1, 0.5
	for i, b := range p.Blocks {
		if !couldBeTitle(b) || i > body+200 {
			continue
		}
		score := 0.0
		for _, s := range stated {
			score = max(score, overlap(b.Text, s))
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
			best, bestScore = i, score
		}
	}
	if best < 0 && len(stated) == 0 {
		best = onlyH1(p.Blocks, body)
	}
	switch {
	case best >= 0:
		a.Title = p.Blocks[best].Text
	case len(stated) > 0:
		a.Title = stated[0]
	}
	return best
}

// couldBeTitle says whether a block could show the title: a heading, or a short
// block of which the class says so.
func couldBeTitle(b Block) bool {
	if b.Hidden || len(b.Text) > 300 || b.Link*2 > len(b.Text) && b.Tag != atom.H1 {
		return false
	}
	switch b.Tag {
	case atom.H1, atom.H2, atom.H3:
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

// aboutLines reads the lines around the title for the byline where the metadata
// state none, and marks them as not part of the text.
func aboutLines(a *model.Article, p *Page, title int, keep []bool) {
	body := firstLong(p.Blocks, keep)
	from := max(0, body-15)
	if title >= 0 {
		from = title + 1
	}
	people := len(a.Byline) > 0
	for i := from; i < len(p.Blocks) && i <= body+2; i++ {
		b := p.Blocks[i]
		if len(b.Text) > 200 || b.Hidden || b.Region == "menu" || i == body {
			continue
		}
		rest, by := meta.BylineText(b.Text)
		_, start, end, dated := meta.Date(b.Text)
		words := len(strings.Fields(b.Text))
		dated = dated && len(strings.Fields(b.Text[:start]))+len(strings.Fields(b.Text[end:])) <= 6
		if by && words <= 15 && !people {
			for _, n := range meta.Persons(rest) {
				if !strings.EqualFold(n, a.Outlet.Name) && !has(a.Byline, n) && len(a.Byline) < 12 {
					a.Byline = append(a.Byline, n)
				}
			}
		}
		if (by || dated) && words <= 15 {
			keep[i] = false
		}
	}
}
