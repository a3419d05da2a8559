// Package compare makes the synopsis of a story out of the analyses of its
// accounts: entities joined across accounts, utterances with their variants
// aligned word by word, differences, labels, timeline and fact rows.
//
// It takes accounts as they are: which articles are one story and which rest
// on one text is found before (packages story and lineage), and statements,
// names and dates are found by the packages that read one article alone.
// Nothing is worded anew; every finding points at passages of the accounts.
// The result does not depend on the order in which accounts are given.
//
// Utterances, on the gold utterances of eight stories (294 pairs), weights
// fitted on seven and measured on the eighth in turn: of pairs of given
// statements put together 95 % are right and 65 % of all are found; of pairs
// known to look alike and not to be one, 2 of 57 are joined. From the text
// alone, 89 % are right and 30 % are found; what is missed is mostly statements
// whose speaker one account does not name. Joined names and labels have been
// checked by reading, not counted.
package compare
