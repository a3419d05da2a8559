// Package warc takes web archives (WARC, ISO 28500) apart into records, one at a
// time and in constant memory, and undoes the HTTP framing of the pages in them.
// Complete records of a truncated archive are kept. It leaves to package read which records are articles.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"synoptic/internal/read/archive"
	"synoptic/internal/read/mail"
)

// MaxBlock is how many bytes the block of a record may have; longer ones are
// films and the like.
const MaxBlock = 32 << 20

// MaxPage is how many bytes a page may unpack to.
const MaxPage = 32 << 20

// maxBreaks is after how many records that claim more bytes than there are
// reading ends: each is searched anew for the next record.
const maxBreaks = 200

// Is says whether data is a WARC file.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, []byte("WARC/")) &&
		bytes.Contains(bytes.ToLower(data[:min(len(data), 4<<10)]), []byte("warc-type:"))
}

// A Record is one record of an archive. Type is WARC-Type in lower case, URI
// the address without angle brackets.
type Record struct {
	Type   string
	URI    string
	Header mail.Header
	Block  []byte
	// TooLarge says that the block has more bytes than are read.
	TooLarge bool
}

// A Reader reads the records of an archive, one after the other.
type Reader struct {
	in    *bufio.Reader
	block []byte // of the last record
	// Damaged says that the archive is cut off or has bytes between records
	// that belong to none.
	Damaged bool
	breaks  int
}

// NewReader is a reader of the archive r.
func NewReader(r io.Reader) *Reader { return &Reader{in: bufio.NewReaderSize(r, bufferSize)} }

const bufferSize = 64 << 10

// Next is the next record that is whole; ok is false after the last. Its block,
// nil unless wanted says so of its type, is good until the next call.
func (r *Reader) Next(wanted func(kind string) bool) (rec Record, ok bool) {
	for {
		if !r.seek() {
			return rec, false
		}
		rec, size, ok := r.header()
		if !ok {
			r.Damaged = true
			continue
		}
		if !wanted(rec.Type) || size > MaxBlock {
			rec.TooLarge = size > MaxBlock
			if !r.skip(size) {
				return rec, false
			}
			return rec, true
		}
		if rec.Block, ok = r.read(int(size)); ok {
			return rec, true
		}
		r.Damaged = true
		if r.breaks++; r.breaks > maxBreaks {
			return rec, false
		}
		// The length is wrong or the file is cut off: look for records in what
		// was taken for the block.
		r.in = bufio.NewReaderSize(bytes.NewReader(bytes.Clone(rec.Block)), bufferSize)
	}
}

// seek goes on to the next line that begins a record.
func (r *Reader) seek() bool {
	for fresh := true; ; {
		head, err := r.in.Peek(len("WARC/1."))
		switch {
		case len(head) == 0 || err != nil && len(bytes.Trim(head, "\r\n")) == 0:
			return false
		case fresh && (head[0] == '\r' || head[0] == '\n'):
			_, _ = r.in.Discard(1)
			continue
		case fresh && (bytes.HasPrefix(head, []byte("WARC/1.")) || bytes.HasPrefix(head, []byte("WARC/0."))):
			return true
		}
		r.Damaged = true
		_, err = r.in.ReadSlice('\n')
		if fresh = err == nil; !fresh && err != bufio.ErrBufferFull {
			return false
		}
	}
}

// maxHeader is how many bytes the header of a record may have.
const maxHeader = 1 << 20

// header reads the version and the fields of a record.
func (r *Reader) header() (rec Record, size int64, ok bool) {
	var fields []byte
	if version, err := r.in.ReadSlice('\n'); err != nil || len(version) > 20 {
		return rec, 0, false
	}
	for {
		if head, _ := r.in.Peek(len("WARC/1.")); len(fields) > 0 && bytes.HasPrefix(head, []byte("WARC/1.")) {
			return rec, 0, false // the next record begins before this header ends
		}
		line, err := r.in.ReadSlice('\n')
		if fields = append(fields, line...); err != nil || len(fields) > maxHeader {
			return rec, 0, false
		}
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
	}
	h, _, ok := mail.ParseHeader(fields)
	size, err := strconv.ParseInt(h["content-length"], 10, 64)
	rec = Record{Type: strings.ToLower(h["warc-type"]), URI: strings.Trim(h["warc-target-uri"], "<> "), Header: h}
	return rec, size, ok && err == nil && size >= 0
}

