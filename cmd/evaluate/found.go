package main

import (
	"strings"

	"synoptic/internal/model"
)

// A foundSpan is a span in the layout of gold/differences.jsonl: offsets are in
// the article's body, or in its title where Field says so.
type foundSpan struct {
	Side    string `json:"side,omitempty"`
	Article string `json:"article"`
	Field   string `json:"field,omitempty"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	Party   string `json:"party,omitempty"`
}

// A foundRow is a difference, fact, label or utterance in the layout of the
// labels.
type foundRow struct {
	Type     string      `json:"type"` // difference, fact, label, utterance
	Story    string      `json:"story"`
	Kind     string      `json:"kind,omitempty"`
	About    string      `json:"about,omitempty"`
	Sides    []foundSpan `json:"sides,omitempty"`
	Updated  bool        `json:"resolved_by_time,omitempty"`
	Fact     string      `json:"fact,omitempty"`
	Articles []foundSpan `json:"articles,omitempty"`
	Absent   []string    `json:"absent,omitempty"`
	Entity   string      `json:"entity,omitempty"`
	Speaker  string      `json:"speaker,omitempty"`
	Relation string      `json:"relation,omitempty"`
	Members  []foundSpan `json:"members,omitempty"`
}

// foundRows is what was found in a story, row by row.
func foundRows(story string, s model.Synopsis, articles map[string]*model.Article) []foundRow {
	var out []foundRow
	for _, d := range s.Differences {
		row := foundRow{Type: "difference", Story: story, Kind: string(d.Kind), About: d.About, Updated: d.Updated}
		for _, side := range d.Sides {
			span := inBody(articles[side.Article], model.Span{Start: side.Start, End: side.End})
			span.Side, span.Party = side.Group, side.Party
			row.Sides = append(row.Sides, span)
		}
		out = append(out, row)
	}
	for _, f := range s.Facts {
		row := foundRow{Type: "fact", Story: story, Fact: f.Text, Absent: f.Absent}
		for _, e := range f.Evidence {
			span := inBody(articles[e.Article], model.Span{Start: e.Start, End: e.End})
			span.Party = e.Party
			row.Articles = append(row.Articles, span)
		}
		out = append(out, row)
	}
	for _, l := range s.Labels {
		for _, u := range l.Uses {
			for _, span := range u.Spans {
				out = append(out, foundRow{Type: "label", Story: story, Entity: l.Name, Articles: []foundSpan{inBody(articles[u.Article], span)}})
			}
		}
	}
	return append(out, foundUtterances(story, s, articles)...)
}

func foundUtterances(story string, s model.Synopsis, articles map[string]*model.Article) []foundRow {
	statements := map[string]*model.Statement{}
	for i := range s.Statements {
		statements[s.Statements[i].ID] = &s.Statements[i]
	}
	var out []foundRow
	for _, u := range s.Utterances {
		row := foundRow{Type: "utterance", Story: story, Speaker: u.Speaker.Name, Relation: string(u.Relation)}
		for _, id := range u.Statements {
			if st := statements[id]; st != nil {
				for _, c := range st.Content {
					row.Members = append(row.Members, inBody(articles[st.Article], c))
				}
			}
		}
		out = append(out, row)
	}
	return out
}

// inBody turns a span of an article's text, which is title, empty line and body,
// into one of its body or title.
func inBody(a *model.Article, s model.Span) foundSpan {
	if a == nil {
		return foundSpan{Start: s.Start, End: s.End}
	}
	out := foundSpan{Article: a.ID, Start: s.Start, End: s.End, Text: s.In(a.Text)}
	head := a.Title + "\n\n"
	switch {
	case a.Title == "" || !strings.HasPrefix(a.Text, head):
	case s.Start >= len(head):
		out.Start, out.End = s.Start-len(head), s.End-len(head)
	default:
		out.Field = "title"
	}
	return out
}
