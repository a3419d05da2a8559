package story

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"synoptic/internal/language/word"
	"synoptic/internal/model"
)

// A term is a stemmed word and its weight in a vector of length 1.
type term struct {
	id     uint32
	weight float32
}

// A vector is terms in order of id.
type vector []term

// A doc is what grouping keeps of an article.
type doc struct {
	id      string
	order   int    // position in the stream
	day     int32  // days since 1970, or noDay
	about   int32  // of an undated article, the middle of the month its lead names with a year, or noDay
	digest  uint64 // of all words: equal texts have equal digests
	all     vector // title and text
	lead    vector // title and first words
	names   vector // capitalised words
	numbers vector
	salient vector   // the names used most, by use
	rare    []uint32 // ids of rare words, in order
	top     []uint32 // ids of the names that weigh most, the heaviest first
	phrases vector   // pairs of neighbouring words, by a hash of both
	words   int
	tallies []tally // what the vectors are made of, in order of first use
}

const (
	noDay      = math.MinInt32
	leadWords  = 60
	bodyWords  = 700 // words of a text that are read; what follows is background
	vectorSize = 160 // terms kept of a text
	topNames   = 6
	titleBoost = 2
	maxPhrases = 300
	rareFrom   = 4.5 // rarity of a rare word, in nats: one document in 270
)

// A vocabulary numbers terms and knows how rare each is.
type vocabulary struct {
	ids    map[string]uint32
	stems  map[string]uint32 // by folded word
	common []float32         // documents of the background that hold the term
	base   []float32         // rarity in the background
	rarity []float32         // rarity there and in the stream
}

// streamShare is how many documents of the background one story of the stream
// counts for: what many stories of a stream are about tells them apart no
// longer, however rare the word is elsewhere.
const streamShare = 6

// fewStories is the number of stories of which half as much is learnt: a few
// are no sample of the news.
const fewStories = 20

// learn sets the rarities from the number of stories each term stands in.
func (v *vocabulary) learn(stories int, holding map[uint32]int) {
	share := streamShare * float64(stories) / float64(stories+fewStories)
	for id := range v.rarity {
		v.rarity[id] = rarity(float64(v.common[id])+share*float64(max(holding[uint32(id)]-1, 0)), share*float64(stories))
	}
}

func newVocabulary() *vocabulary {
	return &vocabulary{ids: make(map[string]uint32), stems: make(map[string]uint32)}
}

// stemCounts is the background table by stem.
var stemCounts = sync.OnceValue(func() map[string]int {
	out := make(map[string]int)
	word.Table(func(folded string, documents int) {
		s := stem(folded)
		out[s] = min(out[s]+documents, word.Total())
	})
	for line := range strings.Lines(actorsText) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		share, err := strconv.Atoi(fields[0])
		if err != nil {
			continue
		}
		for _, w := range fields[1:] {
			out[stem(w)] = max(out[stem(w)], share*word.Total()/1000)
		}
	}
	return out
})

//go:embed actors.txt
var actorsText string

// stem is the stem of a folded word, without a possessive.
func stem(folded string) string {
	folded = strings.TrimSuffix(folded, "'s")
	if len(folded) < 3 || len(folded) > 40 || folded[0] < 'a' || folded[0] > 'z' {
		return folded
	}
	return english.Stem(folded, false)
}

// id is the number of a folded word's stem.
func (v *vocabulary) id(folded []byte) uint32 {
	if n, ok := v.stems[string(folded)]; ok {
		return n
	}
	w := string(folded)
	s := stem(w)
	n, ok := v.ids[s]
	if !ok {
		n = uint32(len(v.rarity))
		v.ids[s] = n
		common := documents(s)
		v.common = append(v.common, float32(common))
		v.base = append(v.base, rarity(common, 0))
		v.rarity = append(v.rarity, rarity(common, 0))
	}
	v.stems[w] = n
	return n
}

// documents is in how many documents of the background a stem stands.
func documents(s string) float64 {
	if n, ok := stemCounts()[s]; ok {
		return float64(n)
	}
	return float64(word.Total()+1)/math.Exp(word.Rarity([]byte(s))) - 1
}

