// Package cluster puts frequent words into classes of words that stand in
// like surroundings ("Tuesday", "Friday"; "said", "told"), so that the tagger,
// the parser and the name finder know something of words that their own
// training data do not hold.
//
// The classes come from plain text, by the exchange algorithm (Martin, Liermann
// and Ney 1998): words move between classes until the classes of the words
// before and after each word are as predictable as they can be.
package cluster
