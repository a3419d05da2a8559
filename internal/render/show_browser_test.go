package render

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// longText is an article in plain text with a finding far down.
var longText = "Harbour notes\n\n" + strings.Repeat("The tide came in at six and went out at noon, as it had done on every day of the week before this one.\n\n", 60) +
	"“Nobody has seen the night ferry since Tuesday,” said Mara Lind, who chairs the harbour council of Port Elsa.\n\n" +
	strings.Repeat("The gulls sat on the roof of the customs house and waited for the fish market to open its doors again.\n\n", 10)

// A showServer serves pages of show, and remembers what else was asked for.
type showServer struct {
	tab
	mu    sync.Mutex
	asked []string
}

func serveShown(t *testing.T) *showServer {
	b := &showServer{tab: browser(t)}
	page := func(s Shown, o ShowOptions) []byte {
		var out bytes.Buffer
		if err := ShowHTML(&out, []Shown{s}, o); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	pages := map[string][]byte{}
	s := shownOf(t, "https://elsacourier.example/berth.html", hostile)
	pages["/source"] = page(s, ShowOptions{})
	s.Source = nil
	pages["/article"] = page(s, ShowOptions{Aside: true})
	l := shownOf(t, "notes.txt", longText)
	if len(l.Analysis.Statements) == 0 {
		t.Fatal("no statement in the long text")
	}
	l.Focus = Marks(&l.Analysis.Statements[0])
	pages["/pointed"] = page(l, ShowOptions{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if body, ok := pages[r.URL.Path]; ok {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write(body)
			return
		}
		b.mu.Lock()
		b.asked = append(b.asked, r.URL.Path)
		b.mu.Unlock()
		http.NotFound(w, r)
	}))
	t.Cleanup(server.Close)
	b.url = server.URL
	return b
}

// TestShownSourceDoesNothing opens a hostile page's source: nothing of it runs,
// is fetched or takes the focus.
func TestShownSourceDoesNothing(t *testing.T) {
	b := serveShown(t)
	b.size(1280)
	b.open("/source")
	time.Sleep(300 * time.Millisecond)
	if got := eval[string](b.tab, `document.title`); got != "No second berth for the night ferry · Article" {
		t.Errorf("title %q", got)
	}
	if got := eval[string](b.tab, `location.pathname + " " + document.activeElement.tagName`); got != "/source BODY" {
		t.Errorf("at %s", got)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if asked := slices.DeleteFunc(slices.Clone(b.asked), func(p string) bool { return p == "/favicon.ico" }); len(asked) > 0 {
		t.Errorf("the page asked for %v", asked)
	}
	if n := eval[int](b.tab, `document.querySelectorAll("mark").length`); n < 10 {
		t.Errorf("%d marks", n)
	}
	if hidden := eval[int](b.tab, `[...document.querySelectorAll("mark")].filter(m => m.textContent.trim() && !m.getClientRects().length).length`); hidden > 0 {
		t.Errorf("%d marks are not shown", hidden)
	}
}

// TestShownPointsAt wants a finding that was asked for in view and focused
// without a script or a click.
func TestShownPointsAt(t *testing.T) {
	b := serveShown(t)
	b.size(1280)
	b.open("/pointed")
	b.wait(`document.activeElement.id === "here"`)
	if !eval[bool](b.tab, `(r => r.top >= 0 && r.bottom <= innerHeight)(document.getElementById("here").getBoundingClientRect())`) {
		t.Error("the finding is not in view")
	}
}

// TestShownByKeys walks from the text to a statement and back.
func TestShownByKeys(t *testing.T) {
	b := serveShown(t)
	b.open("/article")
	b.do(chromedp.KeyEvent("\t"))
	if got := eval[string](b.tab, `document.activeElement.className`); got != "skip" {
		t.Errorf("the first stop is %q", got)
	}
	eval[bool](b.tab, `document.querySelector("sup a").focus() || true`)
	b.do(chromedp.KeyEvent("\r"))
	b.wait(`location.hash === "#a1-s1"`)
	b.do(chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r"))
	b.wait(`location.hash === "#a1-s1-t"`)
}

// TestShownIsAccessible runs axe-core, and looks for what spills.
func TestShownIsAccessible(t *testing.T) {
	b := serveShown(t)
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	type result struct {
		Violations []string
		Passes     int
	}
	for _, path := range []string{"/article", "/source", "/pointed"} {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 390, 320} {
				b.size(width)
				b.prefer(scheme)
				b.open(path)
				over := eval[[]string](b.tab, `[...document.querySelectorAll("body *")].filter(e => !e.closest(".vh, .skip") && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).slice(0, 3)`)
				if len(over) > 0 {
					t.Errorf("%s %d px: %s", path, width, strings.Join(over, "\n"))
				}
				b.do(chromedp.Evaluate[chromedp.Void](string(axe)))
				r := eval[result](b.tab, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => ({
					violations: r.violations.map(v => v.id + ": " + v.help + "\n\t" + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join("\n\t")),
					passes: r.passes.length}))`)
				if r.Passes < 15 {
					t.Errorf("%s %s %d: only %d rules apply", path, scheme, width, r.Passes)
				}
				for _, v := range r.Violations {
					t.Errorf("%s %s %d: %s", path, scheme, width, v)
				}
			}
		}
	}
}

// TestShownShots writes screenshots where -shots asks for them.
func TestShownShots(t *testing.T) {
	if *shots == "" {
		t.Skip("no folder for screenshots was given (-shots)")
	}
	b := serveShown(t)
	for _, path := range []string{"article", "source", "pointed"} {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 390} {
				b.size(width)
				b.prefer(scheme)
				b.open("/" + path)
				time.Sleep(100 * time.Millisecond)
				png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
				if path != "pointed" {
					png, err = chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				}
				if err == nil {
					err = os.WriteFile(filepath.Join(*shots, path+"-"+scheme+map[int64]string{1280: "-1280", 390: "-390"}[width]+".png"), png, 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
