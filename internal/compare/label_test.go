package compare

import (
	"strings"
	"testing"

	"synoptic/internal/model"
)

// calling is an invented account of one sentence that names one entity: before
// the name stands title, and the name may stand in quotation marks.
func calling(outlet, before, name, after, title string, typ model.EntityType) *model.Analysis {
	text := before + name + after
	an := annotated(outlet, "2031-03-04", outlet+"\n"+text)
	at := strings.Index(an.Article.Text, text) + len(before)
	span := model.Span{Start: at, End: at + len(name)}
	m := model.Mention{Span: span, Full: span, Kind: model.MentionName, Confidence: 1}
	if title != "" {
		i := strings.Index(an.Article.Text, title)
		m.Title = model.Span{Start: i, End: i + len(title)}
		m.Full.Start = i
	}
	an.Entities = []model.Entity{{ID: "e1", Name: name, Type: typ}}
	an.Mentions = []model.Mention{m}
	return an
}

// labelsOf lists the uses of all labels, in order, with ! for
// what only one account has and " for a name in scare quotes.
func labelsOf(list ...*model.Analysis) []string {
	s := Compare(model.Story{}, list)
	var out []string
	for _, l := range s.Labels {
		for _, u := range l.Uses {
			mark := ""
			if u.Only {
				mark += "!"
			}
			if u.Scare {
				mark += "\""
			}
			out = append(out, mark+u.Text)
		}
	}
	return out
}

func TestLabels(t *testing.T) {
	for _, c := range []struct {
		name string
		list []*model.Analysis
		want string
	}{
		{"two titles",
			[]*model.Analysis{
				calling("Harbour Post", "The War Minister ", "Olaf Brandt", " spoke.", "The War Minister", model.Person),
				calling("Valley Echo", "Defence Minister ", "Olaf Brandt", " spoke.", "Defence Minister", model.Person)},
			"!War Minister|!Defence Minister"},
		{"the same title in other words",
			[]*model.Analysis{
				calling("Harbour Post", "Transport Commissioner ", "Olaf Brandt", " spoke.", "Transport Commissioner", model.Person),
				calling("Valley Echo", "the commissioner for transport, ", "Olaf Brandt", ", spoke.", "the commissioner for transport", model.Person)},
			""},
		{"a title that takes something away",
			[]*model.Analysis{
				calling("Harbour Post", "former mayor ", "Olaf Brandt", " spoke.", "former mayor", model.Person),
				calling("Valley Echo", "Mayor ", "Olaf Brandt", " spoke.", "Mayor", model.Person)},
			"!former mayor|!Mayor"},
		{"scare quotes",
			[]*model.Analysis{
				calling("Harbour Post", "Troops of ", "Norway", " came.", "", model.Country),
				calling("Valley Echo", "Troops of \"", "Norway", "\" came.", "", model.Country)},
			"!\"Norway"},
		{"a description",
			[]*model.Analysis{
				calling("Harbour Post", "Troops of ", "Norway", " came, the Norwegian regime said.", "", model.Country),
				calling("Valley Echo", "Troops of ", "Norway", " came.", "", model.Country)},
			"!Norwegian regime"},
		{"forms of address",
			[]*model.Analysis{
				calling("Harbour Post", "Mr ", "Olaf Brandt", " spoke.", "Mr", model.Person),
				calling("Valley Echo", "Dr. ", "Olaf Brandt", " spoke.", "Dr.", model.Person)},
			""},
	} {
		if got := strings.Join(labelsOf(c.list...), "|"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
