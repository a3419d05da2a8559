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

func TestUtterancesKeepDifferentSayingsApart(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b said
	}{
		{"two speakers in the same words",
			said{"Ida Marr", model.Direct, "We shall rebuild the ferry quay before the autumn storms"},
			said{"Tomas Vell", model.Direct, "We shall rebuild the ferry quay before the autumn storms"}},
		{"two sentences of one speech",
			said{"Ida Marr", model.Direct, "The quay will be rebuilt before the autumn storms."},
			said{"Ida Marr", model.Direct, "The island council has asked the insurers for an answer this week."}},
		{"another number",
			said{"Ida Marr", model.Direct, "The repairs will cost 12 million crowns"},
			said{"Ida Marr", model.Direct, "The ferry carries 300 passengers a day"}},
	} {
		if got := groupsOf(t, told("Harbour Post", "2031-03-04", c.a), told("Valley Echo", "2031-03-04", c.b)); len(got) != 0 {
			t.Errorf("%s: joined as\n%s", c.name, show(got[0]))
		}
	}
}

func TestUtterancesDoNotChainThroughALongQuotation(t *testing.T) {
	long := "The quay will be rebuilt before the autumn storms. Nobody on the island should have to wait for medicine again."
	got := groupsOf(t,
		told("Harbour Post", "2031-03-04", said{"Ida Marr", model.Direct, long}),
		told("Valley Echo", "2031-03-04", said{"Ida Marr", model.Direct, "The quay will be rebuilt before the autumn storms"}),
		told("Evening Bell", "2031-03-04", said{"Ida Marr", model.Direct, "Nobody on the island should have to wait for medicine again"}))
	if len(got) != 2 || len(got[0].Statements) != 2 || len(got[1].Statements) != 2 {
		t.Fatalf("got %d utterances, want two of two statements each", len(got))
	}
}

func TestSpeakerFilledFromAnotherAccount(t *testing.T) {
	words := "We shall rebuild the ferry quay before the autumn storms"
	s := Compare(model.Story{}, []*model.Analysis{
		told("Harbour Post", "2031-03-04", said{"Ida Marr", model.Direct, words}),
		told("Valley Echo", "2031-03-04", said{"", model.Direct, words}),
	})
	for _, st := range s.Statements {
		if st.Speaker.Name != "Ida Marr" {
			t.Errorf("speaker %q, want Ida Marr", st.Speaker.Name)
		}
	}
	filled := 0
	for _, st := range s.Statements {
		if st.Speaker.How == model.ByOtherAccount {
			filled++
		}
	}
	if filled != 1 {
		t.Errorf("%d speakers filled from the other account, want 1", filled)
	}
}
