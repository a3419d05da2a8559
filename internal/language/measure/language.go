package measure

import (
	_ "embed"
	"strings"

	"synoptic/internal/language/corpus"
)

//go:embed sentences.txt
var sentenceList string

// A Sample is a text and the tag of its language.
type Sample struct{ Text, Tag string }

// Sentences are sentences in many languages, written for this project.
func Sentences() []Sample {
	var out []Sample
	for line := range strings.Lines(sentenceList) {
		if tag, text, ok := strings.Cut(line, "|"); ok && line[0] != '#' {
			out = append(out, Sample{strings.TrimSpace(text), strings.TrimSpace(tag)})
		}
	}
	return out
}

// SentencesOf are the sentences of documents in one language, as in print.
func SentencesOf(docs []*corpus.Document, tag string) []Sample {
	var out []Sample
	for _, d := range docs {
		d = corpus.Rejoin(d)
		for _, s := range d.Sentences {
			text := d.Text[d.Tokens[s.First].Start:d.Tokens[s.Last-1].End]
			out = append(out, Sample{text, tag})
		}
	}
	return out
}

// Languages counts the samples whose first letters, so many characters of
// them, are told to be of the right language. Shorter samples are left out;
// where all are asked for, length is 0.
func Languages(samples []Sample, length int, language func(string) string) (r Ratio, wrong []Sample) {
	for _, s := range samples {
		text, ok := cut(s.Text, length)
		if !ok {
			continue
		}
		r.All++
		if got := language(text); got == s.Tag {
			r.Right++
		} else {
			wrong = append(wrong, Sample{text, got})
		}
	}
	return r, wrong
}

// cut is the first length characters of text, and whether it has so many.
func cut(text string, length int) (string, bool) {
	if length == 0 {
		return text, true
	}
	n := 0
	for i := range text {
		if n == length {
			return text[:i], true
		}
		n++
	}
	return text, n == length
}
