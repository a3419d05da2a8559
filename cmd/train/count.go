package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/internal/compare"
	"synoptic/internal/language/corpus"
	"synoptic/internal/language/measure"
	"synoptic/internal/language/word"
	pages "synoptic/internal/read/measure"
)

const frequencyHead = `# Stems by rarity in English news: twice the natural logarithm of articles per
# article that uses the stem, rounded. Counted by WriteFrequencies over %s
# news articles of PolNeAR (training part), giveme5w and AllSides; stems of
# fewer than %d articles are left out. Made by: go run ./cmd/train frequency --data DIR
`

// leastArticles is how many articles use a stem of the table of frequencies.
const leastArticles = 12

// trainFrequency counts the stems of news articles for package compare.
func trainFrequency(o options) ([]byte, error) {
	texts, err := polnearTexts(o.Data)
	if err != nil {
		return nil, err
	}
	for _, set := range []string{"giveme5w/articles.jsonl", "allsides/dated_2021.jsonl"} {
		articles, err := storyTexts(o.Data, set)
		if err != nil {
			return nil, err
		}
		for _, a := range articles {
			texts = append(texts, a.Body)
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, frequencyHead, thousands(len(texts)), leastArticles)
	err = compare.WriteFrequencies(&b, texts, leastArticles)
	return b.Bytes(), err
}

// thousands is n with a comma between its thousands.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// polnearTexts are the texts of PolNeAR's training part.
func polnearTexts(data string) ([]string, error) {
	return filesTexts(filepath.Join(data, "quotes", "polnear", "train", "text", "*.txt"))
}

// filesTexts are the files of a pattern, in the order of their names.
func filesTexts(pattern string) ([]string, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		out = append(out, string(raw))
	}
	return out, nil
}

// A storyText is an article of the sets under stories/.
type storyText struct{ Story, Title, Body string }

func storyTexts(data, file string) ([]storyText, error) {
	raw, err := os.ReadFile(filepath.Join(data, "stories", filepath.FromSlash(file)))
	if err != nil {
		return nil, err
	}
	var out []storyText
	for line := range strings.Lines(string(raw)) {
		var a storyText
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, a)
	}
	return out, nil
}

const wordHead = `# Words of ordinary English and in how many of %d documents they stand at
# least once; the line "=" has the number of documents.
# Counted for this project over public sets of news, reference and web texts (PolNeAR, CoNLL-2003,
# UD English EWT and GUM, worldwide newswire, TempEval, article-extraction-benchmark, Giveme5W1H, and one
# article of each story of giveme5w, ECB+ and AllSides; texts of 45 words or more); words of fewer than %d documents are left out.
# Made by: go run ./cmd/train word --data DIR
`

// leastDocuments is how many documents a word of the table stands in.
const leastDocuments = 4

// trainWord counts in how many documents words stand for package word.
func trainWord(o options) ([]byte, error) {
	texts, err := plainTexts(o)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, wordHead, len(texts), leastDocuments)
	b.WriteString(word.Count(texts, leastDocuments))
	return b.Bytes(), nil
}

// plainTexts are the documents that words are counted in.
func plainTexts(o options) ([]string, error) {
	texts, err := polnearTexts(o.Data)
	if err != nil {
		return nil, err
	}
	docs, err := treebanks(o.Data, "train")
	if err != nil {
		return nil, err
	}
	conll, err := markedFile(filepath.Join(o.Data, "language", "conll2003", "train.conllu"), corpus.Numbered)
	if err != nil {
		return nil, err
	}
	for _, d := range append(docs, conll...) {
		texts = append(texts, d.Text)
	}
	for _, more := range []func(string) ([]string, error){worldwideTexts, timedTexts, pageTexts, oneOfEachStory, answeredTexts} {
		found, err := more(o.Data)
		if err != nil {
			return nil, err
		}
		texts = append(texts, found...)
	}
	return slices.DeleteFunc(texts, func(t string) bool { return !longEnough(t) }), nil
}

// leastWords is how many words a text has at least to be counted: in less, as
// tables of results and lines of mail, ordinary words are rarer.
const leastWords = 45

func longEnough(text string) bool {
	n := 0
	word.Scan(text, func(_, _ int, _ []byte) { n++ })
	return n >= leastWords
}

// answeredTexts are the articles of Giveme5W1H's own gold standard.
func answeredTexts(data string) ([]string, error) {
	raw, err := filesTexts(filepath.Join(data, "accounts", "giveme5w1h", "gold_standard", "*.json"))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, r := range raw {
		var a struct{ Title, Description, Text string }
		if err := json.Unmarshal([]byte(r), &a); err != nil {
			return nil, fmt.Errorf("giveme5w1h: %w", err)
		}
		out = append(out, strings.Join([]string{a.Title, a.Description, a.Text}, "\n"))
	}
	return out, nil
}

// worldwideTexts are the raw texts of Worldwide Newswire, of which only the
// numbers of documents are kept.
func worldwideTexts(data string) ([]string, error) {
	return filesTexts(filepath.Join(data, "language", "worldwide_newswire", "original_articles", "*.txt"))
}

// timedTexts are the texts of TimeBank and AQUAINT.
func timedTexts(data string) ([]string, error) {
	raw, err := filesTexts(filepath.Join(data, "time", "tbaq", "*", "*.tml"))
	if err != nil {
		return nil, err
	}
	var out []string
	for i, r := range raw {
		doc, err := measure.TimeML(fmt.Sprintf("tbaq %d", i+1), []byte(r))
		if err != nil {
			return nil, err
		}
		out = append(out, doc.Article.Text)
	}
	return out, nil
}

// pageTexts are the gold texts of the article extraction benchmark.
func pageTexts(data string) ([]string, error) {
	pages, err := pages.Pages(filepath.Join(data, "pages", "article-extraction-benchmark"))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, p := range pages {
		out = append(out, p.Gold)
	}
	return out, nil
}

// oneOfEachStory is the first article of each story of the sets of stories.
func oneOfEachStory(data string) ([]string, error) {
	var out []string
	for _, set := range []string{"giveme5w/articles.jsonl", "ecbplus/articles.jsonl", "allsides/dated_2021.jsonl"} {
		articles, err := storyTexts(data, set)
		if err != nil {
			return nil, err
		}
		seen := map[string]bool{}
		for _, a := range articles {
			if !seen[a.Story] {
				seen[a.Story] = true
				out = append(out, a.Title+"\n\n"+a.Body)
			}
		}
	}
	return out, nil
}
