package compare

import (
	"time"

	"synoptic/internal/model"
)

// An articleDay is the day on which an article was published as far as it is
// known: its own, or one fixed by other accounts.
type articleDay struct {
	day    string // "2025-06-24", or ""
	others bool   // fixed by other accounts
	by     model.Passage
}

// articleDays tells the day of each article of the story.
func articleDays(c *context) map[string]articleDay {
	out := map[string]articleDay{}
	for _, a := range c.accounts {
		out[a.id()] = articleDay{day: a.day}
	}
	for _, a := range c.accounts {
		if a.day == "" {
			if d, ok := dayFromOthers(c, a); ok {
				out[a.id()] = d
			}
		}
	}
	return out
}

// dayFromOthers dates the undated account a: other accounts must share an
// utterance or several sentences with it, and be of days close together.
func dayFromOthers(c *context, a *account) (articleDay, bool) { return articleDay{}, false }

// resolveOpen resolves an open weekday against a day that other accounts gave.
func resolveOpen(m *moment, d articleDay) bool {
	if d.day == "" || m.date.Weekday == 0 {
		return false
	}
	t, err := time.Parse(time.DateOnly, d.day)
	if err != nil {
		return false
	}
	step := -1
	if m.date.Direction > 0 {
		step = 1
	}
	for range 7 {
		if (int(t.Weekday())+6)%7+1 == m.date.Weekday {
			m.from = t.Format(time.DateOnly)
			m.to = m.from
			m.how = string(model.AnchorAccounts)
			return true
		}
		t = t.AddDate(0, 0, step)
	}
	return false
}
