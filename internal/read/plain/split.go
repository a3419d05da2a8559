package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/piece"
)

// A rawLine is a line of the source that is not empty.
type rawLine struct {
	text   string // without white space and bullet
	start  int    // of text in the source
	indent int
	bullet bool
	quoted bool // a leading ">", as in mail and Markdown
	head   int  // leading "#"s, as in Markdown
	blank  bool // an empty line stands before
	// picture says that the line is the words of a picture, as in Markdown.
	picture bool
}

// A paragraph is one block of the source, before it is known what it is.
type paragraph struct {
	piece.Piece
	bullet bool
	quoted bool
	head   int
	blank  bool
	// picture says that it is the words of a picture.
	picture bool
}

func (p paragraph) line() lines.Line {
	return lines.Line{Text: p.Text, Bullet: p.bullet, Blank: p.blank}
}

// rawLines cuts a source into its lines, but for the first few.
func rawLines(src *piece.Source, skipped int) []rawLine {
	var out []rawLine
	blank := true
	for n := skipped + 1; n <= src.Lines(); n++ {
		span := src.LineSpan(n)
		l := rawLine{text: span.In(src.Text), start: span.Start, blank: blank}
		l.trim()
		if l.text == "" {
			blank = true
			continue
		}
		blank = false
		out = append(out, l)
	}
	return out
}

// bullets are the signs that begin a list item.
const bullets = "•◦▪▫●○■□‣⁃∙·►▸–—-*+"

// trim takes white space, bullets and quotation or heading signs off a line.
func (l *rawLine) trim() {
	skip := func(n int) { l.text, l.start = l.text[n:], l.start+n }
	space := func() (n int) {
		for n < len(l.text) {
			r, size := utf8.DecodeRuneInString(l.text[n:])
			if !piece.IsSpace(r) && !piece.Invisible(r) {
				break
			}
			n += size
		}
		return n
	}
	l.indent = space()
	skip(l.indent)
	for {
		r, size := utf8.DecodeRuneInString(l.text)
		rest := l.text[min(size, len(l.text)):]
		next, _ := utf8.DecodeRuneInString(rest)
		if l.text == "" || !strings.ContainsRune(bullets, r) || rest != "" && !piece.IsSpace(next) {
			break
		}
		if (r == '—' || r == '–' || r == '-') && l.bullet {
			break
		}
		l.bullet = true
		skip(size)
		skip(space())
	}
	if strings.HasPrefix(l.text, "> ") {
		l.quoted = true
		skip(1)
		skip(space())
	}
	for l.head < 6 && strings.HasPrefix(l.text[min(l.head, len(l.text)):], "#") {
		l.head++
	}
	if l.head > 0 {
		if rest := l.text[l.head:]; !strings.HasPrefix(rest, " ") {
			l.head = 0
		} else {
			skip(l.head)
			skip(space())
		}
	}
	l.text = strings.TrimRightFunc(l.text, func(r rune) bool { return piece.IsSpace(r) || piece.Invisible(r) })
}

// paragraphs joins the lines of a source, but for the first few, to paragraphs.
func paragraphs(src *piece.Source, skipped int) []paragraph {
	raw := rawLines(src, skipped)
	add := (*piece.Builder).Add
	marked := skipped > 0 || isMarkdown(src.Text)
	if marked {
		raw, add = markLines(src, raw), addMarked
	}
	width := wrapWidth(raw)
	var out []paragraph
	for i := 0; i < len(raw); {
		j := i + 1
		for j < len(raw) && (width > 0 && joins(raw[j-1], raw[j], width) || marked && goesOn(raw[j-1], raw[j])) {
			j++
		}
		if p, ok := join(raw[i:j], add); ok {
			out = append(out, p)
		}
		i = j
	}
	return out
}

// goesOn says whether b goes on the quotation of a, as it does in Markdown.
func goesOn(a, b rawLine) bool {
	return a.quoted && b.quoted && !b.blank && !b.bullet && a.head == 0 && b.head == 0
}

func join(raw []rawLine, add func(*piece.Builder, string, int)) (paragraph, bool) {
	var b piece.Builder
	for i, l := range raw {
		if i > 0 {
			b.Add("\n", l.start-1)
		}
		add(&b, l.text, l.start)
	}
	p, ok := b.Piece("")
	if raw[0].picture {
		p.Kind = model.BlockCaption
	}
	return paragraph{Piece: p, bullet: raw[0].bullet, quoted: raw[0].quoted, head: raw[0].head, blank: raw[0].blank, picture: raw[0].picture}, ok
}

// Widths in characters between which text is hard-wrapped. Mail and agency
// files wrap at 60 to 80; longer lines than 140 nobody wraps by hand.
const (
	minWidth = 30
	maxWidth = 140
)

// wrapWidth is the width a source is hard-wrapped at, or 0 where it has one
// paragraph a line. In wrapped text the first word of a line would not have
// fitted on the line before; where lines are paragraphs that is chance.
func wrapWidth(raw []rawLine) int {
	inner, width := 0, 0
	long := 0
	for i := 1; i < len(raw); i++ {
		if raw[i].blank || raw[i].bullet || raw[i].head > 0 {
			continue
		}
		inner++
		n := lineWidth(raw[i-1])
		if n > maxWidth {
			long++
			continue
		}
		width = max(width, n)
	}
	if inner < 3 || width < minWidth || long*10 > inner {
		return 0
	}
	full, open := 0, 0
	for i := 1; i < len(raw); i++ {
		if raw[i].blank || raw[i].bullet || raw[i].head > 0 || lineWidth(raw[i-1]) > maxWidth {
			continue
		}
		if lineWidth(raw[i-1])+1+firstWord(raw[i].text) > width-slack {
			full++
			if !lines.EndsSentence(raw[i-1].text) {
				open++
			}
		}
	}
	if full*10 < inner*6 || open*3 < full {
		return 0
	}
	return width
}

// slack is by how much a wrapped line may be shorter than the widest.
const slack = 6

func lineWidth(l rawLine) int { return l.indent + utf8.RuneCountInString(l.text) }

func firstWord(s string) int {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		s = s[:i]
	}
	return utf8.RuneCountInString(s)
}

// joins says whether b goes on the paragraph of a.
func joins(a, b rawLine, width int) bool {
	if b.blank || b.bullet || b.head > 0 || a.head > 0 || a.quoted != b.quoted {
		return false
	}
	if b.indent >= a.indent+2 && !a.bullet && a.indent < 2 {
		return false
	}
	return lineWidth(a)+1+firstWord(b.text) > width-slack ||
		!lines.EndsSentence(a.text) && lineWidth(a) > width*3/5
}
