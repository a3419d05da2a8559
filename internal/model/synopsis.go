package model

// Format names the JSON form of a Document.
const Format = "synoptic/1"

// A Document is what one run has to say: the articles, the stories they tell
// and the inputs that were passed over.
type Document struct {
	Format   string     `json:"format"`
	Articles []*Article `json:"articles"`
	Stories  []Synopsis `json:"stories"`
	Skipped  []Skipped  `json:"skipped"`
}

// Skipped is an input that could not be used, and why, in words for people.
type Skipped struct {
	Source string `json:"source"`
	Reason string `json:"reason"`
}

// A Story is the accounts of one event or closely linked run of events. Title
// is the headline of the most central account, word for word.
type Story struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	TitleOf  string    `json:"title_of,omitempty"` // article whose headline or first words it is
	Articles []string  `json:"articles"`
	Related  []string  `json:"related"`
	Lineages []Lineage `json:"lineages"`
	Copies   []Copy    `json:"copies"`
}

// A Lineage is the articles of a story that rest on one text base. Origin is
// the article the others took from, where that is known; Why names the
// evidence in one sentence.
type Lineage struct {
	Articles []string   `json:"articles"`
	Origin   string     `json:"origin,omitempty"`
	Agency   string     `json:"agency,omitempty"`
	ReliesOn []Reliance `json:"relies_on,omitempty"`
	Why      string     `json:"why"`
}

// A Reliance is a named report that an article, though worded by its own
// hand, rests on in part or whole ("according to a Reuters report").
type Reliance struct {
	Article string `json:"article"`
	On      string `json:"on"`
	Span    *Span  `json:"span,omitempty"`
}

// A CopyKind says how one passage stands in another article.
type CopyKind string

// Kinds of copy. Chrome is page furniture and never counts as one.
const (
	Verbatim        CopyKind = "verbatim"
	Edited          CopyKind = "edited"
	Partial         CopyKind = "partial"
	SharedQuotation CopyKind = "shared quotation"
	Chrome          CopyKind = "chrome"
)

// A Copy is a passage in one article that also stands in another. Direction
// is "a from b", "b from a", "common source" or "unknown".
type Copy struct {
	A         Passage  `json:"a"`
	B         Passage  `json:"b"`
	Kind      CopyKind `json:"kind"`
	Direction string   `json:"direction"`
}

// A Synopsis is everything there is to say about one story.
type Synopsis struct {
	Story
	Entities    []Entity     `json:"entities"`
	Statements  []Statement  `json:"statements"`
	Utterances  []Utterance  `json:"utterances"`
	Differences []Difference `json:"differences"`
	Timeline    []Happening  `json:"timeline"`
	Labels      []Label      `json:"labels"`
	Facts       []Fact       `json:"facts"`
	// Dated tells the days of articles without a date of their own that other
	// accounts of the story allow to be dated.
	Dated []DatedAccount `json:"dated,omitempty"`
}

// A DatedAccount is an article that other accounts date. By is the account
// that shares an utterance or several sentences with it, "" where it is dated
// by the days of the story alone.
type DatedAccount struct {
	Article   string    `json:"article"`
	Published Published `json:"published"` // From is "other accounts"
	By        string    `json:"by,omitempty"`
}

// An Utterance is one speech act, as reported by one or more statements in
// one or more accounts.
type Utterance struct {
	ID         string    `json:"id"`
	Speaker    Speaker   `json:"speaker"`
	Statements []string  `json:"statements"`
	Relation   Relation  `json:"relation"`
	Variants   []Variant `json:"variants"`
	Occasion   string    `json:"occasion,omitempty"`
	When       string    `json:"when,omitempty"`
	Addressee  string    `json:"addressee,omitempty"`
}

// A Relation says how the wordings of one utterance stand to each other.
type Relation string

// Relations, from the closest to the loosest. "single" is an utterance that
// only one statement reports.
const (
	Single           Relation = "single"
	SameWords        Relation = "same words"
	PartOf           Relation = "part of"
	Paraphrase       Relation = "translation or paraphrase"
	DirectVsIndirect Relation = "direct and reported"
)

// A Variant is the wording of an utterance in one statement, cut into runs so
// that the runs of one column stand under each other.
type Variant struct {
	Statement string `json:"statement"`
	Words     []Run  `json:"words"`
}

// A Run is a piece of a variant. With names the statements whose variants
// have the same words here (without the run's own); a run that all share
// names all others. Column is the place in the alignment: runs of one column
// stand in the place of each other, and a variant without a run in a column
// leaves it out. Text equals the article's text at the span.
type Run struct {
	Text   string   `json:"text"`
	Start  int      `json:"start"`
	End    int      `json:"end"`
	Column int      `json:"column"`
	With   []string `json:"with"`
}

// A DifferenceKind says what accounts differ in.
type DifferenceKind string

// Kinds of difference.
const (
	DiffNumber   DifferenceKind = "number"
	DiffDate     DifferenceKind = "date"
	DiffPlace    DifferenceKind = "place"
	DiffWho      DifferenceKind = "who"
	DiffDenial   DifferenceKind = "denial"
	DiffOutcome  DifferenceKind = "outcome"
	DiffHeadline DifferenceKind = "headline"
)

// A Difference is two or more spans that cannot all be right, or an assertion
// and its denial. About and Note are made from the accounts' own words.
type Difference struct {
	Kind    DifferenceKind `json:"kind"`
	About   string         `json:"about"`
	Sides   []Side         `json:"sides"`
	Note    string         `json:"note"`
	Updated bool           `json:"updated,omitempty"` // a later account explains it
}

// A Side is one of the things a difference sets against each other. Sides
// with the same Group agree. Party is who asserts it: a speaker's name, or ""
// for the outlet's own voice.
type Side struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Party   string `json:"party"`
	Group   string `json:"group"` // "A", "B", ...
	Text    string `json:"text"`
}

// A Happening is a line of the timeline. Date is as precise as known
// ("2025-06", "2025-06-24", "2025-06-24T14:44"), or with Until an interval.
// From says how it is known: an Anchor, or "other accounts".
type Happening struct {
	Date      string     `json:"date"`
	Until     string     `json:"until,omitempty"`
	Precision Precision  `json:"precision"`
	From      string     `json:"from"`
	Text      string     `json:"text"` // the words of the first evidence
	Statement string     `json:"statement,omitempty"`
	Evidence  []Evidence `json:"evidence"`
}

// Evidence is a passage that states something. Date is the expression in it
// that gives the time, where there is one.
type Evidence struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Date    *Span  `json:"date,omitempty"`
}

// A Label is what accounts call one entity.
type Label struct {
	Entity string     `json:"entity"`
	Name   string     `json:"name"`
	Uses   []LabelUse `json:"uses"`
}

// A LabelUse is one wording in one account. Only says that no other account
// of the story uses it; Scare that it stands in quotation marks as a term.
type LabelUse struct {
	Article string `json:"article"`
	Text    string `json:"text"`
	Spans   []Span `json:"spans"`
	Only    bool   `json:"only,omitempty"`
	Scare   bool   `json:"scare,omitempty"`
}

// A Fact is something at least one account states. Text is in the words of
// the clearest account. Absent names the accounts that do not state it,
// Unclear those of which that cannot be told.
type Fact struct {
	Text     string         `json:"text"`
	Evidence []FactEvidence `json:"evidence"`
	Absent   []string       `json:"absent"`
}

// FactEvidence is a passage that states, attributes or denies a fact. Party
// is to whom the account attributes it, "" for its own voice.
type FactEvidence struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Party   string `json:"party,omitempty"`
	Denies  bool   `json:"denies,omitempty"`
}
