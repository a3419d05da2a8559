package measure

import (
	"strings"
	"testing"

	"synoptic/internal/model"
)

const storyRows = `{"id":"a1","outlet":"harbour.example","date":"2031-03-04T00:00:00","title":"Mill burns","body":"A fire killed 12 people.\nNobody saw it begin.","story":"mill","in_curated":true}
{"id":"a2","outlet":"gazette.example","date":"2031-03-05","title":"Toll rises","body":"Toll rises\nThe fire killed 14 people.","story":"mill","in_curated":true}
{"id":"a3","outlet":"other.example","title":"Ferry","body":"A ferry sank.","story":"ferry"}`

const labelledRows = `{"type":"difference","id":"d1","story":"mill","kind":"number","confidence":"high","sides":[{"side":"A","article":"a1","start":7,"end":23},{"side":"B","article":"a2","start":20,"end":36}]}
{"type":"not_difference","id":"n1","story":"mill","kind":"number","sides":[{"side":"A","article":"a1","field":"title","start":0,"end":10},{"side":"B","article":"a2","start":20,"end":36}]}
{"type":"label","story":"mill"}
{"type":"fact","id":"f1","story":"mill","fact":"a fire","articles":[{"article":"a1","start":0,"end":6}],"absent":["a2"]}`

func TestDifferencesScored(t *testing.T) {
	stories, err := ReadStories(strings.NewReader(storyRows), func(story, id string, curated bool) bool { return curated })
	if err != nil || len(stories["mill"]) != 2 || len(stories) != 1 {
		t.Fatalf("stories %v, %v", stories, err)
	}
	articles := map[string]*model.Article{}
	for _, a := range stories["mill"] {
		articles[a.ID] = a
	}
	if n := len(articles["a2"].Blocks); n != 2 {
		t.Errorf("%d blocks, want title and one paragraph: the repeated title is none", n)
	}
	rows, err := ReadDifferences(strings.NewReader(labelledRows))
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	side := func(article, words, group string) model.Side {
		text := articles[article].Text
		i := strings.LastIndex(text, words)
		return model.Side{Article: article, Start: i, End: i + len(words), Group: group}
	}
	s := map[string]model.Synopsis{"mill": {
		Differences: []model.Difference{{Kind: model.DiffNumber, Sides: []model.Side{side("a1", "killed 12", "A"), side("a2", "killed 14", "B")}}},
		Facts:       []model.Fact{{Evidence: []model.FactEvidence{{Article: "a1", Start: 12, End: 18}, {Article: "a2", Start: 12, End: 18}}, Absent: []string{}}},
	}}
	d := Differences(rows, s, articles)
	if d.Gold != 1 || d.Found != 1 || d.Hard != 1 || d.HardShown != 0 || d.Shown != 1 {
		t.Errorf("differences %+v", d)
	}
	f := Facts(rows, s, articles)
	if f.Gold != 1 || f.Found != 1 || f.Right != 1 || f.Named != 2 || f.States != 1 {
		t.Errorf("facts %+v", f)
	}
	s["mill"].Differences[0].Sides[1].Group = "A"
	if d := Differences(rows, s, articles); d.Found != 0 {
		t.Errorf("sides of one group differ: %+v", d)
	}
}
