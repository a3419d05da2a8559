package piece

import (
	"html"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/model"

	"pgregory.net/rapid"
)

func TestSourceLines(t *testing.T) {
	s := NewSource("one\ntwo\r\nthree\rfour")
	if s.Lines() != 4 {
		t.Fatalf("%d lines, want 4", s.Lines())
	}
	for n, want := range []string{"one", "two", "three", "four"} {
		if got := s.LineSpan(n + 1).In(s.Text); got != want {
			t.Errorf("line %d is %q, want %q", n+1, got, want)
		}
		if at := strings.Index(s.Text, want); s.Line(at) != n+1 {
			t.Errorf("%q stands on line %d, want %d", want, s.Line(at), n+1)
		}
	}
}

func TestBuilder(t *testing.T) {
	var b Builder
	b.Add("  The har\u00adbour\n", 10)
	b.AddDecoded("&", 26, 31)
	b.Add(" more\t", 31)
	p, ok := b.Piece("paragraph")
	if !ok || p.Text != "The harbour & more" || p.Source.Start != 12 || p.Source.End != 36 {
		t.Errorf("built %+v", p)
	}
	want := []Run{{0, 7, 12, 19, true}, {7, 5, 21, 26, true}, {12, 1, 26, 31, false}, {13, 5, 31, 36, true}}
	if !slices.Equal(p.Runs, want) {
		t.Errorf("runs %v", p.Runs)
	}
	if _, ok := b.Piece(""); ok {
		t.Error("an emptied builder still holds text")
	}
}

// TestBuilderKeepsWords wants the words of any text, in order and with single
// spaces, and runs that stand for the same characters in text and source.
func TestBuilderKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringOf(rapid.RuneFrom([]rune("ab é\n\t\r\u00a0\u200b\u2028—x"))).Draw(t, "text")
		var b Builder
		b.Add(in, 0)
		p, _ := b.Piece("")
		want := strings.Join(strings.FieldsFunc(strings.ReplaceAll(in, "\u200b", ""), IsSpace), " ")
		if p.Text != want {
			t.Fatalf("%q built as %q, want %q", in, p.Text, want)
		}
		checkRuns(t, p, in, func(s string) string { return s })
	})
}

// checkRuns wants every part of a piece's text to stand in the source where its
// runs say, once the source is decoded and white space is left aside.
func checkRuns(t interface{ Fatalf(string, ...any) }, p Piece, source string, decode func(string) string) {
	at := 0
	for _, r := range p.Runs {
		if r.Offset < at || Spaceless(p.Text[at:r.Offset]) != "" || r.Len <= 0 || r.At < 0 || r.End > len(source) || r.At >= r.End {
			t.Fatalf("run %+v behind %d in %q of %q", r, at, p.Text, source)
		}
		at = r.Offset + r.Len
	}
	if at != len(p.Text) {
		t.Fatalf("runs end at %d in %q", at, p.Text)
	}
	edges := []int{len(p.Text)}
	for i := range p.Text {
		if !insideReference(p.Runs, i) {
			edges = append(edges, i)
		}
	}
	for _, from := range edges {
		for _, to := range edges {
			if from >= to || to-from > 40 {
				continue
			}
			s := model.Span{Start: from, End: to}
			got := ""
			for _, r := range Ranges(p.Runs, s, source) {
				got += decode(r.In(source))
			}
			if want := Spaceless(s.In(p.Text)); Spaceless(got) != want {
				t.Fatalf("%v of %q stands for %q, want %q; runs %+v", s, p.Text, got, want, p.Runs)
			}
		}
	}
}

// insideReference says whether one reference stands for what is before and
// behind the byte at i.
func insideReference(runs []Run, i int) bool {
	for k := 1; k < len(runs); k++ {
		if a, b := runs[k-1], runs[k]; b.Offset == i && !a.Same && !b.Same && a.At == b.At && a.End == b.End {
			return true
		}
	}
	return false
}

// build cuts a source into what a reader of pages sees of it: tags, references
// and text.
func build(source string, b *Builder) {
	for i := 0; i < len(source); {
		switch end := strings.IndexAny(source[i:], ">;"); {
		case source[i] == '<' && end > 0 && source[i+end] == '>':
			if strings.HasPrefix(source[i:], "<br") {
				b.Space()
			}
			i += end + 1
		case source[i] == '&' && end > 0 && source[i+end] == ';' && !strings.ContainsAny(source[i:i+end], " \t\r\n") && html.UnescapeString(source[i:i+end+1]) != source[i:i+end+1]:
			b.AddDecoded(html.UnescapeString(source[i:i+end+1]), i, i+end+1)
			i += end + 1
		default:
			n := 1 + strings.IndexAny(source[i+1:]+"<", "<&")
			b.Add(source[i:i+n], i)
			i += n
		}
	}
}

// withoutTags is what build makes of a part of a source that ends at tags.
func withoutTags(s string) string {
	var b Builder
	build(s, &b)
	p, _ := b.Piece("")
	return p.Text
}

var markup = rapid.SliceOf(rapid.SampledFrom([]string{"har", "bour", "é", "—", " ", "\n", "\r\n  ", "\t", "\u00a0", "\u200b", "<b>", "</b>", "<br>",
	"&amp;", "&#8217;", "&nbsp;", "&shy;", "&ngE;", "&lt;b&gt;", "👍"}))

// TestRanges makes pieces of markup in which words are cut by tags and
// references, and wants every part of the text where it says.
func TestRanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(markup.Draw(t, "source"), "")
		var b Builder
		build(source, &b)
		if p, ok := b.Piece(""); ok {
			checkRuns(t, p, source, withoutTags)
		}
	})
}

// TestRangesThroughAnExtract does so for markup that stands escaped in a source.
func TestRangesThroughAnExtract(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var source strings.Builder
		e := &Extract{}
		for _, part := range markup.Draw(t, "source") {
			escaped := html.EscapeString(part)
			if escaped == part {
				e.Same(part, source.Len())
			} else {
				e.Decoded(part, source.Len(), source.Len()+len(escaped))
			}
			source.WriteString(escaped)
		}
		var b Builder
		build(e.Text(), &b)
		p, ok := b.Piece("")
		if !ok {
			return
		}
		all := []Piece{p}
		e.Place(all)
		checkRuns(t, all[0], source.String(), func(s string) string { return withoutTags(html.UnescapeString(s)) })
	})
}

func FuzzRanges(f *testing.F) {
	f.Add("<p>The har&shy;bour <b>mas</b>ter&#8217;s\r\n boat&nbsp;&amp; crew")
	f.Fuzz(func(t *testing.T, source string) {
		source = strings.ToValidUTF8(source, "")
		if len(source) > 200 {
			return
		}
		var b Builder
		build(source, &b)
		if p, ok := b.Piece(""); ok {
			checkRuns(t, p, source, withoutTags)
		}
	})
}
