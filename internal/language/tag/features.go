package tag

import (
	"synoptic/internal/language/cluster"
	"synoptic/internal/language/perceptron"
	"synoptic/internal/model"
)

const (
	tagCount = 52
	startTag = model.Tag(63) // stands before a sentence
	endTag   = model.Tag(62) // stands after one
	margin   = 2             // words beyond each end of a sentence
)

// A word is a token with what the lexicon knows of it.
type word struct {
	perceptron.Word
	class uint64    // in the lexicon
	fine  uint64    // by neighbours
	fixed model.Tag // set where no decision is needed
	tag   model.Tag // as found so far
	sure  bool
}

// prepare describes the tokens of a sentence, with margins at both ends.
func (d *decoder) prepare(t *Tagger, text string, tokens []model.Token) {
	d.words = append(d.words[:0], word{class: 300, tag: startTag}, word{class: 300, tag: startTag})
	d.plain = d.plain[:0]
	for _, tok := range tokens {
		d.plain = append(d.plain, perceptron.Describe(tok.Span().In(text)))
	}
	style := perceptron.StyleOf(d.plain)
	clusters := cluster.English()
	for i, p := range d.plain {
		w := word{Word: p, class: uint64(t.lexicon.Get(p.Form))}
		w.fine, _ = clusters.Of(p)
		if int(w.class) < len(t.classes) {
			w.fixed = t.classes[w.class].sure
		}
		if q := quote(tokens[i].Span().In(text)); q != 0 {
			w.fixed = q
		}
		w.tag = w.fixed
		w.Shape += uint64(style)
		if style == perceptron.Capitals {
			w.Shape = uint64(style)
			if p.Flags&perceptron.HasDigit != 0 {
				w.Shape += 7
			}
		}
		d.words = append(d.words, w)
	}
	d.words = append(d.words, word{class: 301, tag: endTag}, word{class: 301, tag: endTag})
}

// quote is the tag of a quotation mark whose form tells which end it is.
func quote(s string) model.Tag {
	switch s {
	case "“", "„", "«":
		return openQuote
	case "”", "»":
		return closeQuote
	}
	return 0
}

var (
	openQuote  = model.TagOf("``")
	closeQuote = model.TagOf("''")
)

func (d *decoder) at(i int) *word { return &d.words[i+margin] }

// later adds what the first pass took word i and those after it for.
func (d *decoder) later(keys []uint64, i int, back1 model.Tag) []uint64 {
	w := d.words[i : i+2*margin+1]
	cur, next := &w[margin], &w[margin+1]
	b1, own, n1, n2 := uint64(back1), uint64(cur.tag), uint64(next.tag), uint64(w[margin+2].tag)
	key := perceptron.Key
	return append(keys,
		key(60, n1, 0), key(61, n1, b1), key(62, n1, cur.Form), key(63, n1<<8|n2, 0), key(64, n1<<8|b1, cur.class),
		key(65, own, n1), key(66, own, 0), key(67, own, cur.Form), key(68, n1, cur.Suffix[2]), key(69, n1<<8|n2, cur.class),
		key(70, own<<8|b1, n1), key(71, n1<<8|n2, b1), key(72, own, next.Form), key(73, n1, cur.fine), key(74, own<<8|n1, n2),
	)
}

// features are the keys for deciding on word i.
func (d *decoder) features(keys []uint64, i int, back1, back2 model.Tag) []uint64 {
	w := d.words[i : i+2*margin+1]
	cur, prev, next := &w[margin], &w[margin-1], &w[margin+1]
	b1, b2 := uint64(back1), uint64(back2)
	b12 := b1<<8 | b2
	key := perceptron.Key
	keys = append(keys,
		key(1, cur.Form, 0), key(2, prev.Form, 0), key(3, next.Form, 0),
		key(4, w[0].Form, 0), key(5, w[4].Form, 0),
		key(6, cur.Shape, 0), key(7, cur.Shape, b1),
		key(8, b1, 0), key(9, b12, 0), key(10, cur.Form, b1), key(11, cur.Form, b12),
		key(12, prev.Form, cur.Form), key(13, cur.Form, next.Form),
		key(14, cur.class, b1), key(15, cur.class, next.class), key(16, b1<<16|cur.class, next.class),
		key(17, next.class, w[4].class), key(18, b12, cur.class), key(19, b1, next.class),
		key(20, next.Suffix[2], cur.class), key(21, prev.Suffix[2], cur.class),
		key(22, prev.Form, next.Form), key(23, b1, next.Form),
		key(50, cur.fine, b1), key(51, prev.fine, cur.fine), key(52, cur.fine, next.fine), key(53, prev.fine, next.fine),
		key(54, next.fine, b1), key(55, next.fine, cur.class), key(56, cur.fine, b12), key(57, w[4].fine, next.fine),
		key(24, cur.Form, next.class), key(25, cur.Shape, next.Shape), key(26, cur.Shape, prev.Shape),
	)
	if cur.class == 0 || cur.Flags&perceptron.FirstUpper != 0 {
		keys = append(keys, key(30, cur.Suffix[3], cur.Shape), key(31, cur.Suffix[2], b1), key(32, next.Suffix[2], prev.Suffix[2]),
			key(33, cur.Suffix[1], next.class))
	}
	for n := range cur.Suffix {
		if cur.Suffix[n] != 0 {
			keys = append(keys, key(40, cur.Suffix[n], 0))
		}
		if cur.Prefix[n] != 0 && n > 0 {
			keys = append(keys, key(41, cur.Prefix[n], uint64(n)))
		}
	}
	return keys
}
