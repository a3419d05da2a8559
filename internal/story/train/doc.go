// Package train makes the weights of the story model from labelled stories: a
// search, one weight at a time, for the weights with the best BCubed F1 over
// all sets together, starting from weights set by hand (start.txt). The same
// sets give the same weights.
package train
