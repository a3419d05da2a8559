package read

import (
	"archive/tar"
	"bytes"
	"flag"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"synoptic/internal/model"
)

// everyKind is one sound file of each kind that is read, with the number of its
// articles.
func everyKind(t testing.TB) map[string]struct {
	data     []byte
	articles int
} {
	type kind = struct {
		data     []byte
		articles int
	}
	noise := noisy(20_000)
	mails := strings.Repeat("From a@b Tue Jun  3 07:15:00 2031\nFrom: Port <a@b.example>\nSubject: One\nDate: x\n\n"+sample+"\n", 3)
	three := []file{{"a.html", page}, {"b.txt", sample}, {"c.html", page}, {"z.png", "\x89PNG\r\n\x1a\n" + noise}}
	return map[string]kind{
		"page.html":      {[]byte(page), 1},
		"text.txt":       {[]byte(sample), 1},
		"utf16.txt":      {utf16BE("\ufeff" + sample), 1},
		"feed.xml":       {[]byte("<rss><channel><title>Courier</title>" + strings.Repeat(bombItem, 3) + "</channel></rss>"), 3},
		"news.xml":       {[]byte("<newsMessage>" + strings.Repeat(bombNews, 3) + "</newsMessage>"), 3},
		"lines.jsonl":    {[]byte(strings.Repeat(bombLine, 3)), 3},
		"array.json":     {[]byte("[" + strings.Repeat(strings.TrimSpace(bombLine)+",", 2) + bombLine + "]"), 3},
		"mail.eml":       {[]byte(newsletterMail()), 2},
		"box.mbox":       {[]byte(mails), 3},
		"saved.mhtml":    {[]byte(savedPage), 1},
		"web.warc":       {[]byte(webArchive(t)), 3},
		"web.warc.gz":    {gzipOf(t, []byte(webArchive(t))), 3},
		"web.warc.zst":   {zstdOf(t, []byte(webArchive(t))), 3},
		"book.epub":      {book(t), 2},
		"files.zip":      {zipOf(t, three...), 3},
		"files.tar":      {tarOf(t, three...), 3},
		"files.tar.gz":   {gzipOf(t, tarOf(t, three...)), 3},
		"files.tar.zst":  {zstdOf(t, tarOf(t, three...)), 3},
		"page.html.gz":   {gzipOf(t, []byte(page+"<!--"+noise+"-->")), 1},
		"paper.pdf":      {ferryPaper().file(), 1},
		"paper-new.pdf":  {ferryPaper().packed(), 1},
		"lines.jsonl.gz": {gzipOf(t, []byte(strings.Repeat(bombLine, 3))), 3},
		"box.in.zip":     {zipOf(t, file{"box", mails}), 3},
	}
}

// noisy is n bytes that do not compress.
func noisy(n int) string {
	out := make([]byte, n)
	for i, x := 0, uint32(7); i < n; i++ {
		x = x*1664525 + 1013904223
		out[i] = byte(x>>24)%94 + 33
	}
	return string(out)
}

// TestTruncated cuts a file of every kind at many places: what is left is read
// or refused with a reason, articles stay sound, and none comes of a longer
// piece that a shorter had not, but for the one at the cut.
func TestTruncated(t *testing.T) {
	for name, kind := range everyKind(t) {
		t.Run(name, func(t *testing.T) {
			whole, _ := Read(name, kind.data)
			if len(whole) != kind.articles {
				t.Fatalf("%d articles in the whole, want %d", len(whole), kind.articles)
			}
			ids := map[string]bool{}
			for _, a := range whole {
				ids[a.ID] = true
			}
			best := 0
			for cut := range 24 {
				data := kind.data[:len(kind.data)*(cut+1)/25]
				articles, err := Read(name, data)
				if len(articles) == 0 && err == nil {
					t.Errorf("cut after %d of %d: neither article nor reason", len(data), len(kind.data))
				}
				complete := 0
				for _, a := range articles {
					invariants(t, a, 4*len(kind.data)+16)
					if ids[a.ID] {
						complete++
					}
				}
				if complete < best && len(articles) < best {
					t.Errorf("cut after %d of %d: %d articles, %d before that", len(data), len(kind.data), len(articles), best)
				}
				best = max(best, complete)
			}
		})
	}
}

