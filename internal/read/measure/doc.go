// Package measure compares what package read finds on web pages with gold
// texts and days of publication, cross-validates the line model of package
// lines and trains its weights. cmd/evaluate and cmd/train use it; articles are
// never read with it.
package measure
