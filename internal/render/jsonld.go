package render

import (
	"encoding/json"
	"io"
	"strconv"
	"unicode/utf8"

	"synoptic/internal/model"
)

// JSONLD writes doc as linked data: articles as NewsArticle, quotations as
// Quotation, reported speech and facts as Claim (schema.org), and for each
// passage a Web Annotation (W3C) whose target is the passage in the article's
// articleBody, both quoted and by position. Positions count code points, not
// bytes. Identifiers are made of the document's own and stay the same as long
// as those do.
func JSONLD(w io.Writer, doc *model.Document) error {
	g := &graph{articles: byID(doc), points: map[string]*codePoints{}, used: map[string]int{}}
	for _, a := range doc.Articles {
		if a != nil && g.articles[a.ID] == a {
			g.points[a.ID] = newCodePoints(a.Text)
			g.add(newsArticle(a))
		}
	}
	for i := range doc.Stories {
		g.story(&doc.Stories[i])
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"@context": []any{"https://schema.org/", annotationTerms}, "@graph": g.nodes})
}

// annotationTerms maps the terms of the Web Annotation vocabulary as its own
// context (http://www.w3.org/ns/anno.jsonld) does, so that they win over
// schema.org's terms of the same name.
var annotationTerms = map[string]any{
	"oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
	"Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource", "TextualBody": "oa:TextualBody",
	"TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
	"body": term("oa:hasBody", "@id"), "target": term("oa:hasTarget", "@id"), "source": term("oa:hasSource", "@id"),
	"selector": term("oa:hasSelector", "@id"), "motivation": term("oa:motivatedBy", "@vocab"),
	"identifying": "oa:identifying", "describing": "oa:describing",
	"exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "value": "rdf:value",
	"start": term("oa:start", "xsd:nonNegativeInteger"), "end": term("oa:end", "xsd:nonNegativeInteger"),
}

func term(id, kind string) map[string]string { return map[string]string{"@id": id, "@type": kind} }

// A link points at another node.
type link struct {
	ID string `json:"@id"`
}

// A node is a thing of the graph; what it has not is left out.
type node struct {
	ID            string   `json:"@id,omitempty"`
	Type          string   `json:"@type"`
	Name          string   `json:"name,omitempty"`
	Headline      string   `json:"headline,omitempty"`
	Subtitle      string   `json:"alternativeHeadline,omitempty"`
	URL           string   `json:"url,omitempty"`
	Publisher     *node    `json:"publisher,omitempty"`
	Author        any      `json:"author,omitempty"` // nodes or links
	Published     string   `json:"datePublished,omitempty"`
	Modified      string   `json:"dateModified,omitempty"`
	Language      string   `json:"inLanguage,omitempty"`
	Section       string   `json:"articleSection,omitempty"`
	Dateline      string   `json:"dateline,omitempty"`
	Credit        []string `json:"creditText,omitempty"`
	Body          string   `json:"articleBody,omitempty"`
	Identifier    *digest  `json:"identifier,omitempty"`
	Text          string   `json:"text,omitempty"`
	Speaker       any      `json:"spokenByCharacter,omitempty"`
	ExampleOfWork *link    `json:"exampleOfWork,omitempty"`
	IsPartOf      *link    `json:"isPartOf,omitempty"`
	Appearance    []link   `json:"appearance,omitempty"`
	HasPart       []link   `json:"hasPart,omitempty"`
}

// A digest identifies the text that positions count in.
type digest struct {
	Type     string `json:"@type"`
	Property string `json:"propertyID"`
	Value    string `json:"value"`
}

// An annotation ties a quotation or claim to its words.
type annotation struct {
	ID         string   `json:"@id"`
	Type       string   `json:"@type"`
	Motivation string   `json:"motivation"`
	Body       []any    `json:"body"`
	Target     []target `json:"target"`
}

type target struct {
	Type     string `json:"@type"`
	Source   string `json:"source"`
	Selector []any  `json:"selector"`
}

type quoteSelector struct {
	Type   string `json:"@type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

type positionSelector struct {
	Type  string `json:"@type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type textualBody struct {
	Type  string `json:"@type"`
	Value string `json:"value"`
}

// A graph collects the nodes of a document.
type graph struct {
	articles map[string]*model.Article
	points   map[string]*codePoints
	used     map[string]int // how often an identifier was given
	nodes    []any
}

