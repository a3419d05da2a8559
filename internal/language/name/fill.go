package name

import (
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// fill adds the places where a name that the text has elsewhere stands
// unmarked: the same words with the same capitals, with no other capitalised
// word beside them. A name must be found at least a third as often as it was missed.
func (d *decoder) fill(tokens []model.Token, names []Name) []Name {
	known, longest := d.known(names)
	gaps := d.gaps(names, known, longest)
	for _, g := range gaps {
		k := known[g.hash]
		if k.missed > 3*k.found || k.sure < minSureSum {
			continue
		}
		n := k.name
		n.First, n.Last = g.first, g.last
		n.Start, n.End = int(tokens[g.first].Start), int(tokens[g.last-1].End)
		n.Confidence = fillShare * k.sure / float64(k.found)
		names = append(names, n)
	}
	return inOrder(names)
}

// known sums up the names of a text, and the last names of its persons, and
// the length of the longest.
func (d *decoder) known(names []Name) (known map[uint64]*sightings, longest int) {
	known = make(map[uint64]*sightings)
	add := func(n Name, first int) {
		h := d.written(first, n.Last)
		if known[h] == nil {
			known[h] = &sightings{name: n}
		}
		known[h].found++
		known[h].sure += n.Confidence
	}
	for _, n := range names {
		add(n, n.First)
		if n.Type == model.Person && n.Last-n.First > 1 {
			add(n, n.Last-1)
		}
		longest = max(longest, min(n.Last-n.First, maxPhrase))
	}
	return known, longest
}

const (
	minSureSum = 0.95 // confidence of all the finds together
	fillShare  = 0.7  // of their mean, for a place that was missed
)

// sightings are the finds of one name, and where it might stand besides.
type sightings struct {
	name          Name
	found, missed int
	sure          float64
}

// A gap is a run of tokens that looks like a known name.
type gap struct {
	first, last int
	hash        uint64
}

// gaps lists the longest runs of unmarked tokens that are written as a known
// name, and counts them as missed.
func (d *decoder) gaps(names []Name, known map[uint64]*sightings, longest int) []gap {
	var out []gap
	at := 0
	for _, s := range d.sentences {
		if s.First < s.Last && d.words[s.First].style != perceptron.Running {
			continue
		}
		for i := s.First; i < s.Last; {
			for at < len(names) && names[at].Last <= i {
				at++
			}
			if at < len(names) && names[at].First <= i {
				i = names[at].Last
				continue
			}
			end := s.Last
			if at < len(names) {
				end = min(end, names[at].First)
			}
			n := d.gapAt(s, i, min(end, i+longest), known)
			if n > 0 {
				h := d.written(i, i+n)
				known[h].missed++
				out = append(out, gap{i, i + n, h})
			}
			i += max(n, 1)
		}
	}
	return out
}

// gapAt is the number of tokens from i, before end, that are a known name; 0
// where there is none.
func (d *decoder) gapAt(s model.Sentence, i, end int, known map[uint64]*sightings) int {
	if !d.properAt(s, i) || d.properAt(s, i-1) {
		return 0
	}
	for j := end; j > i; j-- {
		if known[d.written(i, j)] != nil && !d.properAt(s, j) {
			return j - i
		}
	}
	return 0
}

// properAt says whether token i of a sentence is written as a proper noun.
func (d *decoder) properAt(s model.Sentence, i int) bool {
	return i >= s.First && i < s.Last && d.words[i].Flags&perceptron.HasUpper != 0 &&
		(d.words[i].tag == properNoun || d.words[i].tag == properNouns)
}

var (
	properNoun  = uint64(model.TagOf("NNP"))
	properNouns = uint64(model.TagOf("NNPS"))
)

// written is the hash of tokens as they are written, capitals included.
func (d *decoder) written(first, last int) uint64 {
	h := uint64(1)
	for i := first; i < last; i++ {
		h = perceptron.Join(h+uint64(d.words[i].Flags)<<8, d.words[i].Form)
	}
	return h
}
