package render

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	bcp47 "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"synoptic/internal/model"
)

// This file is how Synoptic speaks: every rendering takes its words from here,
// so that the page and the terminal say the same thing.

// numbers are the counts written out.
var numbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

// number is a count for people: a word up to ten, digits in groups of three
// above.
func number(n int) string {
	if n >= 0 && n < len(numbers) {
		return numbers[n]
	}
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// count is a number with its noun: "one account", "three accounts".
func count(n int, one, many string) string {
	if n == 1 {
		return number(n) + " " + one
	}
	return number(n) + " " + many
}

// capital gives s a capital first letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// maxNames is how many names a sentence lists; more are counted.
const maxNames = 10

// join joins items for people: "A", "A and B", "A, B and C"; of many it names
// the first and counts the rest.
func join(items []string) string {
	if len(items) > maxNames+1 {
		items = append(slices.Clone(items[:maxNames]), number(len(items)-maxNames)+" others")
	}
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return strings.Join(items[:n-1], ", ") + " and " + items[n-1]
	}
}

// when is a time as the model writes it for people: "24 June 2025, 14:44",
// with "UTC" or the offset where a zone is stated. What it cannot read comes
// back as it is.
func when(value string) string {
	for _, form := range []struct{ in, out string }{
		{"2006", "2006"}, {"2006-01", "January 2006"}, {"2006-01-02", "2 January 2006"},
		{"2006-01-02T15:04", "2 January 2006, 15:04"}, {"2006-01-02T15:04:05", "2 January 2006, 15:04"},
		{"2006-01-02T15:04Z07:00", "2 January 2006, 15:04 -07:00"}, {time.RFC3339, "2 January 2006, 15:04 -07:00"},
	} {
		if t, err := time.Parse(form.in, value); err == nil {
			return strings.Replace(t.Format(form.out), " +00:00", " UTC", 1)
		}
	}
	return value
}

// day is the day of a time for people, without the hour.
func day(value string) string {
	before, _, _ := strings.Cut(value, "T")
	return when(before)
}

// interval is a span of days for people: "2 to 4 March 2026", saying once what
// both ends share. Equal or missing ends give one day.
func interval(from, until string) string {
	if until == "" || until == from {
		return when(from)
	}
	if from == "" {
		return "until " + when(until)
	}
	a, b := strings.Fields(when(from)), strings.Fields(when(until))
	if len(a) == 3 && len(b) == 3 && a[2] == b[2] {
		if a[1] == b[1] {
			return a[0] + " to " + strings.Join(b, " ")
		}
		return a[0] + " " + a[1] + " to " + strings.Join(b, " ")
	}
	return when(from) + " to " + when(until)
}

// outlet is the name an article's outlet is shown by: its name, its domain, or
// the base name of the file where the source tells neither.
func outlet(a *model.Article) string {
	if a == nil {
		return "unknown outlet"
	}
	if name := strings.TrimSpace(a.OutletName()); name != "" {
		return name
	}
	base := path.Base(strings.ReplaceAll(a.Source, "\\", "/"))
	if cut := strings.TrimSuffix(base, path.Ext(base)); cut != "" {
		base = cut
	}
	if base == "" || base == "." || base == "/" {
		return "unnamed source"
	}
	return base
}

// names gives each article of a story a name of its own, by id: the outlet's,
// numbered from the second article of one outlet on ("Velian Daily (2)").
func names(articles []*model.Article) map[string]string {
	out, seen := make(map[string]string, len(articles)), map[string]int{}
	for _, a := range articles {
		if _, ok := out[a.ID]; ok {
			continue
		}
		name := outlet(a)
		seen[name]++
		if seen[name] > 1 {
			name += " (" + strconv.Itoa(seen[name]) + ")"
		}
		out[a.ID] = name
	}
	return out
}

// reference is the short form of where a finding stands: "Tide & Trade, line 3",
// or the name alone where the line is not known.
func reference(name string, a *model.Article, offset int) string {
	if a != nil {
		if line := a.Line(offset); line > 0 {
			return name + standsIn(a, offset) + ", line " + strconv.Itoa(line)
		}
	}
	return name
}

