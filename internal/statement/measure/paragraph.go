package measure

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"synoptic/internal/language/corpus"
	"synoptic/internal/language/parse"
	"synoptic/internal/language/segment"
	"synoptic/internal/language/tag"
	"synoptic/internal/model"
	"synoptic/internal/statement/roles"
)

// Paragraphs are the paragraphs of examples as analysed, with their
// attributions by token.
func Paragraphs(examples []Example, analyze Analyze) []*roles.Document {
	var out []*roles.Document
	for _, e := range examples {
		an := analyze(e.Article)
		for _, p := range roles.Paragraphs(an) {
			d := &roles.Document{Article: e.Article.ID, Paragraph: p}
			for _, g := range e.Gold {
				if l, ok := linkIn(p, g); ok {
					d.Links = append(d.Links, l)
				}
			}
			d.Mark()
			out = append(out, d)
		}
	}
	return out
}

// linkIn is an attribution by the tokens of the paragraph that holds its cue.
func linkIn(p roles.Paragraph, g Gold) (l roles.Link, ok bool) {
	if g.Cue == nil {
		return l, false
	}
	l.Cue = tokensOf(p, *g.Cue)
	if g.Source != nil {
		l.Source = tokensOf(p, *g.Source)
	}
	for _, c := range g.Content {
		if r := tokensOf(p, c); !r.Empty() {
			l.Content = append(l.Content, r)
		}
	}
	return l, !l.Cue.Empty()
}

// tokensOf are the tokens that share a byte with s.
func tokensOf(p roles.Paragraph, s model.Span) (r roles.Run) {
	for i, t := range p.Tokens {
		if int(t.Start) < s.End && int(t.End) > s.Start {
			if r.Empty() {
				r.First = i
			}
			r.Last = i + 1
		}
	}
	return r
}

// A Given is a paragraph of a set that gives its tokens: the text that they
// make, with our own tokens in Paragraph, the spans of the given ones, and
// their labels.
type Given struct {
	roles.Paragraph
	Spans []model.Span
	Gold  []uint8
}

// GivenTokens reads paragraphs in the layout of CofeNet: a line of JSON each,
// with tokens and their labels. What is found in our own tokens is counted in
// the given ones.
func GivenTokens(data []byte) ([]*Given, error) {
	var out []*Given
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(nil, 16<<20)
	for n := 1; s.Scan(); n++ {
		var l struct{ Tokens, Labels []string }
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("read line %d: %w", n, err)
		}
		if len(l.Tokens) != len(l.Labels) {
			return nil, fmt.Errorf("read line %d: %d tokens and %d labels", n, len(l.Tokens), len(l.Labels))
		}
		out = append(out, newGiven(l.Tokens, l.Labels))
	}
	return out, s.Err()
}

var treebankMarks = strings.NewReplacer("``", `"`, "''", `"`, "-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]", "-LCB-", "{", "-RCB-", "}")

func newGiven(words, labels []string) *Given {
	d := &corpus.Document{}
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(treebankMarks.Replace(w))
		d.Tokens = append(d.Tokens, model.Token{Start: int32(start), End: int32(b.Len())})
	}
	d.Text = b.String()
	d = corpus.Rejoin(d)
	g := &Given{}
	for i, t := range d.Tokens {
		g.Spans = append(g.Spans, t.Span())
		g.Gold = append(g.Gold, roles.LabelOf(labels[i]))
	}
	g.Text = d.Text
	g.Sentences, g.Tokens = segment.Split(d.Text, []model.Block{{Kind: model.BlockParagraph, End: len(d.Text)}})
	tag.Tag(g.Text, g.Sentences, g.Tokens)
	parse.Parse(g.Text, g.Sentences, g.Tokens)
	return g
}

// given is a run of our tokens in given ones.
func (g *Given) given(r roles.Run) (out roles.Run) {
	if r.Empty() {
		return out
	}
	s := model.Span{Start: int(g.Tokens[r.First].Start), End: int(g.Tokens[r.Last-1].End)}
	for i, t := range g.Spans {
		if t.Overlaps(s) {
			if out.Empty() {
				out.First = i
			}
			out.Last = i + 1
		}
	}
	return out
}

// labels are the labels of the given tokens by links of our own.
func (g *Given) labels(links []roles.Link) []uint8 {
	for i := range links {
		l := &links[i]
		l.Cue, l.Source = g.given(l.Cue), g.given(l.Source)
		for k, r := range l.Content {
			l.Content[k] = g.given(r)
		}
	}
	return roles.Labels(len(g.Spans), links)
}
