package html

import (
	"strings"
	"unicode"

	"synoptic/internal/read/lines"
)

// chosen says of each block whether it belongs to the article.
// doubt says, for people, why the choice may be wrong: another way of choosing
// differs widely, or the model found next to nothing and every paragraph of
// running text is kept instead.
func chosen(p *Page, m *lines.Models) (keep []bool, doubt string) {
	all := Lines(p)
	keep = make([]bool, len(all))
	size := 0
	choice := m.Article(all)
	for i, m := range choice.Marks {
		if keep[i] = m.Keep; m.Keep {
			size += len(all[i].Text)
		}
	}
	if size >= leastText {
		if choice.Uncertain {
			doubt = choice.Doubt()
		}
		return keep, doubt
	}
	more := 0
	for i, b := range p.Blocks {
		if all[i].Traits.Link < 0.5 && b.Region == "" && lines.Furniture(b.Text) == "" && lines.RealParagraph(b.Text) {
			more += len(b.Text)
			keep[i] = true
		}
	}
	if more+size == 0 {
		for i, b := range p.Blocks {
			keep[i] = !b.Hidden && all[i].Traits.Link < 0.5 && lines.Furniture(b.Text) == ""
		}
	}
	if more > 0 || size == 0 {
		doubt = "uncertain text: the page has little running text"
	}
	return keep, doubt
}

// leastText is the least text in bytes that an article has; less than a short
// paragraph is looked at again.
const leastText = 200

// Lines is a page's blocks as lines with their traits, as the model sees them.
func Lines(p *Page) []lines.Line {
	all := asLines(p.Blocks)
	tell(p, all)
	return all
}

// shingle is how many words make one unit of comparing texts.
const shingle = 4

// coverage is the share of the runs of words that are known.
func coverage(words []string, runs map[string]bool) float64 {
	n := 0
	for i := 0; i+shingle <= len(words); i++ {
		if runs[strings.Join(words[i:i+shingle], " ")] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(words)-shingle+1))
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
