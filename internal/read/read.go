package read

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/archive"
	"synoptic/internal/read/html"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/mail"
	"synoptic/internal/read/pdf"
	"synoptic/internal/read/piece"
	"synoptic/internal/read/plain"
	"synoptic/internal/read/warc"
	"synoptic/internal/read/wire"
)

// MaxSize is the largest file that is read whole, in bytes. An article has some
// kilobytes and a page with its pictures inside some megabytes; a larger file
// is something else. Files that hold many articles may have any size: they are
// read piece by piece.
const MaxSize = 32 << 20

// Options change how files are read; the zero value reads them as they are.
type Options struct {
	// Fields are the names that articles in JSON have for the parts of one.
	Fields wire.Fields
	// Lines are the models that tell an article from the page around it, those
	// of package lines where it is nil.
	Lines *lines.Models
	// Traced, where it is not nil, gets the trace of each article before its
	// visit. A trace costs the memory of its source as long as it is kept.
	Traced func(*Trace)
}

// Read reads one file that is held in memory, as Stream does.
func Read(source string, data []byte) ([]*model.Article, error) { return Options{}.Read(source, data) }

// Read reads one file that is held in memory, as Stream does.
func (o Options) Read(source string, data []byte) ([]*model.Article, error) {
	var out []*model.Article
	var budget archive.Budget
	budget.Packed(len(data))
	j := job{fields: o.Fields, models: o.models(), budget: &budget, run: &run{visit: func(a *model.Article) error {
		out = append(out, a)
		return nil
	}, traced: o.Traced}}
	err := j.outermost(source, inMemory(data))
	return out, err
}

func (o Options) models() *lines.Models {
	if o.Lines != nil {
		return o.Lines
	}
	return lines.Default()
}

// Stream reads one file and calls visit with each article in it. Source is the
// file's path or address, used for the article's Source and as the last resort
// for the outlet; size is its length, -1 where it is not known. Archives,
// mailboxes, web archives and JSON Lines are read record by record, in constant
// memory; ZIP archives need a file that is an io.ReaderAt, or are read whole.
//
// The error says, for people, why there is no article in the file, or, beside
// articles, what of it could not be read. What is damaged but readable is read
// as far as it goes, with a note. An error of visit ends the reading and is
// returned.
func (o Options) Stream(source string, r io.Reader, size int64, visit func(*model.Article) error) error {
	var budget archive.Budget
	j := job{fields: o.Fields, models: o.models(), budget: &budget, run: &run{visit: visit, traced: o.Traced}}
	in := j.open(&counting{r, &budget})
	in.size = size
	if at, ok := r.(io.ReaderAt); ok && size >= 0 {
		in.at = at
	}
	return j.outermost(source, in)
}

// outermost reads the file that all others stand in.
func (j job) outermost(source string, in *input) error {
	err := j.read(source, in, 0)
	if j.stopped != nil {
		return j.stopped
	}
	return err
}

// counting tells the budget how much was read of the file itself.
type counting struct {
	from   io.Reader
	budget *archive.Budget
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.budget.Packed(n)
	return n, err
}

// A run is what all parts of one file share: where its articles go.
type run struct {
	visit   func(*model.Article) error
	traced  func(*Trace) // may be nil
	stopped error        // of visit
	given   int          // how many articles there were
	buffers []*bufio.Reader
}

// A job is the reading of a file, or of a part of one.
type job struct {
	*run
	fields wire.Fields
	models *lines.Models
	budget *archive.Budget
	// touch finishes the articles of this part by what the file around it says.
	touch func(*model.Article)
}

// give hands on the articles of a file.
func (j job) give(articles []*model.Article) {
	for _, a := range articles {
		if j.stopped != nil {
			return
		}
		if j.touch != nil {
			j.touch(a)
		}
		j.given++
		j.stopped = j.visit(a)
	}
}

// touching is j with touch for the parts of a file, before what j itself does.
func (j job) touching(touch func(*model.Article)) job {
	outer := j.touch
	j.touch = func(a *model.Article) {
		touch(a)
		if outer != nil {
			outer(a)
		}
	}
	return j
}

// maxNesting is how deep a file may stand inside others: a mail in a mailbox in
// an archive.
const maxNesting = 4

// A container is a kind of file that holds others and is read as a stream.
// Depth is how many files it stands in; its parts are read with depth+1.
type container struct {
	is   func(head []byte) bool
	read func(j job, source string, in *input, depth int) error
}

// containers are tried in turn, before files that are read whole.
func containers() []container {
	return []container{
		{isEPUB, job.readEPUB},
		{kind(archive.Zip), job.readZip},
		{kind(archive.Gzip), job.readPacked},
		{kind(archive.Zstd), job.readPacked},
		{kind(archive.Tar), job.readTar},
		{warc.Is, job.readWARC},
		{mail.IsBox, job.readBox},
	}
}

func kind(k archive.Kind) func([]byte) bool {
	return func(head []byte) bool { return archive.KindOf(head) == k }
}

// read reads a file of any kind.
func (j job) read(source string, in *input, depth int) error {
	if depth > maxNesting {
		return errors.New("nested too deep")
	}
	head := in.head()
	for _, c := range containers() {
		if c.is(head) {
			return c.read(j, source, in, depth)
		}
	}
	if in.isLines() {
		return j.readLines(source, in)
	}
	data, err := in.all()
	if err != nil && (len(data) == 0 || !in.keepCut) {
		return err
	}
	return j.readWhole(source, data, depth)
}

// A form is a kind of file that is read whole.
type form struct {
	is   func(data []byte) bool
	read func(j job, source string, data []byte, depth int) error
}

// forms are tried in turn, before text and HTML.
func forms() []form {
	return []form{
		{pdf.Is, job.readPDF},
		{mail.IsPage, job.readSavedPage},
		{mail.Is, job.readMail},
		feeds, agencyFiles, objects,
	}
}

func (j job) readWhole(source string, data []byte, depth int) error {
	for _, f := range forms() {
		if f.is(data) {
			return f.read(j, source, data, depth)
		}
	}
	articles, err := j.readAt(source, savedFrom(data), data)
	j.give(articles)
	return err
}

// readPart reads a part of a file that is held in memory.
func (j job) readPart(source string, data []byte, depth int) error {
	return j.read(source, inMemory(data), depth)
}

// errNoText says that a page or text holds no article.
var errNoText = errors.New("no article text found")

// readText reads plain text or HTML.
func (j job) readText(source string, data []byte) ([]*model.Article, error) {
	if kind := binaryKind(data); kind != "" {
		return nil, fmt.Errorf("%s; not among the kinds of file that are read", kind)
	}
	text := Decode(data)
	if strings.TrimFunc(text, func(r rune) bool { return piece.IsSpace(r) || piece.Invisible(r) }) == "" {
		return nil, errors.New("empty file")
	}
	if mostlyControl(text) {
		return nil, errors.New("a binary file; not among the kinds of file that are read")
	}
	src := piece.NewSource(text)
	a := &model.Article{Source: source, Credits: []model.Credit{}, Blocks: []model.Block{}}
	var pieces []piece.Piece
	form := FormText
	if looksHTML(text) {
		form = FormHTML
		pieces = html.Read(a, src, j.models)
	} else {
		pieces = plain.Read(a, src, j.models)
	}
	assemble(a, src, pieces)
	if a.Text == "" {
		return nil, errNoText
	}
	finish(a)
	j.trace(a, form, src, pieces)
	return []*model.Article{a}, nil
}
