package read

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"pgregory.net/rapid"

	"synoptic/internal/model"
)

const sample = `Harbour council votes to keep the night ferry

PORT ELSA (Reuters) - The harbour council voted on Monday to keep the night ferry running through the winter, its chair said.

“Nobody should have to sleep on the quay,” said Mara Lind, who chairs the council. She added that the money would come from the port's reserve.

The vote ended a dispute that had lasted since spring and had split the town into two camps, each with its own newspaper.
`

// invariants checks what holds for every article however it was read.
func invariants(t interface{ Errorf(string, ...any) }, a *model.Article, size int) {
	if !utf8.ValidString(a.Text) {
		t.Errorf("text is not valid UTF-8")
	}
	if strings.ContainsAny(a.Text, "\x00\r\t") {
		t.Errorf("control characters in text")
	}
	var parts []string
	end, source, line := 0, 0, 0
	for i, b := range a.Blocks {
		want := end
		if i > 0 {
			want += 2
		}
		if b.Start != want || b.End <= b.Start || b.End > len(a.Text) {
			t.Errorf("block %d is [%d,%d) after %d", i, b.Start, b.End, end)
			return
		}
		end = b.End
		text := a.Text[b.Start:b.End]
		if strings.ContainsRune(text, '\n') || strings.TrimSpace(text) != text {
			t.Errorf("block %d is %q", i, text)
		}
		if b.Kind == "" || b.Line < 1 || b.Line < line || a.Line(b.Start) != b.Line {
			t.Errorf("block %d of kind %q stands on line %d, by Lines %d", i, b.Kind, b.Line, a.Line(b.Start))
		}
		if b.Source.Start < source || b.Source.End <= b.Source.Start || b.Source.End > size {
			t.Errorf("block %d comes from %v of %d, after %d", i, b.Source, size, source)
		}
		source, line = b.Source.End, b.Line
		parts = append(parts, text)
	}
	if strings.Join(parts, "\n\n") != a.Text {
		t.Errorf("text is not its blocks joined")
	}
	last := model.LineStart{Offset: -1}
	for _, l := range a.Lines {
		if l.Offset <= last.Offset || l.Line <= last.Line {
			t.Errorf("lines do not increase: %v after %v", l, last)
		}
		last = l
	}
	for _, c := range a.Credits {
		if c.Span != nil && c.Span.In(a.Text) != c.Text || c.Text == "" {
			t.Errorf("credit %+v does not slice to its text", c)
		}
	}
	if a.ID == "" || a.Text == "" {
		t.Errorf("article without id or text")
	}
}

func read1(t *testing.T, name string, data []byte) *model.Article {
	t.Helper()
	as, err := Read(name, data)
	if err != nil || len(as) != 1 {
		t.Fatalf("read %s: %d articles, %v", name, len(as), err)
	}
	invariants(t, as[0], 4*len(data)+16)
	return as[0]
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"empty":      {"", "empty file"},
		"white":      {" \r\n\t\n\u00a0\ufeff", "empty file"},
		"pdf":        {"%PDF-1.7\n%âãÏÓ", "a damaged PDF file"},
		"zip":        {"PK\x03\x04\x14\x00", "a ZIP archive"},
		"png":        {"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"},
		"executable": {"\x7fELF\x02\x01\x01", "an executable"},
		"noise":      {strings.Repeat("\x01\x02ab\x03\x04\x7f\x05", 200), "a binary file"},
		"nulls":      {strings.Repeat("\x00", 2000) + "abc", "a binary file"},
	} {
		as, err := Read(name, []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %d articles, error %v, want %q", name, len(as), err, c.want)
		}
	}
}

