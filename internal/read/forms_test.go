package read

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/txtar"

	"synoptic/internal/model"
)

// FuzzForms starts from the golden cases, so that every form is met.
func FuzzForms(f *testing.F) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		f.Fatalf("no golden cases: %v", err)
	}
	for _, path := range cases {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(ar.Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		as, _ := Read("fuzz", data)
		for _, a := range as {
			invariants(t, a, 4*len(data)+16)
		}
	})
}

const bombItem = `<item><title>Ferry stays</title><guid>x</guid><content:encoded><![CDATA[<p>The harbour council voted on Monday to keep the night ferry running for one more winter.</p>]]></content:encoded></item>`

const bombLine = `{"title":"Ferry stays","outlet":"Elsa Courier","text":"The harbour council voted on Monday to keep the night ferry."}` + "\n"

const bombNews = `<newsItem guid="x"><itemMeta><provider literal="VNA"/></itemMeta><contentMeta><headline>Ferry stays</headline></contentMeta>` +
	`<contentSet><inlineXML><html><body><p>The harbour council voted on Monday to keep the night ferry.</p></body></html></inlineXML></contentSet></newsItem>`

// TestFormBombs reads hostile files of the forms; each must end soon and say
// what is wrong, or give what is whole in it.
func TestFormBombs(t *testing.T) {
	for name, c := range map[string]struct {
		data  string
		least int // articles
	}{
		"many items":         {"<rss><channel><title>Courier</title>" + strings.Repeat(bombItem, 20000) + "</channel></rss>", 20000},
		"empty items":        {"<rss><channel>" + strings.Repeat("<item/>", 200000) + "</channel></rss>", 0},
		"deep feed":          {"<rss><channel>" + bombItem + strings.Repeat("<a>", 1000000), 1},
		"deep item":          {"<rss><channel>" + bombItem + "<item>" + strings.Repeat("<b>", 100000) + strings.Repeat("</b>", 100000) + "</item></channel></rss>", 1},
		"cut in an item":     {"<rss><channel>" + bombItem + bombItem + bombItem[:150], 2},
		"open quote":         {"<rss><channel>" + bombItem + `<a b="` + strings.Repeat("x", 1<<20), 1},
		"open CDATA":         {"<rss><channel>" + bombItem + "<item><title><![CDATA[" + strings.Repeat("]", 1<<20), 1},
		"entities":           {`<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel>` + bombItem + "<item><title>" + strings.Repeat("&b;", 100000) + "</title></item></channel></rss>", 1},
		"wrong end tags":     {"<rss><channel>" + strings.Repeat("<a></b>", 100000) + bombItem + "</channel></rss>", 0},
		"many attributes":    {"<rss " + strings.Repeat("a='b' ", 100000) + "><channel>" + bombItem + "</channel></rss>", 1},
		"many lines of JSON": {strings.Repeat(bombLine, 20000), 20000},
		"deep JSON":          {`{"articles":[` + strings.Repeat("[", 1000000), 0},
		"deep objects":       {bombLine + `{"title":` + strings.Repeat(`{"a":`, 100000) + "\n", 1},
		"cut array":          {"[" + strings.TrimSpace(bombLine) + "," + bombLine[:100], 1},
		"open string":        {bombLine + `{"title":"` + strings.Repeat("x", 1<<20), 1},
		"many fields":        {bombLine + "{" + strings.Repeat(`"a":1,`, 200000) + `"title":"x"}` + "\n", 1},
		"empty objects":      {bombLine + strings.Repeat("{}\n", 200000), 1},
		"many news items":    {"<newsMessage>" + strings.Repeat(bombNews, 5000) + "</newsMessage>", 5000},
		"cut news":           {"<newsMessage>" + bombNews + bombNews[:len(bombNews)-60], 1},
		"deep news":          {"<newsMessage>" + bombNews + strings.Repeat("<newsItem>", 100000), 1},
		"sitemap":            {"<urlset>" + strings.Repeat("<url><loc>https://a.example/</loc></url>", 50000), 0},
	} {
		t.Run(name, func(t *testing.T) { formBomb(t, c.data, c.least) })
	}
}

func formBomb(t *testing.T, data string, least int) {
	t.Helper()
	start := time.Now()
	as, err := Read("bomb", []byte(data))
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %s", took)
	}
	if len(as) < least || len(as) == 0 && err == nil {
		t.Errorf("%d articles, %v; want %d", len(as), err, least)
	}
	for _, a := range as[:min(len(as), 100)] {
		invariants(t, a, len(data))
	}
}

func TestFeedInOtherCharsets(t *testing.T) {
	latin := "<?xml version=\"1.0\" encoding='ISO-8859-1'?><rss><channel><title>Le Courrier</title>" +
		strings.Replace(bombItem, "The harbour", "Le caf\xe9 du port, tr\xe8s \xe9mu, the harbour", 1) + "</channel></rss>"
	as, err := Read("x", []byte(latin))
	if err != nil || len(as) != 1 || !strings.Contains(as[0].Text, "café du port, très ému") {
		t.Errorf("%d articles, %v", len(as), err)
	}
	as, err = Read("x", utf16BE("\ufeff<rss><channel><title>Courier</title>"+bombItem+"</channel></rss>"))
	if err != nil || len(as) != 1 || as[0].Outlet.Name != "Courier" {
		t.Errorf("UTF-16: %d articles, %v", len(as), err)
	}
}

func utf16BE(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

// TestFeedSpans wants the bytes of a feed that a block names to be its text.
func TestFeedSpans(t *testing.T) {
	in := `<rss><channel><item><description>&lt;p&gt;One &amp;amp; two sentences stand here. ` + strings.Repeat("More of the words follow here. ", 12) +
		`&lt;/p&gt;&lt;p&gt;Last of all.&lt;/p&gt;</description></item></channel></rss>`
	as, err := Read("x", []byte(in))
	if err != nil || len(as) != 1 || len(as[0].Blocks) != 2 {
		t.Fatalf("%v, %v", as, err)
	}
	b := as[0].Blocks
	if got := in[b[1].Source.Start:b[1].Source.End]; got != "Last of all." {
		t.Errorf("second block comes from %q", got)
	}
	if got := in[b[0].Source.Start:b[0].Source.End]; !strings.HasPrefix(got, "One &amp;amp; two") {
		t.Errorf("first block comes from %.30q", got)
	}
}

// TestExportIsReadAgain wants a text to have the same id when it is read from
// the program's own export.
func TestExportIsReadAgain(t *testing.T) {
	first := read1(t, "ferry.txt", []byte(sample))
	data, err := json.Marshal(model.Document{Format: model.Format, Articles: []*model.Article{first}})
	if err != nil {
		t.Fatal(err)
	}
	as, err := Read("export.json", data)
	if err != nil || len(as) != 1 {
		t.Fatalf("%d articles, %v", len(as), err)
	}
	if as[0].ID != first.ID || len(as[0].Blocks) != len(first.Blocks) || len(as[0].Credits) != len(first.Credits) {
		t.Errorf("read again as %s with %d blocks, %d credits: %q", as[0].ID, len(as[0].Blocks), len(as[0].Credits), as[0].Text)
	}
	invariants(t, as[0], len(data))
}
