package measure

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"synoptic/internal/model"
)

// A Gold is one attribution as annotated. Offsets are bytes of its article.
type Gold struct {
	Article string
	Kind    model.StatementKind // "" where the set does not say
	Speaker []string            // names that count as right; empty where not labelled
	Type    string              // person, group, organisation, document, unnamed; "" where the set does not say
	Source  *model.Span
	Cue     *model.Span
	Content []model.Span
	Text    string
}

// Article makes an article of a text whose lines are its paragraphs and whose
// first line is its title; offsets stay as they are.
func Article(id, text string) *model.Article {
	a := &model.Article{ID: id, Text: text, Language: "en"}
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		line := text[at:end]
		start := at + len(line) - len(strings.TrimLeft(line, " \t\r\u00a0"))
		stop := start + len(strings.TrimSpace(line))
		if stop > start {
			kind := model.BlockParagraph
			if len(a.Blocks) == 0 {
				kind, a.Title = model.BlockTitle, text[start:stop]
			}
			a.Blocks = append(a.Blocks, model.Block{Kind: kind, Start: start, End: min(stop, end)})
		}
		at = end + 1
	}
	return a
}

type line struct {
	Type        string   `json:"type"`
	Article     string   `json:"article"`
	Kind        string   `json:"kind"`
	Speaker     string   `json:"speaker"`
	Full        string   `json:"speaker_full"`
	SpeakerType string   `json:"speaker_type"`
	Start       *int     `json:"source_start"`
	End         *int     `json:"source_end"`
	Cue         []int    `json:"cue_span"`
	Contents    [][]int  `json:"content_spans"`
	Content     [][]int  `json:"content"`
	SpeakerSpan []int    `json:"speaker_span"`
	Text        string   `json:"text"`
	Members     []string `json:"members"`
}

// ReadGold reads labels of speakers or of utterances; of the latter, the
// statements alone.
func ReadGold(data []byte) ([]Gold, error) {
	var out []Gold
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(nil, 16<<20)
	for n := 1; s.Scan(); n++ {
		var l line
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("read line %d: %w", n, err)
		}
		if l.Type != "" && l.Type != "statement" {
			continue
		}
		g := Gold{Article: l.Article, Kind: model.StatementKind(l.Kind), Type: l.SpeakerType, Text: l.Text, Cue: pair(l.Cue), Source: pair(l.SpeakerSpan)}
		if l.Start != nil && l.End != nil {
			g.Source = &model.Span{Start: *l.Start, End: *l.End}
		}
		for _, c := range append(l.Contents, l.Content...) {
			if p := pair(c); p != nil {
				g.Content = append(g.Content, *p)
			}
		}
		for _, name := range append(strings.Split(l.Speaker, ";"), l.Full) {
			if name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), "unnamed:")); name != "" {
				g.Speaker = append(g.Speaker, name)
			}
		}
		out = append(out, g)
	}
	return out, s.Err()
}

func pair(p []int) *model.Span {
	if len(p) != 2 {
		return nil
	}
	return &model.Span{Start: p[0], End: p[1]}
}

// ReadStandoff reads PolNeAR's annotation (brat standoff, in characters) of
// one article's text.
func ReadStandoff(article, text string, data []byte) []Gold {
	bytesAt := make([]int, 0, len(text)+1)
	for i := range text {
		bytesAt = append(bytesAt, i)
	}
	bytesAt = append(bytesAt, len(text))
	spans := map[string][]model.Span{}
	var out []Gold
	for l := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(l, "\r\n"), "\t")
		switch {
		case len(f) < 2 || f[0] == "":
		case f[0][0] == 'T':
			_, offsets, _ := strings.Cut(f[1], " ")
			for _, o := range strings.Split(offsets, ";") {
				a, b, _ := strings.Cut(o, " ")
				x, _ := strconv.Atoi(a)
				y, _ := strconv.Atoi(b)
				if x >= 0 && x < y && y < len(bytesAt) {
					spans[f[0]] = append(spans[f[0]], model.Span{Start: bytesAt[x], End: bytesAt[y]})
				}
			}
		case f[0][0] == 'E':
			if g := attribution(article, f[1], spans); len(g.Content) > 0 {
				out = append(out, g)
			}
		}
	}
	return out
}

// attribution puts together the parts that an E line names.
func attribution(article, parts string, spans map[string][]model.Span) Gold {
	g := Gold{Article: article}
	for _, p := range strings.Fields(parts) {
		role, id, _ := strings.Cut(p, ":")
		s := spans[id]
		if len(s) == 0 {
			continue
		}
		switch strings.TrimRight(role, "0123456789") {
		case "Source":
			g.Source = &s[0]
		case "Cue":
			g.Cue = &s[0]
		case "Content":
			g.Content = append(g.Content, s...)
		}
	}
	return g
}

// An Example is an article with its annotated attributions.
type Example struct {
	Article *model.Article
	Gold    []Gold
}

// PolNeAR reads the articles of a folder with text/ and attributions/ in it,
// in order of name; of several annotations of one article it takes the first.
func PolNeAR(dir fs.FS) ([]Example, error) {
	files, err := fs.Glob(dir, "attributions/*.ann")
	if err != nil {
		return nil, fmt.Errorf("list attributions: %w", err)
	}
	var out []Example
	last := ""
	for _, file := range files {
		base := strings.TrimSuffix(path.Base(file), ".ann")
		i := strings.LastIndexByte(base, '_')
		if i < 0 || base[:i] == last {
			continue
		}
		last = base[:i]
		text, err := fs.ReadFile(dir, "text/"+last+".txt")
		if err != nil || !utf8.Valid(text) {
			continue
		}
		ann, err := fs.ReadFile(dir, file)
		if err != nil {
			return nil, fmt.Errorf("read annotation: %w", err)
		}
		out = append(out, Example{Article(last, string(text)), ReadStandoff(last, string(text), ann)})
	}
	return out, nil
}

// Labelled joins labels to the texts they are of; text returns the text of
// an article, or false.
func Labelled(gold []Gold, text func(article string) (string, bool)) []Example {
	var out []Example
	at := map[string]int{}
	for _, g := range gold {
		i, ok := at[g.Article]
		if !ok {
			t, found := text(g.Article)
			i = -1
			if found {
				i = len(out)
				out = append(out, Example{Article: Article(g.Article, t)})
			}
			at[g.Article] = i
		}
		if i >= 0 {
			out[i].Gold = append(out[i].Gold, g)
		}
	}
	return out
}
