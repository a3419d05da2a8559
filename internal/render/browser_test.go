package render

import (
	"bytes"
	"context"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"synoptic/internal/render/rendertest"
)

var shots = flag.String("shots", "", "write screenshots of the page into this folder")

// A tab is a browser's tab in a test.
type tab struct {
	*testing.T
	ctx context.Context
	url string
}

// browser starts a browser for a test, or skips the test where there is none
// and nobody insists by CI=true.
func browser(t *testing.T) tab {
	t.Helper()
	alloc, stop := chromedp.NewExecAllocator(context.Background(), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true))
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("start a browser: %v", err)
		}
		t.Skipf("no browser could be started: %v", err)
	}
	ctx, end := context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(end)
	return tab{t, ctx, serve(t)}
}

// do runs steps and ends the test where one fails.
func (b tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// eval is the value of an expression on the page.
func eval[T any](b tab, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%.80s: %v", expression, err)
	}
	return v
}

// wait waits until a condition holds on the page.
func (b tab) wait(condition string) {
	b.Helper()
	for range 100 {
		if eval[bool](b, condition) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.Fatalf("not true within two seconds: %s; the focus is at %s", condition, eval[string](b, `document.activeElement.outerHTML.slice(0, 100)`))
}

// open opens a page of the test's server.
func (b tab) open(path string) { b.Helper(); b.do(chromedp.Navigate(b.url + path)) }

// size makes the window so many pixels wide.
func (b tab) size(width int64) { b.Helper(); b.do(chromedp.EmulateViewport(width, 900)) }

// prefer asks for a light or dark page.
func (b tab) prefer(scheme string) {
	b.Helper()
	b.do(call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}))
}

// script lets the page's script run or not.
func (b tab) script(on bool) {
	b.Helper()
	b.do(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}))
}

func call[P any](command cdp.Command[P, cdp.Empty], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}

func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}

// serve serves the fixture's page and one with a single story.
func serve(t *testing.T) string {
	t.Helper()
	var many, one bytes.Buffer
	doc := rendertest.Document()
	if err := HTML(&many, doc); err != nil {
		t.Fatal(err)
	}
	doc.Stories, doc.Articles = doc.Stories[:1], doc.Articles[:5]
	if err := HTML(&one, doc); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for path, body := range map[string][]byte{"/many": many.Bytes(), "/one": one.Bytes()} {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write(body)
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// TestClickOpensTheSentence follows a reference of each kind of finding into
// the account, with the script and without it.
func TestClickOpensTheSentence(t *testing.T) {
	b := browser(t)
	for _, script := range []bool{true, false} {
		for _, finding := range []string{"s1-said-1", "s1-said-6", "s1-differs-1", "s1-when-3", "s1-labels-1", "s1-facts-1", "s1-sources-2"} {
			b.script(script)
			b.open("/one")
			b.do(click("#"+finding+" a.ref"), chromedp.Sleep(50*time.Millisecond))
			b.script(true)
			lit := eval[string](b, `getComputedStyle(document.querySelector(".x:target")).backgroundColor`)
			near := eval[string](b, `getComputedStyle(document.querySelector(".s:has(:target)")).backgroundColor`)
			paper := eval[string](b, `getComputedStyle(document.body).backgroundColor`)
			if lit == paper || near == paper || lit == near {
				t.Errorf("%s, script %v: words %s, sentence %s, paper %s", finding, script, lit, near, paper)
			}
			if shown := eval[string](b, `document.querySelector(".x:target").textContent`); len(shown) < len("back to the finding")+2 {
				t.Errorf("%s, script %v: no words in %q", finding, script, shown)
			}
			if !eval[bool](b, `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector(".x:target").getBoundingClientRect())`) {
				t.Errorf("%s, script %v: the words are not in view", finding, script)
			}
		}
	}
}

// TestWayBack goes into an account and back to the finding it was opened from,
// not just to the first that rests on the same words.
func TestWayBack(t *testing.T) {
	b := browser(t)
	for _, finding := range []string{"s1-differs-2", "s1-facts-1"} {
		b.open("/one")
		b.do(click("#"+finding+" a.ref"), click(".x:target > .back"))
		if hash := eval[string](b, `location.hash`); hash != "#"+finding {
			t.Errorf("back at %s from %s", hash, finding)
		}
	}
}

// TestKeys walks with j and k, opens the help and finds a word.
func TestKeys(t *testing.T) {
	b := browser(t)
	b.open("/one")
	b.do(chromedp.KeyEvent("jj"))
	if at := eval[string](b, `document.activeElement.id`); at != "s1-said-2" {
		t.Errorf("jj leads to %q", at)
	}
	b.do(chromedp.KeyEvent("k"))
	if at := eval[string](b, `document.activeElement.id`); at != "s1-said-1" {
		t.Errorf("k leads to %q", at)
	}
	b.do(chromedp.KeyEvent("?"))
	if !eval[bool](b, `document.querySelectorAll("dialog")[1].open`) {
		t.Error("? shows no keys")
	}
	b.do(chromedp.KeyEvent("\x1b/"))
	b.wait(`document.activeElement.tagName === "INPUT"`)
	eval[string](b, `document.activeElement.value = ""`) // a driven "/" is typed as well
	b.do(chromedp.KeyEvent("wildcat"))
	b.wait(`document.activeElement.value === "wildcat"`)
	b.do(chromedp.KeyEvent("\r"))
	b.wait(`document.querySelector("[role=status]").textContent !== ""`)
	if at := eval[string](b, `document.querySelector(".here").textContent`); !strings.Contains(at, "wildcat") {
		t.Errorf("/wildcat leads to %q", at)
	}
}

// TestAccessible runs axe-core on both pages, light and dark, wide and narrow.
func TestAccessible(t *testing.T) {
	b := browser(t)
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	type result struct {
		Violations []string
		Passes     int
	}
	for _, path := range []string{"/one", "/many"} {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 390} {
				b.size(width)
				b.prefer(scheme)
				b.open(path)
				b.do(chromedp.Evaluate[chromedp.Void](string(axe)))
				r := eval[result](b, `document.querySelectorAll("details").forEach(d => d.open = true),
					axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => ({
						violations: r.violations.map(v => v.id + ": " + v.help + "\n\t" + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join("\n\t")),
						passes: r.passes.length}))`)
				if r.Passes < 20 {
					t.Errorf("%s %s %d: only %d rules apply", path, scheme, width, r.Passes)
				}
				for _, v := range r.Violations {
					t.Errorf("%s %s %d: %s", path, scheme, width, v)
				}
			}
		}
	}
}

