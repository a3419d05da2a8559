package read

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"synoptic/internal/read/mail"
)

const newsletter = "From: =?utf-8?q?Elsa_K=C3=BCste_Kurier?= <news@mail.kurier.example.com>\r\nTo: reader@example.org\r\n" +
	"Subject: =?utf-8?B?RsOkaHJlIGJsZWlidA==?=\r\nDate: Tue, 3 Jun 2031 07:15:00 +0200 (CEST)\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/mixed; boundary=\"a=1\"\r\n\r\nIgnored.\r\n--a=1\r\n" +
	"Content-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlain words that are not the page.\r\n" +
	"--b2\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
	"<html><body><p>Der Hafenrat hat am Montag beschlossen, die F=E4hre auch im Wint=\r\ner fahren zu lassen, sagte die Vorsitzende.</p></body></html>\r\n--b2--\r\n" +
	"--a=1\r\nContent-Type: text/plain; name=\"story.txt\"\r\nContent-Disposition: attachment; filename=\"story.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n" +
	"--a=1\r\nContent-Type: image/png; name=x.png\r\n\r\nPNG\r\n--a=1--\r\n"

func newsletterMail() string {
	return fmt.Sprintf(newsletter, base64.StdEncoding.EncodeToString([]byte(sample)))
}

func TestMail(t *testing.T) {
	articles, err := Read("n.eml", []byte(newsletterMail()))
	if err != nil || !slices.Equal(sourcesOf(articles), []string{"n.eml", "n.eml/story.txt"}) {
		t.Fatalf("read %v, %v", sourcesOf(articles), err)
	}
	a := articles[0]
	if !strings.Contains(a.Text, "die Fähre auch im Winter fahren") || strings.Contains(a.Text, "Plain words") {
		t.Errorf("text %q", a.Text)
	}
	if a.Title != "Fähre bleibt" || a.Outlet.Name != "Elsa Küste Kurier" && len(a.Byline) == 0 || a.Outlet.Domain != "example.com" {
		t.Errorf("title %q, outlet %+v, byline %v", a.Title, a.Outlet, a.Byline)
	}
	if a.Published == nil || a.Published.Value != "2031-06-03T07:15:00+02:00" {
		t.Errorf("published %+v", a.Published)
	}
	invariants(t, a, 1<<20)
}

func TestMailSender(t *testing.T) {
	for from, want := range map[string][3]string{
		`"The Port Elsa Ledger" <hello@ledger.example.com>`: {"The Port Elsa Ledger", "example.com", ""},
		`Mara Lind <mara.lind@ledger.example.com>`:          {"example.com", "example.com", "Mara Lind"},
		`Mara Lind <mara.lind@gmail.com>`:                   {"", "", "Mara Lind"},
		`Mara Lind from The Ledger <m@ledger.example.com>`:  {"The Ledger", "example.com", "Mara Lind"},
		`news@ledger.example.com`:                           {"example.com", "example.com", ""},
	} {
		a := read1(t, "x.eml", []byte("From: "+from+"\nSubject: Ferry\nDate: 3 Jun 2031 05:15 EST\nMessage-ID: <1@x>\n\n"+sample))
		if got := [3]string{a.Outlet.Name, a.Outlet.Domain, strings.Join(a.Byline, "; ")}; got != want {
			t.Errorf("%s: %q, want %q", from, got, want)
		}
		if a.Published == nil || a.Published.Value != "2031-06-03T05:15:00-05:00" {
			t.Errorf("published %+v", a.Published)
		}
	}
}

func TestMailCharsets(t *testing.T) {
	text := strings.Repeat("Совет порта решил сохранить ночной паром на всю зиму, сообщила во вторник председатель совета. ", 3)
	for label, m := range map[string]*charmap.Charmap{"koi8-r": charmap.KOI8R, "windows-1251": charmap.Windows1251, "iso-8859-5": charmap.ISO8859_5} {
		raw, err := m.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		a := read1(t, "x.eml", []byte("From: Port <a@example.org>\nDate: x\nSubject: y\nContent-Type: text/plain; charset=\""+label+"\"\nContent-Transfer-Encoding: base64\n\n"+
			base64.StdEncoding.EncodeToString(raw)))
		if !strings.Contains(a.Text, "Совет порта решил") {
			t.Errorf("%s: %q", label, a.Text)
		}
	}
}

