// Package render shows a Document: as text for a terminal, as one page of
// HTML, as Markdown, JSON, CSV and JSON-LD. It finds nothing itself; all words
// it shows of articles are slices of their texts, which CheckSpans checks. How
// Synoptic speaks of what it found is in words.go, the same for all forms.
package render
