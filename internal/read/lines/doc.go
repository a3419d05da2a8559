// Package lines tells the article on a flattened page from what stands around
// it: menus, tickers, links to other pages, comments, footers. It works on
// lines alone, with features of each line and its neighbours and a best-run
// decoding, so it needs no markup. It leaves what a kept line is (title,
// caption, heading) to package plain.
package lines
