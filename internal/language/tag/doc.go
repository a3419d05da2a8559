// Package tag gives each token its Penn Treebank part of speech.
//
// It is a greedy averaged perceptron from left to right, with a lexicon of
// the tags each frequent word had in training; frequent words that only ever
// had one tag get it outright. It leaves cutting text into tokens to package
// segment. Its accuracy on the development parts of the treebanks it was not
// trained on stands in docs/models/tag.md.
package tag