// standsIn says what the words at offset stand in where that is none of an
// article's running text: ", caption"; else it is "".
func standsIn(a *model.Article, offset int) string {
	if i := a.BlockAt(offset); i >= 0 {
		if k := a.Blocks[i].Kind; k == model.BlockCaption || k.Apart() {
			return ", " + string(k)
		}
	}
	return ""
}

// byID is the articles of a document by id; the first of two alike wins.
func byID(doc *model.Document) map[string]*model.Article {
	out := make(map[string]*model.Article, len(doc.Articles))
	for _, a := range doc.Articles {
		if a == nil {
			continue
		}
		if _, ok := out[a.ID]; !ok {
			out[a.ID] = a
		}
	}
	return out
}

// pick is the articles with those ids, in that order, unknown ids left out.
func pick(articles map[string]*model.Article, ids []string) []*model.Article {
	out := make([]*model.Article, 0, len(ids))
	for _, id := range ids {
		if a := articles[id]; a != nil {
			out = append(out, a)
		}
	}
	return out
}

// tellers says how many tell a story: "Three outlets, two independent
// accounts." Articles are named where an outlet has several.
func tellers(articles []*model.Article, lineages int) string {
	outlets := map[string]bool{}
	for _, a := range articles {
		outlets[outlet(a)] = true
	}
	if len(articles) == 1 {
		return "One account."
	}
	out := count(len(outlets), "outlet", "outlets")
	if len(outlets) != len(articles) {
		out = count(len(articles), "article", "articles") + " by " + out
	}
	if lineages > 0 {
		out += ", " + count(lineages, "independent account", "independent accounts")
	}
	return capital(out) + "."
}

// span of days from the first to the last publication of articles, for people;
// "" where none is dated.
func published(articles []*model.Article) string {
	first, last := "", ""
	for _, a := range articles {
		if a.Published == nil || a.Published.Value == "" {
			continue
		}
		value, _, _ := strings.Cut(a.Published.Value, "T")
		if first == "" || value < first {
			first = value
		}
		if value > last {
			last = value
		}
	}
	if first == "" {
		return ""
	}
	return interval(first, last)
}

// unsure is the confidence below which a speaker is not named, only guessed at.
const unsure = 0.8

// sure says whether a speaker may be named. A speaker in the account's own
// words ("two officials") may: nobody is put in their place.
func sure(s model.Speaker) bool {
	return s.Name != "" && (s.Confidence >= unsure || s.How == model.ByDescriptor)
}

// speakerName is how a speaker is shown.
func speakerName(s model.Speaker) string {
	if sure(s) {
		return s.Name
	}
	return "Speaker unsure"
}

// speakerNote says what is unsure about a speaker, in a sentence, or "".
func speakerNote(s model.Speaker) string {
	switch {
	case !sure(s) && s.Name != "":
		return "Perhaps " + s.Name + "."
	case !sure(s) && s.Perhaps != "":
		return "Perhaps " + s.Perhaps + "."
	case !sure(s):
		return "The text does not say who speaks."
	case s.How == model.ByOtherAccount:
		return "Named by another account."
	case s.How == model.ByParagraph:
		return "Named in the paragraph before."
	}
	return ""
}

// how labels a statement that is not a plain quotation, with the verb of its
// account: "reported: denied". Without the verb a denial would read as what it
// denies. It is "" for a quotation, which shows itself by its marks. Text is
// the article's.
func how(s *model.Statement, text string) string {
	label := ""
	switch s.Kind {
	case model.Mixed:
		label = "partly quoted"
	case model.Indirect:
		label = "reported"
	}
	if s.Negated {
		label = strings.TrimPrefix(label+", not said", ", ")
	}
	if verb := verbOf(s, text); verb != "" && label != "" {
		label += ": " + verb
	}
	return label
}

