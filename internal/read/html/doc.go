// Package html reads web pages. Its own pass over the page with a tokenizer
// makes blocks of text that know the exact bytes they came from; the line model
// of package lines, with markup and the choice of go-readability among its
// features, says which of them are the article. Metadata comes from JSON-LD,
// meta elements, the page's visible lines and its address, in that order.
//
// Accuracy, measured by go test ./internal/read -run TestCrossValidation
// -evaluate on the 181 pages of the scrapinghub article extraction benchmark,
// hosts kept apart: F1 0.949 in the benchmark's own measure.
package html
