package html

import (
	"strings"
	"unicode"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"synoptic/internal/read/lines"
)

// Limits above which the extractor is not asked: its cost grows faster than
// the page.
const (
	maxSlim   = 8 << 20
	maxBlocks = 20000
)

// chosen says of each block whether it belongs to the article, and whether the
// extractor had a say in it.
func chosen(p *Page) (keep []bool, extracted bool) {
	keep = make([]bool, len(p.Blocks))
	if text := extract(p); text != "" {
		match(p.Blocks, text, keep)
		if size(p.Blocks, keep) >= 250 {
			return keep, true
		}
	}
	own := byLines(p.Blocks)
	if size(p.Blocks, own) > 2*size(p.Blocks, keep) {
		return own, false
	}
	return keep, true
}

func size(blocks []Block, keep []bool) int {
	n := 0
	for i, k := range keep {
		if k {
			n += len(blocks[i].Text)
		}
	}
	return n
}

// extract is the text that the extractor takes for the article, "" where it
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
	result, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		EnableFallback:   true,
		ExcludeComments:  true,
		HtmlDateOverride: &htmldate.Result{},
	})
	if err != nil || result == nil || result.ContentNode == nil {
		return ""
	}
	var b strings.Builder
	nodeText(&b, result.ContentNode, 0)
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

// byLines chooses by the lines alone, as on a flattened page, without the
// regions that are furniture by their markup and the blocks that are links.
func byLines(blocks []Block) []bool {
	keep := make([]bool, len(blocks))
	var all []lines.Line
	var at []int
	for i, b := range blocks {
		if b.Region != "" || b.Hidden || b.Link*2 > len(b.Text) {
			continue
		}
		all = append(all, lines.Line{Text: b.Text, Bullet: b.Kind == "list item", Blank: true})
		at = append(at, i)
	}
	for j, m := range lines.Article(all) {
		keep[at[j]] = m.Keep
	}
	return keep
}
