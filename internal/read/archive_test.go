package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"synoptic/internal/model"
	"synoptic/internal/read/archive"
)

const page = `<html><head><title>Night ferry stays</title></head><body><article><h1>Night ferry stays</h1>
<p>The harbour council of Port Elsa voted on Monday to keep the night ferry running through the winter, its chair Mara Lind said.</p>
<p>The vote ended a dispute that had lasted since spring and had split the town into two camps, each with a newspaper.</p>
</article></body></html>`

// A file is a name and content for an archive.
type file struct{ name, data string }

func zipOf(t testing.TB, files ...file) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write([]byte(f.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarOf(t testing.TB, files ...file) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		err := w.WriteHeader(&tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.data)), Typeflag: tar.TypeReg})
		if err == nil {
			_, err = w.Write([]byte(f.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(t testing.TB, data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstdOf(t testing.TB, data []byte) []byte {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(data, nil)
}

func sourcesOf(articles []*model.Article) (out []string) {
	for _, a := range articles {
		out = append(out, a.Source)
	}
	return out
}

// members are what the archives of these tests hold, out of order.
var members = []file{{"b/two.txt", sample}, {"a.html", page}, {".hidden.html", page}, {"__MACOSX/a.html", page}, {"pic.png", "\x89PNG\r\n\x1a\n"}}

func TestArchives(t *testing.T) {
	for name, data := range map[string][]byte{
		"x.zip":     zipOf(t, members...),
		"x.tar":     tarOf(t, members...),
		"x.tar.gz":  gzipOf(t, tarOf(t, members...)),
		"x.tar.zst": zstdOf(t, tarOf(t, members...)),
	} {
		articles, err := Read(name, data)
		want := []string{name + "/b/two.txt", name + "/a.html"} // as they stand in it
		if name == "x.zip" {
			slices.Sort(want)
		}
		if !slices.Equal(sourcesOf(articles), want) {
			t.Errorf("%s: read %v, want %v", name, sourcesOf(articles), want)
		}
		if err == nil || !strings.HasPrefix(err.Error(), "pic.png: a PNG picture") {
			t.Errorf("%s: error %v", name, err)
		}
		for _, a := range articles {
			invariants(t, a, len(page)+len(sample))
		}
	}
}

func TestCompressedFile(t *testing.T) {
	for name, data := range map[string][]byte{
		"dir/ferry.html.gz": gzipOf(t, []byte(page)), "dir/ferry.html.zst": zstdOf(t, []byte(page)),
	} {
		a := read1(t, name, data)
		base := strings.TrimSuffix(strings.TrimSuffix(name[4:], ".gz"), ".zst")
		if a.Source != name+"/"+base || a.Title != "Night ferry stays" || a.Outlet.Name != "ferry" {
			t.Errorf("%s: source %q, title %q, outlet %q", name, a.Source, a.Title, a.Outlet.Name)
		}
	}
	if a := read1(t, "-", gzipOf(t, []byte(page))); a.Source != "-" {
		t.Errorf("source %q", a.Source)
	}
}

// TestDamagedArchives wants whole members kept and the damage told.
func TestDamagedArchives(t *testing.T) {
	noise := make([]byte, 9000) // does not compress, so that a cut falls into it
	for i, x := 0, uint32(7); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	files := []file{{"a.html", page}, {"z.bin", string(noise)}}
	cut := func(data []byte) []byte { return data[:len(data)-6000] }
	for name, data := range map[string][]byte{
		"x.zip":    cut(zipOf(t, files...)),
		"x.tar":    cut(tarOf(t, files...)),
		"x.tar.gz": cut(gzipOf(t, tarOf(t, files...))),
	} {
		articles, err := Read(name, data)
		if len(articles) != 1 || articles[0].Source != name+"/a.html" {
			t.Errorf("%s: read %v", name, sourcesOf(articles))
		}
		if err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	z := gzipOf(t, []byte(strings.Repeat(page, 3)+string(noise)))
	if _, err := Read("x.gz", z[:20]); err == nil {
		t.Error("nothing said of a gzip file cut after 20 bytes")
	}
}

func TestArchiveBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 24<<20)
	bomb := zipOf(t, file{"zeros.txt", zeros}, file{"a.html", page})
	articles, err := Read("x.zip", bomb)
	if len(articles) != 1 || err == nil || !strings.Contains(err.Error(), "zeros.txt: unpacks to more") {
		t.Errorf("zip of zeros: %v, %v", sourcesOf(articles), err)
	}
	if _, err := Read("x.gz", gzipOf(t, []byte(zeros))); err == nil || !strings.Contains(err.Error(), "unpacks to more") {
		t.Errorf("gzip of zeros: %v", err)
	}
	nested := zipOf(t, file{"a.html", page})
	for range 8 {
		nested = zipOf(t, file{"in.zip", string(nested)}, file{"b.html", page})
	}
	articles, err = Read("x.zip", nested)
	if len(articles) != maxNesting || err == nil || !strings.Contains(err.Error(), "nested too deep") {
		t.Errorf("nested: %v, %v", sourcesOf(articles), err)
	}
	many := make([]file, 100_000)
	for i := range many {
		many[i] = file{fmt.Sprintf("%06d.bin", i), "\x7fELF"}
	}
	articles, err = Read("x.zip", zipOf(t, many...))
	if len(articles) != 0 || err == nil || !strings.HasPrefix(err.Error(), "000000.bin: an executable") ||
		!strings.HasSuffix(err.Error(), "and 99997 more") {
		t.Errorf("100,000 members: %v", err)
	}
}

func TestArchiveNames(t *testing.T) {
	articles, _ := Read("x.zip", zipOf(t, file{"../../etc/a.html", page}, file{`dir\b.html`, page}, file{"/c.html", page}))
	if want := []string{"x.zip/c.html", "x.zip/dir/b.html", "x.zip/etc/a.html"}; !slices.Equal(sourcesOf(articles), want) {
		t.Errorf("names %v, want %v", sourcesOf(articles), want)
	}
}

func TestOfficeFilesAreNoArchives(t *testing.T) {
	_, err := Read("x", zipOf(t, file{"[Content_Types].xml", "<Types/>"}, file{"word/document.xml", "<p>text</p>"}))
	if err == nil || !strings.Contains(err.Error(), "a Word") {
		t.Errorf("error %v", err)
	}
}

func FuzzArchive(f *testing.F) {
	f.Add(zipOf(f, members...))
	f.Add(tarOf(f, members...))
	f.Add(gzipOf(f, tarOf(f, members...)))
	f.Add(zstdOf(f, []byte(page)))
	f.Add(zipOf(f, file{"in.zip", string(zipOf(f, file{"a.html", page}))}))
	f.Add(zipOf(f, members...)[:300])
	f.Fuzz(func(t *testing.T, data []byte) {
		if archive.KindOf(data) == archive.None {
			return
		}
		fuzzed(t, data)
	})
}

// newBudget is the budget of a file of size bytes.
func newBudget(size int) *archive.Budget {
	var b archive.Budget
	b.Packed(size)
	return &b
}
