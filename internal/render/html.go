package render

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strconv"
	"sync"

	"synoptic/internal/model"
)

//go:embed page
var pageFiles embed.FS

// HTML writes doc as one self-contained page: styles and script stand in it,
// nothing is fetched, and it reads without the script. Every finding links to
// the words it rests on in the full text of the account, further down.
func HTML(w io.Writer, doc *model.Document) error {
	parts, err := pageParts()
	if err != nil {
		return err
	}
	view := newPage(doc)
	view.CSS, view.JS = template.CSS(parts.css), template.JS(parts.js)
	view.Policy = parts.policy
	out := bufio.NewWriterSize(w, 64<<10)
	if err := parts.template.Execute(out, view); err != nil {
		return err
	}
	return out.Flush()
}

type parts struct {
	template *template.Template
	css, js  string
	policy   string // the Content-Security-Policy that allows these two and no more
}

// pageParts reads the embedded files once.
var pageParts = sync.OnceValues(func() (parts, error) {
	var p parts
	css, err := pageFiles.ReadFile("page/page.css")
	if err != nil {
		return p, err
	}
	js, err := pageFiles.ReadFile("page/page.js")
	if err != nil {
		return p, err
	}
	p.css, p.js = string(css), string(js)
	p.policy = "default-src 'none'; style-src " + hash(css) + "; script-src " + hash(js) + "; base-uri 'none'; form-action 'none'"
	p.template, err = template.New("page.html").Funcs(template.FuncMap{
		"heading": heading, "capital": capital, "count": count, "number": number, "next": func(n int) int { return n + 1 },
	}).ParseFS(pageFiles, "page/*.html")
	return p, err
})

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// heading is a heading of a level with an optional id; a page of one story has
// its title as the only h1, a page of several has it one level lower.
func heading(level int, id, text string) template.HTML {
	tag := "h" + strconv.Itoa(level)
	if id != "" {
		id = ` id="` + template.HTMLEscapeString(id) + `"`
	}
	return template.HTML("<" + tag + id + ">" + template.HTMLEscapeString(text) + "</" + tag + ">")
}

// A pageView is what the template shows.
type pageView struct {
	CSS     template.CSS
	JS      template.JS
	Policy  string
	Title   string
	Many    bool // several stories: a contents list stands first
	Lead    string
	Several []contentView // stories with several accounts
	Alone   []contentView // stories with one
	Stories []storyView
	Loose   []accountView // articles in no story
	Skipped []model.Skipped
	Foot    string
}

// A contentView is a line of the contents list.
type contentView struct {
	Href, Title, Lang, Tellers, Dates string
}

// newPage makes the view of a whole document.
func newPage(doc *model.Document) *pageView {
	b, page, level := newStories(doc)
	b.accounts(doc, page, level+1)
	page.words(doc)
	return page
}

// newStories makes the view of a document without the full texts. The level is
// that of the headings of a story's parts.
func newStories(doc *model.Document) (*htmlBuilder, *pageView, int) {
	b := &htmlBuilder{articles: byID(doc), anchors: newAnchors(doc), titles: map[string]contentView{}}
	page := &pageView{Many: len(doc.Stories) != 1, Skipped: doc.Skipped}
	level := 2
	if page.Many {
		level = 3
	}
	for i := range doc.Stories {
		c := b.content(&doc.Stories[i], i+1)
		b.titles[doc.Stories[i].ID] = c
		if len(doc.Stories[i].Articles) > 1 {
			page.Several = append(page.Several, c)
		} else {
			page.Alone = append(page.Alone, c)
		}
	}
	for i := range doc.Stories {
		page.Stories = append(page.Stories, b.story(&doc.Stories[i], i+1, level))
	}
	return b, page, level
}

// words fills what the page says of itself.
func (p *pageView) words(doc *model.Document) {
	articles := count(len(doc.Articles), "article", "articles")
	p.Foot = "Made by Synoptic from " + articles + ". Everything in it points at the words it rests on; nothing was added."
	switch {
	case !p.Many:
		p.Title = p.Stories[0].Title
	case len(p.Stories) == 0:
		p.Title = "No story"
		p.Lead = "There was no article to read."
	default:
		p.Title = capital(articles + ", " + count(len(p.Stories), "story", "stories"))
		p.Lead = p.lead()
	}
}

// lead says how many of several stories can be compared.
func (p *pageView) lead() string {
	if len(p.Several) == 0 {
		return "Each story has one account only."
	}
	if len(p.Alone) == 0 {
		return "Each story has several accounts."
	}
	return capital(count(len(p.Several), "story has", "stories have")) + " several accounts, " + count(len(p.Alone), "has", "have") + " one."
}
