package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// maxCells bounds the work of aligning one wording with those before it;
// wordings beyond it stand unaligned.
const maxCells = 4 << 20

// A column of an alignment holds at most one word of each wording: words that
// are the same, of one stem, or of like meaning.
type column struct {
	words []int32 // distinct words of the column, in order of arrival
}

// An aligned wording is a wording's words and the column of each, ascending.
type aligned struct {
	words   []int32
	columns []int
}

// align sets wordings of one utterance under each other, word by word. The
// order in which they are taken depends on their words alone: the one that
// shares most with the others first, then the longer, then by spelling. Words
// match best where they are rare; marks take no part. The number of columns
// is returned; the result stands in the order of the input.
func (c *context) align(wordings [][]int32) ([]aligned, int) {
	out := make([]aligned, len(wordings))
	var columns []*column
	place := map[*column]int{}
	assigned := make([][]*column, len(wordings))
	for _, i := range c.alignOrder(wordings) {
		columns, assigned[i] = c.alignOne(columns, wordings[i])
	}
	for i, col := range columns {
		place[col] = i
	}
	for i, w := range wordings {
		out[i] = aligned{words: w, columns: make([]int, len(w))}
		for k, col := range assigned[i] {
			out[i].columns[k] = place[col]
		}
	}
	return out, len(columns)
}

// alignOrder is the order in which wordings are aligned.
func (c *context) alignOrder(wordings [][]int32) []int {
	count := map[int32]int{}
	for _, w := range wordings {
		for _, st := range c.distinctStems(w) {
			count[st]++
		}
	}
	central := make([]float64, len(wordings))
	spelt := make([]string, len(wordings))
	for i, w := range wordings {
		for _, st := range c.distinctStems(w) {
			central[i] += float64(count[st]-1) * rarity(c.vocab.stems[st])
		}
		spelt[i] = c.spelling(w)
	}
	order := make([]int, len(wordings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(central[b], central[a]), cmp.Compare(len(wordings[b]), len(wordings[a])),
			strings.Compare(spelt[a], spelt[b]))
	})
	return order
}

// distinctStems are the stems of the words, sorted so that sums over them do
// not depend on anything but the words.
func (c *context) distinctStems(words []int32) []int32 {
	out := make([]int32, len(words))
	for i, w := range words {
		out[i] = c.vocab.words[w].stem
	}
	slices.SortFunc(out, func(a, b int32) int { return strings.Compare(c.vocab.stems[a], c.vocab.stems[b]) })
	return slices.Compact(out)
}

// spelling is the words in lower case, joined by spaces.
func (c *context) spelling(words []int32) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(c.vocab.words[w].lower)
		b.WriteByte(' ')
	}
	return b.String()
}

// Scores of setting a word under a column; gaps cost nothing, a pair of words
// with nothing in common is never set under each other.
const (
	scoreWord  = 2.0 // the same word, times its rarity
	scoreStem  = 1.6
	scoreLike  = 0.8
	scoreFloor = 0.1  // of a match, so that function words align where nothing speaks against it
	scoreNext  = 0.15 // more where the words before match too
)

// match is the score of setting word w under col, 0 where it may not stand
// there.
func (c *context) match(col *column, w int32) float64 {
	word := &c.vocab.words[w]
	best := 0.0
	for _, o := range col.words {
		other := &c.vocab.words[o]
		s := 0.0
		switch {
		case other.lower == word.lower:
			s = scoreFloor + scoreWord*c.alignWeight(w)
		case other.stem == word.stem:
			s = scoreFloor + scoreStem*c.alignWeight(w)
		case word.content && other.content && c.like(word.stem, other.stem):
			s = scoreFloor + scoreLike*min(c.alignWeight(w), c.alignWeight(o))
		}
		best = max(best, s)
	}
	return best
}

// alignWeight is how much a word anchors an alignment.
func (c *context) alignWeight(w int32) float64 {
	word := &c.vocab.words[w]
	r := rarity(c.vocab.stems[word.stem])
	if !word.content {
		return 0.3 * r
	}
	return 0.2 + 0.8*r
}

// alignOne sets one wording under the columns so far and returns the columns
// with those that it adds, and the column of each of its words.
func (c *context) alignOne(columns []*column, words []int32) ([]*column, []*column) {
	at := make([]int, len(words)) // index of the column, -1 for none
	for i := range at {
		at[i] = -1
	}
	if len(columns)*len(words) <= maxCells {
		c.bestPath(columns, words, at)
	}
	var out []*column
	assigned := make([]*column, len(words))
	next := 0
	for i, w := range words {
		if at[i] < 0 {
			assigned[i] = &column{words: []int32{w}}
			out = append(out, assigned[i])
			continue
		}
		out = append(out, columns[next:at[i]+1]...)
		next = at[i] + 1
		col := columns[at[i]]
		if !slices.Contains(col.words, w) {
			col.words = append(col.words, w)
		}
		assigned[i] = col
	}
	return append(out, columns[next:]...), assigned
}

