package wire

import (
	"strconv"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/feed"
	"synoptic/internal/read/html"
	"synoptic/internal/read/jsontree"
	"synoptic/internal/read/meta"
	"synoptic/internal/read/piece"
)

// A part is one thing that an object may tell of an article: its name as a
// target of Fields, and the names under which objects have it, most telling
// first: those of ninjs, JSON Feed, schema.org and common exports.
type part struct {
	target string
	names  []string
}

var (
	titlePart    = part{"title", []string{"headline", "title", "headlines"}}
	textPart     = part{"text", []string{"body_xhtml", "body_html", "content_html", "bodies", "body", "body_text", "content_text", "text", "content", "articlebody", "maintext", "full_text", "fulltext", "article_text", "article"}}
	outletPart   = part{"outlet", []string{"outlet", "publisher", "provider", "infosources", "infosource", "source", "source_name", "site_name", "sitename", "newspaper", "publication"}}
	datePart     = part{"published", []string{"published", "datepublished", "date_published", "firstpublished", "published_at", "publishedat", "publish_date", "date_publish", "pubdate", "pub_date", "date", "firstcreated", "versioncreated"}}
	updatedPart  = part{"updated", []string{"updated", "datemodified", "date_modified", "updated_at", "modified", "versioncreated"}}
	addressPart  = part{"url", []string{"url", "canonical_url", "canonicalurl", "link", "altids", "uri", "id"}}
	authorPart   = part{"byline", []string{"authors", "author", "byline", "bylines", "by", "creator"}}
	languagePart = part{"language", []string{"language", "lang", "inlanguage"}}
	datelinePart = part{"dateline", []string{"dateline", "located"}}
	sectionPart  = part{"section", []string{"section"}}
	namePart     = part{"id", []string{"id", "guid", "uri"}}
)

// parts are all that Fields can name.
var parts = []part{titlePart, textPart, outletPart, authorPart, datePart, updatedPart, addressPart, languagePart, sectionPart, datelinePart, namePart}

// teaserFields hold a text where objects have no other.
var teaserFields = []string{"description", "summary", "description_text"}

// values are the fields of v that tell a part: the one that the user named, or
// all that have one of its usual names.
func (r *reading) values(v *jsontree.Value, p part) []*jsontree.Value {
	if path, ok := r.fields[p.target]; ok {
		if found := at(v, path); found != nil {
			return []*jsontree.Value{found}
		}
		return nil
	}
	var out []*jsontree.Value
	for _, name := range p.names {
		if found := v.Get(name); found != nil {
			out = append(out, found)
		}
	}
	return out
}

// text is a short value as text, without markup: of a string, or of the name
// or value of an object, or of the first of a list.
func (r *reading) text(v *jsontree.Value) string {
	for range 4 {
		if v == nil {
			return ""
		}
		switch v.Kind {
		case '{':
			inner := v.Get("name")
			if inner == nil {
				inner = v.Get("value")
			}
			v = inner
		case '[':
			if len(v.Items) == 0 {
				return ""
			}
			v = v.Items[0]
		default:
			return html.Value(jsontree.Decode(r.src.Text, v).Text())
		}
	}
	return ""
}

func (r *reading) first(v *jsontree.Value, p part) string {
	for _, field := range r.values(v, p) {
		if s := r.text(field); s != "" {
			return s
		}
	}
	return ""
}

// isArticle says whether an object is one: it has a headline, or a text.
func (r *reading) isArticle(v *jsontree.Value) bool {
	if r.first(v, titlePart) != "" {
		return true
	}
	for _, b := range r.values(v, textPart) {
		if b.Kind == '"' {
			return true
		}
	}
	return false
}

// object is an object as an article; ok is false where it has no text.
func (r *reading) object(v *jsontree.Value) (piece.Entry, bool) {
	pieces, asides, at := r.body(v)
	if len(pieces) == 0 {
		return piece.Entry{}, false
	}
	a := r.facts(v)
	a.Aside = asides
	for _, t := range r.values(v, titlePart) {
		if a.Title = r.text(t); a.Title == "" {
			continue
		}
		if t.Kind == '"' && t.End <= at {
			if p, ok := html.Title(jsontree.Decode(r.src.Text, t), a.Title); ok {
				pieces = append([]piece.Piece{p}, withoutTitle(pieces, a.Title)...)
			}
		}
		break
	}
	return piece.Entry{Article: a, Pieces: pieces}, true
}

func withoutTitle(pieces []piece.Piece, title string) []piece.Piece {
	if len(pieces) > 1 && strings.EqualFold(pieces[0].Text, title) {
		return pieces[1:]
	}
	return pieces
}

