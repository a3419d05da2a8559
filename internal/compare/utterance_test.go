package compare

import (
	"testing"

	"synoptic/internal/model"
)

func TestUtterancesJoinReportsOfOneSaying(t *testing.T) {
	for _, c := range []struct {
		name     string
		a, b     said
		relation model.Relation
	}{
		{"two translations",
			said{"Ida Marr", model.Direct, "It is hard to draw firm conclusions or to see a clear picture now"},
			said{"Ida Marr", model.Direct, "It is very hard to make any final conclusions at present and get a clear picture"},
			model.Paraphrase},
		{"direct and reported",
			said{"Ida Marr", model.Direct, "The bridge was inspected in May and found to be sound in every part of it."},
			said{"Ida Marr", model.Indirect, "the bridge had been found sound when it was inspected in May"},
			model.DirectVsIndirect},
		{"the same words",
			said{"Ida Marr", model.Direct, "We shall rebuild the ferry quay before the autumn storms"},
			said{"Ida Marr", model.Direct, "We shall rebuild the ferry quay before the autumn storms."},
			model.SameWords},
		{"no speaker in one",
			said{"Ida Marr", model.Direct, "We shall rebuild the ferry quay before the autumn storms"},
			said{"", model.Direct, "We shall rebuild the ferry quay before the autumn storms"},
			model.SameWords},
	} {
		got := groupsOf(t, told("Harbour Post", "2031-03-04", c.a), told("Valley Echo", "2031-03-04", c.b))
		if len(got) != 1 {
			t.Errorf("%s: %d shared utterances, want 1", c.name, len(got))
			continue
		}
		if got[0].Relation != c.relation || got[0].Speaker.Name != "Ida Marr" {
			t.Errorf("%s: %q by %q, want %q by Ida Marr", c.name, got[0].Relation, got[0].Speaker.Name, c.relation)
		}
	}
}