// bestPath finds the matches of words and columns, both in order, with the
// greatest sum of scores (Needleman and Wunsch), and puts them into at.
func (c *context) bestPath(columns []*column, words []int32, at []int) {
	n, m := len(columns), len(words)
	sum := make([]float64, (n+1)*(m+1))
	score := make([]float64, (n+1)*(m+1))
	row := m + 1
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best := max(sum[(i+1)*row+j], sum[i*row+j+1])
			s := c.match(columns[i], words[j])
			if s > 0 && score[(i+1)*row+j+1] > 0 {
				s += scoreNext
			}
			score[i*row+j] = s
			if s > 0 {
				best = max(best, s+sum[(i+1)*row+j+1])
			}
			sum[i*row+j] = best
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		s := score[i*row+j]
		switch {
		case s > 0 && sum[i*row+j] == s+sum[(i+1)*row+j+1]:
			at[j] = i
			i++
			j++
		case sum[i*row+j] == sum[(i+1)*row+j]:
			i++
		default:
			j++
		}
	}
	c.dropStray(words, at)
}

// dropStray takes back matches of single function words that stand between
// words without a match: they say nothing of how the wordings go together.
func (c *context) dropStray(words []int32, at []int) {
	for i := range at {
		if at[i] < 0 || c.vocab.words[words[i]].content {
			continue
		}
		before := i > 0 && at[i-1] >= 0 && at[i-1] == at[i]-1
		after := i+1 < len(at) && at[i+1] >= 0 && at[i+1] == at[i]+1
		if !before && !after {
			at[i] = -1
		}
	}
}

// withSets gives each distinct set of wordings a number, so that sets compare
// as numbers.
type withSets struct {
	byKey map[string]int
	sets  [][]int
}

func (w *withSets) number(set []int) int {
	var key strings.Builder
	for _, i := range set {
		key.WriteString(strconv.Itoa(i))
		key.WriteByte(' ')
	}
	n, ok := w.byKey[key.String()]
	if !ok {
		n = len(w.sets)
		w.byKey[key.String()] = n
		w.sets = append(w.sets, slices.Clone(set))
	}
	return n
}

// A run is a stretch of words of one wording that share their With set and
// stand in one column of the apparatus.
type run struct {
	first, last int // half-open range of its words
	column      int
	with        int // number of its set, with the wording itself in it
}

// runs cuts each wording into runs. Columns of the alignment are drawn
// together as long as no wording's set of those that share its words changes.
func (c *context) alignedRuns(rows []aligned, columns int) ([][]run, *withSets) {
	sets := &withSets{byKey: map[string]int{}}
	with := make([][]int, len(rows)) // of each word, the number of its set
	byColumn := make([][]cell, columns)
	for i, r := range rows {
		with[i] = make([]int, len(r.words))
		for k, col := range r.columns {
			byColumn[col] = append(byColumn[col], cell{i, k})
		}
	}
	out := make([][]run, len(rows))
	current := make([]int, len(rows)) // set of the open run in this column, -1 none
	for i := range current {
		current[i] = -1
	}
	display := 0
	for _, cells := range byColumn {
		c.shareSets(rows, cells, with, sets)
		if slices.ContainsFunc(cells, func(x cell) bool {
			return current[x.row] >= 0 && current[x.row] != with[x.row][x.word]
		}) {
			display++
			for i := range current {
				current[i] = -1
			}
		}
		for _, x := range cells {
			w := with[x.row][x.word]
			if current[x.row] < 0 {
				out[x.row] = append(out[x.row], run{x.word, x.word, display, w})
				current[x.row] = w
			}
			out[x.row][len(out[x.row])-1].last = x.word + 1
		}
	}
	return out, sets
}

// A cell is a word of a row.
type cell struct{ row, word int }

// shareSets finds, for the words of one column, which rows have the same.
func (c *context) shareSets(rows []aligned, cells []cell, with [][]int, sets *withSets) {
	for _, x := range cells {
		var set []int
		mine := c.vocab.words[rows[x.row].words[x.word]].lower
		for _, y := range cells {
			if c.vocab.words[rows[y.row].words[y.word]].lower == mine {
				set = append(set, y.row)
			}
		}
		slices.Sort(set)
		with[x.row][x.word] = sets.number(set)
	}
}