// TestEncodings reads one text in every encoding and wants the same words.
func TestEncodings(t *testing.T) {
	russian := strings.Repeat("Совет порта решил сохранить ночной паром на всю зиму, сообщила во вторник председатель совета Мара Линд. "+
		"«Никто не должен ночевать на причале», — сказала она журналистам. ", 3)
	french := strings.Repeat("Le conseil du port a décidé de garder le ferry de nuit, a annoncé mardi sa présidente, très émue. ", 4)
	japaneseText := "夜間フェリーは冬も運航を続ける、と港湾評議会が月曜日に決定した。議長のマラ・リンド氏は会議の後に述べた。「誰も岸壁で眠るべきではない」と同氏は語った。"
	chinese := "港口委员会周一决定，夜间渡轮将在整个冬季继续运营。主席在会后表示，资金将来自港口的储备金。“没有人应该睡在码头上，”她说。"
	oldChinese := "港口委員會週一決定，夜間渡輪將在整個冬季繼續運營。主席在會後表示，資金將來自港口的儲備金。沒有人應該睡在碼頭上。"
	koreanText := "항만 위원회는 월요일에 야간 여객선을 겨울 내내 운항하기로 결정했다고 위원장이 밝혔다. 그는 자금이 항만 예비비에서 나온다고 덧붙였다."
	few := "The café’s owner said on Monday that it’s staying open. “We’ll stay,” said Zoë Müller, who pays €3,000 a month."
	encode16 := func(s string, big bool, bom string) []byte {
		out := []byte(bom)
		for _, u := range utf16.Encode([]rune(s)) {
			if big {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return out
	}
	must := func(b []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"UTF-8":                    {[]byte(russian), russian},
		"UTF-8 with mark":          {[]byte("\ufeff" + french), french},
		"UTF-16LE with mark":       {encode16(russian, false, "\xff\xfe"), russian},
		"UTF-16BE with mark":       {encode16(russian, true, "\xfe\xff"), russian},
		"UTF-16LE":                 {encode16(russian, false, ""), russian},
		"UTF-16BE":                 {encode16(sample, true, ""), sample},
		"windows-1251":             {must(charmap.Windows1251.NewEncoder().Bytes([]byte(russian))), russian},
		"KOI8-R":                   {must(charmap.KOI8R.NewEncoder().Bytes([]byte(strings.NewReplacer("«", "", "»", "", "—", "-").Replace(russian)))), strings.NewReplacer("«", "", "»", "", "—", "-").Replace(russian)},
		"windows-1252":             {must(charmap.Windows1252.NewEncoder().Bytes([]byte(french))), french},
		"Shift-JIS":                {must(japanese.ShiftJIS.NewEncoder().Bytes([]byte(japaneseText))), japaneseText},
		"EUC-JP":                   {must(japanese.EUCJP.NewEncoder().Bytes([]byte(japaneseText))), japaneseText},
		"GB18030":                  {must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(chinese))), chinese},
		"Big5":                     {must(traditionalchinese.Big5.NewEncoder().Bytes([]byte(oldChinese))), oldChinese},
		"EUC-KR":                   {must(korean.EUCKR.NewEncoder().Bytes([]byte(koreanText))), koreanText},
		"windows-1252, few marks":  {must(charmap.Windows1252.NewEncoder().Bytes([]byte(few))), few},
		"cut inside a character":   {[]byte(russian)[:len(russian)-2], strings.TrimSpace(russian)[:60]},
		"page with stated charset": {must(charmap.Windows1251.NewEncoder().Bytes([]byte(`<html><head><meta charset="windows-1251"></head><body><p>` + russian + `</p></body></html>`))), strings.TrimSpace(russian)},
	} {
		a := read1(t, name, c.data)
		want := strings.Join(strings.Fields(c.want), " ")
		if got := strings.Join(strings.Fields(a.Text), " "); !strings.Contains(got, want) {
			t.Errorf("%s: read as %.120q", name, got)
		}
	}
}

func TestControlCharactersAreDropped(t *testing.T) {
	a := read1(t, "x.txt", []byte("The har\u00adbour \x00coun\u200bcil\x07 voted\u00a0on \u202eMonday.\u2028It was late.\n"))
	if a.Text != "The harbour council voted on Monday. It was late." {
		t.Errorf("read as %q", a.Text)
	}
}

