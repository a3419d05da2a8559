// Package parse gives each token its head and its Universal Dependencies
// relation.
//
// It is a transition-based parser, arc-eager with the root after the last
// token, that takes the best step at each point by an averaged perceptron
// with the features of Zhang and Nivre (2011) and some of what stands between
// and beyond the two words in question; it learns with a dynamic oracle
// (Goldberg and Nivre 2012), so that it has seen its own mistakes. Trees are
// projective, with one root a sentence. It needs the tags of package tag and
// runs in time linear in the text. Its accuracy stands in docs/models/parse.md.
package parse
