package meta

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed data/languages.txt
var languageList string

type wordLanguages struct {
	codes []string
	words map[string][]int // indices into codes
}

var stopWords = sync.OnceValue(func() wordLanguages {
	w := wordLanguages{words: map[string][]int{}}
	fields(languageList, func(f []string) {
		i := len(w.codes)
		w.codes = append(w.codes, f[0])
		for _, word := range f[1:] {
			w.words[word] = append(w.words[word], i)
		}
	})
	return w
})

// scripts are those that one language of the news has to itself.
var scripts = []struct {
	table *unicode.RangeTable
	code  string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"}, {unicode.Han, "zh"},
	{unicode.Thai, "th"}, {unicode.Georgian, "ka"}, {unicode.Armenian, "hy"}, {unicode.Bengali, "bn"},
	{unicode.Tamil, "ta"}, {unicode.Hebrew, "he"}, {unicode.Greek, "el"},
}

// languageSample is how many bytes of a text its language is told from.
const languageSample = 16 << 10

// Language is the BCP 47 primary tag of text's language by its most frequent
// function words, "und" where they do not tell.
func Language(text string) string {
	head := text[:min(len(text), languageSample)]
	table := stopWords()
	hits := make([]float64, len(table.codes))
	total := 0
	for word := range strings.FieldsFuncSeq(head, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		total++
		for _, i := range table.words[strings.ToLower(word)] {
			hits[i]++
		}
	}
	best, second := -1, -1
	for i, h := range hits {
		switch {
		case best < 0 || h > hits[best]:
			best, second = i, best
		case second < 0 || h > hits[second]:
			second = i
		}
	}
	if code := scriptLanguage(head); code != "" {
		return code
	}
	if total == 0 || hits[best] < 2 && total > 12 || hits[best]*12 < float64(total) || hits[best] <= hits[second] {
		return "und"
	}
	return table.codes[best]
}

// scriptLanguage is the language that alone uses the script most letters of
// text are of, or "".
func scriptLanguage(text string) string {
	counts := make([]int, len(scripts))
	letters := 0
	for _, r := range text {
		if r < 0x370 || !unicode.IsLetter(r) {
			if unicode.IsLetter(r) {
				letters++
			}
			continue
		}
		letters++
		for i, s := range scripts {
			if unicode.Is(s.table, r) {
				counts[i]++
				break
			}
		}
	}
	if (counts[0]+counts[1])*10 > letters {
		return "ja"
	}
	if strings.ContainsAny(text, "іїєґ") && !strings.ContainsAny(text, "ыэ") {
		return "uk"
	}
	if strings.Count(text, "ы")+strings.Count(text, "э") > 0 && !strings.ContainsAny(text, "іїўҳқәөү") {
		return "ru"
	}
	for i, s := range scripts {
		if counts[i]*2 > letters {
			return s.code
		}
	}
	return ""
}

// FunctionWord says whether word is among the most frequent words of English.
func FunctionWord(word string) bool {
	for _, i := range stopWords().words[strings.ToLower(word)] {
		if i == 0 {
			return true
		}
	}
	return false
}