// TestLinesOfWrappedText wants the line of every word of a hard-wrapped text,
// not only of its paragraphs.
func TestLinesOfWrappedText(t *testing.T) {
	text := "The harbour council voted on Monday to keep the night ferry\r\n" +
		"running through the winter. The vote ended a dispute that had\r\n" +
		"lasted since spring and had split the town into two camps,\r\n" +
		"each with a newspaper. Nobody was surprised by the outcome.\r\n" +
		"\r\n" +
		"The next ferry leaves at nine. It carries forty cars and two\r\n" +
		"hundred passengers, and it is nearly always full in the summer\r\n" +
		"months, the company said.\r\n"
	a := read1(t, "x.txt", []byte(text))
	if len(a.Blocks) != 2 {
		t.Fatalf("%d blocks, want 2:\n%s", len(a.Blocks), a.Text)
	}
	for word, line := range map[string]int{"harbour": 1, "running": 2, "dispute": 2, "newspaper": 4, "surprised": 4, "ferry leaves": 6, "hundred": 7, "months": 8} {
		if at := strings.Index(a.Text, word); a.Line(at) != line {
			t.Errorf("%q stands on line %d, want %d", word, a.Line(at), line)
		}
	}
}

func TestOneLineAParagraphStays(t *testing.T) {
	var in []string
	for i := range 12 {
		in = append(in, fmt.Sprintf("Councillor number %d said the ferry should stay, and gave reason %d for it.", i, i*7))
	}
	a := read1(t, "x.txt", []byte(strings.Join(in, "\n")))
	if len(a.Blocks) != len(in) {
		t.Errorf("%d blocks of %d lines", len(a.Blocks), len(in))
	}
}

func TestSourceRanges(t *testing.T) {
	for _, in := range []string{sample, "<html><body><article><h1>A &amp; B meet</h1><p>The " + strings.Repeat("long <b>bo</b>ld story &mdash; goes on and on. ", 12) + "</p></article></body></html>"} {
		a := read1(t, "x", []byte(in))
		for _, b := range a.Blocks {
			part := in[b.Source.Start:b.Source.End]
			first, _, _ := strings.Cut(b.Span().In(a.Text), " ")
			if !strings.HasPrefix(part, first) {
				t.Errorf("block %q comes from %q", b.Span().In(a.Text), part)
			}
		}
	}
}

