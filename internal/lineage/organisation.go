package lineage

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/language/word"
	"synoptic/internal/model"
)

// A naming is a place in a text where a news organisation is named.
type naming struct {
	model.Span
	shown  string
	agency bool
}

// namingsIn lists the news organisations named in text[from:to], in order,
// none overlapping another: the known ones and what is written like a paper's
// or station's name ("the Port Ellery Times").
func namingsIn(text string, from, to int) []naming {
	var out []naming
	var words []piece
	scanPieces(text[from:to], from, &words)
	for i := 0; i < len(words); i++ {
		n, used := knownAt(text, words[i:])
		if used == 0 {
			n, used = paperAt(text, words[i:])
		}
		if used > 0 {
			out = append(out, n)
			i += used - 1
		}
	}
	return out
}

// A piece is one word with its folded form.
type piece struct {
	model.Span
	folded string
}

// scanPieces adds the words of text, which starts at byte offset, to out.
func scanPieces(text string, offset int, out *[]piece) {
	word.Scan(text, func(start, end int, folded []byte) {
		*out = append(*out, piece{model.Span{Start: offset + start, End: offset + end}, string(folded)})
	})
}

// knownAt is the known organisation that words begin with, and how many words
// name it; 0 where none does.
func knownAt(text string, words []piece) (naming, int) {
	for _, n := range names()[words[0].folded] {
		if len(n.words) > len(words) || !startsUpper(words[0].In(text)) {
			continue
		}
		same := true
		for i, w := range n.words {
			same = same && words[i].folded == w && (i == 0 || words[i].Start-words[i-1].End <= 2)
		}
		if !same {
			continue
		}
		s := model.Span{Start: words[0].Start, End: words[len(n.words)-1].End}
		if len(n.words) == 1 && n.upper && !isUpper(s.In(text)) && len(n.words[0]) < 5 {
			continue // "app" is no agency
		}
		return naming{s, n.shown, n.agency}, len(n.words)
	}
	return naming{}, 0
}

// paperAt is the organisation whose name words begin with by the look of it:
// two to five capitalised words the last of which is what papers are called.
func paperAt(text string, words []piece) (naming, int) {
	best := 0
	for i, w := range words {
		if i >= 6 || !startsUpper(w.In(text)) || i > 0 && !adjacent(text, words[i-1].Span, w.Span) {
			break
		}
		if i > 0 && paperWords()[w.folded] {
			best = i + 1
		}
	}
	first := 0
	if words[0].folded == "the" {
		first = 1
	}
	if best-first < 2 {
		return naming{}, 0
	}
	s := model.Span{Start: words[0].Start, End: words[best-1].End}
	return naming{s, text[words[first].Start:s.End], false}, best
}

// adjacent says whether only a space or hyphen stands between two words.
func adjacent(text string, a, b model.Span) bool {
	gap := text[a.End:b.Start]
	return gap == " " || gap == "-"
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

func isUpper(s string) bool { return s != "" && strings.ToUpper(s) == s }

// ofOutlet says whether an organisation's name is that of the article's own
// outlet, which its domain may show: "Port Ellery Times" is petimes.example.
func ofOutlet(shown string, o model.Outlet) bool {
	w := fold(shown)
	if len(w) > 1 && w[0] == "the" {
		w = w[1:]
	}
	joined := strings.Join(w, "")
	if own := strings.Join(fold(o.Name), ""); own != "" && (strings.Contains(own, joined) || strings.Contains(joined, own) && len(own) > 2) {
		return true
	}
	host := strings.Join(fold(o.Domain), "")
	if host == "" || joined == "" {
		return false
	}
	initials := ""
	for _, x := range w[:len(w)-1] {
		initials += x[:1]
	}
	if strings.Contains(host, joined) || len(w) > 1 && strings.Contains(host, initials+w[len(w)-1]) {
		return true
	}
	labels := fold(strings.NewReplacer(".", " ", "-", " ").Replace(o.Domain))
	return len(w) > 2 && slices.Contains(labels, initials+w[len(w)-1][:1])
}
