package piece

import (
	"strings"
	"testing"
	"unicode/utf8"

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
	b.AddDecoded("&", 24, 29)
	b.Add(" more\t", 29)
	p, ok := b.Piece("paragraph")
	if !ok || p.Text != "The harbour & more" || p.Source.Start != 12 || p.Source.End != 34 {
		t.Errorf("built %+v", p)
	}
	if len(p.Marks) != 2 || p.Marks[1] != (Mark{12, 24}) {
		t.Errorf("marks %v", p.Marks)
	}
	if _, ok := b.Piece(""); ok {
		t.Error("an emptied builder still holds text")
	}
}

// TestBuilderKeepsWords wants the words of any text, in order and with single
// spaces, and marks that point at the same character in text and source.
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
		for _, m := range p.Marks {
			r, _ := utf8.DecodeRuneInString(p.Text[m.Offset:])
			s, _ := utf8.DecodeRuneInString(in[m.At:])
			if r != s {
				t.Fatalf("mark %v: %q in text, %q in source", m, r, s)
			}
		}
	})
}
