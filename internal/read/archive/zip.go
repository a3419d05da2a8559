package archive

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

// walkZip unpacks by the directory at the archive's end, or, where that is
// missing, from one member to the next.
func walkZip(data []byte, budget *Budget, visit func(Member)) []Problem {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return salvageZip(data, budget, visit)
	}
	var files []*zip.File
	for _, f := range z.File {
		f.Name = cleanName(f.Name)
		if f.Mode().IsRegular() && !hidden(f.Name) {
			files = append(files, f)
		}
	}
	slices.SortStableFunc(files, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	var problems []Problem
	if len(files) > MaxMembers {
		problems = append(problems, tooMany(len(files)))
		files = files[:MaxMembers]
	}
	for i, f := range files {
		if budget.left <= 0 {
			return append(problems, exhausted(len(files)-i))
		}
		data, why := unzip(f, budget)
		if why != "" {
			problems = append(problems, Problem{f.Name, why})
			continue
		}
		visit(Member{Name: f.Name, Data: data})
	}
	return problems
}

func tooMany(n int) Problem {
	return Problem{"", fmt.Sprintf("%d files in it; the first %d by name were read", n, MaxMembers)}
}

func exhausted(n int) Problem {
	return Problem{"", fmt.Sprintf("it unpacks to more than the limits allow; %d files were left out", n)}
}

// unzip unpacks one member, or says why it cannot.
func unzip(f *zip.File, budget *Budget) (data []byte, why string) {
	if f.Flags&1 != 0 {
		return nil, "encrypted"
	}
	r, err := f.Open()
	if err != nil {
		if err == zip.ErrAlgorithm {
			return nil, fmt.Sprintf("compressed by method %d, which is not supported", f.Method)
		}
		return nil, "damaged"
	}
	defer r.Close()
	data, err = budget.read(r, memberLimit(int(min(f.CompressedSize64, MaxUnpacked))))
	if err != nil {
		return nil, reason(err)
	}
	return data, ""
}

// memberLimit is how many bytes a member may unpack to.
func memberLimit(compressed int) int { return min(MaxMember, MaxRatio*compressed+spare) }

// zipHeader is the length of a local header without name and extra field.
const zipHeader = 30

// A localHeader is what stands before a member's data.
type localHeader struct {
	flags, method  uint16
	sum            uint32
	packed, plain  int
	name           string
	data           []byte // all that follows the header
	sizesFollow    bool   // the sizes stand behind the data
	encrypted, dir bool
}

func readLocal(data []byte) (h localHeader, ok bool) {
	if len(data) < zipHeader || !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return h, false
	}
	le := binary.LittleEndian
	h.flags, h.method, h.sum = le.Uint16(data[6:]), le.Uint16(data[8:]), le.Uint32(data[14:])
	h.packed, h.plain = int(le.Uint32(data[18:])), int(le.Uint32(data[22:]))
	name, extra := int(le.Uint16(data[26:])), int(le.Uint16(data[28:]))
	if len(data) < zipHeader+name+extra {
		return h, false
	}
	raw := string(data[zipHeader : zipHeader+name])
	h.name, h.dir = cleanName(raw), raw != "" && raw[len(raw)-1] == '/'
	h.data = data[zipHeader+name+extra:]
	h.sizesFollow, h.encrypted = h.flags&8 != 0 && h.packed == 0, h.flags&1 != 0
	return h, true
}

// salvageZip reads the members of an archive without directory, as long as
// they are whole.
func salvageZip(data []byte, budget *Budget, visit func(Member)) []Problem {
	var members []Member
	var problems []Problem
	for len(members) < MaxMembers && len(problems) < MaxMembers && budget.left > 0 {
		h, ok := readLocal(data)
		if !ok {
			break
		}
		content, used, why := h.unpack(budget)
		switch {
		case h.dir || hidden(h.name):
		case why != "":
			problems = append(problems, Problem{h.name, why})
		default:
			members = append(members, Member{Name: h.name, Data: content})
		}
		next := bytes.Index(h.data[min(used, len(h.data)):], []byte("PK\x03\x04"))
		if next < 0 {
			break
		}
		data = h.data[used+next:]
	}
	slices.SortStableFunc(members, func(a, b Member) int { return cmp.Compare(a.Name, b.Name) })
	for _, m := range members {
		visit(m)
	}
	return append(problems, Problem{"", "a ZIP archive that is damaged or cut off: only files that are whole were read"})
}

// unpack is the member's content, and how many bytes of data it took up.
func (h localHeader) unpack(budget *Budget) (content []byte, used int, why string) {
	if h.encrypted {
		return nil, min(h.packed, len(h.data)), "encrypted"
	}
	if !h.sizesFollow && h.packed > len(h.data) {
		return nil, len(h.data), "cut off"
	}
	source := h.data
	if !h.sizesFollow {
		source = h.data[:h.packed]
	}
	r := bytes.NewReader(source)
	var in io.Reader = r
	switch {
	case h.method == zip.Deflate:
		in = flate.NewReader(r)
	case h.method != zip.Store || h.sizesFollow:
		return nil, 0, fmt.Sprintf("compressed by method %d, which is not supported without the directory", h.method)
	}
	content, err := budget.read(in, memberLimit(len(source)))
	used = len(source) - r.Len()
	if !h.sizesFollow {
		used = len(source)
	}
	if err != nil {
		return nil, used, reason(err)
	}
	if !h.sizesFollow && crc32.ChecksumIEEE(content) != h.sum {
		return nil, used, "damaged"
	}
	return content, used, ""
}
