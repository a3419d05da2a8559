package measure

import (
	"testing"

	"synoptic/internal/statement/roles"
)

func TestGivenTokens(t *testing.T) {
	line := `{"id":"mill","tokens":["Lund","said","the","mill-owner","had","left","."],"labels":["B-source","B-cue","B-content","I-content","I-content","I-content","O"]}`
	docs, err := GivenTokens([]byte(line))
	if err != nil || len(docs) != 1 {
		t.Fatalf("got %d, %v", len(docs), err)
	}
	// Our own tokens part "mill-owner"; what is found counts in the given ones.
	last := len(docs[0].Tokens) - 1
	c := RolesGiven(docs, func(roles.Paragraph) []roles.Link {
		return []roles.Link{{Source: roles.Run{First: 0, Last: 1}, Cue: roles.Run{First: 1, Last: 2}, Content: []roles.Run{{First: 2, Last: last}}, Confidence: 1}}
	})
	if c.Source.F1() != 100 || c.Cue.F1() != 100 || c.Content.F1() != 100 {
		t.Errorf("got %+v", c)
	}
	if _, err := GivenTokens([]byte(`{"tokens":["a"],"labels":[]}`)); err == nil {
		t.Error("a line with fewer labels than tokens is read without an error")
	}
}

func TestRolesCountsLinks(t *testing.T) {
	run := func(a, b int) roles.Run { return roles.Run{First: a, Last: b} }
	gold := []roles.Link{{Source: run(0, 1), Cue: run(1, 2), Content: []roles.Run{run(2, 5)}}}
	for _, c := range []struct {
		content      roles.Run
		equal, apart int
	}{{run(2, 5), 1, 1}, {run(2, 4), 0, 1}} {
		var n RoleCounts
		n.linked(gold, []roles.Link{{Source: run(0, 1), Cue: run(1, 2), Content: []roles.Run{c.content}}})
		if n.Equal.Right != c.equal || n.Overlapping.Right != c.apart {
			t.Errorf("%v: %+v", c.content, n)
		}
	}
}