var mutations = flag.Int("mutations", 40, "how many damaged copies of a file of each kind are read")

// TestMutated damages a file of every kind at some bytes and reads what comes
// out.
func TestMutated(t *testing.T) {
	x := uint32(1)
	random := func(n int) int {
		x = x*1664525 + 1013904223
		return int(x>>8) % n
	}
	for name, kind := range everyKind(t) {
		for range *mutations {
			data := bytes.Clone(kind.data)
			for range 1 + random(8) {
				from, to, n := random(len(data)), random(len(data)), 1+random(30)
				switch random(4) {
				case 0:
					data[from] = byte(random(256))
				case 1:
					data[from] ^= 1 << random(8)
				case 2:
					copy(data[from:], data[to:min(len(data), to+n)])
				default:
					data = append(data[:from:from], data[min(len(data), from+n):]...)
				}
				if len(data) < 2 {
					break
				}
			}
			fuzzed(t, data)
			if t.Failed() {
				t.Fatalf("%s: %q", name, data[:min(len(data), 3000)])
			}
		}
	}
}

// TestDamageIsNamed cuts the last tenth off containers, and wants all that was
// whole before and the damage named.
func TestDamageIsNamed(t *testing.T) {
	for name, want := range map[string]struct {
		least  int
		reason string
	}{
		"feed.xml": {2, "truncated"}, "news.xml": {2, "truncated"}, "lines.jsonl": {2, "line 3 is not"}, "array.json": {2, "damaged or truncated"},
		"web.warc": {2, "damaged or truncated"}, "web.warc.gz": {1, "gzip: damaged"}, "web.warc.zst": {0, "Zstandard: damaged"},
		"files.zip": {3, "damaged"}, "files.tar": {3, "damaged"}, "files.tar.gz": {3, "damaged"}, "page.html.gz": {1, "gzip: damaged"},
		"lines.jsonl.gz": {0, "damaged"}, "book.epub": {0, "EPUB"},
	} {
		data := everyKind(t)[name].data
		articles, err := Read(name, data[:len(data)*9/10])
		if len(articles) < want.least || err == nil || !strings.Contains(err.Error(), want.reason) {
			t.Errorf("%s: %d articles, %v; want %d and %q", name, len(articles), err, want.least, want.reason)
		}
	}
}

