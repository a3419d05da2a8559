package read

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/archive"
)

// shownProblems is how many parts of a container an error names.
const shownProblems = 3

// problems collects what of a container could not be read.
type problems struct {
	parts []string // the first few, with their names and reasons
	more  int
	whole []string // about the container itself
}

// add notes that the part of that name, or with "" the whole, could not be read.
func (p *problems) add(name, reason string) {
	switch {
	case name == "":
		p.whole = append(p.whole, reason)
	case len(p.parts) < shownProblems:
		p.parts = append(p.parts, name+": "+reason)
	default:
		p.more++
	}
}

// err is all problems in one line, nil where there are none.
func (p *problems) err() error {
	list := append(p.whole[:len(p.whole):len(p.whole)], p.parts...)
	if p.more > 0 {
		list = append(list, fmt.Sprintf("and %d more", p.more))
	}
	if len(list) == 0 {
		return nil
	}
	return errors.New(strings.Join(list, "; "))
}

// isArchive is the form of .zip, .tar, .gz and .zst files.
func isArchive(data []byte) bool { return archive.KindOf(data) != archive.None }

// readArchive reads the members of an archive. Archives in it are read here
// too, so that all share one budget.
func readArchive(source string, data []byte, depth int) ([]*model.Article, error) {
	var p problems
	var out []*model.Article
	walkArchive(source, "", data, depth, archive.NewBudget(len(data), depth > 0), &p, &out)
	err := p.err()
	if err == nil && len(out) == 0 {
		err = errors.New("an archive with no files in it")
	}
	return out, err
}

// walkArchive reads an archive that has the name within in the outermost one.
func walkArchive(source, within string, data []byte, depth int, budget *archive.Budget, p *problems, out *[]*model.Article) {
	if depth > maxNesting {
		p.add(within, "nested too deep")
		return
	}
	if kind := officeKind(data); kind != "" {
		p.add(within, kind+"; not among the kinds of file that are read")
		return
	}
	damage := archive.Walk(data, budget, func(m archive.Member) {
		name := m.Name
		if name == "" {
			name = streamName(source)
		}
		inner := strings.Trim(within+"/"+name, "/")
		at := strings.TrimSuffix(source+"/"+name, "/")
		if m.Cut != "" {
			p.add(within, m.Cut)
		}
		if isArchive(m.Data) && !isEPUB(m.Data) {
			walkArchive(at, inner, m.Data, depth+1, budget, p, out)
			return
		}
		articles, err := readNested(at, m.Data, depth+1)
		*out = append(*out, articles...)
		if err != nil {
			p.add(inner, err.Error())
		}
	})
	for _, d := range damage {
		p.add(strings.Trim(within+"/"+d.Name, "/"), d.Reason)
	}
}

// streamName is the name that the content of page.html.gz has, "" where the
// file's name does not tell.
func streamName(source string) string {
	base := path.Base(strings.ReplaceAll(source, `\`, "/"))
	switch ext := strings.ToLower(path.Ext(base)); ext {
	case ".gz", ".zst":
		return base[:len(base)-len(ext)]
	}
	return ""
}

// officeKind names ZIP archives that are one document, not files in a folder.
func officeKind(data []byte) string {
	if archive.KindOf(data) != archive.Zip {
		return ""
	}
	head := string(data[:min(len(data), 4<<10)])
	switch {
	case strings.Contains(head, "mimetypeapplication/vnd.oasis.opendocument"):
		return "an OpenDocument file"
	case strings.Contains(head, "[Content_Types].xml"):
		return "a Word, Excel or PowerPoint file"
	}
	return ""
}

// isEPUB is the form of EPUB books: their first member says what they are.
func isEPUB(data []byte) bool {
	return archive.KindOf(data) == archive.Zip &&
		strings.Contains(string(data[:min(len(data), 1<<10)]), "mimetypeapplication/epub+zip")
}