// rarity is the inverse document frequency of a term of so many documents, of
// the background and more, less what a word must have to say anything at all:
// the commonest words weigh nothing.
func rarity(documents, more float64) float32 {
	return float32(max(math.Log((float64(word.Total())+more+1)/(documents+1))-commonest, 0))
}

// commonest is the rarity of words in one of three documents.
const commonest = 1.1

// A tally counts one term of a text.
type tally struct {
	id       uint32
	n        float32
	capital  int16
	small    int16
	lead     bool
	isNumber bool
}

// newDoc reads an article.
func newDoc(an *model.Analysis, order int, v *vocabulary) *doc {
	a := an.Article
	d := &doc{id: a.ID, order: order, day: dayOf(a.Published), about: noDay}
	r := reader{doc: d, words: v, at: make(map[uint32]int)}
	r.read(a.Title, titleBoost, leadWords, true)
	r.read(bodyOf(a), 1, bodyWords, false)
	slices.SortFunc(d.phrases, func(x, y term) int { return cmp.Compare(x.id, y.id) })
	d.phrases = slices.CompactFunc(d.phrases, func(x, y term) bool { return x.id == y.id })
	d.fill(v)
	return d
}

// A reader counts the terms of one article.
type reader struct {
	doc    *doc
	words  *vocabulary
	at     map[uint32]int // index into doc.tallies by term
	before int            // the term just before, -1 where a common word or the end of a sentence stands between
	month  time.Month     // the month just named, 0 for none
}

// read counts the first words of text, each as much as boost says. Of all words
// it makes the digest.
func (r *reader) read(text string, boost float32, limit int, title bool) {
	r.before, r.month = -1, 0
	n, last, start := 0, 0, true
	word.Scan(text, func(from, to int, folded []byte) {
		r.doc.digest = (r.doc.digest ^ hash(folded)) * 1099511628211
		if n++; n > limit {
			return
		}
		if n <= monthWords {
			r.date(folded)
		}
		if start = last == 0 || endsSentence(text[last:from]); start {
			r.before = -1
		}
		last = to
		t := r.tally(folded)
		if t == nil {
			return
		}
		t.n += boost
		t.lead = t.lead || title || n <= leadWords
		first, _ := utf8.DecodeRuneInString(text[from:to])
		switch {
		case !unicode.IsUpper(first):
			t.small++
		case !start && !title:
			t.capital++
		}
	})
	r.doc.words += min(n, limit)
}

// date notes the month that an undated article's lead names with a year.
func (r *reader) date(folded []byte) {
	if r.doc.day != noDay || r.doc.about != noDay {
		return
	}
	if day, ok := monthDay(r.month, folded); ok {
		r.doc.about = day
	}
	r.month = monthAfter(r.month, folded)
}

// tally is the count of a word, nil for the commonest words, which have none.
// It also notes the phrase that the word ends.
func (r *reader) tally(folded []byte) *tally {
	id, d := r.words.id(folded), r.doc
	base := r.words.base
	if base[id] <= 0 {
		r.before = -1
		return nil
	}
	if r.before >= 0 && len(d.phrases) < maxPhrases {
		d.phrases = append(d.phrases, term{uint32(r.before)*2654435761 ^ id, min(base[r.before], base[id])})
	}
	r.before = int(id)
	k, ok := r.at[id]
	if !ok {
		k = len(d.tallies)
		r.at[id] = k
		d.tallies = append(d.tallies, tally{id: id, isNumber: folded[0] >= '0' && folded[0] <= '9'})
	}
	return &d.tallies[k]
}

// bodyOf is the text of an article without its title and captions.
func bodyOf(a *model.Article) string {
	from := 0
	for _, b := range a.Blocks {
		if b.Kind != model.BlockTitle || b.End > len(a.Text) {
			break
		}
		from = b.End
	}
	return a.Text[from:]
}

