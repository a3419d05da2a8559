package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
)

// Columns says where a list of tokens holds the word and its mark, from 0,
// and what separates them.
type Columns struct {
	Word, Mark int
	Separator  string
}

// The layouts of the sets known here.
var (
	Numbered = Columns{1, 2, "\t"} // CoNLL 2003 as CoNLL-U, WikiNEuRal, Universal NER, GUM
	Bare     = Columns{0, 1, " "}  // WikiGold
	Tabbed   = Columns{0, 1, "\t"} // Worldwide Newswire
)

// Marked reads a list of tokens with IOB or BIO marks, a blank line between
// sentences. Documents start where the set says so ("# newdoc", -DOCSTART-),
// else every size sentences; with size 0 the whole is one document.
func Marked(data []byte, c Columns, size int) ([]*Document, error) {
	m := marked{before: "O"}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if line == "" {
			m.endSentence()
			if m.doc != nil && size > 0 && len(m.doc.Sentences) >= size {
				m.endDocument()
			}
			continue
		}
		f := strings.Split(line, c.Separator)
		if strings.HasPrefix(line, "# ") && len(f) <= max(c.Word, c.Mark) {
			if strings.HasPrefix(line, "# newdoc") {
				m.endDocument()
			}
			continue
		}
		if len(f) <= max(c.Word, c.Mark) {
			return nil, fmt.Errorf("read marked tokens line %d: %d columns", n, len(f))
		}
		if f[c.Word] == "-DOCSTART-" {
			m.endDocument()
			continue
		}
		m.mark(f[c.Word], f[c.Mark])
	}
	m.endDocument()
	return m.docs, lines.Err()
}

// marked is a builder that also gathers names.
type marked struct {
	builder
	before string // mark of the token before
}

func (m *marked) endSentence() {
	m.builder.endSentence()
	m.before = "O"
}

func (m *marked) endDocument() {
	m.builder.endDocument()
	m.before = "O"
}

// mark adds a word with its mark: a new name begins at B, or at I after
// something of another kind.
func (m *marked) mark(word, mark string) {
	m.add(word)
	kind, found := "", false
	if len(mark) > 2 {
		kind, found = nameType(mark[2:]), true
	}
	at := len(m.doc.Tokens) - 1
	switch {
	case !found:
	case mark[0] == 'B' || len(m.before) < 3 || nameType(m.before[2:]) != kind:
		m.doc.Names = append(m.doc.Names, Name{at, at + 1, kind})
	default:
		m.doc.Names[len(m.doc.Names)-1].Last++
	}
	m.before = mark
}

// nameType brings the sets' names of types to those of CoNLL.
func nameType(s string) string {
	switch s {
	case "Person":
		return "PER"
	case "Location":
		return "LOC"
	case "Organization":
		return "ORG"
	}
	return strings.ToUpper(s)
}

// SplitDashes is d with each word cut at the dashes inside it ("Quayport-based"
// into three), as treebanks have it and some sets of names do not. A name
// that ends in such a word keeps all of it.
func SplitDashes(d *Document) *Document {
	out := &Document{Text: d.Text, Partial: d.Partial, Unsure: d.Unsure}
	at := make([]int, 0, len(d.Tokens)+1) // new index of each old token
	s := 0
	for i := range d.Tokens {
		if s < len(d.Sentences) && i == d.Sentences[s].First {
			out.Sentences = append(out.Sentences, d.Sentences[s])
			out.Sentences[s].First = len(out.Tokens)
			s++
		}
		at = append(at, len(out.Tokens))
		out.cutWord(d, i)
		out.Sentences[s-1].Last = len(out.Tokens)
	}
	at = append(at, len(out.Tokens))
	for _, n := range d.Names {
		out.Names = append(out.Names, Name{at[n.First], at[n.Last], n.Type})
	}
	return out
}

// cutWord appends token i of d, cut at single dashes between letters.
func (out *Document) cutWord(d *Document, i int) {
	t, w := d.Tokens[i], d.Word(i)
	from := 0
	for j := 1; j+1 < len(w); j++ {
		if w[j] != '-' || !letter(w[j-1]) || !letter(w[j+1]) {
			continue
		}
		for _, end := range [2]int{j, j + 1} {
			part := t
			part.Start, part.End = t.Start+int32(from), t.Start+int32(end)
			out.Tokens = append(out.Tokens, part)
			from = end
		}
	}
	t.Start += int32(from)
	out.Tokens = append(out.Tokens, t)
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 || c >= '0' && c <= '9' }
