package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/model"
)

// differences are the spans of the accounts that cannot all be right and the
// assertions that are denied. Where it is not shown that two spans are about
// the same thing there is none.
func differences(c *context) []model.Difference {
	all := linesOf(c)
	var out []model.Difference
	out = append(out, numberDifferences(c, all)...)
	out = append(out, denials(c, all)...)
	out = append(out, creditDifferences(c, all)...)
	out = append(out, outcomeDifferences(c, all)...)
	out = append(out, dateDifferences(c, all)...)
	out = append(out, clockDifferences(c, all)...)
	for i := range out {
		finish(c, &out[i])
	}
	sortDifferences(c, out)
	return distinctDifferences(out)
}

// letter names group g: "A", "B" ... "Z", "27" ...
func letter(g int) string {
	if g < 26 {
		return string(rune('A' + g))
	}
	return strconv.Itoa(g + 1)
}

// sideOf makes the side that account n takes with span s, snapped to tokens.
// Its party is the speaker of the statement that holds s, if one does.
func sideOf(c *context, n int, s model.Span, group string) model.Side {
	a := c.accounts[n]
	s = snap(a, s)
	return model.Side{Article: a.id(), Start: s.Start, End: s.End, Party: partyOf(c, n, s), Group: group, Text: a.text(s)}
}

// snap widens s to whole tokens.
func snap(a *account, s model.Span) model.Span {
	if i := tokenAt(a, s.Start); i >= 0 {
		s.Start = int(a.Tokens[i].Start)
	}
	if i := tokenAt(a, s.End-1); i >= 0 {
		s.End = int(a.Tokens[i].End)
	}
	return s
}

// partyOf is the name of the speaker to whom account n attributes s: that of
// the statement whose content holds s; "" where the account says it itself.
func partyOf(c *context, n int, s model.Span) string {
	of := statementsOf(c, c.accounts[n])
	for i := range of {
		for _, content := range of[i].Content {
			if content.Contains(s) && !of[i].Negated {
				return of[i].Speaker.Name
			}
		}
	}
	return ""
}

// statementsOf is the statements of account a, in the order of its text.
func statementsOf(c *context, a *account) []model.Statement {
	n := c.index[a.id()]
	from, _ := slices.BinarySearch(c.accountOf, n)
	to, _ := slices.BinarySearch(c.accountOf, n+1)
	return c.statements[from:to]
}

// finish puts the sides of d in order and words it.
func finish(c *context, d *model.Difference) {
	slices.SortStableFunc(d.Sides, func(x, y model.Side) int {
		return cmp.Or(strings.Compare(x.Group, y.Group), cmp.Compare(c.index[x.Article], c.index[y.Article]), cmp.Compare(x.Start, y.Start))
	})
	d.Sides = slices.CompactFunc(d.Sides, func(x, y model.Side) bool { return x.Article == y.Article && x.Start == y.Start && x.End == y.End })
	if d.Note == "" {
		d.Note = note(c, d)
	}
	if d.About == "" {
		d.About = d.Sides[0].Text
	}
}

// notedSides is how many sides the note names.
const notedSides = 4

// note says in one line what each group has, in the accounts' own words.
func note(c *context, d *model.Difference) string {
	var parts []string
	last := ""
	for _, s := range d.Sides {
		if s.Group == last || len(parts) == notedSides {
			continue
		}
		last = s.Group
		who := outletOf(c, s.Article)
		if d.Kind == model.DiffHeadline && s.Group == "A" {
			who += ", headline"
		}
		if s.Party != "" {
			who += ", " + s.Party
		}
		parts = append(parts, who+": “"+trimQuotes(s.Text)+"”.")
	}
	return strings.Join(parts, " ")
}

// trimQuotes takes off the marks around a piece of text, quotation marks only
// where they enclose it.
func trimQuotes(s string) string {
	s = strings.Trim(s, " ,.;:")
	for _, q := range [][2]string{{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"'", "'"}} {
		in, open := strings.CutPrefix(s, q[0])
		if in, closed := strings.CutSuffix(in, q[1]); open && closed && !strings.Contains(in, q[0]) && !strings.Contains(in, q[1]) {
			return strings.Trim(in, " ,.;:")
		}
	}
	return s
}

// outletOf is the name under which an account is shown: its outlet, else its
// title.
func outletOf(c *context, id string) string {
	i, ok := c.index[id]
	if !ok {
		return id
	}
	a := c.accounts[i].Article
	return cmp.Or(a.OutletName(), a.Title, id)
}

// sortDifferences puts denials first, then by place in the first account.
func sortDifferences(c *context, out []model.Difference) {
	rank := map[model.DifferenceKind]int{model.DiffDenial: 0, model.DiffNumber: 1, model.DiffOutcome: 2, model.DiffWho: 3, model.DiffDate: 4, model.DiffPlace: 5, model.DiffHeadline: 6}
	slices.SortStableFunc(out, func(x, y model.Difference) int {
		return cmp.Or(
			cmp.Compare(rank[x.Kind], rank[y.Kind]),
			cmp.Compare(c.index[x.Sides[0].Article], c.index[y.Sides[0].Article]),
			cmp.Compare(x.Sides[0].Start, y.Sides[0].Start),
			cmp.Compare(len(y.Sides), len(x.Sides)),
			strings.Compare(x.Note, y.Note),
		)
	})
}

// distinctDifferences drops a difference whose sides another of its kind has.
func distinctDifferences(in []model.Difference) []model.Difference {
	var out []model.Difference
	for _, d := range in {
		if !slices.ContainsFunc(out, func(e model.Difference) bool { return e.Kind == d.Kind && covers(e.Sides, d.Sides) }) {
			out = append(out, d)
		}
	}
	return out
}

func covers(all, some []model.Side) bool {
	for _, s := range some {
		if !slices.ContainsFunc(all, func(t model.Side) bool {
			return s.Article == t.Article && s.Start < t.End && t.Start < s.End
		}) {
			return false
		}
	}
	return true
}

// daysBetween is how many days lie from the day a to the day b, both
// "2006-01-02"; 0 where one is none.
func daysBetween(a, b string) int {
	x, err := time.Parse(time.DateOnly, a)
	if err != nil {
		return 0
	}
	y, err := time.Parse(time.DateOnly, b)
	if err != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}
