package lines

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

//go:embed data/boilerplate.txt
var boilerplateList string

var boilerplate = sync.OnceValue(func() []phrase {
	var out []phrase
	for line := range strings.Lines(boilerplateList) {
		if class, text, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && class[0] != '#' {
			out = append(out, phrase{text, Class(class)})
		}
	}
	return out
})

// maxBoilerplate is the length in bytes up to which a paragraph is furniture
// for one wording in it.
const maxBoilerplate = 400

// wording is the class of a line by a wording it holds.
func wording(line string) Class {
	if len(line) > maxBoilerplate || len(line) < 12 {
		return ""
	}
	low := strings.ToLower(strings.ReplaceAll(line, "’", "'"))
	for _, p := range boilerplate() {
		if strings.Contains(low, p.text) {
			return p.class
		}
	}
	return ""
}

var inlineLink = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(?i:read more|read also|also read|read next|see also|also see|see more|related stor(?:y|ies)|related articles?|related news|watch also|watch next|recommended|don['’]t miss|must read|you may also like|editor['’]s picks?)\s*[:|>»–-]+|(?:Read|READ|More|MORE|Related|RELATED|Watch|WATCH)\s*[:|>»]+)\s*\S`)
})

// link says whether a line is a link to another page set between paragraphs:
// "Read more: …", "[…]" or "… Read more".
func link(line string) bool {
	if len(line) > 220 {
		return false
	}
	line = strings.TrimSpace(line)
	if inlineLink().MatchString(line) {
		return !EndsSentence(line) || strings.HasSuffix(line, "?") || strings.HasSuffix(line, "…") || len(line) < 120
	}
	if strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") {
		return len(strings.Fields(strings.Trim(line, "[] "))) >= 5 && !EndsSentence(strings.TrimRight(line, "] ")) || strings.HasSuffix(strings.TrimRight(line, "] "), "?")
	}
	return strings.HasSuffix(line, " Read more") && len(strings.Fields(line)) <= 25
}

// rule says whether a line is a ruler: marks without a letter or digit.
func rule(line string) bool {
	return strings.IndexFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}