// TestNothingSpills checks that the page is never wider than the window, down
// to 320 px, which is 1280 px at 400 %.
func TestNothingSpills(t *testing.T) {
	b := browser(t)
	for _, width := range []int64{1280, 760, 390, 320} {
		b.size(width)
		b.open("/one")
		over := eval[[]string](b, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).slice(0, 3)`)
		if len(over) > 0 {
			t.Errorf("%d px: %s", width, strings.Join(over, "\n"))
		}
	}
}

// TestPolicyHolds checks that the page's own style and script pass its policy.
func TestPolicyHolds(t *testing.T) {
	b := browser(t)
	b.open("/one")
	if !eval[bool](b, `document.querySelector("dialog") !== null`) {
		t.Error("the script did not run")
	}
	if font := eval[string](b, `getComputedStyle(document.querySelector("h1")).fontFamily`); !strings.Contains(font, "Georgia") {
		t.Errorf("the style is not there: font %q", font)
	}
}

// TestShots writes screenshots and a print where -shots asks for them.
func TestShots(t *testing.T) {
	if *shots == "" {
		t.Skip("no folder for screenshots was given (-shots)")
	}
	b := browser(t)
	write := func(name string, data []byte, err error) {
		if err == nil {
			err = os.WriteFile(filepath.Join(*shots, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range []struct {
		name, path, scheme string
		width              int64
	}{{"one-1280", "/one", "light", 1280}, {"one-760", "/one", "light", 760}, {"one-390", "/one", "light", 390},
		{"one-dark", "/one", "dark", 1280}, {"many-1280", "/many", "light", 1280}} {
		b.size(s.width)
		b.prefer(s.scheme)
		b.open(s.path)
		png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
		write(s.name+".png", png, err)
		if s.name == "one-dark" {
			b.do(click("#s1-facts-1 a.ref"))
			png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
			write("lit-dark.png", png, err)
		}
	}
	b.size(1280)
	b.prefer("light")
	b.open("/one")
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	write("one.pdf", pdf, err)
}
