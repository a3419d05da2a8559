// Package train makes the weights of the story model from labelled stories: a
// search, one weight at a time, for the weights with the best BCubed F1 over
// all sets together. The same sets and the same weights to start from give the
// same weights.
package train
