// Package archive unpacks .zip, .tar, .gz and .zst files held in memory, tar
// inside gzip or Zstandard among them, within fixed limits on size, ratio and
// number of members. It keeps the complete members of a damaged archive and
// says what it left out and why. It leaves to package read what a member is.
package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Limits that keep an archive from costing more than it is worth.
const (
	MaxMembers  = 10_000    // files in one archive; the rest is passed over
	MaxUnpacked = 256 << 20 // bytes all members of an archive may have together
	MaxMember   = 64 << 20  // bytes one member may have
	MaxRatio    = 200       // bytes unpacked for each byte of the archive
	// NestedRatio stands for MaxRatio in an archive that stands inside a mail or
	// another container, of which there may be thousands.
	NestedRatio = 20
	// spare is what a small archive or member may have beyond the ratio.
	spare = 4 << 10
)

// A Member is one file of an archive. Name has forward slashes and no leading
// "/" or "../"; it is "" for the one content of a .gz or .zst file.
type Member struct {
	Name string
	Data []byte
	// Cut says why Data ends early, "" where it is whole. Only the content of a
	// .gz or .zst file is given although it is cut.
	Cut string
}

// A Problem is a member, or with Name "" the archive as a whole, that could
// not be unpacked.
type Problem struct{ Name, Reason string }

// Budget is how many bytes may still be unpacked. Archives inside archives
// share one.
type Budget struct{ left int }

// NewBudget is the budget of an archive of size bytes.
func NewBudget(size int, nested bool) *Budget {
	ratio := MaxRatio
	if nested {
		ratio = NestedRatio
	}
	return &Budget{left: min(MaxUnpacked, ratio*size+spare)}
}

// errTooLarge says that a member has more bytes than it may have.
var errTooLarge = errors.New("unpacks to more than the limits allow")

// read reads r up to limit bytes and the budget. What was read stands beside
// the error.
func (b *Budget) read(r io.Reader, limit int) ([]byte, error) {
	limit = max(0, min(limit, b.left, MaxMember))
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	b.left -= len(data)
	if len(data) > limit {
		return data[:limit], errTooLarge
	}
	return data, err
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

// KindOf decides by the first bytes.
func KindOf(data []byte) Kind {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return Zip
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		return Gzip
	case bytes.HasPrefix(data, []byte("\x28\xb5\x2f\xfd")):
		return Zstd
	case isTar(data):
		return Tar
	}
	return None
}

// Walk calls visit with each member of the archive, sorted by name; hidden
// members, directories and links are passed over. The problems are the members
// that could not be unpacked.
func Walk(data []byte, budget *Budget, visit func(Member)) []Problem {
	switch KindOf(data) {
	case Zip:
		return walkZip(data, budget, visit)
	case Tar:
		return walkTar(bytes.NewReader(data), budget, visit)
	case Gzip:
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return []Problem{{"", "a damaged gzip file"}}
		}
		return walkStream(r, "gzip", budget, visit)
	case Zstd:
		r, err := zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(MaxMember))
		if err != nil {
			return []Problem{{"", "a damaged Zstandard file"}}
		}
		defer r.Close()
		return walkStream(r, "Zstandard", budget, visit)
	}
	return []Problem{{"", "no archive"}}
}

// walkStream unpacks what one compressed stream holds: a tar archive or one
// file.
func walkStream(r io.Reader, kind string, budget *Budget, visit func(Member)) []Problem {
	head := make([]byte, tarBlock)
	n, _ := io.ReadFull(r, head)
	r = io.MultiReader(bytes.NewReader(head[:n]), r)
	if isTar(head[:n]) {
		return walkTar(r, budget, visit)
	}
	data, err := budget.read(r, MaxMember)
	m := Member{Data: data}
	switch {
	case errors.Is(err, errTooLarge):
		m.Cut = fmt.Sprintf("unpacks to more than %s; only its beginning was read", megabytes(len(data)))
	case err != nil:
		m.Cut = "a damaged " + kind + " file; what stands before the damage was read"
	}
	if len(data) == 0 && m.Cut != "" {
		return []Problem{{"", "a damaged " + kind + " file"}}
	}
	visit(m)
	return nil
}

func megabytes(n int) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
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

// reason is err in words for people.
func reason(err error) string {
	if errors.Is(err, errTooLarge) {
		return errTooLarge.Error()
	}
	return "damaged"
}
