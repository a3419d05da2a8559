// Package refer tells who and what an article speaks of: it gathers names,
// offices, groups, peoples and pronouns into entities and mentions, and joins
// the entities of several articles.
//
// Names are joined by rules, the same within an article and across articles
// (Join, which keeps why): a surname to the full name, an acronym to what it
// stands for, spellings of one name to each other; two people of one surname
// stay apart, and so do father and son. Titles and appositions are kept with
// their mention. A capital or a building that can stand for a body is an entity
// of its own, marked as such, never replaced.
//
// Offices and nouns alone ("the foreign minister", "the airline") are resolved
// to who was described so, where that is clear. What a pronoun stands for is
// chosen by a small log-linear model of our own (docs/models/pronoun.md) among
// the mentions near it; its probability is the mention's confidence, and below
// 0.35 (0.4 for "it" and "they") the pronoun is left open. On GAP, from text
// alone, F1 is 70.9 on its development part in five folds, 69 on its validation
// part. Who spoke is left to package statement.
package refer
