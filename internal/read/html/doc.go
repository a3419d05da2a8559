// Package html reads web pages. Its own pass over the page with a tokenizer
// makes blocks of text that know the exact bytes they came from; go-trafilatura
// only says which blocks belong to the article. Metadata comes from JSON-LD,
// meta elements, the page's address and its visible lines, in that order.
package html
