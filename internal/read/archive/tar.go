package archive

import (
	"archive/tar"
	"bytes"
	"io"
	"strconv"
)

// tarBlock is the length of a tar header.
const tarBlock = 512

// isTar says whether data begins with a tar header: its sum over all bytes, its
// own field taken for blanks, stands in it. Old archives have no other sign.
func isTar(data []byte) bool {
	if len(data) < tarBlock || data[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(string(bytes.Trim(data[148:156], " \x00")), 8, 32)
	if err != nil {
		return false
	}
	sum := 8 * int64(' ')
	for i, b := range data[:tarBlock] {
		if i < 148 || i >= 156 {
			sum += int64(b)
		}
	}
	return sum == want
}

// WalkTar visits the files of a tar archive in its order, up to its end, its
// damage or the budget. The problems are those of the archive itself.
func WalkTar(r io.Reader, budget *Budget, visit Visitor) (problems []string) {
	archive := tar.NewReader(r)
	for seen := 0; ; {
		h, err := archive.Next()
		switch {
		case err == io.EOF:
			return problems
		case err != nil:
			return append(problems, "a damaged tar archive; only files before the damage were read")
		}
		name := cleanName(h.Name)
		if h.Typeflag != tar.TypeReg || hidden(name) {
			continue
		}
		if seen++; seen > MaxMembers {
			return append(problems, tooManyFiles())
		}
		if budget.Left() == 0 {
			return append(problems, exhausted)
		}
		if !visit(Member{name, budget.Within(archive, memberLimit(h.Size))}) {
			return problems
		}
	}
}
