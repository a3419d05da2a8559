package lineage

import "synoptic/internal/model"

// Directions of a copy.
const (
	fromB   = "a from b"
	fromA   = "b from a"
	common  = "common source"
	unknown = "unknown"
)

// commonAgency is the agency whose text both carry: both credit it, or one is
// that agency's own page. "" where there is none.
func commonAgency(x, y *text) string {
	for _, c := range x.credits {
		if !c.part && (carries(y.credits, c.agency) || ofOutlet(c.agency, y.article.Outlet)) {
			return c.agency
		}
	}
	for _, c := range y.credits {
		if !c.part && ofOutlet(c.agency, x.article.Outlet) {
			return c.agency
		}
	}
	return ""
}

// eitherAgency is an agency that at least one of the two credits for its text.
func eitherAgency(x, y *text) string {
	for _, t := range [...]*text{x, y} {
		for _, c := range t.credits {
			if !c.part && !ofOutlet(c.agency, t.article.Outlet) {
				return c.agency
			}
		}
	}
	return ""
}

// direction says who took from whom, as far as credits and dates show it.
func (c *comparison) direction(kind model.CopyKind) string {
	namesY, namesX := c.x.names(c.y), c.y.names(c.x)
	switch {
	case kind == model.Chrome || kind == "":
		return unknown
	case namesY && !namesX:
		return fromB
	case namesX && !namesY:
		return fromA
	case kind == model.SharedQuotation:
		return common
	case kind == model.Partial && sameOutlet(c.x.article, c.y.article) && c.x.article.Published.Day() != c.y.article.Published.Day():
	case commonAgency(c.x, c.y) != "" || eitherAgency(c.x, c.y) != "":
		return common
	}
	switch earlier(c.x.article, c.y.article) {
	case -1:
		return fromA
	case 1:
		return fromB
	}
	return unknown
}

// names says whether t credits u's outlet or says that it rests on it.
func (t *text) names(u *text) bool {
	for _, c := range t.credits {
		if ofOutlet(c.agency, u.article.Outlet) && !ofOutlet(c.agency, t.article.Outlet) {
			return true
		}
	}
	for _, r := range t.reliances {
		if ofOutlet(r.on, u.article.Outlet) {
			return true
		}
	}
	return false
}

// earlier compares two times of publication: -1 where a's is the earlier day,
// or the earlier time of one day of the same outlet's; 0 where that cannot be
// told. Times of different outlets are not trusted within a day.
func earlier(a, b *model.Article) int {
	da, db := a.Published.Day(), b.Published.Day()
	if da == "" || db == "" {
		return 0
	}
	if da == db && sameOutlet(a, b) {
		da, db = a.Published.Value, b.Published.Value
		if len(da) != len(db) {
			return 0
		}
	}
	switch {
	case da < db:
		return -1
	case da > db:
		return 1
	}
	return 0
}

func sameOutlet(a, b *model.Article) bool {
	return a.Outlet.Domain == b.Outlet.Domain && a.Outlet.Name == b.Outlet.Name
}
