package measure

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/read"
	"synoptic/internal/read/html"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/piece"
)

// Silver is a page whose blocks are labelled by machine: by what three other
// extractors agree on.
type Silver struct {
	file   string
	lines  []lines.Line
	states []state
}

// A state says how many of the extractors keep a block. The first two are
// trusted more than the third.
type state byte

const (
	none     state = '0' // none keeps it
	all3     state = '3' // all keep it
	likely   state = '2' // the first two keep it
	unlikely state = '1' // only the third keeps it
	unknown  state = 'x' // the first two differ
)

// trusts are how far a state is believed.
var trusts = map[state]float64{none: 1, all3: 1, likely: 0.7, unlikely: 0.7, unknown: 0}

// Bounds of a page that can be learnt from: words of its article, and the part
// of the words that either of the first two extractors keeps that both keep.
const (
	leastWords = 60
	leastAgree = 0.6
)

// SilverLabels compares what three extractors kept of a page, and writes it as
// a line of labels: "file<TAB>state:from-to ...", ranges of bytes of the page in
// UTF-8. Blocks outside them are kept by none. It is "" where they agree too
// little.
func SilverLabels(file string, data []byte, texts [3]string) string {
	page := html.Scan(piece.NewSource(read.Decode(data)))
	all := html.Lines(page)
	var votes [3][]bool
	for i, t := range texts {
		votes[i] = label(t, all)
	}
	article, either, both := 0, 0, 0
	states := make([]state, len(all))
	for i, l := range all {
		a, b, c := votes[0][i], votes[1][i], votes[2][i]
		n := len(strings.Fields(l.Text))
		switch {
		case a && b && c:
			states[i] = all3
		case a && b:
			states[i] = likely
		case a || b:
			states[i] = unknown
		case c:
			states[i] = unlikely
		default:
			states[i] = none
		}
		if a && b || a && c || b && c {
			article += n
		}
		if a || b {
			either += n
		}
		if a && b {
			both += n
		}
	}
	if article < leastWords || float64(both) <= leastAgree*float64(either) {
		return ""
	}
	var b strings.Builder
	b.WriteString(file + "\t")
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && states[j] == states[i] {
			j++
		}
		if states[i] != none {
			fmt.Fprintf(&b, "%c:%d-%d ", states[i], page.Blocks[i].Source.Start, page.Blocks[j-1].Source.End)
		}
		i = j
	}
	return strings.TrimSpace(b.String())
}

// ReadSilver reads labels as SilverLabels writes them, one page a line, with
// their pages from a folder, packed by gzip. "#" begins a comment. Pages that
// are not there are passed over.
func ReadSilver(labels, dir string) ([]Silver, error) {
	var out []Silver
	for line := range strings.Lines(labels) {
		file, spans, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || file[0] == '#' {
			continue
		}
		data, err := unpack(filepath.Join(dir, file+".gz"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		s, err := silver(file, data, spans)
		if err != nil {
			return nil, fmt.Errorf("labels of %s: %w", file, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func silver(file string, data []byte, spans string) (Silver, error) {
	page := html.Scan(piece.NewSource(read.Decode(data)))
	s := Silver{file: file, lines: html.Lines(page)}
	s.states = slices.Repeat([]state{none}, len(s.lines))
	for f := range strings.FieldsSeq(spans) {
		kind, span, ok := strings.Cut(f, ":")
		from, to, ok2 := strings.Cut(span, "-")
		a, err := strconv.Atoi(from)
		b, err2 := strconv.Atoi(to)
		if err := errors.Join(err, err2); err != nil || !ok || !ok2 || len(kind) != 1 {
			return s, fmt.Errorf("bad range %q: %w", f, err)
		}
		for i, block := range page.Blocks {
			if a <= block.Source.Start && block.Source.Start < b {
				s.states[i] = state(kind[0])
			}
		}
	}
	return s, nil
}

// example is the page as training wants it.
func (s Silver) example(flat Flat, i int) lines.Example {
	var e lines.Example
	for k, l := range s.lines {
		if bool(flat) && l.Traits.Hidden {
			continue
		}
		if flat {
			l = lines.Line{Text: l.Text, Bullet: l.Bullet}
		}
		e.Lines = append(e.Lines, l)
		e.Keep = append(e.Keep, s.states[k] == all3 || s.states[k] == likely)
		e.Trust = append(e.Trust, trusts[s.states[k]])
	}
	e.Lines = asTrained(e.Lines, flat, i)
	return e
}