// verbOf is the cue of a statement in its account's words, "" where it is a
// mark such as a colon, or long.
func verbOf(s *model.Statement, text string) string {
	if s.Cue == nil {
		return ""
	}
	cue := s.Cue.Span.In(text)
	if len(cue) > 40 || !strings.ContainsFunc(cue, unicode.IsLetter) {
		return ""
	}
	return cue
}

// notes are what a reader should know about the reading of an article.
func notes(a *model.Article) []string {
	out := a.Notes
	if base, _, _ := strings.Cut(a.Language, "-"); base != "" && base != "en" && base != "und" {
		out = append(slices.Clone(out), "In "+languageName(base)+": only English is searched for what was said.")
	}
	return out
}

// languageName is a language by its name, "" where it is not known.
func languageName(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	if base == "" || base == "und" {
		return ""
	}
	if tag, err := bcp47.Parse(base); err == nil {
		return display.English.Languages().Name(tag)
	}
	return base
}

// A telling is a variant as relationWords needs it: who reports it, whether as
// a quotation, and how much.
type telling struct {
	name     string
	reported bool
	length   int // words of its wording
}

// wordCount is the number of words in a variant.
func wordCount(v *model.Variant) int {
	n := 0
	for _, r := range v.Words {
		for _, w := range strings.Fields(r.Text) {
			if hasWord(w) {
				n++
			}
		}
	}
	return n
}

// relationWords says in a sentence how the wordings of an utterance stand to
// each other.
func relationWords(r model.Relation, tellings []telling) string {
	var all, quoted, reported []string
	for _, t := range tellings {
		all = appendNew(all, t.name)
		if t.reported {
			reported = appendNew(reported, t.name)
		} else {
			quoted = appendNew(quoted, t.name)
		}
	}
	switch {
	case len(all) == 0:
		return ""
	case r == model.Single:
		return "Reported by " + join(all) + " only."
	case len(all) == 1:
		return "Reported by " + join(all) + " only, more than once."
	case r == model.SameWords:
		return "The same words in " + join(all) + "."
	case r == model.PartOf:
		return partWords(tellings, all)
	case r == model.DirectVsIndirect && len(quoted) > 0 && len(reported) > 0:
		return "Quoted by " + join(quoted) + ", reported by " + join(reported) + "."
	case r == model.Paraphrase:
		return join(all) + " word this differently: a translation or a paraphrase."
	}
	return join(all) + " word this differently."
}

// partWords says who gives more and who less of an utterance.
func partWords(tellings []telling, all []string) string {
	longest := 0
	for _, t := range tellings {
		longest = max(longest, t.length)
	}
	var more, less []string
	for _, t := range tellings {
		if t.length == longest {
			more = appendNew(more, t.name)
		} else {
			less = appendNew(less, t.name)
		}
	}
	if len(less) == 0 {
		return join(all) + " give different parts of it."
	}
	give := " gives "
	if len(less) > 1 {
		give = " give "
	}
	return join(less) + give + "part of what " + join(more) + verb(len(more), " gives.", " give.")
}

// verb is the form of a verb for n subjects.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// appendNew appends s where items does not hold it yet.
func appendNew(items []string, s string) []string {
	for _, have := range items {
		if have == s {
			return items
		}
	}
	return append(items, s)
}

// differenceWords is what a kind of difference is called.
func differenceWords(k model.DifferenceKind) string {
	switch k {
	case model.DiffNumber:
		return "Figures differ"
	case model.DiffDate:
		return "Times differ"
	case model.DiffPlace:
		return "Places differ"
	case model.DiffWho:
		return "Who differs"
	case model.DiffDenial:
		return "Denied"
	case model.DiffOutcome:
		return "Outcomes differ"
	case model.DiffHeadline:
		return "Headlines differ"
	}
	return "Differs"
}

// datedWords says how the date of a happening is known, or "" where the words
// themselves say it.
func datedWords(from string) string {
	switch from {
	case string(model.AnchorPublished):
		return "counted from the article’s date"
	case string(model.AnchorNarrative):
		return "counted from a date before it in the text"
	case string(model.AnchorAccounts):
		return "dated by other accounts"
	case string(model.AnchorOpen):
		return "date unsure"
	}
	return ""
}

