// Package refer tells who and what an article speaks of: it gathers names,
// offices, groups, peoples and pronouns into entities and mentions.
//
// Names are joined by rules: a surname to the full name, an acronym to what it
// stands for, spellings of one name to each other; two people of one surname
// stay apart. Titles and appositions are kept with their mention. A capital or
// a building that can stand for a body is an entity of its own, marked as
// such, never replaced. Pronouns and offices alone ("the foreign minister")
// are resolved where one candidate is clearly the best, and else left open.
// Who spoke is left to package statement, joining across articles to package
// compare, which finds SameName here.
package refer
