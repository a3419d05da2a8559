package refer

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"synoptic/internal/model"
)

// joined are the sets of names that Join makes, each set's names between
// commas, and the rules it went by.
func joined(entities []model.Entity) (sets []string, rules []Rule) {
	s, why := Join(entities, func(string) bool { return true })
	for _, members := range s.Members() {
		var names []string
		for _, i := range members {
			names = append(names, entities[i].Name)
		}
		sets = append(sets, strings.Join(names, ", "))
	}
	for _, w := range why {
		rules = append(rules, w.Why)
	}
	return sets, rules
}

func people(names ...string) (out []model.Entity) {
	for _, n := range names {
		e := model.Entity{Type: model.Person}
		e.Name, _, _ = strings.Cut(n, "/")
		if _, gender, ok := strings.Cut(n, "/"); ok {
			e.Gender = model.Gender(gender)
		}
		out = append(out, e)
	}
	return out
}

func bodies(names ...string) (out []model.Entity) {
	for _, n := range names {
		out = append(out, model.Entity{Name: n, Type: model.Organisation})
	}
	return out
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		entities []model.Entity
		sets     []string
		rules    []Rule
	}{
		{people("Sergei Dolin", "Sergey Dolin"), []string{"Sergei Dolin, Sergey Dolin"}, []Rule{Spelled}},
		{people("Muhammad Basri", "Mohammed Basri"), []string{"Muhammad Basri, Mohammed Basri"}, []Rule{Spelled}},
		{people("Bill Dahl", "William Dahl"), []string{"Bill Dahl, William Dahl"}, []Rule{Spelled}},
		{people("Ida Marr", "Marr"), []string{"Ida Marr, Marr"}, []Rule{Surname}},
		{people("Ida Marr", "Olaf Marr", "Marr"), []string{"Ida Marr", "Olaf Marr", "Marr"}, nil},
		{people("Ida Marr/female", "Marr/male"), []string{"Ida Marr", "Marr"}, nil},
		{people("I. Marr", "Ida Marr"), []string{"I. Marr, Ida Marr"}, []Rule{Initials}},
		{people("I. Marr", "Ida Marr", "Ingrid Marr"), []string{"I. Marr", "Ida Marr", "Ingrid Marr"}, nil},
		{people("Ida K. Marr", "Ida Marr"), []string{"Ida K. Marr, Ida Marr"}, []Rule{MiddleName}},
		{people("Ida K. Marr", "Ida T. Marr", "Ida Marr"), []string{"Ida K. Marr", "Ida T. Marr", "Ida Marr"}, nil},
		{people("Jonas Marr", "Jonas Marr Jr."), []string{"Jonas Marr", "Jonas Marr Jr."}, nil},
		{people("Foreign Minister Ida Marr", "Ida Marr"), []string{"Foreign Minister Ida Marr, Ida Marr"}, []Rule{SameWords}},
		{people("Juan Perez Lund", "Juan Perez"), []string{"Juan Perez Lund, Juan Perez"}, []Rule{LongerName}},
		{bodies("North Sea Ferry Board", "NSFB"), []string{"North Sea Ferry Board, NSFB"}, []Rule{Initials}},
		{bodies("International Atomic Energy Agency", "IAEA"), []string{"International Atomic Energy Agency, IAEA"}, []Rule{OtherName}},
		{bodies("Tidewing Airlines", "Tidewing"), []string{"Tidewing Airlines, Tidewing"}, []Rule{ShortName}},
		{bodies("Tidewing Ltd.", "Tidewing"), []string{"Tidewing Ltd., Tidewing"}, []Rule{SameWords}},
		{[]model.Entity{{Name: "Moscow", Type: model.Place}, {Name: "Kremlin", Type: model.Organisation}, {Name: "Russia", Type: model.Country}},
			[]string{"Moscow", "Kremlin", "Russia"}, nil},
		{[]model.Entity{{Name: "two officials", Type: model.Group}, {Name: "two officials", Type: model.Group}}, []string{"two officials", "two officials"}, nil},
	} {
		sets, rules := joined(c.entities)
		if !slices.Equal(sets, c.sets) || !slices.Equal(rules, c.rules) {
			t.Errorf("got %q by %q, want %q by %q", sets, rules, c.sets, c.rules)
		}
	}
}

// Who is joined does not depend on the order of the entities.
func TestJoinInAnyOrder(t *testing.T) {
	names := []string{"Ida Marr", "Marr", "Ida K. Marr", "I. Marr", "Olaf Dahl", "Dahl", "Sergei Dolin", "Sergey Dolin", "Dolin", "Bill Voss", "William Voss"}
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation(names).Draw(t, "order")
		sets := func(names []string) []string {
			out, _ := joined(people(names...))
			for i, s := range out {
				members := strings.Split(s, ", ")
				slices.Sort(members)
				out[i] = strings.Join(members, ", ")
			}
			slices.Sort(out)
			return out
		}
		if a, b := sets(names), sets(order); !slices.Equal(a, b) {
			t.Fatalf("%q, in another order %q", a, b)
		}
	})
}

func FuzzJoin(f *testing.F) {
	f.Add("Ada Holm\nMrs Holm\nA. Holm Jr.\nNFB\nNorthern Fish Board")
	f.Fuzz(func(t *testing.T, lines string) {
		var all []model.Entity
		kinds := []model.EntityType{model.Person, model.Organisation, model.Place, model.Unknown}
		for i, line := range strings.Split(lines, "\n") {
			all = append(all, model.Entity{Name: line, Type: kinds[i%len(kinds)]})
		}
		sets, why := Join(all, func(string) bool { return true })
		for _, w := range why {
			if sets.Root(w.A) != sets.Root(w.B) || all[w.A].Name == all[w.B].Name {
				t.Fatalf("evidence %+v of none joined", w)
			}
		}
	})
}
