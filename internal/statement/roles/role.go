package roles

import "slices"

// The roles of tokens.
const (
	roleNone = iota
	roleSource
	roleCue
	roleContent
	roleCount
)

// The labels of tokens: none, and the first and any later token of each role.
const (
	labelNone  = 0
	labelCount = 7
)

func begin(role int) int  { return 2*role - 1 }
func inside(role int) int { return 2 * role }

// roleOf is the role of a label.
func roleOf(label int) int { return (label + 1) / 2 }

// begins says whether a label is that of the first token of a role.
func begins(label int) bool { return label%2 == 1 }

// follows says whether label b can stand after label a.
func follows(a, b int) bool { return b == labelNone || begins(b) || a == b || a == b-1 }

// A Run is the tokens [First,Last) of a text. Its zero value holds none.
type Run struct{ First, Last int }

// Empty says whether r holds no token.
func (r Run) Empty() bool { return r.Last <= r.First }

// A Link is one attribution: its cue, its source (empty where there is none)
// and the pieces of its content in their order. Confidence is the estimated
// probability that the cue is one, rightly spanned; SourceSure and ContentSure
// how sure the choice of the source and of the content is, given the cue.
type Link struct {
	Source, Cue Run
	Content     []Run
	Confidence  float64
	SourceSure  float64
	ContentSure float64
}

// A Document is a paragraph to learn from or to measure on. Tokens are tagged
// and parsed; Article tells paragraphs of one article, which are never learnt
// from and measured on apart.
type Document struct {
	Article string
	Paragraph
	Links []Link
	Gold  []uint8 // labels of the tokens
}

// labelNames are the labels in the order of their numbers.
var labelNames = [labelCount]string{"O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"}

// LabelOf is the number of a label such as "B-cue"; 0 for none.
func LabelOf(name string) uint8 { return uint8(max(0, slices.Index(labelNames[:], name))) }

// Mark sets the labels of the tokens from the links: cues over sources over
// contents where they overlap.
func (d *Document) Mark() { d.Gold = Labels(len(d.Tokens), d.Links) }

// Labels are the labels of n tokens that links give: cues over sources over
// contents where they overlap.
func Labels(n int, links []Link) []uint8 {
	out := make([]uint8, n)
	put := func(r Run, role int) {
		for i := r.First; i < r.Last; i++ {
			out[i] = uint8(inside(role))
		}
		if !r.Empty() {
			out[r.First] = uint8(begin(role))
		}
	}
	for _, l := range links {
		for _, r := range l.Content {
			put(r, roleContent)
		}
	}
	for _, l := range links {
		put(l.Source, roleSource)
	}
	for _, l := range links {
		put(l.Cue, roleCue)
	}
	for i := range out { // what an inner run has cut in two
		if before := i - 1; out[i] != 0 && !begins(int(out[i])) && (before < 0 || !follows(int(out[before]), int(out[i]))) {
			out[i]--
		}
	}
	return out
}

// Runs are the runs of each role that labels mark, by role: none, sources,
// cues, contents.
func Runs(labels []uint8) [roleCount][]Run {
	var out [roleCount][]Run
	for i := 0; i < len(labels); {
		j := i + 1
		for j < len(labels) && labels[j] != 0 && !begins(int(labels[j])) && roleOf(int(labels[j])) == roleOf(int(labels[i])) {
			j++
		}
		if labels[i] != 0 {
			r := roleOf(int(labels[i]))
			out[r] = append(out[r], Run{i, j})
		}
		i = j
	}
	return out
}
