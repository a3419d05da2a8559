package read

import (
	"bytes"
	_ "embed"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/net/publicsuffix"

	"synoptic/internal/model"
	"synoptic/internal/read/mail"
	"synoptic/internal/read/meta"
)

// mailHosts are domains that say nothing of an outlet.
//
//go:embed data/mailhosts.txt
var mailHosts string

// readBox reads the mails of a mailbox, each named by its number from 1.
func (j job) readBox(source string, in *input, depth int) error {
	var p problems
	before := j.given
	box := mail.NewBox(in.stream(), MaxSize)
	for n := 1; j.stopped == nil; n++ {
		m, cut, ok := box.Next()
		if !ok {
			break
		}
		name := strconv.Itoa(n)
		err := tooLarge(-1)
		if !cut {
			err = j.readMail(source+"/"+name, m, depth+1)
		}
		if err != nil {
			p.add("mail "+name, err.Error())
		}
	}
	return j.nothing(before, &p, "a mailbox with no mails in it")
}

// readMail reads a mail: its text, and what is attached to it.
func (j job) readMail(source string, data []byte, depth int) error {
	if depth > maxNesting {
		return errors.New("nested too deep")
	}
	var p problems
	before := j.given
	top, parts, cut := mail.Parts(data)
	body, attached := mailBody(parts)
	if len(body) > 0 {
		articles, err := j.readText(source, body)
		for _, a := range articles {
			fromMail(a, top)
			if cut {
				a.Notes = append(a.Notes, "truncated mail: it ends before its last boundary")
			}
		}
		j.give(articles)
		if err != nil && (len(attached) == 0 || len(strings.TrimSpace(string(body))) > 0) {
			p.add("", err.Error())
		}
	}
	for i, part := range attached {
		name := attachmentName(part, i)
		if err := j.readPart(source+"/"+name, inCharset(part.Data, part.Charset), depth+1); err != nil {
			p.add(name, err.Error())
		}
	}
	return j.nothing(before, &p, "a mail with no text in it")
}