func (g *graph) add(n any) { g.nodes = append(g.nodes, n) }

// unique is id, numbered from the second use on.
func (g *graph) unique(id string) string {
	g.used[id]++
	if n := g.used[id]; n > 1 {
		return id + ":" + strconv.Itoa(n)
	}
	return id
}

const namespace = "urn:synoptic:"

func articleURN(id string) string { return namespace + "article:" + id }

func newsArticle(a *model.Article) node {
	n := node{ID: articleURN(a.ID), Type: "NewsArticle", Headline: a.Title, Subtitle: a.Subtitle, URL: address(a), Language: language(a),
		Section: a.Section, Dateline: a.Dateline, Body: a.Text}
	if a.OutletName() != "" {
		n.Publisher = &node{Type: "Organization", Name: a.OutletName()}
		if a.Outlet.Domain != "" {
			n.Publisher.URL = "https://" + a.Outlet.Domain + "/"
		}
	}
	var authors []node
	for _, name := range a.Byline {
		authors = append(authors, node{Type: "Person", Name: name})
	}
	if len(authors) > 0 {
		n.Author = authors
	}
	if a.Published != nil {
		n.Published = a.Published.Value
	}
	if a.Updated != nil {
		n.Modified = a.Updated.Value
	}
	for _, c := range a.Credits {
		if !c.Report {
			n.Credit = appendNew(n.Credit, c.Text)
		}
	}
	if a.SHA256 != "" {
		n.Identifier = &digest{"PropertyValue", "sha256", a.SHA256}
	}
	return n
}

// story adds a story: the collection of its articles, its speakers, and what
// is said and stated in it.
func (g *graph) story(s *model.Synopsis) {
	base := namespace + "story:" + s.ID
	n := node{ID: base, Type: "Collection", Name: s.Title}
	for _, id := range s.Articles {
		if g.articles[id] != nil {
			n.HasPart = append(n.HasPart, link{articleURN(id)})
		}
	}
	g.add(n)
	known := map[string]bool{}
	for _, e := range s.Entities {
		known[e.ID] = true
		g.add(node{ID: base + ":entity:" + e.ID, Type: entityClass(e.Type), Name: e.Name})
	}
	of := map[string]string{}
	for _, u := range s.Utterances {
		for _, id := range u.Statements {
			of[id] = u.ID
		}
		if len(u.Statements) > 1 {
			g.add(node{ID: base + ":utterance:" + u.ID, Type: "Quotation", Speaker: speakerNode(base, u.Speaker, known)})
		}
	}
	several := map[string]bool{}
	for _, u := range s.Utterances {
		several[u.ID] = len(u.Statements) > 1
	}
	for i := range s.Statements {
		utterance := of[s.Statements[i].ID]
		if !several[utterance] {
			utterance = ""
		}
		g.statement(base, &s.Statements[i], utterance, known)
	}
	for i := range s.Facts {
		g.fact(base, &s.Facts[i])
	}
}

// entityClass is the schema.org class of an entity.
func entityClass(k model.EntityType) string {
	switch k {
	case model.Person:
		return "Person"
	case model.Organisation, model.Group:
		return "Organization"
	case model.Place:
		return "Place"
	case model.Country:
		return "Country"
	case model.Work:
		return "CreativeWork"
	case model.Event:
		return "Event"
	}
	return "Thing"
}

// speakerNode is a link to the speaker's entity, else the name alone, or nil
// where the speaker is unsure: a graph has no place for a guess.
func speakerNode(base string, s model.Speaker, known map[string]bool) any {
	switch {
	case !sure(s):
		return nil
	case known[s.Entity]:
		return link{base + ":entity:" + s.Entity}
	}
	return node{Type: "Thing", Name: s.Name}
}

// statement adds a statement: words in quotation marks as a Quotation,
// reported speech as a Claim.
func (g *graph) statement(base string, st *model.Statement, utterance string, known map[string]bool) {
	n := node{ID: base + ":statement:" + st.ID, Text: st.Text}
	speaker := speakerNode(base, st.Speaker, known)
	a := g.articles[st.Article]
	if a != nil {
		n.Text = withVerb(st, a.Text)
		n.Language = language(a)
	}
	if st.Kind == model.Indirect {
		n.Type, n.Author = "Claim", speaker
		if a != nil {
			n.Appearance = []link{{articleURN(a.ID)}}
		}
	} else {
		n.Type, n.Speaker = "Quotation", speaker
		if a != nil {
			n.IsPartOf = &link{articleURN(a.ID)}
		}
	}
	if utterance != "" {
		n.ExampleOfWork = &link{base + ":utterance:" + utterance}
	}
	g.add(n)
	var passages []model.Passage
	for _, c := range st.Content {
		passages = append(passages, c.At(st.Article))
	}
	g.annotate(n.ID+":words", []any{link{n.ID}}, "identifying", passages...)
}

