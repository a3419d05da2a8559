package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"synoptic/internal/read/archive"
	"synoptic/internal/read/wire"
)

// headSize is how much of a file is looked at to tell its kind; lineSize is
// how much where lines may be long.
const (
	headSize = 64 << 10
	lineSize = 4 << 20
)

// An input is a file to read: a stream, and whatever else is at hand.
type input struct {
	*bufio.Reader
	at   io.ReaderAt // nil where it can only be read from beginning to end
	size int64       // -1 where it is not known
	data []byte      // all of it, where it is held in memory
	// keepCut says that what stands before damage is worth reading.
	keepCut bool
}

// open begins to read r; done gives its buffer back.
func (r *run) open(from io.Reader) *input {
	if n := len(r.buffers); n > 0 {
		buffer := r.buffers[n-1]
		r.buffers = r.buffers[:n-1]
		buffer.Reset(from)
		return &input{Reader: buffer, size: -1}
	}
	return &input{Reader: bufio.NewReaderSize(from, headSize), size: -1}
}

func (r *run) done(in *input) {
	if in.Reader != nil && in.Size() == headSize {
		r.buffers = append(r.buffers, in.Reader)
	}
}

// inMemory is an input of data. Its buffer is made when it is needed.
func inMemory(data []byte) *input {
	r := bytes.NewReader(data)
	return &input{at: r, size: int64(len(data)), data: data}
}

// head is the beginning of the file.
func (in *input) head() []byte {
	if in.data != nil {
		return in.data
	}
	if in.Reader == nil {
		return nil
	}
	head, _ := in.Peek(headSize)
	return head
}

// stream is the file from its beginning.
func (in *input) stream() io.Reader {
	if in.Reader == nil {
		return bytes.NewReader(in.data)
	}
	return in.Reader
}

// all is the whole file, up to MaxSize. What was read stands beside the error.
func (in *input) all() ([]byte, error) {
	if in.Reader == nil {
		if len(in.data) > MaxSize {
			return nil, tooLarge(in.size)
		}
		return in.data, nil
	}
	if in.size > MaxSize {
		return nil, tooLarge(in.size)
	}
	var all bytes.Buffer
	if in.size > 0 {
		all.Grow(int(in.size) + bytes.MinRead)
	}
	_, err := all.ReadFrom(io.LimitReader(in.Reader, MaxSize+1))
	if all.Len() > MaxSize {
		return nil, tooLarge(-1)
	}
	if err != nil {
		err = errors.New(archive.Reason(err))
	}
	return all.Bytes(), err
}

func tooLarge(size int64) error {
	if size < 0 {
		return fmt.Errorf("larger than %d MB", MaxSize>>20)
	}
	return fmt.Errorf("%d MB large; files of up to %d MB are read", (size+1<<19)>>20, MaxSize>>20)
}

// isLines says whether the file is JSON Lines, so that it can be read line by
// line. A file whose first lines are too long or too damaged to tell is read
// whole.
func (in *input) isLines() bool {
	head := in.head()
	if !wire.IsJSON(opening(head)) || bytes.IndexByte(head[:min(len(head), 64)], 0) >= 0 {
		return false
	}
	if in.data == nil && !secondLine(head) {
		in.Reader = bufio.NewReaderSize(in.Reader, lineSize)
		head, _ = in.Peek(lineSize)
	}
	if len(head) > lineSize {
		head = head[:lineSize]
	}
	if cut := bytes.LastIndexByte(head, '\n'); cut >= 0 && int64(len(head)) != in.size {
		head = head[:cut+1]
	}
	return wire.IsLines(strings.ToValidUTF8(string(head), "\uFFFD"))
}

// secondLine says whether two lines end in head.
func secondLine(head []byte) bool { return bytes.Count(head, []byte("\n")) >= 2 }
