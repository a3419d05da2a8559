package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTasksWithoutData(t *testing.T) {
	for _, task := range tasks {
		if figures, err := task.run(input{data: t.TempDir(), progress: io.Discard}); !errors.Is(err, errNoData) || len(figures) > 0 {
			t.Errorf("%s: %d figures, %v", task.name, len(figures), err)
		}
		if task.about == "" {
			t.Errorf("%s does not say what it measures", task.name)
		}
	}
}

// TestAnotherPart measures a set that is laid out like one that is known.
func TestAnotherPart(t *testing.T) {
	data := t.TempDir()
	dir := filepath.Join(data, "language", "ud_english_harbour")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	const text = "# newdoc\n1\tFerries\tferry\t_\tNNS\t_\t2\tnsubj\t_\t_\n2\tsank\tsink\t_\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\t_\t.\t_\t2\tpunct\t_\t_\n\n"
	if err := os.WriteFile(filepath.Join(dir, "en_harbour-ud-test.conllu"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(context.Background(), []string{"language", "--data", data, "--json"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	var figures []figure
	if err := json.Unmarshal(out.Bytes(), &figures); err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if f.Set != "en_harbour-ud-test.conllu" || f.Right != f.Gold || f.Gold == 0 {
			t.Errorf("%+v", f)
		}
	}
	if len(figures) != 7 {
		t.Errorf("%d figures, want tokens and sentences twice, tags, UAS and LAS", len(figures))
	}
}

func TestWrongUse(t *testing.T) {
	for _, args := range [][]string{{}, {"language"}, {"nothing", "--data", t.TempDir()}} {
		if err := run(context.Background(), args, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "tasks: all, spans") {
			t.Errorf("%q: %v", args, err)
		}
	}
}
