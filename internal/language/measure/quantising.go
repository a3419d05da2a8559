package measure

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed quantising.txt
var quantisingText string

// A Loss is what a measure was on a set before a model's weights were
// quantised and after.
type Loss struct {
	Measure, Set   string
	Exact, Shipped float64 // in percent
	Cases          int
}

// QuantisingLosses are the losses measured when the embedded models were made.
func QuantisingLosses() []Loss {
	losses, _ := readLosses(quantisingText) // written by AddLosses
	return losses
}

const lossesHead = `# What models lost when their weights were quantised: measure | set | before, in
# percent | as shipped | cases. Written by cmd/train.
`

func readLosses(text string) ([]Loss, error) {
	var out []Loss
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 5 || strings.HasPrefix(line, "#") {
			continue
		}
		l := Loss{Measure: cells[0], Set: cells[1]}
		if _, err := fmt.Sscan(strings.Join(cells[2:], " "), &l.Exact, &l.Shipped, &l.Cases); err != nil {
			return nil, fmt.Errorf("read losses by quantising: %w", err)
		}
		out = append(out, l)
	}
	return out, nil
}

// AddLosses is the text of quantising.txt with these losses in place of former
// ones of the same measure and set.
func AddLosses(text string, losses ...Loss) (string, error) {
	all, err := readLosses(text)
	if err != nil {
		return "", err
	}
	for _, l := range losses {
		i := slices.IndexFunc(all, func(o Loss) bool { return o.Measure == l.Measure && o.Set == l.Set })
		if i < 0 {
			all = append(all, l)
		} else {
			all[i] = l
		}
	}
	var b strings.Builder
	b.WriteString(lossesHead)
	for _, l := range all {
		fmt.Fprintf(&b, "%s | %s | %.2f | %.2f | %d\n", l.Measure, l.Set, l.Exact, l.Shipped, l.Cases)
	}
	return b.String(), nil
}
