package plain

import (
	"strings"

	"synoptic/internal/model"
	"synoptic/internal/read/lines"
)

// setApart finds what is not the article's own running text: ticker items,
// embedded posts and pull quotes, by their words.
func (r *reading) setApart() {
	texts := make([]string, len(r.pars))
	may, keep := make([]bool, len(r.pars)), make([]bool, len(r.pars))
	for i := range r.pars {
		p := &r.pars[i]
		texts[i], keep[i] = p.Text, r.marks[i].Keep
		switch p.Kind {
		case model.BlockTitle, model.BlockSubtitle, model.BlockCaption, model.BlockCredit:
			continue
		}
		if start, end, ok := lines.TickerItem(p.Text); ok && (!keep[i] || r.first < i && i < r.last) {
			p.Kind = model.BlockTicker
			p.By = model.Span{Start: start, End: end}
			continue
		}
		if start, end, signed, ok := lines.PostLine(p.Text); ok {
			p.Kind = model.BlockEmbed
			p.By = model.Span{Start: start, End: end}
			if signed && i > 0 && keep[i] && keep[i-1] && !fixed(r.pars[i-1].Kind) && len(r.pars[i-1].Text) < 400 {
				r.pars[i-1].Kind, may[i-1] = model.BlockEmbed, false
			}
			continue
		}
		may[i] = p.Kind == model.BlockQuotation || strings.HasPrefix(p.Text, "“") || strings.HasPrefix(p.Text, "\"")
	}
	for i, again := range lines.Pulled(texts, may, keep) {
		if again {
			r.pars[i].Kind = model.BlockPull
		}
	}
}

// fixed says whether a paragraph's kind is none of running text.
func fixed(k model.BlockKind) bool {
	return k == model.BlockTitle || k == model.BlockSubtitle || k == model.BlockCaption || k == model.BlockCredit
}
