package lines

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"synoptic/internal/read/piece"
)

//go:embed data/furniture.txt
var furnitureList string

// A Class says what a line of page furniture is; "" is none.
type Class string

// Classes of furniture.
const (
	Related   Class = "related"
	Comments  Class = "comments"
	Share     Class = "share"
	Subscribe Class = "subscribe"
	Advert    Class = "advert"
	Footer    Class = "footer"
	Nav       Class = "nav"
	Tags      Class = "tags"
	Meta      Class = "meta"
	Player    Class = "player"
	Link      Class = "link" // a link to one other page
	Rule      Class = "rule" // marks without letters
)

type furnitureTable struct {
	exact    map[string]Class
	prefixes map[string][]phrase
	suffixes []phrase
}

type phrase struct {
	text  string
	class Class
}

var furniture = sync.OnceValue(func() furnitureTable {
	t := furnitureTable{exact: map[string]Class{}, prefixes: map[string][]phrase{}}
	for line := range strings.Lines(furnitureList) {
		class, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || class[0] == '#' {
			continue
		}
		switch {
		case strings.HasSuffix(text, " *"):
			key := normal(strings.TrimSuffix(text, " *"))
			first, _, _ := strings.Cut(key, " ")
			t.prefixes[first] = append(t.prefixes[first], phrase{key, Class(class)})
		case strings.HasPrefix(text, "* "):
			t.suffixes = append(t.suffixes, phrase{normal(text[2:]), Class(class)})
		default:
			t.exact[normal(text)] = Class(class)
		}
	}
	return t
})

// normal is a line as the table spells it: lower case, straight apostrophes,
// numbers as "#", no marks at its ends.
func normal(s string) string {
	s = strings.ToLower(strings.ReplaceAll(piece.Clean(s), "’", "'"))
	var b strings.Builder
	digits := false
	for _, r := range s {
		if unicode.IsDigit(r) || digits && (r == ',' || r == '.') {
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		}
		digits = false
		b.WriteRune(r)
	}
	out := strings.TrimFunc(b.String(), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`:.…·•|»«›‹>-–—*!?"“”()[]→▶↓+,`, r)
	})
	return out
}

// maxFurniture is the longest a line of furniture is, in bytes; longer lines
// are not looked up.
const maxFurniture = 160

// Furniture is the class of a line that is page furniture by its words alone.
func Furniture(line string) Class {
	if c := wording(line); c != "" {
		return c
	}
	if len(line) > maxFurniture {
		return ""
	}
	if rule(line) {
		return Rule
	}
	key := normal(line)
	t := furniture()
	if c, ok := t.exact[key]; ok {
		return c
	}
	first, _, _ := strings.Cut(key, " ")
	for _, p := range t.prefixes[strings.TrimRight(first, ":")] {
		if rest, ok := strings.CutPrefix(key, p.text); ok && (rest == "" || !unicode.IsLetter(rune(rest[0]))) && len(strings.Fields(rest)) <= 8 {
			return p.class
		}
	}
	for _, p := range t.suffixes {
		if strings.HasSuffix(key, p.text) {
			return p.class
		}
	}
	if link(line) {
		return Link
	}
	return ""
}
