package compare

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"synoptic/internal/model"
)

//go:embed data/quantities.txt
var quantitiesText string

// A quantity is a number in the text with what it admits: "about 50" admits
// 42.5 to 57.5, "at least 50" says 50 as far as known.
type quantity struct {
	number      model.Span // the number's own words
	whole       model.Span // with the words that soften it
	first, last int        // half-open range of pieces of whole
	value       float64
	low, high   float64
	soft        bool   // about, nearly, more than ...
	least       bool   // at least
	unit        string // "", "$", "percent", "m", "year-old" ...
	elapsed     bool   // a length of time
}

// quantityWords is quantities.txt as tables.
type quantityWords struct {
	number, scale  map[string]float64
	soft           map[string]string // phrase -> about, under, over, least, most
	unit           map[string]string
	elapsed, part  map[string]bool
	plain, tally   map[string]bool
	longest        int // words of the longest softening phrase
	currencies     map[string]bool
	ordinalSuffix  map[string]bool
	dividingSuffix map[string]bool
}

var quantityTables = sync.OnceValue(func() *quantityWords {
	q := &quantityWords{
		number: map[string]float64{}, scale: map[string]float64{}, soft: map[string]string{},
		unit: map[string]string{}, elapsed: map[string]bool{}, part: map[string]bool{}, plain: map[string]bool{}, tally: map[string]bool{},
		currencies:     map[string]bool{"$": true, "£": true, "€": true, "¥": true},
		ordinalSuffix:  map[string]bool{"st": true, "nd": true, "rd": true, "th": true},
		dividingSuffix: map[string]bool{"am": true, "pm": true, "a": true, "p": true, "s": true},
	}
	for _, e := range lines(quantitiesText) {
		kind, rest, _ := strings.Cut(e, " ")
		words, value, _ := strings.Cut(rest, " = ")
		q.enter(kind, words, value)
	}
	return q
})

func (q *quantityWords) enter(kind, words, value string) {
	switch kind {
	case "number":
		q.number[words], _ = strconv.ParseFloat(value, 64)
	case "scale":
		q.scale[words], _ = strconv.ParseFloat(value, 64)
	case "unit":
		q.unit[words] = value
	case "elapsed":
		q.elapsed[words] = true
	case "part":
		q.part[words] = true
	case "plain":
		q.plain[words] = true
	case "tally":
		q.tally[words] = true
	default:
		q.soft[words] = kind
		q.longest = max(q.longest, len(strings.Fields(words)))
	}
}

// quantitiesIn finds the quantities among the pieces of a sentence. Clock
// times, ordinals, scores, names of things ("Flight 12") and years are none.
func quantitiesIn(p []piece) []quantity {
	var out []quantity
	for i := 0; i < len(p); {
		value, j := numberAt(p, i)
		if j == i {
			i++
			continue
		}
		q := quantity{number: model.Span{Start: p[i].start, End: p[j-1].end}, first: i, last: j, value: value}
		ok := countable(p, i, j, value)
		if ok {
			q.widen(p)
			out = append(out, q)
		}
		i = max(q.last, j)
	}
	return out
}

// numberAt reads the number that begins at piece i; j is the piece after it,
// or i where there is none.
func numberAt(p []piece, i int) (value float64, j int) {
	t := quantityTables()
	switch {
	case p[i].number:
		v, err := strconv.ParseFloat(strings.ReplaceAll(p[i].lower, ",", ""), 64)
		if err != nil {
			return 0, i
		}
		value, j = v, i+1
	case p[i].lower == "a" && i+1 < len(p) && (p[i+1].lower == "dozen" || t.scale[p[i+1].lower] > 0):
		if p[i+1].lower == "dozen" {
			return 12, i + 2
		}
		value, j = 1, i+1
	default:
		v, ok := t.number[p[i].lower]
		if !ok {
			return 0, i
		}
		value, j = v, i+1
		if value >= 20 && j+1 < len(p) && p[j].lower == "-" {
			if ones, ok := t.number[p[j+1].lower]; ok && ones > 0 && ones < 10 {
				value, j = value+ones, j+2
			}
		}
	}
	for j < len(p) && t.scale[p[j].lower] > 0 {
		value *= t.scale[p[j].lower]
		j++
	}
	return value, j
}

