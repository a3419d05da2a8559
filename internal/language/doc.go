// Package language annotates one article: sentences and tokens, parts of
// speech, grammar, names, entities and what refers to them, dates. It only
// calls its parts in their order; each part's package says what it does and
// how accurate it is. Who said what is left to package statement.
package language
