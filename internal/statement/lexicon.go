package statement

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed cues.txt
var cuesText string

//go:embed nouns.txt
var nounsText string

//go:embed words.txt
var wordsText string

// A frame is what may stand with a cue verb; see cues.txt.
type frame uint16

const (
	takesQuotation frame = 1 << iota
	takesThat
	takesBare
	takesWh
	takesAddressee
	takesObject
	takesInfinitive
	takesName
	takesGerund
)

// A verb is one entry of cues.txt.
type verb struct {
	lemma string
	class string
	frame frame
	preps []string // content begins after one of these
}

// A form is what an inflected word can be.
type form uint8

const (
	formBase form = 1 << iota
	formThird
	formPast
	formParticiple
	formGerund
)

type verbForm struct {
	*verb
	form form
}

// A noun is one entry of nouns.txt.
type noun struct {
	class  string
	clause bool // takes a that-clause as a nominal cue
	plural bool
}

type lexicon struct {
	verbs map[string]verbForm
	nouns map[string]noun
	sets  map[string]map[string]bool
}

// words is the parsed lexicon.
var words = sync.OnceValue(func() *lexicon {
	return &lexicon{verbs: parseVerbs(cuesText), nouns: parseNouns(nounsText), sets: parseSets(wordsText)}
})

func (l *lexicon) in(set, word string) bool { return l.sets[set][word] }

// entries are the lines of a word list without comments and blank lines, cut
// into fields.
func entries(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		if f := strings.Fields(line); len(f) > 0 && f[0] != "#" && !strings.HasPrefix(f[0], "#") {
			out = append(out, f)
		}
	}
	return out
}

var frameLetters = map[rune]frame{'q': takesQuotation, 't': takesThat, 'b': takesBare, 'w': takesWh, 'a': takesAddressee,
	'o': takesObject, 'i': takesInfinitive, 's': takesName, 'g': takesGerund}

func parseVerbs(text string) map[string]verbForm {
	out := map[string]verbForm{}
	for _, f := range entries(text) {
		if len(f) < 3 {
			continue
		}
		letters, preps, _ := strings.Cut(f[2], "+")
		v := &verb{lemma: f[0], class: f[1]}
		for _, r := range letters {
			v.frame |= frameLetters[r]
		}
		if preps != "" {
			v.preps = strings.Split(preps, "+")
		}
		for word, fm := range inflect(f[0], f[3:]) {
			out[word] = verbForm{v, out[word].form | fm}
		}
	}
	return out
}

// inflect is the forms of an English verb. How is nothing for a regular verb,
// "2" for one that doubles its last consonant, or its past and participle.
func inflect(lemma string, how []string) map[string]form {
	stem, last := lemma, lemma[len(lemma)-1]
	double := len(how) > 0 && how[0] == "2"
	if double {
		stem += string(last)
	}
	out := map[string]form{}
	put := func(w string, f form) { out[w] |= f }
	put(lemma, formBase)
	switch {
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "ch"), last == 'o':
		put(lemma+"es", formThird)
	case endsConsonantY(lemma):
		put(lemma[:len(lemma)-1]+"ies", formThird)
	default:
		put(lemma+"s", formThird)
	}
	switch {
	case last == 'e' && !strings.HasSuffix(lemma, "ee"):
		put(stem[:len(stem)-1]+"ing", formGerund)
	default:
		put(stem+"ing", formGerund)
	}
	switch {
	case len(how) > 0 && !double:
		put(how[0], formPast)
		put(how[len(how)-1], formParticiple)
	case last == 'e':
		put(stem+"d", formPast|formParticiple)
	case endsConsonantY(lemma):
		put(lemma[:len(lemma)-1]+"ied", formPast|formParticiple)
	default:
		put(stem+"ed", formPast|formParticiple)
	}
	return out
}

func endsConsonantY(w string) bool {
	n := len(w)
	return n > 1 && w[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(w[n-2]))
}

func parseNouns(text string) map[string]noun {
	out := map[string]noun{}
	for _, f := range entries(text) {
		if len(f) < 3 {
			continue
		}
		n := noun{class: f[1], clause: f[2] == "t"}
		out[f[0]] = n
		n.plural = true
		if endsConsonantY(f[0]) {
			out[f[0][:len(f[0])-1]+"ies"] = n
		} else {
			out[f[0]+"s"] = n
		}
	}
	return out
}

func parseSets(text string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	name := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			name = line[1 : len(line)-1]
			out[name] = map[string]bool{}
		case name != "":
			for _, w := range strings.Fields(line) {
				out[name][w] = true
			}
		}
	}
	return out
}
