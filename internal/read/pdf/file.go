package pdf

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"sync"

	"synoptic/internal/read/archive"
)

// A place is where an object stands: at a byte of the file, or as the index-th
// in an object stream.
type place struct {
	offset int
	within ref // the object stream, 0 where there is none
	index  int
}

// A file is a PDF file with its table of objects.
type file struct {
	data    []byte
	budget  *archive.Budget
	places  map[ref]place
	trailer dict
	objects map[ref]any   // those that were read
	inside  map[ref][]any // of object streams
	reading map[ref]bool
	rebuilt bool // the table was made by looking for objects
	left    int  // bytes of operations that may still be followed
}

// maxObjects is how many objects a file may have.
const maxObjects = 1 << 20

var errNoPages = errors.New("a damaged PDF file; no pages were found in it")

// open reads the table of objects, or makes one where it is broken.
func open(data []byte, budget *archive.Budget) *file {
	f := &file{data: data, budget: budget, left: maxDrawn}
	f.reset()
	if !f.tables(f.startOffset()) || f.root() == nil {
		f.rebuild()
	}
	return f
}

func (f *file) reset() {
	f.places, f.objects, f.inside, f.reading = map[ref]place{}, map[ref]any{}, map[ref][]any{}, map[ref]bool{}
	f.trailer = dict{}
}

// root is the catalogue, nil where it leads to no pages.
func (f *file) root() dict {
	root, _ := f.get(f.trailer["Root"]).(dict)
	if _, ok := f.get(root["Pages"]).(dict); !ok {
		return nil
	}
	return root
}

// startOffset is where the last table of objects begins.
func (f *file) startOffset() int {
	tail := f.data[max(0, len(f.data)-4096):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return -1
	}
	l := lexer{data: tail, at: i + len("startxref")}
	v, _ := l.next(0)
	at, _ := v.(int)
	return at
}

// tables reads the tables of objects from the last back to the first. It is
// false where one is broken.
func (f *file) tables(at int) bool {
	seen := map[int]bool{}
	for at > 0 && at < len(f.data) && !seen[at] && len(seen) < 1000 {
		seen[at] = true
		var trailer dict
		l := &lexer{data: f.data, at: at, refs: true}
		if l.space(); bytes.HasPrefix(f.data[l.at:], []byte("xref")) {
			trailer = f.table(l)
		} else {
			trailer = f.tableStream(l.at)
		}
		if trailer == nil {
			return false
		}
		for key, v := range trailer {
			if _, known := f.trailer[key]; !known {
				f.trailer[key] = v
			}
		}
		if also, ok := trailer["XRefStm"].(int); ok && also > 0 && also < len(f.data) {
			f.tableStream(also)
		}
		at, _ = trailer["Prev"].(int)
	}
	return len(seen) > 0
}

func (f *file) put(n int, p place) {
	if _, known := f.places[ref(n)]; !known && n > 0 && len(f.places) < maxObjects {
		f.places[ref(n)] = p
	}
}

// table reads a table in the old form, and its trailer.
func (f *file) table(l *lexer) dict {
	l.at += len("xref")
	for {
		first, _ := l.next(0)
		if first == operator("trailer") {
			d, _ := l.next(0)
			trailer, _ := d.(dict)
			return trailer
		}
		count, _ := l.next(0)
		from, ok := first.(int)
		n, ok2 := count.(int)
		if !ok || !ok2 || n < 0 {
			return nil
		}
		for i := range min(n, maxObjects) {
			offset, _ := l.next(0)
			_, _ = l.next(0)
			kind, ok := l.next(0)
			if !ok {
				return nil
			}
			if at, isInt := offset.(int); isInt && kind == operator("n") {
				f.put(from+i, place{offset: at})
			}
		}
	}
}

// tableStream reads a table in the form of a stream.
func (f *file) tableStream(at int) dict {
	_, v := f.objectAt(at)
	s, ok := v.(*stream)
	if !ok || s.dict["Type"] != name("XRef") {
		return nil
	}
	data, err := f.decode(s)
	widths, _ := s.dict["W"].(array)
	if err != nil || len(widths) < 3 {
		return nil
	}
	var w [3]int
	for i := range w {
		if w[i], _ = widths[i].(int); w[i] < 0 || w[i] > 8 {
			return nil
		}
	}
	if w[0]+w[1]+w[2] == 0 {
		return nil
	}
	size, _ := s.dict["Size"].(int)
	index, _ := s.dict["Index"].(array)
	if index == nil {
		index = array{0, size}
	}
	for i := 0; i+1 < len(index); i += 2 {
		from, _ := index[i].(int)
		n, _ := index[i+1].(int)
		for k := 0; k < min(n, maxObjects) && len(data) >= w[0]+w[1]+w[2]; k++ {
			data = f.row(from+k, data, w)
		}
	}
	return s.dict
}

