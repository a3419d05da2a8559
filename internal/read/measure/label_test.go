package measure

import (
	"os"
	"testing"

	"synoptic/internal/read"
)

func TestTemp(t *testing.T) {
	labels, err := Labels(os.Getenv("PART"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := Metadata("../../../../shared/data/pages", labels, read.Read)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range f.Wrong {
		t.Log(w)
	}
	t.Log(f.Pages, "title", f.Title, "byline", f.Byline, "outlet", f.Outlet, "time", f.Time, f.Clocks, "credits", f.Credits, "reports", f.Reports)
	for k, v := range f.Sure {
		t.Log(k, Off(v), v)
	}
}
