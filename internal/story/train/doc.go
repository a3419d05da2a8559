// Package train makes the weights of the story model from labelled stories:
// logistic regression over pairs of articles, then the bound from which on
// stories join. The same sets give the same weights.
package train
