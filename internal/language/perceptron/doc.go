// Package perceptron is the averaged perceptron that the tagger, the parser
// and the name finder share: features hashed from words, training, and a
// compact model file that is used as it lies in memory, without decoding.
//
// The learner is that of Collins (2002, "Discriminative training methods for
// hidden Markov models"); rare features are left out by the number of their
// updates (Goldberg and Elhadad 2011, "Learning sparser perceptron models").
// What a feature or a label means is left to the packages that use this one.
package perceptron
