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

// PublicationDays reads the pages that a file of labels names, laid out like
// those of htmldate: {address: {"file", "date"}}, the pages in the folder html
// beside it, packed by gzip. Pages that are not there are passed over.
func PublicationDays(labels string, read Reader) (Days, error) {
	gold := map[string]struct{ File, Date string }{}
	if err := readJSON(labels, &gold); err != nil {
		return Days{}, err
	}
	var out Days
	for _, address := range slices.Sorted(maps.Keys(gold)) {
		g := gold[address]
		data, err := unpack(filepath.Join(filepath.Dir(labels), "html", g.File+".gz"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return out, err
		}
		day := ""
		if articles, err := read(address, data); err == nil && len(articles) > 0 {
			day = articles[0].Published.Day()
		}
		out.count(g.File, g.Date, day)
	}
	return out, nil
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
