package render

import (
	"fmt"
	"strconv"
	"strings"

	"synoptic/internal/model"
)

// maxUnkept is how many bytes of markup between two parts of the article are
// written out on a terminal; more are counted.
const maxUnkept = 60

// source writes the lines of the source that an article was read from, with
// what of it became text, and the findings in it.
func (p *page) source(s *Shown) {
	p.heading("Source")
	if s.Source.Reason != "" {
		p.para("", "", plain(s.Source.Reason))
		p.line("")
		p.key(s)
		p.blocks(s)
		return
	}
	what := map[string]string{"html": "The page", "text": "The text", "data": "The part of the file"}[s.Source.Form]
	p.para("", "", faint(what+" as it was read, by its own lines. | stands before lines of which something became the article's text; … stands for what did not."))
	p.line("")
	p.key(s)
	marks, kept := s.inSource()
	p.sourceLines(s.Source, marks, kept, len(s.Focus) > 0)
}

// sourceLines writes the lines that hold kept parts, or, where there is a
// focus, the lines around it.
func (p *page) sourceLines(src *Source, marks []Marked, kept []model.Span, focus bool) {
	lines := linesOf(src.Text)
	wanted := make([]bool, len(lines))
	marked, keeps := spread(lines, marks), spread(lines, asMarks(kept))
	for i := range lines {
		hit := !focus && len(keeps[i]) > 0 || len(marked[i]) > 0
		for j := max(0, i-1); hit && j <= min(i+1, len(lines)-1); j++ {
			wanted[j] = wanted[j] || j == i || focus
		}
	}
	digits := max(3, len(strconv.Itoa(src.Line+len(lines)-1)))
	margin := strings.Repeat(" ", digits)
	left := 0
	tell := func(next int) {
		if left > 0 && left <= 2 && strings.TrimSpace(src.Text[lines[next-left].Start:lines[next-1].End]) == "" {
			p.line("")
		} else if left > 0 {
			p.wrapped(margin+"   ", margin+"   ", chunks(nil, "… "+count(left, "line", "lines"), markFaint))
		}
		left = 0
	}
	for i, l := range lines {
		if !wanted[i] {
			left++
			continue
		}
		tell(i)
		bar := " "
		if len(keeps[i]) > 0 {
			bar = "|"
		}
		p.wrapped(fmt.Sprintf("%*d %s ", digits, src.Line+i, bar), margin+" "+bar+" ", sourceChunks(src.Text, stretches(l, marked[i], kept)))
		if len(strings.TrimSpace(l.In(src.Text))) == 0 {
			p.line(fmt.Sprintf("%*d", digits, src.Line+i))
		}
	}
	tell(len(lines))
}

// sourceChunks are the words of a line of a source. What is not kept is faint,
// and cut where it is long.
func sourceChunks(text string, parts []stretch) []chunk {
	var out []chunk
	for i, st := range parts {
		words := st.In(text)
		m := roleMarks[st.role]
		if st.kept || st.role != RoleNone {
			out = chunks(out, words, m)
			continue
		}
		if len(words) > maxUnkept {
			words = inShort(words, i == 0, i == len(parts)-1)
		}
		out = chunks(out, words, markFaint)
	}
	return out
}

// inShort is the beginning and end of a long stretch of markup, as far as
// they stand beside kept words.
func inShort(s string, first, last bool) string {
	const side = maxUnkept/2 - 5
	head, tail := "", ""
	if !first {
		head = strings.ToValidUTF8(s[:side], "")
	}
	if !last {
		tail = strings.ToValidUTF8(s[len(s)-side:], "")
	}
	if first && last {
		head = strings.ToValidUTF8(s[:maxUnkept], "")
	}
	return head + " … " + tail
}

func asMarks(spans []model.Span) []Marked {
	out := make([]Marked, len(spans))
	for i, s := range spans {
		out[i].Span = s
	}
	return out
}

// linesOf are the lines of a text, without their ends.
func linesOf(text string) []model.Span {
	var out []model.Span
	for at := 0; at <= len(text); {
		end, next := len(text), len(text)+1
		if i := strings.IndexAny(text[at:], "\r\n"); i >= 0 {
			end, next = at+i, at+i+1
			if strings.HasPrefix(text[end:], "\r\n") {
				next++
			}
		}
		out = append(out, model.Span{Start: at, End: end})
		at = next
	}
	return out
}
