package rendertest

import (
	"fmt"
	"strings"

	"synoptic/internal/model"
)

// A paragraph is a block to be: its kind, its words and the line of the source
// it stands on.
type paragraph struct {
	kind model.BlockKind
	line int
	text string
}

// article joins paragraphs to an article's text, blocks and lines.
func article(a model.Article, paragraphs ...paragraph) *model.Article {
	var text strings.Builder
	for i, p := range paragraphs {
		if i > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(p.text)
		a.Blocks = append(a.Blocks, model.Block{Kind: p.kind, Start: start, End: text.Len(), Line: p.line})
		a.Lines = append(a.Lines, model.LineStart{Offset: start, Line: p.line})
	}
	a.Text = text.String()
	if a.Language == "" {
		a.Language = "en"
	}
	if a.Credits == nil {
		a.Credits = []model.Credit{}
	}
	id := a.ID
	a.Seal()
	a.ID = id
	return &a
}

// find is the span of the words in the article; it panics where they stand
// not exactly once.
func find(a *model.Article, words string) model.Span {
	i := strings.Index(a.Text, words)
	if i < 0 || strings.Contains(a.Text[i+1:], words) {
		panic(fmt.Sprintf("rendertest: %q does not stand once in %s", words, a.ID))
	}
	return model.Span{Start: i, End: i + len(words)}
}

// within is the span of part inside the only place where the words whole stand.
func within(a *model.Article, whole, part string) model.Span {
	w := find(a, whole)
	i := strings.Index(whole, part)
	if i < 0 {
		panic(fmt.Sprintf("rendertest: %q is not in %q", part, whole))
	}
	return model.Span{Start: w.Start + i, End: w.Start + i + len(part)}
}

// pointer is the address of a copy of s.
func pointer(s model.Span) *model.Span { return &s }

// passage is find with the article.
func passage(a *model.Article, words string) model.Passage { return find(a, words).At(a.ID) }

// evidence is passages of several articles: pairs of article and words.
func evidence(pairs ...any) []model.Evidence {
	var out []model.Evidence
	for i := 0; i < len(pairs); i += 2 {
		p := passage(pairs[i].(*model.Article), pairs[i+1].(string))
		out = append(out, model.Evidence{Article: p.Article, Start: p.Start, End: p.End})
	}
	return out
}

// dated gives the first evidence the expression of time that stands in it.
func dated(a *model.Article, e []model.Evidence, words string) []model.Evidence {
	s := model.Span{Start: e[0].Start, End: e[0].End}
	i := strings.Index(s.In(a.Text), words)
	if i < 0 {
		panic(fmt.Sprintf("rendertest: %q is not in the evidence", words))
	}
	e[0].Date = pointer(model.Span{Start: s.Start + i, End: s.Start + i + len(words)})
	return e
}

// side is a side of a difference.
func side(a *model.Article, words, party, group string) model.Side {
	s := find(a, words)
	return model.Side{Article: a.ID, Start: s.Start, End: s.End, Party: party, Group: group, Text: words}
}

// use is a wording of a label; part picks it out of whole, which stands once.
func use(a *model.Article, whole, part string) model.LabelUse {
	return model.LabelUse{Article: a.ID, Text: part, Spans: []model.Span{within(a, whole, part)}}
}

// said is a statement made of the words of source, cue and content; empty
// source or cue are left out. The cue stands in the words around it.
func said(id string, a *model.Article, kind model.StatementKind, speaker model.Speaker, source, around, cue, class string,
	content ...string) model.Statement {
	s := model.Statement{ID: id, Article: a.ID, Kind: kind, Speaker: speaker, Confidence: 0.94}
	if source != "" {
		s.Source = pointer(within(a, around, source))
	}
	if cue != "" {
		s.Cue = &model.Cue{Span: within(a, around, cue), Class: class}
	}
	for _, c := range content {
		s.Content = append(s.Content, find(a, c))
	}
	s.Text = strings.Join(content, " … ")
	return s
}

// A wording is a variant to be: its statement and its pieces, one a column; an
// empty piece leaves the column out.
type wording struct {
	statement model.Statement
	pieces    []string
}

// variants lays wordings out as aligned variants. Pieces of one column that
// are the same but for case count as shared.
func variants(articles map[string]*model.Article, ws ...wording) []model.Variant {
	var out []model.Variant
	for _, w := range ws {
		v := model.Variant{Statement: w.statement.ID}
		text := articles[w.statement.Article].Text
		at := w.statement.Content[0].Start
		for column, piece := range w.pieces {
			if piece == "" {
				continue
			}
			i := strings.Index(text[at:], piece)
			if i < 0 {
				panic(fmt.Sprintf("rendertest: %q is not next in %s", piece, w.statement.ID))
			}
			run := model.Run{Text: piece, Start: at + i, End: at + i + len(piece), Column: column, With: []string{}}
			for _, other := range ws {
				if other.statement.ID != w.statement.ID && column < len(other.pieces) && strings.EqualFold(other.pieces[column], piece) {
					run.With = append(run.With, other.statement.ID)
				}
			}
			at = run.End
			v.Words = append(v.Words, run)
		}
		out = append(out, v)
	}
	return out
}
