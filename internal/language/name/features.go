package name

import (
	"synoptic/internal/language/cluster"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

// A word is a token with what is known of it outside its sentence.
type word struct {
	perceptron.Word
	tag       uint64
	lists     listed // of the word lists that it stands in
	fine      uint64 // its classes
	coarse    uint64
	style     perceptron.Style
	candidate bool  // it can begin a name
	place     int32 // its place in the context, or -1
}

// prepare describes the tokens of a text.
func (d *decoder) prepare(lists perceptron.Lexicon, text string, sentences []model.Sentence, tokens []model.Token) {
	d.words = make([]word, len(tokens))
	d.marks = make([]uint8, len(tokens))
	d.sure = make([]float64, len(tokens))
	classes := cluster.English()
	var plain []perceptron.Word
	for _, s := range sentences {
		s.First, s.Last = max(s.First, 0), min(s.Last, len(tokens))
		if s.First >= s.Last {
			continue
		}
		d.sentences = append(d.sentences, s)
		plain = plain[:0]
		for _, t := range tokens[s.First:s.Last] {
			plain = append(plain, perceptron.Describe(t.Span().In(text)))
		}
		style := perceptron.StyleOf(plain)
		for i, p := range plain {
			t := tokens[s.First+i]
			d.words[s.First+i] = newWord(classes, p, t.Span().In(text), t.Tag, style)
		}
		markPhrases(d.words[s.First:s.Last])
		markListed(lists, d.words[s.First:s.Last])
	}
	d.context.read(d.sentences, d.words)
	d.sports = sportsOf(d.words)
}

func newWord(classes cluster.Classes, p perceptron.Word, text string, tag model.Tag, style perceptron.Style) word {
	w := word{Word: p, tag: uint64(tag), style: style, place: -1}
	w.fine, w.coarse = classes.Of(p)
	w.Shape += uint64(style)
	if style == perceptron.Capitals {
		w.Shape = uint64(style)<<8 | uint64(p.Flags&perceptron.HasDigit)
	}
	capital := p.Flags&perceptron.HasUpper != 0
	if capital || style == perceptron.Small {
		w.lists = wordLists(text, style)
	}
	if isParticle(p.Form) {
		w.lists |= inParticles
	}
	w.candidate = capital || p.Flags&perceptron.HasDigit != 0 || w.lists != 0 ||
		style == perceptron.Small && p.Flags&perceptron.HasLetter != 0
	return w
}

var edge = word{place: -1, tag: 62}

// near is the word at i, or the edge where the sentence has none there.
func (d *decoder) near(s model.Sentence, i int) *word {
	if i < s.First || i >= s.Last {
		return &edge
	}
	return &d.words[i]
}

// features gathers the keys for deciding on token i.
func (d *decoder) features(s model.Sentence, i int, back1, back2 uint8) {
	key := perceptron.Key
	pp, p, w, n, nn := d.near(s, i-2), d.near(s, i-1), &d.words[i], d.near(s, i+1), d.near(s, i+2)
	b1 := uint64(back1)
	b12 := b1<<8 | uint64(back2)
	start := uint64(0)
	if i == s.First {
		start = 1
	}
	keys := append(d.keys,
		key(1, b1, 0), key(2, b12, 0),
		key(3, w.Form, 0), key(4, p.Form, 0), key(5, n.Form, 0), key(6, pp.Form, 0), key(7, nn.Form, 0),
		key(8, w.Form, b1), key(9, p.Form, w.Form), key(10, w.Form, n.Form), key(11, p.Form, b1), key(12, n.Form, b1),
		key(13, w.Shape, b1), key(14, w.Shape<<1|start, n.Shape), key(15, p.Shape, w.Shape), key(16, w.Shape, start),
		key(17, w.tag<<8|b1, 0), key(18, p.tag<<8|w.tag, b1), key(19, w.tag<<8|n.tag, b1), key(20, n.tag<<8|nn.tag, w.tag),
		key(21, p.Form, n.Form), key(22, pp.Form, p.Form), key(23, n.Form, nn.Form),
		key(24, w.Shape, p.Form), key(25, w.Shape, n.Form), key(26, n.Shape<<8|b1, nn.Shape),
		key(27, pp.tag<<8|p.tag, w.tag),
	)
	for k := range w.Suffix {
		if w.Suffix[k] != 0 {
			keys = append(keys, key(30, w.Suffix[k], 0))
		}
		if k > 0 && w.Prefix[k] != 0 {
			keys = append(keys, key(31, w.Prefix[k], uint64(k)))
		}
	}
	keys = append(keys, key(32, w.Suffix[2], b1), key(33, p.Suffix[2], w.Suffix[2]), key(34, w.Suffix[2], n.Suffix[2]),
		key(35, uint64(w.style), b1),
		key(80, w.fine, b1), key(81, p.fine, b1), key(82, n.fine, b1), key(83, w.fine, n.fine), key(84, p.fine, w.fine),
		key(85, w.coarse, b1), key(86, p.coarse, b1), key(87, n.coarse, b1), key(88, pp.coarse, p.coarse), key(89, n.coarse, nn.coarse),
		key(90, p.fine<<8|n.fine, w.Shape), key(91, p.coarse<<8|n.coarse, w.coarse), key(92, p.fine, w.Shape), key(93, n.fine, w.Shape),
	)
	keys = appendLists(keys, w, p, n, pp, nn, b1)
	keys = d.appendContext(keys, w, p, n, b1, start)
	d.keys = d.appendSports(keys, w, p, n, b1)
}

// appendSports adds what tells a team from a city in reports of sports.
func (d *decoder) appendSports(keys []uint64, w, p, n *word, b1 uint64) []uint64 {
	key := perceptron.Key
	s := d.sports
	keys = append(keys, key(100, s, b1), key(101, s, w.Shape), key(102, w.Form, s), key(103, p.Form, s), key(104, n.Form, s),
		key(105, w.fine<<2|s, p.coarse), key(106, n.Shape<<2|s, p.Shape), key(107, uint64(w.lists), s<<5|b1))
	for rest := w.lists; rest != 0; rest &= rest - 1 {
		keys = append(keys, key(108, uint64(rest&-rest), s))
	}
	return keys
}

// appendLists adds what the word lists say of a word and its neighbours.
func appendLists(keys []uint64, w, p, n, pp, nn *word, b1 uint64) []uint64 {
	key := perceptron.Key
	for k, o := range [5]*word{pp, p, w, n, nn} {
		for rest := o.lists; rest != 0; rest &= rest - 1 {
			bit := uint64(rest & -rest)
			keys = append(keys, key(40+uint64(k), bit, 0))
			if k == 2 {
				keys = append(keys, key(46, bit, b1))
			}
		}
	}
	return append(keys, key(47, uint64(w.lists), uint64(p.lists)), key(48, uint64(w.lists), uint64(n.lists)),
		key(49, uint64(w.lists), b1), key(50, uint64(p.lists)<<32|uint64(n.lists), w.Shape))
}

// appendContext adds how the words stand elsewhere in the text, and what the
// first pass took them for there.
func (d *decoder) appendContext(keys []uint64, w, p, n *word, b1, start uint64) []uint64 {
	key := perceptron.Key
	here, before, after := d.context.of(w), d.context.of(p), d.context.of(n)
	c := here.writing()
	keys = append(keys, key(60, c, start), key(61, c<<8|b1, start), key(62, c, before.writing()), key(63, c, after.writing()),
		key(64, c, w.Shape))
	for rest := here.cues; rest != 0; rest &= rest - 1 {
		keys = append(keys, key(71, uint64(rest&-rest), b1))
	}
	keys = append(keys, key(72, uint64(here.cues), w.Shape))
	if here.votes != 0 {
		v := uint64(here.votes)
		keys = append(keys, key(65, v, 0), key(66, v, b1), key(67, v<<32|uint64(before.votes), uint64(after.votes)),
			key(68, v, w.Shape))
	}
	return keys
}