// countable says whether the number in p[i:j] counts or measures something.
func countable(p []piece, i, j int, value float64) bool {
	t := quantityTables()
	if value < 0 || math.IsInf(value, 0) {
		return false
	}
	var before, after piece
	if i > 0 {
		before = p[i-1]
	}
	if j < len(p) {
		after = p[j]
	}
	touchesBefore := i > 0 && before.end == p[i].start
	touchesAfter := j < len(p) && after.start == p[j-1].end
	switch {
	case touchesBefore && !t.currencies[before.lower] && !slices.Contains([]string{"(", "“", "\"", "—", "–", "'", "‘", "~"}, before.lower):
		return false // A42, F-16, 6:10, 3-1
	case touchesAfter && (t.ordinalSuffix[after.lower] || t.dividingSuffix[after.lower] || after.lower == ":" || after.lower == "/"):
		return false
	case touchesAfter && after.letters && t.unit[after.lower] == "" && !t.elapsed[after.lower]:
		return false
	case touchesAfter && after.lower == "-" && j+1 < len(p) && (p[j+1].number || t.number[p[j+1].lower] > 0):
		return false
	case after.lower == "am" || after.lower == "pm" || after.lower == "o'clock":
		return false
	case p[i].number && value >= 1900 && value < 2100 && len(p[i].lower) == 4:
		return false
	case before.capital && p[i].number && i > 1 && t.soft[before.lower] == "":
		return false // Flight 12, June 12
	case p[i].number && after.capital && isMonth(after.lower):
		return false
	case value == 1 && !p[i].number && (after.lower == "of" || after.lower == "another" || before.lower == "no" || before.lower == "the"):
		return false
	}
	return true
}

func isMonth(lower string) bool {
	if len(lower) < 3 {
		return false
	}
	months := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	return slices.ContainsFunc(months, func(m string) bool { return lower == m || lower == m[:3] })
}

// widen takes in the words that soften q and its unit, and sets what it
// admits.
func (q *quantity) widen(p []piece) {
	t := quantityTables()
	if q.first > 0 && t.currencies[p[q.first-1].lower] {
		q.first--
		q.unit = p[q.first].lower
		if q.last < len(p) && p[q.last].lower == "m" && p[q.last].start == p[q.last-1].end {
			q.value *= 1e6
			q.last++
		}
	}
	kind := q.soften(p)
	q.readUnit(p)
	q.whole = model.Span{Start: p[q.first].start, End: p[q.last-1].end}
	v := q.value
	q.low, q.high = v, v
	if v >= 100 {
		// A round number may have been rounded.
		half := min(roundness(v)/2, v/10)
		q.low, q.high = v-half, v+half
	}
	switch kind {
	case "about":
		q.low, q.high = min(v*0.85, v-1), max(v*1.15, v+1)
	case "under":
		q.low, q.high = min(v*0.85, v-1), v
	case "over":
		q.low, q.high = v, max(v*1.25, v+2)
	case "most":
		q.low, q.high = min(v*0.6, v-2), v
	case "least":
		q.least = true
	}
	q.soft = kind != "" && kind != "least"
}

// roundness is the largest power of ten that divides v, where v has no more
// than two other digits; else 0.
func roundness(v float64) float64 {
	if v != math.Trunc(v) || v >= 1e15 {
		return 0
	}
	u := 1.0
	for math.Mod(v, u*10) == 0 {
		u *= 10
	}
	if u < 10 || v/u >= 100 {
		return 0
	}
	return u
}

// soften finds the longest softening phrase before q, takes it in, and
// returns its kind.
func (q *quantity) soften(p []piece) string {
	t := quantityTables()
	first, kind := q.first, ""
	if first > 1 && (p[first-1].lower == "an" || p[first-1].lower == "the" || p[first-1].lower == "a") {
		first--
	}
	for {
		found := false
		for n := min(t.longest, first); n > 0; n-- {
			k := t.soft[joined(p[first-n:first])]
			if k == "" {
				continue
			}
			first, found = first-n, true
			if kind == "" || kind == "about" {
				kind = k
			}
			break
		}
		if !found {
			break
		}
	}
	if kind != "" {
		q.first = first
	}
	if q.last < len(p) && p[q.last].lower == "+" {
		q.last++
		kind = "over"
	}
	return kind
}

// readUnit reads a unit or a length of time after q.
func (q *quantity) readUnit(p []piece) {
	t := quantityTables()
	j := q.last
	if j < len(p) && p[j].lower == "-" {
		j++
	}
	if j >= len(p) {
		return
	}
	if j+3 < len(p) && strings.HasPrefix(p[j].lower, "year") && p[j+1].lower == "-" && p[j+2].lower == "old" {
		q.unit, q.last = "year-old", j+3
		return
	}
	if j+1 < len(p) && p[j].lower == "years" && p[j+1].lower == "old" {
		q.unit, q.last = "year-old", j+2
		return
	}
	if t.elapsed[p[j].lower] {
		q.elapsed = true
		return
	}
	if u := t.unit[p[j].lower]; u != "" {
		q.unit, q.last = u, j+1
		return
	}
	if j+1 < len(p) {
		if u := t.unit[p[j].lower+" "+p[j+1].lower]; u != "" {
			q.unit, q.last = u, j+2
		}
	}
}

// joined is the pieces' words with a space between.
func joined(p []piece) string {
	if len(p) == 1 {
		return p[0].lower
	}
	words := make([]string, len(p))
	for i := range p {
		words[i] = p[i].lower
	}
	return strings.Join(words, " ")
}

// conflicts says whether a and b cannot both be right for one thing.
func (q quantity) conflicts(r quantity) bool { return q.high < r.low || r.high < q.low }
