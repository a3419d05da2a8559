package model

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sort"
)

// A Span is a half-open range [Start,End) of byte offsets into an article's
// Text. Text[Start:End] is exactly what is shown to a reader.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length of s in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains says whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps says whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// In returns the piece of text that s covers, or "" where s is out of range.
func (s Span) In(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// A Passage is a span of a named article: the form in which every finding
// points at its source.
type Passage struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// Span is p without the article.
func (p Passage) Span() Span { return Span{p.Start, p.End} }

// At makes a passage of article out of s.
func (s Span) At(article string) Passage { return Passage{article, s.Start, s.End} }

// An Article is one text by one outlet, as read.
//
// Text is valid UTF-8: the kept blocks in the order of the source, joined by
// "\n\n"; inside a block there is no line break. All spans of an article are
// byte offsets into Text.
type Article struct {
	ID        string     `json:"id"`
	Source    string     `json:"source"` // path as given, or the address it was fetched from
	Outlet    Outlet     `json:"outlet"`
	Title     string     `json:"title"`
	Subtitle  string     `json:"subtitle,omitempty"`
	Byline    []string   `json:"byline,omitempty"` // names only
	Published *Published `json:"published,omitempty"`
	Updated   *Published `json:"updated,omitempty"`
	Dateline  string     `json:"dateline,omitempty"` // place, as written
	Section   string     `json:"section,omitempty"`
	URL       string     `json:"url,omitempty"` // canonical, where the page states it
	Language  string     `json:"language"`      // BCP 47 primary tag, "und" where unknown
	Credits   []Credit   `json:"credits"`
	Blocks    []Block    `json:"blocks"`
	Text      string     `json:"text"`
	SHA256    string     `json:"sha256"` // hex, of Text
	// Found says of each value above where it was found and how sure it is.
	// A value that is not known has no entry.
	Found map[Field]Found `json:"found,omitempty"`
	// Aside is what the source holds beside the article (menus, tickers,
	// links to other pages), kept so that a reader can check what was left out.
	Aside []Aside `json:"aside,omitempty"`
	// Notes are things a reader should know about the reading itself, such as
	// "uncertain text" or "truncated page", in plain words.
	Notes []string `json:"notes,omitempty"`
	// Lines maps offsets in Text to lines of the source file, by Text offset.
	Lines []LineStart `json:"lines,omitempty"`
}

// An Outlet is whoever published an article. Name is "" where nothing in the
// source tells it; From says where Name was found: "metadata", "text", "url"
// or "file".
type Outlet struct {
	Name   string `json:"name"`
	Domain string `json:"domain,omitempty"`
	From   string `json:"from,omitempty"`
}

// Published is a time of publication as precisely as it is known, in RFC 3339
// form cut short where the source says less: "2025", "2025-06", "2025-06-24",
// "2025-06-24T14:44", "2025-06-24T14:44:05+02:00". A zone stands only where
// the source states one.
type Published struct {
	Value string `json:"value"`
	From  string `json:"from"` // metadata, text, url, file, other accounts
	Span  *Span  `json:"span,omitempty"`
}

// Day is the calendar day of p ("2025-06-24"), or "" where less is known.
func (p *Published) Day() string {
	if p == nil || len(p.Value) < 10 {
		return ""
	}
	return p.Value[:10]
}

// A Field names a value of an Article, by its name in JSON.
type Field string

// The fields whose finding is told, in the order in which they are shown.
const (
	FieldOutlet    Field = "outlet"
	FieldTitle     Field = "title"
	FieldSubtitle  Field = "subtitle"
	FieldByline    Field = "byline"
	FieldPublished Field = "published"
	FieldUpdated   Field = "updated"
	FieldDateline  Field = "dateline"
	FieldSection   Field = "section"
	FieldURL       Field = "url"
	FieldLanguage  Field = "language"
)

// Fields are all of them, in that order. The slice is shared.
func Fields() []Field { return fields }

var fields = []Field{FieldOutlet, FieldTitle, FieldSubtitle, FieldByline, FieldPublished, FieldUpdated, FieldDateline,
	FieldSection, FieldURL, FieldLanguage}

// A Found says where a value of an article was found and how sure it is.
type Found struct {
	From string `json:"from"` // metadata, text, url, file, other accounts
	// How says in words where exactly: "JSON-LD headline", "the line below the
	// title". They are shown as they are.
	How string `json:"how,omitempty"`
	// Confidence is the share of values found so that were right on labelled
	// web pages (docs/accuracy.md); for other kinds of file it is an estimate.
	Confidence float64 `json:"confidence"`
	Span       *Span   `json:"span,omitempty"` // where it stands in Text
	Line       int     `json:"line,omitempty"` // of the source, where it stands on one
}

// Tell notes how the value of field was found.
func (a *Article) Tell(field Field, f Found) {
	if a.Found == nil {
		a.Found = map[Field]Found{}
	}
	a.Found[field] = f
}

// A Credit names an agency or another outlet that an article says it took from.
// Span is nil where the credit stands in the source but not in Text (a line of
// the page's furniture, say); Line then tells where. Photo says the credit is
// for a picture, not for the text.
type Credit struct {
	Agency string `json:"agency"`
	Span   *Span  `json:"span,omitempty"`
	Text   string `json:"text"`
	Line   int    `json:"line,omitempty"`
	Photo  bool   `json:"photo,omitempty"`
	// Report says that the running text names it as the source of a report
	// ("according to a Reuters report"): the text itself is not from there.
	Report bool `json:"report,omitempty"`
	// Confidence is the share of credits of this wording that were right.
	Confidence float64 `json:"confidence,omitempty"`
}

// A BlockKind says what a block of text is.
type BlockKind string

// The kinds of block. Findings about the story come from Title, Subtitle,
// Heading, Paragraph, ListItem, Quotation and Table; captions, ticker items,
// embedded posts and pull quotes are shown as what they are.
const (
	BlockTitle     BlockKind = "title"
	BlockSubtitle  BlockKind = "subtitle"
	BlockHeading   BlockKind = "heading"
	BlockParagraph BlockKind = "paragraph"
	BlockListItem  BlockKind = "list item"
	BlockQuotation BlockKind = "block quotation"
	BlockCaption   BlockKind = "caption"
	BlockTable     BlockKind = "table row"
	BlockTicker    BlockKind = "ticker item" // a line of news in brief that runs through the article, often another outlet's
	BlockEmbed     BlockKind = "embedded post"
	BlockPull      BlockKind = "pull quote" // words of the article set apart once more
	BlockCredit    BlockKind = "credit"     // a line such as "Reporting from X contributed to this story."
)

// Body says whether running text of the article itself stands in such a block.
func (k BlockKind) Body() bool {
	switch k {
	case BlockParagraph, BlockListItem, BlockQuotation, BlockTable:
		return true
	}
	return false
}

// Apart says whether such a block holds others' words, or words of the article
// once more, so that nothing is looked for in it.
func (k BlockKind) Apart() bool { return k == BlockTicker || k == BlockEmbed || k == BlockPull }

// A Block is a paragraph or paragraph-like piece of Text. Source is its byte
// range in the source as decoded to UTF-8, of a PDF file in the text taken out
// of it; Line is its first line there, from 1. Page is the page it begins on,
// from 1, where the source has pages. By are the words of a ticker item or an
// embedded post that say whose it is: "Reuters" of "Reuters: …"; nil where none
// do.
type Block struct {
	Kind   BlockKind `json:"kind"`
	Start  int       `json:"start"`
	End    int       `json:"end"`
	Source Span      `json:"source"`
	Line   int       `json:"line"`
	Page   int       `json:"page,omitempty"`
	By     *Span     `json:"by,omitempty"`
}

// Span is the block's range in Text.
func (b Block) Span() Span { return Span{b.Start, b.End} }

// An Aside is a piece of the source that is not part of the article. Kind is
// one of "menu", "ticker", "related", "tags", "comments", "footer", "share",
// "caption", "credit", "embedded post" or "other". By are its own
// words that say whose it is, as for a Block.
type Aside struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
	Line int    `json:"line"`
	By   string `json:"by,omitempty"`
}

