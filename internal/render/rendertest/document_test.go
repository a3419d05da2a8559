package rendertest

import (
	"testing"

	"synoptic/internal/render"
)

// TestDocument checks that the invented findings point at their words.
func TestDocument(t *testing.T) {
	checked, wrong := render.CheckSpans(Document())
	for _, w := range wrong {
		t.Error(w)
	}
	if checked < 200 {
		t.Errorf("only %d spans", checked)
	}
}