// happeningDate is the time of a happening for people, no more exact than it
// is known.
func happeningDate(h *model.Happening) string {
	switch {
	case h.Date == "" && h.Until == "":
		return "Not dated"
	case h.Precision == model.ByPart && h.Until == "":
		return day(h.Date)
	case h.Precision == model.ByHour && h.Until == "":
		return strings.Replace(when(h.Date), ", ", ", about ", 1)
	}
	return interval(h.Date, h.Until)
}

// midSentence is a name as it stands inside a sentence: "the port authority"
// for "The port authority".
func midSentence(name string) string {
	for _, article := range []string{"The ", "A ", "An "} {
		if strings.HasPrefix(name, article) {
			return strings.ToLower(article) + name[len(article):]
		}
	}
	return name
}

// copyWords says how one passage stands in another article.
func copyWords(k model.CopyKind) string {
	switch k {
	case model.Verbatim:
		return "word for word"
	case model.Edited:
		return "with changes"
	case model.Partial:
		return "in part"
	case model.SharedQuotation:
		return "the same quotation"
	}
	return "also there"
}

// directionWords says which of two accounts has a passage from which.
func directionWords(direction, a, b string) string {
	switch direction {
	case "a from b":
		return a + " has it from " + b + "."
	case "b from a":
		return b + " has it from " + a + "."
	case "common source":
		return "Both have it from a common source."
	}
	return "Which was first is not known."
}

// publishedWords says where the time of publication was read, or "".
func publishedWords(from string) string {
	switch from {
	case "metadata":
		return "from the page’s own data"
	case "text":
		return "as the text says"
	case "url":
		return "from the address"
	case "file":
		return "from the file"
	case string(model.AnchorAccounts):
		return "dated by other accounts"
	}
	return ""
}

// cut is the words of s, or "" where s is out of range or cuts a character.
func cut(text string, s model.Span) string {
	words := s.In(text)
	if words == "" || !boundary(text, s.Start) || !boundary(text, s.End) {
		return ""
	}
	return words
}

// around cuts the sentence-like stretch of text that holds s, at most limit
// bytes to each side and never past a line break, into what stands before s
// and after it. A cut inside a sentence is marked with "…".
func around(text string, s model.Span, limit int) (before, after string) {
	if cut(text, s) == "" {
		return "", ""
	}
	return sentenceStart(text[:s.Start], limit), sentenceEnd(text[s.End:], limit)
}

// sentenceStart is the end of before, from the last sentence's beginning.
func sentenceStart(before string, limit int) string {
	before = before[max(0, len(before)-4*limit):] // lines can be very long
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	for _, stop := range []string{". ", "? ", "! ", ".” ", "?” ", "!” "} {
		if i := strings.LastIndex(before, stop); i >= 0 {
			before = before[i+len(stop):]
		}
	}
	if len(before) <= limit {
		return before
	}
	end := before[len(before)-limit:]
	if i := strings.IndexByte(end, ' '); i >= 0 {
		return "… " + end[i+1:]
	}
	return "…"
}

// sentenceEnd is the beginning of after, to the first sentence's end.
func sentenceEnd(after string, limit int) string {
	after = after[:min(len(after), 4*limit)]
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	for _, stop := range []string{". ", "? ", "! ", ".” ", "?” ", "!” "} {
		if i := strings.Index(after, stop); i >= 0 {
			after = after[:i+len(stop)-1]
		}
	}
	if len(after) <= limit {
		return after
	}
	start := after[:limit]
	if i := strings.LastIndexByte(start, ' '); i >= 0 {
		return start[:i] + " …"
	}
	return "…"
}

// lineageWords says what accounts of one lineage share.
func lineageWords(n int, agency string) string {
	switch {
	case n == 1 && agency == "":
		return "An account of its own."
	case n == 1:
		return "Rests on a text by " + agency + "."
	case agency == "":
		return "One text in " + count(n, "account", "accounts") + "."
	}
	return "One text in " + count(n, "account", "accounts") + ", by " + agency + "."
}
