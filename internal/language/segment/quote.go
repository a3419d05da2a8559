package segment

import "synoptic/internal/model"

// A side says which side of a quotation or bracket a mark stands on.
type side uint8

const (
	neither side = iota
	opens
	closes
)

// isQuote says whether s is a quotation mark of any style.
func isQuote(s string) bool {
	switch s {
	case "\"", "“", "”", "„", "‟", "«", "»", "‹", "›", "‘", "’", "‚", "‛", "'", "`", "``", "''", "″", "＂", "「", "」", "『", "』":
		return true
	}
	return false
}

// sideOf tells on which side of a quotation or bracket token i stands, by its
// shape and by the spaces about it. A straight mark with a space on both sides
// or on none is read by inside: whether a quotation is open there.
func sideOf(text string, tokens []model.Token, i, first int, inside bool) side {
	t := tokens[i]
	mark := text[t.Start:t.End]
	switch mark {
	case "(", "[", "{", "„", "‚", "‛", "‟", "「", "『", "``":
		return opens
	case ")", "]", "}", "」", "』", "''":
		return closes
	}
	if len(mark) > 3 || !isQuote(mark) {
		return neither
	}
	before := i == first || tokens[i-1].End < t.Start || opensBefore(text, tokens[i-1])
	after := i+1 == len(tokens) || tokens[i+1].Start > t.End
	if before != after {
		if before {
			return opens
		}
		return closes
	}
	switch mark {
	case "“", "«", "‘", "‹", "`":
		return opens
	case "”", "»", "’", "›":
		return closes
	case "'":
		if !before {
			return closes
		}
		return neither
	}
	if inside {
		return closes
	}
	return opens
}

// opensBefore says whether the token before a mark is one after which a
// quotation opens though no space stands between: a bracket or a dash.
func opensBefore(text string, t model.Token) bool {
	switch text[t.Start:t.End] {
	case "(", "[", "{", "—", "–", "-", "--", "/":
		return true
	}
	return false
}
