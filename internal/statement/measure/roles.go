package measure

import (
	"slices"

	"synoptic/internal/statement/roles"
)

// RoleCounts is what was counted of runs of tokens, exact ones alone, and of
// linked attributions: cue, source and content all equal, and all overlapping.
type RoleCounts struct{ Source, Cue, Content, Equal, Overlapping Score }

// leastShown is the confidence from which an attribution counts as found.
const leastShown = 0.35

// Roles counts runs as CofeNet does (each contiguous run of labels is one) and
// linked attributions, on paragraphs with gold labels.
func Roles(docs []*roles.Document, find func(roles.Paragraph) []roles.Link) RoleCounts {
	var c RoleCounts
	for _, d := range docs {
		found := shown(find(d.Paragraph))
		c.runs(d.Gold, roles.Labels(len(d.Tokens), found))
		c.linked(d.Links, slices.DeleteFunc(found, func(l roles.Link) bool { return l.Cue.Empty() }))
	}
	return c
}

// RolesGiven counts runs of given tokens.
func RolesGiven(docs []*Given, find func(roles.Paragraph) []roles.Link) RoleCounts {
	var c RoleCounts
	for _, g := range docs {
		c.runs(g.Gold, g.labels(shown(find(g.Paragraph))))
	}
	return c
}

func shown(links []roles.Link) []roles.Link {
	return slices.DeleteFunc(links, func(l roles.Link) bool { return l.Confidence < leastShown })
}

// runs counts the runs of both labellings.
func (c *RoleCounts) runs(gold, found []uint8) {
	want, have := roles.Runs(gold), roles.Runs(found)
	for i, s := range []*Score{&c.Source, &c.Cue, &c.Content} {
		s.Gold += len(want[i+1])
		s.Found += len(have[i+1])
		for _, r := range have[i+1] {
			if slices.Contains(want[i+1], r) {
				s.Right++
			}
		}
	}
}

func (c *RoleCounts) linked(gold, found []roles.Link) {
	for _, s := range []*Score{&c.Equal, &c.Overlapping} {
		s.Gold += len(gold)
		s.Found += len(found)
	}
	c.Equal.Right += pairUp(gold, found, func(a, b roles.Link) bool {
		return a.Cue == b.Cue && a.Source == b.Source && slices.Equal(a.Content, b.Content)
	})
	c.Overlapping.Right += pairUp(gold, found, func(a, b roles.Link) bool {
		return overlaps(a.Cue, b.Cue) && (overlaps(a.Source, b.Source) || a.Source.Empty() && b.Source.Empty()) && slices.ContainsFunc(a.Content, func(x roles.Run) bool {
			return slices.ContainsFunc(b.Content, func(y roles.Run) bool { return overlaps(x, y) })
		})
	})
}

func overlaps(a, b roles.Run) bool { return a.First < b.Last && b.First < a.Last }

// pairUp counts gold attributions that are the same as a found one, each found
// one taken once.
func pairUp(gold, found []roles.Link, same func(a, b roles.Link) bool) int {
	n := 0
	taken := make([]bool, len(found))
	for _, g := range gold {
		for i, f := range found {
			if !taken[i] && same(g, f) {
				taken[i] = true
				n++
				break
			}
		}
	}
	return n
}
