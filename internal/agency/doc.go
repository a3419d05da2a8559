// Package agency lists the world's news agencies, the outlets that others rest
// on by name, and the ways their names are written, so that a credit that reading finds and one that lineage finds in
// the text are of one name. Finding the names is left to read/meta, for credit
// lines, and to lineage, for running text. What else names agencies in running
// text, as the names of speakers, is language/en's.
package agency