// TestBombs reads hostile pages; each must end soon.
func TestBombs(t *testing.T) {
	paragraph := "<p>" + strings.Repeat("The council voted on Monday to keep the ferry. ", 10) + "</p>"
	attrs := new(strings.Builder)
	for i := range 100000 {
		fmt.Fprintf(attrs, " a%d=%d", i, i)
	}
	for name, in := range map[string]string{
		"nested tags":     "<html><body>" + strings.Repeat("<div>", 100000) + paragraph + strings.Repeat("</div>", 100000),
		"nested inline":   "<html><body>" + strings.Repeat("<b>", 100000) + paragraph + strings.Repeat("</i>", 100000),
		"unclosed lists":  "<html><body><ul>" + strings.Repeat("<li>", 100000) + paragraph,
		"attributes":      "<html><body" + attrs.String() + ">" + paragraph,
		"long attribute":  `<html><body><img src="data:image/png;base64,` + strings.Repeat("A", 8<<20) + `">` + paragraph,
		"long line":       strings.Repeat("word ", 2<<20),
		"no spaces":       strings.Repeat("x", 10<<20),
		"many lines":      strings.Repeat("a\n", 200000),
		"many references": "<html><body><p>" + strings.Repeat("&amp;&#x41;&bogus", 100000),
		"open comment":    "<html><body>" + paragraph + "<!--" + strings.Repeat("-", 1<<20),
		"open brackets":   strings.Repeat("<", 1<<20),
		"many bullets":    strings.Repeat("• ", 1<<20),
		"json":            `<html><script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 50000) + `</script>` + paragraph,
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			as, err := Read(name, []byte(in))
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
			if err == nil {
				invariants(t, as[0], len(in))
			}
		})
	}
}

func TestTruncatedPage(t *testing.T) {
	page := `<html><head><title>Night ferry stays</title></head><body><article><h1>Night ferry stays</h1><p>` +
		strings.Repeat("The council voted on Monday to keep the ferry running through the winter. ", 6) + `</p><p>It was a long night in the old town hall, and nob`
	a := read1(t, "x.html", []byte(page))
	if len(a.Notes) == 0 || !strings.Contains(a.Notes[0], "truncated") {
		t.Errorf("no note of the truncation: %q", a.Notes)
	}
	if !strings.HasSuffix(a.Text, "and nob") {
		t.Errorf("text ends in %.40q", a.Text[max(0, len(a.Text)-40):])
	}
}

func TestReadIsPure(t *testing.T) {
	first := describe(Read("x.txt", []byte(sample)))
	for range 3 {
		if again := describe(Read("x.txt", []byte(sample))); again != first {
			t.Fatalf("read differently:\n%s\n%s", first, again)
		}
	}
}

// TestAnyLines reads texts made of lines of every kind in any order.
func TestAnyLines(t *testing.T) {
	kinds := []string{"", " ", "• Politics", "  • Sport", "Related News", "Most Read", "By Jane Roe", "24 Jun 2031 14:44",
		"Source: Agencies", "All Rights Reserved", "Post a Comment", "Listen", "3 Min Read", "A headline that says very little",
		"The council voted on Monday to keep the night ferry running through the winter, its chair said.",
		"“Nobody should sleep on the quay,” said Mara Lind, who chairs the council. (AP)", "# Title", "> quoted words", "___", "— AFP"}
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom(kinds), 1, 40).Draw(t, "lines"), "\n")
		as, err := Read("x.txt", []byte(in))
		if err == nil {
			invariants(t, as[0], len(in))
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("<html><body><h1>T</h1><p>a<br>b&amp;c</p><ul><li>x<li>y</ul>"))
	f.Add([]byte("\xff\xfeT\x00e\x00"))
	f.Add([]byte("Related News\n• x\n\n(c) 2031 Example. All Rights Reserved\n"))
	f.Add([]byte("<title>x<p><svg><script>\x00&#0;&#xD800;"))
	f.Fuzz(func(t *testing.T, data []byte) {
		as, err := Read("fuzz", data)
		if err != nil {
			return
		}
		for _, a := range as {
			invariants(t, a, 4*len(data)+16)
		}
	})
}

// prose is n bytes of an article in paragraphs of several sentences, none like
// another.
func prose(n int) []byte {
	words := strings.Fields("harbour council ferry night winter vote dispute spring town camp newspaper chair money reserve quay port " +
		"mayor bridge owner contract answer statement meeting company passenger reporter price service island captain")
	var b strings.Builder
	b.WriteString("Harbour council votes to keep the night ferry\n\nPORT ELSA (Reuters) - The harbour council voted on Monday, its chair said.\n\n")
	x := uint32(7)
	for b.Len() < n {
		for range 3 {
			b.WriteString("“The")
			for range 12 {
				x = x*1664525 + 1013904223
				b.WriteString(" " + words[(x>>16)%uint32(len(words))])
			}
			fmt.Fprintf(&b, ",” said Mara Lind, who had %d letters from the town’s people. ", x>>20)
		}
		b.WriteString("\n\n")
	}
	return []byte(b.String())
}

func benchmarkText(b *testing.B, data []byte) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("x.txt", data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkText reads an article of the usual length.
func BenchmarkText(b *testing.B) { benchmarkText(b, prose(4<<10)) }

// BenchmarkLongText reads a text of a megabyte.
func BenchmarkLongText(b *testing.B) { benchmarkText(b, prose(1<<20)) }

// BenchmarkWrappedText reads a hard-wrapped article.
func BenchmarkWrappedText(b *testing.B) {
	var out strings.Builder
	for paragraph := range strings.SplitSeq(string(prose(4<<10)), "\n\n") {
		width := 0
		for w := range strings.FieldsSeq(paragraph) {
			if width += len(w) + 1; width > 70 {
				out.WriteByte('\n')
				width = len(w) + 1
			}
			out.WriteString(w + " ")
		}
		out.WriteString("\n\n")
	}
	benchmarkText(b, []byte(out.String()))
}

func BenchmarkPage(b *testing.B) {
	var page strings.Builder
	page.WriteString("<html><head><title>Night ferry stays | Example Herald</title></head><body><nav><ul>")
	for i := range 60 {
		fmt.Fprintf(&page, "<li><a href=/%d>Section %d</a></li>", i, i)
	}
	page.WriteString("</ul></nav><article><h1>Night ferry stays</h1>")
	for range 30 {
		page.WriteString("<p>The council voted on <b>Monday</b> to keep the ferry running &mdash; its chair said so.</p>\n")
	}
	page.WriteString("</article><footer>© 2031 Example Herald</footer></body></html>")
	data := []byte(page.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("x.html", data); err != nil {
			b.Fatal(err)
		}
	}
}
