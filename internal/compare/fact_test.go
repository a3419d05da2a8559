package compare

import (
	"testing"

	"synoptic/internal/model"
)

func TestFacts(t *testing.T) {
	list := millFire()
	got := Compare(model.Story{}, list).Facts
	var loft *model.Fact
	for i := range got {
		if got[i].Text == "The fire began in the drying loft of the mill, according to police." || got[i].Text == "Police said the fire began in the drying loft of the mill." {
			loft = &got[i]
		}
	}
	if loft == nil {
		t.Fatalf("no fact about the loft in %+v", got)
	}
	if len(loft.Evidence) != 2 || len(loft.Absent) != 1 || loft.Absent[0] != list[2].Article.ID {
		t.Errorf("the loft: %+v", loft)
	}
	for i := 1; i < len(got); i++ {
		if len(got[i].Evidence) > len(got[i-1].Evidence) {
			t.Errorf("fact %d has more accounts than the one before", i)
		}
	}
}

func TestSilentOnlyAfterwards(t *testing.T) {
	early := annotated("Early Bird", "2031-03-01", "Nothing yet at the mill\nThe Harrow mill in Dunmere opens its new drying loft to visitors this spring.")
	list := append(millFire(), early)
	for _, f := range Compare(model.Story{}, list).Facts {
		for _, id := range f.Absent {
			if id == early.Article.ID {
				t.Errorf("%q: an account of three days before is called silent", f.Text)
			}
		}
	}
}
