package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"synoptic/internal/model"
	"synoptic/internal/render/rendertest"
)

func TestJSONReadsBack(t *testing.T) {
	doc := rendertest.Document()
	var b bytes.Buffer
	if err := JSON(&b, doc); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b.Bytes(), []byte("null")) {
		t.Error("a list is null")
	}
	var back model.Document
	dec := json.NewDecoder(&b)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&back); err != nil {
		t.Fatal(err)
	}
	if len(back.Articles) != len(doc.Articles) || len(back.Stories) != len(doc.Stories) || back.Format != model.Format {
		t.Errorf("%d articles and %d stories came back", len(back.Articles), len(back.Stories))
	}
	checked, wrong := CheckSpans(&back)
	if checked < 100 || len(wrong) > 0 {
		t.Errorf("%d spans checked, wrong: %v", checked, wrong)
	}
}

func TestJSONOfNothing(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, &model.Document{Format: model.Format}); err != nil {
		t.Fatal(err)
	}
	if want := `{"format":"synoptic/1","articles":[],"stories":[],"skipped":[]}`; strings.Join(strings.Fields(b.String()), "") != want {
		t.Errorf("got %s", b.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk is full") }

func TestJSONTellsOfAFullDisk(t *testing.T) {
	if err := JSON(full{}, rendertest.Document()); err == nil {
		t.Error("no error")
	}
}

func TestCheckSpansFindsWhatIsWrong(t *testing.T) {
	doc := rendertest.Document()
	doc.Stories[0].Statements[0].Text += " and more"
	doc.Stories[0].Entities[0].Mentions[0].End = 1 << 30
	if _, wrong := CheckSpans(doc); len(wrong) < 2 {
		t.Errorf("wrong: %v", wrong)
	}
}

// The example in docs/formats.md is a document of the format.
func TestDocumentedExampleHolds(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "formats.md"))
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(page)
	if example == nil {
		t.Fatal("docs/formats.md has no example")
	}
	var doc model.Document
	dec := json.NewDecoder(bytes.NewReader(example[1]))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	if checked, wrong := CheckSpans(&doc); checked == 0 || len(wrong) > 0 {
		t.Errorf("%d spans checked, wrong: %v", checked, wrong)
	}
}
