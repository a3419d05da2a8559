package read

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/feed"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/wire"
)

// articles makes articles of the entries of a source. Each is named after the
// file and its place in it.
func (j job) articles(source string, src *piece.Source, entries []piece.Entry) []*model.Article {
	out := make([]*model.Article, 0, len(entries))
	for _, e := range entries {
		if a := j.article(source, src, e); a != nil {
			out = append(out, a)
		}
	}
	return out
}

// article makes an article of an entry, nil where it has no text.
func (j job) article(source string, src *piece.Source, e piece.Entry) *model.Article {
	a := e.Article
	assemble(a, src, e.Pieces)
	if a.Text == "" {
		return nil
	}
	a.Source = source + "#" + a.Source
	finish(a)
	j.trace(a, FormData, src, e.Pieces)
	return a
}

// entries reads a file by a reader of entries.
func (j job) entries(source string, data []byte, read func(*piece.Source) ([]piece.Entry, error)) error {
	src := piece.NewSource(Decode(data))
	found, err := read(src)
	out := j.articles(source, src, found)
	if len(out) == 0 && err == nil {
		err = errNoText
	}
	j.give(out)
	return err
}

// feeds are RSS and Atom feeds, sitemaps and OPML lists.
var feeds = form{
	is: func(data []byte) bool { return feed.Is(rootName(data)) },
	read: func(j job, source string, data []byte, _ int) error {
		return j.entries(source, data, feed.Read)
	},
}

// agencyFiles are NewsML-G2 and NITF.
var agencyFiles = form{
	is: func(data []byte) bool { return wire.IsXML(rootName(data)) },
	read: func(j job, source string, data []byte, _ int) error {
		return j.entries(source, data, wire.ReadXML)
	},
}

// objects are arrays and objects of articles, JSON Feed, ninjs and the
// program's own export.
var objects = form{
	is: func(data []byte) bool { return wire.IsJSON(opening(data)) },
	read: func(j job, source string, data []byte, _ int) error {
		return j.entries(source, data, func(src *piece.Source) ([]piece.Entry, error) { return wire.ReadJSON(src, j.fields) })
	},
}

// readLines reads JSON Lines, one at a time. A line that is longer than a file
// may be counts as broken.
func (j job) readLines(source string, in *input) error {
	lines := wire.NewLines(j.fields)
	from := bufio.NewReaderSize(in.stream(), headSize)
	before := j.given
	offset := 0
	for n := 1; j.stopped == nil; n++ {
		line, tooLong, err := nextLine(from)
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if tooLong {
			lines.Skip(n)
			line = nil
		}
		text := Decode(line)
		src := piece.NewSourceAt(text, offset, n)
		for _, e := range lines.Read(src, n) {
			if a := j.article(source, src, e); a != nil {
				j.give([]*model.Article{a})
			}
		}
		offset += len(text)
		if err != nil {
			if err != io.EOF {
				lines.Cut()
			}
			break
		}
	}
	err := lines.Problem()
	if err == nil && j.given == before {
		err = errNoText
	}
	return err
}

// nextLine is the next line, with its end. Of a line above MaxSize only that it
// was too long is told.
func nextLine(r *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > MaxSize {
			tooLong = true
		} else {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, tooLong, err
		}
	}
}

// rootName is the local name of the first element of an XML file, in lower
// case; "" where data does not begin as one.
func rootName(data []byte) string {
	head := opening(data)
	for {
		head = strings.TrimLeft(head, " \t\r\n\f\ufeff")
		mark := ""
		switch {
		case strings.HasPrefix(head, "<!--"):
			mark = "-->"
		case strings.HasPrefix(head, "<?"):
			mark = "?>"
		case strings.HasPrefix(head, "<!"):
			if mark = ">"; strings.Contains(head[:strings.IndexByte(head+">", '>')], "[") {
				mark = "]>"
			}
		}
		if mark == "" {
			break
		}
		_, rest, ok := strings.Cut(head, mark)
		if !ok {
			return ""
		}
		head = rest
	}
	if !strings.HasPrefix(head, "<") {
		return ""
	}
	name := head[1:max(1, strings.IndexAny(head, " \t\r\n/>"))]
	if _, local, ok := strings.Cut(name, ":"); ok {
		name = local
	}
	return strings.ToLower(name)
}

// opening is the first part of data, decoded as far as telling its kind needs.
func opening(data []byte) string {
	head := data[:min(len(data), 8<<10)]
	if bytes.IndexByte(head[:min(len(head), 64)], 0) >= 0 {
		return Decode(head)
	}
	return strings.TrimPrefix(string(head), "\xef\xbb\xbf")
}
