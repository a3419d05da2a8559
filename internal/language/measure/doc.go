// Package measure compares what the language packages find with annotated
// data sets. cmd/evaluate and cmd/train use it; articles are never read with it.
package measure
