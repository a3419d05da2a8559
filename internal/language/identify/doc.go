// Package identify tells the language of a text.
//
// Scripts that one language of the news has to itself decide at once. Latin,
// Cyrillic, Arabic and Devanagari letters are shared: there the weights of the
// runs of one to four letters in each word, and of whole words, are added up
// for each language. The weights are a logistic regression's, trained by
// cmd/train on lists of words, so that no order of words is needed. Croatian,
// Serbian and Bosnian in Latin letters share one set of weights and are told
// apart by words of their own (siblings.txt). "und" stands for a text that is
// too short, that mixes languages, or whose best language leads by too little.
//
// It stands on nothing else of this project, so that package read can use it.
// Its accuracy stands in docs/models/identify.md.
package identify