// facts is an article with what the fields beside its text say.
func (r *reading) facts(v *jsontree.Value) *model.Article {
	a := &model.Article{Source: r.name(v), Outlet: r.outlet, Credits: []model.Credit{}, Blocks: []model.Block{}}
	for _, field := range r.values(v, addressPart) {
		if s := r.text(field); meta.Domain(s) != "" {
			a.URL = s
			break
		}
	}
	r.outletOf(a, v)
	if a.Byline = r.people(v); a.Byline == nil {
		a.Byline = r.authors
	}
	a.Published = r.stamp(v, datePart)
	a.Updated = r.stamp(v, updatedPart)
	if a.Published == nil {
		a.Published, a.Updated = a.Updated, nil
	}
	if a.Updated != nil && a.Updated.Value == a.Published.Value {
		a.Updated = nil
	}
	a.Dateline = r.first(v, datelinePart)
	a.Section = r.first(v, sectionPart)
	a.Language = primary(r.first(v, languagePart))
	return a
}

// outletOf fills the outlet: what the object says, else the feed it stands in.
func (r *reading) outletOf(a *model.Article, v *jsontree.Value) {
	for _, o := range r.values(v, outletPart) {
		s := r.text(o)
		if s == "" {
			continue
		}
		domain := meta.Domain(s)
		if domain == "" && o.Kind == '{' {
			domain = first(r.text(o.Get("domain")), meta.Domain(r.text(o.Get("url"))))
		}
		if meta.Domain(s) == "" {
			a.Outlet = model.Outlet{Name: s, Domain: domain, From: "metadata"}
		} else {
			a.Outlet = model.Outlet{Name: domain, Domain: domain, From: "url"}
		}
		break
	}
	if a.Outlet.Domain == "" {
		a.Outlet.Domain = meta.Domain(a.URL)
	}
	if a.Outlet.Name == "" && a.Outlet.Domain != "" {
		a.Outlet.Name, a.Outlet.From = a.Outlet.Domain, "url"
	}
}

// named is the outlet that a feed's title and addresses tell.
func (r *reading) named(v *jsontree.Value, title string, addresses ...string) model.Outlet {
	o := model.Outlet{}
	for _, name := range addresses {
		o.Domain = first(o.Domain, meta.Domain(r.text(v.Get(name))))
	}
	if o.Name = html.SiteName(r.text(v.Get(title)), o.Domain); o.Name != "" {
		o.From = "metadata"
	}
	return o
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// primary is the first part of a language tag, "" where it is none.
func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return tag
}

// people are the persons that an object names as its authors.
func (r *reading) people(v *jsontree.Value) []string {
	for _, field := range r.values(v, authorPart) {
		each := list(field)
		if each == nil {
			each = []*jsontree.Value{field}
		}
		var out []string
		for _, item := range each[:min(len(each), 12)] {
			out = append(out, meta.Persons(r.text(item))...)
		}
		if out != nil {
			return out
		}
	}
	return nil
}

func (r *reading) stamp(v *jsontree.Value, p part) *model.Published {
	for _, field := range r.values(v, p) {
		if s, ok := meta.Stamp(r.text(field)); ok {
			return &model.Published{Value: s, From: "metadata"}
		}
	}
	return nil
}

// name is an object's name in its file: its id, else its number.
func (r *reading) name(v *jsontree.Value) string {
	if id := r.first(v, namePart); id != "" && len(id) < 300 {
		return id
	}
	return strconv.Itoa(r.seen + 1)
}

// body is the text of an object and where in the file it begins.
func (r *reading) body(v *jsontree.Value) (pieces []piece.Piece, asides []model.Aside, at int) {
	for _, b := range r.values(v, textPart) {
		if pieces, asides = r.blocks(b, 0); len(pieces) > 0 && !strings.HasSuffix(pieces[len(pieces)-1].Text, " chars]") {
			return pieces, asides, b.Start
		}
	}
	if _, named := r.fields[textPart.target]; named {
		return nil, nil, 0
	}
	for _, name := range teaserFields {
		if b := v.Get(name); b != nil {
			if pieces, asides = r.blocks(b, 0); len(pieces) > 0 && feed.Full(pieces, true) {
				return pieces, asides, b.Start
			}
		}
	}
	return nil, nil, 0
}

// blocks reads a text field: a string, an object with a value, or a list of
// either.
func (r *reading) blocks(v *jsontree.Value, depth int) (pieces []piece.Piece, asides []model.Aside) {
	switch {
	case v == nil || depth > 3:
		return nil, nil
	case v.Kind == '"':
		return feed.Body(jsontree.Decode(r.src.Text, v))
	case v.Kind == '{':
		return r.blocks(v.Get("value"), depth+1)
	case v.Kind != '[':
		return nil, nil
	}
	for _, item := range v.Items {
		p, a := r.blocks(item, depth+1)
		pieces, asides = append(pieces, p...), append(asides, a...)
		if item.Kind == '{' && len(pieces) > 0 {
			break // objects hold one text in several forms
		}
	}
	return pieces, asides
}
