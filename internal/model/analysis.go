package model

// An Analysis is everything found in one article alone. It is made by
// pipeline.Analyze and never changed afterwards.
type Analysis struct {
	Article    *Article
	Sentences  []Sentence
	Tokens     []Token
	Entities   []Entity
	Mentions   []Mention // in order of Span.Start; outer before inner
	Dates      []Date    // in order of Span.Start
	Statements []Statement
}

// A Sentence is a run of tokens inside one block. Tokens[First:Last] are its
// tokens.
type Sentence struct {
	Span
	First, Last int // half-open range of indices into Tokens
	Block       int // index into Article.Blocks
}

// A Token is a word, number or mark. Start and End are byte offsets into the
// article's Text. Tag is its Penn Treebank part of speech ("" where not
// tagged), Rel its Universal Dependencies relation ("" where not parsed) and
// Head the index into Analysis.Tokens of its head, or -1 for a root or where
// not parsed.
type Token struct {
	Start, End int32
	Head       int32
	Tag        Tag
	Rel        Rel
}

// Span is the token's range in Text.
func (t Token) Span() Span { return Span{int(t.Start), int(t.End)} }

// Sentence returns the index of the sentence that holds the byte at offset, or
// -1 where none does.
func (a *Analysis) Sentence(offset int) int {
	lo, hi := 0, len(a.Sentences)
	for lo < hi {
		m := (lo + hi) / 2
		if a.Sentences[m].End > offset {
			hi = m
		} else {
			lo = m + 1
		}
	}
	if lo < len(a.Sentences) && a.Sentences[lo].Start <= offset {
		return lo
	}
	return -1
}

// TokensIn returns the half-open range of indices of the tokens that lie
// wholly inside s.
func (a *Analysis) TokensIn(s Span) (first, last int) {
	first = searchTokens(a.Tokens, s.Start)
	last = first
	for last < len(a.Tokens) && int(a.Tokens[last].End) <= s.End {
		last++
	}
	return first, last
}

// searchTokens is the index of the first token that starts at or after offset.
func searchTokens(tokens []Token, offset int) int {
	lo, hi := 0, len(tokens)
	for lo < hi {
		m := (lo + hi) / 2
		if int(tokens[m].Start) >= offset {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}

// An EntityType says what an entity is.
type EntityType string

// The types of entity. Group is a body of people named by role or nation
// ("Iranian officials"); Country is a Place that can also speak ("Russia").
const (
	Person       EntityType = "person"
	Organisation EntityType = "organisation"
	Place        EntityType = "place"
	Country      EntityType = "country"
	Group        EntityType = "group"
	Work         EntityType = "work"
	Event        EntityType = "event"
	Unknown      EntityType = "unknown"
)

// Gender is what the text shows of an entity's gender.
type Gender string

// Genders; "" where the text does not show it.
const (
	Male   Gender = "male"
	Female Gender = "female"
)

// An Entity is what mentions refer to. ID is unique within the article, and
// in a Synopsis within the story. Name is the fullest name the text gives.
type Entity struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Type      EntityType `json:"type"`
	Gender    Gender     `json:"gender,omitempty"`
	Plural    bool       `json:"plural,omitempty"`
	StandsFor string     `json:"stands_for,omitempty"` // of a metonym: "the government of Russia" for Moscow
	Mentions  []Passage  `json:"mentions"`
	Joined    []Joined   `json:"joined,omitempty"` // in a Synopsis: how accounts' names were taken for one
}

// Joined is the evidence that two names mean one entity.
type Joined struct {
	Name string `json:"name"`
	With string `json:"with"`
	Why  string `json:"why"` // "surname", "spelling", "initials" ...
}

// A MentionKind says how a mention refers.
type MentionKind string

// The kinds of mention.
const (
	MentionName       MentionKind = "name"       // Petra Lund, Lund, the IAEA
	MentionTitle      MentionKind = "title"      // the foreign minister
	MentionPronoun    MentionKind = "pronoun"    // he, their
	MentionDescriptor MentionKind = "descriptor" // two officials familiar with the talks
	MentionDemonym    MentionKind = "demonym"    // Iranian, as in "Iranian forces"
)

// A Mention is a span that names or refers to an entity. Span is the name,
// pronoun or noun phrase itself; Full takes in the title or description that
// stands with it ("Harbour Minister Petra Lund"), and equals Span
// where there is none. Title is that title or description alone, empty where
// there is none. Entity is an index into Analysis.Entities, or -1 where the
// mention could not be resolved.
type Mention struct {
	Span
	Full       Span
	Title      Span
	Kind       MentionKind
	Entity     int
	Confidence float64 // that Entity is right, 0 to 1
}

// A Date is an expression of time in the text and what it was resolved to.
type Date struct {
	Span
	Kind      DateKind
	From      string    // first day of the interval, "2025-06-24", or with a time "2025-06-24T09:00"; "" where open
	To        string    // last day of the interval, included; equals From for a day
	Precision Precision // how wide the interval is as stated
	Anchor    Anchor    // how it was resolved
	Weekday   int       // 0 none, 1 Monday ... 7 Sunday: the constraint an open date leaves
	Direction int       // -1 past, +1 coming, 0 not shown
	Zone      string    // of a time of day, as stated: "GMT"; "local" for local time; "" where none is
	// Value is the TIMEX3 value of the expression: "2025-06-24", "2025-W26",
	// "P2D", "PAST_REF"; for an open date "XXXX-WXX-2" and the like.
	Value string
	// Relative says how the expression counts from an anchor's day, in the
	// form that package date reads ("-1D" yesterday, "wd2" a Tuesday,
	// "--06-24"); "" where it needs no anchor.
	Relative string
}

// A DateKind is the TIMEX3 type of an expression.
type DateKind string

// Kinds of date.
const (
	DatePoint    DateKind = "date"
	DateTime     DateKind = "time"
	DateDuration DateKind = "duration"
	DateSet      DateKind = "set"
	DateVague    DateKind = "vague"
)

// Precision is the width of a resolved interval.
type Precision string

// Precisions.
const (
	ByMinute  Precision = "minute"
	ByHour    Precision = "hour"
	ByPart    Precision = "part of day"
	ByDay     Precision = "day"
	ByWeek    Precision = "week"
	ByMonth   Precision = "month"
	ByQuarter Precision = "quarter"
	ByYear    Precision = "year"
	Vaguely   Precision = "vague"
)

// Anchor says what a date was resolved from.
type Anchor string

// Anchors.
const (
	AnchorExplicit  Anchor = "explicit"       // the expression says it all
	AnchorPublished Anchor = "article's date" // counted from the article's own date
	AnchorNarrative Anchor = "narrative"      // counted from a date in the text before
	AnchorAccounts  Anchor = "other accounts" // counted from the date of other accounts
	AnchorOpen      Anchor = "open"           // not resolved
)
