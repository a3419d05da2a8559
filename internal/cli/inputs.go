package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/sync/errgroup"

	"synoptic/internal/model"
	"synoptic/internal/read"
)

// maxText is the longest text of one article, in bytes. Long features have a
// tenth of it; a longer text is a book or an archive, and would take minutes.
const maxText = 2 << 20

// stdinName is the source of what comes from standard input.
const stdinName = "standard input"

const stageRead = "reading"

// An input is a file to read, or a path that cannot be one and why.
type input struct {
	source string // as shown: the path as given, cleaned
	reason string // not "" where it is to be skipped
}

// readInputs reads the articles of all files named by args: files, folders
// (with all below them), globs, and "-" for stdin. Every file is read once,
// however often it is named. What cannot be read is skipped with its reason.
func readInputs(ctx context.Context, args []string, options read.Options, stdin io.Reader, report func(string, int, int)) ([]*model.Article, []model.Skipped, error) {
	inputs := findInputs(args)
	results := make([][]*model.Article, len(inputs))
	reasons := make([]string, len(inputs))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	var done atomic.Int64
	for i, in := range inputs {
		if ctx.Err() != nil {
			break
		}
		g.Go(func() error {
			if reasons[i] = in.reason; in.reason == "" {
				results[i], reasons[i] = readInput(ctx, in.source, options, stdin)
			}
			report(stageRead, int(done.Add(1)), len(inputs))
			return nil
		})
	}
	_ = g.Wait() // its functions return no errors
	var skipped []model.Skipped
	for i, reason := range reasons {
		if reason != "" {
			skipped = append(skipped, model.Skipped{Source: inputs[i].source, Reason: reason})
		}
	}
	return slices.Concat(results...), skipped, ctx.Err()
}

// findInputs turns arguments into inputs, sorted by source, each file once.
func findInputs(args []string) []input {
	var f finder
	for _, arg := range sortedOnce(args) {
		f.argument(arg)
	}
	slices.SortFunc(f.found, func(a, b input) int { return cmp.Compare(a.source, b.source) })
	return f.found
}

// A finder gathers the files below its arguments.
type finder struct {
	found []input
	seen  []os.FileInfo // folders entered, so that a loop of links ends
	files map[fileKey][]os.FileInfo
}

// A fileKey is a cheap first test for being the same file.
type fileKey struct {
	size  int64
	mtime int64
}

func (f *finder) argument(arg string) {
	if arg == "-" {
		f.found = append(f.found, input{source: stdinName})
		return
	}
	if _, err := os.Stat(arg); err != nil && strings.ContainsAny(arg, "*?[{") {
		f.glob(arg)
		return
	}
	f.path(filepath.Clean(arg))
}

func (f *finder) glob(pattern string) {
	matches, err := doublestar.FilepathGlob(pattern)
	if err != nil {
		f.skip(pattern, "not a pattern that can be read: "+err.Error())
		return
	}
	if len(matches) == 0 {
		f.skip(pattern, "no file matches this pattern")
	}
	for _, match := range sortedOnce(matches) {
		f.path(filepath.Clean(match))
	}
}

// path adds a file, or what is below a folder. Hidden files of a folder are
// passed over, as the shell does; a hidden file that is named is read.
func (f *finder) path(path string) {
	info, err := os.Stat(path)
	if err != nil {
		f.skip(path, plainError(err))
		return
	}
	switch {
	case info.IsDir():
		f.folder(path, info)
	case !info.Mode().IsRegular():
		f.skip(path, "not a file or folder")
	case f.first(info):
		f.found = append(f.found, input{source: filepath.ToSlash(path)})
	}
}

func (f *finder) folder(path string, info os.FileInfo) {
	if slices.ContainsFunc(f.seen, func(s os.FileInfo) bool { return os.SameFile(s, info) }) {
		return // seen already, by another name or through a loop of links
	}
	f.seen = append(f.seen, info)
	entries, err := os.ReadDir(path)
	if err != nil {
		f.skip(path, plainError(err))
	}
	for _, entry := range entries { // sorted by name
		if !strings.HasPrefix(entry.Name(), ".") {
			f.path(filepath.Join(path, entry.Name()))
		}
	}
}

// first says whether the file was not met before, by this or another name.
func (f *finder) first(info os.FileInfo) bool {
	key := fileKey{info.Size(), info.ModTime().UnixNano()}
	for _, other := range f.files[key] {
		if os.SameFile(info, other) {
			return false
		}
	}
	if f.files == nil {
		f.files = map[fileKey][]os.FileInfo{}
	}
	f.files[key] = append(f.files[key], info)
	return true
}

func (f *finder) skip(source, reason string) {
	f.found = append(f.found, input{source: filepath.ToSlash(source), reason: reason})
}

// readInput reads the articles of one file. The reason is "" where all is well.
func readInput(ctx context.Context, source string, options read.Options, stdin io.Reader) (articles []*model.Article, reason string) {
	from, size := stdin, int64(-1)
	if source != stdinName {
		f, err := os.Open(filepath.FromSlash(source))
		if err != nil {
			return nil, plainError(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return nil, plainError(err)
		}
		from, size = f, info.Size()
	}
	return readSafely(func(visit func(*model.Article) error) error {
		return options.Stream(source, from, size, func(a *model.Article) error { return errors.Join(visit(a), ctx.Err()) })
	})
}

// readSafely gathers the articles that read visits, but for those that are too
// long. The reason is "" where all is well.
func readSafely(read func(visit func(*model.Article) error) error) (articles []*model.Article, reason string) {
	var k keeper
	defer func() {
		if r := recover(); r != nil {
			articles, reason = k.articles, fmt.Sprintf("a fault in Synoptic itself, please report it: %v", r)
		}
	}()
	err := read(k.keep)
	return k.articles, k.reason(err)
}

// A keeper gathers the articles of a file, but for those that are too long.
type keeper struct {
	articles []*model.Article
	tooLong  int
	longest  int
}

func (k *keeper) keep(a *model.Article) error {
	if len(a.Text) <= maxText {
		k.articles = append(k.articles, a)
		return nil
	}
	k.tooLong++
	k.longest = max(k.longest, len(a.Text))
	return nil
}

// reason is what of the file was not read, in words: err, and texts that are
// too long.
func (k *keeper) reason(err error) string {
	var said []string
	if err != nil {
		said = append(said, plainError(err))
	}
	mb := (k.longest + 1<<19) >> 20
	switch {
	case k.tooLong == 1 && len(k.articles) == 0:
		said = append(said, fmt.Sprintf("%d MB of running text; an article has at most %d MB", mb, maxText>>20))
	case k.tooLong > 0:
		said = append(said, fmt.Sprintf("%d of the articles left out: they have up to %d MB of running text, an article has at most %d MB", k.tooLong, mb, maxText>>20))
	}
	return strings.Join(said, "; ")
}

// plainError is err in words for people, without the path, which is told
// beside it.
func plainError(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it"
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err.Error()
	}
	return err.Error()
}

func sortedOnce(names []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

// inOrder sorts what was skipped by source.
func inOrder(skipped []model.Skipped) []model.Skipped {
	slices.SortStableFunc(skipped, func(a, b model.Skipped) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Reason, b.Reason))
	})
	return skipped
}
