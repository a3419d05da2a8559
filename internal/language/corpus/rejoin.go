package corpus

import "strings"

// Rejoin is d with its words set together as in print (no space before a
// comma, none after an opening bracket, "U . S ." as "U.S."), for sets that
// give tokens without the text they come from. Tokens and names keep their
// numbers, so that other tokens of the same text can be compared with them.
func Rejoin(d *Document) *Document {
	out := &Document{Sentences: d.Sentences, Names: d.Names}
	var b strings.Builder
	quotes := 0
	for i, t := range d.Tokens {
		w := d.Word(i)
		if w == `"` {
			quotes++
		}
		if i > 0 && spaced(d.Word(i-1), w, quotes, i > 1 && isInitial(d, i)) {
			b.WriteByte(' ')
		}
		t.Start = int32(b.Len())
		b.WriteString(w)
		t.End = int32(b.Len())
		out.Tokens = append(out.Tokens, t)
	}
	out.Text = b.String()
	return out
}

// isInitial says whether tokens up to i are a letter, a full stop and a letter
// with a full stop after it ("U . S .").
func isInitial(d *Document, i int) bool {
	single := func(j int) bool {
		w := d.Word(j)
		return len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z'
	}
	return d.Word(i-1) == "." && single(i-2) && single(i) && i+1 < len(d.Tokens) && d.Word(i+1) == "."
}

// spaced says whether a space stands between two words in print. quotes is the
// number of straight quotation marks so far, initial whether w goes on with an
// abbreviation.
func spaced(before, w string, quotes int, initial bool) bool {
	switch w {
	case ",", ".", ";", ":", "!", "?", ")", "]", "”", "’", "%", "'s", "n't", "-", "/", "'":
		return false
	case `"`:
		return quotes%2 == 1
	case "s":
		return before != "’" && before != "'"
	}
	switch before {
	case "(", "[", "“", "‘", "$", "#", "-", "/":
		return false
	case `"`:
		return quotes%2 == 0
	}
	return !initial
}