// TestHostile reads hostile files of every kind; each must end soon, in bounded
// memory, with sound articles or a reason.
func TestHostile(t *testing.T) {
	lone := []byte("\xff\xfe")
	for _, u := range append(utf16.Encode([]rune(sample)), 0xd800, 'a', 0xdc00, 0xdc00, 0xd83d) {
		lone = append(lone, byte(u), byte(u>>8))
	}
	var attributes strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&attributes, " a%d='%d'", i, i)
	}
	var text strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&text, "Line %d of a long report says that ferry number %d stays.\n", i, i*7)
	}
	paragraph := "<p>" + strings.Repeat("The council voted on Monday to keep the ferry. ", 10) + "</p>"
	deep := 1_000_000
	zeros := strings.Repeat("\x00", 64<<20)
	for name, c := range map[string]struct {
		data     []byte
		articles int // at least
	}{
		"page, 10^6 deep":          {[]byte("<html><body>" + strings.Repeat("<div>", deep) + paragraph), 0},
		"feed, 10^6 deep":          {[]byte("<rss><channel>" + bombItem + strings.Repeat("<a>", deep)), 1},
		"news, 10^6 deep":          {[]byte("<newsMessage>" + bombNews + strings.Repeat("<a>", deep)), 1},
		"JSON, 10^6 deep":          {[]byte(bombLine + bombLine + strings.Repeat(`{"a":`, deep)), 2},
		"JSON array, 10^6 deep":    {[]byte("[" + strings.TrimSpace(bombLine) + "," + strings.Repeat("[", deep)), 1},
		"PDF, 10^6 deep":           {[]byte("%PDF-1.4\n1 0 obj " + strings.Repeat("<</A", deep)), 0},
		"mail, 10^5 deep":          {[]byte("From: a\nSubject: b\nDate: c\n" + strings.Repeat("Content-Type: multipart/mixed; boundary=x\n\n--x\n", 100_000)), 0},
		"page, 10^5 attributes":    {[]byte("<html><body><div" + attributes.String() + ">" + paragraph), 1},
		"feed, 10^5 attributes":    {[]byte("<rss" + attributes.String() + "><channel>" + bombItem + "</channel></rss>"), 1},
		"mail, 10^5 fields":        {[]byte("From: a\nSubject: b\nDate: c\n" + strings.Repeat("X: y\n", 100_000) + "\n" + sample), 1},
		"NULs":                     {[]byte(strings.Repeat("\x00", 1<<20)), 0},
		"NULs in text":             {[]byte(strings.ReplaceAll(sample, " ", " \x00")), 1},
		"NULs in a page":           {[]byte(strings.ReplaceAll(page, " ", " \x00")), 1},
		"NULs in JSON":             {[]byte(strings.ReplaceAll(bombLine+bombLine, "council", "coun\x00cil\\u0000")), 2},
		"lone surrogates, UTF-16":  {lone, 1},
		"lone surrogates, JSON":    {[]byte(strings.ReplaceAll(bombLine+bombLine, "council", `\ud800council\udc00\ud83d`)), 2},
		"100,000 lines":            {[]byte(text.String()), 1},
		"100,000 mails":            {[]byte(strings.Repeat("From a\nFrom: b\nSubject: c\nDate: d\n\nThe council voted on Monday.\n\n", 100_000)), 100_000},
		"100,000 empty records":    {[]byte(strings.Repeat("WARC/1.0\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n\r\n\r\n", 100_000)), 0},
		"zip of zeros":             {zipOf(t, file{"a.txt", zeros}, file{"b.html", page}), 1},
		"gzip of zeros":            {gzipOf(t, []byte(zeros)), 0},
		"zstd of zeros":            {zstdOf(t, []byte(zeros)), 0},
		"gzip of gzip of zeros":    {gzipOf(t, gzipOf(t, gzipOf(t, []byte(zeros)))), 0},
		"tar.gz of zeros":          {gzipOf(t, tarOf(t, file{"b.html", page}, file{"a.txt", zeros})), 1},
		"sparse tar":               {sparseTar(t), 0},
		"zip that contains itself": {overlapping(t), 0},
		"WARC of a long record":    {[]byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n" + strings.Repeat("x", 1<<20)), 0},
		"endless line of JSON":     {[]byte(bombLine + bombLine + `{"title":"` + strings.Repeat("x", 30<<20)), 2},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			before := allocated()
			articles, err := Read("x", c.data)
			took, used := time.Since(start), allocated()-before
			// With -short, as the race detector runs it, bounds mean nothing: it is
			// slow, and pools of buffers drop what they hold.
			if !testing.Short() && (took > 30*time.Second || used > 4<<30) {
				t.Errorf("took %s and %d MB", took, used>>20)
			}
			if len(articles) < c.articles || len(articles) == 0 && err == nil {
				t.Errorf("%d articles, %v; want %d", len(articles), err, c.articles)
			}
			for _, a := range articles[:min(len(articles), 100)] {
				invariants(t, a, 4*len(c.data)+16)
			}
		})
	}
}

// allocated is how many bytes were ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// sparseTar is an archive of a file of 8 GB that is all hole.
func sparseTar(t testing.TB) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	body := "1\n8589934592\n0\n"
	body += strings.Repeat("\x00", 512-len(body))
	err := w.WriteHeader(&tar.Header{Name: "GNUSparseFile.0/hole.txt", Typeflag: tar.TypeReg, Mode: 0o600, Size: int64(len(body)), Format: tar.FormatPAX,
		PAXRecords: map[string]string{"XXX.sparse.major": "1", "XXX.sparse.minor": "0", "XXX.sparse.name": "hole.txt", "XXX.sparse.realsize": "8589934592"}})
	if err == nil {
		_, err = io.WriteString(w, body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("XXX.sparse."), []byte("GNU.sparse.")) // which the writer does not write
}

