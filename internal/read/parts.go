package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"synoptic/internal/read/archive"
)

// shownProblems is how many parts of a container an error names.
const shownProblems = 3

// problems collects what of a container could not be read.
type problems struct {
	parts []string // the first few, with their names and reasons
	more  int
	whole []string // about the container itself
}

// add notes that the part of that name, or with "" the whole, could not be read.
func (p *problems) add(name, reason string) {
	switch {
	case name == "":
		p.whole = append(p.whole, reason)
	case len(p.parts) < shownProblems:
		p.parts = append(p.parts, shortened(name, maxName)+": "+reason)
	default:
		p.more++
	}
}

// err is all problems in one line, nil where there are none.
func (p *problems) err() error {
	list := append(p.whole[:len(p.whole):len(p.whole)], p.parts...)
	if p.more > 0 {
		list = append(list, fmt.Sprintf("and %d more", p.more))
	}
	if len(list) == 0 {
		return nil
	}
	return errors.New(shortened(strings.Join(list, "; "), maxReason))
}

// How long the name of a part and a whole reason may be, in bytes.
const (
	maxName   = 200
	maxReason = 2000
)

// shortened is s, its end left out where it is longer than limit.
func shortened(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "") + "…"
}

// files is a visitor that reads the files of an archive.
func (j job) files(source string, depth int, p *problems) archive.Visitor {
	return func(m archive.Member) bool {
		in := j.open(m.Content)
		defer j.done(in)
		if err := j.read(source+"/"+m.Name, in, depth+1); err != nil {
			p.add(m.Name, err.Error())
		}
		return j.stopped == nil
	}
}

// readZip reads the files of a ZIP archive.
func (j job) readZip(source string, in *input, depth int) error {
	at, size, err := in.anywhere(j)
	if err != nil {
		return err
	}
	if kind := officeKind(in.head()); kind != "" {
		return errors.New(kind + "; not among the kinds of file that are read")
	}
	var p problems
	before := j.given
	for _, problem := range archive.WalkZip(at, size, j.budget, j.files(source, depth, &p)) {
		p.add("", problem)
	}
	return j.nothing(before, &p, "an archive with no files in it")
}

// anywhere is the file as one that can be read at any place. Where it comes as
// a stream it is read whole.
func (in *input) anywhere(j job) (io.ReaderAt, int64, error) {
	if in.at == nil {
		data, err := in.all()
		if err != nil && len(data) == 0 {
			return nil, 0, err
		}
		*in = *inMemory(data)
	} else if in.data == nil {
		j.budget.Packed(int(in.size)) // the stream that counts is not read further
	}
	return in.at, in.size, nil
}

// readTar reads the files of a tar archive.
func (j job) readTar(source string, in *input, depth int) error {
	var p problems
	before := j.given
	for _, problem := range archive.WalkTar(in.stream(), j.budget, j.files(source, depth, &p)) {
		p.add("", problem)
	}
	return j.nothing(before, &p, "an archive with no files in it")
}

// nothing is what was wrong with a container, or that there was nothing in it.
func (j job) nothing(before int, p *problems, empty string) error {
	if err := p.err(); err != nil || j.given > before || j.stopped != nil {
		return err
	}
	return errors.New(empty)
}

// readPacked reads what a .gz or .zst file holds.
func (j job) readPacked(source string, in *input, depth int) error {
	packing := archive.KindOf(in.head())
	unpacked, err := archive.Unpack(packing, in.stream(), j.budget)
	if err != nil {
		return err
	}
	defer unpacked.Close()
	inner := j.open(unpacked)
	defer j.done(inner)
	inner.keepCut = true
	at := source
	if archive.KindOf(inner.head()) == archive.Tar {
		depth-- // .tar.gz is one archive
	} else if name := streamName(source); name != "" {
		at += "/" + name
	}
	if unpacked.Problem() != "" && len(inner.head()) == 0 {
		return errors.New(packed(packing) + ": damaged")
	}
	err = j.read(at, inner, depth+1)
	if problem := unpacked.Problem(); problem != "" {
		var p problems
		p.add("", packed(packing)+": "+problem)
		if err != nil {
			p.add("", err.Error())
		}
		return p.err()
	}
	return err
}

func packed(kind archive.Kind) string {
	if kind == archive.Gzip {
		return "gzip"
	}
	return "Zstandard"
}

// streamName is the name that the content of page.html.gz has, "" where the
// file's name does not tell.
func streamName(source string) string {
	base := path.Base(strings.ReplaceAll(source, `\`, "/"))
	switch ext := strings.ToLower(path.Ext(base)); ext {
	case ".gz", ".zst":
		return base[:len(base)-len(ext)]
	}
	return ""
}

// officeKind names ZIP archives that are one document, not files in a folder.
func officeKind(head []byte) string {
	head = head[:min(len(head), 4<<10)]
	switch {
	case bytes.Contains(head, []byte("mimetypeapplication/vnd.oasis.opendocument")):
		return "an OpenDocument file"
	case bytes.Contains(head, []byte("[Content_Types].xml")):
		return "a Word, Excel or PowerPoint file"
	}
	return ""
}

// isEPUB is the form of EPUB books: their first member says what they are.
func isEPUB(head []byte) bool {
	return archive.KindOf(head) == archive.Zip &&
		bytes.Contains(head[:min(len(head), 1<<10)], []byte("mimetypeapplication/epub+zip"))
}
