package measure

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"

	"synoptic/internal/model"
)

// A Text is a document of a treebank with its text put together again, and the
// gold spans in it. Its blocks are the set's paragraphs, or one where it names
// none.
type Text struct {
	Text              string
	Blocks            []model.Block
	Tokens, Sentences []model.Span
}

// builder puts a text together.
type builder struct {
	docs  []*Text
	text  strings.Builder
	first int  // first token of the open sentence
	glue  bool // the next token follows without a space
	last  bool // the open multi-word token is followed without a space
	until int  // number of the last word of the open multi-word token
}

// Texts reads the documents of a treebank in CoNLL-U. Words of a multi-word
// token stand without a space between them.
func Texts(data []byte) ([]*Text, error) {
	b := builder{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			b.close()
			b.docs = append(b.docs, &Text{})
		case strings.HasPrefix(line, "# newpar"):
			b.paragraph()
		case line == "":
			b.sentence()
		case line[0] != '#':
			columns := strings.Split(line, "\t")
			if len(columns) != 10 {
				return nil, fmt.Errorf("read treebank line %d: %d columns", n, len(columns))
			}
			b.word(columns[0], columns[1], strings.Contains(columns[9], "SpaceAfter=No"))
		}
	}
	b.close()
	return b.docs, lines.Err()
}

func (b *builder) doc() *Text {
	if len(b.docs) == 0 {
		b.docs = append(b.docs, &Text{})
	}
	return b.docs[len(b.docs)-1]
}

func (b *builder) paragraph() {
	d := b.doc()
	b.endBlock()
	if b.text.Len() > 0 {
		b.text.WriteString("\n\n")
	}
	d.Blocks = append(d.Blocks, model.Block{Kind: model.BlockParagraph, Start: b.text.Len()})
	b.glue = true
}

func (b *builder) endBlock() {
	if d := b.doc(); len(d.Blocks) > 0 {
		d.Blocks[len(d.Blocks)-1].End = b.text.Len()
	}
}

func (b *builder) sentence() {
	d := b.doc()
	if b.first < len(d.Tokens) {
		d.Sentences = append(d.Sentences, model.Span{Start: d.Tokens[b.first].Start, End: d.Tokens[len(d.Tokens)-1].End})
	}
	b.first, b.until = len(d.Tokens), 0
}

// word adds a row of the treebank: a word, a multi-word token ("3-4"), or an
// empty node ("3.1"), which the text does not have.
func (b *builder) word(id, form string, glued bool) {
	var number, until int
	if strings.Contains(id, ".") {
		return
	}
	if n, _ := fmt.Sscanf(id, "%d-%d", &number, &until); n == 2 {
		b.until, b.last = until, glued
		return
	}
	fmt.Sscan(id, &number)
	d := b.doc()
	if len(d.Blocks) == 0 {
		b.paragraph()
	}
	if !b.glue {
		b.text.WriteByte(' ')
	}
	start := b.text.Len()
	b.text.WriteString(form)
	d.Tokens = append(d.Tokens, model.Span{Start: start, End: b.text.Len()})
	switch {
	case number < b.until:
		b.glue = true
	case number == b.until:
		b.glue, b.until = b.last, 0
	default:
		b.glue = glued
	}
}

// close ends the open document.
func (b *builder) close() {
	if len(b.docs) == 0 {
		return
	}
	b.sentence()
	b.endBlock()
	b.doc().Text = b.text.String()
	b.text.Reset()
	b.first = 0
}

// Spans counts exact spans of tokens and of sentences. With paragraphs, the
// sets' paragraphs are blocks; without, a whole document is one.
func Spans(docs []*Text, paragraphs bool, split Splitting) (tokens, sentences Found) {
	for _, d := range docs {
		blocks := d.Blocks
		if !paragraphs {
			blocks = []model.Block{{Kind: model.BlockParagraph, End: len(d.Text)}}
		}
		foundSentences, foundTokens := split(d.Text, blocks)
		var ss, ts []model.Span
		for _, s := range foundSentences {
			ss = append(ss, s.Span)
		}
		for _, t := range foundTokens {
			ts = append(ts, t.Span())
		}
		tokens.add(exact(d.Tokens, ts))
		sentences.add(exact(d.Sentences, ss))
	}
	return tokens, sentences
}

// exact counts the spans that are in gold.
func exact(gold, found []model.Span) Found {
	in := make(map[model.Span]bool, len(gold))
	for _, s := range gold {
		in[s] = true
	}
	f := Found{Found: len(found), Gold: len(gold)}
	for _, s := range found {
		if in[s] {
			f.Right++
		}
	}
	return f
}