// overlapping is a ZIP archive in whose directory one member stands many times.
func overlapping(t testing.TB) []byte {
	one := zipOf(t, file{"a.txt", strings.Repeat("The council voted on Monday. ", 40_000)})
	at := bytes.Index(one, []byte("PK\x01\x02"))
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	entry := one[at:end]
	var b bytes.Buffer
	b.Write(one[:at])
	const times = 60_000
	for range times {
		b.Write(entry)
	}
	tail := bytes.Clone(one[end:])
	size := len(entry) * times
	tail[8], tail[9], tail[10], tail[11] = byte(times&0xff), byte(times>>8), byte(times&0xff), byte(times>>8)
	tail[12], tail[13], tail[14], tail[15] = byte(size), byte(size>>8), byte(size>>16), byte(size>>24)
	b.Write(tail)
	return b.Bytes()
}

// TestConstantMemory streams archives of several sizes that are made as they are
// read, and wants no more memory for the longer ones.
func TestConstantMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("short: reading 30 MB takes a while")
	}
	for name, unit := range map[string]string{
		"web.warc":    record("response", "https://ledger.example.com/a", response(200, "Content-Type: text/html", page+"<!--"+noisy(50_000)+"-->")),
		"box.mbox":    "From a@b Tue Jun  3 07:15:00 2031\nFrom: Port <a@b.example>\nSubject: One\nDate: x\n\n" + strings.Repeat(sample+"\n", 40) + "\n",
		"lines.jsonl": strings.Repeat(bombLine, 100),
	} {
		small, large := liveMemory(t, name, unit, 1<<20), liveMemory(t, name, unit, 8<<20)
		if large > small+small/2+8<<20 {
			t.Errorf("%s: %d MB live while reading 1 MB, %d MB while reading 8 MB", name, small>>20, large>>20)
		}
	}
}

// liveMemory is the most memory that was live while a file of so many copies of
// unit was read that it has size bytes.
func liveMemory(t *testing.T, name, unit string, size int) uint64 {
	runtime.GC()
	var m runtime.MemStats
	most, n := uint64(0), 0
	err := Options{}.Stream(name, io.LimitReader(&endless{unit: unit}, int64(size/len(unit)*len(unit))), -1, func(*model.Article) error {
		if n++; n%max(1, size/len(unit)/8) == 0 {
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return nil
	})
	if err != nil || n < size/len(unit) {
		t.Errorf("%s: %d articles, %v", name, n, err)
	}
	return most
}

// An endless reader gives one text over and over.
type endless struct {
	unit string
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.unit[e.at:])
	e.at = (e.at + n) % len(e.unit)
	return n, nil
}

// TestStreamStops wants reading to end when the visitor says so.
func TestStreamStops(t *testing.T) {
	enough := fmt.Errorf("enough")
	for name, kind := range everyKind(t) {
		n := 0
		err := Options{}.Stream(name, bytes.NewReader(kind.data), int64(len(kind.data)), func(*model.Article) error {
			n++
			return enough
		})
		if n != 1 || err != enough {
			t.Errorf("%s: %d articles, %v", name, n, err)
		}
	}
}

// TestStreamOfUnknownSize reads every kind from a stream that tells nothing.
func TestStreamOfUnknownSize(t *testing.T) {
	for name, kind := range everyKind(t) {
		n := 0
		_ = Options{}.Stream(name, io.MultiReader(bytes.NewReader(kind.data)), -1, func(*model.Article) error {
			n++
			return nil
		})
		if n != kind.articles {
			t.Errorf("%s: %d articles, want %d", name, n, kind.articles)
		}
	}
}
