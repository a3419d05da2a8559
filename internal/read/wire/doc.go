// Package wire reads articles that come as data: JSON Lines, arrays and objects
// of articles in the field names that are common, JSON Feed, IPTC ninjs and
// this program's own export; and the XML of agencies, IPTC NewsML-G2 and NITF.
// Positions of the text are those in the file itself, through escapes. A body
// is taken as it is: what of a page is the article has been decided by others.
package wire
