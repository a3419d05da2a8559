package lines

import (
	"slices"
	"testing"
)

func TestTickerItem(t *testing.T) {
	for line, want := range map[string]string{
		"Reuters: Two ferries collide off the northern islands":                             "Reuters",
		"Courier correspondent in Port Elsa: Shots heard near the customs house":            "Courier correspondent in Port Elsa",
		"Example Wire: Lighthouse keepers' union to ballot members on winter shifts":        "Example Wire",
		"Lind: Night ferry stays, but 'not at any price'":                                   "",
		"Reuters: the agency that first wrote of it was wrong, says the harbour master.":    "",
		"“Reuters: we stand by the story”":                                                  "",
		"AFP: yes":                                                                          "",
		"The Harbour Post: What would you do, if you were the master of the harbour today?": "",
	} {
		start, end, ok := TickerItem(line)
		if got := line[start:end]; got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", line, got, ok)
		}
	}
}

func TestPostLine(t *testing.T) {
	for line, want := range map[string]string{
		"— Mara Lind (@maralind) March 3, 2031":                                                "Mara Lind (@maralind)",
		"A post shared by Port Elsa (@portelsa)":                                               "Port Elsa (@portelsa)",
		"Mara Lind (@maralind) on X":                                                           "Mara Lind (@maralind)",
		"The kettle is on. pic.twitter.com/a1b2":                                               "*",
		"View this post on Instagram":                                                          "*",
		"Lind told the council that her account (@maralind) had been taken over by strangers.": "",
		"Write to the desk at desk@elsacourier.example":                                        "",
	} {
		start, end, _, ok := PostLine(line)
		got := line[start:end]
		if ok && got == "" {
			got = "*"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestPulled(t *testing.T) {
	texts := []string{
		"“Nobody should have to sleep on the quay,” council chair Mara Lind told reporters.",
		"“Nobody should have to sleep on the quay.” — Mara Lind",
		"“We will not keep it at any price.”",
		"Nobody should have to sleep on the quay,",
	}
	got := Pulled(texts, []bool{true, true, true, false}, []bool{true, true, true, true})
	if !slices.Equal(got, []bool{false, true, false, false}) {
		t.Errorf("pulled %v", got)
	}
}
