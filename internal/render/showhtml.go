package render

import (
	"bufio"
	"html/template"
	"io"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"synoptic/internal/model"
)

// ShowHTML writes articles as one self-contained page: each as it was read, or
// the source it was read from with what became of it. The page has no script,
// and its policy allows nothing but its own style.
func ShowHTML(w io.Writer, shown []Shown, o ShowOptions) error {
	parts, err := showParts()
	if err != nil {
		return err
	}
	view := showPage{CSS: template.CSS(parts.css), Policy: parts.policy, Many: len(shown) != 1,
		Foot: "Made by Synoptic. All words of the article stand in its source; nothing was added."}
	for i := range shown {
		view.Articles = append(view.Articles, shown[i].view(i+1, o))
	}
	switch {
	case !view.Many:
		view.Title = view.Articles[0].Title
	case len(shown) == 0:
		view.Title = "No articles"
	default:
		view.Title = capital(count(len(shown), "article", "articles"))
	}
	out := bufio.NewWriterSize(w, 64<<10)
	if err := parts.template.Execute(out, view); err != nil {
		return err
	}
	return out.Flush()
}

// showParts reads the embedded files of the page once.
var showParts = sync.OnceValues(func() (parts, error) {
	p, err := pageParts()
	if err != nil {
		return p, err
	}
	own, err := pageFiles.ReadFile("page/show.css")
	if err != nil {
		return p, err
	}
	p.css += string(own)
	p.policy = "default-src 'none'; style-src " + hash([]byte(p.css)) + "; base-uri 'none'; form-action 'none'"
	p.template = p.template.Lookup("show.html")
	return p, nil
})

// A showPage is what the template shows.
type showPage struct {
	CSS      template.CSS
	Policy   string
	Title    string
	Many     bool
	Articles []shownView
	Foot     string
}

// A shownView is one article on the page.
type shownView struct {
	ID, Title, TitleNote string
	Lang                 string
	Level                int
	Kind                 string
	Facts                []factView
	Key                  []keyView
	Asked                bool // one finding was asked for
	Pointed              bool // something is marked that can be gone to
	Text                 []shownBlock
	Said                 []shownStatement
	Names                []shownNames
	Dates                []shownDate
	Aside                []model.Aside
	AsideAsked           bool
	SourceForm           string
	SourceWords          string
	Source               template.HTML
}

type keyView struct{ Class, Text string }

type shownBlock struct {
	Class, Label string
	Line         int
	Page         int // that begins with it, 0 for none
	Pieces       []shownPiece
}

// A shownPiece is a stretch of a block's text, and the statements that end with
// it.
type shownPiece struct {
	Class, Text string
	ID          string
	Focus       bool
	Ends        []shownEnd
}

type shownEnd struct {
	Number int
	Href   string
}

type shownStatement struct {
	ID, Speaker, Note, How, Text, Place string
	Unsure, Quoted                      bool
	Number                              int
}

type shownNames struct {
	Kind  string
	Names []nameView
}

type shownDate struct{ Text, Words string }

func (s *Shown) view(number int, o ShowOptions) shownView {
	an := s.Analysis
	a := an.Article
	v := shownView{ID: "a" + strconv.Itoa(number), Title: title(&model.Synopsis{}, a), Lang: language(a), Kind: "Article", Facts: factsOf(a), AsideAsked: o.Aside, Asked: len(s.Focus) > 0}
	v.TitleNote = "First words; it has no title."
	if a.Title != "" {
		v.TitleNote = ""
		if note := foundWords(a, model.FieldTitle, ""); note != "" {
			v.TitleNote = "Title: " + note + "."
		}
	}
	if o.Aside {
		v.Aside = a.Aside
	}
	if s.Source != nil {
		v.Kind = "Source"
		s.viewSource(&v)
		return v
	}
	v.Text, v.Pointed = s.viewText(v.ID)
	v.Key = s.viewKey()
	if len(s.Focus) == 0 {
		v.found(an)
	}
	return v
}

// viewKey says what the marks mean.
func (s *Shown) viewKey() []keyView {
	switch {
	case len(s.Focus) > 0 && s.Focus[0].Role == RoleFocus:
		return []keyView{{"m-focus", "the words asked for"}}
	case len(s.marks()) == 0:
		return nil
	}
	return []keyView{{"m-who", "who speaks"}, {"m-how", "how"}, {"m-said", "what was said"}}
}

// found fills in statements, names and dates.
func (v *shownView) found(an *model.Analysis) {
	a := an.Article
	for i := range an.Statements {
		st := &an.Statements[i]
		n := strconv.Itoa(i + 1)
		v.Said = append(v.Said, shownStatement{ID: v.ID + "-s" + n, Number: i + 1, Speaker: speakerName(st.Speaker), Unsure: !sure(st.Speaker),
			Note: noteOf(st.Speaker), How: how(st, a.Text), Quoted: how(st, a.Text) == "", Text: st.Text, Place: statementPlace(st, a)})
	}
	kinds, names := namesOf(an)
	for _, k := range kinds {
		v.Names = append(v.Names, shownNames{k, names[k]})
	}
	for _, d := range an.Dates {
		if words := dateWords(d); words != "" {
			v.Dates = append(v.Dates, shownDate{cut(a.Text, d.Span), words + atLine(a.Line(d.Start))})
		}
	}
}

