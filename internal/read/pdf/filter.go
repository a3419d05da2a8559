package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"

	"github.com/klauspost/compress/flate"
)

// maxStream is how many bytes one stream may unpack to.
const maxStream = 32 << 20

// errNoFilter says that a stream holds a picture or the like.
var errNoFilter = errors.New("a filter that gives no text")

// decode undoes the filters of a stream. What stands before damage is given.
func (f *file) decode(s *stream) ([]byte, error) {
	filters, parms := f.list(s.dict["Filter"]), f.list(s.dict["DecodeParms"])
	if filters == nil {
		filters, parms = f.list(s.dict["F"]), f.list(s.dict["DP"])
	}
	data := s.raw
	for i, filter := range filters[:min(len(filters), 8)] {
		var p dict
		if i < len(parms) {
			p, _ = f.get(parms[i]).(dict)
		}
		n, _ := f.get(filter).(name)
		out, err := f.undo(n, data, p)
		if err != nil {
			return nil, err
		}
		data = out
	}
	return data, nil
}

// list is v as a list: an array's objects, or v alone.
func (f *file) list(v any) array {
	switch v := f.get(v).(type) {
	case nil:
		return nil
	case array:
		return v
	default:
		return array{v}
	}
}

func (f *file) undo(filter name, data []byte, p dict) ([]byte, error) {
	switch filter {
	case "FlateDecode", "Fl":
		return f.predicted(f.inflate(data), p), nil
	case "LZWDecode", "LZW":
		early, set := f.get(p["EarlyChange"]).(int)
		return f.predicted(f.unlzw(data, !set || early != 0), p), nil
	case "ASCIIHexDecode", "AHx":
		l := lexer{data: append([]byte("<"), data...)}
		return []byte(l.hex()), nil
	case "ASCII85Decode", "A85":
		data, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~"))
		return f.all(ascii85.NewDecoder(bytes.NewReader(data))), nil
	case "RunLengthDecode", "RL":
		return f.unrun(data), nil
	case "Crypt", "":
		return data, nil
	}
	return nil, errNoFilter
}

// all reads r within the limits, up to its end or damage.
func (f *file) all(r io.Reader) []byte {
	out, _ := io.ReadAll(f.budget.Within(r, maxStream))
	return out
}

// inflate unpacks zlib data, or, where their head or sum is damaged, what is
// inside.
func (f *file) inflate(data []byte) []byte {
	if z, err := zlib.NewReader(bytes.NewReader(data)); err == nil {
		return f.all(z)
	}
	return f.all(flate.NewReader(bytes.NewReader(data[min(2, len(data)):])))
}

func (f *file) unrun(data []byte) (out []byte) {
	left := int(min(f.budget.Left(), maxStream))
	for i := 0; i < len(data) && len(out) < left; {
		n := int(data[i])
		i++
		switch {
		case n == 128 || i >= len(data):
			i = len(data)
		case n < 128:
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
		default:
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	f.budget.Take(len(out))
	return out
}

// unlzw unpacks LZW as PDF has it: codes of 9 to 12 bits, high bits first; early
// says that they grow one code early.
func (f *file) unlzw(data []byte, early bool) (out []byte) {
	const clear, end = 256, 257
	left := int(min(f.budget.Left(), maxStream))
	type entry struct{ start, end int } // in out
	var table [4096]entry
	next, width, early1 := 258, 9, 0
	if early {
		early1 = 1
	}
	last := entry{}
	bits, have := 0, 0
	for _, b := range data {
		bits, have = bits<<8|int(b), have+8
		if have < width {
			continue
		}
		code := bits >> (have - width) & (1<<width - 1)
		have -= width
		bits &= 1<<have - 1
		start := len(out)
		switch {
		case code == clear:
			next, width, last = 258, 9, entry{}
			continue
		case code == end || len(out) > left:
			f.budget.Take(len(out))
			return out
		case code < 256:
			out = append(out, byte(code))
		case code < next:
			e := table[code]
			out = append(out, out[e.start:e.end]...)
		case code == next && last.end > last.start:
			out = append(out, out[last.start:last.end]...)
			out = append(out, out[last.start])
		default:
			f.budget.Take(len(out))
			return out
		}
		if last.end > last.start && next < 4096 {
			table[next] = entry{last.start, last.end + 1} // the byte behind it is the first of this code's
			next++
		}
		last = entry{start, len(out)}
		for width < 12 && next+early1 >= 1<<width {
			width++
		}
	}
	f.budget.Take(len(out))
	return out
}

// predicted undoes the prediction of bytes from their neighbours.
func (f *file) predicted(data []byte, p dict) []byte {
	kind, _ := f.get(p["Predictor"]).(int)
	if kind < 2 {
		return data
	}
	number := func(key name, otherwise int) int {
		if n, ok := f.get(p[key]).(int); ok && n > 0 && n < 1<<20 {
			return n
		}
		return otherwise
	}
	colors, bits, columns := number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1)
	pixel, row := max(1, colors*bits/8), (colors*bits*columns+7)/8
	if kind == 2 {
		for at := 0; at+row <= len(data) && bits == 8; at += row {
			for i := at + pixel; i < at+row; i++ {
				data[i] += data[i-pixel]
			}
		}
		return data
	}
	out := make([]byte, 0, len(data))
	before := make([]byte, row)
	for len(data) > 1 {
		method, line := data[0], data[1:min(1+row, len(data))]
		data = data[1+len(line):]
		unfilter(method, line, before, pixel)
		out = append(out, line...)
		copy(before, line)
	}
	return out
}

// unfilter undoes one row of PNG's prediction in place.
func unfilter(method byte, line, before []byte, pixel int) {
	for i := range line {
		left, corner := 0, 0
		if i >= pixel {
			left, corner = int(line[i-pixel]), int(before[i-pixel])
		}
		up := int(before[i])
		switch method {
		case 1:
			line[i] += byte(left)
		case 2:
			line[i] += byte(up)
		case 3:
			line[i] += byte((left + up) / 2)
		case 4:
			line[i] += byte(paeth(left, up, corner))
		}
	}
}

func paeth(left, up, corner int) int {
	p := left + up - corner
	a, b, c := abs(p-left), abs(p-up), abs(p-corner)
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return up
	}
	return corner
}

func abs(n int) int { return max(n, -n) }
