package measure

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	lineage "synoptic/internal/lineage/measure"
	"synoptic/internal/model"
)

// A LabelledSpan is a span of a labelled article. Offsets are in the body, or
// where Field is "title" in the title. Spans with different Side differ.
type LabelledSpan struct {
	Side, Article, Field, Text, Party string
	Start, End                        int
}

// in is the span in the text of an article read by ReadStories.
func (s LabelledSpan) in(a *model.Article) model.Span {
	shift := 0
	if s.Field != "title" {
		shift = len(a.Title) + len(titleGap)
	}
	return model.Span{Start: s.Start + shift, End: s.End + shift}
}

// A LabelledRow is a row of a set of differences: a difference, a pair of
// spans that look different and are not ("not_difference"), or a fact.
type LabelledRow struct {
	Type, ID, Story, Kind, Confidence string
	Sides                             []LabelledSpan
	Fact                              string
	Articles                          []LabelledSpan
	Absent                            []string
}

// ReadDifferences reads a set of differences, one JSON object a line. Rows of
// other types are passed over.
func ReadDifferences(r io.Reader) ([]LabelledRow, error) {
	var out []LabelledRow
	err := lineage.EachLine(r, func(line []byte) error {
		var head struct{ Type string }
		if err := json.Unmarshal(line, &head); err != nil {
			return err
		}
		switch head.Type {
		case "difference", "not_difference", "fact":
			var row LabelledRow
			if err := json.Unmarshal(line, &row); err != nil {
				return err
			}
			out = append(out, row)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read differences: %w", err)
	}
	return out, nil
}

// titleGap stands between title and body in articles read by ReadStories.
const titleGap = "\n\n"

// ReadStories reads articles with title and body as blocks, by story: one
// JSON object a line. Rows that keep is false for are passed over.
func ReadStories(r io.Reader, keep func(story, id string, curated bool) bool) (map[string][]*model.Article, error) {
	out := map[string][]*model.Article{}
	err := eachRecord(r, func(row *lineage.Record) {
		if !keep(row.Story, row.ID, row.Curated != nil && *row.Curated) {
			return
		}
		a := article(row)
		a.Outlet.From = "url"
		a.Text, a.Blocks = row.Title+titleGap+row.Body, blocksOf(row.Title, row.Body)
		out[row.Story] = append(out[row.Story], a)
	})
	return out, err
}

// blocksOf cuts title and body into blocks; a body line that repeats the
// title is none.
func blocksOf(title, body string) []model.Block {
	blocks := []model.Block{{Kind: model.BlockTitle, Start: 0, End: len(title)}}
	at := len(title) + len(titleGap)
	for start := 0; start <= len(body); {
		end := start
		for end < len(body) && body[end] != '\n' {
			end++
		}
		if end > start && body[start:end] != title {
			blocks = append(blocks, model.Block{Kind: model.BlockParagraph, Start: at + start, End: at + end})
		}
		start = end + 1
	}
	return blocks
}

// A DifferenceScore counts labelled differences and those shown.
type DifferenceScore struct {
	Gold, Found         int // of high confidence
	GoldAll, FoundAll   int
	ByKind              map[string][2]int // kind -> found, gold (all)
	Hard, HardShown     int               // not_difference rows
	Shown, Stories      int
	Missed, WronglyShow []string // IDs
}

// Differences scores what the synopses show against the rows. A labelled
// difference is found where a shown one has two sides of different groups
// that overlap two of its sides that differ.
func Differences(rows []LabelledRow, synopses map[string]model.Synopsis, articles map[string]*model.Article) DifferenceScore {
	s := DifferenceScore{ByKind: map[string][2]int{}}
	for _, syn := range synopses {
		s.Shown += len(syn.Differences)
		s.Stories++
	}
	for _, row := range rows {
		shown := slices.ContainsFunc(synopses[row.Story].Differences, func(d model.Difference) bool { return sameDifference(row, d, articles) })
		switch row.Type {
		case "difference":
			s.GoldAll++
			k := s.ByKind[row.Kind]
			k[1]++
			if shown {
				s.FoundAll++
				k[0]++
			} else {
				s.Missed = append(s.Missed, row.ID)
			}
			s.ByKind[row.Kind] = k
			if row.Confidence == "high" {
				s.Gold++
				if shown {
					s.Found++
				}
			}
		case "not_difference":
			s.Hard++
			if shown {
				s.HardShown++
				s.WronglyShow = append(s.WronglyShow, row.ID)
			}
		}
	}
	return s
}

// sameDifference says whether d sets two differing sides of row against each
// other.
func sameDifference(row LabelledRow, d model.Difference, articles map[string]*model.Article) bool {
	over := func(side model.Side, l LabelledSpan) bool {
		a := articles[l.Article]
		return a != nil && side.Article == l.Article && (model.Span{Start: side.Start, End: side.End}).Overlaps(l.in(a))
	}
	for _, x := range d.Sides {
		for _, y := range d.Sides {
			if x.Group == y.Group {
				continue
			}
			for _, l := range row.Sides {
				for _, m := range row.Sides {
					if l.Side != m.Side && over(x, l) && over(y, m) {
						return true
					}
				}
			}
		}
	}
	return false
}
