package agency

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed agencies.txt
var list string

//go:embed outlets.txt
var outletList string

// A Name is one way to write the name of an agency.
type Name struct {
	Written    string
	Shown      string // the one name under which the agency is shown
	CreditOnly bool   // in running text it may mean something else
}

// Names are all ways to write all agencies. The slice is shared.
func Names() []Name { return names() }

// Outlets are all ways to write the news outlets that others rest on by name,
// agencies left out. The slice is shared.
func Outlets() []Name { return outlets() }

var (
	names   = sync.OnceValue(func() []Name { return read(list) })
	outlets = sync.OnceValue(func() []Name { return read(outletList) })
)

func read(list string) []Name {
	var out []Name
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		shown := ""
		for way := range strings.SplitSeq(line, "|") {
			written, only := strings.CutSuffix(strings.TrimSpace(way), "*")
			if shown == "" {
				shown = written
			}
			out = append(out, Name{written, shown, only})
		}
	}
	return out
}
