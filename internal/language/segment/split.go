package segment

import (
	"math"

	"synoptic/internal/model"
)

// Split cuts the blocks of text into sentences and tokens, in the order of the
// text. Sentence.Block is an index into blocks; without blocks the whole text
// is one. Blocks that are empty, out of range or begin before the end of the
// one before are passed over or cut. It runs in time linear in the text.
func Split(text string, blocks []model.Block) ([]model.Sentence, []model.Token) {
	if len(text) > math.MaxInt32 {
		text = text[:math.MaxInt32]
	}
	if len(blocks) == 0 {
		blocks = []model.Block{{End: len(text)}}
	}
	tokens := make([]model.Token, 0, len(text)/5+4)
	sentences := make([]model.Sentence, 0, len(text)/100+len(blocks))
	done := 0
	for i, b := range blocks {
		start, end := max(b.Start, done), min(b.End, len(text))
		if start >= end {
			continue
		}
		done = end
		first := len(tokens)
		tokens = tokenise(text, start, end, tokens)
		sentences = sentencise(text, tokens, first, i, sentences)
	}
	return sentences, tokens
}
