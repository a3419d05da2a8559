package read

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"time"

	"synoptic/internal/model"
	"synoptic/internal/read/pdf"
)

// A paper is a PDF file being made: objects by number from 1. The first is the
// catalogue, the second the tree of pages.
type paper struct {
	objects []string
	kids    []string
	info    string
}

func newPaper() *paper { return &paper{objects: []string{"<</Type/Catalog/Pages 2 0 R>>", ""}} }

func (p *paper) add(object string) (number int) {
	p.objects = append(p.objects, object)
	return len(p.objects)
}

func (p *paper) stream(extra, data string) int {
	return p.add(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", extra, len(data), data))
}

// page adds a page with these operations; fonts are resources.
func (p *paper) page(fonts, operations string) {
	content := p.stream("", operations)
	n := p.add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<<%s>>>>>>", content, fonts))
	p.kids = append(p.kids, fmt.Sprintf("%d 0 R", n))
}

// body are the objects, and where each begins.
func (p *paper) body() (data string, offsets []int) {
	p.objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(p.kids), strings.Join(p.kids, " "))
	var b strings.Builder
	b.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	for i, o := range p.objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return b.String(), offsets
}

// file is the whole with a table of objects in the old form.
func (p *paper) file() []byte {
	data, offsets := p.body()
	var b strings.Builder
	b.WriteString(data)
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, p.info, len(data))
	return []byte(b.String())
}

