package measure

import (
	"net/url"
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

// DatedPages reads the pages that a file of labels names, for training and
// cross-validation.
func DatedPages(labels string) ([]DatedPage, error) {
	var out []DatedPage
	err := eachDated(labels, func(p dated) {
		page := DatedPage{Set: labels, File: p.file, Host: p.address, Example: day.Example{Day: p.day}}
		if u, err := url.Parse(p.address); err == nil {
			page.Host = u.Hostname()
		}
		page.Mentions = html.Mentions(p.address, piece.NewSource(read.Decode(p.data)))
		out = append(out, page)
	})
	return out, err
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
