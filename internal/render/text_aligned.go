package render

import (
	"strings"

	"synoptic/internal/model"
)

// Aligned setting: the variants of an utterance stand under each other, word
// under word, in bands as wide as the page:
//
//	Tide & Trade    It is      hard to say whether
//	Marren Courier  It is very hard to tell if
//
// It is for a few wordings that share much; others are set as paragraphs.
const (
	maxAligned  = 5  // variants
	maxBands    = 4  // bands of lines
	leastShared = 30 // percent of columns that at least two variants have
)

// A grid is an utterance's variants as cells, row by variant, column by place.
type grid struct {
	rows  [][]gridCell
	width []int // columns of the terminal
}

type gridCell struct {
	text string
	mark mark
	has  bool
}

// aligned sets u word under word, if that can be read, and says whether it did.
func (p *page) aligned(u *model.Utterance) bool {
	if len(u.Variants) < 2 || len(u.Variants) > maxAligned {
		return false
	}
	labels, ends, labelWidth := p.rowLabels(u)
	if labels == nil {
		return false
	}
	g := p.grid(u)
	room := p.style.Width - 2 - labelWidth - 2
	bands := g.bands(room)
	if bands == nil || len(bands) > maxBands || g.shared() < leastShared {
		return false
	}
	for b, band := range bands {
		for row := range g.rows {
			text, used := g.set(row, band[0], band[1], p.style.Marks)
			label := labels[row] + strings.Repeat(" ", labelWidth-width(labels[row]))
			line := "  " + set([]word{{label, markFaint}}, p.style.Marks) + "  " + text
			if b == len(bands)-1 {
				line = p.ended(line, ends[row], room-used)
			}
			p.line(strings.TrimRight(line, " "))
		}
		if b < len(bands)-1 {
			p.line("")
		}
	}
	return true
}

// ended adds a reference to a line, on a line of its own where there is no room.
func (p *page) ended(line, ref string, room int) string {
	if ref == "" {
		return line
	}
	if width(ref)+1 <= room {
		return strings.TrimRight(line, " ") + " " + set([]word{{ref, markFaint}}, p.style.Marks)
	}
	return strings.TrimRight(line, " ") + "\n" + strings.Repeat(" ", max(p.style.Width-width(ref), 0)) + set([]word{{ref, markFaint}}, p.style.Marks)
}

// maxLabel is the width of a row's label, at most.
const maxLabel = 30

// rowLabels names each row by its outlet, and by the verb of its account where
// it is not a plain quotation; nil where a statement is not known or a label
// is too long.
func (p *page) rowLabels(u *model.Utterance) (labels, ends []string, widest int) {
	for _, v := range u.Variants {
		s := p.said[v.Statement]
		if s == nil {
			return nil, nil, 0
		}
		name := p.names[s.Article]
		if s.Kind != model.Direct {
			name += " " + strings.NewReplacer("(reported: ", "(", "partly quoted: ", "").Replace(p.reported(s))
		}
		if width(name) > maxLabel {
			return nil, nil, 0
		}
		labels = append(labels, name)
		widest = max(widest, width(name))
		end := ""
		for _, w := range p.lineRef(s.Article, statementStart(s)) {
			end = w.text
		}
		ends = append(ends, end)
	}
	return labels, ends, widest
}

func (p *page) grid(u *model.Utterance) grid {
	columns := allColumns(u)
	place := make(map[int]int, len(columns))
	for i, c := range columns {
		place[c] = i
	}
	g := grid{width: make([]int, len(columns))}
	for _, v := range u.Variants {
		row := make([]gridCell, len(columns))
		direct := p.said[v.Statement].Kind == model.Direct
		for i, r := range v.Words {
			text := strings.Join(strings.Fields(r.Text), " ")
			if direct && i == 0 {
				text = "“" + text
			}
			if direct && i == len(v.Words)-1 {
				text += "”"
			}
			at := place[r.Column]
			if row[at].has {
				text = row[at].text + " " + text
			}
			row[at] = gridCell{text, runMark(u, r), true}
		}
		for i, c := range row {
			g.width[i] = max(g.width[i], c.columns(p.style.Marks))
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// columns is how wide a gridCell is on the terminal.
func (c gridCell) columns(marks bool) int {
	if c.mark == markUnder && !marks {
		return width(c.text) + 2
	}
	return max(width(c.text), 1)
}

// shared is the percentage of columns that at least two rows have.
func (g grid) shared() int {
	n := 0
	for i := range g.width {
		rows := 0
		for _, row := range g.rows {
			if row[i].has {
				rows++
			}
		}
		if rows > 1 {
			n++
		}
	}
	return int(ratioOf(n, len(g.width)))
}

func ratioOf(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// bands cuts the columns into runs that fit into room; nil where one column
// alone does not.
func (g grid) bands(room int) [][2]int {
	var out [][2]int
	start, used := 0, 0
	for i, w := range g.width {
		if w > room {
			return nil
		}
		if i > start && used+1+w > room {
			out = append(out, [2]int{start, i})
			start, used = i, 0
		}
		if i > start {
			used++
		}
		used += w
	}
	if start < len(g.width) {
		out = append(out, [2]int{start, len(g.width)})
	}
	return out
}

// set is the text of a row in the columns from..to, and how wide it is.
func (g grid) set(row, from, to int, marks bool) (text string, used int) {
	var b strings.Builder
	for i := from; i < to; i++ {
		c := g.rows[row][i]
		if !c.has {
			c = gridCell{text: gap, mark: markFaint}
		}
		if i > from {
			b.WriteByte(' ')
			used++
		}
		b.WriteString(set([]word{{c.text, c.mark}}, marks))
		used += c.columns(marks)
		if i < to-1 {
			pad := max(g.width[i]-c.columns(marks), 0)
			b.WriteString(strings.Repeat(" ", pad))
			used += pad
		}
	}
	return b.String(), used
}
