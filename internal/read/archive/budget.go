package archive

import (
	"errors"
	"io"
)

// What a file may unpack to, all levels together: so many bytes for each byte
// of it, up to a size that no honest archive of articles needs more for; beyond
// that size, a rate that packed text never reaches.
const (
	MaxRatio   = 200
	burst      = 256 << 20
	SteadyRate = 20
	// spare is what a small archive or member may have beyond the ratio.
	spare = 4 << 10
)

// ErrTooLarge says that something unpacks to more than it may.
var ErrTooLarge = errors.New("unpacks to more than the limits allow")

// A Budget is what one file may unpack to, with all that stands inside it. It
// grows with the bytes that were read of the file itself, so that it bounds a
// stream as well as a file.
type Budget struct{ packed, unpacked int64 }

// Packed tells that n more bytes of the file itself were read.
func (b *Budget) Packed(n int) { b.packed += int64(n) }

// Left is how many bytes may still be unpacked.
func (b *Budget) Left() int64 {
	allowed := max(min(burst, MaxRatio*b.packed), SteadyRate*b.packed) + spare
	return max(0, allowed-b.unpacked)
}

// Take tells that n bytes were unpacked.
func (b *Budget) Take(n int) { b.unpacked += int64(n) }

// read is r.Read(p) within the budget.
func (b *Budget) read(r io.Reader, p []byte) (int, error) {
	if b.Left() == 0 {
		return 0, ErrTooLarge
	}
	n, err := r.Read(p[:min(int64(len(p)), b.Left())])
	b.Take(n)
	return n, err
}

// Within is r, ending in ErrTooLarge after limit bytes or with the budget.
func (b *Budget) Within(r io.Reader, limit int64) io.Reader { return &within{b, r, limit} }

type within struct {
	budget *Budget
	from   io.Reader
	left   int64
}

func (w *within) Read(p []byte) (int, error) {
	if w.left <= 0 {
		// At its limit a member may end, but not go on.
		var one [1]byte
		n, err := w.from.Read(one[:])
		if n > 0 {
			return 0, ErrTooLarge
		}
		return 0, err
	}
	n, err := w.budget.read(w.from, p[:min(int64(len(p)), w.left)])
	w.left -= int64(n)
	return n, err
}

// memberLimit is how many bytes a member of so many packed bytes may unpack to.
func memberLimit(packed int64) int64 { return MaxRatio*packed + spare }
