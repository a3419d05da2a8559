package html

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/go-shiori/go-readability"
	"golang.org/x/net/html"

	"synoptic/internal/read/lines"
)

// Limits above which the extractor is not asked: its cost grows faster than
// the page.
const (
	maxSlim   = 8 << 20
	maxBlocks = 20000
)

// chosen says of each block whether it belongs to the article, by a trained
// model of which go-readability's choice is one feature.
// sure is false where the model found next to nothing and every paragraph of
// running text is kept instead.
func chosen(p *Page) (keep []bool, sure bool) {
	all := Lines(p)
	keep = make([]bool, len(all))
	size := 0
	marks, _ := lines.Article(all)
	for i, m := range marks {
		if keep[i] = m.Keep; m.Keep {
			size += len(all[i].Text)
		}
	}
	if size >= leastText {
		return keep, true
	}
	more := 0
	for i, b := range p.Blocks {
		t := all[i].Traits
		if t.Link < 0.5 && b.Region == "" && lines.Furniture(b.Text) == "" && (lines.RealParagraph(b.Text) || t.Vote == 2) {
			more += len(b.Text)
			keep[i] = true
		}
	}
	if more+size == 0 {
		for i, b := range p.Blocks {
			keep[i] = !b.Hidden && all[i].Traits.Link < 0.5 && lines.Furniture(b.Text) == ""
		}
	}
	return keep, more == 0 && size > 0
}

// leastText is the least text in bytes that an article has; less than a short
// paragraph is looked at again.
const leastText = 200

// Lines is a page's blocks as lines with their traits, as the model sees them.
func Lines(p *Page) []lines.Line {
	all := asLines(p.Blocks)
	text := extract(p)
	if text == "" {
		return all
	}
	keep := make([]bool, len(all))
	match(p.Blocks, text, keep)
	for i, k := range keep {
		all[i].Traits.Vote = 1
		if k {
			all[i].Traits.Vote = 2
		}
	}
	return all
}

// extract is the text that go-readability takes for the article, "" where it
// finds none. Whatever goes wrong inside it is no reason to fail here.
func extract(p *Page) (text string) {
	if len(p.Slim) > maxSlim || len(p.Blocks) > maxBlocks {
		return ""
	}
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	doc, err := html.Parse(strings.NewReader(p.Slim))
	if err != nil {
		return ""
	}
	parser := readability.NewParser()
	result, err := parser.ParseDocument(doc, &url.URL{Scheme: "http", Host: "localhost"})
	if err != nil || result.Node == nil {
		return ""
	}
	var b strings.Builder
	nodeText(&b, result.Node, 0)
	return b.String()
}

// nodeText writes the text below n, one line a block.
func nodeText(b *strings.Builder, n *html.Node, depth int) {
	if depth > 1000 {
		return
	}
	if n.Type == html.TextNode {
		b.WriteString(strings.Join(strings.Fields(n.Data), " "))
		if n.Data != "" {
			b.WriteByte(' ')
		}
		return
	}
	block := isBlock(n.DataAtom)
	if block {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		nodeText(b, c, depth+1)
	}
	if block || n.Data == "br" {
		b.WriteByte('\n')
	}
}

// shingle is how many words make one unit of comparing texts.
const shingle = 4

// match keeps the blocks whose words stand in text: long blocks by their runs
// of words, short ones only between kept long ones and as a line of their own.
func match(blocks []Block, text string, keep []bool) {
	known := map[string]int{}
	runs := map[string]bool{}
	for line := range strings.Lines(text) {
		words := wordsOf(line)
		if len(words) == 0 {
			continue
		}
		known[strings.Join(words, " ")]++
		for i := 0; i+shingle <= len(words); i++ {
			runs[strings.Join(words[i:i+shingle], " ")] = true
		}
	}
	used := map[string]int{}
	short := make([]bool, len(blocks))
	first, last := -1, -1
	for i, b := range blocks {
		words := wordsOf(b.Text)
		key := strings.Join(words, " ")
		if len(words) == 0 || used[key] > 0 && used[key] >= known[key] {
			continue
		}
		if len(words) < 2*shingle {
			short[i] = known[key] > 0 || len(words) >= shingle && coverage(words, runs) > 0.9
			if short[i] {
				used[key]++
			}
			continue
		}
		if known[key] > 0 || coverage(words, runs) >= 0.7 {
			used[key]++
			keep[i] = true
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i := range blocks {
		if short[i] && (first < 0 || i >= first-2 && i <= last+2) {
			keep[i] = true
		}
	}
}

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
