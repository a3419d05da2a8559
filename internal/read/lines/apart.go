package lines

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/read/meta"
)

// Limits of a ticker item, in words and bytes, and of the name before it.
const (
	leastTicker = 4
	mostTicker  = 240
	mostSource  = 60
)

// TickerItem says whether a line is one of a ticker: an agency or outlet, or a
// correspondent of one, a colon, and news in brief without a full stop. The
// bytes [start,end) are the source it names.
func TickerItem(line string) (start, end int, ok bool) {
	head, rest, ok := strings.Cut(line, ": ")
	if !ok || len(line) > mostTicker || len(head) > mostSource || len(strings.Fields(rest)) < leastTicker || EndsSentence(line) {
		return 0, 0, false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "“\"‘'"))
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) || !newsSource(head) {
		return 0, 0, false
	}
	return 0, len(head), true
}

// newsSource says whether a name before a colon is that of an agency or
// outlet, or of its correspondent.
func newsSource(s string) bool {
	low := strings.ToLower(s)
	for _, w := range []string{" correspondent", " correspondents", " correspondent in ", " reporter"} {
		if i := strings.Index(low, w); i > 0 && len(strings.Fields(s)) <= 6 {
			return true
		}
	}
	return meta.Agency(s) != "" || meta.OutletName(s)
}

// Forms of the lines by which a post is known that was copied into a page: who
// wrote it, and what its service says.
var (
	postSigned = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:[—–-]+ ?|A post shared by )?([^@()]{2,60}? ?\(@[\w.]{2,40}\))(?:,? (?:on )?\p{L}+\.? \d{1,2}, \d{4}| \d{1,2} \p{L}+\.? \d{4}| (?:on|via) (?:X|Twitter|Instagram|Threads|Telegram|Truth Social|Bluesky|Facebook))*[.]?$`)
	})
	postService = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:Posted by .{2,60} on \p{Lu}\w+, .{6,20}|View (?:this|the) (?:post|profile|tweet|reel) on \p{Lu}\w+|This (?:post|tweet) is (?:unavailable|from a (?:suspended|deleted) account).?)$|\bpic\.(?:twitter|x)\.com/\w+$`)
	})
)

// PostLine says whether a line stands in a post copied into a page; the bytes
// [start,end), where there are any, are its author. Signed says that the line
// only tells whose the post above it is.
func PostLine(line string) (start, end int, signed, ok bool) {
	if len(line) > 600 || !strings.ContainsAny(line, "@/") && !strings.HasPrefix(line, "Posted ") && !strings.HasPrefix(line, "View ") && !strings.HasPrefix(line, "This ") {
		return 0, 0, false, false
	}
	if m := postSigned().FindStringSubmatchIndex(line); m != nil {
		return m[2], m[3], true, true
	}
	return 0, 0, false, postService().MatchString(line)
}

var clockOnly = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\d{1,2}[:.]\d{2}(?: ?[aApP]\.?[mM]\.?)?(?: \p{Lu}{2,4})?$`)
})

// Clock says whether a line is a time of day alone, as over an entry of a live
// blog.
func Clock(line string) bool { return len(line) <= 16 && clockOnly().MatchString(line) }

// Limits of a pull quote, in words, and of the lines among which one is sought.
const (
	leastPulled = 5
	mostPulled  = 80
	mostLines   = 3000
)

// Pulled says of each text whether it is a pull quote: may says that its form
// allows it, and its words, without who said them, stand in another, longer
// text of those kept.
func Pulled(texts []string, may, keep []bool) []bool {
	out := make([]bool, len(texts))
	if len(texts) > mostLines {
		return out
	}
	sought := quoted(texts, may, keep)
	if len(sought) == 0 {
		return out
	}
	plain := make([]string, len(texts))
	for i, t := range texts {
		if keep[i] {
			plain[i], _ = wordsOf(t)
		}
	}
	places := openings(plain, sought)
	for i := range texts {
		for _, j := range places[opening(sought[i])] {
			if j != i && !out[j] && len(plain[j]) > len(plain[i]) && strings.Contains(plain[j], sought[i]) {
				out[i] = true
				break
			}
		}
	}
	return out
}

// quoted are the words of the texts that may be pull quotes, by their place.
func quoted(texts []string, may, keep []bool) map[int]string {
	out := map[int]string{}
	for i, t := range texts {
		if !may[i] || !keep[i] {
			continue
		}
		if said, n := wordsOf(withoutSigner(t)); n >= leastPulled && n <= mostPulled {
			out[i] = said
		}
	}
	return out
}

// opening is the first few words of what is sought, "" where nothing is.
func opening(sought string) string {
	end := 0
	for range leastPulled {
		n := strings.IndexByte(sought[min(end+1, len(sought)):], ' ')
		if n < 0 {
			return ""
		}
		end += n + 1
	}
	return sought[:end+1]
}

// openings are, for the opening of each thing sought, the texts it stands in.
func openings(plain []string, sought map[int]string) map[string][]int {
	out := map[string][]int{}
	for _, s := range sought {
		out[opening(s)] = nil
	}
	var blanks []int
	for i, text := range plain {
		blanks = blanks[:0]
		for at := range len(text) {
			if text[at] == ' ' {
				blanks = append(blanks, at)
			}
		}
		for k := 0; k+leastPulled < len(blanks); k++ {
			window := text[blanks[k] : blanks[k+leastPulled]+1]
			if known, ok := out[window]; ok && (len(known) == 0 || known[len(known)-1] != i) {
				out[window] = append(known, i)
			}
		}
	}
	return out
}

// wordsOf are the words of s in small letters, a blank before, between and
// behind them, and how many there are.
func wordsOf(s string) (plain string, n int) {
	out := make([]byte, 1, len(s)+2)
	out[0] = ' '
	inside := false
	for i, size := 0, 1; i < len(s); i += size {
		r := rune(s[i])
		if size = 1; r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		} else if r >= utf8.RuneSelf {
			r = unicode.ToLower(r)
		}
		switch in := 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)); {
		case in:
			out = utf8.AppendRune(out, r)
			inside = true
		case inside:
			out = append(out, ' ')
			inside = false
			n++
		}
	}
	if inside {
		out = append(out, ' ')
		n++
	}
	return string(out), n
}

// withoutSigner is a quotation set apart without the name behind it.
func withoutSigner(s string) string {
	for _, dash := range []string{"—", "–", " - ", "”", "\""} {
		if i := strings.LastIndex(s, dash); i > 0 && len(strings.Fields(s[i:])) <= 9 && len(s[:i]) > len(s[i:]) {
			return s[:i]
		}
	}
	return s
}
