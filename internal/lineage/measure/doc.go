// Package measure compares what lineage finds with labels made by hand: pairs
// of articles with the kind and direction of what they share, and stories cut
// into lineages. It counts; cmd/evaluate prints. It reads the sets from a
// folder laid out like
//
//	stories/*/*.jsonl     articles: id, outlet, date, title, body, story
//	gold/*pairs*.jsonl    labelled pairs
//	gold/*lineages*.jsonl labelled stories
package measure
