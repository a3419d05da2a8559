// Package lines tells the article on a page from what stands around it: menus,
// tickers, links to other pages, comments, footers. Each line has features of
// its own, of its neighbours, of the words of furniture in it and, for a page
// with markup, of its elements; boosted trees score it in two passes, the second
// of which sees what the first said of the lines around; the best runs of lines
// are kept. Rules mend what the model cannot know, and a text without a page
// around it is left alone but for lines that cannot be an article's. A Memory
// knows the lines that recur on the pages of one outlet. What a kept line is
// (title, caption, heading) is left to packages plain and html.
//
// Accuracy, by go run ./cmd/evaluate read on the scrapinghub article extraction
// benchmark, hosts kept apart, in the benchmark's own measure: F1 97.1 of pages,
// 91.4 of pages flattened to one line a block; clean texts of the set lose 0.35 %
// of their words.
package lines
