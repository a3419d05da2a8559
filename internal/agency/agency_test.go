package agency

import (
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	shown := map[string]string{}
	for _, n := range Names() {
		if n.Written == "" || n.Shown == "" || strings.ContainsAny(n.Written, "*|") {
			t.Errorf("malformed: %+v", n)
		}
		if before, ok := shown[n.Written]; ok {
			t.Errorf("%q is %q and %q", n.Written, before, n.Shown)
		}
		shown[n.Written] = n.Shown
		if n.CreditOnly && strings.Count(n.Written, " ") > 3 {
			t.Errorf("%q is long enough for running text", n.Written)
		}
	}
	for written, want := range map[string]string{"Associated Press": "AP", "AP": "AP", "Press Association": "PA Media", "Trend": "Trend"} {
		if shown[written] != want {
			t.Errorf("%q is shown as %q, want %q", written, shown[written], want)
		}
	}
}
