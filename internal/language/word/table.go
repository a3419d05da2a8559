package word

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed table.txt
var tableText string

// A table is how many documents of ordinary English each word stands in.
type table struct {
	documents int
	counts    map[string]int32
}

// background is read on first use, so that commands which compare nothing do
// not pay for it.
var background = sync.OnceValue(func() table { return parseTable(tableText) })

func parseTable(text string) table {
	t := table{documents: 1, counts: make(map[string]int32, strings.Count(text, "\n"))}
	for line := range strings.Lines(text) {
		w, count, ok := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.Atoi(count)
		switch {
		case !ok || err != nil || strings.HasPrefix(w, "#"):
		case w == "=":
			t.documents = n
		default:
			t.counts[w] = int32(n)
		}
	}
	return t
}

// Total is the number of documents the table was counted over.
func Total() int { return background().documents }

// Table calls visit for every word of the table, in no order.
func Table(visit func(folded string, documents int)) {
	for w, n := range background().counts {
		visit(w, int(n))
	}
}

// Rarity is the inverse document frequency of a folded word, in nats: 0 for a
// word of every text, about 8 for one that the table does not know. Numbers
// are taken as common where short or like a year.
func Rarity(folded []byte) float64 {
	t := background()
	n := float64(t.counts[string(folded)])
	if n == 0 && allDigits(folded) {
		n = digitDocuments(folded) * float64(t.documents)
	}
	return math.Log(float64(t.documents+1) / (n + 1))
}

// digitDocuments is the share of documents a number like this stands in:
// figures of one or two digits are everywhere, years in many texts.
func digitDocuments(b []byte) float64 {
	switch {
	case len(b) == 1:
		return 0.3
	case len(b) == 2:
		return 0.05
	case len(b) == 4 && (b[0] == '1' && b[1] == '9' || b[0] == '2' && b[1] == '0'):
		return 0.1
	case len(b) == 3:
		return 0.01
	}
	return 0
}

func allDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}
