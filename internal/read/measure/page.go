package measure

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/internal/model"
)

// Reader is a function such as read.Read.
type Reader func(source string, data []byte) ([]*model.Article, error)

// A Page is a web page with the gold text of its article.
type Page struct {
	ID, URL, Gold string
	Data          []byte
}

// host tells pages of one site, which must not be learnt from and measured on.
func (p *Page) host() string {
	address, err := url.Parse(p.URL)
	if err != nil {
		return p.URL
	}
	return address.Hostname()
}

// Pages reads a set laid out like the scrapinghub article extraction benchmark:
// ground-truth.json beside a folder html of pages, packed by gzip.
func Pages(dir string) ([]Page, error) {
	gold := map[string]struct{ ArticleBody, URL string }{}
	if err := readJSON(filepath.Join(dir, "ground-truth.json"), &gold); err != nil {
		return nil, err
	}
	var out []Page
	for _, id := range slices.Sorted(maps.Keys(gold)) {
		data, err := unpack(filepath.Join(dir, "html", id+".html.gz"))
		if err != nil {
			return nil, err
		}
		out = append(out, Page{ID: id, URL: gold[id].URL, Gold: gold[id].ArticleBody, Data: data})
	}
	return out, nil
}

func readJSON(path string, to any) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, to); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func unpack(path string) ([]byte, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return data, nil
}

// Outputs measures what other programs read of the pages, stored beside them as
// output/NAME.json: {id: {"articleBody"}}, or that below "output".
func Outputs(dir string, pages []Page) (map[string]Tally, error) {
	files, err := filepath.Glob(filepath.Join(dir, "output", "*.json"))
	if err != nil {
		return nil, err
	}
	out := map[string]Tally{}
	for _, file := range files {
		texts, err := output(file)
		if err != nil {
			return nil, err
		}
		var t Tally
		for _, p := range pages {
			t.Add(p.Gold, texts[p.ID].ArticleBody)
		}
		out[strings.TrimSuffix(filepath.Base(file), ".json")] = t
	}
	return out, nil
}

type bodies map[string]struct{ ArticleBody string }

func output(file string) (bodies, error) {
	var wrapped struct{ Output bodies }
	if err := readJSON(file, &wrapped); err == nil && len(wrapped.Output) > 0 {
		return wrapped.Output, nil
	}
	var plain bodies
	err := readJSON(file, &plain)
	return plain, err
}

// body is the article text of what was read, as the benchmark has it: running
// text, headings and what is set apart in it, without title and captions.
func body(articles []*model.Article) string {
	var b strings.Builder
	for _, a := range articles {
		for _, x := range a.Blocks {
			if x.Kind.Body() || x.Kind == model.BlockHeading || x.Kind.Apart() {
				b.WriteString(x.Span().In(a.Text) + "\n")
			}
		}
	}
	return b.String()
}

// input is a page as it is read: as it is, or as a copy of it that has no
// markup, one line a block.
func (p *Page) input(flat Flat) (source string, data []byte) {
	if !flat {
		return p.ID + ".html", p.Data
	}
	var b strings.Builder
	for _, l := range flatten(linesOf(p)) {
		b.WriteString(l.Text + "\n")
	}
	return p.ID + ".txt", []byte(b.String())
}

// Extraction reads each page, and returns beside the tally what was read, by
// the page's ID. A page that is refused counts as read empty.
func Extraction(pages []Page, read Reader, flat Flat) (Tally, map[string]string) {
	var t Tally
	out := map[string]string{}
	for i := range pages {
		p := &pages[i]
		articles, err := read(p.input(flat))
		if err != nil {
			articles = nil
		}
		out[p.ID] = body(articles)
		t.Add(p.Gold, out[p.ID])
	}
	return t, out
}

// CleanTexts reads the gold texts themselves, of which nothing should be lost,
// and counts the words lost of all.
func CleanTexts(pages []Page, read Reader) (lost, all int) {
	for _, p := range pages {
		n := len(strings.Fields(p.Gold))
		all += n
		articles, err := read(p.ID+".txt", []byte(p.Gold))
		if err != nil {
			lost += n
			continue
		}
		for _, a := range articles {
			n -= len(strings.Fields(a.Text))
		}
		lost += max(n, 0)
	}
	return lost, all
}
