package read

import (
	"strings"
	"testing"

	"synoptic/internal/model"
)

const plea = "The Courier is free for all readers because readers like you pay for it, so please join them today."

func courier(t *testing.T, name, text string) *model.Article {
	t.Helper()
	page := "<html><head><meta property=og:site_name content='Elsa Courier'></head><body><article><h1>" + name + "</h1><p>" +
		strings.ReplaceAll(text, "\n", "</p>\n<p>") + "</p></article></body></html>"
	found, err := Read(name+".html", []byte(page))
	if err != nil || len(found) != 1 || !strings.Contains(found[0].Text, plea) {
		t.Fatalf("%d articles, %v", len(found), err)
	}
	return found[0]
}

func TestDropRecurring(t *testing.T) {
	ferry := "The harbour council voted on Monday to keep the night ferry running through the winter, its chair said.\n" + plea +
		"\nNobody should have to sleep on the quay, said Mara Lind, who chairs the council of the port. (Reuters)"
	bridge := "Engineers found rust in the cables of the old bridge on Tuesday and closed it to lorries at once.\n" + plea +
		"\nThe bridge was built by the grandfather of the mayor, who said that he had always feared that day."
	school := "Pupils of the upper school planted forty oaks on the hill behind the town on Wednesday morning.\n" + plea +
		"\nEach oak bears the name of the child that planted it, and each child has promised to water it."
	market := "Fish was dearer on the market on Thursday than it has been since the cold spring of last year.\n" + plea +
		"\nTraders blamed the wind, which has kept all small boats in the harbour for nine days in a row."
	a, b := courier(t, "Ferry stays", ferry), courier(t, "Bridge closed", bridge)
	c, d := courier(t, "Oaks planted", school), courier(t, "Fish is dear", market)
	id := a.ID
	DropRecurring([]*model.Article{a, b, c})
	if !strings.Contains(a.Text, plea) {
		t.Error("running text on three pages was taken for the site's")
	}
	before := map[model.Field]string{}
	for field, f := range a.Found {
		if f.Span != nil {
			before[field] = f.Span.In(a.Text)
		}
	}
	DropRecurring([]*model.Article{a, b, c, d})
	if strings.Contains(a.Text+b.Text, plea) || a.ID == id || len(a.Blocks) != 3 {
		t.Errorf("what both pages have is still there: %q", a.Text)
	}
	if n := len(a.Aside); n == 0 || a.Aside[n-1].Text != plea || a.Aside[n-1].Line != 2 {
		t.Errorf("asides %+v", a.Aside)
	}
	last := a.Blocks[2]
	if got := last.Span().In(a.Text); !strings.HasPrefix(got, "Nobody") || a.Line(last.Start) != 3 {
		t.Errorf("block %q on line %d", got, a.Line(last.Start))
	}
	for _, c := range a.Credits {
		if c.Span != nil && c.Span.In(a.Text) != c.Text {
			t.Errorf("credit %q moved to %q", c.Text, c.Span.In(a.Text))
		}
	}
	for field, f := range a.Found {
		if f.Span != nil && before[field] != f.Span.In(a.Text) {
			t.Errorf("%s found at %q, before at %q", field, f.Span.In(a.Text), before[field])
		}
	}
	if len(a.Credits) != 1 || a.Credits[0].Span == nil {
		t.Errorf("credits %+v", a.Credits)
	}
}

// TestVersionsOfOneArticle wants an article that was saved twice, with a change,
// to keep its text.
func TestVersionsOfOneArticle(t *testing.T) {
	text := "The harbour council voted on Monday to keep the night ferry running through the winter, its chair said.\n" + plea +
		"\nNobody should have to sleep on the quay, said Mara Lind, who chairs the council of the port."
	a, b := courier(t, "Ferry stays", text), courier(t, "Ferry stays", text+"\nThe owners of the ferry will be heard by the council in spring.")
	before := a.Text
	DropRecurring([]*model.Article{a, b})
	if a.Text != before || !strings.Contains(b.Text, plea) {
		t.Errorf("a version lost text: %q", a.Text)
	}
}
