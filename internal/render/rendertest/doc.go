// Package rendertest holds one invented Document on which every rendering is
// tried: a harbour strike told by five outlets that do not exist, with every
// kind of finding in it, a second story linked to it and two inputs passed
// over. It finds its spans by looking for words in its own texts and panics
// where a word is not there, so it is for tests only. It leaves the finding of
// anything in texts to the stages of the pipeline.
package rendertest
