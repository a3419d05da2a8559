// Package feed reads RSS (0.9x, 1.0, 2.0) and Atom feeds: items that carry
// their full text become entries with title, authors, times, link and outlet;
// those with a teaser only are counted as links. Positions of the text are
// those in the feed itself, through references and CDATA. It also says what
// sitemaps and OPML files are, lists of addresses, and gives the links of all of
// these; nothing is fetched here.
// JSON Feed is read by package wire.
package feed
