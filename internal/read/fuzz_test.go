package read

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"synoptic/internal/model"
	"synoptic/internal/read/jsontree"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/xmltree"
)

// longest is how long the reading of a small file may take, on a machine that
// has other things to do.
const longest = 20 * time.Second

// fuzzed reads data twice and wants sound articles, the same both times, or an
// error, in bounded time.
func fuzzed(t *testing.T, data []byte) {
	start := time.Now()
	articles, err := Read("fuzz", data)
	if took := time.Since(start); took > longest {
		t.Errorf("reading %d bytes took %s", len(data), took)
	}
	if len(articles) == 0 && err == nil {
		t.Error("neither article nor error")
	}
	if err != nil && (err.Error() == "" || len(err.Error()) > 4000) {
		t.Errorf("a reason of %d bytes", len(err.Error()))
	}
	for _, a := range articles {
		invariants(t, a, MaxSize)
	}
	again, _ := Read("fuzz", data)
	if !slices.Equal(sourcesOf(articles), sourcesOf(again)) {
		t.Error("a second reading differs")
	}
}

// inSource wants the words of every block in the bytes of the source that it
// names, for sources without markup.
func inSource(t *testing.T, data []byte) {
	if !utf8.Valid(data) || strings.ContainsAny(string(data), "&<*_~`[\\") {
		return
	}
	if strings.ContainsFunc(string(data), func(r rune) bool { return piece.Invisible(r) && !piece.IsSpace(r) }) {
		return // they are left out inside of words, too
	}
	articles, _ := Read("fuzz", data)
	for _, a := range articles {
		for _, b := range a.Blocks {
			from := b.Source.In(Decode(data))
			for word := range strings.FieldsSeq(b.Span().In(a.Text)) {
				if plainWord(word) && !strings.Contains(from, word) {
					t.Errorf("%q is not in %q", word, from)
				}
			}
		}
	}
}

