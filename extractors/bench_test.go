package extractors

import (
	"os"
	"testing"

	"synoptic/internal/read"
	"synoptic/internal/read/measure"
)

const folder = "../../shared/data/pages/article-extraction-benchmark"

// pages are every fourth page of the benchmark, as bytes and as text.
func pages(b *testing.B) []measure.Page {
	b.Helper()
	if _, err := os.Stat(folder); err != nil {
		b.Skip("the benchmark's folder is not there: ", err)
	}
	all, err := measure.Pages(folder)
	if err != nil {
		b.Fatal(err)
	}
	var out []measure.Page
	for i := 0; i < len(all); i += 4 {
		out = append(out, all[i])
	}
	return out
}

// BenchmarkPages reads the same pages by package read (text, metadata and
// asides, with their places) and by go-trafilatura with its fallbacks (text and
// metadata). One operation is all the pages.
func BenchmarkPages(b *testing.B) {
	set := pages(b)
	size := 0
	for _, p := range set {
		size += len(p.Data)
	}
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, p := range set {
				read.Read(p.ID+".html", p.Data)
			}
		}
	})
	b.Run("trafilatura", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, p := range set {
				Trafilatura(string(p.Data))
			}
		}
	})
}
