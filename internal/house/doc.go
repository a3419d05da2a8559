// Package house holds the tests that keep the layout of docs/design.md: which
// package may import which, that stages stay pure, and that every package says
// what it is for. It has no code of its own.
package house
