package measure

import (
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"synoptic/internal/read"
	"synoptic/internal/read/day"
	"synoptic/internal/read/html"
	"synoptic/internal/read/piece"
)

// A DatedPage is a page of a set of labels with its day of publication, and what
// it mentions.
type DatedPage struct {
	Set, File, Host string
	day.Example
}

// DatedPages reads the pages that a file of labels names, as PublicationDays
// does, for training and cross-validation.
func DatedPages(labels string) ([]DatedPage, error) {
	gold := map[string]struct{ File, Date string }{}
	if err := readJSON(labels, &gold); err != nil {
		return nil, err
	}
	var out []DatedPage
	for _, address := range slices.Sorted(maps.Keys(gold)) {
		g := gold[address]
		data, err := unpack(filepath.Join(filepath.Dir(labels), "html", g.File+".gz"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		page := DatedPage{Set: labels, File: g.File, Host: address, Example: day.Example{Day: g.Date}}
		if u, err := url.Parse(address); err == nil {
			page.Host = u.Hostname()
		}
		page.Mentions = html.Mentions(address, piece.NewSource(read.Decode(data)))
		out = append(out, page)
	}
	return out, nil
}

// dayFolds is into how many parts hosts are divided to cross-validate the days.
const dayFolds = 10

// CrossValidateDays finds the day of each page with weights that were trained
// on pages of other hosts, of all sets, and counts them by set.
func CrossValidateDays(pages []DatedPage) map[string]Days {
	out := map[string]Days{}
	for fold := range dayFolds {
		var rest []day.Example
		for i := range pages {
			if foldOf(pages[i].Host, dayFolds) != fold {
				rest = append(rest, pages[i].Example)
			}
		}
		w := day.Train(rest)
		for i := range pages {
			p := &pages[i]
			if foldOf(p.Host, dayFolds) != fold {
				continue
			}
			found := ""
			if best, ok := w.Best(p.Mentions); ok {
				found = best.Day
			}
			days := out[p.Set]
			days.count(p.File, p.Day, found)
			out[p.Set] = days
		}
	}
	return out
}

// TrainDays makes the weights of the model of days.
func TrainDays(pages []DatedPage) day.Weights {
	var all []day.Example
	for i := range pages {
		all = append(all, pages[i].Example)
	}
	return day.Train(all)
}

// foldOf is the part that a host is in: hosts of one site share it, as their
// names end alike.
func foldOf(host string, n int) int {
	parts := strings.Split(strings.TrimPrefix(host, "www."), ".")
	if len(parts) > 2 {
		parts = parts[len(parts)-2:]
	}
	return int(xxh3.HashString(strings.Join(parts, ".")) % uint64(n))
}
