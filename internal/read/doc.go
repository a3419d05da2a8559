// Package read turns the bytes of a file into articles: it decides by content
// what kind of file it is, decodes it to UTF-8, finds the article in it with
// the exact bytes each block came from, and what the source says of outlet,
// title, byline, time, place and credits. Web pages (package html), plain text,
// flattened pages among it (package plain), feeds (package feed), articles as
// data, from JSON Lines to NewsML-G2 (package wire), mails, mailboxes and saved
// pages in MIME form (package mail), web archives (package warc), PDF files with
// text (package pdf), EPUB books and archives of all these (package archive) are
// read; other kinds are refused with their name. What holds many articles is
// read record by record, in constant memory. It leaves sentences, names and dates inside the
// text to package language.
package read
