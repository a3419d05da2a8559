// Package word scans text for words and says how common they are in ordinary
// English. It knows no sentences and no parts of speech (segment and tag do):
// it serves the parts that compare whole articles, which need every word of
// every text, quickly and folded alike.
//
// The table of frequencies holds words and the number of documents they stand
// in, nothing else; table.txt states its origin.
package word
