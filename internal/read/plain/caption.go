package plain

import (
	"regexp"
	"strings"
	"sync"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
	"synoptic/internal/read/meta"
)

// captionOpening is how captions begin, captionWording what only they hold, and
// captionEnd a photographer's credit at their end.
var (
	captionOpening = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:FILE\s*(?:PHOTO|IMAGE|PICTURE)?\s*[-–—:]|File (?:photo|picture|image)|(?:Photo|Image|Picture|Pic|Caption|Pictured)\s*:|(?i:image (?:copyright|caption|source))|In this .{0,80}\b(?:photo|image|picture|frame grab|photograph)\b|This (?:\S+ ){0,3}(?:photo|image|picture|photograph|frame grab|combination)\b.{0,60}\b(?:shows?|released|provided|taken|made|posted)|An? (?:\S+ )?(?:photo|photograph|image|picture|handout|screengrab)\b.{0,40}\b(?:shows?|released|provided|taken|from)\b|Facebook Twitter Pinterest )`)
	})
	captionWording = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(?:file (?:photo|picture|image)|photo credit|photo by|photo:|photograph:|image:|picture:|ap photo|getty images|is (?:seen|pictured|shown) (?:in|on|at)|pictured (?:in|on|at|here|left|right|above))`)
	})
	captionEnd = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[(\[](?:(?:Photo|Image|Picture|Credit)[^()\[\]]{2,60}|\p{Lu}[\p{L}.'’-]+ \p{Lu}[^()\[\]]{1,40}/[^()\[\]]{2,40})[)\]]$|\b\p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}.'’-]+/(?:AP|AFP|Reuters|EPA|Associated Press|Getty Images|Shutterstock|The New York Times)$`)
	})
)

// captionLike says whether a line is a caption by its words alone: it opens as
// one, or ends in a picture credit without being a sentence.
func captionLike(s string) bool {
	if len(s) > maxCaption {
		return false
	}
	if strings.HasPrefix(s, "F") || strings.HasPrefix(s, "P") || strings.HasPrefix(s, "I") || strings.HasPrefix(s, "i") || strings.HasPrefix(s, "C") || strings.HasPrefix(s, "T") || strings.HasPrefix(s, "A") {
		if captionOpening().MatchString(s[:min(len(s), 200)]) {
			return true
		}
	}
	if tail := s[max(0, len(s)-160):]; strings.ContainsAny(tail, "/[(") && captionEnd().MatchString(tail) {
		return true
	}
	if _, ok := meta.PhotoCredit(s); ok && (!lines.EndsSentence(s) || captionWording().MatchString(s)) && len(strings.Fields(s)) >= 4 {
		return true
	}
	return false
}

// maxCaption is the longest a caption is, in bytes.
const maxCaption = 700

// captions finds captions: lines that are one by their words, lines with a
// picture credit near the top, and long lines that stand twice in a row. Of a
// caption that stands twice the second is dropped.
func (r *reading) captions() {
	for i := max(0, r.first-12); i <= min(r.last, len(r.pars)-1); i++ {
		p := &r.pars[i]
		if r.marks[i].Class != "" || len(p.Text) > maxCaption {
			continue
		}
		if i > 0 && r.pars[i-1].Text == p.Text && r.pars[i-1].Kind == model.BlockCaption {
			r.marks[i] = lines.Mark{Class: captionClass}
			continue
		}
		if !r.isCaption(i) {
			continue
		}
		p.Kind = model.BlockCaption
		if !r.marks[i].Keep {
			r.marks[i].Keep = i >= r.first-8 && i < r.last
		}
		if i == r.first {
			r.nextBody()
		}
	}
}

// captionClass is the class of a caption left out because it stands twice.
const captionClass lines.Class = "caption"

func (r *reading) isCaption(i int) bool {
	p := &r.pars[i]
	if captionLike(p.Text) {
		return true
	}
	if near := i <= r.first+2 || p.bullet; !near {
		return false
	}
	words := len(strings.Fields(p.Text))
	credited := false
	if r.flat && i != r.last {
		_, credited = meta.PhotoCredit(p.Text)
	}
	twice := i+1 < len(r.pars) && r.pars[i+1].Text == p.Text
	return words >= 4 && (credited || twice && i+1 < r.last && words >= 6 && i >= r.first-3)
}

// speakerTurn says whether a line is a turn of a transcript: "ROE: What now?".
func speakerTurn(s string) bool {
	head, rest, ok := strings.Cut(s, ": ")
	return ok && head == strings.ToUpper(head) && len(strings.Fields(rest)) > 3
}

// dateCredit takes the agency that stands on a date line: "Xinhua | Updated:
// 2017-09-15".
func (r *reading) dateCredit(i, start, end int) {
	p := r.pars[i]
	for _, part := range []string{p.Text[:start], p.Text[end:]} {
		part = strings.TrimSpace(strings.NewReplacer("Updated", "", "Published", "", "|", " ", ":", " ", "•", " ").Replace(part))
		for _, c := range meta.LineCredits(part) {
			if c.Whole && !r.isOutlet(c.Agency) {
				r.article.Credits = append(r.article.Credits, model.Credit{Agency: c.Agency, Text: p.Text, Line: r.src.Line(p.Source.Start), Photo: c.Photo})
			}
		}
	}
}

// twoSentences says whether a sentence ends inside s: a full stop behind a word
// of three small letters or more, which "U.S." and "Mr." have not.
func twoSentences(s string) bool {
	for i := 3; i+1 < len(s); i++ {
		if s[i] == '.' && s[i+1] == ' ' && small(s[i-1]) && small(s[i-2]) && small(s[i-3]) {
			return true
		}
	}
	return false
}

func small(c byte) bool { return 'a' <= c && c <= 'z' }