// packed is the whole with its plain objects in an object stream and its table
// in a stream with predicted rows, as newer programs write them.
func (p *paper) packed() []byte {
	_, _ = p.body()
	var head, inner, b strings.Builder
	in := map[int]int{}
	for i, o := range p.objects {
		if !strings.Contains(o, "stream") {
			fmt.Fprintf(&head, "%d %d ", i+1, inner.Len())
			in[i] = len(in)
			inner.WriteString(o + " ")
		}
	}
	b.WriteString("%PDF-1.5\n")
	rows := []string{}
	holder := len(p.objects) + 1
	for i, o := range p.objects {
		if k, ok := in[i]; ok {
			rows = append(rows, string([]byte{2, byte(holder >> 8), byte(holder), byte(k)}))
			continue
		}
		rows = append(rows, string([]byte{1, byte(b.Len() >> 8), byte(b.Len()), 0}))
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	packed := deflated(head.String() + inner.String())
	rows = append(rows, string([]byte{1, byte(b.Len() >> 8), byte(b.Len()), 0}))
	fmt.Fprintf(&b, "%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n",
		holder, len(in), head.Len(), len(packed), packed)
	start := b.Len()
	rows = append(rows, string([]byte{1, byte(start >> 8), byte(start), 0}))
	table := deflated(predicted(rows))
	fmt.Fprintf(&b, "%d 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Index[1 %d]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF",
		holder+1, holder+2, len(rows), len(table), table, start)
	return []byte(b.String())
}

// predicted writes rows as differences from the row before.
func predicted(rows []string) string {
	var b strings.Builder
	before := "\x00\x00\x00\x00"
	for _, row := range rows {
		b.WriteByte(2)
		for i := range len(row) {
			b.WriteByte(row[i] - before[i])
		}
		before = row
	}
	return b.String()
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

const times = "/F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"

// setLines are operations that set lines under each other.
func setLines(x, y int, size int, text ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F %d Tf %d TL %d %d Td\n", size, size+3, x, y)
	for _, line := range text {
		fmt.Fprintf(&b, "(%s) Tj T*\n", strings.NewReplacer("(", `\(`, ")", `\)`).Replace(line))
	}
	b.WriteString("ET\n")
	return b.String()
}

// ferryPaper is two pages of two columns with a head and a foot, the columns
// drawn in the wrong order, words broken at the ends of lines.
func ferryPaper() *paper {
	p := newPaper()
	edge := func(n int) string {
		return setLines(50, 780, 8, "The Port Elsa Ledger") + setLines(290, 20, 8, fmt.Sprintf("%d", n))
	}
	left := setLines(50, 680, 10,
		"The harbour council of Port Elsa voted on Mon-",
		"day to keep the well-known night ferry running",
		"through the winter, its chair Mara Lind said.",
		"   \x93Nobody should have to sleep on the quay,\x94",
		"said Lind, who chairs the council. She added that",
		"the money would come from the port's reserve.",
		"   The vote ended a dispute that had lasted since")
	right := setLines(320, 680, 10,
		"spring and had split the town into two camps, each",
		"with a newspaper of its own, as is usual on islands.",
		"   The owners of the ferry, which is a well-",
		"known sight in the sound, have until June to an-",
		"swer. The council publishes the terms in May and")
	p.page(times, setLines(50, 730, 24, "Night ferry stays", "for one more winter")+right+left+edge(1))
	p.page(times, edge(2)+setLines(50, 700, 10,
		"will meet again on Friday, a spokesman told report-",
		"ers. Nobody was surprised by the outcome of the vote."))
	return p
}

const ferryBlocks = `title|1|Night ferry stays for one more winter
paragraph|1|The harbour council of Port Elsa voted on Monday to keep the well-known night ferry running through the winter, its chair Mara Lind said.
paragraph|1|“Nobody should have to sleep on the quay,” said Lind, who chairs the council. She added that the money would come from the port's reserve.
paragraph|1|The vote ended a dispute that had lasted since spring and had split the town into two camps, each with a newspaper of its own, as is usual on islands.
paragraph|1|The owners of the ferry, which is a well-known sight in the sound, have until June to answer. The council publishes the terms in May and will meet again on Friday, a spokesman told reporters. Nobody was surprised by the outcome of the vote.
`

// blocksOf writes the blocks of an article with their kinds and pages.
func blocksOf(a *model.Article) string {
	var b strings.Builder
	for _, k := range a.Blocks {
		fmt.Fprintf(&b, "%s|%d|%s\n", k.Kind, k.Page, k.Span().In(a.Text))
	}
	return b.String()
}

func TestPDF(t *testing.T) {
	whole := ferryPaper().file()
	for name, data := range map[string][]byte{
		"old table":          whole,
		"object streams":     ferryPaper().packed(),
		"no table":           whole[:bytes.LastIndex(whole, []byte("xref\n0"))],
		"wrong table":        bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n1"), 1),
		"shifted":            bytes.Replace(whole, []byte("%PDF-1.5\n"), []byte("%PDF-1.5\n% another line\n"), 1),
		"no length":          bytes.ReplaceAll(whole, []byte("/Length "), []byte("/Longth ")),
		"in front of others": append([]byte("\r\n"), whole...),
	} {
		a := read1(t, "ferry.pdf", data)
		if got := blocksOf(a); got != ferryBlocks {
			t.Errorf("%s: read as\n%s", name, got)
		}
		if damaged := name == "no table" || name == "wrong table" || name == "shifted"; damaged != (len(a.Notes) > 0) {
			t.Errorf("%s: notes %q", name, a.Notes)
		}
		var asides []string
		for _, s := range a.Aside {
			asides = append(asides, s.Text)
		}
		if got := strings.Join(asides, "|"); got != "The Port Elsa Ledger" {
			t.Errorf("%s: asides %q", name, got)
		}
	}
}

// TestPDFSources wants the bytes of the extracted text that a block names to
// be its text.
func TestPDFSources(t *testing.T) {
	var budget = newBudget(1 << 20)
	text, err := pdf.Extract(ferryPaper().file(), budget)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range read1(t, "ferry.pdf", ferryPaper().file()).Blocks {
		if got := b.Source.In(text.Text); !strings.Contains(ferryBlocks, got) || got == "" {
			t.Errorf("block comes from %q", got)
		}
	}
}

func TestPDFLetters(t *testing.T) {
	p := newPaper()
	mapped := p.stream("", "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <005400680065> <0002> <FB01> endbfchar "+
		"2 beginbfrange <0010> <0029> <0061> <0030> <0031> [<0020> <D83DDE00>] endbfrange")
	kid := p.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500/W[1 [1500 600] 48 48 250]>>")
	p.page(fmt.Sprintf("/F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", kid, mapped)+
		"/G<</Type/Font/Subtype/Type1/BaseFont/Y/Encoding<</Differences[1/fi/Eacute/afii10017/uni0416/f_f_i/a.sc]>>>>",
		"BT /F 12 Tf 50 700 Td <00010030> Tj <0002001D001400300015001E00110017001400130030> Tj <0031> Tj ET "+
			"BT /G 12 Tf 50 640 Td [(A town \\001) -20 (nds \\002lan, \\003 and \\004, o\\005ces)] TJ ET")
	a := read1(t, "x.pdf", p.file())
	if want := "The fineofbhed 😀"; !strings.Contains(a.Text, "The fi") || !strings.Contains(a.Text, "😀") {
		t.Errorf("read as %q, want something like %q", a.Text, want)
	}
	if !strings.Contains(a.Text, "A town finds Élan, А and Ж, offices") {
		t.Errorf("read as %q", a.Text)
	}
}

// TestPDFForms reads text that stands in a form and stands on its side, in a
// stream with two filters.
func TestPDFForms(t *testing.T) {
	p := newPaper()
	inner := fmt.Sprintf("%x>", deflated("BT /F 10 Tf 0 1 -1 0 300 100 Tm (The ferry stays, the council said on Monday.) Tj ET"))
	form := p.stream("/Type/XObject/Subtype/Form/Filter[/ASCIIHexDecode/FlateDecode]/Resources<</Font<<"+times+">>>>", inner)
	content := p.stream("", "q /A Do Q BI /W 1 /H 1 ID \x00\x01(EI EI /A Do")
	p.kids = append(p.kids, fmt.Sprintf("%d 0 R", p.add(fmt.Sprintf("<</Type/Page/Rotate 90/Contents[%d 0 R]/Resources<</XObject<</A %d 0 R>>>>>>", content, form))))
	if a := read1(t, "x.pdf", p.file()); a.Text != "The ferry stays, the council said on Monday." {
		t.Errorf("read as %q", a.Text)
	}
}

func TestPDFMetadata(t *testing.T) {
	p := ferryPaper()
	info := p.add("<</Title(\xfe\xff\x00F\x00e\x00r\x00r\x00y\x00 \x00n\x00e\x00w\x00s)/Author(Jane Roe)/CreationDate(D:20310603071500+02'00')/Creator(Press Desk 4)>>")
	p.info = fmt.Sprintf("/Info %d 0 R", info)
	a := read1(t, "ferry.pdf", p.file())
	if a.Title != "Night ferry stays for one more winter" || strings.Join(a.Byline, "") != "Jane Roe" || a.Published == nil ||
		a.Published.Value != "2031-06-03T07:15:00+02:00" || a.Published.From != "metadata" {
		t.Errorf("title %q, byline %q, published %+v", a.Title, a.Byline, a.Published)
	}
	p = newPaper()
	p.page(times, setLines(50, 700, 10, "The council voted on Monday to keep the ferry, it said."))
	p.objects[0] = fmt.Sprintf("<</Type/Catalog/Pages 2 0 R/Metadata %d 0 R>>", p.stream("/Type/Metadata/Subtype/XML",
		"<x:xmpmeta><rdf:RDF><rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Ferry &amp; quay stay</rdf:li></rdf:Alt></dc:title>"+
			"<dc:creator><rdf:Seq><rdf:li>Jane Roe</rdf:li><rdf:li>John Doe</rdf:li></rdf:Seq></dc:creator><xmp:CreateDate>2031-06-03T07:15:00Z</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta>"))
	p.info = fmt.Sprintf("/Info %d 0 R", p.add("<</Producer(Skia/PDF m150)>>"))
	a = read1(t, "ferry.pdf", p.file())
	if a.Title != "Ferry & quay stay" || strings.Join(a.Byline, "; ") != "Jane Roe; John Doe" || a.Published != nil {
		t.Errorf("title %q, byline %q, published %+v", a.Title, a.Byline, a.Published)
	}
}

func TestPDFRightToLeft(t *testing.T) {
	p := newPaper()
	mapped := p.stream("", "1 beginbfrange <41> <5A> <05D0> endbfrange 1 beginbfchar <20> <0020> endbfchar")
	p.page(fmt.Sprintf("/F<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 32/Widths[250]/ToUnicode %d 0 R>>", mapped),
		setLines(50, 700, 10, "FED 2031 CBA"))
	if a := read1(t, "x.pdf", p.file()); a.Text != "אבג 2031 דהו" {
		t.Errorf("read as %q", a.Text)
	}
}

func TestPDFRefusals(t *testing.T) {
	encrypted := ferryPaper()
	encrypted.info = "/Encrypt<</Filter/Standard/V 2/R 3>>"
	pictures := newPaper()
	pictures.page("", "q 600 0 0 800 0 0 cm /Im Do Q")
	nameless := newPaper()
	kid := nameless.add("<</Type/Font/Subtype/CIDFontType0>>")
	nameless.page(fmt.Sprintf("/F<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[%d 0 R]>>", kid), setLines(50, 700, 10, "0102030405"))
	for want, data := range map[string][]byte{
		"an encrypted PDF file; save a copy of it without protection":     encrypted.file(),
		"a PDF of pictures; no text in it":                                pictures.file(),
		"a PDF whose fonts do not tell which letters they show":           nameless.file(),
		"a damaged PDF file; no pages were found in it":                   []byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
		"a damaged PDF file; no pages were found in it (nothing)":         []byte("%PDF-"),
		"a damaged PDF file; no pages were found in it (cut after 60 B)":  ferryPaper().file()[:60],
		"a damaged PDF file; no pages were found in it (a loop of pages)": []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 2 0 R]>>endobj"),
	} {
		want, _, _ = strings.Cut(want, " (")
		as, err := Read("x.pdf", data)
		if len(as) != 0 || err == nil || err.Error() != want {
			t.Errorf("%d articles, %v; want %q", len(as), err, want)
		}
	}
}

// TestTruncatedPDF wants the pages before the damage.
func TestTruncatedPDF(t *testing.T) {
	p := ferryPaper()
	p.page(times, setLines(50, 700, 10, "This page is lost."))
	whole := p.file()
	a := read1(t, "x.pdf", whole[:bytes.Index(whole, []byte("This page"))])
	if !strings.Contains(a.Text, "The harbour council of Port Elsa") || len(a.Notes) == 0 {
		t.Errorf("notes %q, text %q", a.Notes, a.Text)
	}
}

func TestPDFBombs(t *testing.T) {
	deep := newPaper()
	deep.page(times, strings.Repeat("[", 1_000_000)+setLines(50, 700, 10, "text"))
	loop := newPaper()
	loop.objects = append(loop.objects, "")
	loop.objects[2] = "<</Type/XObject/Subtype/Form/Length 30/Resources<</XObject<</A 3 0 R>>>>>>\nstream\n" + strings.Repeat("/A Do ", 5000) + "\nendstream"
	loop.kids = []string{fmt.Sprintf("%d 0 R", loop.add("<</Type/Page/Contents 3 0 R/Resources<</XObject<</A 3 0 R>>>>>>"))}
	zeros := newPaper()
	zeros.kids = []string{fmt.Sprintf("%d 0 R", zeros.add(fmt.Sprintf("<</Type/Page/Contents %d 0 R>>", zeros.stream("/Filter/FlateDecode", deflated(strings.Repeat("\x00", 64<<20))))))}
	many := newPaper()
	many.page(times, "BT /F 10 Tf "+strings.Repeat("1 0 0 1 50 700 Tm (abcdefghij klmnop) Tj 3 -2 Td (x) Tj ", 100_000)+"ET")
	wide := newPaper()
	wide.page(fmt.Sprintf("/F<</Type/Font/Subtype/Type0/ToUnicode %d 0 R>>", wide.stream("", strings.Repeat("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange ", 2000))), setLines(50, 700, 10, "text"))
	scattered := newPaper()
	var b strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&b, "BT /F 4 Tf 1 0 0 1 %d %d Tm (ab) Tj ET ", (i*7919)%600, (i*104729)%800)
	}
	scattered.page(times, b.String())
	for name, data := range map[string][]byte{
		"deep arrays": deep.file(), "deep objects": []byte("%PDF-1.4\n1 0 obj\n" + strings.Repeat("<</A", 1_000_000)), "forms in forms": loop.file(),
		"zeros": zeros.file(), "many letters": many.file(), "wide ranges": wide.file(), "scattered": scattered.file(),
		"many objects":   []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj ", 1_000_000)),
		"many trailers":  []byte("%PDF-1.4\n" + strings.Repeat("trailer<</Root 1 0 R>>", 200_000)),
		"open string":    []byte("%PDF-1.4\n1 0 obj (" + strings.Repeat("(", 1_000_000)),
		"table of holes": []byte("%PDF-1.4\n1 0 obj<</Type/XRef/W[0 0 0]/Index[0 1000000000]/Size 9>>stream\nx\nendstream endobj startxref 9"),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			as, err := Read("x.pdf", data)
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
			if len(as) == 0 && err == nil {
				t.Error("neither article nor reason")
			}
		})
	}
}

func FuzzPDF(f *testing.F) {
	whole := ferryPaper().file()
	f.Add(whole)
	f.Add(ferryPaper().packed())
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 4 0 R/Resources<</Font<</F<<>>>>>>>>endobj\n" +
		"4 0 obj<<>>stream\nBT /F 9 Tf 9 TL (a\\050b) ' [(c) -300 <64>] TJ 0 1 -1 0 5 5 Tm (e) Tj ET\nendstream endobj"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzed(t, append([]byte("%PDF-1.4\n"), data...))
	})
}
