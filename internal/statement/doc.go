// Package statement finds the attributions of an article: who (source) is
// said to have said (cue) what (content), directly, in part or in other words,
// and which entity the source is.
//
// It works by rules over tokens, part-of-speech tags and quotation marks; the
// words it knows stand in cues.txt, nouns.txt and words.txt. Mentions and
// entities come from language/refer: this package only picks the mention that
// is a statement's source, or says that it does not know. Quotation marks that
// hold a title, a nickname, a term or a chant are no statements.
package statement
