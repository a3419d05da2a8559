package measure

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"synoptic/internal/model"
)

//go:embed testdata/pages.jsonl
var labelLines string

// A Label is what is right for a page: testdata/GUIDE.md.
type Label struct {
	Set, ID, URL, Part                        string
	Title, Byline, Outlet, Credits, Published []string
	Clock                                     bool
}

// Labels are all labels. An empty part stands for all of them.
func Labels(part string) ([]Label, error) {
	var out []Label
	for line := range strings.Lines(labelLines) {
		var l Label
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			return nil, fmt.Errorf("labels of pages: %w", err)
		}
		if part == "" || l.Part == part {
			out = append(out, l)
		}
	}
	return out, nil
}

// page is the labelled page, packed by gzip below the data's folder of pages.
func (l *Label) page(pages string) ([]byte, error) {
	return unpack(filepath.Join(pages, l.Set, "html", l.ID+".html.gz"))
}

// Count is what was right among what was found and what there is.
type Count struct{ Right, Found, Gold int }

func (c *Count) add(found, gold []string) {
	for _, f := range found {
		if slices.Contains(gold, f) {
			c.Right++
		}
	}
	c.Found += len(found)
	c.Gold += len(gold)
}

// Facts counts how many labelled pages have each value right.
type Facts struct {
	Pages                 int
	Title, Byline, Outlet int
	Clocks, Time          int // pages labelled with a time of day, and those of them right
	Credits, Reports      Count
	Wrong                 []string // for people
	Sure                  map[model.Field][]Sure
}

// Sure is a confidence, and whether what it stood for was right.
type Sure struct {
	Confidence float64
	Right      bool
}

// Metadata reads the labelled pages below a folder laid out like pages/ of the
// data folder, with their addresses. Pages that are not there are passed over.
func Metadata(pages string, labels []Label, read Reader) (Facts, error) {
	out := Facts{Sure: map[model.Field][]Sure{}}
	for i := range labels {
		l := &labels[i]
		data, err := l.page(pages)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return out, err
		}
		articles, err := read(l.URL, data)
		if err != nil || len(articles) == 0 {
			articles = []*model.Article{{}}
		}
		out.add(l, articles[0])
	}
	return out, nil
}

func (f *Facts) add(l *Label, a *model.Article) {
	f.Pages++
	f.one(l, a, model.FieldTitle, &f.Title, slices.ContainsFunc(l.Title, func(s string) bool { return plainly(s) == plainly(a.Title) }), a.Title)
	f.one(l, a, model.FieldByline, &f.Byline, sameSet(l.Byline, a.Byline), strings.Join(a.Byline, "; "))
	f.one(l, a, model.FieldOutlet, &f.Outlet, slices.ContainsFunc(l.Outlet, func(s string) bool { return strings.EqualFold(s, a.Outlet.Name) }), a.Outlet.Name)
	if at := value(a.Published); l.Clock {
		f.Clocks++
		f.one(l, a, model.FieldPublished, &f.Time, slices.ContainsFunc(l.Published, func(s string) bool { return sameTime(s, at) }), at)
	}
	f.credits(l, a)
}

// one counts one value, and notes what is wrong.
func (f *Facts) one(l *Label, a *model.Article, field model.Field, count *int, right bool, found string) {
	if right {
		*count++
	} else {
		f.Wrong = append(f.Wrong, fmt.Sprintf("%s\t%s\t%s\tfound %q\tis %q", l.Part, l.ID[:min(len(l.ID), 24)], field, found, l.gold(field)))
	}
	if told, ok := a.Found[field]; ok {
		f.Sure[field] = append(f.Sure[field], Sure{told.Confidence, right})
	}
}

func (l *Label) gold(field model.Field) []string {
	switch field {
	case model.FieldTitle:
		return l.Title
	case model.FieldByline:
		return l.Byline
	case model.FieldOutlet:
		return l.Outlet
	}
	return l.Published
}

func (f *Facts) credits(l *Label, a *model.Article) {
	var found, reports []string
	for _, c := range a.Credits {
		kind := "text:"
		switch {
		case c.Photo:
			kind = "photo:"
		case c.Report:
			kind = "report:"
		}
		to := &found
		if c.Report {
			to = &reports
		}
		if key := kind + c.Agency; !slices.Contains(*to, key) {
			*to = append(*to, key)
		}
	}
	isReport := func(s string) bool { return strings.HasPrefix(s, "report:") }
	gold := slices.DeleteFunc(slices.Clone(l.Credits), isReport)
	goldReports := slices.DeleteFunc(slices.Clone(l.Credits), func(s string) bool { return !isReport(s) })
	f.Credits.add(found, gold)
	f.Reports.add(reports, goldReports)
	if !sameSet(found, gold) || !sameSet(reports, goldReports) {
		f.Wrong = append(f.Wrong, fmt.Sprintf("%s\t%s\tcredits\tfound %q\tis %q", l.Part, l.ID[:min(len(l.ID), 24)], append(found, reports...), l.Credits))
	}
}

func value(p *model.Published) string {
	if p == nil {
		return ""
	}
	return p.Value
}

// plainly is a text with single spaces and plain quotation marks.
func plainly(s string) string {
	s = strings.NewReplacer("‘", "'", "’", "'", "“", "\"", "”", "\"", "´", "'", "`", "'").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func sameSet(a, b []string) bool {
	fold := func(list []string) []string {
		var out []string
		for _, s := range list {
			out = append(out, strings.ToLower(plainly(s)))
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(fold(a), fold(b))
}

// sameTime says whether a time found is the labelled one to the minute: the
// same instant where a zone is labelled, else the same clock without a zone.
func sameTime(gold, found string) bool {
	g, zoned := instant(gold)
	f, stated := instant(found)
	return !g.IsZero() && zoned == stated && g.Equal(f)
}

// instant is a time cut to its minute, and whether it states a zone.
func instant(s string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02T15:04Z07:00", time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Truncate(time.Minute), true
		}
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Truncate(time.Minute), false
		}
	}
	return time.Time{}, false
}

// Off is how far confidences are from the share that was right, in points: the
// expected calibration error over ten bins.
func Off(list []Sure) float64 {
	var n, right [10]int
	var sum [10]float64
	for _, s := range list {
		b := min(int(s.Confidence*10), 9)
		n[b]++
		sum[b] += s.Confidence
		if s.Right {
			right[b]++
		}
	}
	off := 0.0
	for b := range n {
		off += max(sum[b]-float64(right[b]), float64(right[b])-sum[b])
	}
	return percent(off, float64(len(list)))
}