// read is the next size bytes; of fewer, ok is false.
func (r *Reader) read(size int) (block []byte, ok bool) {
	for r.block = r.block[:0]; len(r.block) < size; {
		// Grow as data come, whatever the length that is claimed.
		at, step := len(r.block), min(size-len(r.block), max(len(r.block), bufferSize))
		r.block = slices.Grow(r.block, step)[:at+step]
		n, err := io.ReadFull(r.in, r.block[at:])
		if err != nil {
			return r.block[:at+n], false
		}
	}
	return r.block, true
}

// skip passes over size bytes.
func (r *Reader) skip(size int64) bool {
	n, _ := io.CopyN(io.Discard, r.in, size)
	r.Damaged = r.Damaged || n < size
	return n == size
}

// A Page is the payload of a record.
type Page struct {
	Status  int // of the HTTP response, 200 where there is none
	Type    string
	Charset string
	Data    []byte
	// Cut says that the payload ends early or is damaged.
	Cut bool
}

// Payload is what a response or resource record holds, its chunks joined and
// its content encoding undone; the error says for people why it cannot be.
func Payload(r Record, budget *archive.Budget) (Page, error) {
	isHTTP := bytes.HasPrefix(r.Block, []byte("HTTP/"))
	if r.Type == "resource" || !isHTTP {
		kind, params := r.Header.Type()
		if strings.HasPrefix(kind, "application/http") {
			return Page{}, errors.New("an HTTP response without its header")
		}
		return Page{Status: 200, Type: kind, Charset: params["charset"], Data: r.Block}, nil
	}
	line, rest, _ := bytes.Cut(r.Block, []byte("\n"))
	h, body, _ := mail.ParseHeader(rest)
	kind, params := h.Type()
	p := Page{Type: kind, Charset: params["charset"], Data: body}
	if f := strings.Fields(string(line[:min(len(line), 100)])); len(f) >= 2 {
		p.Status, _ = strconv.Atoi(f[1])
	}
	if strings.Contains(strings.ToLower(h["transfer-encoding"]), "chunked") {
		p.Data, p.Cut = dechunk(body)
	}
	var err error
	for _, encoding := range strings.Split(strings.ToLower(h["content-encoding"]), ",") {
		if p.Data, err = decode(budget, p.Data, strings.TrimSpace(encoding), &p.Cut); err != nil {
			return p, err
		}
	}
	return p, nil
}

// dechunk joins the chunks of a body. A body that has none is taken as it is:
// some archives keep the header but store the joined body.
func dechunk(body []byte) (data []byte, cut bool) {
	first := true
	for rest := body; ; {
		line, after, ok := bytes.Cut(rest[:min(len(rest), 4<<10)], []byte("\n"))
		text, _, _ := strings.Cut(string(line), ";")
		size, err := strconv.ParseUint(strings.TrimSpace(text), 16, 62)
		if !ok || err != nil {
			if first {
				return body, false
			}
			return data, true
		}
		if size == 0 {
			return data, false
		}
		first = false
		rest = rest[len(line)+1:]
		if uint64(len(rest)) < size {
			return append(data, rest...), true
		}
		data = append(data, rest[:size]...)
		after = rest[size:]
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after, []byte("\r")), []byte("\n"))
	}
}

// decode undoes one content encoding. Data that do not have it are taken as
// they are.
func decode(budget *archive.Budget, data []byte, encoding string, cut *bool) ([]byte, error) {
	var r io.Reader
	var err error
	switch encoding {
	case "", "identity":
		return data, nil
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(data, []byte("\x1f\x8b")) {
			return data, nil
		}
		r, err = gzip.NewReader(bytes.NewReader(data))
	case "deflate":
		if r, err = zlib.NewReader(bytes.NewReader(data)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(data)), nil
		}
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(MaxPage)); err == nil {
			defer z.Close()
			r = z
		}
	default:
		return nil, errors.New("content encoding " + strconv.Quote(encoding[:min(len(encoding), 20)]) + " is not supported")
	}
	if err != nil {
		return nil, errors.New("damaged " + encoding)
	}
	out, err := io.ReadAll(budget.Within(r, MaxPage))
	if errors.Is(err, archive.ErrTooLarge) {
		return nil, err
	}
	if err != nil && len(out) == 0 {
		return nil, errors.New("damaged " + encoding)
	}
	*cut = *cut || err != nil
	return out, nil
}