// withVerb is a statement's words, in reported speech from its verb on:
// "denied that guards were there", so that a denial is not given as a claim of
// what it denies.
func withVerb(st *model.Statement, text string) string {
	if st.Kind == model.Direct || st.Cue == nil || len(st.Content) != 1 || verbOf(st, text) == "" {
		return st.Text
	}
	if from := st.Cue.Span.Start; from < st.Content[0].Start {
		return model.Span{Start: from, End: st.Content[0].End}.In(text)
	}
	return st.Text
}

// fact adds a fact as a Claim, with a passage for each account that has it.
// A passage that denies it says so.
func (g *graph) fact(base string, f *model.Fact) {
	if len(f.Evidence) == 0 {
		return
	}
	first := f.Evidence[0]
	n := node{ID: g.unique(base + ":fact:" + place(first.Article, first.Start, first.End)), Type: "Claim", Text: f.Text}
	seen := map[string]bool{}
	for _, e := range f.Evidence {
		if g.articles[e.Article] != nil && !seen[e.Article] {
			seen[e.Article] = true
			n.Appearance = append(n.Appearance, link{articleURN(e.Article)})
		}
	}
	g.add(n)
	for _, e := range f.Evidence {
		span := model.Span{Start: e.Start, End: e.End}
		body, motivation := []any{link{n.ID}}, "identifying"
		if e.Denies {
			body, motivation = append(body, textualBody{"TextualBody", "denied"}), "describing"
		}
		g.annotate(g.unique(n.ID+":in:"+place(e.Article, e.Start, e.End)), body, motivation, span.At(e.Article))
	}
}

// place names a passage by its bytes: "a1:120-180".
func place(article string, start, end int) string {
	return article + ":" + strconv.Itoa(start) + "-" + strconv.Itoa(end)
}

// annotate adds an annotation of the passages that lie in their articles.
func (g *graph) annotate(id string, body []any, motivation string, passages ...model.Passage) {
	n := annotation{ID: id, Type: "Annotation", Motivation: motivation, Body: body}
	for _, p := range passages {
		points := g.points[p.Article]
		if points == nil || cut(points.text, p.Span()) == "" {
			continue
		}
		n.Target = append(n.Target, target{"SpecificResource", articleURN(p.Article), []any{
			points.quote(p.Span()), positionSelector{"TextPositionSelector", points.at(p.Start), points.at(p.End)},
		}})
	}
	if len(n.Target) > 0 {
		g.add(n)
	}
}

// codePoints turns byte offsets of a text into counts of code points.
type codePoints struct {
	text   string
	before []int // code points before every byte whose offset is a multiple of step
}

const step = 512

func newCodePoints(text string) *codePoints {
	c := &codePoints{text: text, before: make([]int, 0, len(text)/step+1)}
	n := 0
	for i := range len(text) {
		if i%step == 0 {
			c.before = append(c.before, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	if len(text)%step == 0 {
		c.before = append(c.before, n)
	}
	return c
}

// at is the number of code points before the byte at offset, which must begin
// a character or end the text.
func (c *codePoints) at(offset int) int {
	n := c.before[offset/step]
	for i := offset - offset%step; i < offset; i++ {
		if utf8.RuneStart(c.text[i]) {
			n++
		}
	}
	return n
}

// beside is how many code points of context a quotation selector has.
const beside = 32

// quote is the words of s with some of the text around them.
func (c *codePoints) quote(s model.Span) quoteSelector {
	from, to := s.Start, s.End
	for range beside {
		_, n := utf8.DecodeLastRuneInString(c.text[:from])
		from -= n
		_, n = utf8.DecodeRuneInString(c.text[to:])
		to += n
	}
	return quoteSelector{"TextQuoteSelector", s.In(c.text), c.text[from:s.Start], c.text[s.End:to]}
}