func plainWord(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// FuzzPlain reads plain text and Markdown.
func FuzzPlain(f *testing.F) {
	f.Add(sample)
	f.Add("---\ntitle: A\ndate: 2031-05-03\n---\n# B\n\n> quoted *words* and [a link](https://a.example)\n\n- x\n1. y\n")
	f.Add("Related News\r• x\r\n\r\n(c) 2031 Example. All Rights Reserved\u2028\u0085")
	f.Fuzz(func(t *testing.T, text string) {
		fuzzed(t, []byte(text))
		inSource(t, []byte(text))
	})
}

// FuzzHTML reads pages.
func FuzzHTML(f *testing.F) {
	f.Add(page)
	f.Add("<title>x<p><svg><script>\x00&#0;&#xD800;<table><td>a<template><p>b<noscript>")
	f.Fuzz(func(t *testing.T, text string) { fuzzed(t, []byte("<!doctype html>"+text)) })
}

// FuzzEncodings reads bytes that are no UTF-8.
func FuzzEncodings(f *testing.F) {
	f.Add([]byte("\xff\xfe\x00\xd8A\x00"))
	f.Add([]byte("\x93caf\xe9\x94 \x8fa\x90\xa4\xca\xc0\xbd\xe7"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !utf8.ValidString(Decode(data)) {
			t.Error("decoded to what is no UTF-8")
		}
		fuzzed(t, data)
	})
}

// FuzzFeed reads feeds, sitemaps and OPML.
func FuzzFeed(f *testing.F) {
	f.Add("rss", "<channel><title>Courier</title>"+bombItem+"</channel>")
	f.Add("feed", "<entry><title>T</title><content type='html'>&lt;p&gt;x</content></entry>")
	f.Add("urlset", "<url><loc>https://a.example/</loc></url>")
	f.Add("opml", "<body><outline xmlUrl='https://a.example/'/></body>")
	f.Fuzz(func(t *testing.T, root, inner string) { fuzzed(t, []byte("<"+root+">"+inner+"</"+root+">")) })
}

// FuzzJSON reads objects and JSON Lines.
func FuzzJSON(f *testing.F) {
	f.Add(bombLine)
	f.Add(bombLine + bombLine + "{\"title\":\"\\ud800\\udc\",\"text\":[")
	f.Add(`{"version":"https://jsonfeed.org/version/1.1","items":[{"content_html":"<p>x"}]}`)
	f.Add(`{"format":"synoptic/1","articles":[{"text":"a b","blocks":[{"start":0,"end":1}]}]}`)
	f.Fuzz(func(t *testing.T, text string) { fuzzed(t, []byte("{"+text)) })
}

// FuzzNews reads NewsML-G2 and NITF.
func FuzzNews(f *testing.F) {
	f.Add("newsMessage", bombNews)
	f.Add("nitf", "<body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content><p>x</p></body.content></body>")
	f.Fuzz(func(t *testing.T, root, inner string) { fuzzed(t, []byte("<"+root+">"+inner+"</"+root+">")) })
}

// FuzzBox reads mailboxes.
func FuzzBox(f *testing.F) {
	one := "From a@b Tue Jun  3 07:15:00 2031\nFrom: Port <a@b>\nSubject: One\nDate: x\n\n" + sample + "\n"
	f.Add(one + one)
	f.Add(one + ">From x\n\nFrom y\nFrom z\nX: y\n")
	f.Fuzz(func(t *testing.T, text string) { fuzzed(t, []byte("From a\nFrom: b\n"+text)) })
}

// FuzzMHTML reads saved pages.
func FuzzMHTML(f *testing.F) {
	f.Add(savedPage)
	f.Fuzz(func(t *testing.T, text string) {
		fuzzed(t, []byte("From: <Saved by Blink>\nContent-Type: multipart/related; boundary=x\n"+text))
	})
}

// FuzzTar reads tar archives.
func FuzzTar(f *testing.F) {
	f.Add(tarOf(f, members...))
	f.Add(tarOf(f, members...)[:1500])
	f.Fuzz(fuzzed)
}

// FuzzXML takes XML apart and wants ranges that lie inside each other.
func FuzzXML(f *testing.F) {
	f.Add("<a b='c'><d>e&amp;f</d><![CDATA[g]]></a>")
	f.Add("<!DOCTYPE a [<!ENTITY x 'y'>]><a:b>&x;<c></a:b>")
	f.Fuzz(func(t *testing.T, text string) {
		root, _ := xmltree.Parse(text)
		at := 0
		root.Find(func(n *xmltree.Node) {
			if n.Start < at || n.Start > n.Inner || n.Inner > n.InnerEnd || n.InnerEnd > n.End || n.End > len(text) {
				t.Errorf("element %q at %d %d %d %d after %d", n.Name, n.Start, n.Inner, n.InnerEnd, n.End, at)
			}
			at = n.Start
			if !utf8.ValidString(n.Text(text)) && utf8.ValidString(text) {
				t.Errorf("text of %q is no UTF-8", n.Name)
			}
		})
	})
}

// FuzzJSONTree takes JSON apart and wants ranges that lie inside each other, and
// strings that are UTF-8.
func FuzzJSONTree(f *testing.F) {
	f.Add(`{"a":[1,"b\ud83d\ude00\u00e9\q",null],"c":{}}`)
	f.Add(`{"a":"\ud800`)
	f.Fuzz(func(t *testing.T, text string) {
		v, next := jsontree.Parse(text, 0)
		if next < 0 || next > len(text) {
			t.Errorf("ends at %d of %d", next, len(text))
		}
		checkValue(t, text, v, model.Span{End: len(text)})
	})
}

func checkValue(t *testing.T, text string, v *jsontree.Value, within model.Span) {
	if v == nil {
		return
	}
	span := model.Span{Start: v.Start, End: v.End}
	if !within.Contains(span) || span.Len() <= 0 {
		t.Errorf("value %v within %v", span, within)
	}
	if s := jsontree.Decode(text, v).Text(); utf8.ValidString(text) && !utf8.ValidString(s) {
		t.Errorf("%q decoded to %q", text[v.Start:v.End], s)
	}
	for _, item := range v.Items {
		checkValue(t, text, item, span)
	}
}

// FuzzLines decides about lines and wants one decision for each.
func FuzzLines(f *testing.F) {
	f.Add("Night ferry stays\n\nThe council voted on Monday.\n• Most Read\nShare")
	f.Fuzz(func(t *testing.T, text string) {
		src := piece.NewSource(strings.ToValidUTF8(text, "?"))
		var all []lines.Line
		for n := 1; n <= src.Lines(); n++ {
			all = append(all, lines.Line{Text: piece.Clean(src.LineSpan(n).In(src.Text))})
		}
		if marks := lines.Default().Article(all).Marks; len(marks) != len(all) {
			t.Errorf("%d marks for %d lines", len(marks), len(all))
		}
	})
}
