// Package pdf takes the text out of PDF files: the letters of each page with
// their places, lines and columns in reading order, paragraphs without the
// hyphens of line ends, and what stands on page after page apart. Headings, told
// by their size, begin with "#" as in Markdown. It leaves to package plain what
// of the text is the article, and knows nothing of pictures of text. It takes
// files whose table of objects is broken, or which are cut off, as far as they
// go; encrypted ones it refuses.
package pdf