// fill makes the vectors out of the counts, with the rarities as they stand.
func (d *doc) fill(v *vocabulary) {
	d.all, d.lead, d.names, d.numbers, d.top, d.rare = nil, nil, nil, nil, nil, nil
	d.salient = nil
	for _, t := range d.tallies {
		w := term{t.id, float32(1+math.Log(float64(t.n))) * v.rarity[t.id]}
		d.all = append(d.all, w)
		if t.lead {
			d.lead = append(d.lead, w)
		}
		if v.rarity[t.id] >= rareFrom {
			d.rare = append(d.rare, t.id)
		}
		if t.isNumber {
			d.numbers = append(d.numbers, w)
		} else if t.capital > t.small {
			d.names = append(d.names, w)
			d.salient = append(d.salient, term{t.id, t.n})
		}
	}
	d.all = d.all.heaviest(vectorSize).normal()
	d.lead = d.lead.heaviest(leadWords).normal()
	names := d.names.heaviest(vectorSize / 4)
	for _, t := range names.heaviest(topNames) {
		d.top = append(d.top, t.id)
	}
	d.names = names.normal()
	d.numbers = d.numbers.heaviest(vectorSize / 4).normal()
	d.salient = d.salient.heaviest(topNames).normal()
	slices.Sort(d.rare)
	d.rare = d.rare[:min(len(d.rare), vectorSize)]
}

// heaviest is the n heaviest terms, the heaviest first.
func (v vector) heaviest(n int) vector {
	slices.SortFunc(v, func(x, y term) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.id, y.id))
	})
	return v[:min(n, len(v))]
}

// normal is the vector of length 1, in order of id.
func (v vector) normal() vector {
	sum := 0.0
	for _, t := range v {
		sum += float64(t.weight) * float64(t.weight)
	}
	out := slices.Clone(v)
	if sum > 0 {
		for i := range out {
			out[i].weight = float32(float64(out[i].weight) / math.Sqrt(sum))
		}
	}
	slices.SortFunc(out, func(x, y term) int { return cmp.Compare(x.id, y.id) })
	return out
}

// dot is the cosine of two vectors of length 1.
func (v vector) dot(w vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(v) && j < len(w); {
		switch {
		case v[i].id < w[j].id:
			i++
		case v[i].id > w[j].id:
			j++
		default:
			sum += float64(v[i].weight) * float64(w[j].weight)
			i, j = i+1, j+1
		}
	}
	return sum
}

// has says whether the vector holds a term.
func (v vector) has(id uint32) bool {
	_, ok := slices.BinarySearchFunc(v, id, func(t term, id uint32) int { return cmp.Compare(t.id, id) })
	return ok
}

// monthWords is how far into a text a month with its year dates an article that
// has no date of its own.
const monthWords = 80

// months are the English names of the months.
var months = sync.OnceValue(func() map[string]time.Month {
	out := make(map[string]time.Month)
	for m := time.January; m <= time.December; m++ {
		out[strings.ToLower(m.String())] = m
	}
	return out
})

// monthAfter is the month that is being spoken of after one more word: a day
// of the month may stand between it and the year.
func monthAfter(month time.Month, folded []byte) time.Month {
	if m, ok := months()[string(folded)]; ok {
		return m
	}
	if len(folded) <= 2 && folded[0] >= '0' && folded[0] <= '9' {
		return month
	}
	return 0
}

// monthDay is the middle of the month, where the word is a year that follows
// one, in days since 1970.
func monthDay(month time.Month, folded []byte) (int32, bool) {
	if month == 0 || len(folded) != 4 {
		return 0, false
	}
	year, err := strconv.Atoi(string(folded))
	if err != nil || year < 1900 || year > 2200 {
		return 0, false
	}
	return int32(time.Date(year, month, 15, 0, 0, 0, 0, time.UTC).Unix() / 86400), true
}

// endsSentence says whether what stands between two words ends a sentence or a
// line, so that a capital after it means nothing.
func endsSentence(gap string) bool { return strings.ContainsAny(gap, ".!?\n:“\"") }

// hash is FNV-1a.
func hash(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// dayOf is the day of publication in days since 1970, noDay where unknown.
func dayOf(p *model.Published) int32 {
	t, err := time.Parse("2006-01-02", p.Day())
	if err != nil {
		return noDay
	}
	return int32(t.Unix() / 86400)
}
