package measure

import (
	"fmt"
	"html"
	"regexp"
	"strings"

	"synoptic/internal/model"
)

// A Time is a gold expression of time with its TIMEX3 value.
type Time struct {
	model.Span
	Value string
}

// A TimedArticle is a document of a set in TimeML.
type TimedArticle struct {
	Article *model.Article
	Times   []Time
}

var (
	timex     = regexp.MustCompile(`(?s)<TIMEX3([^>]*)>(.*?)</TIMEX3>`)
	attribute = regexp.MustCompile(`(\w+)="([^"]*)"`)
	otherTag  = regexp.MustCompile(`</?(EVENT|SIGNAL|[A-SU-Z])[^>]*>`)
)

// between is what stands between a tag and its end.
func between(text, tag string) (string, bool) {
	_, text, ok := strings.Cut(text, "<"+tag+">")
	text, _, ended := strings.Cut(text, "</"+tag+">")
	return text, ok && ended
}

func valueOf(attributes string) string {
	for _, m := range attribute.FindAllStringSubmatch(attributes, -1) {
		if m[1] == "value" {
			return m[2]
		}
	}
	return ""
}

// TimeML reads a document. Its article has the day of the document's creation
// as its own; empty lines divide its paragraphs.
func TimeML(id string, data []byte) (TimedArticle, error) {
	marked, ok := between(string(data), "TEXT")
	if !ok {
		return TimedArticle{}, fmt.Errorf("read %s: no text", id)
	}
	created, _ := between(string(data), "DCT")
	var out TimedArticle
	var text strings.Builder
	marked = otherTag.ReplaceAllString(marked, "")
	for {
		m := timex.FindStringSubmatchIndex(marked)
		if m == nil {
			break
		}
		text.WriteString(html.UnescapeString(marked[:m[0]]))
		start := text.Len()
		text.WriteString(html.UnescapeString(marked[m[4]:m[5]]))
		out.Times = append(out.Times, Time{model.Span{Start: start, End: text.Len()}, valueOf(marked[m[2]:m[3]])})
		marked = marked[m[1]:]
	}
	text.WriteString(html.UnescapeString(marked))
	out.Article = &model.Article{ID: id, Language: "en", Text: text.String()}
	if day := valueOf(created); len(day) >= 10 {
		out.Article.Published = &model.Published{Value: day[:10], From: "metadata"}
	}
	at := 0
	for paragraph := range strings.SplitSeq(out.Article.Text, "\n\n") {
		if paragraph != "" {
			out.Article.Blocks = append(out.Article.Blocks, model.Block{Kind: model.BlockParagraph, Start: at, End: at + len(paragraph)})
		}
		at += len(paragraph) + 2
	}
	out.Article.Text = strings.ReplaceAll(out.Article.Text, "\n", " ") // inside a block no line ends
	return out, nil
}

// Annotating is a function such as language.Annotate.
type Annotating func(*model.Article) *model.Analysis

// Times counts expressions of time.
type Times struct {
	Relaxed Found // those that share a character with a gold one, each once
	Value   Found // of these, those of the gold value
	Days    Ratio // of the days claimed, those that are the gold value of their words
}

// Dates counts the expressions of time found in the articles of a set.
func Dates(docs []TimedArticle, annotate Annotating) Times {
	var out Times
	for _, d := range docs {
		found := annotate(d.Article).Dates
		used := make([]bool, len(d.Times))
		all := Found{Found: len(found), Gold: len(d.Times)}
		out.Relaxed.add(all)
		out.Value.add(all)
		for i := range found {
			day := found[i].Precision == model.ByDay
			if day {
				out.Days.All++
			}
			k := firstOver(d.Times, used, found[i].Span)
			if k < 0 {
				continue
			}
			used[k] = true
			out.Relaxed.Right++
			if d.Times[k].Value != found[i].Value {
				continue
			}
			out.Value.Right++
			if day {
				out.Days.Right++
			}
		}
	}
	return out
}

// firstOver is the first gold expression not used that shares a character with
// s, or -1.
func firstOver(gold []Time, used []bool, s model.Span) int {
	for k, g := range gold {
		if !used[k] && g.Overlaps(s) {
			return k
		}
	}
	return -1
}

// A Phrase is an expression of time on its own, said on a day.
type Phrase struct {
	Text, Value, Day string
}

// Phrases reads a table of expressions: text, type and value between tabs, the
// first of each paragraph the day on which those after it are said.
func Phrases(data []byte) []Phrase {
	var out []Phrase
	day := ""
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		switch {
		case len(row) < 3:
			day = ""
		case day == "":
			day = row[2]
		default:
			out = append(out, Phrase{row[0], row[2], day})
		}
	}
	return out
}

// PhraseValues counts the phrases whose first expression found has the gold value.
func PhraseValues(phrases []Phrase, annotate Annotating) Ratio {
	var r Ratio
	for _, p := range phrases {
		a := &model.Article{Language: "en", Text: p.Text, Published: &model.Published{Value: p.Day[:min(10, len(p.Day))], From: "metadata"},
			Blocks: []model.Block{{Kind: model.BlockParagraph, End: len(p.Text)}}}
		r.All++
		if found := annotate(a).Dates; len(found) > 0 && found[0].Value == p.Value {
			r.Right++
		}
	}
	return r
}
