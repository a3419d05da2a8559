// Command silver labels the blocks of pages by what three other extractors agree
// on, for training the first pass of the line model:
//
//	cd extractors && go run ./silver DATA/pages/htmldate DATA/pages/article-extraction-benchmark > ../cmd/train/silver.txt
//
// Pages of hosts that the second folder has are left out, so that whatever is
// measured there is measured on hosts that no pass has seen.
package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"synoptic/extractors"
	"synoptic/internal/read"
	"synoptic/internal/read/measure"
)

const head = `# Which blocks of web pages three extractors agree to be the article: go-trafilatura,
# go-readability and go-domdistiller, in the versions of extractors/go.mod, on the
# pages of htmldate. The first pass of the line model learns from these labels.
# Made by: go run ./silver (in extractors). No text of the pages is here.
# file<TAB>state:from-to ...: bytes of the page in UTF-8; states: 3 all keep it,
# 2 the first two, 1 the third alone, x the first two differ; elsewhere none.
`

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: silver FOLDER FOLDER-KEPT-APART")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "silver:", err)
		os.Exit(1)
	}
}

func run(dir, apart string) error {
	hosts, err := hostsOf(apart)
	if err != nil {
		return err
	}
	files, err := filesOf(dir)
	if err != nil {
		return err
	}
	fmt.Print(head)
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if hosts[files[file]] {
			continue
		}
		data, err := unpack(filepath.Join(dir, "html", file+".gz"))
		if err != nil {
			continue // not all of the set's pages are there
		}
		page := read.Decode(data)
		texts := [3]string{extractors.Trafilatura(page), extractors.Readability(page), extractors.Distiller(page)}
		if line := measure.SilverLabels(file, data, texts); line != "" {
			fmt.Println(line)
		}
	}
	return nil
}

func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Hostname()
	}
	return address
}

// hostsOf are the hosts of the pages of a set that is kept apart.
func hostsOf(dir string) (map[string]bool, error) {
	pages, err := measure.Pages(dir)
	out := map[string]bool{}
	for _, p := range pages {
		out[hostOf(p.URL)] = true
	}
	return out, err
}

// filesOf are the hosts of a set's pages, by file.
func filesOf(dir string) (map[string]string, error) {
	lists, err := filepath.Glob(filepath.Join(dir, "eval_*.json"))
	out := map[string]string{}
	for _, list := range lists {
		raw, err := os.ReadFile(list)
		if err != nil {
			return nil, err
		}
		var pages map[string]struct{ File string }
		if err := json.Unmarshal(raw, &pages); err != nil {
			return nil, fmt.Errorf("%s: %w", list, err)
		}
		for address, p := range pages {
			out[p.File] = hostOf(address)
		}
	}
	return out, err
}

func unpack(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
