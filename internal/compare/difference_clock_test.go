package compare

import (
	"fmt"
	"testing"

	"synoptic/internal/model"
)

func TestClocks(t *testing.T) {
	for text, want := range map[string]string{
		"It left at 11.30pm on Monday.":     "11.30pm 1410 true false",
		"It left at around 11pm.":           "around 11pm 1380 true true",
		"It left at 6:10 a.m. sharp.":       "6:10 a.m 370 true false",
		"It left just after 06:00 GMT.":     "after 06:00 360 true true",
		"It left at 18:05 with 20 on board": "18:05 1085 true false",
		"They sold 11.30 tonnes in 7 days.": "",
		"It cost 12 marks a pound.":         "",
	} {
		got := ""
		for _, k := range clocksIn(pieces(text, model.Span{End: len(text)})) {
			got += fmt.Sprintf("%s %d %v %v", k.span.In(text), k.minutes, k.half, k.soft)
		}
		if got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}
