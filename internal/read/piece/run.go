package piece

import (
	"sort"
	"strings"
	"unicode/utf8"

	"synoptic/internal/model"
)

// A Run says where a part of a piece's text comes from: the Len bytes from
// Offset on stand for the bytes [At,End) of the source. Where Same is true they
// are the same bytes, but for white space, which is a single space in the text;
// where it is false, as of a character reference, a part of the text cannot be
// told from the rest.
//
// The runs of a piece stand in order and cover its text, but for spaces that no
// white space of the source stands for (between table cells, or at a tag that
// breaks the line).
type Run struct {
	Offset, Len, At, End int
	Same                 bool
}

// extend appends the text of a run, to the last one where it goes on there.
func extend(runs []Run, r Run) []Run {
	if n := len(runs); n > 0 && r.Same && runs[n-1].Same && runs[n-1].Offset+runs[n-1].Len == r.Offset && runs[n-1].End == r.At {
		runs[n-1].Len += r.Len
		runs[n-1].End = r.End
		return runs
	}
	return append(runs, r)
}

// part is the range of the source that stands for the bytes [start,end) of the
// text, as far as they lie in r.
func (r Run) part(start, end int) model.Span {
	if !r.Same {
		return model.Span{Start: r.At, End: r.End}
	}
	return model.Span{Start: r.At + max(0, start-r.Offset), End: r.At + min(r.Len, end-r.Offset)}
}

// Ranges are the ranges of source, in the order of the text, that stand for
// the bytes s of a text with those runs. Ranges that touch, or between which
// there is only white space and what cannot be seen, are one.
func Ranges(runs []Run, s model.Span, source string) []model.Span {
	var out []model.Span
	first := sort.Search(len(runs), func(i int) bool { return runs[i].Offset+runs[i].Len > s.Start })
	for _, r := range runs[first:] {
		if r.Offset >= s.End {
			break
		}
		p := r.part(s.Start, s.End)
		if n := len(out); n > 0 && touches(out[n-1], p, source) {
			out[n-1].End = max(out[n-1].End, p.End)
			continue
		}
		out = append(out, p)
	}
	return out
}

// touches says whether nothing that can be seen stands between a and b.
func touches(a, b model.Span, source string) bool {
	if b.Start < a.Start || a.End > len(source) || b.Start > len(source) {
		return false
	}
	for i := a.End; i < b.Start; {
		r, n := utf8.DecodeRuneInString(source[i:])
		if !IsSpace(r) && !Invisible(r) {
			return false
		}
		i += n
	}
	return true
}

// runs are pieces of the extract's source for a run over the extract.
func (e *Extract) through(r Run, out []Run) []Run {
	if !r.Same {
		start, _ := e.at(r.At)
		_, end := e.at(r.End - 1)
		return append(out, Run{r.Offset, r.Len, start, end, false})
	}
	i := sort.Search(len(e.runs), func(i int) bool { return e.runs[i].off > r.At }) - 1
	for ; i >= 0 && i < len(e.runs) && e.runs[i].off < r.End; i++ {
		own, stop := e.runs[i], e.text.Len()
		if i+1 < len(e.runs) {
			stop = e.runs[i+1].off
		}
		start, end := max(own.off, r.At), min(stop, r.End)
		p := Run{Offset: r.Offset + start - r.At, Len: end - start, At: own.at, End: own.end, Same: own.same}
		if own.same {
			p.At, p.End = own.at+start-own.off, own.at+end-own.off
		}
		out = extend(out, p)
	}
	return out
}

// Spaceless is s without white space and what cannot be seen: what a text and
// its source have in common.
func Spaceless(s string) string {
	return strings.Map(func(r rune) rune {
		if IsSpace(r) || Invisible(r) {
			return -1
		}
		return r
	}, s)
}