// row takes one row of a table stream.
func (f *file) row(n int, data []byte, w [3]int) (rest []byte) {
	var v [3]int
	for i, width := range w {
		for _, b := range data[:width] {
			v[i] = v[i]<<8 | int(b)
		}
		data = data[width:]
	}
	if w[0] == 0 {
		v[0] = 1
	}
	switch v[0] {
	case 1:
		f.put(n, place{offset: v[1]})
	case 2:
		f.put(n, place{within: ref(v[1]), index: v[2]})
	}
	return data
}

var objectHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[\s>)\]])(\d{1,9})[ \t\r\n\x00]+\d{1,5}[ \t\r\n\x00]+obj\b|\btrailer\b`)
})

// rebuild makes the table by looking through the file for objects; of two of
// one number the later counts.
func (f *file) rebuild() {
	f.reset()
	f.rebuilt = true
	var streams []ref
	for _, m := range objectHead().FindAllSubmatchIndex(f.data, maxObjects) {
		if m[2] < 0 {
			l := &lexer{data: f.data, at: m[1], refs: true}
			v, _ := l.next(0)
			f.adopt(v)
			continue
		}
		n, _ := strconv.Atoi(string(f.data[m[2]:m[3]]))
		f.places[ref(n)] = place{offset: m[2]}
		head := f.data[m[1]:min(m[1]+400, len(f.data))]
		if bytes.Contains(head, []byte("ObjStm")) || bytes.Contains(head, []byte("XRef")) {
			streams = append(streams, ref(n))
		}
	}
	for _, n := range streams {
		s, ok := f.get(n).(*stream)
		if !ok {
			continue
		}
		f.adopt(s.dict)
		for i, number := range f.numbers(s) {
			f.put(number, place{within: n, index: i})
		}
	}
	if f.root() == nil {
		f.findRoot()
	}
}

// adopt takes what a trailer says.
func (f *file) adopt(v any) {
	d, _ := v.(dict)
	for _, key := range []name{"Root", "Info", "Encrypt"} {
		if _, ok := d[key].(ref); ok {
			f.trailer[key] = d[key]
		}
	}
}

// findRoot looks for the catalogue among the objects: of several the last.
func (f *file) findRoot() {
	best := ref(0)
	for n := range f.places {
		d, ok := f.get(n).(dict)
		if !ok || d["Type"] != name("Catalog") || n < best {
			continue
		}
		if _, ok := f.get(d["Pages"]).(dict); ok {
			best = n
		}
	}
	if best > 0 {
		f.trailer["Root"] = best
	}
}

// objectAt reads the object whose "1 0 obj" stands at a byte of the file.
func (f *file) objectAt(at int) (n ref, v any) {
	if at < 0 || at >= len(f.data) {
		return 0, nil
	}
	l := &lexer{data: f.data, at: at, refs: true}
	number, _ := l.next(0)
	_, _ = l.next(0)
	if word, _ := l.next(0); word != operator("obj") {
		return 0, nil
	}
	id, _ := number.(int)
	v, _ = l.next(0)
	d, ok := v.(dict)
	if !ok {
		return ref(id), v
	}
	if l.space(); !bytes.HasPrefix(f.data[l.at:], []byte("stream")) {
		return ref(id), d
	}
	start := l.at + len("stream")
	if bytes.HasPrefix(f.data[start:], []byte("\r\n")) {
		start += 2
	} else if start < len(f.data) && (f.data[start] == '\n' || f.data[start] == '\r') {
		start++
	}
	return ref(id), &stream{d, f.data[start:f.streamEnd(start, d)]}
}

// streamEnd is where the bytes of a stream end: by its length where that leads
// to its end, else at the next "endstream".
func (f *file) streamEnd(start int, d dict) int {
	if n, ok := f.get(d["Length"]).(int); ok && n >= 0 && start+n <= len(f.data) {
		l := lexer{data: f.data[:min(len(f.data), start+n+20)], at: start + n}
		if l.space(); bytes.HasPrefix(l.data[l.at:], []byte("endstream")) {
			return start + n
		}
	}
	if i := bytes.Index(f.data[start:], []byte("endstream")); i >= 0 {
		return start + i
	}
	return len(f.data)
}

// get follows references to an object that is none.
func (f *file) get(v any) any {
	for range 20 {
		n, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.object(n)
	}
	return nil
}

func (f *file) object(n ref) any {
	if v, ok := f.objects[n]; ok {
		return v
	}
	p, ok := f.places[n]
	if !ok || f.reading[n] || len(f.reading) > maxDepth {
		return nil
	}
	f.reading[n] = true
	defer delete(f.reading, n)
	if p.within != 0 {
		v := f.objectIn(p)
		f.objects[n] = v
		return v
	}
	id, v := f.objectAt(p.offset)
	if id != n && !f.rebuilt {
		f.rebuild()
		return f.object(n)
	}
	f.objects[n] = v
	return v
}

// objectIn is an object of an object stream.
func (f *file) objectIn(p place) any {
	all, ok := f.inside[p.within]
	if !ok {
		if s, isStream := f.get(p.within).(*stream); isStream {
			all = f.contents(s)
		}
		f.inside[p.within] = all
	}
	if p.index < 0 || p.index >= len(all) {
		return nil
	}
	return all[p.index]
}

// contents are the objects of an object stream.
func (f *file) contents(s *stream) (out []any) {
	data, err := f.decode(s)
	first, _ := f.get(s.dict["First"]).(int)
	if err != nil || first < 0 || first > len(data) {
		return nil
	}
	for _, pair := range f.pairs(s, data[:first]) {
		at := first + pair[1]
		if at < first || at > len(data) {
			at = len(data)
		}
		l := &lexer{data: data, at: at, refs: true}
		v, _ := l.next(0)
		out = append(out, v)
	}
	return out
}

// pairs are number and offset of the objects of an object stream.
func (f *file) pairs(s *stream, head []byte) (out [][2]int) {
	n, _ := f.get(s.dict["N"]).(int)
	l := &lexer{data: head}
	for len(out) < n {
		number, ok := l.next(0)
		offset, ok2 := l.next(0)
		if !ok || !ok2 {
			break
		}
		a, _ := number.(int)
		b, _ := offset.(int)
		out = append(out, [2]int{a, b})
	}
	return out
}

// numbers are the numbers of the objects of an object stream.
func (f *file) numbers(s *stream) (out []int) {
	if s.dict["Type"] != name("ObjStm") {
		return nil
	}
	data, err := f.decode(s)
	first, _ := f.get(s.dict["First"]).(int)
	if err != nil || first < 0 || first > len(data) {
		return nil
	}
	for _, pair := range f.pairs(s, data[:first]) {
		out = append(out, pair[0])
	}
	return out
}

// maxPages is how many pages are read.
const maxPages = 2000

// A page is its dictionary with what it inherits.
type page struct {
	dict      dict
	resources dict
	box       [4]float64
}

// pages are the pages in order. Of a file without a tree of pages they are
// gathered one by one.
func (f *file) pages() (out []page) {
	seen := map[ref]bool{}
	var walk func(v any, inherited dict, depth int)
	walk = func(v any, inherited dict, depth int) {
		if n, ok := v.(ref); ok {
			if seen[n] {
				return
			}
			seen[n] = true
		}
		d, ok := f.get(v).(dict)
		if !ok || depth > maxDepth || len(out) >= maxPages {
			return
		}
		own := dict{}
		for _, key := range []name{"Resources", "MediaBox", "CropBox"} {
			if own[key] = d[key]; own[key] == nil {
				own[key] = inherited[key]
			}
		}
		kids, ok := f.get(d["Kids"]).(array)
		if !ok {
			out = append(out, f.page(d, own))
			return
		}
		for _, kid := range kids {
			walk(kid, own, depth+1)
		}
	}
	walk(f.root()["Pages"], dict{}, 0)
	if len(out) > 0 {
		return out
	}
	for n := ref(1); n <= maxObjects && len(f.places) > 0 && len(seen) < len(f.places); n++ {
		if _, ok := f.places[n]; !ok {
			continue
		}
		seen[n] = true
		if d, ok := f.get(n).(dict); ok && d["Type"] == name("Page") {
			walk(d, dict{}, 0)
		}
	}
	return out
}

func (f *file) page(d, own dict) page {
	p := page{dict: d, box: [4]float64{0, 0, 612, 792}}
	p.resources, _ = f.get(own["Resources"]).(dict)
	for _, key := range []name{"MediaBox", "CropBox"} {
		if box, ok := f.get(own[key]).(array); ok && len(box) >= 4 {
			for i := range p.box {
				p.box[i] = float(f.get(box[i]))
			}
		}
	}
	if p.box[0] > p.box[2] {
		p.box[0], p.box[2] = p.box[2], p.box[0]
	}
	if p.box[1] > p.box[3] {
		p.box[1], p.box[3] = p.box[3], p.box[1]
	}
	return p
}

// contentOf are the drawing operations of a page.
func (f *file) contentOf(p page) []byte {
	var out []byte
	parts := f.list(p.dict["Contents"])
	for _, part := range parts[:min(len(parts), 1000)] {
		if s, ok := f.get(part).(*stream); ok {
			data, err := f.decode(s)
			if err == nil && len(out)+len(data) <= maxStream {
				out = append(append(out, data...), '\n')
			}
		}
	}
	return out
}
