// Package corpus reads annotated text in the formats of public data sets, for
// training and measuring: Universal Dependencies treebanks (CoNLL-U) and
// lists of tokens with names marked as IOB or BIO. It is not used when
// articles are read.
package corpus
