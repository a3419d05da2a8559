package compare

import (
	"cmp"
	"slices"
)

// Thresholds of grouping, set on gold utterances (see package measure).
const (
	leastLink = 0.77 // a pair below this never starts a merge
	leastMean = 0.35 // the mean of all pairs between two groups that are merged
)

// An item is one part of one head.
type item struct{ report, part int }

// clusterer merges items by their links.
type clusterer struct {
	items   []item
	parent  []int
	members [][]int
	sums    []map[int]float64 // between clusters, by root
	speaker []int             // known person or body of a cluster, -1 none
	reports []report
	c       *context
}

// cluster groups the parts of heads: two groups are merged where their best
// link is strong and the mean of all links between them is not weak, so that
// groups do not chain through one long statement.
func cluster(heads []int, reports []report, links []link, c *context) [][]item {
	k := &clusterer{reports: reports, c: c}
	at := map[item]int{}
	for _, h := range heads {
		for p := range max(1, len(reports[h].parts)) {
			at[item{h, p}] = len(k.items)
			k.items = append(k.items, item{h, p})
			k.parent = append(k.parent, len(k.parent))
			k.members = append(k.members, []int{len(k.parent) - 1})
			k.sums = append(k.sums, map[int]float64{})
			k.speaker = append(k.speaker, reports[h].speaker)
		}
	}
	edges := k.edges(links, at)
	for _, e := range edges {
		k.sums[e.a][e.b] = e.score
		k.sums[e.b][e.a] = e.score
	}
	for _, e := range edges {
		if e.score >= leastLink {
			k.merge(k.root(e.a), k.root(e.b))
		}
	}
	return k.clusters()
}

// An edge is the score between two items.
type edge struct {
	a, b  int
	score float64
}

// edges are the links between items, best first.
func (k *clusterer) edges(links []link, at map[item]int) []edge {
	var out []edge
	for _, l := range links {
		out = append(out, edge{at[item{l.a, l.p}], at[item{l.b, l.q}], l.score})
		for _, p := range l.parts {
			if p.p != l.p || p.q != l.q {
				out = append(out, edge{at[item{l.a, p.p}], at[item{l.b, p.q}], min(p.score, l.score)})
			}
		}
	}
	slices.SortFunc(out, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.score, x.score), x.a-y.a, x.b-y.b)
	})
	return out
}

func (k *clusterer) root(i int) int {
	for k.parent[i] != i {
		k.parent[i] = k.parent[k.parent[i]]
		i = k.parent[i]
	}
	return i
}

// merge joins the clusters of two roots where speakers and links allow it.
func (k *clusterer) merge(a, b int) {
	if a == b || !k.speakersAllow(a, b) {
		return
	}
	pairs := 0
	for _, x := range k.members[a] {
		for _, y := range k.members[b] {
			if k.items[x].report != k.items[y].report {
				pairs++
			}
		}
	}
	if pairs > 0 && k.sums[a][b]/float64(pairs) < leastMean {
		return
	}
	if len(k.sums[a]) < len(k.sums[b]) {
		a, b = b, a
	}
	k.parent[b] = a
	k.members[a] = append(k.members[a], k.members[b]...)
	k.speaker[a] = k.better(k.speaker[a], k.speaker[b])
	for other, s := range k.sums[b] {
		delete(k.sums[other], b)
		if other != a {
			k.sums[a][other] += s
			k.sums[other][a] += s
		}
	}
	delete(k.sums[a], b)
}

// better is the speaker that says more: a person rather than a body, a name
// rather than none.
func (k *clusterer) better(x, y int) int {
	value := func(s int) int {
		switch {
		case k.c.isPerson(s):
			return 3
		case k.c.isNamed(s):
			return 2
		case s >= 0:
			return 1
		}
		return 0
	}
	if value(y) > value(x) {
		return y
	}
	return x
}

// speakersAllow says whether two clusters can be of one speaker.
func (k *clusterer) speakersAllow(a, b int) bool {
	x, y := k.speaker[a], k.speaker[b]
	return x == y || !k.c.isNamed(x) || !k.c.isNamed(y) || k.c.isPerson(x) != k.c.isPerson(y)
}

// clusters lists the items of each cluster, in order.
func (k *clusterer) clusters() [][]item {
	of := map[int][]item{}
	var order []int
	for i, it := range k.items {
		r := k.root(i)
		if of[r] == nil {
			order = append(order, r)
		}
		of[r] = append(of[r], it)
	}
	out := make([][]item, 0, len(order))
	for _, r := range order {
		out = append(out, of[r])
	}
	return out
}

// regroup makes groups out of clusters of parts: neighbouring clusters that
// the same statements share become one, and a sentence that no other
// statement has stays with the rest of its statement.
func (c *context) regroup(clusters [][]item, heads []int, reports []report, same map[int][]int) []group {
	of := map[item]int{}
	for i, cl := range clusters {
		for _, it := range cl {
			of[it] = i
		}
	}
	into := make([]int, len(clusters))
	for i := range into {
		into[i] = i
	}
	root := func(i int) int {
		for into[i] != i {
			i = into[i]
		}
		return i
	}
	// A head that has copies is never alone, so only its own sentences decide.
	for _, h := range heads {
		joinNeighbours(h, max(1, len(reports[h].parts)), clusters, of, into, root)
	}
	merged := map[int][]item{}
	var order []int
	for i, cl := range clusters {
		r := root(i)
		if merged[r] == nil {
			order = append(order, r)
		}
		merged[r] = append(merged[r], cl...)
	}
	out := make([]group, 0, len(order))
	for _, r := range order {
		out = append(out, expand(merged[r], same))
	}
	return out
}

// joinNeighbours joins the clusters of neighbouring parts of head h where both
// hold the same heads, or where one holds h alone.
func joinNeighbours(h, parts int, clusters [][]item, of map[item]int, into []int, root func(int) int) {
	for p := 1; p < parts; p++ {
		a, b := of[item{h, p - 1}], of[item{h, p}]
		if root(a) != root(b) && slices.Equal(headsOf(clusters[a]), headsOf(clusters[b])) {
			into[root(b)] = root(a)
		}
	}
	alone := func(p int) bool { return len(headsOf(clusters[of[item{h, p}]])) == 1 }
	for p := 1; p < parts; p++ {
		if a, b := of[item{h, p - 1}], of[item{h, p}]; root(a) != root(b) && alone(p) {
			into[root(b)] = root(a)
		}
	}
	// What stands before the first sentence that others have goes with it.
	for p := 1; p < parts && alone(0); p++ {
		if !alone(p) {
			into[root(of[item{h, 0}])] = root(of[item{h, p}])
			break
		}
	}
}

// headsOf are the heads in a cluster, sorted.
func headsOf(items []item) []int {
	var out []int
	for _, it := range items {
		out = append(out, it.report)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// expand puts all statements in the words of each head into the group.
func expand(items []item, same map[int][]int) group {
	parts := map[int][]int{}
	for _, it := range items {
		parts[it.report] = append(parts[it.report], it.part)
	}
	var g group
	for h, p := range parts {
		slices.Sort(p)
		for _, r := range same[h] {
			g = append(g, member{r, slices.Compact(p)})
		}
	}
	slices.SortFunc(g, func(a, b member) int { return a.report - b.report })
	return g
}
