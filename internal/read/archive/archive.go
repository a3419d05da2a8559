// Package archive unpacks .zip, .tar, .gz and .zst files one member after the
// other, in constant memory and within limits on what they may unpack to. It
// keeps the complete members of a damaged archive and says what is wrong with
// it. It leaves to package read what a member is.
package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// MaxMembers is how many files of one archive are read.
const MaxMembers = 1_000_000

// MaxWindow is the most memory, in bytes, that unpacking Zstandard may take.
const MaxWindow = 64 << 20

// A Member is one file of an archive. Name has forward slashes and no leading
// "/" or "../". Content ends in an error where the member is damaged or unpacks
// to more than it may.
type Member struct {
	Name    string
	Content io.Reader
}

// A Kind is a kind of archive.
type Kind int

// The kinds of archive, None for a file that is none.
const (
	None Kind = iota
	Zip
	Tar
	Gzip
	Zstd
)

// KindOf decides by the first bytes, of which a tar archive needs 512.
func KindOf(head []byte) Kind {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return Zip
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return Gzip
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return Zstd
	case isTar(head):
		return Tar
	}
	return None
}

// A Visitor is called with each member that people see, and says whether to go
// on. Its content is read, as far as it is wanted, before it returns.
type Visitor func(Member) bool

// Unpacked is what a .gz or .zst file holds, as a stream.
type Unpacked struct {
	from   io.Reader
	budget *Budget
	close  func()
	err    error
}

// Unpack begins to unpack r, which is of kind Gzip or Zstd.
func Unpack(kind Kind, r io.Reader, budget *Budget) (*Unpacked, error) {
	if kind == Gzip {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, errors.New("a damaged gzip file")
		}
		return &Unpacked{from: z, budget: budget, close: func() {}}, nil
	}
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(MaxWindow))
	if err != nil {
		return nil, errors.New("a damaged Zstandard file")
	}
	return &Unpacked{from: z, budget: budget, close: z.Close}, nil
}

// Read implements io.Reader, within the budget.
func (u *Unpacked) Read(p []byte) (int, error) {
	if u.err != nil {
		return 0, u.err
	}
	n, err := u.budget.read(u.from, p)
	u.err = err
	return n, err
}

// Close lets go of what unpacking held.
func (u *Unpacked) Close() { u.close() }

// Problem says what ended the stream early, "" where it is whole so far.
func (u *Unpacked) Problem() string {
	switch {
	case u.err == nil || u.err == io.EOF:
		return ""
	case errors.Is(u.err, ErrTooLarge):
		return "unpacks to more than the limits allow; only its beginning was read"
	}
	return "damaged or cut off; what stands before the damage was read"
}

// cleanName is a member's name without what could lead out of the archive.
func cleanName(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return '\uFFFD'
		}
		return r
	}, name)
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// hidden says whether a member is one that people do not see: its name or a
// folder's begins with a dot, or a system put it there.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part[0] == '.' || part == "__MACOSX" || part == "Thumbs.db" || part == "desktop.ini" {
			return true
		}
	}
	return false
}

// Reason is an error of a member's content in words for people.
func Reason(err error) string {
	var worded problem
	switch {
	case errors.Is(err, ErrTooLarge):
		return ErrTooLarge.Error()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "cut off"
	case errors.As(err, &worded):
		return string(worded)
	}
	return "damaged"
}

// A problem is an error that is in words for people.
type problem string

func (p problem) Error() string { return string(p) }

// failed is content that cannot be read at all.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

const tooMany = "more than %d files in it; the rest was left out"

func tooManyFiles() string { return fmt.Sprintf(tooMany, MaxMembers) }

const exhausted = "it unpacks to more than the limits allow; the rest was left out"
