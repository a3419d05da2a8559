// Package measure compares the stories that story makes with labelled ones. It
// counts; cmd/evaluate prints. It reads every set under a folder that is laid
// out like stories/SET/*.jsonl, one article a line.
package measure
