package day

import (
	"time"

	"synoptic/internal/model"
	"synoptic/internal/read/meta"
)

// A Kind says in what part of a page a date is mentioned.
type Kind string

// The kinds of mention.
const (
	JSONLD  Kind = "ld"
	Meta    Kind = "meta"
	Time    Kind = "time"   // a time element's attribute
	Attr    Kind = "attr"   // an attribute of another element
	Script  Kind = "script" // a value in a script
	Text    Kind = "text"
	Title   Kind = "title"
	Summary Kind = "summary" // the page's description of itself
	URL     Kind = "url"
	Image   Kind = "image" // the address of the picture that stands for the page
)

// A Mention is one date that a page mentions.
type Mention struct {
	Value  string // RFC 3339 form, cut short where less is known
	Kind   Kind
	Sense  meta.DateLabel // what its name or the words around it say it is of
	Name   string         // of a meta element, or the type of a JSON-LD object
	Main   bool           // JSON-LD of an article, or a name that is known to tell the publication
	Place  Place
	Near   bool // a few blocks from the title
	Bare   int  // of a line: 2 nothing but the date, 1 little more, 0 prose
	Hint   string
	Region string
	Hidden bool
	Short  bool // its year has two digits
	Either bool // one of two readings
	First  bool // the first of its kind in its place
	// Source is where it stands in the source, the zero Span where that is not
	// known; How says in words what it is.
	Source model.Span
	How    string
}

// A Place is where on the page a mention stands.
type Place string

// The places, from the top of a page down.
const (
	Nowhere Place = ""
	Above   Place = "above" // the title
	Head    Place = "head"  // between title and body
	Lead    Place = "lead"  // in the first paragraphs
	Body    Place = "body"
	Foot    Place = "foot" // right behind the body
	Below   Place = "below"
)

// day is the calendar day of m.
func (m *Mention) day() string { return m.Value[:10] }

// clock says whether m tells a time of day.
func (m *Mention) clock() bool { return len(m.Value) > 10 }

// instant is m's time, and whether it states a zone.
func (m *Mention) instant() (t time.Time, zoned bool) { return Instant(m.Value) }

// Instant is the time of a value in RFC 3339 form, cut short or not, and whether
// it states a zone.
func Instant(value string) (t time.Time, zoned bool) {
	for _, layout := range []string{"2006-01-02T15:04Z07:00", time.RFC3339} {
		if t, err := time.Parse(layout, value); err == nil {
			return t, true
		}
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t, false
		}
	}
	return time.Time{}, false
}
