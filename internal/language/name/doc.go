// Package name finds the names of persons, organisations, places and
// countries.
//
// It marks tokens as beginning, inside, last or only token of a name with an
// averaged perceptron from left to right. What it looks at: the words, their
// letters, tags and neighbours, the word lists of package en, how a word is
// written elsewhere in the article, and, in a second pass, what the same words
// were taken for elsewhere in the article. Rules then give one name one type
// throughout and mark again the names that were missed in places. Titles and offices ("Foreign
// Minister") are not part of a name. Events, works and nationalities are not
// looked for; entities and mentions are left to package refer. Its accuracy
// stands in docs/models/name.md.
package name
