// Package plain reads plain text: one paragraph a line, paragraphs divided by
// blank lines, hard-wrapped text, and pages flattened to text with the whole
// site around the article. It finds the pieces of the article with the exact
// bytes they came from, what kind each is, and what the furniture around them
// says about outlet, byline and date.
package plain
