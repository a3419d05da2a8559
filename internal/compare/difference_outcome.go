package compare

import (
	_ "embed"
	"strings"
	"sync"

	"synoptic/internal/model"
)

//go:embed data/opposites.txt
var oppositesText string

// opposites is, by word, the words it is opposed to.
var opposites = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	oppose := func(from, to []string) {
		for _, w := range from {
			if out[w] == nil {
				out[w] = map[string]bool{}
			}
			for _, v := range to {
				out[w][v] = true
			}
		}
	}
	for _, e := range lines(oppositesText) {
		one, other, _ := strings.Cut(e, "=")
		oppose(strings.Fields(one), strings.Fields(other))
		oppose(strings.Fields(other), strings.Fields(one))
	}
	return out
})

// An outcome is a verb or state of opposites.txt in a line.
type outcome struct {
	line, token int
	word        string
	near        int32 // concept of the content word before it
}

// outcomeDifferences are opposite verbs or states of the same thing in
// sentences of two accounts that say much the same beside.
func outcomeDifferences(c *context, all []line) []model.Difference {
	found := map[int][]outcome{}
	var order []int
	for i := range all {
		if o := outcomesIn(c, all, i); len(o) > 0 {
			found[i] = o
			order = append(order, i)
		}
	}
	ix := indexLines(all)
	var out []model.Difference
	for _, i := range order {
		for _, j := range ix.near(all[i].terms, 4) {
			if j <= i || all[i].account == all[j].account || len(found[j]) == 0 {
				continue
			}
			if d, ok := outcomeDifference(c, all, found[i], found[j]); ok {
				out = append(out, d)
			}
		}
	}
	return out
}

// outcomesIn finds the outcomes that line i states as they are: nothing
// negated, expected or asked.
func outcomesIn(c *context, all []line, i int) []outcome {
	l := &all[i]
	a := c.accounts[l.account]
	var out []outcome
	for k := l.first; k < l.last; k++ {
		w := c.word(a, k)
		if unsettled[w] || negating(w) || w == "?" {
			return nil
		}
		if opposites()[w] == nil || strings.HasPrefix(a.Tokens[k].Tag.String(), "NN") {
			continue
		}
		near := int32(0)
		for j := k - 1; j >= l.first; j-- {
			if c.isContent(a, j) {
				near = concept(c, c.stemID(a, j))
				break
			}
		}
		out = append(out, outcome{i, k, w, near})
	}
	return out
}

// unsettled words say that something is not so, or not yet.
var unsettled = map[string]bool{"if": true, "would": true, "could": true, "may": true, "might": true, "will": true, "expected": true,
	"should": true, "whether": true, "plans": true, "planned": true, "to": false, "until": true, "before": true, "once": true, "either": true, "or": true}

func outcomeDifference(c *context, all []line, x, y []outcome) (model.Difference, bool) {
	a, b := &all[x[0].line], &all[y[0].line]
	if within(a, b) < 0.6 || !shareName(a, b) {
		return model.Difference{}, false
	}
	for _, o := range x {
		for _, p := range y {
			if !opposites()[o.word][p.word] || o.near == 0 || o.near != p.near {
				continue
			}
			return model.Difference{Kind: model.DiffOutcome, Sides: []model.Side{
				sideOf(c, a.account, lineSpan(c, c.accounts[a.account], a), "A"),
				sideOf(c, b.account, lineSpan(c, c.accounts[b.account], b), "B"),
			}, Updated: updated(c, a.account, b.account)}, true
		}
	}
	return model.Difference{}, false
}

// updated says whether account b was published on a later day than a.
func updated(c *context, a, b int) bool {
	x, y := c.accounts[a].day, c.accounts[b].day
	return x != "" && y != "" && x != y
}
