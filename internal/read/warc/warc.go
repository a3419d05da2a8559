// Package warc takes web archives (WARC, ISO 28500) apart into records, and
// undoes the HTTP framing of the pages in them. Complete records of a truncated
// archive are kept. It leaves to package read which records are articles.
package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"

	"synoptic/internal/read/mail"
)

// Limits on what the content encodings of the pages may unpack to.
const (
	MaxPage  = 32 << 20  // bytes of one page
	MaxPages = 256 << 20 // bytes of all pages together
	maxRatio = 100       // bytes unpacked for each byte of the archive
	spare    = 64 << 10
)

// maxBreaks is after how many damaged places reading ends: each may cost a
// search for the next record and a long header.
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
}

// Walk calls visit with each complete record, in order. Damaged says that the
// archive is cut off or has bytes between records that belong to none; reading
// goes on at the next record.
func Walk(data []byte, visit func(Record)) (damaged bool) {
	for breaks := 0; ; {
		data = bytes.TrimLeft(data, "\r\n")
		if len(data) == 0 {
			return damaged
		}
		r, rest, ok := record(data)
		if ok {
			visit(r)
			data = rest
			continue
		}
		damaged = true
		if breaks++; breaks > maxBreaks {
			return damaged
		}
		next := bytes.Index(data[1:], []byte("\nWARC/1."))
		if next < 0 {
			return damaged
		}
		data = data[next+2:]
	}
}

// record reads the record that data begin with. Ok is false where it is not
// whole.
func record(data []byte) (r Record, rest []byte, ok bool) {
	version, after, found := bytes.Cut(data, []byte("\n"))
	if !found || !bytes.HasPrefix(version, []byte("WARC/")) || len(version) > 20 {
		return r, nil, false
	}
	h, body, ok := mail.ParseHeader(after)
	size, err := strconv.Atoi(h["content-length"])
	if !ok || err != nil || size < 0 || size > len(body) {
		return r, nil, false
	}
	r = Record{Type: strings.ToLower(h["warc-type"]), URI: strings.Trim(h["warc-target-uri"], "<> "), Header: h, Block: body[:size]}
	return r, body[size:], true
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

// A Budget is how many bytes may still be unpacked.
type Budget struct{ left int }

// NewBudget is the budget for an archive of size bytes.
func NewBudget(size int) *Budget { return &Budget{min(MaxPages, maxRatio*size+spare)} }

// Payload is what a response or resource record holds, its chunks joined and
// its content encoding undone; the error says for people why it cannot be.
func Payload(r Record, budget *Budget) (Page, error) {
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
		if p.Data, err = budget.decode(p.Data, strings.TrimSpace(encoding), &p.Cut); err != nil {
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
func (b *Budget) decode(data []byte, encoding string, cut *bool) ([]byte, error) {
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
	limit := min(MaxPage, b.left)
	out, err := io.ReadAll(io.LimitReader(r, int64(max(0, limit))+1))
	b.left -= len(out)
	if len(out) > limit {
		return nil, errors.New("unpacks to more than the limits allow")
	}
	if err != nil && len(out) == 0 {
		return nil, errors.New("damaged " + encoding)
	}
	*cut = *cut || err != nil
	return out, nil
}
