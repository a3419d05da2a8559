package archive

import (
	"archive/tar"
	"bytes"
	"cmp"
	"io"
	"slices"
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

// walkTar unpacks a tar archive up to its end, its damage or the budget.
func walkTar(r io.Reader, budget *Budget, visit func(Member)) []Problem {
	var members []Member
	var problems []Problem
	archive := tar.NewReader(&limited{r: r, left: MaxUnpacked + MaxUnpacked/4})
	seen := 0
	for {
		h, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			problems = append(problems, Problem{"", "a damaged tar archive; only files before the damage were read"})
			break
		}
		name := cleanName(h.Name)
		if h.Typeflag != tar.TypeReg || hidden(name) {
			continue
		}
		if seen++; seen > MaxMembers {
			problems = append(problems, Problem{"", "more than " + strconv.Itoa(MaxMembers) + " files in it; the rest was left out"})
			break
		}
		data, err := budget.read(archive, MaxMember)
		if err != nil {
			why := reason(err)
			if err == io.ErrUnexpectedEOF {
				why = "cut off"
			}
			problems = append(problems, Problem{name, why})
		} else {
			members = append(members, Member{Name: name, Data: data})
		}
		if budget.left <= 0 {
			problems = append(problems, Problem{"", "it unpacks to more than the limits allow; the rest was left out"})
			break
		}
	}
	slices.SortStableFunc(members, func(a, b Member) int { return cmp.Compare(a.Name, b.Name) })
	for _, m := range members {
		visit(m)
	}
	return problems
}

// A limited reader ends in an error once more than left bytes were read, so
// that passing over large members is bounded like reading them.
type limited struct {
	r    io.Reader
	left int
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errTooLarge
	}
	n, err := l.r.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}
