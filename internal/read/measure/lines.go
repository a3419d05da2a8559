package measure

import (
	"maps"
	"slices"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read"
	"synoptic/internal/read/forest"
	"synoptic/internal/read/html"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/piece"
)

// folds divides hosts; all pages of one host are in one fold.
const folds = 5

// Flat says which of the two models of package lines is meant: that for lines
// without markup, or that for a page's blocks.
type Flat bool

// of is the model that is meant.
func (f Flat) of(m *lines.Models) *lines.Model {
	if f {
		return m.Text
	}
	return m.Page
}

// with is m with another model in place of the one that is meant.
func (f Flat) with(m *lines.Models, other *lines.Model) *lines.Models {
	if f {
		return &lines.Models{Text: other, Page: m.Page}
	}
	return &lines.Models{Text: m.Text, Page: other}
}

// linesOf are the blocks of a page.
func linesOf(p *Page) []lines.Line {
	return html.Lines(html.Scan(piece.NewSource(read.Decode(p.Data))))
}

// flatten leaves out the markup and what a reader of the page does not see.
func flatten(all []lines.Line) []lines.Line {
	var out []lines.Line
	for _, l := range all {
		if !l.Traits.Hidden {
			out = append(out, lines.Line{Text: l.Text, Bullet: l.Bullet})
		}
	}
	return out
}

// withoutBullets is the page as a copy that loses its list signs.
func withoutBullets(all []lines.Line) []lines.Line {
	out := slices.Clone(all)
	for i := range out {
		out[i].Bullet = false
	}
	return out
}

// label says which lines the gold text has: those half of whose runs of words
// stand in it, and between them short lines that are one of its lines.
func label(gold string, all []lines.Line) []bool {
	left := shingles(gold)
	short := map[string]bool{}
	for l := range strings.Lines(gold) {
		short[strings.Join(words(l), " ")] = true
	}
	keep := make([]bool, len(all))
	first, last := -1, -1
	for i, l := range all {
		w := words(l.Text)
		if len(w) < 4 {
			keep[i] = len(w) > 0 && short[strings.Join(w, " ")]
			continue
		}
		if keep[i] = takes(left, shingles(l.Text)); !keep[i] {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	for i := range keep {
		keep[i] = keep[i] && i >= first && i <= last
	}
	return keep
}

// takes says whether half of a line's runs of words are left of the gold text,
// and if so takes them from it.
func takes(left, own map[string]int) bool {
	hit, total := 0, 0
	for k, n := range own {
		hit += min(n, left[k])
		total += n
	}
	if hit*2 < total {
		return false
	}
	for k, n := range own {
		left[k] -= min(n, left[k])
	}
	return true
}

// A labelledPage is a page with its blocks and which of them are the article.
type labelledPage struct {
	*Page
	lines []lines.Line
	keep  []bool
}

func labelled(pages []Page, flat Flat) []labelledPage {
	var out []labelledPage
	for i := range pages {
		p := labelledPage{Page: &pages[i], lines: linesOf(&pages[i])}
		if flat {
			p.lines = flatten(p.lines)
		}
		p.keep = label(p.Gold, p.lines)
		out = append(out, p)
	}
	return out
}

// examples are the pages as training wants them.
func examples(pages []labelledPage, flat Flat) []lines.Example {
	var out []lines.Example
	for i, p := range pages {
		out = append(out, lines.Example{Lines: asTrained(p.lines, flat, i), Keep: p.keep})
	}
	return out
}

// asTrained takes the list signs from every other flattened page: copies of
// pages have them or not.
func asTrained(all []lines.Line, flat Flat, i int) []lines.Line {
	if flat && i%2 == 0 {
		return withoutBullets(all)
	}
	return all
}

// Train makes a model of package lines: its first pass from pages labelled by
// machine, its second from pages labelled by hand.
func Train(silver []Silver, pages []Page, flat Flat) *lines.Model {
	return lines.TrainSecond(trainFirst(silver, flat), examples(labelled(pages, flat), flat))
}

func trainFirst(silver []Silver, flat Flat) *forest.Forest {
	var out []lines.Example
	for i, s := range silver {
		out = append(out, s.example(flat, i))
	}
	return lines.TrainFirst(out)
}

// Crossed are pages read by models that have not seen their hosts.
type Crossed struct {
	Whole, Alone Tally // the whole reading; the model without what comes after it
	// Those of Whole with the note "uncertain text", and the others.
	Uncertain, Sure Tally
	Remembered      Tally // Whole without the lines that recur on the pages of one host
}

// CrossValidate measures the whole reading of pages, and the model alone, with
// models whose second pass has not seen the page's host. The first pass is the
// one given, which must not have seen any of the pages.
func CrossValidate(pages []Page, flat Flat, models *lines.Models) (out Crossed) {
	all := labelled(pages, flat)
	fold := map[string]int{}
	for _, p := range all {
		if _, ok := fold[p.host()]; !ok {
			fold[p.host()] = len(fold) % folds
		}
	}
	found := map[string][]*model.Article{}
	for f := range folds {
		var rest, test []labelledPage
		for _, p := range all {
			if fold[p.host()] == f {
				test = append(test, p)
			} else {
				rest = append(rest, p)
			}
		}
		m := lines.TrainSecond(flat.of(models).First, examples(rest, flat))
		with := flat.with(models, m)
		for _, p := range test {
			source, data := p.input(flat)
			articles, _ := read.Options{Lines: with}.Read(source, data) // a page that is refused is read empty
			out.add(p.Gold, articles)
			if flat {
				p.lines = withoutBullets(p.lines)
			}
			out.Alone.Add(p.Gold, kept(p.lines, m.Keep(p.lines)))
			for _, a := range articles {
				a.Outlet = model.Outlet{Name: p.host()}
			}
			found[p.ID] = articles
		}
	}
	read.DropRecurring(slices.Concat(slices.Collect(maps.Values(found))...))
	for _, p := range pages {
		out.Remembered.Add(p.Gold, body(found[p.ID]))
	}
	return out
}

func (c *Crossed) add(gold string, articles []*model.Article) {
	text := body(articles)
	c.Whole.Add(gold, text)
	t := &c.Sure
	for _, a := range articles {
		if slices.ContainsFunc(a.Notes, func(n string) bool { return strings.HasPrefix(n, "uncertain text") }) {
			t = &c.Uncertain
		}
	}
	t.Add(gold, text)
}

func kept(all []lines.Line, keep []bool) string {
	var b strings.Builder
	for i, k := range keep {
		if k {
			b.WriteString(all[i].Text + "\n")
		}
	}
	return b.String()
}
