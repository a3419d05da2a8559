// Package tag gives each token its Penn Treebank part of speech.
//
// It is an averaged perceptron with a margin that runs from left to right
// twice; the second pass, which looks only at words that the first was not sure
// of, knows what the first took the words further on for. A lexicon has the tags
// of each frequent word in training; frequent words that only ever had one tag
// get it outright. It leaves cutting text into tokens to package
// segment. Its accuracy on the development parts of the treebanks it was not
// trained on stands in docs/models/tag.md.
package tag