func TestMailbox(t *testing.T) {
	one := "From a@example.org Tue Jun  3 07:15:00 2031\nFrom: Port News <a@example.org>\nSubject: One\nDate: Tue, 3 Jun 2031 07:15:00 GMT\n\n" +
		sample + "\n>From the quay, the council said, ferries will go on every night.\n\n"
	empty := "From b@example.org Tue Jun  3 07:15:00 2031\nFrom: b@example.org\nSubject: Two\nDate: x\n\n\n"
	articles, err := Read("box", []byte(one+empty+one))
	if !slices.Equal(sourcesOf(articles), []string{"box/1", "box/3"}) || err == nil || !strings.HasPrefix(err.Error(), "mail 2: ") {
		t.Fatalf("read %v, %v", sourcesOf(articles), err)
	}
	if a := articles[1]; !strings.Contains(a.Text, "\nFrom the quay") || a.Published.Value != "2031-06-03T07:15:00Z" || a.Outlet.Name != "Port News" {
		t.Errorf("text %q, published %+v, outlet %+v", a.Text, a.Published, a.Outlet)
	}
}

const savedPage = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.ledger.example.com/2031/ferry\r\nSubject: x\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--edge--\"\r\n\r\n\r\n----edge--\r\nContent-Type: text/html\r\nContent-Location: https://www.ledger.example.com/2031/ferry\r\n\r\n" +
	page + "\r\n----edge--\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n----edge----\r\n"

func TestSavedPage(t *testing.T) {
	a := read1(t, "ferry.mhtml", []byte(savedPage))
	if a.Source != "ferry.mhtml" || a.URL != "https://www.ledger.example.com/2031/ferry" || a.Outlet.Domain != "ledger.example.com" || a.Title != "Night ferry stays" {
		t.Errorf("source %q, URL %q, outlet %+v, title %q", a.Source, a.URL, a.Outlet, a.Title)
	}
	a = read1(t, "ferry.mhtml", []byte(savedPage[:len(savedPage)-100]))
	if len(a.Notes) == 0 || !strings.HasPrefix(a.Notes[0], "truncated") {
		t.Errorf("notes %q", a.Notes)
	}
}

// TestTextIsNoMail wants texts that only begin like a mail read as they are.
func TestTextIsNoMail(t *testing.T) {
	for _, text := range []string{"Subject: ferry\n\n" + sample, "From the quay, a report\n\n" + sample, "Update: ferry stays\n" + sample} {
		if data := []byte(text); mail.Is(data) || mail.IsBox(data) || mail.IsPage(data) {
			t.Errorf("%q is taken for a mail", text[:12])
		}
	}
}

func TestMailBombs(t *testing.T) {
	deep := "From: a@example.org\nDate: x\nMIME-Version: 1.0\n"
	for i := range 3000 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	many := "From: a@example.org\nDate: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: x/y\n\nx\n", 100_000)
	nested := sample
	for range 30 {
		nested = "From: a@example.org\nDate: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + nested
	}
	for name, data := range map[string]string{"deep": deep, "many": many, "nested": nested, "header": "From: a\nDate: b\nTo: c\nX: " + strings.Repeat("\n x", 500_000)} {
		if articles, err := Read(name, []byte(data)); err == nil && len(articles) == 0 {
			t.Errorf("%s: nothing said", name)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(newsletterMail()))
	f.Add([]byte(savedPage))
	f.Add([]byte("From a\nFrom: b@example.org\nDate: Tue, 3 Jun 2031 07:15:00 GMT\nTo: c\n\n" + sample))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzed(t, data) })
}
