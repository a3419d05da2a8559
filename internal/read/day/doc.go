// Package day decides on which day an article on a web page was published, out
// of all the dates that a page mentions: in its metadata, its markup, its
// address and its text. Where each date stands, and which others agree with it,
// are the features of a small linear model whose output is a probability; it
// knows dates alone and no words of the page. Package html collects the
// mentions; how often the model is right stands in docs/models/day.md.
package day
