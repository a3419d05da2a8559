package measure

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
)

// Days counts days of publication: right, found, and of how many pages.
type Days struct {
	Right, Found, Pages int
	Wrong               []string // page, gold day and what was found, for people
}

// F1 is the harmonic mean of precision and recall as htmldate counts them, in
// percent: of a page whose day was got wrong recall takes no notice.
func (d Days) F1() float64 {
	missed := d.Pages - d.Found
	return percent(2*float64(d.Right), float64(d.Right+d.Found+missed))
}

// A dated is a page of htmldate's labels: its address, file and day.
type dated struct {
	address, file, day string
	data               []byte
}

// eachDated visits the pages that a file of labels names, laid out like those of
// htmldate: {address: {"file", "date"}}, the pages in the folder html beside it,
// packed by gzip. Pages that are not there are passed over.
func eachDated(labels string, visit func(dated)) error {
	gold := map[string]struct{ File, Date string }{}
	if err := readJSON(labels, &gold); err != nil {
		return err
	}
	for _, address := range slices.Sorted(maps.Keys(gold)) {
		g := gold[address]
		data, err := unpack(filepath.Join(filepath.Dir(labels), "html", g.File+".gz"))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		default:
			visit(dated{address, g.File, g.Date, data})
		}
	}
	return nil
}

// PublicationDays reads the pages that a file of labels names.
func PublicationDays(labels string, read Reader) (Days, error) {
	var out Days
	err := eachDated(labels, func(p dated) {
		found := ""
		if articles, err := read(p.address, p.data); err == nil && len(articles) > 0 {
			found = articles[0].Published.Day()
		}
		out.count(p.file, p.day, found)
	})
	return out, err
}

func (d *Days) count(file, gold, found string) {
	d.Pages++
	if found != "" {
		d.Found++
	}
	if found == gold {
		d.Right++
	} else {
		d.Wrong = append(d.Wrong, file+" is "+gold+", found "+found)
	}
}
