package lineage

import (
	"strings"
	"sync"

	"synoptic/internal/model"
)

var furnitureWords = sync.OnceValue(func() []string { return entries(furnitureText) })

// furnitureIn lists the sentences of an article that are page furniture,
// copyright or closing lines.
func furnitureIn(a *model.Article) []model.Span {
	var out []model.Span
	for _, p := range paragraphs(a) {
		if p.End > len(a.Text) {
			continue
		}
		lower := strings.ToLower(a.Text[p.Start:p.End])
		if len(lower) != p.Len() || !anyOf(lower, furnitureWords()) {
			continue
		}
		for _, s := range roughSentences(a.Text, p) {
			if anyOf(strings.ToLower(s.In(a.Text)), furnitureWords()) || strings.HasPrefix(strings.ToLower(s.In(a.Text)), "copyright") {
				out = append(out, s)
			}
		}
	}
	return out
}

func anyOf(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// roughSentences cuts a paragraph after full stops that a space and a capital
// follow. It serves short closing lines, not running text.
func roughSentences(text string, p model.Span) []model.Span {
	var out []model.Span
	start := p.Start
	for i := p.Start; i+2 < p.End; i++ {
		if (text[i] == '.' || text[i] == '!' || text[i] == '?') && text[i+1] == ' ' && startsUpper(text[i+2:p.End]) {
			out = append(out, model.Span{Start: start, End: i + 1})
			start = i + 2
		}
	}
	return append(out, model.Span{Start: start, End: p.End})
}
