package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/model"
	"synoptic/internal/render"
)

// example runs compare on our example story, from the module's root, as the
// README does.
func example(t *testing.T, args ...string) []byte {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
	var stdout, stderr bytes.Buffer
	args = append(append([]string{"compare"}, args...), "./examples/harbour-strike")
	if code := Main(context.Background(), args, strings.NewReader(""), &stdout, &stderr, nil); code != exitDone {
		t.Fatalf("exit status %d: %s", code, stderr.String())
	}
	return stdout.Bytes()
}

// The example is the first golden case: what the terminal shows of it.
func TestExampleGolden(t *testing.T) {
	golden, err := filepath.Abs(filepath.Join("testdata", "harbour-strike.txt"))
	if err != nil {
		t.Fatal(err)
	}
	got := example(t)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the example's synopsis differs from %s (-update rewrites it):\n%s", golden, firstDifference(string(got), string(want)))
	}
	for i, line := range strings.Split(string(got), "\n") {
		if n := len([]rune(line)); n > render.DefaultWidth {
			t.Errorf("line %d has %d columns: %s", i+1, n, line)
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return "line " + strings.Join(g[i:min(i+3, len(g))], "\n")
		}
	}
	return "it is shorter"
}

// The example holds every kind of finding it was written for.
func TestExampleHoldsEveryFinding(t *testing.T) {
	var doc model.Document
	if err := json.Unmarshal(example(t, "--format", "json"), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Articles) != 6 || len(doc.Stories) != 2 {
		t.Fatalf("%d articles in %d stories", len(doc.Articles), len(doc.Stories))
	}
	if checked, wrong := render.CheckSpans(&doc); checked < 300 || len(wrong) > 0 {
		t.Errorf("%d spans checked, wrong: %v", checked, wrong)
	}
	s := doc.Stories[0]
	if len(s.Articles) != 5 || len(s.Lineages) != 4 {
		t.Errorf("%d accounts, %d independent", len(s.Articles), len(s.Lineages))
	}
	relations, kinds := map[model.Relation]bool{}, map[model.DifferenceKind]bool{}
	for _, u := range s.Utterances {
		relations[u.Relation] = true
	}
	for _, d := range s.Differences {
		kinds[d.Kind] = true
	}
	for _, r := range []model.Relation{model.Paraphrase, model.DirectVsIndirect, model.SameWords, model.Single} {
		if !relations[r] {
			t.Errorf("no utterance of relation %q", r)
		}
	}
	for _, k := range []model.DifferenceKind{model.DiffDenial, model.DiffNumber} {
		if !kinds[k] {
			t.Errorf("no difference of kind %q", k)
		}
	}
	if len(s.Timeline) == 0 || len(s.Labels) == 0 || len(s.Facts) == 0 {
		t.Errorf("%d lines of the timeline, %d labels, %d facts", len(s.Timeline), len(s.Labels), len(s.Facts))
	}
}
