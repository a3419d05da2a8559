package render

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// csvHead is the columns of CSV.
var csvHead = []string{"story", "story_title", "article", "source", "outlet", "published", "kind", "speaker", "speaker_how",
	"speaker_confidence", "speaker_perhaps", "cue", "cue_class", "text", "start", "end", "line", "addressee", "via", "when",
	"occasion", "negated", "utterance", "confidence"}

// CSV writes doc as one row a statement under a row of names. Start and end
// are byte offsets of the content in the article's text, half-open; line is
// the line of the source. A cell of words that a spreadsheet would take for a
// formula begins with an apostrophe.
func CSV(w io.Writer, doc *model.Document) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvHead); err != nil {
		return err
	}
	articles := byID(doc)
	for i := range doc.Stories {
		s := &doc.Stories[i]
		utterance := map[string]string{}
		for _, u := range s.Utterances {
			for _, st := range u.Statements {
				utterance[st] = u.ID
			}
		}
		for j := range s.Statements {
			if err := out.Write(csvRow(s, &s.Statements[j], articles[s.Statements[j].Article], utterance)); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func csvRow(s *model.Synopsis, st *model.Statement, a *model.Article, utterance map[string]string) []string {
	var source, name, published, cue, class, line string
	content := contentSpan(st)
	if a != nil {
		source, name = a.Source, outlet(a)
		if a.Published != nil {
			published = a.Published.Value
		}
		if n := a.Line(content.Start); n > 0 {
			line = strconv.Itoa(n)
		}
		if st.Cue != nil {
			cue = cut(a.Text, st.Cue.Span)
		}
	}
	if st.Cue != nil {
		class = st.Cue.Class
	}
	negated := ""
	if st.Negated {
		negated = "yes"
	}
	return []string{safeCell(s.ID), safeCell(s.Title), safeCell(st.Article), safeCell(source), safeCell(name), safeCell(published), safeCell(string(st.Kind)),
		safeCell(st.Speaker.Name), safeCell(string(st.Speaker.How)), probability(st.Speaker.Confidence), safeCell(st.Speaker.Perhaps),
		safeCell(cue), safeCell(class), safeCell(st.Text), strconv.Itoa(content.Start), strconv.Itoa(content.End), line,
		safeCell(st.Addressee), safeCell(strings.Join(st.Via, "; ")), safeCell(st.When), safeCell(st.Occasion), negated, safeCell(utterance[st.ID]),
		probability(st.Confidence)}
}

// contentSpan is the smallest span that covers a statement's content.
func contentSpan(st *model.Statement) model.Span {
	var out model.Span
	for i, c := range st.Content {
		if i == 0 || c.Start < out.Start {
			out.Start = c.Start
		}
		out.End = max(out.End, c.End)
	}
	return out
}

// safeCell is words made safe for spreadsheets.
func safeCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

func probability(p float64) string { return strconv.FormatFloat(p, 'f', -1, 64) }
