// Package en holds what is known of English and of the world's names before
// any article is read: countries, their capitals and peoples, buildings that
// stand for bodies, titles and offices, given names with their gender,
// agencies, abbreviations and the words of the calendar. Everything is a list
// in an embedded text file, one entry a line; this package only reads and
// indexes them. It decides nothing: what a word means in its place is left to
// the packages segment, tag, name, refer and date.
package en
