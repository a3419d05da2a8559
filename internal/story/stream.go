package story

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/internal/model"
)

// Options change how a Stream groups. The zero value is good.
type Options struct {
	Model *Model // nil for the one that is embedded
}

// Bounds on the work for one article, whatever the stream holds.
const (
	indexTerms  = 24   // terms under which an article is listed
	postings    = 128  // articles listed under one term, the latest
	nearest     = 40   // articles looked at for one article
	compared    = 24   // members a story is compared by
	sameText    = 0.90 // cosine from which one article stands for another
	edgeScore   = -2.5 // score from which two articles are remembered as near
	largestPart = 160  // articles that a repair arranges together
)

// A Stream puts articles into stories as they arrive. It is not for use from
// several goroutines. The same articles in the same order give the same
// stories.
type Stream struct {
	model    Model
	words    *vocabulary
	docs     []*doc
	titles   []title
	storyOf  []int // story of each doc
	standsBy []int // the doc that stands for each doc, itself where it does
	groups   []group
	index    map[uint32][]int32
	texts    map[uint64]int // first doc with each digest
	edges    []edge
	dots     []float32 // scratch: partial cosines by doc
}

// A group is a story in the making: its docs in order, and those that stand
// for a text of their own, so that copies do not drag it.
type group struct {
	members []int
	bases   []int
}

// An edge is two docs near each other.
type edge struct {
	a, b  int
	score float64
}

// A title is what a story may be called after an article.
type title struct {
	text      string
	published string
	headline  bool // text is a headline, not a first sentence
}

// New makes an empty stream.
func New(o Options) *Stream {
	s := &Stream{words: newVocabulary(), index: make(map[uint32][]int32), texts: make(map[uint64]int)}
	if o.Model != nil {
		s.model = *o.Model
	} else {
		s.model = trained()
	}
	return s
}

// Add puts an article into the story it fits best, or into one of its own.
func (s *Stream) Add(an *model.Analysis) {
	if an == nil || an.Article == nil {
		return
	}
	n := len(s.docs)
	d := newDoc(an, n, s.words)
	s.docs = append(s.docs, d)
	s.titles = append(s.titles, titleOf(an))
	s.standsBy = append(s.standsBy, n)
	s.storyOf = append(s.storyOf, -1)
	s.dots = append(s.dots, 0)
	if first, ok := s.texts[d.digest]; ok && d.words > 0 {
		s.standsBy[n] = s.standsBy[first]
		s.put(n, s.storyOf[first])
		return
	}
	s.texts[d.digest] = n
	near := s.near(d)
	s.put(n, s.best(d, near))
	s.list(d)
}

// put makes doc n a member of a group, of a new one where group is -1.
func (s *Stream) put(n, into int) {
	if into < 0 {
		into = len(s.groups)
		s.groups = append(s.groups, group{})
	}
	g := &s.groups[into]
	s.storyOf[n] = into
	g.members = append(g.members, n)
	if s.standsBy[n] != n {
		return
	}
	for _, b := range g.bases[max(0, len(g.bases)-compared):] {
		if s.docs[b].all.dot(s.docs[n].all) >= sameText {
			s.standsBy[n] = b
			return
		}
	}
	g.bases = append(g.bases, n)
}

// near lists the docs most alike to d by their heaviest terms, the nearest
// first.
func (s *Stream) near(d *doc) []int {
	var hit []int
	for _, t := range slices.Clone(d.all).heaviest(2 * indexTerms) {
		for _, i := range s.index[t.id] {
			if s.dots[i] == 0 {
				hit = append(hit, int(i))
			}
			s.dots[i] += t.weight * t.weight
		}
	}
	slices.SortFunc(hit, func(x, y int) int { return cmp.Or(cmp.Compare(s.dots[y], s.dots[x]), cmp.Compare(x, y)) })
	for _, i := range hit {
		s.dots[i] = 0
	}
	return hit[:min(len(hit), nearest)]
}

// list enters d into the index under its heaviest terms. A full list loses its
// oldest entry.
func (s *Stream) list(d *doc) {
	for _, t := range slices.Clone(d.all).heaviest(indexTerms) {
		l := s.index[t.id]
		if len(l) >= postings {
			l = append(l[:0], l[1:]...)
		}
		s.index[t.id] = append(l, int32(d.order))
	}
}

// best is the group that d fits best among those of the docs near it, -1 where
// it fits none.
func (s *Stream) best(d *doc, near []int) int {
	best, bestScore := -1, s.model.Join
	tried := make(map[int]bool)
	for _, n := range near {
		if x := s.model.score(s.docs[n], d); x >= edgeScore {
			s.edges = append(s.edges, edge{n, d.order, x})
		}
		g := s.storyOf[n]
		if tried[g] {
			continue
		}
		tried[g] = true
		if x := s.fit(d, g); x > bestScore {
			best, bestScore = g, x
		}
	}
	return best
}

// fit is the mean score of d with the latest bases of a group.
func (s *Stream) fit(d *doc, g int) float64 {
	bases := s.groups[g].bases
	bases = bases[max(0, len(bases)-compared):]
	sum := 0.0
	for _, b := range bases {
		sum += s.model.score(s.docs[b], d)
	}
	return sum / float64(max(len(bases), 1))
}

// titleOf is the headline of an article, or its first sentence where it has
// none.
func titleOf(an *model.Analysis) title {
	a := an.Article
	t := title{text: strings.TrimSpace(a.Title)}
	if a.Published != nil {
		t.published = a.Published.Value
	}
	if t.headline = t.text != ""; t.headline {
		return t
	}
	for _, sentence := range an.Sentences {
		if i := sentence.Block; i < 0 || i >= len(a.Blocks) || a.Blocks[i].Kind.Body() {
			t.text = strings.Clone(sentence.Span.In(a.Text))
			return t
		}
	}
	t.text = strings.Clone(firstSentence(bodyOf(a)))
	return t
}

// firstSentence is the first line of text up to a full stop that a space and a
// capital follow, or all of the line.
func firstSentence(text string) string {
	text = strings.TrimSpace(text)
	line, _, _ := strings.Cut(text, "\n")
	for i := 0; i+2 < len(line); i++ {
		if (line[i] == '.' || line[i] == '!' || line[i] == '?') && line[i+1] == ' ' && i > 20 && line[i+2] >= 'A' && line[i+2] <= 'Z' {
			return line[:i+1]
		}
	}
	return line
}
