package compare

import (
	"slices"
	"testing"

	"synoptic/internal/model"
)

// named is an invented account that names entities and nothing else.
func named(outlet string, entities ...model.Entity) *model.Analysis {
	an := annotated(outlet, "2031-03-04", outlet+" on the day\nSomething happened.")
	for i, e := range entities {
		e.ID = string(rune('a' + i))
		an.Entities = append(an.Entities, e)
		s := model.Span{Start: i, End: i + 1}
		an.Mentions = append(an.Mentions, model.Mention{Span: s, Full: s, Entity: i, Kind: model.MentionName, Confidence: 1})
	}
	return an
}

func TestEntitiesJoined(t *testing.T) {
	person := func(n string) model.Entity { return model.Entity{Name: n, Type: model.Person} }
	body := func(n string) model.Entity { return model.Entity{Name: n, Type: model.Organisation} }
	country := func(n string) model.Entity { return model.Entity{Name: n, Type: model.Country} }
	group := func(n string) model.Entity { return model.Entity{Name: n, Type: model.Group} }
	for _, c := range []struct {
		name string
		a, b []model.Entity
		want []string
	}{
		{"spelling", []model.Entity{person("Sergei Dolin")}, []model.Entity{person("Sergey Dolin")}, []string{"Sergei Dolin"}},
		{"surname", []model.Entity{person("Ida Marr")}, []model.Entity{person("Marr")}, []string{"Ida Marr"}},
		{"surname of two", []model.Entity{person("Ida Marr"), person("Olaf Marr")}, []model.Entity{person("Marr")},
			[]string{"Ida Marr", "Marr", "Olaf Marr"}},
		{"middle initial", []model.Entity{person("Ida K. Marr")}, []model.Entity{person("Ida Marr")}, []string{"Ida K. Marr"}},
		{"two middle initials", []model.Entity{person("Ida K. Marr")}, []model.Entity{person("Ida T. Marr")},
			[]string{"Ida K. Marr", "Ida T. Marr"}},
		{"title", []model.Entity{person("Dr. Ida Marr")}, []model.Entity{person("Ida Marr")}, []string{"Dr. Ida Marr"}},
		{"initials of a body", []model.Entity{body("North Sea Ferry Board")}, []model.Entity{body("NSFB")}, []string{"North Sea Ferry Board"}},
		{"country", []model.Entity{country("U.S.")}, []model.Entity{country("United States")}, []string{"United States"}},
		{"nameless groups", []model.Entity{group("two officials")}, []model.Entity{group("two officials")},
			[]string{"two officials", "two officials"}},
		{"other persons", []model.Entity{person("Ida Marr")}, []model.Entity{person("Ida Moor")}, []string{"Ida Marr", "Ida Moor"}},
		{"type not agreed on", []model.Entity{body("Grey Harbour")}, []model.Entity{{Name: "Grey Harbour", Type: model.Place}},
			[]string{"Grey Harbour"}},
	} {
		s := Compare(model.Story{}, []*model.Analysis{named("Harbour Post", c.a...), named("Valley Echo", c.b...)})
		var got []string
		for _, e := range s.Entities {
			got = append(got, e.Name)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
