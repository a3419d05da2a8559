package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestStepsMakeTheModelsThatAreEmbedded(t *testing.T) {
	made := map[string]bool{"all": true}
	for _, s := range steps {
		made[s.model] = true
		if _, err := os.Stat(filepath.Join("..", "..", "internal", filepath.FromSlash(s.file))); err != nil {
			t.Errorf("%s makes a file that no package has: %v", s.model, err)
		}
		for _, m := range s.after {
			if !made[m] {
				t.Errorf("%s is made before %s, which it uses", s.model, m)
			}
		}
	}
	for m := range tried {
		made[m] = true
	}
	field, _ := reflect.TypeFor[options]().FieldByName("Model")
	for _, m := range strings.Split(field.Tag.Get("enum"), ",") {
		if !made[m] {
			t.Errorf("nothing makes %s", m)
		}
		delete(made, m)
	}
	if len(made) > 0 {
		t.Errorf("cannot be asked for: %v", made)
	}
}

func TestStepSaysWhetherItsFileHasChanged(t *testing.T) {
	text := "one 1\n"
	s := step{model: "x", file: "x.txt", make: func(options) ([]byte, error) { return []byte(text), nil }}
	o := options{Out: t.TempDir()}
	for i, want := range []bool{true, false, true} {
		if i == 2 {
			text = "one 2\n"
		}
		if changed, err := s.run(o); err != nil || changed != want {
			t.Errorf("run %d: changed %v, %v", i, changed, err)
		}
	}
}