// attachmentName is the name of the attachment of that index, without folders.
func attachmentName(part mail.Part, i int) string {
	name := part.Name[strings.LastIndexAny(part.Name, `/\`)+1:]
	if name = strings.Trim(strings.ToValidUTF8(name, "\uFFFD"), " ."); name == "" {
		return "attachment " + strconv.Itoa(i+1)
	}
	return name
}

// passedOver are types of parts that are neither text nor anything to name.
var passedOver = []string{"image/", "audio/", "video/", "font/", "text/css", "text/calendar", "text/x-amp-html", "text/vcard",
	"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "message/delivery-status",
	"message/disposition-notification", "text/rfc822-headers"}

// mailBody is the text of a mail, HTML before plain text, in UTF-8, and the
// parts that are files of their own. Several parts of the chosen type, as
// around a picture, are joined.
func mailBody(parts []mail.Part) (body []byte, attached []mail.Part) {
	isText := func(p mail.Part, kind string) bool {
		return p.Type == kind && !p.Attachment && (p.Name == "" || len(parts) == 1)
	}
	chosen := "text/plain"
	for _, p := range parts {
		if isText(p, "text/html") && len(strings.TrimSpace(string(p.Data))) > 0 {
			chosen = "text/html"
			break
		}
	}
	for _, p := range parts {
		switch {
		case isText(p, chosen):
			text := Decode(inCharset(p.Data, p.Charset))
			if len(body) > 0 {
				text = "\n\n" + text
			}
			body = append(body, text...)
		case isText(p, "text/plain"), isText(p, "text/html"), hasAnyPrefix(p.Type, passedOver):
		default:
			attached = append(attached, p)
		}
	}
	return markUTF8(body), attached
}

func hasAnyPrefix(s string, list []string) bool {
	for _, p := range list {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// markUTF8 puts a byte order mark before UTF-8, which Decode believes before a
// charset that the text itself states.
func markUTF8(data []byte) []byte {
	if len(data) == 0 {
		return nil
	}
	return append([]byte("\xef\xbb\xbf"), data...)
}

// inCharset is data in UTF-8, marked as such, where label names another charset
// and data bear it out; else data as they are, for Decode to decide.
func inCharset(data []byte, label string) []byte {
	label = strings.ToLower(strings.Trim(label, ` "'`))
	if label == "" || utf8.Valid(data) && !strings.HasPrefix(label, "iso-2022") && !strings.HasPrefix(label, "utf-16") && !strings.HasPrefix(label, "hz-") {
		return data
	}
	e, name := charset.Lookup(label)
	if e == nil || name == "utf-8" || name == "replacement" {
		return data
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return data
	}
	return markUTF8(out)
}

// fromMail takes title, sender and time from the header of a mail where the
// text itself has none.
func fromMail(a *model.Article, top mail.Header) {
	if a.Title == "" {
		a.Title = top.Text("subject")
	}
	sender(a, top)
	if date := mail.Date(top); date != "" && (a.Published == nil || a.Published.From != "metadata") {
		a.Published = &model.Published{Value: date, From: "metadata"}
	}
	dropOwnCredits(a)
	a.Seal()
}

// sender makes outlet or byline of the name in From; "Jane Roe at Example" is
// both.
func sender(a *model.Article, top mail.Header) {
	name, address := mail.Sender(top)
	person := ""
	if meta.PersonName(name) {
		person, name = name, ""
	}
	for _, joint := range []string{" from ", " at ", " via ", " | ", ", "} {
		if head, tail, ok := strings.Cut(name, joint); ok && meta.PersonName(head) {
			person, name = head, strings.TrimSpace(tail)
			break
		}
	}
	if person != "" && len(a.Byline) == 0 {
		a.Byline = []string{person}
	}
	if a.Outlet.From == "metadata" || a.Outlet.From == "text" {
		return
	}
	domain := addressDomain(address)
	if name == "" {
		name = domain
	}
	if name == "" {
		a.Outlet = model.Outlet{} // a private sender tells no outlet
		return
	}
	a.Outlet = model.Outlet{Name: name, Domain: domain, From: "metadata"}
}

// addressDomain is the domain of a mail address without the names of servers,
// "" where anybody can have an address there.
func addressDomain(address string) string {
	_, host, ok := strings.Cut(address, "@")
	host = strings.ToLower(strings.TrimSpace(host))
	if !ok || host == "" || strings.ContainsAny(host, " /<>") {
		return ""
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil || strings.Contains(mailHosts, "\n"+domain+"\n") {
		return ""
	}
	return domain
}

// readSavedPage reads the page of an MHTML file.
func (j job) readSavedPage(source string, data []byte, _ int) error {
	top, parts, cut := mail.Parts(data)
	root, address, ok := mail.Root(top, parts)
	if !ok {
		return errors.New("a saved page (MHTML) with no page in it")
	}
	articles, err := j.readAt(source, address, inCharset(root.Data, root.Charset))
	for _, a := range articles {
		if cut {
			a.Notes = append(a.Notes, "truncated file: it ends before its last boundary")
		}
	}
	j.give(articles)
	return err
}

var savedSign = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)<!--\s*(?:Page saved with SingleFile\s+url:\s*|saved from url=\(\d+\))(https?://[^\s>"]+)`)
})

// savedFrom is the address that a browser or SingleFile notes in a page it
// saves, "" where there is none.
func savedFrom(data []byte) string {
	head := data[:min(len(data), 4<<10)]
	if bytes.IndexByte(head, '<') < 0 {
		return ""
	}
	if m := savedSign().FindSubmatch(head); m != nil && utf8.Valid(m[1]) {
		return string(m[1])
	}
	return ""
}

// readAt reads a page that was found at a web address and lies in source.
func (j job) readAt(source, address string, data []byte) ([]*model.Article, error) {
	if meta.Domain(address) == "" {
		return j.readText(source, data)
	}
	articles, err := j.readText(address, data)
	for _, a := range articles {
		a.Source = source
		if a.URL == "" {
			a.URL = address
		}
	}
	return articles, err
}
