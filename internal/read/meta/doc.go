// Package meta finds what a source says about an article beside its text:
// dates and times of publication, persons in bylines, places and agencies in
// datelines, credits to agencies and other outlets, and the language. Each
// function reads a line or a text; which lines of a page are asked is left to
// the readers. Nothing is guessed: a numeric date that could be read two ways,
// or a byline that names no person, gives nothing.
package meta
