package html

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
)

// asLines is the page's blocks as lines with what their own markup says.
func asLines(blocks []Block) []lines.Line {
	traits := make([]lines.Traits, len(blocks))
	out := make([]lines.Line, len(blocks))
	for i, b := range blocks {
		t := &traits[i]
		*t = lines.Traits{Tag: b.Tag.String(), Region: b.Region, Hints: hints(b.Hint), Near: hints(b.Near), Links: b.links,
			Within: b.within, Class: b.class, Outer: b.outer, Depth: b.depth, Main: b.Main, Body: b.body,
			Quote: b.Kind == model.BlockQuotation, Hidden: b.Hidden}
		if len(b.Text) > 0 {
			t.Link = float64(b.Link) / float64(len(b.Text))
		}
		out[i] = lines.Line{Text: b.Text, Bullet: b.Kind == model.BlockListItem, Blank: true, Traits: t}
	}
	return out
}

// hints are the bits of the words of lines.Hints that class names hold.
func hints(class string) uint32 {
	var bits uint32
	if class == "" {
		return 0
	}
	for i, w := range lines.Hints {
		if strings.Contains(class, w) {
			bits |= 1 << i
		}
	}
	return bits
}

// tell fills in what the page's head says of each block.
func tell(p *Page, all []lines.Line) {
	stated := runsOf(wordsOf(statedBody(p.JSONLD)))
	title := first(p.meta(titleNames), clean(p.Title))
	description := wordsOf(p.meta(subtitleNames))
	best, at := 0.3, 0
	for i, b := range p.Blocks {
		t := all[i].Traits
		if len(b.Text) < 300 {
			t.Title = overlap(b.Text, title)
		}
		if score := t.Title + 0.3*float64(flag(b.Tag == atom.H1)); score > best && couldBeTitle(b, nil) {
			best, at = score, i
		}
		t.Stated = notStated
		if len(stated) < leastStated && len(description) < leastDescription {
			continue
		}
		words := wordsOf(b.Text)
		if len(stated) >= leastStated && len(words) >= shingle {
			t.Stated = coverage(words, stated)
		}
		if len(description) >= leastDescription && len(words) >= leastDescription {
			t.Description = share(words, description)
		}
	}
	for i := range all {
		all[i].Traits.FromTitle = i - at
	}
}

// From how many words, or runs of words, on what the page's head states says
// something of its blocks, and what stands for "says nothing".
const (
	leastStated      = 20
	leastDescription = 6
	notStated        = -1
)

// runsOf are the runs of words of a text.
func runsOf(words []string) map[string]bool {
	runs := make(map[string]bool, len(words))
	for i := 0; i+shingle <= len(words); i++ {
		runs[strings.Join(words[i:i+shingle], " ")] = true
	}
	return runs
}

// share is how many words two texts have in common, of all their words.
func share(a, b []string) float64 {
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// statedBody is the longest articleBody that the page's JSON-LD holds.
func statedBody(scripts []string) string {
	best := ""
	for _, s := range scripts {
		for {
			i := strings.Index(s, "\"articleBody\"")
			if i < 0 {
				break
			}
			s = strings.TrimLeft(s[i+len("\"articleBody\""):], " \t\r\n:")
			var v string
			if json.NewDecoder(strings.NewReader(cleanJSON(s))).Decode(&v) == nil && len(v) > len(best) {
				best = v
			}
		}
	}
	if Markup(best) {
		best = Value(best)
	}
	return clean(best)
}
