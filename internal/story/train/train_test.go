package train

import (
	"fmt"
	"testing"

	"synoptic/internal/model"
	"synoptic/internal/story"
	"synoptic/internal/story/measure"
)

// invented is a set of three stories of three accounts each.
func invented() measure.Set {
	set := measure.Set{Name: "invented", Story: map[string]string{}}
	for k, event := range []string{
		"ferry aground off Port Ellery, harbour master Tobin Hale and 212 passengers",
		"Marrowby council keeps its library, librarian Nell Osgood and the readers",
		"Quillan pier struck, surgeon Ama Reddick treats nine commuters",
	} {
		for i, frame := range []string{"Early reports speak of the %s after a long night.", "Officials gave details of the %s on Monday.", "What is known so far about the %s, in short."} {
			id := fmt.Sprint(k, i)
			set.Analyses = append(set.Analyses, &model.Analysis{Article: &model.Article{ID: id, Text: fmt.Sprintf(frame, event)}})
			set.Story[id] = fmt.Sprint("story ", k)
		}
	}
	return set
}

func TestFit(t *testing.T) {
	sets := []measure.Set{invented()}
	start := story.ParseModel("one -5\nall 4\nroot 1\njoin 0\n")
	before := measure.Run(sets[0], &start).F1()
	m := Fit(sets, start, func(string) {})
	if after := measure.Run(sets[0], &m).F1(); after != 1 || after <= before {
		t.Errorf("F1 %.3f before and %.3f after fitting, want three stories told apart", before, after)
	}
	if again := Fit(sets, start, func(string) {}); again != m {
		t.Error("the same sets gave other weights")
	}
	if back := story.ParseModel(Format(m)); Format(back) != Format(m) {
		t.Error("weights do not survive being written and read")
	}
}

func TestRunWithoutSets(t *testing.T) {
	if _, err := Run(t.TempDir(), func(string) {}); err == nil {
		t.Error("no sets, so nothing to train on: want an error")
	}
}
