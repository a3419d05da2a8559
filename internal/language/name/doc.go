// Package name finds the names of persons, organisations, places and
// countries, and of events, works and peoples.
//
// It marks tokens as beginning, inside, last or only token of a name with a
// logistic regression from left to right. What it looks at: the words, their
// letters, tags and neighbours, the word lists of package en and longer ones
// in the model, how a word is written and what stands beside it elsewhere in
// the article, how much of the article is of sports, and, in a second pass,
// what the same words were taken for elsewhere in the article. Rules then give
// one name one type throughout and mark again the names that were missed in
// places. Names that are neither persons, bodies nor places are events, works
// or peoples where lists or quotation marks tell so, and else left out; things
// built are places. Titles and offices ("Foreign Minister") are not part of a
// name; entities and mentions are left to package refer. Its accuracy stands
// in docs/models/name.md.
package name
