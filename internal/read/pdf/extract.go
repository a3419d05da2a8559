package pdf

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"synoptic/internal/read/archive"
)

// A Text is the text of a file. Paragraphs are lines of their own, with an empty
// line between them; headings begin with "#", that of the whole with one.
type Text struct {
	Text string
	// Pages are the offsets in Text from which on it stands on each page.
	Pages []int
	// Aside is what stands at the edges of its pages.
	Aside []string
	Info  Info
	// Rebuilt says that the file is damaged and its objects were looked for.
	Rebuilt bool
}

// Page is the page, from 1, that the byte at offset of the text stands on.
func (t *Text) Page(offset int) int {
	page := 1
	for i, start := range t.Pages {
		if start <= offset {
			page = i + 1
		}
	}
	return page
}

// maxText is how much text is taken, in bytes.
const maxText = 8 << 20

// maxLetters is how many letters are taken, those that show nothing too.
const maxLetters = 4 << 20

// Is says whether data is a PDF file. Some begin with a line of a mail or a
// server's header.
func Is(data []byte) bool { return head(data) >= 0 }

func head(data []byte) int {
	trimmed := bytes.TrimLeft(data[:min(len(data), 1024)], " \t\r\n\x00\xef\xbb\xbf")
	if !bytes.HasPrefix(trimmed, []byte("%PDF-")) {
		return -1
	}
	return bytes.Index(data, []byte("%PDF-"))
}

// Extract takes the text out of a file; what its streams unpack to counts
// against the budget. The error says for people why there is none.
func Extract(data []byte, budget *archive.Budget) (*Text, error) {
	f := open(data[max(0, head(data)):], budget)
	if f.trailer["Encrypt"] != nil {
		return nil, errors.New("an encrypted PDF file; save a copy of it without protection")
	}
	pages := f.pages()
	if len(pages) == 0 {
		return nil, errNoPages
	}
	all, boxes, err := f.pageRows(pages)
	if err != nil {
		return nil, err
	}
	kept, aside := furniture(all, boxes)
	h := hyphens{}
	for _, rows := range kept {
		h.learn(rows)
	}
	var pars []paragraph
	for i, rows := range kept {
		mirror(rows)
		for _, c := range columns(rows) {
			pars = goOn(pars, c.paragraphs(i+1, h), h)
		}
	}
	t := write(pars, len(pages))
	t.Aside, t.Info, t.Rebuilt = aside, f.info(), f.rebuilt
	if t.Text == "" {
		return nil, errNoLetters
	}
	return t, nil
}

var (
	errNoLetters = errors.New("a PDF of pictures; no text in it")
	errNoCodes   = errors.New("a PDF whose fonts do not tell which letters they show")
)

// pageRows are the rows of all pages, and their boxes, turned as the rows are.
func (f *file) pageRows(pages []page) (all [][]row, boxes [][4]float64, err error) {
	letters, unknown, size := 0, 0, 0
	for _, p := range pages {
		drawn := f.draw(p)
		for _, d := range drawn {
			letters++
			size += len(d.text)
			if strings.ContainsRune(d.text, utf8.RuneError) {
				unknown++
			}
		}
		all, boxes = append(all, rows(drawn)), append(boxes, turned(p.box, commonTurn(drawn)))
		if size > maxText || letters > maxLetters {
			break
		}
	}
	switch {
	case letters == 0:
		return nil, nil, errNoLetters
	case unknown*3 > letters:
		return nil, nil, errNoCodes
	}
	return all, boxes, nil
}

// turned is a box after quarter turns.
func turned(b [4]float64, turn int) [4]float64 {
	switch turn {
	case 1:
		return [4]float64{b[1], -b[2], b[3], -b[0]}
	case 2:
		return [4]float64{-b[2], -b[3], -b[0], -b[1]}
	case 3:
		return [4]float64{-b[3], b[0], -b[1], b[2]}
	}
	return b
}

// goOn appends the paragraphs of the next column; the first may go on the last
// of the column before.
func goOn(pars, next []paragraph, h hyphens) []paragraph {
	if n := len(pars); n > 0 && len(next) > 0 {
		last := &pars[n-1]
		hyphen := strings.HasSuffix(last.text, "-") || strings.HasSuffix(last.text, "\u00ad")
		if (last.open || hyphen) && next[0].lower && sameSize(last.size, next[0].size) {
			var b strings.Builder
			b.WriteString(last.text)
			h.join(&b, next[0].text)
			last.text, last.open, last.rows = b.String(), next[0].open, last.rows+next[0].rows
			next = next[1:]
		}
	}
	return append(pars, next...)
}

// write puts paragraphs together.
func write(pars []paragraph, pages int) *Text {
	body := bodySize(pars)
	title := titleOf(pars, body)
	t := &Text{Pages: make([]int, 0, pages)}
	var b strings.Builder
	for i, p := range pars {
		for len(t.Pages) < p.page {
			t.Pages = append(t.Pages, b.Len())
		}
		text := strings.ReplaceAll(strings.Join(strings.Fields(p.text), " "), "\u00ad", "")
		if text == "" {
			continue
		}
		switch {
		case i == title:
			b.WriteString("# ")
		case heads(pars, i, body):
			b.WriteString("## ")
		}
		b.WriteString(text)
		b.WriteString("\n\n")
	}
	t.Text = strings.TrimSuffix(b.String(), "\n")
	return t
}

// bodySize is the size that most of the text has.
func bodySize(pars []paragraph) float64 {
	sizes := map[int]int{} // in fifths of a point
	best := 0
	for _, p := range pars {
		k := int(p.size*5 + 0.5)
		sizes[k] += len(p.text)
		if sizes[k] > sizes[best] || sizes[k] == sizes[best] && k < best {
			best = k
		}
	}
	return float64(best) / 5
}

// Sizes of headings, beside that of the text, and their length in bytes.
const (
	titleSize   = 1.25
	headingSize = 1.12
	maxHeading  = 240
)

// titleOf is the paragraph that is the title: the largest at the beginning of
// the text; -1 where none is larger than the rest.
func titleOf(pars []paragraph, body float64) int {
	best := -1
	for i, p := range pars {
		if p.page > pars[0].page {
			break
		}
		if p.size >= titleSize*body && len(p.text) <= maxHeading && len(strings.Fields(p.text)) >= 2 && (best < 0 || p.size > 1.05*pars[best].size) {
			best = i
		}
	}
	return best
}

// heads says whether the i-th paragraph is a heading: larger than the text, or a
// bold row by itself.
func heads(pars []paragraph, i int, body float64) bool {
	p := pars[i]
	if len(p.text) > maxHeading/2 || strings.HasSuffix(p.text, ".") || i+1 == len(pars) || bulleted(p.text) {
		return false
	}
	return p.size >= headingSize*body || p.bold && p.rows == 1 && !pars[i+1].bold
}