// noteOf is the note on a speaker whose name does not say it already.
func noteOf(s model.Speaker) string {
	if !sure(s) {
		return ""
	}
	return speakerNote(s)
}

// viewText lays out the text with its marks.
func (s *Shown) viewText(id string) (out []shownBlock, pointed bool) {
	a := s.Analysis.Article
	all := blocks(a)
	spans := make([]model.Span, len(all))
	for i, b := range all {
		spans[i] = b.Span()
	}
	marked := spread(spans, s.marks())
	ends := map[int][]int{}
	if len(s.Focus) == 0 && s.Source == nil {
		ends = statementsEnding(s.Analysis)
	}
	for i, b := range all {
		v := shownBlock{Class: strings.ReplaceAll(string(b.Kind), " ", "-"), Label: kindWords(b), Line: b.Line}
		if i == 0 || all[i-1].Page != b.Page {
			v.Page = b.Page
		}
		for _, st := range stretches(b.Span(), append(marked[i], byMark(b)...), nil) {
			for _, p := range cutAtEnds(a.Text, st, ends, id) {
				if p.Class != "" && !pointed && len(marked[i]) > 0 {
					p.ID, p.Focus, pointed = "here", len(s.Focus) > 0, true
				}
				v.Pieces = append(v.Pieces, p)
			}
		}
		out = append(out, v)
	}
	return out, pointed
}

// cutAtEnds cuts a stretch where numbers of statements are to be set.
func cutAtEnds(text string, st stretch, ends map[int][]int, id string) []shownPiece {
	var out []shownPiece
	class := roleClasses[st.role]
	at := st.Start
	for i := at + 1; i <= st.End; i++ {
		if n := ends[i]; n != nil {
			p := shownPiece{Class: class, Text: text[at:i]}
			for _, k := range n {
				p.Ends = append(p.Ends, shownEnd{k, id + "-s" + strconv.Itoa(k)})
			}
			out = append(out, p)
			at = i
		}
	}
	if at < st.End {
		out = append(out, shownPiece{Class: class, Text: text[at:st.End]})
	}
	return out
}

// viewSource lays out the source with its marks.
func (s *Shown) viewSource(v *shownView) {
	if s.Source.Reason != "" {
		v.SourceWords = s.Source.Reason
		v.Text, v.Pointed = s.viewText(v.ID)
		v.Key = s.viewKey()
		return
	}
	marks, kept := s.inSource()
	v.SourceForm = s.Source.Form
	v.Pointed = len(marks) > 0
	v.Key = append([]keyView{{"m-kept", "what became the article’s text"}}, s.viewKey()...)
	switch s.Source.Form {
	case "html":
		v.SourceWords = "The page itself, without its scripts, styles, pictures and links. Nothing in it runs, and nothing is fetched."
		v.Source = template.HTML(cleanPage(s.Source.Text, marks, kept, len(s.Focus) > 0))
	case "text":
		v.SourceWords = "The text itself, line by line."
		v.Source = template.HTML(sourceRows(s.Source, marks, kept, len(s.Focus) > 0))
	default:
		v.SourceWords = "The part of the file that the article was read from, line by line."
		v.Source = template.HTML(sourceRows(s.Source, marks, kept, len(s.Focus) > 0))
	}
}

// Of a file that may hold more than the article, lines this far from what was
// kept are left out, and of longer stretches beside it only this many bytes
// are shown.
const (
	nearLines = 2
	mostOther = 300
)

// sourceRows are the lines of a source as HTML, with their numbers.
func sourceRows(src *Source, marks []Marked, kept []model.Span, focus bool) string {
	lines := linesOf(src.Text)
	marked, keeps := spread(lines, marks), spread(lines, asMarks(kept))
	wanted := make([]bool, len(lines))
	for i := range lines {
		wanted[i] = wanted[i] || src.Form == "text"
		for j := max(0, i-nearLines); len(keeps[i]) > 0 && j <= min(i+nearLines, len(lines)-1); j++ {
			wanted[j] = true
		}
	}
	var out strings.Builder
	m := marker{focus: focus}
	left := 0
	for i, l := range lines {
		if !wanted[i] {
			left++
			continue
		}
		if left > 0 {
			out.WriteString(`<p class="row left">… ` + count(left, "line", "lines") + "</p>")
			left = 0
		}
		out.WriteString(`<p class="row"><span class="line">` + strconv.Itoa(src.Line+i) + `</span>`)
		for _, st := range stretches(l, marked[i], kept) {
			text := st.In(src.Text)
			if !st.kept && st.role == RoleNone && src.Form != "text" && len(text) > mostOther {
				text = strings.ToValidUTF8(text[:mostOther/2], "") + " … " + strings.ToValidUTF8(text[len(text)-mostOther/2:], "")
			}
			m.write(&out, st, text)
		}
		out.WriteString("</p>\n")
	}
	if left > 0 {
		out.WriteString(`<p class="row left">… ` + html.EscapeString(count(left, "line", "lines")) + "</p>")
	}
	return out.String()
}
