package archive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/klauspost/compress/flate"
)

// WalkZip visits the files of a ZIP archive of size bytes, sorted by name, by
// the directory at its end; where that is missing, those that are whole, from
// one to the next. The problems are those of the archive itself.
func WalkZip(at io.ReaderAt, size int64, budget *Budget, visit Visitor) (problems []string) {
	z, err := zip.NewReader(at, size)
	if err != nil {
		return salvageZip(io.NewSectionReader(at, 0, size), budget, visit)
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	var files []*zip.File
	for _, f := range z.File {
		f.Name = cleanName(f.Name)
		if f.Mode().IsRegular() && !hidden(f.Name) {
			files = append(files, f)
		}
	}
	slices.SortStableFunc(files, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	if len(files) > MaxMembers {
		problems, files = append(problems, tooManyFiles()), files[:MaxMembers]
	}
	for _, f := range files {
		if budget.Left() == 0 {
			return append(problems, exhausted)
		}
		if !visitFile(f, budget, visit) {
			return problems
		}
	}
	return problems
}

func visitFile(f *zip.File, budget *Budget, visit Visitor) bool {
	if f.Flags&1 != 0 {
		return visit(Member{f.Name, failed{problem("encrypted")}})
	}
	r, err := f.Open()
	if err != nil {
		why := problem("damaged")
		if err == zip.ErrAlgorithm {
			why = problem(fmt.Sprintf("compressed by method %d, which is not supported", f.Method))
		}
		return visit(Member{f.Name, failed{why}})
	}
	defer r.Close()
	return visit(Member{f.Name, budget.Within(r, memberLimit(int64(min(f.CompressedSize64, 1<<40))))})
}

// A localHeader is what stands before a member's data.
type localHeader struct {
	flags, method uint16
	sum           uint32
	packed        int64
	name          string
	sizesFollow   bool // the sizes stand behind the data
	dir           bool
}

// zipHeader is the length of a local header without name and extra field, with
// the sign it begins with.
const zipHeader = 30

var localSign = []byte("PK\x03\x04")

// readLocal reads the header that r stands at. Ok is false where there is none.
func readLocal(r *bufio.Reader) (h localHeader, ok bool) {
	head, err := r.Peek(zipHeader)
	if err != nil || !bytes.HasPrefix(head, localSign) {
		return h, false
	}
	le := binary.LittleEndian
	h.flags, h.method, h.sum = le.Uint16(head[6:]), le.Uint16(head[8:]), le.Uint32(head[14:])
	h.packed = int64(le.Uint32(head[18:]))
	name := make([]byte, le.Uint16(head[26:]))
	extra := int(le.Uint16(head[28:]))
	_, _ = r.Discard(zipHeader)
	if _, err := io.ReadFull(r, name); err != nil {
		return h, false
	}
	if n, _ := r.Discard(extra); n < extra {
		return h, false
	}
	h.name, h.dir = cleanName(string(name)), bytes.HasSuffix(name, []byte("/"))
	h.sizesFollow = h.flags&8 != 0 && h.packed == 0
	return h, true
}

// maxSalvaged is how large a file may be that is taken out of an archive
// without directory: it is given on once it is known to be whole.
const maxSalvaged = 32 << 20

// salvageZip visits the members of an archive without directory that are whole.
func salvageZip(r io.Reader, budget *Budget, visit Visitor) []string {
	said := []string{"a ZIP archive that is damaged or cut off: only files that are whole were read"}
	in := bufio.NewReaderSize(r, 64<<10)
	for n := 0; n < MaxMembers && budget.Left() > 0; n++ {
		if !nextLocal(in) {
			return said
		}
		h, ok := readLocal(in)
		if !ok {
			return said
		}
		content, err := h.unpack(in, budget)
		if h.dir || hidden(h.name) {
			continue
		}
		m := Member{h.name, bytes.NewReader(content)}
		if err != nil {
			m.Content = failed{err}
		}
		if !visit(m) {
			return said
		}
	}
	return said
}

// nextLocal goes on to the next local header.
func nextLocal(r *bufio.Reader) bool {
	for {
		head, err := r.Peek(r.Size())
		if i := bytes.Index(head, localSign); i >= 0 {
			_, _ = r.Discard(i)
			return true
		}
		if err != nil {
			return false
		}
		_, _ = r.Discard(len(head) - len(localSign) + 1)
	}
}

// unpack is the member's content, checked against its sum.
func (h localHeader) unpack(r *bufio.Reader, budget *Budget) ([]byte, error) {
	var from io.Reader = r
	packed := &io.LimitedReader{R: r, N: h.packed}
	if !h.sizesFollow {
		from = packed
		defer io.Copy(io.Discard, packed) // what of it was not unpacked
	}
	limit := int64(maxSalvaged)
	switch {
	case h.flags&1 != 0:
		return nil, problem("encrypted")
	case h.method == zip.Deflate:
		if !h.sizesFollow {
			from, limit = bufio.NewReader(packed), min(limit, memberLimit(h.packed))
		}
		from = flate.NewReader(from)
	case h.method != zip.Store || h.sizesFollow:
		return nil, problem(fmt.Sprintf("compressed by method %d, which is not supported without the directory", h.method))
	}
	content, err := io.ReadAll(budget.Within(from, limit))
	switch {
	case err == nil && !h.sizesFollow && packed.N > 0 && h.method == zip.Store:
		return nil, io.ErrUnexpectedEOF
	case err == nil && !h.sizesFollow && crc32.ChecksumIEEE(content) != h.sum:
		return nil, problem("damaged")
	}
	return content, err
}
