package measure

import (
	"fmt"
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// A Pronoun is a pronoun of GAP (Webster et al. 2018) with two names, and
// whether each is what it stands for. Offsets are bytes.
type Pronoun struct {
	ID, Text string
	Pronoun  int // where it starts
	Names    [2]model.Span
	Same     [2]bool
}

// Pronouns reads a file of GAP: columns between tabs, without quoting, whose
// offsets count characters.
func Pronouns(data []byte) ([]Pronoun, error) {
	var out []Pronoun
	n := 0
	for line := range strings.Lines(string(data)) {
		if n++; n == 1 { // head
			continue
		}
		row := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(row) != 11 {
			return nil, fmt.Errorf("read pronouns line %d: %d columns", n, len(row))
		}
		p, err := pronoun(row)
		if err != nil {
			return nil, fmt.Errorf("read pronouns line %d: %w", n, err)
		}
		out = append(out, p)
	}
	return out, nil
}

func pronoun(row []string) (Pronoun, error) {
	p := Pronoun{ID: row[0], Text: row[1]}
	var err error
	if p.Pronoun, err = byteOffset(p.Text, row[3]); err != nil {
		return p, err
	}
	for i, at := range [...]int{4, 7} {
		start, err := byteOffset(p.Text, row[at+1])
		if err != nil {
			return p, err
		}
		p.Names[i] = model.Span{Start: start, End: start + len(row[at])}
		p.Same[i] = strings.EqualFold(row[at+2], "true")
	}
	return p, nil
}

// byteOffset is where the character of that number begins.
func byteOffset(text, number string) (int, error) {
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0, err
	}
	for at := range text {
		if n == 0 {
			return at, nil
		}
		n--
	}
	return 0, fmt.Errorf("no character %s", number)
}

// References counts the pairs of a pronoun and a name that are said to be one
// entity, from the text alone.
func References(gold []Pronoun, annotate Annotating) Found {
	var out Found
	for _, p := range gold {
		an := annotate(ArticleOf(p))
		entity := resolvedAt(an, p.Pronoun)
		for i, name := range p.Names {
			same := entity >= 0 && entity == named(an, name)
			switch {
			case same && p.Same[i]:
				out.Right++
				fallthrough
			case same:
				out.Found++
			}
			if p.Same[i] {
				out.Gold++
			}
		}
	}
	return out
}

// Misses counts by kind the pronouns whose name was not found to be what they
// stand for: the name was not found at all, the pronoun was left open, the
// other name was taken, or something else; and those of neither name for which
// one was taken.
func Misses(gold []Pronoun, annotate Annotating) map[string]int {
	out := map[string]int{}
	for _, p := range gold {
		an := annotate(ArticleOf(p))
		entity := resolvedAt(an, p.Pronoun)
		names := [2]int{named(an, p.Names[0]), named(an, p.Names[1])}
		want, other := names[0], names[1]
		if p.Same[1] {
			want, other = other, want
		}
		switch neither := !p.Same[0] && !p.Same[1]; {
		case neither && entity >= 0 && (entity == names[0] || entity == names[1]):
			out["a name where neither is right"]++
		case neither || want >= 0 && entity == want:
		case want < 0:
			out["name not found"]++
		case entity < 0:
			out["left open"]++
		case entity == other:
			out["the other name"]++
		default:
			out["somebody else"]++
		}
	}
	return out
}

// resolvedAt is the entity of the pronoun that starts at a byte, or -1.
func resolvedAt(an *model.Analysis, at int) int {
	entity := -1
	for _, m := range an.Mentions {
		if m.Start == at && m.Kind == model.MentionPronoun {
			entity = m.Entity
		}
	}
	return entity
}

// ArticleOf is the text of p as an article.
func ArticleOf(p Pronoun) *model.Article {
	return &model.Article{ID: p.ID, Language: "en", Text: p.Text, Blocks: []model.Block{{Kind: model.BlockParagraph, End: len(p.Text)}}}
}

// named is the entity of the last name that shares a character with s, or -1.
func named(an *model.Analysis, s model.Span) int {
	entity := -1
	for _, m := range an.Mentions {
		if m.Kind == model.MentionName && m.Overlaps(s) {
			entity = m.Entity
		}
	}
	return entity
}
