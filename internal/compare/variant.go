package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
)

// maxAligned bounds the different wordings of one utterance that are set
// under each other; further ones stand unaligned.
const maxAligned = 256

// variants sets the wordings of a group under each other.
func (c *context) variants(reports []report, g group) []model.Variant {
	texts := make([]variantText, len(g))
	var distinct [][]int32
	of := make([]int, len(g)) // index into distinct
	byWords := map[string]int{}
	for i, m := range g {
		texts[i] = c.variantText(reports, m)
		key := c.spelling(texts[i].words)
		k, ok := byWords[key]
		if !ok {
			k = len(distinct)
			byWords[key] = k
			distinct = append(distinct, texts[i].words)
		}
		of[i] = k
	}
	rows, sets := c.apparatus(distinct)
	statements := make([][]int, len(distinct)) // members that have a wording
	for i, k := range of {
		statements[k] = append(statements[k], i)
	}
	out := make([]model.Variant, len(g))
	for i, m := range g {
		out[i] = model.Variant{Statement: c.statements[m.report].ID, Words: []model.Run{}}
		for _, r := range rows[of[i]] {
			with := c.withNames(i, sets.sets[r.with], statements, g)
			for _, s := range texts[i].spansOf(r.first, r.last) {
				out[i].Words = append(out[i].Words, model.Run{
					Text: s.In(texts[i].text), Start: s.Start, End: s.End, Column: r.column, With: with})
			}
		}
	}
	return out
}

// apparatus aligns distinct wordings and cuts them into runs.
func (c *context) apparatus(distinct [][]int32) ([][]run, *withSets) {
	if len(distinct) > maxAligned {
		// Too many to set under each other: each stands as it is.
		sets := &withSets{byKey: map[string]int{}}
		rows := make([][]run, len(distinct))
		for i, w := range distinct {
			rows[i] = []run{{0, len(w), 0, sets.number([]int{i})}}
		}
		return rows, sets
	}
	lines, columns := c.align(distinct)
	return c.alignedRuns(lines, columns)
}

// withNames lists the statements, but for member i, whose wordings are in set.
func (c *context) withNames(i int, set []int, statements [][]int, g group) []string {
	out := []string{}
	var members []int
	for _, k := range set {
		members = append(members, statements[k]...)
	}
	slices.Sort(members)
	for _, j := range members {
		if j != i {
			out = append(out, c.statements[g[j].report].ID)
		}
	}
	return slices.Compact(out)
}

// A variantText is the words of a variant and where they stand.
type variantText struct {
	text   string
	words  []int32
	cover  []model.Span
	breaks []bool // of each word, whether other text stands between it and the word before
}

// variantText collects the words of a member. Each word's cover takes in the
// marks that belong to it: opening ones before, all others after, so that the
// covers of all words together hold all of the content but white space.
func (c *context) variantText(reports []report, m member) variantText {
	r := &reports[m.report]
	a := c.accounts[r.account]
	v := variantText{text: a.Article.Text}
	var content []model.Span
	for _, p := range m.parts {
		if p < len(r.spans) {
			content = append(content, r.spans[p]...)
		}
	}
	for _, piece := range content {
		c.coverPiece(&v, a, piece)
	}
	return v
}

// coverPiece adds the words of one piece of content.
func (c *context) coverPiece(v *variantText, a *account, piece model.Span) {
	first, last := a.TokensIn(piece)
	from := piece.Start
	start := len(v.words)
	for i := first; i < last; i++ {
		t := a.Tokens[i].Span()
		if c.stemID(a, i) == 0 {
			if n := len(v.words); n > start && !opening(v.text, t) {
				v.cover[n-1].End = t.End
				from = t.End
			}
			continue
		}
		v.words = append(v.words, a.words[i])
		v.cover = append(v.cover, trimSpace(v.text, model.Span{Start: from, End: t.End}))
		n := len(v.words) - 1
		v.breaks = append(v.breaks, n == start && n > 0 && strings.TrimSpace(v.text[min(v.cover[n-1].End, v.cover[n].Start):v.cover[n].Start]) != "")
		from = t.End
	}
	if n := len(v.words); n > start {
		end := trimSpace(v.text, model.Span{Start: v.cover[n-1].Start, End: piece.End})
		v.cover[n-1].End = end.End
	}
}

// opening says whether the mark at t belongs to the word after it. A straight
// quotation mark does where white space stands before it.
func opening(text string, t model.Span) bool {
	mark := t.In(text)
	if strings.ContainsAny(mark, "”’)]}»") {
		return false
	}
	if strings.ContainsAny(mark, "\"'") {
		before, _ := utf8.DecodeLastRuneInString(text[:t.Start])
		return t.Start == 0 || unicode.IsSpace(before)
	}
	return mark != "" && strings.ContainsAny(mark, "“‘([{«„$€£#@")
}

// spansOf are the passages of words first to last, one for each piece of
// content.
func (v *variantText) spansOf(first, last int) []model.Span {
	var out []model.Span
	for i := first; i < last; i++ {
		if i == first || v.breaks[i] {
			out = append(out, v.cover[i])
			continue
		}
		out[len(out)-1].End = v.cover[i].End
	}
	return out
}
