package name

import (
	"sync"

	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// A context is what a text shows of each word that it somewhere writes with a
// capital: how often so in the middle of running text, how often small, and
// how often the first pass took it for which part of a name. It is a hash
// table with open addressing.
type context struct {
	slots []int32 // entry+1
	forms []uint64
	seen  []sight
}

// A sight counts the ways a word is written, each up to 255.
type sight struct {
	capital, small uint8            // in running text, not first in a sentence; small anywhere in running text
	marked         [markCount]uint8 // first pass
	votes          uint8            // summary of marked, 0 before the first pass
	cues           cue              // what stands beside it anywhere in running text
}

// read counts how words are written in running sentences.
func (c *context) read(sentences []model.Sentence, words []word) {
	c.slots = make([]int32, 256)
	for _, s := range sentences {
		for i := s.First; i < s.Last; i++ {
			if words[i].Flags&perceptron.HasUpper != 0 {
				words[i].place = c.insert(words[i].Form)
			}
		}
	}
	for _, s := range sentences {
		for i := s.First; i < s.Last; i++ {
			w := &words[i]
			if w.place < 0 && w.Flags&perceptron.HasLetter != 0 {
				w.place = c.find(w.Form)
			}
			if w.place < 0 || w.style != perceptron.Running {
				continue
			}
			switch e := &c.seen[w.place]; {
			case w.Flags&perceptron.HasUpper == 0:
				e.small = grow(e.small)
			case i > s.First && !quoteBefore(words[i-1]):
				e.capital = grow(e.capital)
			}
			if w.Flags&perceptron.HasUpper != 0 {
				c.seen[w.place].cues |= cuesAt(words[s.First:s.Last], i-s.First)
			}
		}
	}
}

// quoteBefore says whether w opens a quotation, after which a capital tells
// nothing.
func quoteBefore(w word) bool { return w.Flags&(perceptron.HasLetter|perceptron.HasDigit) == 0 }

// grow counts one more, up to 255.
func grow(n uint8) uint8 { return max(n, n+1) }

func (c *context) find(form uint64) int32 {
	mask := len(c.slots) - 1
	for i := int(form>>20) & mask; c.slots[i] != 0; i = (i + 1) & mask {
		if e := c.slots[i] - 1; c.forms[e] == form {
			return e
		}
	}
	return -1
}

func (c *context) insert(form uint64) int32 {
	if e := c.find(form); e >= 0 {
		return e
	}
	c.forms = append(c.forms, form)
	c.seen = append(c.seen, sight{})
	if 2*len(c.forms) > len(c.slots) {
		c.slots = make([]int32, 2*len(c.slots))
		for e := range c.forms {
			c.put(int32(e))
		}
	} else {
		c.put(int32(len(c.forms) - 1))
	}
	return int32(len(c.forms) - 1)
}

func (c *context) put(e int32) {
	mask := len(c.slots) - 1
	i := int(c.forms[e]>>20) & mask
	for c.slots[i] != 0 {
		i = (i + 1) & mask
	}
	c.slots[i] = e + 1
}

// of is the sight of a word, all zero where the text has none.
func (c *context) of(w *word) sight {
	if w.place < 0 {
		return sight{}
	}
	return c.seen[w.place]
}

// writing sums up how a word is written: 0 where nothing is known.
func (s sight) writing() uint64 { return level(s.capital)<<4 | level(s.small) }

// level is 0 for none, 1 for one, 2 for two or three, 3 for more.
func level(n uint8) uint64 {
	switch {
	case n < 2:
		return uint64(n)
	case n < 4:
		return 2
	}
	return 3
}

// vote counts the marks of the first pass for each word and sums them up: the
// most frequent kind of name, whether most of its occurrences are names, and
// its most frequent position in one.
func (d *decoder) vote() {
	for i, w := range d.words {
		if w.place >= 0 {
			e := &d.context.seen[w.place].marked[d.marks[i]]
			*e = grow(*e)
		}
	}
	for i := range d.context.seen {
		d.context.seen[i].summarise()
	}
}

func (s *sight) summarise() {
	var kind [kinds + 1]int
	var spot [5]int
	total := 0
	for m, n := range s.marked {
		total += int(n)
		if m == nothing {
			kind[kinds] += int(n)
			continue
		}
		kind[kindOf(uint8(m))] += int(n)
		spot[position(uint8(m))] += int(n)
	}
	best := most(kind[:])
	s.votes = uint8(1 + best)
	if best != kinds {
		s.votes += uint8(most(spot[:])) << 3
	}
	if total > 1 {
		s.votes |= 1 << 6
	}
	if 4*kind[best] > 3*total {
		s.votes |= 1 << 7
	}
}

// most is the index of the largest number, the first of equal ones.
func most(n []int) int {
	best := 0
	for i := range n {
		if n[i] > n[best] {
			best = i
		}
	}
	return best
}

// A cue is a set of kinds of neighbour that a word has somewhere in a text.
type cue uint16

const (
	afterTitle cue = 1 << iota
	afterGiven
	beforeSurname
	beforeSpeech // "said", "'s"
	beforeOwner
	afterIn // "in", "at", "near", "from"
	beforeBody
	afterBody
	afterThe
	inBrackets
	besidePlace // after or before a comma and a place
	cueCount    = iota
)

// cuesAt are the cues of the word at i of a sentence.
func cuesAt(words []word, i int) (c cue) {
	set := func(b cue, ok bool) {
		if ok {
			c |= b
		}
	}
	at := func(j int) *word {
		if j < 0 || j >= len(words) {
			return &edge
		}
		return &words[j]
	}
	p, n := at(i-1), at(i+1)
	forms := cueForms()
	set(afterTitle, p.lists&(inTitles|inHonorifics) != 0)
	set(afterGiven, p.lists&inGiven != 0)
	set(beforeSurname, n.lists&inSurname != 0)
	set(beforeBody, n.lists&inBodies != 0)
	set(afterBody, p.lists&inBodies != 0)
	c |= forms.after[p.Form] | forms.before[n.Form]
	set(inBrackets, p.Form == forms.open && n.Form == forms.shut)
	const place = inCountry | inPlace | inProvince
	set(besidePlace, p.Form == forms.comma && at(i-2).lists&place != 0 || n.Form == forms.comma && at(i+2).lists&place != 0)
	return c
}

// neighbourForms are words beside a name that tell of its kind.
type neighbourForms struct {
	after, before     map[uint64]cue
	open, shut, comma uint64
}

var cueForms = sync.OnceValue(func() neighbourForms {
	form := func(s string) uint64 { return perceptron.Describe(s).Form }
	out := neighbourForms{make(map[uint64]cue), make(map[uint64]cue), form("("), form(")"), form(",")}
	for _, w := range []string{"in", "at", "near", "from", "outside"} {
		out.after[form(w)] = afterIn
	}
	out.after[form("the")] = afterThe
	for _, w := range []string{"said", "says", "told", "added", "who", "asked", "wrote"} {
		out.before[form(w)] = beforeSpeech
	}
	for _, w := range []string{"'s", "’s", "'", "’"} {
		out.before[form(w)] = beforeOwner
	}
	return out
})
