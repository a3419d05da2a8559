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
	featureDays
	featureFar
	featureUndated
	featureShort
	featureShortAll
	featureCount
)

// FeatureNames are the names of the features, as weights.txt has them.
var FeatureNames = [featureCount]string{"one", "all", "lead", "names", "root", "top", "numbers", "clash", "days", "far", "undated", "short", "short-all"}

// A Model is the weights of the features, and the score from which on articles
// belong together.
type Model struct {
	Weights [featureCount]float64
	Join    float64 // mean score that joins two groups of articles
	Related float64 // mean score of stories shown as related
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
		featureShort:    short,
		featureShortAll: short * all,
	}
	if len(a.numbers) > 0 && len(b.numbers) > 0 && f[featureNumbers] == 0 {
		f[featureClash] = 1
	}
	if a.day == noDay || b.day == noDay {
		f[featureUndated] = 1
		return
	}
	days := math.Abs(float64(a.day) - float64(b.day))
	f[featureDays] = math.Log1p(min(days, 7)) / math.Log1p(7)
	f[featureFar] = math.Log1p(max(days-7, 0)) / 5
}

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
