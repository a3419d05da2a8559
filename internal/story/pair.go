package story

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightsText string

// Features are what the model looks at in two articles, each about 0 to 1.
const (
	featureOne = iota
	featureAll
	featureLead
	featureNames
	featureRoot
	featureTop
	featureNumbers
	featureClash
	featureRare
	featureCover
	featureCoverMore
	featureSalient
	featurePhrases
	featureSameDay
	featureNearDay
	featureWeek
	featureShortAll
	featureElsewhen
	featureCount
)

// FeatureNames are the names of the features, as weights.txt has them.
var FeatureNames = [featureCount]string{"one", "all", "lead", "names", "root", "top", "numbers", "clash", "rare", "cover", "cover-more", "salient", "phrases", "same-day", "near-day", "week", "short-all", "elsewhen"}

// A Model is the weights of the features, and the score from which on articles
// belong together.
type Model struct {
	Weights [featureCount]float64
	// Join is the mean score from which on two groups of articles join;
	// Contrast how much more groups need that hold together well themselves.
	Join, Contrast float64
	Related        float64 // mean score of stories shown as related
}

// trained is the model that is embedded.
var trained = sync.OnceValue(func() Model { return ParseModel(weightsText) })

// ParseModel reads weights: a name and a number a line, "#" comments.
func ParseModel(text string) Model {
	var m Model
	for line := range strings.Lines(text) {
		name, number, _ := strings.Cut(strings.TrimSpace(line), " ")
		x, err := strconv.ParseFloat(number, 64)
		if err != nil {
			continue
		}
		for i, n := range FeatureNames {
			if n == name {
				m.Weights[i] = x
			}
		}
		switch name {
		case "join":
			m.Join = x
		case "contrast":
			m.Contrast = x
		case "related":
			m.Related = x
		}
	}
	return m
}

// features fills f with what two articles have in common.
func features(a, b *doc, f *[featureCount]float64) {
	all := a.all.dot(b.all)
	short := 1 / math.Sqrt(1+float64(min(a.words, b.words))/25)
	*f = [featureCount]float64{
		featureOne:      1,
		featureAll:      all,
		featureLead:     a.lead.dot(b.lead),
		featureNames:    a.names.dot(b.names),
		featureRoot:     math.Sqrt(all),
		featureTop:      topShared(a, b),
		featureNumbers:  a.numbers.dot(b.numbers),
		featureRare:     rareShared(a, b),
		featureShortAll: short * all,
	}
	x, y := a.lead.within(b.all), b.lead.within(a.all)
	f[featureCover], f[featureCoverMore] = min(x, y), max(x, y)
	f[featureSalient] = min(a.salient.within(b.all), b.salient.within(a.all))
	f[featurePhrases] = phrasesShared(a, b)
	if len(a.numbers) > 0 && len(b.numbers) > 0 && f[featureNumbers] == 0 {
		f[featureClash] = 1
	}
	if a.day == noDay || b.day == noDay {
		if elsewhen(a, b) {
			f[featureElsewhen] = 1
		}
		return
	}
	switch days := math.Abs(float64(a.day) - float64(b.day)); {
	case days == 0:
		f[featureSameDay] = 1
	case days <= 2:
		f[featureNearDay] = 1
	case days <= 7:
		f[featureWeek] = 1
	}
}

// elsewhen says whether an article without a date speaks, in its lead, of a
// month far from the time of the other.
func elsewhen(a, b *doc) bool {
	x, y := a.day, b.day
	if x == noDay {
		x = a.about
	}
	if y == noDay {
		y = b.about
	}
	return x != noDay && y != noDay && math.Abs(float64(x)-float64(y)) > elsewhenDays
}

// elsewhenDays is how far: more than the month before last.
const elsewhenDays = 75

// topShared is the part of the weightiest names of each article that the other
// holds too, the smaller of both parts.
func topShared(a, b *doc) float64 {
	part := func(a, b *doc) float64 {
		n := 0
		for _, id := range a.top {
			if b.all.has(id) {
				n++
			}
		}
		return float64(n) / float64(max(len(a.top), 1))
	}
	return min(part(a, b), part(b, a))
}

// within is the part of v's weight whose terms w holds too, 1 where v is empty.
func (v vector) within(w vector) float64 {
	sum, held := 0.0, 0.0
	for i, j := 0, 0; i < len(v); i++ {
		sum += float64(v[i].weight)
		for j < len(w) && w[j].id < v[i].id {
			j++
		}
		if j < len(w) && w[j].id == v[i].id {
			held += float64(v[i].weight)
		}
	}
	if sum == 0 {
		return 1
	}
	return held / sum
}

// phrasesShared says how many pairs of neighbouring words, each weighed by its
// commoner word, two articles share, from 0 towards 1.
func phrasesShared(a, b *doc) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a.phrases) && j < len(b.phrases); {
		switch {
		case a.phrases[i].id < b.phrases[j].id:
			i++
		case a.phrases[i].id > b.phrases[j].id:
			j++
		default:
			sum += float64(a.phrases[i].weight)
			i, j = i+1, j+1
		}
	}
	return 1 - math.Exp(-sum/20)
}

// rareShared says how many rare words two articles share, from 0 for none
// towards 1 for many.
func rareShared(a, b *doc) float64 {
	n := 0
	for i, j := 0, 0; i < len(a.rare) && j < len(b.rare); {
		switch {
		case a.rare[i] < b.rare[j]:
			i++
		case a.rare[i] > b.rare[j]:
			j++
		default:
			n++
			i, j = i+1, j+1
		}
	}
	return 1 - math.Exp(-float64(n)/4)
}

// score is the log odds that two articles tell one story.
func (m *Model) score(a, b *doc) float64 {
	var f [featureCount]float64
	features(a, b, &f)
	sum := 0.0
	for i, w := range m.Weights {
		sum += w * f[i]
	}
	return min(max(sum, -scoreBound), scoreBound)
}

// scoreBound keeps one very alike or very unlike pair from deciding for all.
const scoreBound = 6