// A LineStart says that from byte offset Offset of Text on, the text stands on
// line Line (from 1) of the source, until the next LineStart.
type LineStart struct {
	Offset int `json:"offset"`
	Line   int `json:"line"`
}

// Line is the line of the source (from 1) on which the byte at offset of Text
// stands, or 0 where it is not known.
func (a *Article) Line(offset int) int {
	i := sort.Search(len(a.Lines), func(i int) bool { return a.Lines[i].Offset > offset })
	if i == 0 {
		return 0
	}
	return a.Lines[i-1].Line
}

// BlockAt returns the index of the block that holds offset, or -1 between
// blocks.
func (a *Article) BlockAt(offset int) int {
	i := sort.Search(len(a.Blocks), func(i int) bool { return a.Blocks[i].End > offset })
	if i < len(a.Blocks) && a.Blocks[i].Start <= offset {
		return i
	}
	return -1
}

// Searched is the article's blocks with those emptied in which nothing is looked
// for; indices stay.
func (a *Article) Searched() []Block {
	out := slices.Clone(a.Blocks)
	for i := range out {
		if out[i].Kind.Apart() {
			out[i].End = out[i].Start
		}
	}
	return out
}

// OutletName is the outlet as shown: its name, else its domain, else "".
func (a *Article) OutletName() string {
	if a.Outlet.Name != "" {
		return a.Outlet.Name
	}
	return a.Outlet.Domain
}

// Seal fills SHA256 and ID from the article's content. The ID is made of
// outlet, title and text, so it does not depend on where the file lay or on
// the order of reading. Two articles alike in all three have one ID; callers
// that keep both must number them.
func (a *Article) Seal() {
	sum := sha256.Sum256([]byte(a.Text))
	a.SHA256 = hex.EncodeToString(sum[:])
	id := sha256.Sum256([]byte(a.Outlet.Domain + "\x00" + a.Outlet.Name + "\x00" + a.Title + "\x00" + a.Text))
	a.ID = hex.EncodeToString(id[:])[:12]
}
