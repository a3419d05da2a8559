package model

// A StatementKind says how a statement is worded.
type StatementKind string

// Kinds of statement.
const (
	Direct   StatementKind = "direct"   // all inside quotation marks
	Mixed    StatementKind = "mixed"    // a report with quoted words in it
	Indirect StatementKind = "indirect" // a report without quoted words
)

// A Statement is an attribution: a source (who), a cue ("said", "according
// to") and a content (what). Text is the content's pieces joined by " … ",
// for people; Content is the exact words. The outer quotation marks of a
// direct statement are not part of its content. Confidence is the probability
// that the statement is one and is spanned rightly; Speaker.Confidence that
// its speaker is right.
type Statement struct {
	ID         string        `json:"id"`
	Article    string        `json:"article"`
	Kind       StatementKind `json:"kind"`
	Speaker    Speaker       `json:"speaker"`
	Source     *Span         `json:"source,omitempty"`
	Cue        *Cue          `json:"cue,omitempty"`
	Content    []Span        `json:"content"`
	Text       string        `json:"text"`
	Addressee  string        `json:"addressee,omitempty"`
	Via        []string      `json:"via,omitempty"` // chain of relays, outermost first
	When       string        `json:"when,omitempty"`
	Occasion   string        `json:"occasion,omitempty"` // "at the 11th Sund Lectures"
	Negated    bool          `json:"negated,omitempty"`  // "did not say"
	Confidence float64       `json:"confidence"`
}

// Span is the smallest span that covers source, cue and content.
func (s *Statement) Span() Span {
	out := Span{-1, -1}
	add := func(t Span) {
		if out.Start < 0 || t.Start < out.Start {
			out.Start = t.Start
		}
		if t.End > out.End {
			out.End = t.End
		}
	}
	for _, c := range s.Content {
		add(c)
	}
	if s.Source != nil {
		add(*s.Source)
	}
	if s.Cue != nil {
		add(s.Cue.Span)
	}
	return out
}

// A Speaker is the entity a statement's source resolves to. Name is the
// fullest name the article gives, the source's own words where it names
// nobody ("Iranian officials"), or "" where the speaker is unknown. How says
// how it was found. Perhaps is a guess shown as one, where Name is "".
type Speaker struct {
	Entity     string     `json:"entity,omitempty"`
	Name       string     `json:"name"`
	How        SpeakerHow `json:"how"`
	Perhaps    string     `json:"perhaps,omitempty"`
	Confidence float64    `json:"confidence"`
}

// SpeakerHow says how a speaker was found.
type SpeakerHow string

// Ways of finding a speaker.
const (
	ByName           SpeakerHow = "name"
	ByTitle          SpeakerHow = "title"
	ByPronoun        SpeakerHow = "pronoun"
	ByDescriptor     SpeakerHow = "descriptor" // the source's own words: "Iranian officials"
	ByParagraph      SpeakerHow = "paragraph before"
	ByOtherAccount   SpeakerHow = "other account"
	SpeakerIsUnknown SpeakerHow = "unknown"
)

// A Cue is the word or words that mark a statement as one. Class is one of
// the classes of cues.txt: says, asks, denies, confirms, warns, promises,
// threatens, condemns, welcomes, demands, speculates, declines, ...
type Cue struct {
	Span  Span   `json:"span"`
	Class string `json:"class"`
}
