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

// Names under which objects have one thing, most telling first: those of
// ninjs, JSON Feed, schema.org and common exports.
var (
	titleFields   = []string{"headline", "title", "headlines"}
	bodyFields    = []string{"body_xhtml", "body_html", "content_html", "bodies", "body", "body_text", "content_text", "text", "content", "articlebody", "maintext", "full_text", "fulltext", "article_text", "article"}
	teaserFields  = []string{"description", "summary", "description_text"}
	outletFields  = []string{"outlet", "publisher", "provider", "infosources", "infosource", "source", "source_name", "site_name", "sitename", "newspaper", "publication"}
	dateFields    = []string{"published", "datepublished", "date_published", "firstpublished", "published_at", "publishedat", "publish_date", "date_publish", "pubdate", "pub_date", "date", "firstcreated", "versioncreated"}
	updatedFields = []string{"updated", "datemodified", "date_modified", "updated_at", "modified", "versioncreated"}
	addressFields = []string{"url", "canonical_url", "canonicalurl", "link", "altids", "uri", "id"}
	authorFields  = []string{"authors", "author", "byline", "bylines", "by", "creator"}
	languageNames = []string{"language", "lang", "inlanguage"}
)

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

func (r *reading) first(v *jsontree.Value, names []string) string {
	for _, name := range names {
		if s := r.text(v.Get(name)); s != "" {
			return s
		}
	}
	return ""
}

// isArticle says whether an object is one: it has a headline, or a text.
func (r *reading) isArticle(v *jsontree.Value) bool {
	if r.first(v, titleFields) != "" {
		return true
	}
	for _, name := range bodyFields {
		if b := v.Get(name); b != nil && b.Kind == '"' {
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
	for _, name := range titleFields {
		t := v.Get(name)
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
	for _, name := range addressFields {
		if s := r.text(v.Get(name)); meta.Domain(s) != "" {
			a.URL = s
			break
		}
	}
	r.outletOf(a, v)
	if a.Byline = r.people(v); a.Byline == nil {
		a.Byline = r.authors
	}
	a.Published = r.stamp(v, dateFields)
	a.Updated = r.stamp(v, updatedFields)
	if a.Published == nil {
		a.Published, a.Updated = a.Updated, nil
	}
	if a.Updated != nil && a.Updated.Value == a.Published.Value {
		a.Updated = nil
	}
	a.Dateline = r.first(v, []string{"dateline", "located"})
	a.Section = r.text(v.Get("section"))
	a.Language = primary(r.first(v, languageNames))
	return a
}

// outletOf fills the outlet: what the object says, else the feed it stands in.
func (r *reading) outletOf(a *model.Article, v *jsontree.Value) {
	for _, name := range outletFields {
		o := v.Get(name)
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
	for _, name := range authorFields {
		field := v.Get(name)
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

func (r *reading) stamp(v *jsontree.Value, names []string) *model.Published {
	for _, name := range names {
		if s, ok := meta.Stamp(r.text(v.Get(name))); ok {
			return &model.Published{Value: s, From: "metadata"}
		}
	}
	return nil
}

// name is an object's name in its file: its id, else its number.
func (r *reading) name(v *jsontree.Value) string {
	if id := r.first(v, []string{"id", "guid", "uri"}); id != "" && len(id) < 300 {
		return id
	}
	return strconv.Itoa(len(r.out) + r.links + 1)
}

// body is the text of an object and where in the file it begins.
func (r *reading) body(v *jsontree.Value) (pieces []piece.Piece, asides []model.Aside, at int) {
	for _, name := range bodyFields {
		if b := v.Get(name); b != nil {
			if pieces, asides = r.blocks(b, 0); len(pieces) > 0 && !strings.HasSuffix(pieces[len(pieces)-1].Text, " chars]") {
				return pieces, asides, b.Start
			}
		}
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
