// Package compare makes the synopsis of a story out of the analyses of its
// accounts: entities joined across accounts, utterances with their variants
// aligned word by word, differences, labels, timeline and fact rows.
//
// It takes accounts as they are: which articles are one story and which rest
// on one text is found before (packages story and lineage), and statements,
// names and dates are found by the packages that read one article alone.
// Nothing is worded anew; every finding points at passages of the accounts.
// The result does not depend on the order in which accounts are given.
package compare
