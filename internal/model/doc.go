// Package model holds the words of Synoptic as plain Go types: article, span,
// mention, entity, statement, utterance, lineage, difference, label, fact,
// story and synopsis. It imports nothing but the standard library and is
// imported by every other package. The JSON form of a Document is the format
// "synoptic/1"; docs/formats.md describes it.
package model
