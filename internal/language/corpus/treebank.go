package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// A Document is a text with its gold annotation: tags, heads and relations
// stand in the tokens where the set has them, names in Names.
type Document struct {
	Text      string
	Sentences []model.Sentence
	Tokens    []model.Token
	Names     []Name
	Chains    []Chained // in the order in which they end
	Partial   bool      // names of other types than persons, organisations and places are not marked
	Unsure    []bool    // sentences whose names are not known; nil where all are
}

// A Name is a gold name: the tokens [First,Last) and the set's own type of it
// in capitals ("PER", "LOC", "ORG", "MISC").
type Name struct {
	First, Last int
	Type        string
}

// Word is the text of a token.
func (d *Document) Word(i int) string {
	t := d.Tokens[i]
	return d.Text[t.Start:t.End]
}

// builder puts documents together token by token.
type builder struct {
	docs  []*Document
	text  strings.Builder
	doc   *Document
	first int // first token of the open sentence
	glue  bool
	open  []Chained // mentions that have begun
}

// endSentence closes the open sentence, if it has tokens.
func (b *builder) endSentence() {
	if b.doc == nil || b.first == len(b.doc.Tokens) {
		return
	}
	toks := b.doc.Tokens[b.first:]
	b.doc.Sentences = append(b.doc.Sentences, model.Sentence{
		Span:  model.Span{Start: int(toks[0].Start), End: int(toks[len(toks)-1].End)},
		First: b.first, Last: len(b.doc.Tokens),
	})
	b.first = len(b.doc.Tokens)
	b.glue = false
}

// endDocument closes the open document, if it has sentences.
func (b *builder) endDocument() {
	b.endSentence()
	if b.doc == nil || len(b.doc.Tokens) == 0 {
		return
	}
	b.doc.Text = b.text.String()
	b.docs = append(b.docs, b.doc)
	b.doc, b.first, b.open = nil, 0, nil
	b.text.Reset()
}

// add appends a word, after a space unless glued to the one before.
func (b *builder) add(word string) *model.Token {
	if b.doc == nil {
		b.doc = &Document{}
	}
	if b.text.Len() > 0 && !b.glue {
		b.text.WriteByte(' ')
	}
	start := b.text.Len()
	b.text.WriteString(word)
	b.doc.Tokens = append(b.doc.Tokens, model.Token{Start: int32(start), End: int32(b.text.Len()), Head: -1})
	b.glue = false
	return &b.doc.Tokens[len(b.doc.Tokens)-1]
}

// Treebank reads CoNLL-U. Multi-word tokens are taken as the words they stand
// for, empty nodes are left out.
func Treebank(data []byte) ([]*Document, error) {
	var b builder
	tied := 0 // last word of the open multi-word token
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "":
			b.endSentence()
			tied = 0
			continue
		case line[0] == '#':
			if strings.HasPrefix(line, "# newdoc") {
				b.endDocument()
			}
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 10 {
			return nil, fmt.Errorf("read treebank line %d: %d columns", n, len(f))
		}
		if from, to, ok := strings.Cut(f[0], "-"); ok && from != "" {
			tied, _ = strconv.Atoi(to)
			continue
		}
		id, err := strconv.Atoi(f[0])
		if err != nil {
			continue
		}
		t := b.add(f[1])
		t.Tag, t.Rel = model.TagOf(f[4]), relation(f[7])
		if head, err := strconv.Atoi(f[6]); err == nil && head > 0 {
			t.Head = int32(b.first + head - 1)
		}
		b.glue = id < tied || strings.Contains(f[9], "SpaceAfter=No")
		b.chain(f[9])
	}
	b.endDocument()
	return b.docs, lines.Err()
}

// relation is the relation of that name, or of its part before the colon
// where the language of the model has no such subtype.
func relation(name string) model.Rel {
	if r := model.RelOf(name); r != 0 {
		return r
	}
	base, _, _ := strings.Cut(name, ":")
	return model.RelOf(base)
}
