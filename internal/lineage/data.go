package lineage

import (
	_ "embed"
	"strings"
	"sync"

	"synoptic/internal/agency"
	"synoptic/internal/language/word"
)

var (
	//go:embed furniture.txt
	furnitureText string
	//go:embed credit.txt
	creditText string
	//go:embed reliance.txt
	relianceText string
	//go:embed speech.txt
	speechText string
)

// entries are the lines of a word list, without its comments.
func entries(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// A name is one way to write the name of a news organisation.
type name struct {
	words  []string // folded
	shown  string   // the organisation as shown
	agency bool
	upper  bool // an agency's acronym
}

// names are the known news organisations by the first folded word of each way
// to write them, the longest first.
var names = sync.OnceValue(func() map[string][]name {
	out := make(map[string][]name)
	add := func(written, shown string, isAgency bool) {
		n := name{fold(written), shown, isAgency, isAgency && isUpper(written)}
		if len(n.words) == 0 {
			return
		}
		list := out[n.words[0]]
		at := 0
		for at < len(list) && len(list[at].words) >= len(n.words) {
			at++
		}
		list = append(list, name{})
		copy(list[at+1:], list[at:])
		list[at] = n
		out[n.words[0]] = list
	}
	for _, n := range agency.Names() {
		if !n.CreditOnly {
			add(n.Written, n.Shown, true)
		}
	}
	for _, n := range agency.Outlets() {
		add(n.Written, n.Shown, false)
	}
	return out
})

// fold is the folded words of s.
func fold(s string) []string {
	var out []string
	word.Scan(s, func(_, _ int, folded []byte) { out = append(out, string(folded)) })
	return out
}
