package measure

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	lineage "synoptic/internal/lineage/measure"
	"synoptic/internal/model"
)

// A Statement is a row of a gold set of utterances.
type Statement struct {
	SID, Story, Article, Kind, Speaker string
	Content                            [][2]int
	SpeakerSpan                        *[2]int `json:"speaker_span"`
	CueSpan                            *[2]int `json:"cue_span"`
	CueText                            string  `json:"cue_text"`
}

// A NotSame is a pair of statements that look alike and are two utterances.
type NotSame struct {
	A, B, Story string
	SameSpeaker bool `json:"same_speaker"`
	Sure        bool
}

// A Gold is a gold set of utterances.
type Gold struct {
	Statements []Statement
	Utterances map[string][]string // utterance ID -> statement IDs
	NotSame    []NotSame
}

// ReadGold reads a set of rows of type statement, utterance and not_same, one
// JSON object a line.
func ReadGold(r io.Reader) (*Gold, error) {
	g := &Gold{Utterances: map[string][]string{}}
	err := lineage.EachLine(r, func(line []byte) error {
		var row struct {
			Type    string
			UID     string
			Members []string
		}
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		switch row.Type {
		case "statement":
			var s Statement
			if err := json.Unmarshal(line, &s); err != nil {
				return err
			}
			g.Statements = append(g.Statements, s)
		case "utterance":
			g.Utterances[row.UID] = row.Members
		case "not_same":
			var n NotSame
			if err := json.Unmarshal(line, &n); err != nil {
				return err
			}
			g.NotSame = append(g.NotSame, n)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read gold utterances: %w", err)
	}
	return g, nil
}

// article is a record as an article of its day.
func article(r *lineage.Record) *model.Article {
	a := r.Article()
	a.Language = "en"
	if a.Published != nil && len(a.Published.Value) < 10 {
		a.Published = nil
	}
	if a.Published != nil {
		a.Published.Value = a.Published.Day()
	}
	return a
}

func eachRecord(r io.Reader, do func(*lineage.Record)) error {
	err := lineage.EachLine(r, func(line []byte) error {
		var row lineage.Record
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		do(&row)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read articles: %w", err)
	}
	return nil
}

// Open reads a file of gold utterances and the articles that it is about, from
// the sets of stories below the folder of data.
func Open(data, file string) (*Gold, map[string]*model.Article, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	gold, err := ReadGold(f)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	records, err := lineage.Lines[lineage.Record](data, "stories/*/*.jsonl")
	if err != nil {
		return nil, nil, err
	}
	articles := map[string]*model.Article{}
	wanted := gold.Articles()
	for i := range records {
		if wanted[records[i].ID] {
			articles[records[i].ID] = article(&records[i])
		}
	}
	return gold, articles, nil
}

// Articles are the IDs of the articles that the set is about.
func (g *Gold) Articles() map[string]bool {
	out := map[string]bool{}
	for _, s := range g.Statements {
		out[s.Article] = true
	}
	return out
}

// Stories are the names of its stories, sorted.
func (g *Gold) Stories() []string {
	var out []string
	for _, s := range g.Statements {
		out = append(out, s.Story)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Analyses makes the analyses of one story with the gold statements in them:
// annotate finds sentences and tokens, and each speaker is an entity.
func (g *Gold) Analyses(story string, articles map[string]*model.Article, annotate func(*model.Article) *model.Analysis) []*model.Analysis {
	byArticle := map[string][]Statement{}
	for _, s := range g.Statements {
		if s.Story == story && articles[s.Article] != nil {
			byArticle[s.Article] = append(byArticle[s.Article], s)
		}
	}
	var out []*model.Analysis
	for id, list := range byArticle {
		slices.SortFunc(list, func(a, b Statement) int { return cmp.Compare(a.Content[0][0], b.Content[0][0]) })
		an := *annotate(articles[id])
		an.Entities, an.Mentions, an.Statements = nil, nil, nil
		entity := map[string]string{}
		for _, s := range list {
			e, ok := entity[s.Speaker]
			if !ok {
				e = fmt.Sprintf("e%d", len(entity)+1)
				entity[s.Speaker] = e
				// Gold resolves speakers without a name too; a capital makes a name of it.
				name := strings.ToUpper(s.Speaker[:min(1, len(s.Speaker))]) + s.Speaker[min(1, len(s.Speaker)):]
				an.Entities = append(an.Entities, model.Entity{ID: e, Name: name, Type: model.Unknown})
			}
			an.Statements = append(an.Statements, s.model(e))
		}
		out = append(out, &an)
	}
	slices.SortFunc(out, func(a, b *model.Analysis) int { return strings.Compare(a.Article.ID, b.Article.ID) })
	return out
}

func (s Statement) model(entity string) model.Statement {
	out := model.Statement{ID: s.SID, Article: s.Article, Kind: model.StatementKind(s.Kind), Confidence: 1,
		Speaker: model.Speaker{Entity: entity, Name: s.Speaker, How: model.ByName, Confidence: 1}}
	for _, c := range s.Content {
		out.Content = append(out.Content, model.Span{Start: c[0], End: c[1]})
	}
	if s.SpeakerSpan != nil {
		out.Source = &model.Span{Start: s.SpeakerSpan[0], End: s.SpeakerSpan[1]}
	}
	if s.CueSpan != nil {
		out.Cue = &model.Cue{Span: model.Span{Start: s.CueSpan[0], End: s.CueSpan[1]}, Class: cueClass(s.CueText)}
	}
	return out
}

// cueClass is a rough class of a gold cue; found statements bring their own.
func cueClass(text string) string {
	word, _, _ := strings.Cut(strings.ToLower(text), " ")
	for _, c := range []struct{ stem, class string }{{"den", "denies"}, {"dismiss", "denies"}, {"reject", "denies"},
		{"ask", "asks"}, {"wonder", "asks"}, {"warn", "warns"}, {"threat", "threatens"}, {"promis", "promises"},
		{"vow", "promises"}, {"condemn", "condemns"}, {"denounc", "condemns"}, {"criticiz", "condemns"},
		{"welcom", "welcomes"}, {"prais", "welcomes"}, {"urg", "demands"}, {"call", "demands"}, {"demand", "demands"},
		{"confirm", "confirms"}, {"declin", "declines"}} {
		if strings.HasPrefix(word, c.stem) {
			return c.class
		}
	}
	return "says"
}
