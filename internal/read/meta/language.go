package meta

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/languages.txt
var languageList string

type wordLanguages struct {
	codes []string
	words map[string][]int // indices into codes
	// lengths has, for each first letter of ASCII, a bit for each length that a
	// word of it has: most words of a text need not be looked up.
	lengths [0x80]uint64
}

var stopWords = sync.OnceValue(func() *wordLanguages {
	w := &wordLanguages{words: map[string][]int{}}
	fields(languageList, func(f []string) {
		i := len(w.codes)
		w.codes = append(w.codes, f[0])
		for _, word := range f[1:] {
			w.add(word, i)
		}
	})
	return w
})

// english are the words of the first language alone.
var english = sync.OnceValue(func() *wordLanguages {
	w := &wordLanguages{words: map[string][]int{}}
	for word, codes := range stopWords().words {
		if codes[0] == 0 {
			w.add(word, 0)
		}
	}
	return w
})

func (w *wordLanguages) add(word string, language int) {
	w.words[word] = append(w.words[word], language)
	if word[0] < 0x80 {
		w.lengths[word[0]] |= 1 << min(len(word), 63)
	}
}

// of is the languages that have word among their most frequent ones.
func (w *wordLanguages) of(word string) []int {
	if c := word[0] | 0x20; c >= 'a' && c <= 'z' && w.lengths[c]>>min(len(word), 63)&1 == 0 && isASCII(word) {
		return nil
	}
	return w.words[strings.ToLower(word)]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

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
	for word := range letterRuns(head) {
		total++
		for _, i := range table.of(word) {
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

// letterRuns yields the runs of letters and their marks in s.
func letterRuns(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i, size := 0, 1; i < len(s); i += size {
			c := s[i]
			in := c|0x20 >= 'a' && c|0x20 <= 'z'
			if size = 1; c >= utf8.RuneSelf {
				r, n := utf8.DecodeRuneInString(s[i:])
				size, in = n, unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
			}
			switch {
			case in && start < 0:
				start = i
			case !in && start >= 0:
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// onlyLatin says whether text has no letter of another script: no byte that
// begins one.
func onlyLatin(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 0xCD && c != 0xE2 {
			return false
		}
	}
	return true
}

// scriptLanguage is the language that alone uses the script most letters of
// text are of, or "".
func scriptLanguage(text string) string {
	if onlyLatin(text) {
		return ""
	}
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
	for _, i := range english().of(word) {
		if i == 0 {
			return true
		}
	}
	return false
}
